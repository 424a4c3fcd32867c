import { expect, test } from '@jest/globals';
import { mergeFrom, mergeMemberships, nextStep } from '../../../src/interchange/import/rules/merge-memberships.js';

function days(pcn: string, from: string, to: string | null = null) {
  return { pcn, from, to };
}
const unknownFrom = '2023-03-01';

test('before its edition the file tells every day: ours is corrected', () => {
  expect(
    mergeMemberships(
      [days('A', '2019-10-01', '2020-04-01'), days('B', '2020-04-01')],
      [days('A', '2019-10-01')],
      unknownFrom,
    ),
  ).toEqual([days('A', '2019-10-01', '2020-04-01'), days('B', '2020-04-01')]);
});

test('an open end means "still so then": what we recorded to end later ends then', () => {
  expect(mergeMemberships([days('A', '2019-10-01')], [days('A', '2019-10-01', '2025-03-01')], unknownFrom)).toEqual([
    days('A', '2019-10-01', '2025-03-01'),
  ]);
});

test('a move that we recorded after the edition stands, beside a correction of what was before', () => {
  expect(
    mergeMemberships(
      [days('A', '2020-04-01')],
      [days('A', '2019-10-01', '2024-01-01'), days('B', '2024-01-01')],
      unknownFrom,
    ),
  ).toEqual([days('A', '2020-04-01', '2024-01-01'), days('B', '2024-01-01')]);
});

test('a membership that we hold only from after the edition is one with the file’s of the same PCN', () => {
  expect(mergeMemberships([days('A', '2019-10-01')], [days('A', '2024-01-01')], unknownFrom)).toEqual([
    days('A', '2019-10-01'),
  ]);
});

test('what has been is left, what is to come is as merged', () => {
  const ours = [days('A', '2019-10-01')];
  const merged = [days('A', '2019-10-01', '2026-11-01'), days('B', '2026-11-01')];
  expect(mergeFrom(merged, ours, '2026-11-24')).toEqual([
    days('A', '2019-10-01', '2026-11-24'),
    days('B', '2026-11-24'),
  ]);
});

test.each([
  [[days('A', '2020-01-01', '2026-11-24'), days('B', '2026-11-24')], { kind: 'LEAVE', from: '2026-11-24', joins: 'B' }],
  [[days('A', '2020-01-01', '2027-01-01')], { kind: 'LEAVE', from: '2027-01-01', joins: null }],
  [[days('A', '2020-01-01')], undefined],
])('the first step to %j', (wanted, step) => {
  expect(nextStep(wanted, [days('A', '2020-01-01')], '2026-11-24')).toEqual(step);
});

test('whoever is in no network joins', () => {
  expect(nextStep([days('A', '2027-01-01', '2028-01-01')], [], '2026-11-24')).toEqual({
    kind: 'JOIN',
    pcn: 'A',
    from: '2027-01-01',
    to: '2028-01-01',
  });
});
