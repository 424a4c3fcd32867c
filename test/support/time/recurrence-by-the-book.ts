import { addDays, daysBetween, weekdayOf, weekdays } from '../../../src/time/london.js';

/** A rule's parts, as RFC 5545 names them; `BYDAY` as `[ordinal or 0, weekday with Monday 0]`. */
export interface RuleParts {
  readonly FREQ: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly INTERVAL?: number;
  readonly COUNT?: number | undefined;
  readonly UNTIL?: string;
  readonly WKST?: number;
  readonly BYMONTH?: readonly number[];
  readonly BYWEEKNO?: readonly number[];
  readonly BYYEARDAY?: readonly number[];
  readonly BYMONTHDAY?: readonly number[];
  readonly BYDAY?: readonly (readonly [number, number])[];
  readonly BYSETPOS?: readonly number[];
}

/** Thousands of rules look at the same days. */
function kept<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekday = kept((day) => weekdays.indexOf(weekdayOf(day)));
const dayAfter = kept((day) => addDays(day, 1));
const dayBefore = kept((day) => addDays(day, -1));
function year(day: string) {
  return Number(day.slice(0, 4));
}
function month(day: string) {
  return Number(day.slice(5, 7));
}
function firstOf(y: number, m = 1) {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`;
}
function endOf(y: number, m = 12) {
  return dayBefore(m === 12 ? firstOf(y + 1) : firstOf(y, m + 1));
}
function span(from: string, to: string) {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}
const yearDayOf = kept((day) => daysBetween(firstOf(year(day)), day) + 1);
function weekOf(day: string, start: number) {
  return addDays(day, -((weekday(day) - start + 7) % 7));
}

/** The first day of week 1 of a year: the first week with at least four days in it. */
function weekOne(y: number, start: number) {
  return weekOneKept(`${String(y).padStart(4, '0')}-01-04 ${start}`);
}
const weekOneKept = kept((key) => weekOf(key.slice(0, 10), Number(key.slice(11))));

function weekYear(day: string, start: number) {
  return [year(day) + 1, year(day)].find((each) => weekOne(each, start) <= day) ?? year(day) - 1;
}

export function ruleText(parts: RuleParts): string {
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      if (name === 'WKST') return `WKST=${codes[value as number] ?? ''}`;
      if (name === 'UNTIL') return `UNTIL=${(value as string).replaceAll('-', '')}`;
      if (name === 'BYDAY')
        return `BYDAY=${(value as [number, number][]).map(([n, d]) => `${n || ''}${codes[d] ?? ''}`).join(',')}`;
      return `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`;
    })
    .join(';');
}

/**
 * The days a rule names up to `last`, written from the table of RFC 5545 section 3.3.10 alone: period by period, every
 * day of a period looked at. A week belongs to the year that it is a week of. What the rule leaves open is the start's
 * own.
 */
export function daysByTheBook(parts: RuleParts, startsOn: string, last: string): string[] {
  const found: string[] = [];
  const every = parts.INTERVAL ?? 1;
  const start = parts.WKST ?? 0;
  for (let step = 0; ; step += every) {
    const period = periodOf(parts, startsOn, step, start);
    if (period === undefined || (period[0] ?? '') > last) break;
    const named = period.filter((day) => isNamed(parts, startsOn, start, day));
    const positions = parts.BYSETPOS?.map((n) => named[n > 0 ? n - 1 : named.length + n]);
    const kept = positions === undefined ? named : named.filter((day) => positions.includes(day));
    found.push(...kept.filter((day) => day >= startsOn));
  }
  const until = parts.UNTIL !== undefined && parts.UNTIL < last ? parts.UNTIL : last;
  return [...new Set(found)]
    .sort()
    .slice(0, parts.COUNT)
    .filter((day) => day <= until);
}

function periodOf(parts: RuleParts, startsOn: string, step: number, start: number): string[] | undefined {
  if (parts.FREQ === 'DAILY') return [addDays(startsOn, step)];
  if (parts.FREQ === 'WEEKLY') {
    const from = addDays(weekOf(startsOn, start), step * 7);
    return span(from, addDays(from, 6));
  }
  if (parts.FREQ === 'MONTHLY') {
    const months = year(startsOn) * 12 + month(startsOn) - 1 + step;
    const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
    return y > 9990 ? undefined : span(firstOf(y, m), endOf(y, m));
  }
  const y = (parts.BYWEEKNO === undefined ? year(startsOn) : weekYear(startsOn, start)) + step;
  if (y > 9990) return undefined;
  if (parts.BYWEEKNO !== undefined) return span(weekOne(y, start), addDays(weekOne(y + 1, start), -1));
  return span(firstOf(y), endOf(y));
}

function isNamed(parts: RuleParts, startsOn: string, start: number, day: string): boolean {
  const counted = (list: readonly number[], at: number, of: number) => list.includes(at) || list.includes(at - of - 1);
  const { FREQ, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY } = parts;
  const [y, m] = [year(day), month(day)];
  if (BYMONTH !== undefined && !BYMONTH.includes(m)) return false;
  if (BYWEEKNO !== undefined) {
    const of = weekYear(day, start);
    const at = Math.floor(daysBetween(weekOne(of, start), day) / 7) + 1;
    const weeks = daysBetween(weekOne(of, start), weekOne(of + 1, start)) / 7;
    if (!counted(BYWEEKNO, at, weeks)) return false;
  }
  const yearDay = yearDayOf(day);
  const yearDays = yearDayOf(endOf(y));
  if (BYYEARDAY !== undefined && !counted(BYYEARDAY, yearDay, yearDays)) return false;
  const monthDay = Number(day.slice(8));
  const monthDays = Number(endOf(y, m).slice(8));
  if (BYMONTHDAY !== undefined && !counted(BYMONTHDAY, monthDay, monthDays)) return false;
  if (BYDAY !== undefined) {
    const inMonth = FREQ === 'MONTHLY' || BYMONTH !== undefined;
    const [at, of] = inMonth ? [monthDay, monthDays] : [yearDay, yearDays];
    const fits = BYDAY.some(
      ([ordinal, on]) =>
        on === weekday(day) &&
        (ordinal === 0 || ordinal === Math.ceil(at / 7) || ordinal === -Math.ceil((of - at + 1) / 7)),
    );
    if (!fits) return false;
  }
  if (BYDAY !== undefined || BYMONTHDAY !== undefined || BYYEARDAY !== undefined || FREQ === 'DAILY') return true;
  if (FREQ === 'WEEKLY' || BYWEEKNO !== undefined) return weekday(day) === weekday(startsOn);
  if (monthDay !== Number(startsOn.slice(8))) return false;
  return FREQ === 'MONTHLY' || BYMONTH !== undefined || m === month(startsOn);
}
