import { describe, expect, test } from '@jest/globals';
import { checkPostcode } from '../../../src/organisation/directory/rules/postcode.js';

describe('a postcode', () => {
  test.each([
    ['lu71ar', 'LU7 1AR'],
    [' LU7  1AR ', 'LU7 1AR'],
    ['LU48BY', 'LU4 8BY'],
    ['mk10 9aa', 'MK10 9AA'],
    ['M1 1AE', 'M1 1AE'],
    ['W1A1AA', 'W1A 1AA'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['GIR0AA', 'GIR 0AA'],
  ])('%j is written %s', (text, written) => {
    expect(checkPostcode(text)).toEqual({ ok: true, value: written });
  });

  test.each(['', 'LU7', 'LU7 1A', 'LU7 1ARR', '7LU 1AR', 'LU7 1CK', 'QU7 1AR', 'LUU7 1AR', 'LU7 1AR\u0000', 'LU7-1AR'])(
    '%j is refused',
    (text) => {
      expect(checkPostcode(text)).toEqual({
        ok: false,
        problems: [{ code: 'POSTCODE_MALFORMED', message: 'A postcode has the form LU7 1AR.' }],
      });
    },
  );
});
