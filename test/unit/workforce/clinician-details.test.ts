import { expect, test } from '@jest/globals';
import { checkCode, checkDays, checkLanguages, checkSkills } from '../../../src/workforce/rules/clinician-details.js';

function fields(result: { ok: boolean; problems?: readonly { code: string; field?: readonly string[] }[] }) {
  return result.problems?.map(({ code, field }) => `${code} ${field?.join('.')}`);
}

test('a code is put in capitals', () => {
  expect(checkCode(' gp-0007 ')).toEqual({ ok: true, value: 'GP-0007' });
  expect(fields(checkCode('GP 7'))).toEqual(['INVALID_INPUT code']);
});

test('skills are small letters, each once, in order', () => {
  expect(checkSkills(['spirometry', ' Minor-Illness', 'spirometry'])).toEqual({
    ok: true,
    value: ['minor-illness', 'spirometry'],
  });
  expect(fields(checkSkills(['minor-illness', 'minor illness', '943-476-5919']))).toEqual([
    'INVALID_INPUT skills.1',
    'INVALID_INPUT skills.2',
  ]);
});

test('languages are ISO 639 codes, of two letters or three', () => {
  expect(checkLanguages(['ur', 'EN', 'bfi', 'en'])).toEqual({ ok: true, value: ['bfi', 'en', 'ur'] });
  expect(fields(checkLanguages([]))).toEqual(['INVALID_INPUT languages']);
  expect(fields(checkLanguages(['en', 'english']))).toEqual(['INVALID_INPUT languages.1']);
});

test('a range of days ends after it begins', () => {
  expect([checkDays('2028-02-29', '2028-03-01', 'to').ok, checkDays('2028-02-29', null, 'to').ok]).toEqual([
    true,
    true,
  ]);
  expect(fields(checkDays('2028-02-29', '2028-02-29', 'to'))).toEqual(['INVALID_INPUT to']);
});
