import { sql } from 'kysely';
import type { ParticipationState } from './participation.entity.js';
import type { Db } from '../../platform/database/scope.js';

export interface ParticipationRow {
  readonly id: string;
  readonly pcnId: string;
  readonly practiceId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly state: ParticipationState;
  readonly from: string;
  readonly to: string | null;
}

export const participationColumns = sql`t.id, t.pcn_id as "pcnId", t.practice_id as "practiceId", t.service_id as "serviceId",
  s.name as "serviceName", t.state, t.valid_from::text as "from", t.valid_to::text as "to"`;
/** What the practices have said about services of their networks, by service and day. */
export async function participationsOf(db: Db, practiceIds: readonly string[]): Promise<ParticipationRow[]> {
  return (
    await sql<ParticipationRow>`/* participationsOf */
      select ${participationColumns} from participation t join service s on s.id = t.service_id
      where t.practice_id = any(${[...practiceIds]}::uuid[])
      order by t.practice_id, s.name, t.valid_from, t.id`.execute(db)
  ).rows;
}

export async function participationsByIds(db: Db, ids: readonly string[]): Promise<ParticipationRow[]> {
  return (
    await sql<ParticipationRow>`/* participationsByIds */
      select ${participationColumns} from participation t join service s on s.id = t.service_id
      where t.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** The name of the service if this PCN may use it (its own, or one from the common catalogue), otherwise undefined. */
export async function serviceForPcn(db: Db, serviceId: string, pcnId: string): Promise<string | undefined> {
  return (
    await sql<{ name: string }>`/* serviceForPcn */
      select s.name from service s where s.id = ${serviceId}::uuid and (s.pcn_id is null or s.pcn_id = ${pcnId}::uuid)`.execute(
      db,
    )
  ).rows[0]?.name;
}
