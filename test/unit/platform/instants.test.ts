import { describe, expect, test } from '@jest/globals';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../../../src/platform/graphql/scalars.js';

describe('an instant', () => {
  test.each<[string, unknown]>([
    ['a Date', new Date('2026-11-25T09:00:00.000Z')],
    ['text as PostgreSQL writes it in UTC', '2026-11-25 09:00:00+00'],
    ['the same with parts of a second', '2026-11-25 09:00:00.123456+00'],
    ['text as PostgreSQL writes it into JSON', '2026-11-25T09:00:00+00:00'],
    ['text of JavaScript', '2026-11-25T09:00:00.000Z'],
    ['text with another offset', '2026-11-25T10:30:00+01:30'],
  ])('is shown in one form, whether it comes as %s', (_what, value) => {
    expect(DateTimeScalar.serialize(value)).toBe('2026-11-25T09:00:00Z');
  });

  test.each([
    ['2026-11-25T09:00Z', '2026-11-25T09:00:00.000Z'],
    ['2026-11-25T09:00:00.999Z', '2026-11-25T09:00:00.000Z'],
    ['2026-11-25T10:30:00+01:30', '2026-11-25T09:00:00.000Z'],
  ])('%s is read to the second', (text, instant) => {
    expect(DateTimeScalar.parseValue(text)).toBe(instant);
  });

  test.each(['2026-11-25', '2026-11-25T09:00:00', '25/11/2026 09:00', '2026-11-25 09:00Z', ''])(
    '%j is none: it needs a day, a time and an offset',
    (text) => {
      expect(() => DateTimeScalar.parseValue(text)).toThrow('DateTime is written like "2026-11-25T09:00:00Z".');
    },
  );

  test.each([
    ['2026-02-30T09:00:00Z', 'must be a real calendar day'],
    ['0001-01-01T09:00:00Z', 'from 1900-01-01 to 2199-12-31'],
    ['2026-11-25T24:00:00Z', 'Midnight is 00:00:00 of the day that begins'],
    ['2026-11-25T24:00Z', 'times from 00:00:00 to 23:59:59'],
    ['2026-11-25T23:60:00Z', 'times from 00:00:00 to 23:59:59'],
    ['2026-12-31T23:59:60Z', 'times from 00:00:00 to 23:59:59'],
    ['2026-11-25T09:00:00+24:00', 'offsets from -23:59 to +23:59'],
  ])('%s has the form and is none, which is another fault', (text, words) => {
    expect(() => DateTimeScalar.parseValue(text)).toThrow(words);
  });
});

test.each([
  [DateScalar, '2026-02-29', 'must be a real calendar day'],
  [DateScalar, '2026-13-01', 'must be a real calendar day'],
  [DateScalar, '1899-12-31', 'from 1900-01-01 to 2199-12-31'],
  [DateScalar, '2200-01-01', 'from 1900-01-01 to 2199-12-31'],
  [DateScalar, '29.2.2026', 'Date is written like "2026-11-25"'],
  [LocalTimeScalar, '24:00', 'LocalTime is from 00:00 to 23:59. The end of a day is 00:00.'],
  [LocalTimeScalar, '09:60', 'LocalTime is from 00:00 to 23:59.'],
  [LocalTimeScalar, '9:00', 'LocalTime is written like "18:30"'],
])('%s %j: a fault of the range is not told as one of the form', (scalar, text, words) => {
  expect(() => scalar.parseValue(text)).toThrow(words);
});
