import { expect, test } from '@jest/globals';
import { mostReleased } from '../../../src/workforce/rules/release-limit.js';

function release(minutesPerWeek: number, from: string, to: string | null) {
  return { minutesPerWeek, days: { from, to } };
}

test('without releases the most is nothing, on the first day', () => {
  expect(mostReleased([], { from: '2026-04-01', to: null })).toEqual({ day: '2026-04-01', minutesPerWeek: 0 });
});

test('the most is on the earliest day on which most releases overlap', () => {
  const releases = [
    release(500, '2026-01-01', '2026-06-01'),
    release(300, '2026-05-01', null),
    release(200, '2026-06-01', '2026-07-01'),
  ];
  expect(mostReleased(releases, { from: '2026-04-01', to: null })).toEqual({ day: '2026-05-01', minutesPerWeek: 800 });
});

test('what ends on the first day or starts on the end does not count: ranges are half-open', () => {
  const releases = [release(500, '2026-01-01', '2026-04-01'), release(400, '2026-05-01', null)];
  expect(mostReleased(releases, { from: '2026-04-01', to: '2026-05-01' })).toEqual({
    day: '2026-04-01',
    minutesPerWeek: 0,
  });
});
