import { expect, test } from '@jest/globals';
import type { StandingSession } from '../../../src/transitions/clinic/rules/reshape.js';
import { shiftSession } from '../../../src/transitions/session/rules/shift-session.js';

const at = (text: string) => Date.parse(text);
const minute = 60_000;
/** Wednesday 21 October 2026, 09:00 to 10:00 in London, in summer time. */
const session: StandingSession = {
  sessionOn: '2026-10-21',
  startsAt: at('2026-10-21T08:00:00Z'),
  endsAt: at('2026-10-21T09:00:00Z'),
  poolAt: at('2026-10-20T08:00:00Z'),
  to111At: at('2026-10-21T06:30:00Z'),
  posts: [{ number: 1, line: 1, roleCode: 'GP', filled: true }],
  slots: [0, 20, 40].map((minutes, index) => ({
    number: index + 1,
    postNumber: 1,
    startsAt: at('2026-10-21T08:00:00Z') + minutes * minute,
    endsAt: at('2026-10-21T08:20:00Z') + minutes * minute,
    releasedAt: at(['2026-10-01T08:00:00Z', '2026-10-20T06:00:00Z', '2026-10-21T06:00:00Z'][index] ?? ''),
    heldFor111: index === 2,
    taken: false,
    deliveryModes: ['FACE_TO_FACE'],
  })),
};
const now = at('2026-10-05T08:00:00Z');

test('across the end of summer time a session keeps its length, and releases keep their time of day', () => {
  const moved = shiftSession(session, { day: '2026-10-28', startsAt: at('2026-10-28T09:00:00Z'), now });
  expect(moved).toMatchObject({
    startsAt: at('2026-10-28T09:00:00Z'),
    endsAt: at('2026-10-28T10:00:00Z'),
    poolAt: at('2026-10-27T09:00:00Z'),
    to111At: at('2026-10-28T07:30:00Z'),
    retimed: true,
    problems: [],
  });
  expect(moved.form.slots.map(({ startsAt, releasedAt, heldFor111 }) => [startsAt, releasedAt, heldFor111])).toEqual([
    [at('2026-10-28T09:00:00Z'), at('2026-10-01T08:00:00Z'), false],
    [at('2026-10-28T09:20:00Z'), at('2026-10-27T07:00:00Z'), false],
    [at('2026-10-28T09:40:00Z'), at('2026-10-28T07:00:00Z'), true],
  ]);
});

test('a slot that would begin before its release is released as long before its start as it was', () => {
  const moved = shiftSession(session, { day: '2026-10-21', startsAt: at('2026-10-21T05:00:00Z'), now });
  expect(moved.form.slots.map(({ releasedAt }) => releasedAt)).toEqual([
    at('2026-10-01T08:00:00Z'),
    at('2026-10-20T06:00:00Z'),
    at('2026-10-21T03:00:00Z'),
  ]);
});

test('a session that would run past midnight is refused', () => {
  const late = shiftSession(session, { day: '2026-10-21', startsAt: at('2026-10-21T22:30:00Z'), now });
  expect(late.problems.length).toBeGreaterThan(0);
});
