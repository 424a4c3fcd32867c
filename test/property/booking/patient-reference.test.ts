import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkReference } from '../../../src/booking/rules/patient-reference.js';

/** The check digit by the other reading of the rule: all ten, weighted 10 down to 1, add up to a multiple of 11. */
const passes = (digits: string) =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0) % 11 === 0;

const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const nhsNumber = digitsOf(9)
  .map((nine) => [...'0123456789'].map((last) => nine + last).find(passes))
  .filter((digits) => digits !== undefined);
const separator = fc.constantFrom('', '', ' ', '-', '\u00a0', '–');
const noDigits = fc.string({ maxLength: 15 }).map((text) => text.replace(/[^a-zA-Z/.:#]/g, ''));
const scripts = fc.constantFrom(0x30, 0xff10, 0x660, 0x966, 0x1d7ce);

describe('a patient reference', () => {
  test('that holds an NHS number, however written, is refused and not repeated', () => {
    fc.assert(
      fc.property(
        nhsNumber,
        fc.array(separator, { minLength: 10, maxLength: 10 }),
        noDigits,
        noDigits,
        scripts,
        (digits, between, before, after, zero) => {
          const written = [...digits]
            .map((digit, i) => (i === 0 ? '' : (between[i] ?? '')) + String.fromCodePoint(zero + Number(digit)))
            .join('');
          const checked = checkReference(`${before}${written}${after}`);
          expect(checked).toMatchObject({ ok: false, problems: [{ code: 'PATIENT_REFERENCE_IS_NHS_NUMBER' }] });
          expect(JSON.stringify(checked)).not.toMatch(/\d{3}/);
        },
      ),
    );
  });

  test('of ten digits is refused when, and only when, they pass the check', () => {
    fc.assert(fc.property(digitsOf(10), (digits) => expect(checkReference(digits).ok).toBe(!passes(digits))));
  });

  test('whose only run of digits is shorter or longer than ten is kept', () => {
    const other = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 11, max: 30 })).chain(digitsOf);
    fc.assert(fc.property(other, noDigits, (digits, before) => expect(checkReference(before + digits).ok).toBe(true)));
  });

  test('that is a canonical UUID is kept', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => expect(checkReference(uuid)).toEqual({ ok: true, value: uuid })));
  });

  test('of any text is either kept as it is, but for spaces around it, or refused for one reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const checked = checkReference(text);
        if (checked.ok) expect(checked.value).toBe(text.trim());
        else expect(checked.problems.length).toBe(1);
      }),
    );
  });
});
