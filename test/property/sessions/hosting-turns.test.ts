import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Hosting, hostingCycle, hostOf } from '../../../src/sessions/rules/hosting-turns.js';

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
    );
  });

  test('whoever hosts can, and it is nobody only when nobody can', () => {
    fc.assert(
      fc.property(hosts, fc.nat(500), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (among, index, able) => {
        const canHost = (_: string, siteId: string) => able[Number(siteId.slice(5))] ?? false;
        const host = hostOf({ kind: 'CYCLE', hosts: among }, { index, day: '2026-06-01', canHost });
        expect(host.ok).toBe(among.some(({ siteId }) => canHost('', siteId)));
        if (host.ok) expect(canHost('', host.value)).toBe(true);
      }),
    );
  });
});
