import { describe, expect, test } from '@jest/globals';
import { londonDay, londonInstant, londonTime } from '../../../src/time/london.js';
import { applyBankHolidays, occurrenceDays, occurrences, yieldsSomething } from '../../../src/time/recurrence.js';
import { parseRecurrence, type Recurrence } from '../../../src/time/recurrence-rule.js';

function rule(text: string): Recurrence {
  const parsed = parseRecurrence(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.value;
}
function days(text: string, startsOn: string, from: string, to: string) {
  const found = occurrenceDays(rule(text), { startsOn, from, to });
  return found.ok ? found.value : found.problems.map((problem) => problem.code);
}

describe('the days of a series', () => {
  test('a weekly session keeps its wall time when the clocks go back on 25 October 2026', () => {
    const sundays = days('FREQ=WEEKLY;BYDAY=SU', '2026-10-01', '2026-10-18', '2026-11-02');
    const starts = sundays.map((day) => londonInstant(day, '09:00'));
    expect(starts.map((at) => [londonDay(at), londonTime(at), new Date(at).toISOString()])).toEqual([
      ['2026-10-18', '09:00', '2026-10-18T08:00:00.000Z'],
      ['2026-10-25', '09:00', '2026-10-25T09:00:00.000Z'],
      ['2026-11-01', '09:00', '2026-11-01T09:00:00.000Z'],
    ]);
  });

  test('a weekly session keeps its wall time when the clocks go forward on 28 March 2027', () => {
    const sundays = days('FREQ=WEEKLY;BYDAY=SU', '2026-10-01', '2027-03-21', '2027-04-05');
    const starts = sundays.map((day) => londonInstant(day, '09:00'));
    expect(starts.map((at) => [londonDay(at), londonTime(at), new Date(at).toISOString()])).toEqual([
      ['2027-03-21', '09:00', '2027-03-21T09:00:00.000Z'],
      ['2027-03-28', '09:00', '2027-03-28T08:00:00.000Z'],
      ['2027-04-04', '09:00', '2027-04-04T08:00:00.000Z'],
    ]);
  });

  test('the window holds its first day and not its last', () => {
    expect(days('FREQ=DAILY', '2026-01-01', '2026-06-01', '2026-06-04')).toEqual([
      '2026-06-01',
      '2026-06-02',
      '2026-06-03',
    ]);
  });

  test('the first day belongs to the series only if the rule names it', () => {
    expect(days('FREQ=WEEKLY;BYDAY=WE', '2026-10-01', '2026-09-01', '2026-10-15')).toEqual([
      '2026-10-07',
      '2026-10-14',
    ]);
  });

  test('every other week is counted from the first day, decades back or not', () => {
    expect(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '1990-01-03', '2026-06-01', '2026-07-01')).toEqual([
      '2026-06-03',
      '2026-06-17',
    ]);
    expect((Date.parse('2026-06-03') - Date.parse('1990-01-03')) % (14 * 86_400_000)).toBe(0);
  });

  test('COUNT is counted from the first day and not from the window', () => {
    expect(days('FREQ=WEEKLY;BYDAY=MO;COUNT=3', '2026-06-01', '2026-06-08', '2026-12-01')).toEqual([
      '2026-06-08',
      '2026-06-15',
    ]);
  });

  test('the day of UNTIL still belongs to the series', () => {
    expect(days('FREQ=DAILY;UNTIL=20260603', '2026-06-01', '2026-06-02', '2026-07-01')).toEqual([
      '2026-06-02',
      '2026-06-03',
    ]);
  });

  test('a series that has ended before the window has no days in it', () => {
    expect(days('FREQ=DAILY;UNTIL=20260603', '2026-06-01', '2026-06-04', '2026-07-01')).toEqual([]);
  });

  test('29 February comes in leap years only', () => {
    const years = [2027, 2028, 2029].map((year) =>
      days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-01-01', `${year}-01-01`, `${year + 1}-01-01`),
    );
    expect(years).toEqual([[], ['2028-02-29'], []]);
  });

  test('the last working weekday of each month is found by BYSETPOS', () => {
    expect(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-01', '2026-01-01', '2026-04-01')).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-31',
    ]);
  });

  test('a week without weekdays is held on the start’s weekday, wherever one begins to look', () => {
    // 1 October 2025 was a Wednesday; the 20th week of 2026 began on Monday 11 May.
    const rule = 'FREQ=YEARLY;BYWEEKNO=20';
    expect([
      days(rule, '2025-10-01', '2026-01-01', '2027-01-01'),
      days(rule, '2025-10-01', '2026-05-13', '2026-05-14'),
      days(`${rule};COUNT=2`, '2025-10-01', '2027-01-01', '2028-01-01'),
      days(`${rule};COUNT=1`, '2025-10-01', '2027-01-01', '2028-01-01'),
    ]).toEqual([['2026-05-13'], ['2026-05-13'], ['2027-05-19'], []]);
  });

  test('a weekday limits the day of a year and does not move it', () => {
    // Day 60 is 1 March, a Sunday in 2026 and a Saturday in 2025; in 2028 it is Tuesday 29 February.
    const saturdays = ['2025', '2026', '2028'].map((year) =>
      days('FREQ=YEARLY;BYYEARDAY=60;BYDAY=SA', '2025-01-01', `${year}-01-01`, `${year}-12-31`),
    );
    expect(saturdays).toEqual([['2025-03-01'], [], []]);
  });

  test('days of week 1 in December and of week 53 in January are of the year whose week it is', () => {
    expect([
      days('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2025-01-01', '2025-01-01', '2026-01-01'),
      days('FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR', '2026-01-01', '2026-12-01', '2027-02-01'),
    ]).toEqual([['2025-12-29'], ['2027-01-01']]);
  });

  test('a window of 53 weeks is answered and one day more is refused, as is an empty one', () => {
    expect([
      days('FREQ=DAILY', '2026-01-01', '2026-01-01', '2027-01-07').length,
      days('FREQ=DAILY', '2026-01-01', '2026-01-01', '2027-01-08'),
      days('FREQ=DAILY', '2026-01-01', '2026-01-01', '2026-01-01'),
    ]).toEqual([371, ['RECURRENCE_WINDOW'], ['RECURRENCE_WINDOW']]);
  });

  test('a start more than a hundred years back is refused', () => {
    expect(days('FREQ=DAILY', '1925-01-01', '2026-01-01', '2026-01-02')).toEqual(['RECURRENCE_START_TOO_EARLY']);
  });
});

describe('a rule that never yields', () => {
  const never = [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=7',
  ];

  test.each([...never, ...never.map((text) => `${text};COUNT=5`)])(
    '%s is found out at once, decades after its start',
    (text) => {
      const before = process.cpuUsage();
      expect(days(text, '1960-01-01', '2026-06-01', '2027-06-01')).toEqual([]);
      expect(yieldsSomething(rule(text), '2026-06-01')).toBe(false);
      // Of the processor's time, as others use it too: about a tenth of it is needed.
      expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
    },
  );

  test('a rare rule yields, and one that ended before it began does not', () => {
    const yields = (text: string) => yieldsSomething(rule(text), '2096-03-01');
    expect([
      yields('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU'),
      yields('FREQ=DAILY'),
      yields('FREQ=DAILY;UNTIL=20960229'),
    ]).toEqual([true, true, false]);
  });

  test('a series at the end of the calendar is looked at as far as there are days', () => {
    expect([
      yieldsSomething(rule('FREQ=DAILY'), '9999-12-30'),
      yieldsSomething(rule('FREQ=YEARLY;BYMONTH=2'), '9999-12-30'),
    ]).toEqual([true, false]);
    expect(
      occurrences(rule('FREQ=DAILY'), { startsOn: '9999-12-30', from: '9999-12-30', to: '9999-12-31' }, 'MOVE'),
    ).toEqual({
      ok: true,
      value: [{ occurrenceOn: '9999-12-30', heldOn: '9999-12-30' }],
    });
  });

  test('how many years are looked at is for the caller to say', () => {
    const leapDay = rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29');
    expect([yieldsSomething(leapDay, '2026-03-01', 1), yieldsSomething(leapDay, '2026-03-01', 2)]).toEqual([
      false,
      true,
    ]);
  });
});

describe('bank holidays in a series', () => {
  const mondays = ['2026-05-18', '2026-05-25', '2026-06-01'];

  test('SKIP leaves the occurrence out, KEEP holds it, MOVE holds it on the next working day', () => {
    expect(
      (['SKIP', 'KEEP', 'MOVE'] as const).map((policy) =>
        applyBankHolidays(mondays, policy).map(({ heldOn }) => heldOn),
      ),
    ).toEqual([
      ['2026-05-18', '2026-06-01'],
      ['2026-05-18', '2026-05-25', '2026-06-01'],
      ['2026-05-18', '2026-05-26', '2026-06-01'],
    ]);
  });

  test('a moved occurrence keeps its own day as its identity', () => {
    expect(applyBankHolidays(['2026-05-25'], 'MOVE')).toEqual([{ occurrenceOn: '2026-05-25', heldOn: '2026-05-26' }]);
  });

  test('a moved occurrence never lands on a weekend or another bank holiday', () => {
    expect(applyBankHolidays(['2026-04-03', '2026-12-25'], 'MOVE')).toEqual([
      { occurrenceOn: '2026-04-03', heldOn: '2026-04-07' },
      { occurrenceOn: '2026-12-25', heldOn: '2026-12-29' },
    ]);
  });

  test('a moved occurrence never lands on a day of the series or on another moved one', () => {
    expect(applyBankHolidays(['2027-12-27', '2027-12-28', '2027-12-29'], 'MOVE')).toEqual([
      { occurrenceOn: '2027-12-27', heldOn: '2027-12-30' },
      { occurrenceOn: '2027-12-28', heldOn: '2027-12-31' },
      { occurrenceOn: '2027-12-29', heldOn: '2027-12-29' },
    ]);
  });

  test('when every working day of the next week is taken the occurrence is left out', () => {
    const found = occurrences(
      rule('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
      { startsOn: '2026-01-01', from: '2026-05-22', to: '2026-05-27' },
      'MOVE',
    );
    expect(found).toEqual({
      ok: true,
      value: [
        { occurrenceOn: '2026-05-22', heldOn: '2026-05-22' },
        { occurrenceOn: '2026-05-26', heldOn: '2026-05-26' },
      ],
    });
  });

  test('a Saturday that is no bank holiday stays, though Boxing Day is its name', () => {
    expect(applyBankHolidays(['2026-12-26'], 'MOVE')).toEqual([{ occurrenceOn: '2026-12-26', heldOn: '2026-12-26' }]);
  });

  test('an occurrence at the edge of the window moves as it does in the middle of one', () => {
    const series = rule('FREQ=WEEKLY;BYDAY=MO,TU,WE');
    const edge = occurrences(series, { startsOn: '2027-01-01', from: '2027-12-28', to: '2027-12-29' }, 'MOVE');
    expect(edge).toEqual({ ok: true, value: [{ occurrenceOn: '2027-12-28', heldOn: '2027-12-31' }] });
  });
});
