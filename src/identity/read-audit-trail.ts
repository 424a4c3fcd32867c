import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { addDays } from '../time/london.js';
import { windowOf } from '../time/window.js';
import { type AuditFilter, auditEntryByKey, type AuditRow, listAuditEntries } from './audit-trail.queries.js';
import { refusalOf } from './permissions.js';
import { anyOrganisation } from './rules/audited-columns.js';
import type { AuditTrailKinds } from './rules/audited-kinds.js';
import { organisationTypes } from './rules/organisation-types.js';
import type { Viewer } from './viewer.js';

export const usualTrailDays = 92;
export const longestTrailDays = 366;

/** An object, by the type and the key in its global id. */
interface Named {
  readonly type: string;
  readonly key: string;
}

/** What to look for in the trail: London days `[from, to)`, by default the last 92 and today. */
export interface AskedTrail {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly object?: Named | null;
  readonly actor?: string | null;
  readonly requestId?: string | null;
}

/** The network whose trail the viewer reads. */
function networkOf(viewer: Viewer, scope: Scope): Result<string> {
  const { organisationId } = scope;
  const barred = refusalOf(viewer, scope, 'readAuditTrail', { pcnId: organisationId });
  if (barred !== undefined) return refuse(barred);
  if (organisationId !== null) return ok(organisationId);
  const message = 'You do not act for a network known here. The trail is for the clinical director of a PCN.';
  return refuse({ code: generalProblems.FORBIDDEN, message });
}

function namingOf(kinds: AuditTrailKinds, { type, key }: Named): NonNullable<AuditFilter['naming']> {
  return {
    key,
    columns: kinds.columnsNaming(organisationTypes.includes(type) ? anyOrganisation : type),
  };
}

/** A page of what was done in a director's own network, newest first, with the filter to count it by. */
export async function readAuditTrail(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  kinds: AuditTrailKinds,
  asked: AskedTrail,
  page: Page,
): Promise<Result<{ filter: AuditFilter; rows: readonly AuditRow[] }>> {
  const network = networkOf(viewer, scope);
  if (!network.ok) return network;
  const to = asked.to ?? addDays(scope.today, 1);
  const days = windowOf(asked.from ?? addDays(to, -usualTrailDays), to, longestTrailDays);
  if (!days.ok) return days;
  const filter: AuditFilter = {
    pcnId: network.value,
    from: days.value.from,
    to,
    tables: asked.kinds == null ? kinds.tables : kinds.tablesOf(asked.kinds),
    ...(asked.object == null ? {} : { naming: namingOf(kinds, asked.object) }),
    ...(asked.actor == null ? {} : { actor: asked.actor }),
    ...(asked.requestId == null ? {} : { requestId: asked.requestId }),
  };
  return ok({ filter, rows: await listAuditEntries(db, filter, page) });
}

/** One entry by its key; null if it is not of the viewer's own network, or the viewer may not read the trail. */
export async function readAuditEntry(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  kinds: AuditTrailKinds,
  key: string,
): Promise<AuditRow | null> {
  const network = networkOf(viewer, scope);
  return network.ok ? ((await auditEntryByKey(db, key, network.value, kinds.tables)) ?? null) : null;
}
