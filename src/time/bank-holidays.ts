import { ok, refuse, type Result } from '../platform/result.js';
import { bankHolidaysAsPublished } from './bank-holidays-published.js';
import { addDays, isCalendarDay, weekdayOf } from './london.js';

/**
 * A bank holiday of England and the calendar day on which it is observed (for a weekend holiday, the substitute day).
 */
export interface BankHoliday {
  title: string;
  observedOn: string;
}

/**
 * Reads the JSON that gov.uk publishes (already parsed), division `england-and-wales`, in order of day. The typographic
 * apostrophe of "New Year’s Day" becomes a plain one. Refuses `BANK_HOLIDAYS_MALFORMED` if the shape is different, a
 * day does not exist or a day occurs twice. Source: https://www.gov.uk/bank-holidays.json
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

/**
 * The first day for which bank holidays are not known yet. From then on no day counts as one, so plans should say so.
 */
export const bankHolidaysKnownUntil = `${years()[1] + 1}-01-01`;

const observedDays = new Map(bankHolidays.map(({ observedOn, title }) => [observedOn, title]));

/**
 * Why the day is closed, or undefined: a bank holiday by its name; Christmas Day and Good Friday in every year and on
 * every weekday, also in years whose bank holidays are not known yet. Source: GMS contracts regulations, definition of
 * core hours.
 */
export function closedFor(day: string): string | undefined {
  if (day.endsWith('-12-25')) return 'Christmas Day';
  const mayBeGoodFriday = ['-03-', '-04-'].includes(day.slice(4, 8));
  return (
    observedDays.get(day) ?? (mayBeGoodFriday && day === goodFridayOf(day.slice(0, 4)) ? 'Good Friday' : undefined)
  );
}

/** Whether it is known which days around this one are bank holidays. */
export function isBankHolidayKnown(day: string): boolean {
  return day >= bankHolidaysKnownFrom && day < bankHolidaysKnownUntil;
}

/** Whether the day is Monday to Friday and not closed. */
export function isWorkingDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 'SATURDAY' && weekday !== 'SUNDAY' && closedFor(day) === undefined;
}

/**
 * Good Friday of a year of the Gregorian calendar, two days before Easter Sunday.
 * Source: the anonymous algorithm in Nature, 20 April 1876, as given by Meeus, Astronomical Algorithms, chapter 8.
 */
function goodFridayOf(year: string): string {
  const y = Number(year);
  const [a, century, rest] = [y % 19, Math.floor(y / 100), y % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * a + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((a + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const [month, dayOfMonth] = [Math.floor(days / 31), (days % 31) + 1];
  return addDays(`${year}-0${month}-${String(dayOfMonth).padStart(2, '0')}`, -2);
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
