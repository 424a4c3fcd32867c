import { ok, refuse, type Result } from '../../../platform/result.js';
import type { InstantRange } from '../../../time/interval.js';
import { addDays, isLocalTime, londonInstant } from '../../../time/london.js';

/** One slot of a session: its number, 1 for the first, and its range of instants. */
export interface SlotTime extends InstantRange {
  slotNumber: number;
}

/** A number of slots, released at a London wall time `HH:MM` some days before the session (0 is the day itself). */
export interface ReleaseWave {
  count: number;
  daysBefore: number;
  localTime: string;
}

/** When a slot may first be booked; `releaseAt: null` means as soon as the session is published. */
export interface SlotRelease {
  slotNumber: number;
  releaseAt: number | null;
}

const minuteMs = 60_000;
const furthestWaveDays = 366;

/**
 * The slots of a session, end to end from its start; any time left at the end stays free. Refuses `SLOTS_LENGTH` and
 * `SLOTS_COUNT` (each must be a whole number from 1), and `SLOTS_DO_NOT_FIT` with the number that do fit.
 */
export function slotTimes(session: InstantRange, slotMinutes: number, slotCount: number): Result<SlotTime[]> {
  if (!Number.isSafeInteger(slotMinutes) || slotMinutes < 1) {
    return refuse({
      code: 'SLOTS_LENGTH',
      field: ['slotMinutes'],
      message: 'A slot lasts whole minutes, at least one.',
    });
  }
  if (!Number.isSafeInteger(slotCount) || slotCount < 1) {
    return refuse({ code: 'SLOTS_COUNT', field: ['slotCount'], message: 'A session has at least one slot.' });
  }
  const fitting = Math.floor((session.end - session.start) / (slotMinutes * minuteMs));
  if (slotCount > fitting) {
    const message = `${slotCount} slots of ${slotMinutes} minutes do not fit into the session: ${fitting} do. Make it longer, or give it fewer or shorter slots.`;
    return refuse({ code: 'SLOTS_DO_NOT_FIT', field: ['slotCount'], message });
  }
  return ok(
    Array.from({ length: slotCount }, (_, index) => {
      const start = session.start + index * slotMinutes * minuteMs;
      return { slotNumber: index + 1, start, end: start + slotMinutes * minuteMs };
    }),
  );
}

/**
 * The numbers of the slots held for NHS 111, in order, spread as evenly over the session as whole slots allow, so that
 * they are not only the last ones. Refuses `SLOTS_HELD` unless `held` is a whole number from 0 to the number of slots.
 * Precondition: slots in order.
 */
export function slotsHeldFor111(slots: readonly SlotTime[], held: number): Result<number[]> {
  if (!Number.isInteger(held) || held < 0 || held > slots.length) {
    return refuse({
      code: 'SLOTS_HELD',
      message: `From 0 to ${slots.length} slots of this session can be held for 111.`,
    });
  }
  return ok(spread(slots, held).map(({ slotNumber }) => slotNumber));
}

/**
 * When each slot is released, in the order given. Every wave is spread over the whole session, but no slot is released
 * after it has begun: a wave at noon on the day itself is spread over the slots from noon on. Slots in no wave are
 * released at publication; leave out those that are held for 111. Refuses `RELEASE_WAVE_MALFORMED` (count is a whole
 * number from 1, days a whole number from 0 to 366, time `HH:MM`) and `RELEASE_WAVES_DO_NOT_FIT` when a wave has more
 * slots than are left to begin at or after its release. Precondition: slots in order of start; `sessionOn` is the
 * session's London calendar day.
 */
export function releaseTimes(
  slots: readonly SlotTime[],
  sessionOn: string,
  waves: readonly ReleaseWave[],
): Result<SlotRelease[]> {
  const malformed = waves.findIndex((wave) => !isWave(wave));
  if (malformed >= 0) {
    const message = `A release is of at least 1 slot, from 0 to ${furthestWaveDays} days before, at a time HH:MM.`;
    return refuse({ code: 'RELEASE_WAVE_MALFORMED', field: ['waves', String(malformed)], message });
  }
  const timed = waves.map((wave, index) => ({
    ...wave,
    index,
    releaseAt: londonInstant(addDays(sessionOn, -wave.daysBefore), wave.localTime),
  }));
  const releases = new Map<SlotTime, number>();
  // The later a wave, the fewer slots it can use. Served first, it never fails because an earlier wave took a slot it
  // could have spared.
  for (const { index, count, daysBefore, localTime, releaseAt } of timed.toSorted(
    (a, b) => b.releaseAt - a.releaseAt,
  )) {
    const possible = slots.filter((slot) => !releases.has(slot) && slot.start >= releaseAt);
    if (possible.length < count) {
      const message = `The release of ${count} slots at ${localTime}, ${daysBefore} days before, has only ${possible.length} slots left that begin after it. Release fewer, or earlier.`;
      return refuse({ code: 'RELEASE_WAVES_DO_NOT_FIT', field: ['waves', String(index)], message });
    }
    for (const slot of spread(possible, count)) releases.set(slot, releaseAt);
  }
  return ok(slots.map((slot) => ({ slotNumber: slot.slotNumber, releaseAt: releases.get(slot) ?? null })));
}

function isWave({ count, daysBefore, localTime }: ReleaseWave): boolean {
  const days = Number.isInteger(daysBefore) && daysBefore >= 0 && daysBefore <= furthestWaveDays;
  return Number.isInteger(count) && count >= 1 && days && isLocalTime(localTime);
}

/** `count` of the items, in order: one from the middle of each of `count` equal stretches. */
function spread<T>(items: readonly T[], count: number): T[] {
  const chosen = Array.from({ length: count }, (_, index) =>
    Math.floor(((2 * index + 1) * items.length) / (2 * count)),
  );
  return chosen.flatMap((position) => items.slice(position, position + 1));
}
