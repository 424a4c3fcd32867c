import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { ParticipationState } from '../participation/participation.entity.js';

/** Only agreements, signatures, participations and offers of the viewer's own networks are seen: row-level security. */
export interface AgreementRow {
  readonly id: string;
  readonly pcnId: string;
  readonly title: string;
  readonly draftedOn: string;
  readonly startsOn: string;
  readonly inForceFrom: string | null;
  readonly endedOn: string | null;
}

const agreementColumns = sql`a.id, a.pcn_id as "pcnId", a.title, a.drafted_on::text as "draftedOn",
  a.starts_on::text as "startsOn", a.in_force_from::text as "inForceFrom", a.ended_on::text as "endedOn"`;

/** Every agreement of the PCNs, the newest first. */
export const agreementsOf = async (db: Db, pcnIds: readonly string[]): Promise<AgreementRow[]> =>
  (
    await sql<AgreementRow>`/* agreementsOf */
      select ${agreementColumns} from network_agreement a where a.pcn_id = any(${[...pcnIds]}::uuid[])
      order by a.pcn_id, a.drafted_on desc, a.starts_on desc, a.id`.execute(db)
  ).rows;

export const agreementsByIds = async (db: Db, ids: readonly string[]): Promise<AgreementRow[]> =>
  (
    await sql<AgreementRow>`/* agreementsByIds */
      select ${agreementColumns} from network_agreement a where a.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;

export interface SignatureRow {
  readonly id: string;
  readonly agreementId: string;
  readonly practiceId: string;
  readonly signedOn: string;
}

/** In the order of signing. */
export const signaturesOf = async (db: Db, agreementIds: readonly string[]): Promise<SignatureRow[]> =>
  (
    await sql<SignatureRow>`/* signaturesOf */
      select g.id, g.agreement_id as "agreementId", g.practice_id as "practiceId", g.signed_on::text as "signedOn"
      from agreement_signature g where g.agreement_id = any(${[...agreementIds]}::uuid[])
      order by g.agreement_id, g.signed_on, g.id`.execute(db)
  ).rows;

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

const participationColumns = sql`t.id, t.pcn_id as "pcnId", t.practice_id as "practiceId", t.service_id as "serviceId",
  s.name as "serviceName", t.state, t.valid_from::text as "from", t.valid_to::text as "to"`;

/** What the practices have said about services of their networks, by service and day. */
export const participationsOf = async (db: Db, practiceIds: readonly string[]): Promise<ParticipationRow[]> =>
  (
    await sql<ParticipationRow>`/* participationsOf */
      select ${participationColumns} from participation t join service s on s.id = t.service_id
      where t.practice_id = any(${[...practiceIds]}::uuid[])
      order by t.practice_id, s.name, t.valid_from, t.id`.execute(db)
  ).rows;

export const participationsByIds = async (db: Db, ids: readonly string[]): Promise<ParticipationRow[]> =>
  (
    await sql<ParticipationRow>`/* participationsByIds */
      select ${participationColumns} from participation t join service s on s.id = t.service_id
      where t.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;

/** The service's name when this PCN may use it (its own, or one of the common catalogue), or undefined. */
export const serviceForPcn = async (db: Db, serviceId: string, pcnId: string): Promise<string | undefined> =>
  (
    await sql<{ name: string }>`/* serviceForPcn */
      select s.name from service s where s.id = ${serviceId}::uuid and (s.pcn_id is null or s.pcn_id = ${pcnId}::uuid)`.execute(
      db,
    )
  ).rows[0]?.name;
