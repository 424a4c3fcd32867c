import { describe, expect, test } from '@jest/globals';
import { DateTimeScalar } from '../../../src/platform/graphql/scalars.js';

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

  test.each(['2026-11-25', '2026-11-25T09:00:00', '2026-02-30T09:00:00Z', '25/11/2026 09:00', ''])(
    '%j is none: it needs a day that there is, a time and an offset',
    (text) => {
      expect(() => DateTimeScalar.parseValue(text)).toThrow('DateTime is written like "2026-11-25T09:00:00Z".');
    },
  );
});
