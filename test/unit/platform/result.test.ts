import { expect, test } from '@jest/globals';
import { atFields, ok, refuse } from '../../../src/platform/result.js';

test('problems are moved to where the caller’s input has their fields, and no others', () => {
  const problems = refuse(
    { code: 'SLOT_TAKEN', field: ['slot'], message: 'a' },
    { code: 'INVALID_INPUT', field: ['slot', '0'], message: 'b' },
    { code: 'NOT_FOUND', field: ['practice'], message: 'c' },
    { code: 'CONFLICT', message: 'd' },
  );
  expect(atFields(problems, { slot: ['what', 'slot'] })).toEqual({
    ok: false,
    problems: [
      { code: 'SLOT_TAKEN', field: ['what', 'slot'], message: 'a' },
      { code: 'INVALID_INPUT', field: ['what', 'slot', '0'], message: 'b' },
      { code: 'NOT_FOUND', field: ['practice'], message: 'c' },
      { code: 'CONFLICT', message: 'd' },
    ],
  });
  expect(atFields(ok(1), { slot: ['what'] })).toEqual(ok(1));
});
