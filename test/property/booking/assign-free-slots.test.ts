import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AccessNeed } from '../../../src/booking/rules/access-needs.js';
import type { DeliveryMode } from '../../../src/sessions/service/rules/delivery-mode.js';
import {
  agreed,
  assignFreeSlots,
  byTurn,
  type Line,
  type Waiter,
} from '../../../src/booking/rules/assign-free-slots.js';
import { runs } from '../../support/property-runs.js';

const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const practices = ['p', 'q', 'r'];
const modes: readonly DeliveryMode[] = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT'];
const needs: readonly AccessNeed[] = ['STEP_FREE', 'REMOTE_ONLY', 'IN_PERSON_ONLY', 'INTERPRETER'];

const waiter: fc.Arbitrary<Omit<Waiter, 'id'>> = fc
  .record({
    practiceId: fc.constantFrom(...practices),
    accessNeeds: fc.subarray([...needs]),
    deliveryMode: fc.option(fc.constantFrom(...modes), { freq: 1 }),
    from: fc.nat(3),
    length: fc.integer({ min: 1, max: 4 }),
    offeredBefore: fc.boolean(),
    since: fc.nat(5),
  })
  .map(({ from, length, ...rest }) => ({
    ...rest,
    fromOn: days[from] as string,
    toOn: days[from + length] ?? '2027-01-01',
  }));

function session(id: string) {
  return fc
    .record({
      day: fc.nat(3),
      stepFree: fc.option(fc.boolean()),
      poolOpen: fc.boolean(),
      slots: fc.uniqueArray(
        fc.record({
          number: fc.integer({ min: 1, max: 9 }),
          hour: fc.nat(9),
          modes: fc.subarray([...modes], { minLength: 1 }),
        }),
        { selector: (slot) => slot.number, maxLength: 5 },
      ),
      owners: fc.array(fc.constantFrom(...practices, null), { maxLength: 5 }),
    })
    .map(({ day, slots, owners, ...rest }) => ({
      ...rest,
      id,
      sessionOn: days[day] as string,
      slots: slots.map(({ number, hour, modes: given }) => ({ number, start: (day * 24 + hour) * 3600, modes: given })),
      places: owners.map((ownerId, at) => ({ number: at + 1, ownerId })),
    }));
}

/** Which places of a session are open to a practice, the best first, as the database says it of one instant. */
function placesOf({ places, poolOpen }: SessionScene, practiceId: string): number[] {
  const mine = places.filter((place) => place.ownerId === practiceId);
  const pool = places.filter((place) => place.ownerId === null);
  const others = places.filter((place) => poolOpen && !mine.includes(place) && !pool.includes(place));
  return [...mine, ...pool, ...others].map(({ number }) => number);
}

type SessionScene = ReturnType<typeof session> extends fc.Arbitrary<infer Scene> ? Scene : never;
/** A line, whose sessions tell how their places came to be open. */
type LineScene = Omit<Line, 'sessions'> & { readonly sessions: readonly SessionScene[] };

const line: fc.Arbitrary<LineScene> = fc
  .record({
    waiters: fc.array(waiter, { maxLength: 12 }),
    sessions: fc.tuple(session('a'), session('b'), session('c')),
    barred: fc.subarray(practices.flatMap((practiceId) => ['a', 'b', 'c'].map((id) => `${practiceId} ${id}`))),
  })
  .map(({ waiters, sessions, barred }) => ({
    waiters: waiters.map((w, at) => ({ ...w, id: `w${String(at).padStart(2, '0')}` })),
    sessions,
    rights: practices.flatMap((practiceId) =>
      sessions
        .filter(({ id }) => !barred.includes(`${practiceId} ${id}`))
        .map((s) => ({ practiceId, sessionId: s.id, places: placesOf(s, practiceId) })),
    ),
  }));

/** Every slot and place that a waiting patient could have, worked out again in the plainest way, less what is gone. */
function choices({ sessions, rights }: LineScene, w: Waiter, gone: ReadonlySet<string>) {
  return sessions.flatMap((s) => {
    if (!rights.some((right) => right.practiceId === w.practiceId && right.sessionId === s.id)) return [];
    if (s.sessionOn < w.fromOn || s.sessionOn >= w.toOn) return [];
    const free = s.places.filter((place) => !gone.has(`${s.id} place ${place.number}`));
    const mine = free.filter((place) => place.ownerId === w.practiceId);
    const pool = free.filter((place) => place.ownerId === null);
    const place = [...mine, ...pool, ...(s.poolOpen ? free : [])][0];
    if (place === undefined) return [];
    return s.slots.flatMap((slot) => {
      if (gone.has(`${s.id} slot ${slot.number}`)) return [];
      const has = (need: AccessNeed) => w.accessNeeds.includes(need);
      const suits = (mode: DeliveryMode) =>
        (w.deliveryMode === null || w.deliveryMode === mode) &&
        !(has('REMOTE_ONLY') && (mode === 'FACE_TO_FACE' || mode === 'HOME_VISIT')) &&
        !(has('IN_PERSON_ONLY') && (mode === 'TELEPHONE' || mode === 'VIDEO'));
      if (has('STEP_FREE') && suits('FACE_TO_FACE') && s.stepFree !== true) return [];
      const mode = slot.modes.find(suits);
      if (mode === undefined) return [];
      return [{ sessionId: s.id, start: slot.start, slotNumber: slot.number, placeNumber: place.number, mode }];
    });
  });
}

test('each waiter in turn has the earliest slot that fits and is left, at the best place left; who has none had none', () => {
  fc.assert(
    fc.property(line, (given) => {
      const assignments = new Map(assignFreeSlots(given).map((assignment) => [assignment.waiterId, assignment]));
      const gone = new Set<string>();
      for (const w of [...given.waiters].sort(byTurn)) {
        const [best] = choices(given, w, gone).sort(
          (a, b) => a.start - b.start || a.sessionId.localeCompare(b.sessionId) || a.slotNumber - b.slotNumber,
        );
        const { sessionId, slotNumber, placeNumber, deliveryMode } = assignments.get(w.id) ?? {};
        expect({ sessionId, slotNumber, placeNumber, deliveryMode }).toEqual({
          sessionId: best?.sessionId,
          slotNumber: best?.slotNumber,
          placeNumber: best?.placeNumber,
          deliveryMode: best?.mode,
        });
        if (best === undefined) continue;
        gone.add(`${best.sessionId} slot ${best.slotNumber}`).add(`${best.sessionId} place ${best.placeNumber}`);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('who was never offered anything comes first, then who has waited longer, whatever the order of reading', () => {
  fc.assert(
    fc.property(line, fc.infiniteStream(fc.nat()), (given, keys) => {
      const shuffled = given.waiters
        .map((w) => ({ w, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ w }) => w);
      const turns = assignFreeSlots(given).map(({ waiterId }) => given.waiters.find(({ id }) => id === waiterId)!);
      expect(turns).toEqual(
        [...turns].sort(
          (a, b) => Number(a.offeredBefore) - Number(b.offeredBefore) || a.since - b.since || a.id.localeCompare(b.id),
        ),
      );
      expect(assignFreeSlots({ ...given, waiters: shuffled })).toEqual(assignFreeSlots(given));
    }),
    { numRuns: runs(300) },
  );
});

test('two readings agree up to the first waiter whose slot has changed, and no further', () => {
  fc.assert(
    fc.property(line, fc.nat(), (given, pick) => {
      const all = assignFreeSlots(given);
      expect(agreed(all, all)).toEqual(all);
      const at = all.length === 0 ? 0 : pick % all.length;
      const leaver = all[at]?.waiterId;
      const without = { ...given, waiters: given.waiters.filter(({ id }) => id !== leaver) };
      expect(agreed(all, assignFreeSlots(without))).toEqual(all.slice(0, at));
    }),
    { numRuns: runs(300) },
  );
});
