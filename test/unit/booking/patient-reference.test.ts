import { describe, expect, test } from '@jest/globals';
import { checkReference } from '../../../src/booking/rules/patient-reference.js';

function codes(text: string) {
  const checked = checkReference(text);
  return checked.ok ? [] : checked.problems.map((problem) => problem.code);
}

describe('a patient reference is kept', () => {
  test.each([
    '12345',
    '123456789',
    'BR-2026/00017',
    'appt_12.34#5',
    '20260101',
    'a'.repeat(64),
    'é'.repeat(64),
    '943x476y591',
    '7f3c9e94-3476-4591-9abc-000000000000',
    '94347659-1900-4000-8000-9434765919aa',
  ])('when it is %j', (text) => {
    expect(checkReference(text)).toEqual({ ok: true, value: text });
  });

  test('composed, and without the spaces around it', () => {
    expect(checkReference('  re\u0301f-1 ')).toEqual({ ok: true, value: 'réf-1' });
  });
});

describe('a patient reference is refused', () => {
  test.each([
    '9434765919',
    '9434765918',
    '943 476 5919',
    '943-476-5919',
    '943.476.5919',
    '943/476/5919',
    '943x476y5919',
    '12 9434765919',
    '129434765919',
    '94347659190',
    'ref 9434765919 x',
    '9434765919/2026',
    '9-4-3-4-7-6-5-9-1-9',
    '0000000000',
    '９４３４７６５９１９',
    '٩٤٣٤٧٦٥٩١٩',
    '𝟗𝟒𝟑𝟒𝟕𝟔𝟓𝟗𝟏𝟗',
    '⑨④③④⑦⑥⑤⑨①⑨',
    '943\u00a0476\u00a05919',
    '943–476–5919',
    '943\u0336476\u03365919',
    '943476\u200b5919',
    '+44 7700 900123',
    '94347659-1900-4000-8000-9434765919aa-1',
  ])('when it has more than nine digits: %j', (text) => {
    expect(codes(text)).toEqual(['PATIENT_REFERENCE_IS_NHS_NUMBER']);
  });

  test.each([
    'John Smith 01/02/1960',
    '01/02/1960',
    'js-1-2-60',
    'js_01.02.1960',
    '01#02_1960',
    '1960-02-01',
    '01Feb1960',
    '1-feb-60',
    'FEB.01.1960',
  ])('when it holds day, month and year: %j', (text) => {
    expect(codes(text)).toEqual(['PATIENT_REFERENCE_MALFORMED']);
  });

  test.each(['', '   ', 'a'.repeat(65), 'a b', 'a\u0000b', 'a\nb', 'a,b', 'a@b', '√1', '一二三', 'a\ud800b', 'Ⅻ'])(
    'when it is empty, too long or holds other characters: %j',
    (text) => {
      expect(codes(text)).toEqual(['PATIENT_REFERENCE_MALFORMED']);
    },
  );

  test('with the whole rule, and without repeating it', () => {
    const rule =
      '1 to 64 letters, digits and the marks - _ . / #, with at most 9 digits in all and no full date (day, month and year); a UUID may be as it is. ' +
      'Send a reference from your own system, such as the number of the appointment there or a UUID.';
    expect([checkReference('ref 943 476 5919'), checkReference('John Smith 01/02/1960')]).toEqual([
      {
        ok: false,
        problems: [
          {
            code: 'PATIENT_REFERENCE_IS_NHS_NUMBER',
            message: `This reference may be an NHS number, and no patient identity is kept here. A reference is ${rule}`,
          },
        ],
      },
      { ok: false, problems: [{ code: 'PATIENT_REFERENCE_MALFORMED', message: `A patient reference is ${rule}` }] },
    ]);
  });
});
