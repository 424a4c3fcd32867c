import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { releaseTimes, slotTimes } from '../../../src/sessions/clinic/rules/slot-times.js';
import { londonInstant } from '../../../src/time/london.js';

const day = '2026-10-28';
const start = londonInstant(day, '09:00');
function sessionOf(slotCount: number) {
  const slots = slotTimes({ start, end: start + slotCount * 600_000 }, 10, slotCount);
  if (!slots.ok) throw new Error('does not fit');
  return slots.value;
}
const wave = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  daysBefore: fc.integer({ min: 0, max: 3 }),
  localTime: fc.constantFrom('08:00', '09:30', '10:00', '18:30'),
});

describe('release of slots', () => {
  test('every wave has its count, no slot is released after it begins, and what is refused cannot be done', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.array(wave, { maxLength: 4 }), (slotCount, waves) => {
        const slots = sessionOf(slotCount);
        const at = ({ daysBefore, localTime }: { daysBefore: number; localTime: string }) =>
          londonInstant(`2026-10-${28 - daysBefore}`, localTime);
        const released = releaseTimes(slots, day, waves);
        const possible = waves.every((each) => {
          const asLate = waves.filter((other) => at(other) >= at(each)).reduce((sum, { count }) => sum + count, 0);
          return asLate <= slots.filter((slot) => slot.start >= at(each)).length;
        });
        expect(released.ok).toBe(possible);
        if (!released.ok) return;
        for (const { slotNumber, releaseAt } of released.value)
          expect(releaseAt ?? 0).toBeLessThanOrEqual(slots[slotNumber - 1]?.start ?? 0);
        const counted = (instants: (number | null)[]) => instants.filter((each) => each !== null).sort((a, b) => a - b);
        expect(counted(released.value.map(({ releaseAt }) => releaseAt))).toEqual(
          counted(waves.flatMap((each) => Array.from({ length: each.count }, () => at(each)))),
        );
      }),
    );
  });

  test('of a wave before the day neither half of the session has more than one slot more than the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.nat(), (half, seed) => {
        const slots = sessionOf(half * 2);
        const released = releaseTimes(slots, day, [
          { count: 1 + (seed % slots.length), daysBefore: 1, localTime: '08:00' },
        ]);
        const late = (released.ok ? released.value : []).filter(({ releaseAt }) => releaseAt !== null);
        const first = late.filter(({ slotNumber }) => slotNumber <= half).length;
        expect(Math.abs(first - (late.length - first))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
