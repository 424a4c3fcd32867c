import { ok, refuse, type Result } from '../platform/result.js';
import { addDays, isCalendarDay, londonDay, londonInstant } from './london.js';

/** How often a series repeats. Nothing is finer than a day: the time of day comes from the clinic. */
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/**
 * A recurrence rule (RFC 5545 RRULE) that has been checked. `text` is its canonical form, without the `RRULE:` prefix,
 * parts in fixed order and defaults left out; `until` is the last London day of the series or null. Made only by
 * `parseRecurrence`.
 */
export interface Recurrence {
  readonly text: string;
  readonly frequency: Frequency;
  readonly count: number | null;
  readonly until: string | null;
}

const longestText = 500;
const largestInterval = 9999;
const largestCount = 10_000;
const frequencies: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const finerParts = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];
/** RFC 5545's weekdays, Monday first. */
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Number lists: part name, largest magnitude, whether counting from the end (negative) is allowed. */
const numberLists: readonly (readonly [name: string, largest: number, negative: boolean])[] = [
  ['BYMONTH', 12, false],
  ['BYWEEKNO', 53, true],
  ['BYYEARDAY', 366, true],
  ['BYMONTHDAY', 31, true],
  ['BYSETPOS', 366, true],
];
const canonicalOrder = [
  'FREQ',
  'INTERVAL',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYSETPOS',
  'WKST',
  'COUNT',
  'UNTIL',
];

/**
 * Reads an RRULE, with or without its `RRULE:` prefix, in upper or lower case. The series consists of London calendar
 * days, on each of which something starts at `startTime`, a London time. The day of an UNTIL belongs to the series,
 * unless UNTIL has a time of day and the start on that day is later. A time without Z is a London time. A rule may be
 * endless, and may be valid yet have no days (30 February): see `yieldsSomething`. Refusals: `RECURRENCE_TOO_LONG`,
 * `RECURRENCE_MALFORMED`, `RECURRENCE_TOO_FINE` (anything within a day), `RECURRENCE_NOT_ONE_RULE`,
 * `RECURRENCE_WITH_START` (DTSTART or TZID, which come from the clinic), `RECURRENCE_UNSUPPORTED` (RDATE, EXDATE,
 * RSCALE, SKIP, extensions). Source: RFC 5545 section 3.3.10.
 */
export function parseRecurrence(text: string, startTime = '00:00'): Result<Recurrence> {
  if (text.length > longestText)
    return refusal('RECURRENCE_TOO_LONG', `A recurrence rule can have at most ${longestText} characters.`);
  if (/[^\x20-\x7e\r\n\t]/.test(text))
    return refusal('RECURRENCE_MALFORMED', 'A recurrence rule must be plain ASCII, without control characters.');
  const upper = text.trim().toUpperCase();
  if (/\b(DTSTART|DTEND|DURATION|TZID)\b/.test(upper)) {
    return refusal(
      'RECURRENCE_WITH_START',
      'Leave out DTSTART and TZID: the first day, the time and the zone come from the clinic.',
    );
  }
  if (/\b(RDATE|EXDATE|EXRULE)\b/.test(upper))
    return refusal('RECURRENCE_UNSUPPORTED', 'Only an RRULE is read. Add or leave out single days as sessions.');
  if (upper.split('RRULE').length > 2 || upper.split('FREQ=').length > 2) {
    return refusal('RECURRENCE_NOT_ONE_RULE', 'Give one rule. A clinic with two patterns is two series.');
  }
  return readParts(upper.replace(/^RRULE:/, ''), startTime);
}

function readParts(body: string, startTime: string): Result<Recurrence> {
  const parts = new Map<string, string>();
  for (const piece of body.split(';')) {
    const [, name, value] = /^([A-Z-]+)=([A-Z0-9,+:-]+)$/.exec(piece) ?? [];
    if (name === undefined || value === undefined)
      return malformed(`Parts are NAME=VALUE, separated by semicolons; this one is not: ${JSON.stringify(piece)}.`);
    if (parts.has(name)) return malformed(`${name} is given twice.`);
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ');
  if (frequency === undefined) return malformed('FREQ is missing.');
  const finer = finerParts.find((name) => parts.has(name));
  if (finer !== undefined || ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency)) {
    return refusal(
      'RECURRENCE_TOO_FINE',
      `${finer ?? `FREQ=${frequency}`} is finer than a day: the time of day comes from the clinic.`,
    );
  }
  if (!frequencies.includes(frequency)) return malformed(`FREQ must be one of ${frequencies.join(', ')}.`);
  const unknown = [...parts.keys()].find((name) => !canonicalOrder.includes(name));
  if (unknown !== undefined) return refusal('RECURRENCE_UNSUPPORTED', `${unknown} is not supported.`);
  const why = checkLists(parts) ?? checkTogether(parts);
  return why === undefined ? readEnd(frequency as Frequency, parts, startTime) : malformed(why);
}

/** Checks every part that is a list or a weekday, and puts it in canonical form in place. */
function checkLists(parts: Map<string, string>): string | undefined {
  for (const [name, largest, negative] of numberLists) {
    const value = parts.get(name);
    if (value === undefined) continue;
    const numbers = value.split(',').map((item) => (/^[+-]?\d{1,3}$/.test(item) ? Number(item) : NaN));
    if (!numbers.every((each) => each !== 0 && Math.abs(each) <= largest && (negative || each > 0))) {
      return `${name} must list whole numbers from 1 to ${largest}${negative ? ' or from -1 down' : ''}.`;
    }
    parts.set(name, [...new Set(numbers)].sort((a, b) => a - b).join(','));
  }
  const days = parts.get('BYDAY')?.split(',');
  if (days !== undefined) {
    const read = days.map((item) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item));
    const tokens = read.map((match) => ({
      ordinal: Number(match?.[1] ?? 0),
      bare: match?.[1] === undefined,
      weekday: weekdayCodes.indexOf(match?.[2] ?? ''),
    }));
    if (
      !tokens.every(
        ({ ordinal, bare, weekday }) => weekday >= 0 && (bare || (ordinal !== 0 && Math.abs(ordinal) <= 53)),
      )
    ) {
      return 'BYDAY must list MO, TU, WE, TH, FR, SA, SU, each with an optional number from 1 to 53 or from -1 down.';
    }
    tokens.sort((a, b) => a.ordinal - b.ordinal || a.weekday - b.weekday);
    parts.set(
      'BYDAY',
      [...new Set(tokens.map(({ ordinal, weekday }) => `${ordinal || ''}${weekdayCodes[weekday] ?? ''}`))].join(','),
    );
  }
  if (!weekdayCodes.includes(parts.get('WKST') ?? 'MO')) return 'WKST must be one of MO, TU, WE, TH, FR, SA, SU.';
  return undefined;
}

/** What RFC 5545 says about combining parts. */
function checkTogether(parts: ReadonlyMap<string, string>): string | undefined {
  const frequency = parts.get('FREQ');
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'Give COUNT or UNTIL, not both.';
  if (parts.has('BYSETPOS') && ![...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS'))
    return 'BYSETPOS needs another BY part.';
  if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') return 'BYWEEKNO is for FREQ=YEARLY only.';
  if (parts.has('BYYEARDAY') && frequency !== 'YEARLY') return 'BYYEARDAY is for FREQ=YEARLY only.';
  if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY') return 'BYMONTHDAY is not for FREQ=WEEKLY.';
  const numbered = /\d/.test(parts.get('BYDAY') ?? '');
  if (numbered && frequency !== 'MONTHLY' && frequency !== 'YEARLY')
    return 'A number before a weekday is for FREQ=MONTHLY and FREQ=YEARLY only.';
  if (numbered && parts.has('BYWEEKNO')) return 'A number before a weekday cannot be combined with BYWEEKNO.';
  return undefined;
}

function readEnd(frequency: Frequency, parts: Map<string, string>, startTime: string): Result<Recurrence> {
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1', largestInterval);
  if (interval === undefined) return malformed(`INTERVAL must be a whole number from 1 to ${largestInterval}.`);
  const countText = parts.get('COUNT');
  const count = countText === undefined ? null : wholeNumber(countText, largestCount);
  if (count === undefined) return malformed(`COUNT must be a whole number from 1 to ${largestCount}.`);
  const untilText = parts.get('UNTIL');
  const until = untilText === undefined ? null : lastDay(untilText, startTime);
  if (until === undefined)
    return malformed('UNTIL must be a day such as 20261231, or a UTC time such as 20261231T235959Z.');
  if (interval === 1) parts.delete('INTERVAL');
  else parts.set('INTERVAL', String(interval));
  if (parts.get('WKST') === 'MO') parts.delete('WKST');
  if (count !== null) parts.set('COUNT', String(count));
  if (until !== null) parts.set('UNTIL', until.replaceAll('-', ''));
  const text = canonicalOrder
    .flatMap((name) => (parts.has(name) ? [`${name}=${parts.get(name) ?? ''}`] : []))
    .join(';');
  return ok({ text, frequency, count, until });
}

function wholeNumber(text: string, largest: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= largest ? value : undefined;
}

/** The last day on which the start is not after the text's day or time. */
function lastDay(text: string, startTime: string): string | undefined {
  const [, year, month, date, time, utc] =
    /^(\d{4})(\d{2})(\d{2})(T(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(Z?))?$/.exec(text) ?? [];
  const day = `${year ?? ''}-${month ?? ''}-${date ?? ''}`;
  if (!isCalendarDay(day) || day < '0002') return undefined;
  if (time === undefined) return day;
  const clock = `${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}`;
  const end = utc === 'Z' ? Date.parse(`${day}T${clock}Z`) : londonInstant(day, clock);
  const endDay = londonDay(end);
  return londonInstant(endDay, startTime) <= end ? endDay : addDays(endDay, -1);
}

function malformed(why: string): Result<never> {
  return refusal('RECURRENCE_MALFORMED', `This is not a recurrence rule such as FREQ=WEEKLY;BYDAY=WE. ${why}`);
}

function refusal(code: string, message: string): Result<never> {
  return refuse({ code, message });
}
