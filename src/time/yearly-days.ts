import { weekdayCodes } from './recurrence-rule.js';

/**
 * The days of a yearly rule. The library reads rules of days, weeks and months as RFC 5545 does. For yearly ones it
 * moves days by BYDAY beside BYYEARDAY instead of limiting them, forgets weekdays without a number next to one with a
 * number, and makes the weekday of a BYWEEKNO without BYDAY depend on where the search begins.
 *
 * Days are whole numbers, counted from 1 January 1970.
 */

const dayMs = 86_400_000;

/** The parts of a yearly rule; a list that is not given is null. Weekdays begin with Monday as 0. */
interface YearlyRule {
  readonly interval: number;
  readonly weekStart: number;
  readonly months: readonly number[] | null;
  readonly weeks: readonly number[] | null;
  readonly yearDays: readonly number[] | null;
  readonly monthDays: readonly number[] | null;
  readonly weekdays: readonly { ordinal: number; weekday: number }[] | null;
  readonly positions: readonly number[] | null;
}

/**
 * The days that a yearly rule names from its start to `last`, both included, in order; at most `count` of them. A week
 * belongs to the year whose number it has, with all its days, even those in the year before or after: the last days of
 * December may be in week 1 of the next year. What a rule leaves open is taken from the start (weekday of a week, month
 * and day). Precondition: `text` is the canonical form of a rule with FREQ=YEARLY, without COUNT and UNTIL. Source: RFC
 * 5545 section 3.3.10, the table of what each part limits and expands.
 */
export function yearlyDays(text: string, startsOn: string, last: string, count: number | null): string[] {
  const rule = read(text);
  const [start, end] = [numberOf(startsOn), numberOf(last)];
  const firstYear = rule.weeks === null ? Number(startsOn.slice(0, 4)) : weekYearOf(start, rule.weekStart);
  const days: string[] = [];
  for (let year = firstYear; ; year += rule.interval) {
    const [from, to] = periodOf(rule, year);
    if (from > end || year > 9999) return days;
    const named: number[] = [];
    for (let day = from; day < to; day += 1) if (isNamed(rule, day, start)) named.push(day);
    for (const day of inPositions(named, rule.positions)) {
      if (day < start) continue;
      if (day > end || days.length === count) return days;
      days.push(dayOf(day));
    }
  }
}

function read(text: string): YearlyRule {
  const parts = new Map(text.split(';').map((part) => part.split('=') as [string, string]));
  const numbers = (name: string) => parts.get(name)?.split(',').map(Number) ?? null;
  return {
    interval: Number(parts.get('INTERVAL') ?? 1),
    weekStart: weekdayCodes.indexOf(parts.get('WKST') ?? 'MO'),
    months: numbers('BYMONTH'),
    weeks: numbers('BYWEEKNO'),
    yearDays: numbers('BYYEARDAY'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays:
      parts
        .get('BYDAY')
        ?.split(',')
        .map((each) => ({ ordinal: Number(each.slice(0, -2)), weekday: weekdayCodes.indexOf(each.slice(-2)) })) ?? null,
    positions: numbers('BYSETPOS'),
  };
}

/** The days of the rule's year, as `[from, to)`. */
function periodOf({ weeks, weekStart }: YearlyRule, year: number): [number, number] {
  if (weeks === null) return [firstDayOf(year, 0), firstDayOf(year + 1, 0)];
  return [weekOneOf(year, weekStart), weekOneOf(year + 1, weekStart)];
}

function isNamed(rule: YearlyRule, day: number, start: number): boolean {
  const { months, weeks, yearDays, monthDays, weekdays } = rule;
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (months !== null && !months.includes(month + 1)) return false;
  if (weeks !== null && !isNamedWeek(weeks, day, rule.weekStart)) return false;
  const ofYear = { at: day - firstDayOf(year, 0) + 1, of: firstDayOf(year + 1, 0) - firstDayOf(year, 0) };
  if (yearDays !== null && !counts(yearDays, ofYear)) return false;
  const ofMonth = { at: date.getUTCDate(), of: firstDayOf(year, month + 1) - firstDayOf(year, month) };
  if (monthDays !== null && !counts(monthDays, ofMonth)) return false;
  if (weekdays !== null && !isNamedWeekday(weekdays, day, months === null ? ofYear : ofMonth)) return false;
  if (weekdays !== null || monthDays !== null || yearDays !== null) return true;
  if (weeks !== null) return weekdayNumber(day) === weekdayNumber(start);
  const startDate = new Date(start * dayMs);
  return ofMonth.at === startDate.getUTCDate() && (months !== null || month === startDate.getUTCMonth());
}

function isNamedWeek(weeks: readonly number[], day: number, weekStart: number): boolean {
  const year = weekYearOf(day, weekStart);
  const from = weekOneOf(year, weekStart);
  return counts(weeks, { at: Math.floor((day - from) / 7) + 1, of: (weekOneOf(year + 1, weekStart) - from) / 7 });
}

/** A weekday with a number is counted within the month if the rule names months, otherwise within the year. */
function isNamedWeekday(
  weekdays: readonly { ordinal: number; weekday: number }[],
  day: number,
  { at, of }: { at: number; of: number },
): boolean {
  const [fromStart, fromEnd] = [Math.ceil(at / 7), -Math.ceil((of - at + 1) / 7)];
  return weekdays.some(
    ({ ordinal, weekday }) =>
      weekday === weekdayNumber(day) && (ordinal === 0 || ordinal === fromStart || ordinal === fromEnd),
  );
}

/** Whether a list names item `at` of `of` items, counted from 1; -1 is the last. */
function counts(list: readonly number[], { at, of }: { at: number; of: number }): boolean {
  return list.includes(at) || list.includes(at - of - 1);
}

function inPositions(named: readonly number[], positions: readonly number[] | null): readonly number[] {
  if (positions === null) return named;
  return named.filter((_, index) => counts(positions, { at: index + 1, of: named.length }));
}

/** Week 1 is the first with at least four days in the year: the week of 4 January. */
function weekOneOf(year: number, weekStart: number): number {
  const fourth = firstDayOf(year, 0) + 3;
  return fourth - ((weekdayNumber(fourth) - weekStart + 7) % 7);
}

function weekYearOf(day: number, weekStart: number): number {
  const year = new Date(day * dayMs).getUTCFullYear();
  if (day < weekOneOf(year, weekStart)) return year - 1;
  return day < weekOneOf(year + 1, weekStart) ? year : year + 1;
}

/** 1 January 1970 was a Thursday. */
function weekdayNumber(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function firstDayOf(year: number, month: number): number {
  // Date.UTC takes years below 100 as years of the last century.
  return new Date(0).setUTCFullYear(year, month, 1) / dayMs;
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

function dayOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
