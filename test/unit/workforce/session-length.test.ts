import { expect, test } from '@jest/globals';
import { defaultSessionMinutes } from '../../../src/workforce/rules/session-length.js';

test('a GP session is 4 h 10 min by default, everyone else’s half of a full-time day', () => {
  expect([defaultSessionMinutes('GP', '2026-11-25'), defaultSessionMinutes('PARAMEDIC', '2026-11-25')]).toEqual([
    250, 225,
  ]);
});

test('before any policy there is no default', () => {
  expect(defaultSessionMinutes('GP', '1999-01-01')).toBeUndefined();
});
