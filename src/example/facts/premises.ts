import type { Town } from './practice-facts.js';

/** The code of an organisation's first site. */
export function mainSiteOf(organisation: string): string {
  return `${organisation}-1`;
}

/**
 * The rooms of every open site. None of our sources says how many rooms a surgery has: these are made up, and their
 * names say so.
 */
export const rooms = [
  {
    key: 'consulting-1',
    name: 'Example consulting room 1',
    kind: 'CONSULTING',
    equipment: ['dermatoscope'],
    stepFree: true,
  },
  { key: 'consulting-2', name: 'Example consulting room 2', kind: 'CONSULTING', equipment: [], stepFree: false },
  {
    key: 'treatment',
    name: 'Example treatment room',
    kind: 'TREATMENT',
    equipment: ['phlebotomy-chair'],
    stepFree: true,
  },
] as const;
export type RoomKey = (typeof rooms)[number]['key'];

/** What is offered to a network: a room of a site, on ISO weekdays, from and to a London wall time. */
export interface OfferFacts {
  readonly site: string;
  readonly room: RoomKey;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

const monToFri = [1, 2, 3, 4, 5];

/** "On a Wednesday or a Thursday this practice opens its accommodation": who offers what in Leighton Buzzard. */
export const leightonOffers: readonly OfferFacts[] = [
  { site: 'E81003-1', room: 'consulting-1', weekdays: [1, 3, 4], from: '08:30', to: '18:00' },
  { site: 'E81003-1', room: 'consulting-2', weekdays: [3], from: '08:30', to: '18:00' },
  { site: 'E81003-1', room: 'treatment', weekdays: [1, 3, 5], from: '07:30', to: '12:00' },
  { site: 'E81004-1', room: 'consulting-1', weekdays: [2, 3], from: '08:30', to: '18:00' },
  { site: 'E81004-1', room: 'consulting-2', weekdays: [3], from: '08:30', to: '18:00' },
  { site: 'E81004-1', room: 'treatment', weekdays: [1, 3, 5], from: '07:30', to: '12:00' },
  { site: 'E81044-1', room: 'consulting-1', weekdays: [1, 3, 4, 5], from: '08:30', to: '18:00' },
  { site: 'E81044-1', room: 'consulting-2', weekdays: monToFri, from: '12:30', to: '18:00' },
  { site: 'Y08787-1', room: 'consulting-1', weekdays: [1, 2, 3, 4, 5, 6], from: '07:30', to: '20:30' },
  { site: 'Y08787-1', room: 'consulting-2', weekdays: [1, 2, 3, 4, 5, 6], from: '07:30', to: '20:30' },
];

/** In Luton every site offers its network these; the days are made up. */
export const lutonRoomOffers: readonly Omit<OfferFacts, 'site'>[] = [
  { room: 'consulting-1', weekdays: [1, 2, 3, 4, 5, 6], from: '08:00', to: '20:30' },
  { room: 'treatment', weekdays: monToFri, from: '08:00', to: '12:00' },
];

export const offersFrom = '2025-04-01';

/** Assumed minutes by car between two sites, door to door: within a town, and between towns. */
export function assumedTravelMinutes(from: Town, to: Town): number {
  if (from === to) return from === 'Leighton Buzzard' ? 6 : 12;
  return betweenTowns.find(({ towns }) => towns.includes(from) && towns.includes(to))?.minutes ?? 30;
}

const betweenTowns: readonly { towns: readonly Town[]; minutes: number }[] = [
  { towns: ['Luton', 'Houghton Regis'], minutes: 18 },
  { towns: ['Luton', 'Toddington'], minutes: 22 },
  { towns: ['Houghton Regis', 'Toddington'], minutes: 15 },
];
