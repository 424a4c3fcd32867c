import { expect, test } from '@jest/globals';
import {
  agreementStandingOf,
  agreementStateOn,
  inForceFrom,
} from '../../../src/organisation/agreement/rules/agreement.js';

const agreement = {
  id: 'new',
  draftedOn: '2026-01-01',
  startsOn: '2026-04-01',
  inForceFrom: '2026-04-10',
  endedOn: '2027-04-01',
};

test('an agreement is a draft, part signed, in force and ended on the days it was', () => {
  const days = ['2026-02-28', '2026-03-01', '2026-04-09', '2026-04-10', '2027-03-31', '2027-04-01'];
  expect(days.map((day) => agreementStateOn(agreement, ['2026-03-01', '2026-04-10'], day))).toEqual([
    'DRAFT',
    'PART_SIGNED',
    'PART_SIGNED',
    'IN_FORCE',
    'IN_FORCE',
    'ENDED',
  ]);
});

test('an agreement is in force from the later of its start and its last signature', () => {
  expect(inForceFrom('2026-04-01', ['2026-03-01', '2026-02-01'])).toBe('2026-04-01');
  expect(inForceFrom('2026-04-01', ['2026-03-01', '2026-04-10'])).toBe('2026-04-10');
});

test('a practice stands to the agreement in force, and else to the newest draft', () => {
  const draft = { ...agreement, id: 'draft', draftedOn: '2026-06-01', inForceFrom: null, endedOn: null };
  const signed = [{ agreementId: 'new', signedOn: '2026-03-01' }];
  const on = (day: string) => agreementStandingOf([draft, agreement], signed, day);
  expect(['2025-12-31', '2026-02-28', '2026-03-01', '2026-06-01', '2027-04-01'].map(on)).toEqual([
    'NO_AGREEMENT',
    'NOT_SIGNED',
    'SIGNED',
    'SIGNED',
    'NOT_SIGNED',
  ]);
});
