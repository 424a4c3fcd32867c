/**
 * What the example knows of a practice. Days are London days and ranges half-open, so `closed` and `to` are the first
 * day without it: the official files name the last day with it.
 */
export interface PracticeFacts {
  readonly code: string;
  readonly name: string;
  readonly opened: string;
  readonly closed: string | null;
  /** Of the financial year 2022/23. */
  readonly contract: 'GMS' | 'APMS';
  /** The clinical commissioning group of January 2021. */
  readonly ccg: '06F' | '06P';
  readonly site: string;
  readonly address: string;
  readonly town: Town;
  readonly postcode: string;
  readonly lists: {
    readonly registered2021: number;
    readonly weighted2023: number | null;
    readonly registered2026: number | null;
  };
  readonly memberships: readonly { readonly pcn: string; readonly from: string; readonly to: string | null }[];
}

/** Approximate coordinates of the towns; none of our sources has those of the surgeries themselves. */
export const towns = {
  'Leighton Buzzard': { latitude: 51.917, longitude: -0.661 },
  Luton: { latitude: 51.879, longitude: -0.42 },
  'Houghton Regis': { latitude: 51.904, longitude: -0.524 },
  Toddington: { latitude: 51.95, longitude: -0.533 },
} as const;
export type Town = keyof typeof towns;

/** Where the facts about real organisations come from; all public and under the Open Government Licence. */
export const sources = {
  directory: 'NHS Organisation Data Service, epraccur, November 2025',
  networks: 'NHS Organisation Data Service, ePCN, February 2023',
  memberships: 'NHS Organisation Data Service, ePCN, February 2023; later moves are not known, closures are',
  registered2021: 'NHS Digital, Patients Registered at a GP Practice, January 2021',
  registered2026: 'NHS England, Patients Registered at a GP Practice, April 2026',
  weighted2023: 'NHS Payments to General Practice 2022/23, weighted patients, average of the financial year',
  contracts: 'NHS Payments to General Practice 2022/23; when it began and will end is not in our sources',
  synthetic: 'Synthetic: made up for the example',
} as const;
