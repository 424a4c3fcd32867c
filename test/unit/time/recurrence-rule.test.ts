import { describe, expect, test } from '@jest/globals';
import { parseRecurrence } from '../../../src/time/recurrence-rule.js';

function read(text: string) {
  const parsed = parseRecurrence(text);
  return parsed.ok ? parsed.value : parsed.problems.map((problem) => problem.code);
}

describe('a recurrence rule is read', () => {
  test('every part has one canonical form', () => {
    expect(read(' rrule:wkst=mo;byday=TH,we,WE;interval=1;freq=weekly;until=20261231 ')).toEqual({
      text: 'FREQ=WEEKLY;BYDAY=WE,TH;UNTIL=20261231',
      frequency: 'WEEKLY',
      count: null,
      until: '2026-12-31',
    });
  });

  test.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['FREQ=WEEKLY;INTERVAL=02;BYDAY=FR;WKST=SU;COUNT=010', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=SU;COUNT=10'],
    ['FREQ=MONTHLY;BYDAY=+1MO,-1FR', 'FREQ=MONTHLY;BYDAY=-1FR,1MO'],
    ['FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=02', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
    ['FREQ=YEARLY;BYWEEKNO=20,1;BYDAY=MO', 'FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=MO'],
  ])('%s becomes %s, and that is its own canonical form', (given, canonical) => {
    expect(read(given)).toMatchObject({ text: canonical });
    expect(read(canonical)).toMatchObject({ text: canonical });
  });

  test('the day of UNTIL belongs to the series unless UNTIL has a time before that day’s start in London', () => {
    const until = (end: string, startTime?: string) => {
      const parsed = parseRecurrence(`FREQ=DAILY;UNTIL=${end}`, startTime);
      return parsed.ok ? parsed.value.until : parsed.problems.map(({ code }) => code);
    };
    expect([
      until('20260630', '23:00'),
      until('20260630T080000Z', '09:00'), // 09:00 in London: starts just then
      until('20260630T075959Z', '09:00'),
      until('20261231T090000Z', '09:00'),
      until('20261231T085959Z', '09:00'),
      until('20260630T230000Z', '09:00'), // midnight, 1 July in London
      until('20260630T090000', '09:00'),
      until('20260630T085959', '09:00'),
      until('20260630T000000'),
      until('00010101T000000Z', '09:00'),
    ]).toEqual([
      '2026-06-30',
      '2026-06-30',
      '2026-06-29',
      '2026-12-31',
      '2026-12-30',
      '2026-06-30',
      '2026-06-30',
      '2026-06-29',
      '2026-06-30',
      ['RECURRENCE_MALFORMED'],
    ]);
  });
});

describe('a recurrence rule is refused', () => {
  test.each([
    ['longer than 500 characters', `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(250)}1`, 'RECURRENCE_TOO_LONG'],
    ['with a NUL byte', 'FREQ=DAILY\u0000', 'RECURRENCE_MALFORMED'],
    ['with a character outside ASCII', 'FREQ=DAİLY', 'RECURRENCE_MALFORMED'],
    ['empty', '', 'RECURRENCE_MALFORMED'],
    ['plain English', 'every Wednesday', 'RECURRENCE_MALFORMED'],
    ['without FREQ', 'BYDAY=WE', 'RECURRENCE_MALFORMED'],
    ['with an unknown FREQ', 'FREQ=FORTNIGHTLY', 'RECURRENCE_MALFORMED'],
    ['with an empty part', 'FREQ=WEEKLY;;BYDAY=WE', 'RECURRENCE_MALFORMED'],
    ['with a part given twice', 'FREQ=WEEKLY;BYDAY=WE;BYDAY=TH', 'RECURRENCE_MALFORMED'],
    ['of every hour', 'FREQ=HOURLY', 'RECURRENCE_TOO_FINE'],
    ['of every minute', 'FREQ=MINUTELY;INTERVAL=15', 'RECURRENCE_TOO_FINE'],
    ['of every second', 'FREQ=SECONDLY', 'RECURRENCE_TOO_FINE'],
    ['with BYHOUR', 'FREQ=DAILY;BYHOUR=9', 'RECURRENCE_TOO_FINE'],
    ['with BYMINUTE', 'FREQ=DAILY;BYMINUTE=30', 'RECURRENCE_TOO_FINE'],
    ['with BYSECOND', 'FREQ=DAILY;BYSECOND=0', 'RECURRENCE_TOO_FINE'],
    ['of two rules', 'RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY', 'RECURRENCE_NOT_ONE_RULE'],
    ['of two frequencies', 'FREQ=DAILY;FREQ=WEEKLY', 'RECURRENCE_NOT_ONE_RULE'],
    ['with DTSTART', 'DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY', 'RECURRENCE_WITH_START'],
    ['with TZID', 'DTSTART;TZID=Europe/London:20260101T090000\nRRULE:FREQ=DAILY', 'RECURRENCE_WITH_START'],
    ['with EXDATE', 'RRULE:FREQ=DAILY\nEXDATE:20260101', 'RECURRENCE_UNSUPPORTED'],
    ['with RSCALE', 'RSCALE=HEBREW;FREQ=YEARLY', 'RECURRENCE_UNSUPPORTED'],
    ['with an extension', 'FREQ=DAILY;X-NAME=1', 'RECURRENCE_UNSUPPORTED'],
    ['with INTERVAL=0', 'FREQ=DAILY;INTERVAL=0', 'RECURRENCE_MALFORMED'],
    ['with an absurd INTERVAL', 'FREQ=DAILY;INTERVAL=10000', 'RECURRENCE_MALFORMED'],
    ['with COUNT=0', 'FREQ=DAILY;COUNT=0', 'RECURRENCE_MALFORMED'],
    ['with COUNT and UNTIL', 'FREQ=DAILY;COUNT=3;UNTIL=20261231', 'RECURRENCE_MALFORMED'],
    ['until a day that does not exist', 'FREQ=DAILY;UNTIL=20260229', 'RECURRENCE_MALFORMED'],
    ['with month 13', 'FREQ=YEARLY;BYMONTH=13', 'RECURRENCE_MALFORMED'],
    ['with day 32', 'FREQ=MONTHLY;BYMONTHDAY=32', 'RECURRENCE_MALFORMED'],
    ['with weekday XX', 'FREQ=WEEKLY;BYDAY=XX', 'RECURRENCE_MALFORMED'],
    ['with a numbered weekday in a week', 'FREQ=WEEKLY;BYDAY=1MO', 'RECURRENCE_MALFORMED'],
    ['with BYMONTHDAY in a week', 'FREQ=WEEKLY;BYMONTHDAY=1', 'RECURRENCE_MALFORMED'],
    ['with BYSETPOS alone', 'FREQ=MONTHLY;BYSETPOS=1', 'RECURRENCE_MALFORMED'],
    ['with BYWEEKNO in a month', 'FREQ=MONTHLY;BYWEEKNO=1', 'RECURRENCE_MALFORMED'],
    ['with BYYEARDAY in a day', 'FREQ=DAILY;BYYEARDAY=1', 'RECURRENCE_MALFORMED'],
  ])('%s', (_, text, code) => {
    expect(read(text)).toEqual([code]);
  });

  test('the message says what was wrong', () => {
    expect(parseRecurrence('FREQ=DAILY;INTERVAL=0')).toEqual({
      ok: false,
      problems: [
        {
          code: 'RECURRENCE_MALFORMED',
          message:
            'This is not a recurrence rule such as FREQ=WEEKLY;BYDAY=WE. INTERVAL must be a whole number from 1 to 9999.',
        },
      ],
    });
  });
});
