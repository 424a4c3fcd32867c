import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, weekdayOf, weekdays } from '../../../src/time/london.js';
import { occurrenceDays, occurrences } from '../../../src/time/recurrence.js';
import { parseRecurrence } from '../../../src/time/recurrence-rule.js';
import { runs } from '../../support/property-runs.js';
import { daysByTheBook, ruleText, type RuleParts } from '../../support/time/recurrence-by-the-book.js';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const day = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2022-01-01', count));

function daysOf(text: string, startsOn: string, from: string, to: string): string[] {
  const rule = parseRecurrence(text);
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  const found = occurrenceDays(rule.value, { startsOn, from, to });
  if (!found.ok) throw new Error(found.problems[0]?.message);
  return found.value;
}

describe('the days of a series', () => {
  test('a weekly rule names the weekdays of every n-th week, Monday first, counted from its start', () => {
    fc.assert(
      fc.property(
        fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
        fc.integer({ min: 1, max: 6 }),
        day,
        day,
        fc.integer({ min: 1, max: 90 }),
        (on, every, startsOn, from, length) => {
          const to = addDays(from, length);
          const firstMonday = addDays(startsOn, -weekdays.indexOf(weekdayOf(startsOn)));
          const expected = Array.from({ length }, (_, i) => addDays(from, i)).filter(
            (each) =>
              each >= startsOn &&
              on.includes(weekdays.indexOf(weekdayOf(each))) &&
              Math.floor(daysBetween(firstMonday, each) / 7) % every === 0,
          );
          const byDay = on.map((index) => codes[index]).join(',');
          expect(daysOf(`FREQ=WEEKLY;INTERVAL=${every};BYDAY=${byDay}`, startsOn, from, to)).toEqual(expected);
        },
      ),
    );
  });

  test('a monthly rule names its day of the month and skips months that lack it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        day,
        day,
        fc.integer({ min: 1, max: 371 }),
        (date, startsOn, from, length) => {
          const expected = Array.from({ length }, (_, i) => addDays(from, i)).filter(
            (each) => each >= startsOn && Number(each.slice(8)) === date,
          );
          expect(daysOf(`FREQ=MONTHLY;BYMONTHDAY=${date}`, startsOn, from, addDays(from, length))).toEqual(expected);
        },
      ),
    );
  });

  test('two windows side by side give the days of the one window that joins them', () => {
    const rule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=WE;COUNT=40',
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=YEARLY;BYMONTH=3;BYDAY=TU;UNTIL=20270310',
    );
    fc.assert(
      fc.property(
        rule,
        day,
        day,
        fc.integer({ min: 1, max: 180 }),
        fc.integer({ min: 1, max: 180 }),
        (text, startsOn, from, first, second) => {
          const middle = addDays(from, first);
          const to = addDays(middle, second);
          expect([...daysOf(text, startsOn, from, middle), ...daysOf(text, startsOn, middle, to)]).toEqual(
            daysOf(text, startsOn, from, to),
          );
        },
      ),
    );
  });

  test('what becomes of a bank holiday does not depend on the window, and no two are held on one day', () => {
    const rule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=MO,TU,WE',
      'FREQ=WEEKLY;BYDAY=MO,FR',
      'FREQ=DAILY;INTERVAL=2',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    );
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 60 }), (text, offset, length) => {
        const parsed = parseRecurrence(text);
        if (!parsed.ok) throw new Error('unreadable');
        const within = (from: string, to: string) => {
          const found = occurrences(parsed.value, { startsOn: '2025-01-01', from, to }, 'MOVE');
          return found.ok ? found.value : [];
        };
        const from = addDays('2025-06-01', offset);
        const to = addDays(from, length);
        const wide = within(addDays(from, -60), addDays(to, 60));
        expect(within(from, to)).toEqual(wide.filter(({ occurrenceOn }) => occurrenceOn >= from && occurrenceOn < to));
        expect(new Set(wide.map(({ heldOn }) => heldOn)).size).toBe(wide.length);
      }),
    );
  });
});

function maybe<Value>(value: fc.Arbitrary<Value>) {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}
function someOf(most: number, longest: number) {
  return fc.uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1, maxLength: longest });
}
function someFromEitherEnd(most: number, longest: number) {
  return fc.uniqueArray(
    fc.integer({ min: -most, max: most }).filter((each) => each !== 0),
    { minLength: 1, maxLength: longest },
  );
}
const anyRule = fc.record({
  FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'YEARLY', 'YEARLY'),
  INTERVAL: maybe(fc.integer({ min: 1, max: 4 })),
  COUNT: maybe(fc.integer({ min: 1, max: 40 })),
  WKST: maybe(fc.integer({ min: 0, max: 6 })),
  BYMONTH: maybe(someOf(12, 6)),
  BYWEEKNO: maybe(someFromEitherEnd(53, 3)),
  BYYEARDAY: maybe(someFromEitherEnd(366, 3)),
  BYMONTHDAY: maybe(someFromEitherEnd(31, 8)),
  BYDAY: maybe(
    fc.uniqueArray(fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, -1), fc.integer({ min: 0, max: 6 })), {
      minLength: 1,
      maxLength: 4,
      selector: (each) => each.join(),
    }),
  ),
  BYSETPOS: maybe(someFromEitherEnd(4, 2)),
}) as fc.Arbitrary<RuleParts>;
const lawful = anyRule.filter((parts) => parseRecurrence(ruleText(parts)).ok);

describe('any lawful rule', () => {
  test('names in a window the days that the table of RFC 5545 names from its start on, counted from there', () => {
    fc.assert(
      fc.property(
        lawful,
        day,
        fc.integer({ min: -30, max: 500 }),
        fc.integer({ min: 1, max: 371 }),
        (parts, startsOn, offset, length) => {
          const from = addDays(startsOn, offset);
          const to = addDays(from, length);
          const expected = daysByTheBook(parts, startsOn, addDays(to, -1)).filter((each) => each >= from);
          expect(daysOf(ruleText(parts), startsOn, from, to)).toEqual(expected);
        },
      ),
      { numRuns: runs(250) },
    );
  });

  test('gives page by page what it gives at once, and with COUNT the first so many of what it gives without', () => {
    fc.assert(
      fc.property(
        lawful,
        day,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        (parts, startsOn, pageDays, count) => {
          const pages = Array.from({ length: 3 }, (_, page) => addDays(startsOn, page * pageDays));
          const end = addDays(startsOn, 3 * pageDays);
          const text = ruleText({ ...parts, COUNT: undefined });
          const paged = (rule: string) =>
            pages.flatMap((from, page) => daysOf(rule, startsOn, from, pages[page + 1] ?? end));
          expect(paged(text)).toEqual(daysOf(text, startsOn, startsOn, end));
          expect(paged(`${text};COUNT=${count}`)).toEqual(daysOf(text, startsOn, startsOn, end).slice(0, count));
        },
      ),
      { numRuns: runs(250) },
    );
  });
});

describe('reading a rule', () => {
  test('any text is either refused or has a canonical form that reads as itself', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            'FREQ=WEEKLY',
            'BYDAY=WE',
            'COUNT=3',
            ';',
            'UNTIL=20261231',
            'INTERVAL=0',
            'BYHOUR=1',
            'BYDAY=1MO,',
            '\n',
          ),
          { maxLength: 8 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseRecurrence(given);
        if (parsed.ok) expect(parseRecurrence(parsed.value.text)).toEqual(parsed);
        else expect(parsed.problems.length).toBe(1);
      }),
    );
  });
});
