import { describe, expect, test } from '@jest/globals';
import {
  defaultOn,
  to111At,
  type UnusedTo111,
  unusedTo111Of,
  unusedTo111Unsaid,
} from '../../../src/sessions/clinic/rules/unused-to-111.js';

const defaults = [
  { from: '2026-10-01', to: '2026-10-25', unusedTo111From: '14:00' },
  { from: '2026-10-25', to: '2026-12-01', unusedTo111From: '15:00' },
  { from: '2026-12-01', to: '2027-01-01', unusedTo111From: null },
];
function at(clinic: UnusedTo111, day: string) {
  const time = to111At(clinic, day, defaults);
  return time === null ? null : new Date(time).toISOString();
}

test('what the network says for a day begins on its first and ends before its last, and there may be nothing', () => {
  const days = ['2026-09-30', '2026-10-01', '2026-10-24', '2026-10-25', '2026-11-30', '2026-12-01', '2027-01-01'];
  expect(days.map((day) => defaultOn(defaults, day))).toEqual([null, '14:00', '14:00', '15:00', '15:00', null, null]);
});

test('a clinic’s own time wins, never is never, and else the network’s time counts by the clock in London', () => {
  const own: UnusedTo111 = { unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: '11:00' };
  const never: UnusedTo111 = { unusedTo111Policy: 'NEVER', unusedTo111From: null };
  for (const [day, network, clinic] of [
    ['2026-10-24', '2026-10-24T13:00:00.000Z', '2026-10-24T10:00:00.000Z'],
    ['2026-10-25', '2026-10-25T15:00:00.000Z', '2026-10-25T11:00:00.000Z'],
    ['2026-12-01', null, '2026-12-01T11:00:00.000Z'],
  ] as const) {
    expect([at(unusedTo111Unsaid, day), at(own, day), at(never, day)]).toEqual([network, clinic, null]);
  }
});

describe('what a clinic says from now on', () => {
  const own: UnusedTo111 = { unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: '11:00' };
  const never: UnusedTo111 = { unusedTo111Policy: 'NEVER', unusedTo111From: null };
  const result = (...args: Parameters<typeof unusedTo111Of>) => {
    const said = unusedTo111Of(...args);
    return said.ok ? said.value : said.problems.map(({ message }) => message);
  };

  test('stands where nothing is asked, as itself and nothing more', () => {
    for (const standing of [own, never, unusedTo111Unsaid]) {
      const more = { ...standing, title: 'A clinic' };
      expect([result(undefined, more), result({}, more), result({ unusedTo111Policy: null }, more)]).toEqual([
        standing,
        standing,
        standing,
      ]);
    }
  });

  test.each([
    [{ unusedTo111From: '14:00' }, never, { unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: '14:00' }],
    [{ unusedTo111From: null }, own, never],
    [{ unusedTo111Policy: 'NETWORK_DEFAULT' }, own, unusedTo111Unsaid],
    [{ unusedTo111Policy: 'NETWORK_DEFAULT', unusedTo111From: null }, own, unusedTo111Unsaid],
    [{ unusedTo111Policy: 'NEVER' }, own, never],
    [{ unusedTo111Policy: 'CLINIC_TIME' }, own, own],
    [{ unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: '11:00' }, never, own],
  ] as const)('%j over %j is %j', (asked, standing, expected) => {
    expect(result(asked, standing)).toEqual(expected);
  });

  test('is refused where policy and time do not go together', () => {
    const missing = ['With CLINIC_TIME, say from what time NHS 111 may book what is free.'];
    expect(result({ unusedTo111Policy: 'CLINIC_TIME' }, never)).toEqual(missing);
    expect(result({ unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: null }, own)).toEqual(missing);
    for (const policy of ['NEVER', 'NETWORK_DEFAULT'] as const) {
      expect(result({ unusedTo111Policy: policy, unusedTo111From: '14:00' }, never)).toEqual([
        `A time belongs to CLINIC_TIME only. Leave it out with ${policy}, or choose CLINIC_TIME.`,
      ]);
    }
  });
});
