import { expect, test } from '@jest/globals';
import { checkNotice, type Notice } from '../../../src/organisation/contract/rules/notice.js';

const notice: Notice = {
  givenOn: '2026-11-23',
  endsOn: '2027-07-01',
  today: '2026-11-23',
  contract: { from: '2020-01-01', to: null },
};
function fieldOf(change: Partial<Notice>) {
  const result = checkNotice({ ...notice, ...change });
  return result.ok ? 'OK' : result.problems[0]?.field?.[0];
}

test('notice is given today or before, on a day of the contract', () => {
  expect(fieldOf({})).toBe('OK');
  expect(fieldOf({ givenOn: '2026-11-24' })).toBe('noticeGivenOn');
  expect(fieldOf({ givenOn: '2019-12-31' })).toBe('noticeGivenOn');
});

test('a notice ends after it was given, no later than the contract, and not in some far year', () => {
  expect(fieldOf({ endsOn: '2026-11-23' })).toBe('endsOn');
  expect(fieldOf({ endsOn: '2026-11-24' })).toBe('OK');
  const contract = { from: '2020-01-01', to: '2027-07-01' };
  expect(fieldOf({ contract })).toBe('OK');
  expect(fieldOf({ contract, endsOn: '2027-07-02' })).toBe('endsOn');
  expect(fieldOf({ endsOn: '2062-07-01' })).toBe('endsOn');
});
