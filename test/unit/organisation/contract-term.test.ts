import { expect, test } from '@jest/globals';
import { contractEndOf, type ContractTerm } from '../../../src/organisation/contract/rules/contract-term.js';

const apms: ContractTerm = { type: 'APMS', caretaker: false, from: '2025-07-01', to: null };
function fieldOf(term: Partial<ContractTerm>) {
  const result = contractEndOf({ ...apms, ...term });
  return result.ok ? result.value : result.problems[0]?.field?.[0];
}

test('an APMS contract ends by default after the five years of the policy', () => {
  expect(contractEndOf(apms)).toEqual({ ok: true, value: '2030-07-01' });
});

test('an APMS contract may end on the last day of its term and not a day later', () => {
  expect(fieldOf({ to: '2030-07-01' })).toBe('2030-07-01');
  expect(fieldOf({ to: '2030-07-02' })).toBe('to');
});

test('five years from 29 February end after 28 February', () => {
  expect(fieldOf({ from: '2024-02-29' })).toBe('2029-03-01');
});

test('GMS and PMS contracts have no end and are not for caretakers', () => {
  expect(contractEndOf({ ...apms, type: 'GMS' })).toEqual({ ok: true, value: null });
  expect(fieldOf({ type: 'GMS', to: '2026-07-01' })).toBe('to');
  expect(fieldOf({ type: 'PMS', caretaker: true })).toBe('type');
});

test('a contract ends after it begins, and no term is known before there were APMS contracts', () => {
  expect(fieldOf({ to: '2025-07-01' })).toBe('to');
  expect(fieldOf({ from: '2003-12-31' })).toBe('from');
});
