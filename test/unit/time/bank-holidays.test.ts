import { describe, expect, test } from '@jest/globals';
import {
  bankHolidays,
  bankHolidaysKnownFrom,
  bankHolidaysKnownUntil,
  closedFor,
  isBankHolidayKnown,
  isWorkingDay,
  nextWorkingDay,
  parseBankHolidays,
} from '../../../src/time/bank-holidays.js';

function published(events: unknown) {
  return { 'england-and-wales': { division: 'england-and-wales', events } };
}

describe("England's bank holidays", () => {
  test('eight are known in each year from 2025 to 2028', () => {
    const perYear = [2025, 2026, 2027, 2028].map(
      (year) => bankHolidays.filter((holiday) => holiday.observedOn.startsWith(`${year}-`)).length,
    );
    expect([perYear, bankHolidaysKnownFrom, bankHolidaysKnownUntil]).toEqual([
      [8, 8, 8, 8],
      '2025-01-01',
      '2029-01-01',
    ]);
  });

  test('Boxing Day 2026 is observed on the Monday and not on the Saturday', () => {
    expect([closedFor('2026-12-26'), closedFor('2026-12-28')]).toEqual([undefined, 'Boxing Day']);
  });

  test('Christmas Day and Good Friday are closed in every year and on every weekday', () => {
    // Good Fridays as published: gov.uk for the known years, the tables of Easter for the others.
    const closed = [
      '2027-12-25',
      '2027-12-27',
      '2033-12-25',
      '2027-03-26',
      '2028-04-14',
      '2029-03-30',
      '2038-04-23',
      '2019-04-19',
    ];
    expect(closed.map(closedFor)).toEqual([
      ...['Christmas Day', 'Christmas Day', 'Christmas Day'],
      ...['Good Friday', 'Good Friday', 'Good Friday', 'Good Friday', 'Good Friday'],
    ]);
    expect(['2027-12-24', '2029-03-29', '2029-04-02', '2029-12-26'].map(closedFor)).toEqual(Array(4).fill(undefined));
    expect(['2024-12-31', '2025-01-01', '2028-12-31', '2029-01-01'].map(isBankHolidayKnown)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('every bank holiday is observed on a weekday', () => {
    expect(bankHolidays.filter((holiday) => ['SATURDAY', 'SUNDAY'].includes(weekday(holiday.observedOn)))).toEqual([]);
  });

  test('the next working day passes over weekends and bank holidays', () => {
    expect(['2026-12-24', '2026-04-02', '2027-12-24', '2026-06-01'].map(nextWorkingDay)).toEqual([
      '2026-12-29',
      '2026-04-07',
      '2027-12-29',
      '2026-06-02',
    ]);
  });

  test('neither a Saturday nor a bank holiday is a working day', () => {
    expect(['2026-12-26', '2026-12-28', '2026-12-29'].map(isWorkingDay)).toEqual([false, false, true]);
  });
});

describe("gov.uk's file", () => {
  test('the typographic apostrophe becomes a plain one and days are put in order', () => {
    expect(
      parseBankHolidays(
        published([
          { title: 'Boxing Day', date: '2026-12-28', notes: 'Substitute day', bunting: true },
          { title: 'New Year’s Day', date: '2026-01-01', notes: '', bunting: true },
        ]),
      ),
    ).toEqual({
      ok: true,
      value: [
        { title: "New Year's Day", observedOn: '2026-01-01' },
        { title: 'Boxing Day', observedOn: '2026-12-28' },
      ],
    });
  });

  test.each([
    [null, 'There is no list of events for england-and-wales.'],
    [published('none'), 'There is no list of events for england-and-wales.'],
    [published([{ title: '', date: '2026-01-01' }]), 'A bank holiday has no title.'],
    [published([{ title: 'Leap', date: '2026-02-29' }]), 'A bank holiday has no calendar day.'],
    [
      published([
        { title: 'A', date: '2026-01-01' },
        { title: 'B', date: '2026-01-01' },
      ]),
      'Two bank holidays are on 2026-01-01.',
    ],
  ])('another shape is refused: %j', (file, why) => {
    expect(parseBankHolidays(file)).toEqual({
      ok: false,
      problems: [{ code: 'BANK_HOLIDAYS_MALFORMED', message: `This is not gov.uk's file of bank holidays. ${why}` }],
    });
  });
});

function weekday(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }).toUpperCase();
}
