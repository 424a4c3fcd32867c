import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** Row-level security shows only the agreements, signatures, participations and offers of the viewer's own networks. */
export interface AgreementRow {
  readonly id: string;
  readonly pcnId: string;
  readonly title: string;
  readonly draftedOn: string;
  readonly startsOn: string;
  readonly inForceFrom: string | null;
  readonly endedOn: string | null;
  readonly discardedBecause: string | null;
}

const agreementColumns = sql`a.id, a.pcn_id as "pcnId", a.title, a.drafted_on::text as "draftedOn",
  a.starts_on::text as "startsOn", a.in_force_from::text as "inForceFrom", a.ended_on::text as "endedOn",
  a.discarded_because as "discardedBecause"`;

/** Every agreement of the PCNs, newest first. */
export async function agreementsOf(db: Db, pcnIds: readonly string[]): Promise<AgreementRow[]> {
  return (
    await sql<AgreementRow>`/* agreementsOf */
      select ${agreementColumns} from network_agreement a where a.pcn_id = any(${[...pcnIds]}::uuid[])
      order by a.pcn_id, a.drafted_on desc, a.starts_on desc, a.id`.execute(db)
  ).rows;
}

export async function agreementsByIds(db: Db, ids: readonly string[]): Promise<AgreementRow[]> {
  return (
    await sql<AgreementRow>`/* agreementsByIds */
      select ${agreementColumns} from network_agreement a where a.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export interface SignatureRow {
  readonly id: string;
  readonly agreementId: string;
  readonly practiceId: string;
  readonly signedOn: string;
}

/** In the order of signing. */
export async function signaturesOf(db: Db, agreementIds: readonly string[]): Promise<SignatureRow[]> {
  return (
    await sql<SignatureRow>`/* signaturesOf */
      select g.id, g.agreement_id as "agreementId", g.practice_id as "practiceId", g.signed_on::text as "signedOn"
      from agreement_signature g where g.agreement_id = any(${[...agreementIds]}::uuid[])
      order by g.agreement_id, g.signed_on, g.id`.execute(db)
  ).rows;
}
