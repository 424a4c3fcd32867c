import { containsDay } from '../time/interval.js';

/** The rules with a number, each under the name used in the code. */
export type PolicyCode =
  | 'ENHANCED_ACCESS_MINUTES_PER_1000'
  | 'ENHANCED_ACCESS_SHORTEST_BLOCK'
  | 'NETWORK_STANDARD_HOURS_BOOKABLE_AHEAD'
  | 'NETWORK_STANDARD_HOURS_WEEKDAY_START'
  | 'NETWORK_STANDARD_HOURS_WEEKDAY_END'
  | 'NETWORK_STANDARD_HOURS_SATURDAY_START'
  | 'NETWORK_STANDARD_HOURS_SATURDAY_END'
  | 'CORE_HOURS_START'
  | 'CORE_HOURS_END'
  | 'GP_SESSION'
  | 'GP_FULL_TIME_SESSIONS'
  | 'FULL_TIME_WEEK'
  | 'SAFE_CONTACTS_A_DAY'
  | 'SAFE_APPOINTMENT'
  | 'WORKING_WEEK'
  | 'WORKING_WEEK_REFERENCE_PERIOD'
  | 'DAILY_REST'
  | 'WEEKLY_REST'
  | 'WEEKLY_REST_PERIOD'
  | 'FORTNIGHTLY_REST'
  | 'BREAK'
  | 'BREAK_WHEN_OVER'
  | 'APMS_TERM'
  | 'POPULATION_BAND_LOWEST'
  | 'POPULATION_BAND_HIGHEST'
  | 'PATIENTS_PER_SLOT_HELD_FOR_111'
  | 'BOOKING_HOLD'
  | 'WAITING_OFFER'
  | 'AUDIT_RETENTION'
  | 'NOTICE_SHORTEST'
  | 'NOTICE_LONGEST'
  | 'DAYS_WITHOUT_CONTRACT'
  | 'CONTRACTED_WEEK_LONGEST'
  | 'ABSENCE_SHORTEST'
  | 'LEAVE_LONGEST'
  | 'LEAVE_RECORDED_LATE'
  | 'AGREEMENT_RECORDED_LATE'
  | 'AGREEMENT_PLANNED_AHEAD'
  | 'WORKING_DAY_LONGEST'
  | 'CONSECUTIVE_DAYS'
  | 'SITES_A_DAY'
  | 'FAIRNESS_PERIOD'
  | 'ROTA_NOTICE'
  | 'ROTA_NOTICE_SHORT'
  | 'ROTA_NOTICE_LAST_MINUTE';

/** What a policy's value counts. `MINUTE_OF_DAY` is London time in minutes after midnight. */
export type PolicyUnit =
  | 'MINUTES'
  | 'HOURS'
  | 'DAYS'
  | 'WEEKS'
  | 'MONTHS'
  | 'YEARS'
  | 'SESSIONS_A_WEEK'
  | 'CONTACTS_A_DAY'
  | 'SITES_A_DAY'
  | 'PATIENTS'
  | 'PATIENTS_PER_SLOT_A_DAY'
  | 'MINUTES_A_WEEK_PER_1000_PCN_ADJUSTED'
  | 'MINUTE_OF_DAY';

/**
 * One number of one rule, valid on the days `[validFrom, validTo)`, `validTo: null` until further notice. `place` is
 * null for England, or the name in capitals of a place with a number of its own. `source` says in words what the number
 * is based on, and `where` names the document.
 */
export interface Policy {
  code: PolicyCode;
  place: string | null;
  value: number;
  unit: PolicyUnit;
  validFrom: string;
  validTo: string | null;
  setBy: string;
  source: string;
  where: string;
}

/**
 * The policy in force on the day: the place's own row if there is one, otherwise England's, otherwise undefined (no
 * number was set for that day). Throws RangeError if the day is not a calendar day.
 */
export function policyOn(code: PolicyCode, day: string, place?: string): Policy | undefined {
  const inForce = policyRows.filter(
    (row) => row.code === code && containsDay({ from: row.validFrom, to: row.validTo }, day),
  );
  return inForce.find((row) => place !== undefined && row.place === place) ?? inForce.find((row) => row.place === null);
}

/**
 * Every number of every rule. A number that changes is ended with `validTo` and followed by a new row. Rows are never
 * edited, so that a past day is still judged by the number of that day.
 */

type Basis = Pick<Policy, 'validFrom' | 'setBy' | 'source' | 'where'>;

const enhancedAccess: Basis = {
  validFrom: '2022-10-01',
  setBy: 'NHS England',
  source: 'Enhanced access: what a network must provide outside core hours, based on its PCN adjusted population',
  where: 'Network Contract DES, enhanced access; LMC and Pulse guides 2022 to 2024',
};
const coreHours: Basis = {
  validFrom: '2004-04-01',
  setBy: 'Secretary of State for Health',
  source: 'Core hours: Monday to Friday except Good Friday, Christmas Day and bank holidays',
  where: 'GMS contracts regulations, definition of core hours',
};
const modelContract: Basis = {
  validFrom: '2004-04-01',
  setBy: 'British Medical Association',
  source: 'A session is 4 h 10 min and nine of them, 37.5 h, are full time; an employment may agree otherwise',
  where: 'BMA model contract for salaried general practitioners',
};
const safeWorking: Basis = {
  validFrom: '2024-09-06',
  setBy: 'British Medical Association',
  source: 'Safe working: this is advice, so exceeding it gives a warning and is never refused',
  where: 'BMA safe working guidance, 6 September 2024',
};
const workingTime: Basis = {
  validFrom: '1998-10-01',
  setBy: 'Parliament',
  source: 'Working time, counted over all of a person’s jobs',
  where: 'Working Time Regulations 1998, regulations 4 and 10 to 12',
};
const apms: Basis = {
  validFrom: '2004-04-01',
  setBy: 'PCN Rota',
  source: 'An APMS contract has an end, by default and at most after five years; GMS and PMS contracts have none',
  where: 'This project; no regulation sets a term; each contract has its own',
};
const populationBand: Basis = {
  validFrom: '2019-07-01',
  setBy: 'NHS England',
  source: 'The population a network is meant to have. In January 2020 58% of 1,250 networks did, so this only warns',
  where: 'Network Contract DES 2019/20, registration of networks',
};
const lutonBand: Basis = {
  validFrom: '2019-07-01',
  setBy: 'The commissioner in Luton',
  source: 'The population a network in Luton is meant to have; this only warns',
  where: 'Reported to the project; no published document known, and its first day is taken from the national band',
};
const heldFor111: Basis = {
  validFrom: '2019-04-01',
  setBy: 'NHS England',
  source: 'Slots that NHS 111 may book directly: one a day for every 3,000 registered patients',
  where: 'GP contract 2019/20, direct booking by NHS 111',
};

const bookingDesk: Basis = {
  validFrom: '2004-04-01',
  setBy: 'PCN Rota',
  source: 'How long a slot is kept during a conversation, and for a practice whose patient was waiting for one',
  where: 'This project; no contract sets it',
};

const recordsManagement: Basis = {
  validFrom: '2021-08-04',
  setBy: 'NHS England',
  source:
    'How long records of who worked when are kept, counted from the end of the financial year; the trail of changes to them is kept as long. This is a minimum: an inquiry may ask for more',
  where: 'Records Management Code of Practice 2021, updated 7 August 2023, Appendix II, duty rosters',
};

const noticeOfContractor: Basis = {
  validFrom: '2004-04-01',
  setBy: 'Secretary of State for Health',
  source:
    'A contractor’s own notice on a GMS contract: six months, three for a single-handed GP, and then to the end of the month; on a PMS agreement six months. The commissioner may end one at once, and APMS contracts have terms of their own, so a shorter notice only warns',
  where:
    'GMS Contracts Regulations 2015 (SI 2015/1862), Schedule 3 Part 8, “Termination by the contractor” (before paragraph 63, late payment notices); in short: DR Solicitors, Thinking of handing back your GMS/PMS contract?',
};
const noHolder: Basis = {
  validFrom: '2004-04-01',
  setBy: 'PCN Rota',
  source:
    'A practice has a contract on every day that it is open; a day without one gives a warning, because a caretaker may follow',
  where: 'This project; no document sets a number, and none above 0 is safe',
};
const restOfTheWeek: Basis = {
  validFrom: '1998-10-01',
  setBy: 'Parliament',
  source:
    'The longest week that daily and weekly rest allow: six days of 24 less 11 hours. More than this is refused for everyone; more than the working week warns',
  where: 'Working Time Regulations 1998, regulations 10 and 11; worked out from them by this project',
};
const ownBound: Omit<Basis, 'source'> = {
  validFrom: '2004-04-01',
  setBy: 'PCN Rota',
  where: 'This project; no document known sets it',
};
const absence: Basis = {
  ...ownBound,
  source: 'The shortest absence or commitment elsewhere: anything shorter is a typing error',
};
const longLeave: Basis = {
  ...ownBound,
  source: 'The longest leave recorded at once: anything longer is a mistyped year',
};
const lateLeave: Basis = {
  ...ownBound,
  source:
    'How long after its first day leave can still be recorded, with a reason: about three months, a quarter’s pay',
};
const networkAgreements: Basis = {
  ...ownBound,
  validFrom: '2019-07-01',
  source: 'An agreement older than this is accepted with a warning; one older than networks themselves is refused',
  where: 'This project; networks began on 1 July 2019 with the Network Contract DES 2019/20',
};
// From the day of the rules on rest, so that a rota of any day since then can be judged with numbers of one day.
const rotaHabits: Basis = {
  validFrom: workingTime.validFrom,
  setBy: 'PCN Rota',
  source: 'What a rota aims at where a network has said nothing else; none of it is law',
  where: 'This project, docs/rota.md',
};
const agreementsAhead: Basis = { ...ownBound, source: 'An agreement that begins later than this is a mistyped year' };

export const policyRows: readonly Policy[] = [
  row('ENHANCED_ACCESS_MINUTES_PER_1000', 60, 'MINUTES_A_WEEK_PER_1000_PCN_ADJUSTED', enhancedAccess),
  row('ENHANCED_ACCESS_SHORTEST_BLOCK', 30, 'MINUTES', enhancedAccess),
  row('NETWORK_STANDARD_HOURS_BOOKABLE_AHEAD', 14, 'DAYS', enhancedAccess),
  row('NETWORK_STANDARD_HOURS_WEEKDAY_START', minuteOfDay(18, 30), 'MINUTE_OF_DAY', enhancedAccess),
  row('NETWORK_STANDARD_HOURS_WEEKDAY_END', minuteOfDay(20, 0), 'MINUTE_OF_DAY', enhancedAccess),
  row('NETWORK_STANDARD_HOURS_SATURDAY_START', minuteOfDay(9, 0), 'MINUTE_OF_DAY', enhancedAccess),
  row('NETWORK_STANDARD_HOURS_SATURDAY_END', minuteOfDay(17, 0), 'MINUTE_OF_DAY', enhancedAccess),
  row('CORE_HOURS_START', minuteOfDay(8, 0), 'MINUTE_OF_DAY', coreHours),
  row('CORE_HOURS_END', minuteOfDay(18, 30), 'MINUTE_OF_DAY', coreHours),
  row('GP_SESSION', 250, 'MINUTES', modelContract),
  row('GP_FULL_TIME_SESSIONS', 9, 'SESSIONS_A_WEEK', modelContract),
  row('FULL_TIME_WEEK', 37.5, 'HOURS', modelContract),
  row('SAFE_CONTACTS_A_DAY', 25, 'CONTACTS_A_DAY', safeWorking),
  row('SAFE_APPOINTMENT', 15, 'MINUTES', safeWorking),
  row('WORKING_WEEK', 48, 'HOURS', workingTime),
  row('WORKING_WEEK_REFERENCE_PERIOD', 17, 'WEEKS', workingTime),
  row('DAILY_REST', 11, 'HOURS', workingTime),
  row('WEEKLY_REST', 24, 'HOURS', workingTime),
  row('WEEKLY_REST_PERIOD', 7, 'DAYS', workingTime),
  row('FORTNIGHTLY_REST', 48, 'HOURS', workingTime),
  row('BREAK', 20, 'MINUTES', workingTime),
  row('BREAK_WHEN_OVER', 6, 'HOURS', workingTime),
  row('APMS_TERM', 5, 'YEARS', apms),
  row('POPULATION_BAND_LOWEST', 30_000, 'PATIENTS', populationBand),
  row('POPULATION_BAND_HIGHEST', 50_000, 'PATIENTS', populationBand),
  row('POPULATION_BAND_LOWEST', 30_000, 'PATIENTS', lutonBand, 'LUTON'),
  row('POPULATION_BAND_HIGHEST', 70_000, 'PATIENTS', lutonBand, 'LUTON'),
  row('PATIENTS_PER_SLOT_HELD_FOR_111', 3_000, 'PATIENTS_PER_SLOT_A_DAY', heldFor111),
  row('BOOKING_HOLD', 5, 'MINUTES', bookingDesk),
  row('WAITING_OFFER', 60, 'MINUTES', bookingDesk),
  row('AUDIT_RETENTION', 6, 'YEARS', recordsManagement),
  row('NOTICE_SHORTEST', 6, 'MONTHS', noticeOfContractor),
  row('NOTICE_LONGEST', 3, 'YEARS', { ...ownBound, source: 'A longer notice on a contract is a mistyped year' }),
  row('DAYS_WITHOUT_CONTRACT', 0, 'DAYS', noHolder),
  row('CONTRACTED_WEEK_LONGEST', 78, 'HOURS', restOfTheWeek),
  row('ABSENCE_SHORTEST', 15, 'MINUTES', absence),
  row('LEAVE_LONGEST', 2, 'YEARS', longLeave),
  row('LEAVE_RECORDED_LATE', 92, 'DAYS', lateLeave),
  row('AGREEMENT_RECORDED_LATE', 1, 'YEARS', networkAgreements),
  row('AGREEMENT_PLANNED_AHEAD', 10, 'YEARS', agreementsAhead),
  row('WORKING_DAY_LONGEST', 12, 'HOURS', rotaHabits),
  row('CONSECUTIVE_DAYS', 6, 'DAYS', rotaHabits),
  row('SITES_A_DAY', 1, 'SITES_A_DAY', rotaHabits),
  row('FAIRNESS_PERIOD', 26, 'WEEKS', rotaHabits),
  row('ROTA_NOTICE', 14, 'DAYS', rotaHabits),
  row('ROTA_NOTICE_SHORT', 7, 'DAYS', rotaHabits),
  row('ROTA_NOTICE_LAST_MINUTE', 2, 'DAYS', rotaHabits),
];

function row(code: PolicyCode, value: number, unit: PolicyUnit, basis: Basis, place: string | null = null): Policy {
  return { code, place, value, unit, validTo: null, ...basis };
}

function minuteOfDay(hours: number, minutes: number): number {
  return hours * 60 + minutes;
}
