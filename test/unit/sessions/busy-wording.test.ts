import { expect, test } from '@jest/globals';
import { busyInWords, type BusyTime } from '../../../src/sessions/staffing/rules/busy-wording.js';

function time(changes: Partial<BusyTime>): BusyTime {
  return {
    start: Date.parse('2026-10-25T09:00:00Z'),
    end: Date.parse('2026-10-25T11:00:00Z'),
    kind: 'ASSIGNMENT',
    own: false,
    what: null,
    ...changes,
  };
}
const end = '. Choose another clinician or another session.';

test('a session of the own network is named', () => {
  expect(busyInWords('Dr A', [time({ own: true, what: 'Knees at North' })])).toBe(
    `Dr A is assigned to Knees at North from 2026-10-25 09:00 to 11:00${end}`,
  );
});

test('what is not the own is a time alone, whatever it is', () => {
  for (const kind of ['ASSIGNMENT', 'LEAVE', 'COMMITMENT'] as const) {
    expect(busyInWords('Dr A', [time({ kind })])).toBe(`Dr A is busy from 2026-10-25 09:00 to 11:00${end}`);
  }
});

test('own leave is leave, over days with both of them', () => {
  const leave = time({ kind: 'LEAVE', own: true, end: Date.parse('2026-10-27T00:00:00Z') });
  expect(busyInWords('Dr A', [leave])).toBe(`Dr A is on leave from 2026-10-25 09:00 to 2026-10-27 00:00${end}`);
});

test('of many times three are told', () => {
  expect(busyInWords('Dr A', Array<BusyTime>(5).fill(time({})))).toMatch(/11:00 and 2 more\. Choose/);
});
