import { ok, refuse, type Result } from '../platform/result.js';
import { bankHolidaysAsPublished } from './bank-holidays-published.js';
import { addDays, isCalendarDay, weekdayOf } from './london.js';

/** A bank holiday of England and the calendar day on which it is observed (for a weekend holiday, the substitute day). */
export interface BankHoliday {
  title: string;
  observedOn: string;
}

/**
 * Reads the JSON that gov.uk publishes (already parsed), division `england-and-wales`, in order of day. The typographic
 * apostrophe of "New Year’s Day" becomes a plain one. Refuses `BANK_HOLIDAYS_MALFORMED` when the shape is another, a day
 * does not exist or a day comes twice.
 * Source: https://www.gov.uk/bank-holidays.json
 */
export function parseBankHolidays(published: unknown): Result<readonly BankHoliday[]> {
  const division = property(published, 'england-and-wales');
  const events = property(division, 'events');
  if (!Array.isArray(events)) return malformed('There is no list of events for england-and-wales.');
  const holidays = new Map<string, BankHoliday>();
  for (const event of events as unknown[]) {
    const title = property(event, 'title');
    const observedOn = property(event, 'date');
    if (typeof title !== 'string' || title.trim() === '') return malformed('A bank holiday has no title.');
    if (typeof observedOn !== 'string' || !isCalendarDay(observedOn))
      return malformed('A bank holiday has no calendar day.');
    if (holidays.has(observedOn)) return malformed(`Two bank holidays are on ${observedOn}.`);
    holidays.set(observedOn, { title: title.trim().replaceAll('’', "'"), observedOn });
  }
  return ok([...holidays.values()].sort((a, b) => (a.observedOn < b.observedOn ? -1 : 1)));
}

/** The bank holidays this version knows, in order of day. */
export const bankHolidays: readonly BankHoliday[] = own();

/** The first day for which bank holidays are known. */
export const bankHolidaysKnownFrom = `${years()[0]}-01-01`;

/** The first day for which bank holidays are not known yet: on and after it no day counts as one, so plans should say so. */
export const bankHolidaysKnownUntil = `${years()[1] + 1}-01-01`;

const observedDays = new Set(bankHolidays.map((holiday) => holiday.observedOn));

/** Whether a bank holiday of England is observed on the day. False outside `[bankHolidaysKnownFrom, bankHolidaysKnownUntil)`. */
export function isBankHoliday(day: string): boolean {
  return observedDays.has(day);
}

/** Whether the day is Monday to Friday and no bank holiday. */
export function isWorkingDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 'SATURDAY' && weekday !== 'SUNDAY' && !isBankHoliday(day);
}

/** The first working day after the day, never the day itself. */
export function nextWorkingDay(day: string): string {
  let next = addDays(day, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

function own(): readonly BankHoliday[] {
  const parsed = parseBankHolidays(bankHolidaysAsPublished);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join(' '));
  return parsed.value;
}

function years(): [first: number, last: number] {
  const all = bankHolidays.map((holiday) => Number(holiday.observedOn.slice(0, 4)));
  return [Math.min(...all), Math.max(...all)];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function malformed(why: string): Result<never> {
  return refuse({ code: 'BANK_HOLIDAYS_MALFORMED', message: `This is not gov.uk's file of bank holidays. ${why}` });
}
