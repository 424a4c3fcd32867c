import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween } from '../../../src/rota-engine/answers/changes-between.js';
import { price } from '../../../src/rota-engine/answers/price.js';
import { rank } from '../../../src/rota-engine/answers/rank.js';
import { replan } from '../../../src/rota-engine/answers/replan.js';
import type { RotaEvent } from '../../../src/rota-engine/answers/rota-event.js';
import { checkRota } from '../../../src/rota-engine/checker/check-rota.js';
import { networkProfile } from '../../../src/rota-engine/model/network-profile.js';
import { compareLevels } from '../../../src/rota-engine/scoring/compare-levels.js';
import { loadHighs } from '../../../src/rota-engine/exact/load-highs.js';
import { assignmentOf } from '../../../src/rota-engine/scoring/pieces.js';
import { dice } from '../../support/rota-engine/random-rota-instance.js';
import { randomLawfulRota } from '../../support/rota-engine/random-rota.js';
import { session } from '../../support/rota-engine/rota-instance.js';
import { runs } from '../../support/property-runs.js';

const highs = await loadHighs();
const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const network = networkProfile('2026-11-30');

function lawfulRota(seed: number) {
  const { kernel, problem } = randomLawfulRota(seed, network);
  const rota = [...kernel.pieces()].map((piece) => assignmentOf(problem, piece));
  return { kernel, problem, rota, instance: problem.model.instance };
}

function randomEvent(seed: number, clinicians: readonly { id: string }[], sessions: readonly { id: string }[]) {
  const roll = dice(seed);
  const clinicianId = clinicians[roll(clinicians.length)]?.id ?? '';
  const start = 1440 * roll(5);
  const events: RotaEvent[] = [
    { kind: 'ABSENCE', clinicianId, start, end: start + 1440 * (1 + roll(3)) },
    { kind: 'LEAVER', clinicianId, day: roll(5) },
    { kind: 'NEW_SESSION', session: session('new', 4, '10:00', '12:00', { lines: [{ siteId: 'hub' }] }) },
    { kind: 'CANCELLED_SESSION', sessionId: sessions.at(-1)?.id ?? '' },
  ];
  return events[roll(4)]!;
}

describe('price', () => {
  test('finds a lawful rota with the assignment in it, no dearer than simply adding it, and leaves the kernel as it was', () => {
    const seen = { possible: 0, impossible: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem, instance } = lawfulRota(seed);
        const roll = dice(seed + 3);
        const clinician = roll(problem.clinicianCount);
        const line = roll(problem.lineCount);
        const before = [...kernel.pieces()];
        const levels = [...kernel.levels];
        const answer = price(highs, kernel, clinician, line);
        expect([...kernel.pieces()]).toEqual(before);
        expect([...kernel.levels]).toEqual(levels);
        const id = problem.model.clinicians[clinician]?.id;
        const direct = rank(kernel, line).find(({ clinicianId }) => clinicianId === id);
        if (!answer.possible) {
          seen.impossible += 1;
          if (answer.proven) expect(direct).toBeUndefined();
          return;
        }
        seen.possible += 1;
        expect(answer.pieces).toContain(clinician * problem.lineCount + line);
        expect(
          checkRota(
            instance,
            network,
            [...answer.pieces].map((piece) => assignmentOf(problem, piece)),
          ).broken,
        ).toEqual([]);
        kernel.load(answer.pieces);
        expect(answer.levels).toEqual([...kernel.levels].map((cost, level) => cost - (levels[level] ?? 0)));
        if (answer.proven) expect(answer.bound).toBe(answer.weighed);
        else expect(answer.bound ?? -Infinity).toBeLessThanOrEqual(answer.weighed);
        if (answer.proven && direct !== undefined && before.length > 0) {
          expect(compareLevels(answer.levels, direct.levels)).toBeLessThanOrEqual(0);
        }
      }),
      // 603826343: a bound of nothing; 1897892805: who is put there would hand the session on.
      { numRuns: runs(15), examples: [[603826343], [1897892805]] },
    );
    expect(seen.possible).toBeGreaterThan(0);
  });
});

describe('replan', () => {
  test('keeps the past and what is lawful, breaks no prohibition, and names everybody whose sessions change', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { rota, instance } = lawfulRota(seed);
        const event = randomEvent(seed + 5, instance.clinicians, instance.sessions);
        const now = 1440 * dice(seed + 6)(3);
        const answer = replan(highs, instance, network, rota, event, { now });
        if (!answer.ok) {
          expect(event.kind).toBe('CANCELLED_SESSION');
          return;
        }
        const { ways, instance: after } = answer.value;
        expect(ways.length).toBeGreaterThan(0);
        const past = rota.filter(({ sessionId }) => {
          const there = after.sessions.find(({ id }) => id === sessionId);
          return there !== undefined && there.start < now;
        });
        ways.forEach(({ assignments, told, levels }, at) => {
          expect(checkRota(after, network, assignments).broken).toEqual([]);
          expect(assignments).toEqual(expect.arrayContaining(past));
          expect(told).toEqual(changesBetween(rota, assignments));
          expect(levels[0]).toBe(0);
          for (const other of ways.slice(at + 1)) expect(other.assignments).not.toEqual(assignments);
        });
      }),
      { numRuns: runs(15) },
    );
  });

  test('gives the same ways for the same rota, event and budget', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { rota, instance } = lawfulRota(seed);
        const event = randomEvent(seed + 5, instance.clinicians, instance.sessions);
        const once = () => replan(highs, instance, network, rota, event, { now: 0, budget: { nodes: 3, pieces: 200 } });
        expect(once()).toEqual(once());
      }),
      { numRuns: runs(8) },
    );
  });
});
