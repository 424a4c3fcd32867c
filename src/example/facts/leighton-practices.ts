import type { PracticeFacts } from './practice-facts.js';

/** The three practices of Leighton Buzzard; see `practice-facts.ts` for the columns and their sources. */
// prettier-ignore
export const leightonPractices: readonly PracticeFacts[] = [
  { code: 'E81003', name: 'Dr JL Henderson & Partners', opened: '1974-04-01', closed: null, contract: 'GMS', ccg: '06F',
    site: 'Bassett Road Surgery', address: '29 Bassett Road', town: 'Leighton Buzzard', postcode: 'LU7 1AR',
    lists: { registered2021: 17_793, weighted2023: 18_475, registered2026: 21_349 },
    memberships: [{ pcn: 'U15644', from: '2019-10-01', to: null }] },
  { code: 'E81004', name: 'Salisbury House Surgery', opened: '1974-04-01', closed: null, contract: 'GMS', ccg: '06F',
    site: 'Salisbury House Surgery', address: 'Lake Street', town: 'Leighton Buzzard', postcode: 'LU7 1RS',
    lists: { registered2021: 11_582, weighted2023: 10_819.14, registered2026: 12_423 },
    memberships: [{ pcn: 'U15644', from: '2019-10-01', to: null }] },
  { code: 'E81044', name: 'Leighton Road Surgery', opened: '1974-04-01', closed: null, contract: 'GMS', ccg: '06F',
    site: 'Leighton Road Surgery', address: '1 Leighton Road, Linslade', town: 'Leighton Buzzard', postcode: 'LU7 1LB',
    lists: { registered2021: 20_201, weighted2023: 17_235.09, registered2026: 19_515 },
    memberships: [{ pcn: 'U15644', from: '2019-10-01', to: null }] },
];
