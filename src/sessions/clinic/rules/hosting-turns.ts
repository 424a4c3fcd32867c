import { ok, refuse, type Result } from '../../../platform/result.js';

/**
 * Where the sessions of a series are held. `IN_TURN`: each site once, in the order given. `CYCLE`: a cycle has as many
 * sessions as the weights add up to, and each site hosts as many of them as its weight, spaced as evenly as whole turns
 * allow. `planHosts` gives out the turns by the ledger.
 */
export type Hosting =
  | { kind: 'ONE'; siteId: string }
  | { kind: 'IN_TURN'; siteIds: readonly string[] }
  | { kind: 'CYCLE'; hosts: readonly { siteId: string; weight: number }[] };

const longestCycle = 1000;

/**
 * Returns the hosting unchanged. Refuses `HOSTING_WITHOUT_HOST`, `HOSTING_SITE_TWICE` and `HOSTING_WEIGHT` (weights are
 * whole numbers from 1 that add up to at most 1,000). The problem names the host that is wrong, or the whole list.
 */
export function checkHosting(hosting: Hosting): Result<Hosting> {
  const hosts = weightedHosts(hosting);
  if (hosts.length === 0) {
    const message = 'A shared clinic needs at least one host. Name a room or a site.';
    return refuse({ code: 'HOSTING_WITHOUT_HOST', field: ['hosts'], message });
  }
  const sites = hosts.map(({ siteId }) => siteId);
  const twice = sites.findIndex((site, index) => sites.indexOf(site) < index);
  if (twice >= 0) {
    const message =
      'This site is already among the hosts. Name each once; with CYCLE, a weight lets one host more often.';
    return refuse({ code: 'HOSTING_SITE_TWICE', field: ['hosts', String(twice)], message });
  }
  const wrong = hosts.findIndex(({ weight }) => !Number.isInteger(weight) || weight < 1);
  const message = `Weights are whole numbers from 1 that add up to at most ${longestCycle.toLocaleString('en-GB')}.`;
  if (wrong >= 0) return refuse({ code: 'HOSTING_WEIGHT', field: ['hosts', String(wrong), 'weight'], message });
  const length = hosts.reduce((sum, { weight }) => sum + weight, 0);
  if (length > longestCycle) {
    return refuse({ code: 'HOSTING_WEIGHT', field: ['hosts'], message: `${message} These add up to ${length}.` });
  }
  return ok(hosting);
}

/**
 * The sites of one whole cycle in order, when all of them can host. Precondition: the hosting passes `checkHosting`.
 */
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
