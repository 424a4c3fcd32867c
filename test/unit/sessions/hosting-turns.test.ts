import { describe, expect, test } from '@jest/globals';
import { checkHosting, type Hosting, hostingCycle } from '../../../src/sessions/clinic/rules/hosting-turns.js';
import { planHosts } from '../../../src/sessions/publication/rules/plan-hosts.js';

const inTurn: Hosting = { kind: 'IN_TURN', siteIds: ['bassett', 'salisbury', 'leighton'] };
const cycle: Hosting = {
  kind: 'CYCLE',
  hosts: [
    { siteId: 'bassett', weight: 3 },
    { siteId: 'salisbury', weight: 1 },
    { siteId: 'leighton', weight: 2 },
  ],
};
const sites = ['bassett', 'salisbury', 'leighton', 'hub'];
/** Who hosts sessions one after the other; those named cannot host the session with the index. */
function hosts(hosting: Hosting, count: number, closed: Record<number, string[]> = {}) {
  const able = Array.from(
    { length: count },
    (_, index) => new Set(sites.filter((site) => !closed[index]?.includes(site))),
  );
  return planHosts(hosting, able, new Map()).map((turn) => turn?.siteId ?? null);
}

describe('hosting', () => {
  test('by one site is always there', () => {
    expect(hosts({ kind: 'ONE', siteId: 'hub' }, 3)).toEqual(['hub', 'hub', 'hub']);
  });

  test('in turn goes round in the order given', () => {
    expect(hosts(inTurn, 4)).toEqual(['bassett', 'salisbury', 'leighton', 'bassett']);
  });

  test('in a cycle gives each site its weight, evenly apart, and begins again', () => {
    expect(hosts(cycle, 8)).toEqual([
      'bassett',
      'leighton',
      'bassett',
      'salisbury',
      'leighton',
      'bassett',
      'bassett',
      'leighton',
    ]);
  });

  test('passes to the next that can, and the host that was skipped makes it up', () => {
    expect(hosts(inTurn, 6, { 0: ['bassett'] })).toEqual([
      'salisbury',
      'bassett',
      'leighton',
      'bassett',
      'salisbury',
      'leighton',
    ]);
  });

  test('passes over every site that cannot', () => {
    const only = ['bassett', 'leighton'];
    expect(hosts(inTurn, 3, { 0: only, 1: only, 2: only })).toEqual(['salisbury', 'salisbury', 'salisbury']);
  });

  test('is nobody’s when no site can, and then nobody earns or loses a turn', () => {
    expect(hosts(inTurn, 4, { 1: sites })).toEqual(['bassett', null, 'salisbury', 'leighton']);
  });

  test.each<[string, Hosting, string]>([
    ['no site', { kind: 'IN_TURN', siteIds: [] }, 'HOSTING_WITHOUT_HOST'],
    ['a site twice', { kind: 'IN_TURN', siteIds: ['a', 'a'] }, 'HOSTING_SITE_TWICE'],
    ['a weight of zero', { kind: 'CYCLE', hosts: [{ siteId: 'a', weight: 0 }] }, 'HOSTING_WEIGHT'],
    ['half a weight', { kind: 'CYCLE', hosts: [{ siteId: 'a', weight: 0.5 }] }, 'HOSTING_WEIGHT'],
    ['list sizes for weights', { kind: 'CYCLE', hosts: [{ siteId: 'a', weight: 21_349 }] }, 'HOSTING_WEIGHT'],
  ])('of %s is refused', (_, hosting, code) => {
    expect(checkHosting(hosting)).toMatchObject({ ok: false, problems: [{ code }] });
  });

  test('that is well formed is taken as it is', () => {
    expect(checkHosting(cycle)).toEqual({ ok: true, value: cycle });
    expect(hostingCycle(cycle).length).toBe(6);
  });
});
