/** What the directories of practices and of networks say about one organisation. Days are London days. */
export type OrganisationRow = {
  readonly code: string;
  readonly kind: 'PRACTICE' | 'HUB' | 'PCN';
  readonly name: string;
  readonly icb: string | null;
  readonly commissioner: string | null;
  readonly commissioner_name: string | null;
  /** The day from which that commissioner has it. */
  readonly commissioned_on: string | null;
  readonly opened_on: string | null;
  /** The first day without it; the files have the last day with it. */
  readonly closed_on: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
};

export const organisationColumns = {
  code: 'text',
  kind: 'text',
  name: 'text',
  icb: 'text',
  commissioner: 'text',
  commissioner_name: 'text',
  commissioned_on: 'date',
  opened_on: 'date',
  closed_on: 'date',
  address: 'text',
  town: 'text',
  postcode: 'text',
} as const;
