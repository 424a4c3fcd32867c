import { sources } from './practice-facts.js';

/** The hub of Leighton Buzzard, from the directory. */
export const hub = {
  code: 'Y08787',
  name: 'Leighton-Linslade Health Connections Hub',
  opened: '2025-05-19',
  address: '25 Bassett Road',
  town: 'Leighton Buzzard',
  postcode: 'LU7 1AR',
  pcn: 'U15644',
} as const;

/**
 * Who lends staff and rooms, or books for its callers. Codes that begin with EX are not ODS codes and never will be.
 */
export const providers = [
  {
    code: 'RC9',
    kind: 'TRUST',
    name: 'Bedfordshire Hospitals NHS Foundation Trust',
    opened: '2020-04-01',
    source: `${sources.directory}, as the parent RC9 of its clinics`,
  },
  {
    code: 'EXCHS',
    kind: 'COMMUNITY_PROVIDER',
    name: 'Example Community Health Services (synthetic)',
    opened: '2020-04-01',
    source: sources.synthetic,
  },
  {
    code: 'EXCHARITY',
    kind: 'VOLUNTARY',
    name: 'Example Wellbeing Charity (synthetic)',
    opened: '2020-04-01',
    source: sources.synthetic,
  },
  {
    code: 'EX111',
    kind: 'COMMUNITY_PROVIDER',
    name: 'Example NHS 111 service (synthetic)',
    opened: '2020-04-01',
    source: sources.synthetic,
  },
  {
    code: 'EXPHARM',
    kind: 'COMMUNITY_PROVIDER',
    name: 'Example community pharmacy (synthetic)',
    opened: '2020-04-01',
    source: sources.synthetic,
  },
] as const;

/**
 * Holders of APMS contracts. Our sources say that there was one, and that Kingsway's changed on 1 July 2025; they do
 * not say who it was. So these are placeholders, marked unknown, without a code.
 */
export const unknownHolders = [
  { key: 'kingsway-before', name: 'Holder of the Kingsway contract until 30 June 2025 (not named in our sources)' },
  { key: 'kingsway-after', name: 'Holder of the Kingsway contract from 1 July 2025 (not named in our sources)' },
  { key: 'bramingham', name: 'Holder of the Bramingham Park contract (not named in our sources)' },
  { key: 'medina', name: 'Holder of the Medina contract (not named in our sources)' },
  { key: 'town-centre', name: 'Holder of the Town Centre contract (not named in our sources)' },
] as const;
export type UnknownHolder = (typeof unknownHolders)[number]['key'];
