import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Hosting, hostingCycle } from '../../../src/sessions/clinic/rules/hosting-turns.js';
import { partsOfOne } from '../../../src/sessions/ledger/rules/ledger-step.js';
import { planHosts } from '../../../src/sessions/publication/rules/plan-hosts.js';
import { runs } from '../../support/property-runs.js';

const hosts = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 })
  .map((weights) => weights.map((weight, i) => ({ siteId: `site-${i}`, weight })));

describe('hosting in a cycle', () => {
  test('a whole cycle has exactly the weights, and no stretch from its start strays far from them', () => {
    fc.assert(
      fc.property(hosts, (among) => {
        const hosting: Hosting = { kind: 'CYCLE', hosts: among };
        const order = hostingCycle(hosting);
        const length = among.reduce((sum, { weight }) => sum + weight, 0);
        expect(order.length).toBe(length);
        for (const { siteId, weight } of among) {
          expect(order.filter((each) => each === siteId).length).toBe(weight);
          // One turn when there are two hosts; with more, fewer turns than there are hosts.
          const bound = Math.max(1, among.length - 1);
          let had = 0;
          order.forEach((each, i) => {
            if (each === siteId) had += 1;
            expect(Math.abs(had - ((i + 1) * weight) / length)).toBeLessThanOrEqual(bound);
          });
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('while all can host, nobody is ever a turn or more from its part', () => {
    fc.assert(
      fc.property(hosts, (among) => {
        const all = new Set(among.map(({ siteId }) => siteId));
        const length = among.reduce((sum, { weight }) => sum + weight, 0);
        const turns = planHosts({ kind: 'CYCLE', hosts: among }, Array<Set<string>>(2 * length).fill(all), new Map());
        for (const { siteId, weight } of among) {
          let had = 0;
          turns.forEach((turn, i) => {
            if (turn?.siteId === siteId) had += 1;
            expect(Math.abs(had - ((i + 1) * weight) / length)).toBeLessThan(1);
          });
          expect(had).toBe(2 * weight);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('whoever hosts can, and it is nobody only when nobody can', () => {
    const days = fc.array(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(hosts, days, (among, open) => {
        const able = open.map((day) => new Set(among.map(({ siteId }) => siteId).filter((_, i) => day[i])));
        planHosts({ kind: 'CYCLE', hosts: among }, able, new Map()).forEach((turn, i) => {
          expect(turn === null).toBe(able[i]?.size === 0);
          if (turn !== null) expect(able[i]?.has(turn.siteId)).toBe(true);
        });
      }),
      { numRuns: runs(100) },
    );
  });

  // A turn has 10^12 parts in the ledger. A part of a third of them is not whole, so against the weights themselves
  // each turn may add one part to what somebody is out by.
  test('where hosts are closed now and then, every skipped turn is made up once all are open again', () => {
    const days = fc.array(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), { maxLength: 12 });
    const only = (...closed: number[]) => closed.map((host) => Array.from({ length: 8 }, (_, i) => i === host));
    const weighted = (...weights: number[]) => weights.map((weight, i) => ({ siteId: `site-${i}`, weight }));
    fc.assert(
      fc.property(hosts, days, (among, open) => {
        const ids = among.map(({ siteId }) => siteId);
        const length = among.reduce((sum, { weight }) => sum + weight, 0);
        const able = [
          ...open.map((day) => new Set(ids.filter((_, i) => day[i]))).filter((day) => day.size > 0),
          ...Array.from({ length: 14 * length }, () => new Set(ids)),
        ];
        const turns = planHosts({ kind: 'CYCLE', hosts: among }, able, new Map());
        const days = BigInt(turns.length);
        for (const [i, { siteId, weight }] of among.entries()) {
          const had = BigInt(turns.filter((turn) => turn?.siteId === siteId).length);
          const owed = BigInt(turns[0]?.claims[i]?.parts ?? 0) * days - had * partsOfOne;
          expect(-partsOfOne < owed && owed < partsOfOne).toBe(true);
          const outByWeight = partsOfOne * (days * BigInt(weight) - had * BigInt(length));
          const most = (partsOfOne + days) * BigInt(length);
          expect(-most < outByWeight && outByWeight < most).toBe(true);
        }
      }),
      { numRuns: runs(100), examples: [[weighted(2, 2, 5, 9, 3, 6), only(0, 3, 1, 5, 2, 3)]] },
    );
  });
});
