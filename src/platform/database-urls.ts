export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}
