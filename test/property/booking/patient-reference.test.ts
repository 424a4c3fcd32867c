import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkReference } from '../../../src/booking/rules/patient-reference.js';
import { identifying } from '../../../src/identity/rules/patient-identity.js';

function digitsOf(least: number, most: number) {
  return fc.stringMatching(new RegExp(`^\\d{${least},${most}}$`));
}
const letter = fc.constantFrom('a', 'X', 'é', 'z');
/** Anything that may come between digits, allowed in a reference or not. */
const between = fc.oneof(fc.constantFrom('', '', ' ', '-', '\u00a0', '–', '.', '/', '\u200b'), letter);
const zero = fc.constantFrom(0x30, 0xff10, 0x660, 0x966, 0x1d7ce);
function written(digits: string, marks: readonly string[], zeroPoint: number) {
  return [...digits].map((digit, n) => (marks[n] ?? '') + String.fromCodePoint(zeroPoint + Number(digit))).join('');
}

describe('a patient reference', () => {
  test('with more than nine digits, however written, is refused and not repeated', () => {
    fc.assert(
      fc.property(digitsOf(10, 30), fc.array(between, { maxLength: 30 }), zero, (digits, marks, zeroPoint) => {
        const text = written(digits, marks, zeroPoint);
        const checked = checkReference(text);
        expect(checked).toMatchObject({ ok: false, problems: [{ code: 'PATIENT_REFERENCE_IS_NHS_NUMBER' }] });
        expect(JSON.stringify(checked)).not.toMatch(/\d{3}/);
        expect(identifying(`Text, ${text}`)).toBe('DIGITS');
      }),
    );
  });

  test('of letters and at most nine digits, with no mark between them that could make a date, is kept', () => {
    const marks = fc.array(fc.constantFrom('', 'x', 'Q', 'é'), { maxLength: 9 });
    fc.assert(
      fc.property(digitsOf(1, 9), marks, (digits, before) => {
        const text = written(digits, before, 0x30);
        expect(checkReference(text)).toEqual({ ok: true, value: text });
      }),
    );
  });

  test('with a day of the calendar in figures is refused, whatever stands around it', () => {
    const part = fc.tuple(
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1890, max: 2026 }),
    );
    const text = fc.tuple(part, fc.constantFrom('-', '/', '.', '_', '#'), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(text, letter, letter, ([[day, month, year], mark, padded, yearFirst, short], before, after) => {
        const two = (number: number) => (padded ? String(number).padStart(2, '0') : String(number));
        const inOrder = yearFirst
          ? [String(year), two(month), two(day)]
          : [two(day), two(month), short ? String(year).slice(2) : String(year)];
        const checked = checkReference(`${before}${inOrder.join(mark)}${after}`);
        expect(checked).toMatchObject({ ok: false, problems: [{ code: 'PATIENT_REFERENCE_MALFORMED' }] });
      }),
    );
  });

  test('that is a canonical UUID is kept', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => expect(checkReference(uuid)).toEqual({ ok: true, value: uuid })));
  });

  test('of any text is either kept composed, but for spaces around it, or refused for one reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const checked = checkReference(text);
        if (checked.ok) expect(checked.value).toBe(text.normalize('NFC').trim());
        else expect(checked.problems.length).toBe(1);
      }),
    );
  });
});
