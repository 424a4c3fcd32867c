import { describe, expect, test } from '@jest/globals';
import { checkOdsCode, odsKindsOf } from '../../../src/organisation/directory/rules/ods-code.js';

describe('an ODS code', () => {
  test('is put in upper case without spaces around it', () => {
    expect([checkOdsCode(' e81003 ', 'PRACTICE'), checkOdsCode('u15644', 'PCN'), checkOdsCode('rc9')]).toEqual([
      { ok: true, value: 'E81003' },
      { ok: true, value: 'U15644' },
      { ok: true, value: 'RC9' },
    ]);
  });

  test('of the wrong shape is refused with what was expected', () => {
    expect(checkOdsCode('E8100', 'PRACTICE')).toEqual({
      ok: false,
      problems: [
        { code: 'ODS_CODE_MALFORMED', message: 'The code of a practice is a letter and five digits, such as E81003.' },
      ],
    });
  });

  test('a practice code is no PCN code', () => {
    expect(checkOdsCode('E81003', 'PCN').ok).toBe(false);
  });

  test('a letter that only becomes ASCII in upper case is refused', () => {
    expect([checkOdsCode('ſ81003', 'PRACTICE').ok, checkOdsCode('E81003\u0000').ok]).toEqual([false, false]);
  });

  test.each([
    ['U15644', ['PCN', 'PRACTICE', 'ORGANISATION']],
    ['e81003', ['PRACTICE', 'ORGANISATION']],
    ['QHG', ['SUB_ICB', 'ICB', 'ORGANISATION']],
    ['M1J4Y', ['SUB_ICB', 'ICB', 'ORGANISATION']],
    ['QHG1', ['ICB', 'ORGANISATION']],
    ['E81003001', ['ORGANISATION']],
    ['E8', []],
    ['E81003001AB', []],
    ['E81 03', []],
  ])('%s could be %j', (code, kinds) => {
    expect(odsKindsOf(code)).toEqual(kinds);
  });
});
