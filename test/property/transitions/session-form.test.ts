import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { postsOf } from '../../../src/sessions/clinic/rules/clinic-plan.js';
import { claimsOf, partsOfOne } from '../../../src/sessions/ledger/rules/ledger-step.js';
import { fewerPlaces } from '../../../src/transitions/clinic/rules/fewer-places.js';
import { runs } from '../../support/property-runs.js';
import { formOf, type StandingSlot } from '../../../src/transitions/clinic/rules/session-form.js';

const minute = 60_000;
const form = fc.record({
  start: fc.integer({ min: 0, max: 20 }),
  slotMinutes: fc.constantFrom(10, 15, 20),
  lines: fc.uniqueArray(
    fc.record({
      roleCode: fc.constantFrom('GP', 'NURSE', 'PHARMACIST'),
      count: fc.integer({ min: 1, max: 3 }),
      slotsPerPost: fc.integer({ min: 0, max: 6 }),
    }),
    { selector: ({ roleCode }) => roleCode, minLength: 1, maxLength: 3 },
  ),
});
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never;

function plannedOf({ start, slotMinutes, lines }: Form) {
  const posts = postsOf(lines);
  const slots = posts
    .flatMap(({ number: postNumber, line }) =>
      Array.from({ length: lines[line - 1]?.slotsPerPost ?? 0 }, (_, index) => {
        const startsAt = (start * 10 + index * slotMinutes) * minute;
        return { postNumber, startsAt, endsAt: startsAt + slotMinutes * minute, releasedAt: null, heldFor111: false };
      }),
    )
    .sort((a, b) => a.startsAt - b.startsAt || a.postNumber - b.postNumber)
    .map((slot, index) => ({ number: index + 1, ...slot }));
  return { posts, slots };
}
function standingOf(now: Form, taken: readonly boolean[], filled: readonly boolean[]) {
  const { posts, slots } = plannedOf(now);
  return {
    posts: posts.map((post, index) => ({ ...post, filled: filled[index] ?? false })),
    slots: slots.map((slot, index): StandingSlot => ({ ...slot, releasedAt: 0, taken: taken[index] ?? false })),
  };
}
const flags = fc.array(fc.boolean(), { maxLength: 60 });

describe('a new form laid over a session', () => {
  test('has the new times, loses no slot that is taken, and keeps numbers, times and posts wherever it can', () => {
    fc.assert(
      fc.property(form, form, flags, flags, (was, becomes, taken, filled) => {
        const standing = standingOf(was, taken, filled);
        const planned = plannedOf(becomes);
        const shift = (becomes.start - was.start) * 10 * minute;
        const found = formOf(standing, { ...planned, heldFor111: 0, shift }, 1);
        const times = (slots: readonly { startsAt: number; endsAt: number }[]) =>
          slots.map(({ startsAt, endsAt }) => `${startsAt}-${endsAt}`).sort();
        expect(times(found.slots)).toEqual(times(planned.slots));
        const numbers = found.slots.map(({ number }) => number);
        const all = [...numbers, ...found.goneSlots, ...found.homeless];
        expect(new Set(all).size).toBe(all.length);
        expect(standing.slots.every(({ number }) => all.includes(number))).toBe(true);
        expect(found.slots.filter(({ isNew }) => isNew).every(({ number }) => number > standing.slots.length)).toBe(
          true,
        );
        const takenNumbers = standing.slots.filter((slot) => slot.taken).map(({ number }) => number);
        expect(takenNumbers.every((number) => !found.goneSlots.includes(number))).toBe(true);
        expect(found.homeless.every((number) => takenNumbers.includes(number))).toBe(true);
        // Whoever fills a post stays on it while the new form has a post of the role.
        for (const { roleCode } of becomes.lines) {
          const kept = found.posts.filter((post) => post.roleCode === roleCode);
          const filledGone = standing.posts.filter(
            (post) => post.roleCode === roleCode && post.filled && found.gonePosts.includes(post.number),
          );
          const emptyKept = kept.filter(
            ({ number }) => !standing.posts.some((post) => post.number === number && post.filled),
          );
          expect(filledGone.length === 0 || emptyKept.length === 0).toBe(true);
        }
        for (const slot of standing.slots.filter(({ number, taken: is }) => is && numbers.includes(number))) {
          const next = found.slots.find(({ number }) => number === slot.number);
          const kept = found.slots.some(
            (each) => each.postNumber === slot.postNumber && each.startsAt === slot.startsAt,
          );
          if (kept) expect(next?.startsAt).toBe(slot.startsAt);
          expect(next?.postNumber).toBe(slot.postNumber);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('is the session itself where nothing changes', () => {
    fc.assert(
      fc.property(form, flags, flags, (now, taken, filled) => {
        const standing = standingOf(now, taken, filled);
        const found = formOf(standing, { ...plannedOf(now), heldFor111: 0, shift: 0 }, 1);
        expect(found).toEqual({
          posts: standing.posts.map(({ filled: _, ...post }) => ({ ...post, isNew: false })),
          slots: standing.slots.map(({ taken: _, ...slot }) => ({ ...slot, isNew: false })),
          gonePosts: [],
          goneSlots: [],
          homeless: [],
        });
      }),
      { numRuns: runs(300) },
    );
  });
});

test('fewer places: as many go as are to go, none that is taken, and the ledger holds what is left', () => {
  const practices = ['a', 'b', 'c'];
  fc.assert(
    fc.property(
      fc.array(fc.record({ owner: fc.constantFrom(...practices, null), taken: fc.boolean() }), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.bigInt({ min: -2n * partsOfOne, max: 2n * partsOfOne }), { minLength: 3, maxLength: 3 }),
      fc.nat(),
      (all, weights, owed, some) => {
        const places = all.map(({ owner, taken }, index) => ({ number: index + 1, ownerId: owner, taken }));
        const free = places.filter(({ taken }) => !taken);
        const count = some % (free.length + 1);
        const owned = new Map(practices.map((id) => [id, places.filter(({ ownerId }) => ownerId === id).length]));
        const pool = places.length - [...owned.values()].reduce((sum, each) => sum + each, 0);
        const claims = claimsOf(practices.map((practiceId, index) => ({ practiceId, weight: weights[index] ?? 0 })));
        if (!claims.ok) throw new Error('weights above zero make claims');
        const entered = practices.map((practiceId, index) => ({
          practiceId,
          entitled: BigInt(places.length) * (claims.value.get(practiceId) ?? 0n),
          given: (owned.get(practiceId) ?? 0) + (index === 0 ? pool : 0),
          returned: index === 0 ? pool : 0,
        }));
        const balances = new Map(practices.map((id, index) => [id, owed[index] ?? 0n]));
        const found = fewerPlaces({ entered, owned, free, count }, balances);
        expect(new Set(found.gone).size).toBe(count);
        expect(found.gone.every((number) => free.some((place) => place.number === number))).toBe(true);
        const sum = (pick: (entry: (typeof found.entries)[number]) => bigint) =>
          found.entries.reduce((all_, entry) => all_ + pick(entry), 0n);
        expect(sum(({ entitled }) => entitled)).toBe(-BigInt(count) * partsOfOne);
        expect(sum(({ given }) => BigInt(given))).toBe(-BigInt(count));
        for (const { practiceId, entitled, given, returned } of found.entries) {
          const was = entered.find((each) => each.practiceId === practiceId);
          const left = places.filter(({ ownerId, number }) => ownerId === practiceId && !found.gone.includes(number));
          expect((was?.entitled ?? 0n) + entitled >= 0n).toBe(true);
          expect((was?.given ?? 0) + given - ((was?.returned ?? 0) + returned)).toBe(left.length);
        }
      },
    ),
    { numRuns: runs(300) },
  );
});
