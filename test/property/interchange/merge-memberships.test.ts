import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type MemberDays,
  mergeFrom,
  mergeMemberships,
  sameMemberships,
} from '../../../src/interchange/import/rules/merge-memberships.js';
import { addDays } from '../../../src/time/london.js';

const first = '2023-01-01';
const horizon = 40;
function day(index: number) {
  return addDays(first, index);
}

/** A history without overlaps: lengths of days in a PCN or in none, the last perhaps without end. */
const history: fc.Arbitrary<MemberDays[]> = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('A', 'B', null)), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([lengths, open]) => {
    const all: MemberDays[] = [];
    let at = 0;
    for (const [index, [length, pcn]] of lengths.entries()) {
      const last = index === lengths.length - 1;
      if (pcn !== null) all.push({ pcn, from: day(at), to: open && last ? null : day(at + length) });
      at += length;
    }
    return all;
  });

function on(all: readonly MemberDays[], index: number) {
  return all.filter(({ from, to }) => from <= day(index) && (to === null || to > day(index))).map(({ pcn }) => pcn);
}
const eachDay = Array.from({ length: horizon }, (_, index) => index);

test('the merged history is the file’s until our first change from the edition on, and ours from there; never two a day', () => {
  fc.assert(
    fc.property(history, history, fc.integer({ min: 0, max: horizon }), (file, ours, edition) => {
      const merged = mergeMemberships(file, ours, day(edition));
      const changes = ours.flatMap(({ from, to }) => [from, to ?? '']).filter((change) => change >= day(edition));
      const seam = changes.sort()[0] ?? '9999-12-31';
      for (const index of eachDay) expect(on(merged, index)).toEqual(on(day(index) < seam ? file : ours, index));
    }),
  );
});

/** A file as far as it tells what has been: nothing begins in it, or ends, after its edition. */
function toldUntil(file: readonly MemberDays[], edition: string): MemberDays[] {
  return file
    .filter(({ from }) => from < edition)
    .map((days) => (days.to !== null && days.to > edition ? { ...days, to: null } : days));
}

test('merging the file a second time changes nothing', () => {
  fc.assert(
    fc.property(history, history, fc.integer({ min: 0, max: horizon }), (told, ours, edition) => {
      const file = toldUntil(told, day(edition));
      const merged = mergeMemberships(file, ours, day(edition));
      expect(sameMemberships(mergeMemberships(file, merged, day(edition)), merged)).toBe(true);
    }),
  );
});

test('what has been stays, and a second run finds what is to come as wanted', () => {
  fc.assert(
    fc.property(
      history,
      history,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      (told, ours, edition, later) => {
        const file = toldUntil(told, day(edition));
        const tomorrow = day(edition + later);
        const wanted = mergeFrom(mergeMemberships(file, ours, day(edition)), ours, tomorrow);
        for (const index of eachDay.filter((at) => day(at) < tomorrow))
          expect(on(wanted, index)).toEqual(on(ours, index));
        const again = mergeFrom(mergeMemberships(file, wanted, day(edition)), wanted, tomorrow);
        expect(sameMemberships(again, wanted)).toBe(true);
      },
    ),
  );
});
