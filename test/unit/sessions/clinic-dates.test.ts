import { expect, test } from '@jest/globals';
import { withDates } from '../../../src/sessions/clinic/rules/clinic-dates.js';

const window = { from: '2026-12-01', to: '2027-01-01' };
const rule = [
  { occurrenceOn: '2026-12-02', heldOn: '2026-12-02' },
  { occurrenceOn: '2026-12-25', heldOn: '2026-12-29' },
];

test('without dates a series has the days of its rule', () => {
  expect(withDates(rule, [], window)).toEqual(rule);
});

test('a skipped day is the one that the rule names, wherever a bank holiday would move it', () => {
  expect(withDates(rule, [{ on: '2026-12-25', kind: 'SKIPPED' }], window)).toEqual([rule[0]]);
  expect(withDates(rule, [{ on: '2026-12-29', kind: 'SKIPPED' }], window)).toEqual(rule);
});

test('an added day is held as it is, in order, within the days asked for, and never twice', () => {
  const added = ['2026-11-30', '2026-12-02', '2026-12-10', '2027-01-01'].map((on) => ({ on, kind: 'ADDED' as const }));
  expect(withDates(rule, added, window).map(({ heldOn }) => heldOn)).toEqual([
    '2026-12-02',
    '2026-12-10',
    '2026-12-29',
  ]);
});
