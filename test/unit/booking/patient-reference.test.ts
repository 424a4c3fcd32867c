import { describe, expect, test } from '@jest/globals';
import { checkReference } from '../../../src/booking/rules/patient-reference.js';

const codes = (text: string) => {
  const checked = checkReference(text);
  return checked.ok ? [] : checked.problems.map((problem) => problem.code);
};

describe('a patient reference is kept', () => {
  test.each([
    '12345',
    'BR-2026/00017',
    'a'.repeat(64),
    'é'.repeat(64),
    '9434765918',
    '94347659190',
    '19434765919',
    '12 9434765919',
    '943x476y5919',
    '943.476.5919',
    '7f3c9e94-3476-4591-9abc-000000000000',
    '94347659-1900-4000-8000-9434765919aa',
  ])('when it is %j', (text) => {
    expect(checkReference(text)).toEqual({ ok: true, value: text });
  });

  test('without the spaces around it', () => {
    expect(checkReference('  12345 ')).toEqual({ ok: true, value: '12345' });
  });

  test('when its last digit could only be 10, which is no digit', () => {
    const sumIsOneModulo11 = '000000006'; // 6 x 2 = 12
    expect([...'0123456789'].map((last) => codes(`${sumIsOneModulo11}${last}`))).toEqual(
      Array.from({ length: 10 }, () => []),
    );
  });
});

describe('a patient reference is refused', () => {
  test.each([
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    'ref 9434765919 x',
    'ref9434765919x',
    '12  9434765919',
    '943  476  5919',
    '943 - 476 - 5919',
    '9-4-3-4-7-6-5-9-1-9',
    '９４３４７６５９１９',
    '٩٤٣٤٧٦٥٩١٩',
    '𝟗𝟒𝟑𝟒𝟕𝟔𝟓𝟗𝟏𝟗',
    '943\u00a0476\u00a05919',
    '943–476–5919',
    '943‑476‑5919',
    '943−476−5919',
    '943\u0336476\u03365919',
    '9434765919/2026',
    '0000000000',
  ])('when it holds an NHS number: %j', (text) => {
    expect(codes(text)).toEqual(['PATIENT_REFERENCE_IS_NHS_NUMBER']);
  });

  test('with the remedy, and without repeating it', () => {
    expect(checkReference('ref 943 476 5919')).toEqual({
      ok: false,
      problems: [
        {
          code: 'PATIENT_REFERENCE_IS_NHS_NUMBER',
          message:
            'This reference holds what may be an NHS number, and no patient identity is kept here. Send a reference of your own system instead, such as the number of the appointment there or a UUID.',
        },
      ],
    });
  });

  test.each([
    '',
    '   ',
    'a'.repeat(65),
    'a\u0000b',
    'a\nb',
    'a\u007fb',
    'a\u0085b',
    '943476\u200b5919',
    'a\ud800b',
    'a\u2028b',
  ])('when it is empty, too long or holds a control character: %j', (text) => {
    expect(codes(text)).toEqual(['PATIENT_REFERENCE_MALFORMED']);
  });
});
