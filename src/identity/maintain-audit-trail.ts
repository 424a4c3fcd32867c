import type { Db } from '../platform/database/scope.js';
import { londonToday } from '../platform/database/today.queries.js';
import { policyOn } from '../policy/policies.js';
import { type AuditUpkeep, keepAuditMonths } from './audit-trail.queries.js';

/**
 * Creates the coming months' partitions of the audit trail and drops those past today's retention policy. It may run at
 * any time and as often as wanted: it never repeats work already done.
 * @throws Error if no policy says how long the trail is kept; then nothing is dropped.
 */
export async function maintainAuditTrail(db: Db): Promise<AuditUpkeep> {
  const today = await londonToday(db);
  const retention = policyOn('AUDIT_RETENTION', today);
  if (retention === undefined) throw new Error(`no policy says how long the audit trail is kept on ${today}`);
  return keepAuditMonths(db, retention.value);
}
