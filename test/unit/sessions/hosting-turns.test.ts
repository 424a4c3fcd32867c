import { describe, expect, test } from '@jest/globals';
import { checkHosting, type Hosting, hostingCycle, hostOf } from '../../../src/sessions/rules/hosting-turns.js';

const inTurn: Hosting = { kind: 'IN_TURN', siteIds: ['bassett', 'salisbury', 'leighton'] };
const cycle: Hosting = {
  kind: 'CYCLE',
  hosts: [
    { siteId: 'bassett', weight: 3 },
    { siteId: 'salisbury', weight: 1 },
    { siteId: 'leighton', weight: 2 },
  ],
};
const hosts = (hosting: Hosting, count: number, canHost: (day: string, siteId: string) => boolean = () => true) =>
  Array.from({ length: count }, (_, index) => {
    const host = hostOf(hosting, { index, day: `2026-06-${String(index + 1).padStart(2, '0')}`, canHost });
    return host.ok ? host.value : host.problems[0]?.code;
  });

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

  test('passes to the next that can, and later turns stay where they were', () => {
    expect(hosts(inTurn, 4, (day, siteId) => !(day === '2026-06-01' && siteId === 'bassett'))).toEqual([
      'salisbury',
      'salisbury',
      'leighton',
      'bassett',
    ]);
  });

  test('passes over every site that cannot, round the end of the cycle', () => {
    expect(hosts(inTurn, 3, (_, siteId) => siteId === 'salisbury')).toEqual(['salisbury', 'salisbury', 'salisbury']);
  });

  test('is refused when no site can, naming the day', () => {
    expect(hostOf(inTurn, { index: 0, day: '2026-06-01', canHost: () => false })).toEqual({
      ok: false,
      problems: [{ code: 'HOSTING_NOBODY_CAN', message: 'No site of this series can host it on 2026-06-01.' }],
    });
  });

  test('a session before the first is a bug of the caller', () => {
    expect(() => hostOf(inTurn, { index: -1, day: '2026-06-01', canHost: () => true })).toThrow(RangeError);
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
