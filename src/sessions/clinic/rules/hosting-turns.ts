import { ok, refuse, type Result } from '../../../platform/result.js';

/**
 * Where the sessions of a series are held. `IN_TURN`: each site once, in the order given. `CYCLE`: as often as its
 * weight in every cycle of as many sessions as the weights add up to, as evenly apart as whole turns allow. The turns
 * themselves are given by the ledger: `planHosts`.
 */
export type Hosting =
  | { kind: 'ONE'; siteId: string }
  | { kind: 'IN_TURN'; siteIds: readonly string[] }
  | { kind: 'CYCLE'; hosts: readonly { siteId: string; weight: number }[] };

const longestCycle = 1000;

/**
 * The hosting as it is. Refuses `HOSTING_WITHOUT_HOST`, `HOSTING_SITE_TWICE` and `HOSTING_WEIGHT` (weights are whole
 * numbers from 1 that add up to at most 1,000).
 */
export function checkHosting(hosting: Hosting): Result<Hosting> {
  const hosts = weightedHosts(hosting);
  if (hosts.length === 0) return refuse({ code: 'HOSTING_WITHOUT_HOST', message: 'A series needs at least one site.' });
  if (new Set(hosts.map(({ siteId }) => siteId)).size < hosts.length) {
    const message = 'Name each site once; one that hosts more often than others has a weight in a cycle.';
    return refuse({ code: 'HOSTING_SITE_TWICE', message });
  }
  const length = hosts.reduce((sum, { weight }) => sum + weight, 0);
  if (!hosts.every(({ weight }) => Number.isInteger(weight) && weight >= 1) || length > longestCycle) {
    const message = `Weights are whole numbers from 1 that add up to at most ${longestCycle}.`;
    return refuse({ code: 'HOSTING_WEIGHT', message });
  }
  return ok(hosting);
}

/** The sites of one whole cycle, in turn, while all of them can host. Precondition: the hosting passes `checkHosting`. */
export function hostingCycle(hosting: Hosting): string[] {
  const standings = weightedHosts(hosting).map((host) => ({ ...host, credit: 0 }));
  const length = standings.reduce((sum, { weight }) => sum + weight, 0);
  return Array.from({ length }, () => {
    for (const standing of standings) standing.credit += standing.weight;
    const next = standings.reduce((best, each) => (each.credit > best.credit ? each : best));
    next.credit -= length;
    return next.siteId;
  });
}

/** The hosts with their weights, in the order given. */
export function weightedHosts(hosting: Hosting): readonly { siteId: string; weight: number }[] {
  if (hosting.kind === 'ONE') return [{ siteId: hosting.siteId, weight: 1 }];
  return hosting.kind === 'CYCLE' ? hosting.hosts : hosting.siteIds.map((siteId) => ({ siteId, weight: 1 }));
}
