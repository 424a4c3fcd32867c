import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { difference, explain } from '../../../src/rota-engine/answers/explain.js';
import { nearestChange } from '../../../src/rota-engine/answers/nearest-change.js';
import { rank } from '../../../src/rota-engine/answers/rank.js';
import { WhyNot } from '../../../src/rota-engine/answers/why-not.js';
import { whyOpen, whyOpenInWords } from '../../../src/rota-engine/answers/why-open.js';
import { networkProfile } from '../../../src/rota-engine/model/network-profile.js';
import type { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { randomLawfulRota } from '../../support/rota-engine/random-rota.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const network = networkProfile('2026-11-30');

function sum(rows: readonly { levels: number[] }[], width: number): number[] {
  return Array.from({ length: width }, (_, level) =>
    rows.reduce((total, { levels }) => total + (levels[level] ?? 0), 0),
  );
}

function place(kernel: Kernel, clinicianId: string, sessionId: string, number: number) {
  return {
    clinician: kernel.problem.model.clinicians.findIndex(({ id }) => id === clinicianId),
    line: kernel.problem.model.lineOf(sessionId, number),
  };
}

describe('explain', () => {
  test('takes apart exactly the score of the kernel, whatever the policy', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem } = randomLawfulRota(seed, randomProfile(seed + 1));
        const told = explain(problem, kernel.pieces());
        expect(told.levels).toEqual([...kernel.levels]);
        expect(sum(told.byRule, problem.levelCount)).toEqual(told.levels);
        for (const { sentence } of [...told.costs, ...told.inherited]) expect(sentence).not.toMatch(/undefined|NaN|^$/);
      }),
      { numRuns: runs(30) },
    );
  });

  test('gives as the difference of two rotas what the kernel gives, and who is to be told', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem, roll } = randomLawfulRota(seed, network);
        const before = [...kernel.pieces()];
        const levels = [...kernel.levels];
        const movable = before.filter((piece) => problem.eligible[piece] === 1);
        const piece = movable[roll(movable.length)];
        if (piece === undefined) return;
        kernel.remove(Math.floor(piece / problem.lineCount), piece % problem.lineCount);
        const told = difference(problem, before, [...kernel.pieces()]);
        expect(told.levels).toEqual([...kernel.levels].map((cost, level) => cost - (levels[level] ?? 0)));
        expect(sum(told.byRule, problem.levelCount)).toEqual(told.levels);
        const line = problem.model.lines[piece % problem.lineCount];
        expect(told.changes).toEqual([
          {
            clinicianId: problem.model.clinicians[Math.floor(piece / problem.lineCount)]?.id,
            loses: [{ sessionId: line?.session.id, line: line?.number }],
            gains: [],
          },
        ]);
      }),
      { numRuns: runs(20) },
    );
  });
});

describe('whyOpen', () => {
  test('finds a reason for exactly the clinicians who cannot take the post as the rota stands', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem } = randomLawfulRota(seed, network);
        const whyNot = new WhyNot(kernel);
        for (const { line, candidates } of whyOpen(kernel)) {
          for (const { clinician, reasons } of candidates) {
            kernel.mark();
            const before = kernel.levels[0] ?? 0;
            let may = kernel.mayAdd(clinician, line);
            if (may) {
              kernel.add(clinician, line);
              may = (kernel.levels[0] ?? 0) <= before;
              kernel.rollback();
            }
            expect(reasons.length === 0).toBe(may);
            for (const reason of reasons) {
              expect(whyNot.sentence(reason)).not.toMatch(/undefined|NaN/);
              if (reason.rule >= 0) expect(problem.settings[reason.rule]?.hardness).toBe('PROHIBITS');
            }
          }
        }
      }),
      { numRuns: runs(25) },
    );
  });

  test('proposes as the nearest change steps after which the clinician can take the post, and leaves the rota as it is', () => {
    const seen = { MOVE: 0, RELEASE: 0, LIFT: 0, none: 0, several: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem } = randomLawfulRota(seed, network);
        const before = [...kernel.levels];
        const pieces = kernel.pieces();
        const whyNot = new WhyNot(kernel);
        for (const { line, candidates } of whyOpen(kernel)) {
          for (const { clinician, reasons } of candidates) {
            const steps = nearestChange(kernel, whyNot, { clinician, line, reasons });
            expect([...kernel.pieces()]).toEqual([...pieces]);
            expect(steps === null).toBe(problem.model.lines[line]?.frozen);
            if (steps === null) continue;
            if (steps.length === 0) seen.none += 1;
            if (steps.length > 1) seen.several += 1;
            for (const { kind } of steps) seen[kind] += 1;
            const places = steps.flatMap((step) =>
              step.kind === 'LIFT' ? [] : [{ step, own: problem.model.lineOf(step.sessionId, step.line) }],
            );
            const lifted = steps.flatMap((step) => (step.kind === 'LIFT' ? [step.rule] : []));
            if (places.some(({ own }) => !kernel.mayRemove(clinician, own))) continue;
            for (const { own } of places) kernel.remove(clinician, own);
            const left = whyNot.of(clinician, line).map(({ rule }) => problem.rules[rule]?.id);
            expect(left.filter((rule) => !lifted.includes(rule ?? ''))).toEqual([]);
            if (left.length === 0) kernel.add(clinician, line);
            for (const { step, own } of places) {
              if (step.kind !== 'MOVE') continue;
              const to = place(kernel, step.toClinicianId, step.sessionId, step.line);
              expect(kernel.mayAdd(to.clinician, own)).toBe(true);
              kernel.add(to.clinician, own);
            }
            if (lifted.length === 0) expect(kernel.levels[0]).toBeLessThanOrEqual(before[0] ?? 0);
            kernel.load(pieces.filter((piece) => problem.eligible[piece] === 1));
          }
        }
        expect([...kernel.levels]).toEqual(before);
      }),
      { numRuns: runs(30) },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test('says the same in words', () => {
    const { kernel } = randomLawfulRota(7, network);
    const [open] = whyOpen(kernel);
    const told = whyOpenInWords(kernel, open?.line ?? 0);
    expect(told.map(({ reasons }) => reasons.length)).toEqual(open?.candidates.map(({ reasons }) => reasons.length));
  });
});

describe('rank', () => {
  test('lists with its true difference everyone who may take the post, the best first', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { kernel, problem, roll } = randomLawfulRota(seed, network);
        const line = roll(problem.lineCount);
        const there = problem.model.lines[line];
        const before = [...kernel.levels];
        const full = (kernel.cover[line] ?? 0) >= (problem.posts[line] ?? 0);
        const ranked = rank(kernel, line);
        ranked.forEach(({ clinicianId, levels, insteadOf }, at) => {
          const { clinician } = place(kernel, clinicianId, there?.session.id ?? '', there?.number ?? 0);
          expect(insteadOf === null).toBe(!full);
          kernel.mark();
          if (insteadOf !== null) kernel.remove(place(kernel, insteadOf, there?.session.id ?? '', 0).clinician, line);
          kernel.add(clinician, line);
          expect(levels).toEqual([...kernel.levels].map((cost, level) => cost - (before[level] ?? 0)));
          expect(levels[0]).toBe(0);
          kernel.rollback();
          const next = ranked[at + 1]?.levels ?? [Infinity];
          const first = levels.findIndex((cost, level) => cost !== next[level]);
          expect(levels[first] ?? 0).toBeLessThanOrEqual(next[first] ?? 0);
        });
      }),
      { numRuns: runs(30) },
    );
  });
});
