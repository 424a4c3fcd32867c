import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';

export interface Member {
  readonly practiceId: string;
  readonly odsCode: string;
}

/** The practices that are in the PCN on the day, by ODS code. */
export async function membersOn(db: Db, pcnId: string, day: string): Promise<Member[]> {
  return (
    await sql<Member>`/* membersOn */
      select m.practice_id as "practiceId", o.ods_code as "odsCode"
      from membership m join organisation o on o.id = m.practice_id
      where m.pcn_id = ${pcnId}::uuid and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
      order by o.ods_code`.execute(db)
  ).rows;
}

export interface Weight {
  readonly practiceId: string;
  readonly value: number;
  readonly countedOn: string;
  readonly source: string;
}

/**
 * The weight of each practice in a share: its newest population of the basis counted on or before the day. A practice
 * without a figure is left out, so compare the lengths before you share anything.
 */
export async function weightsOf(
  db: Db,
  practiceIds: readonly string[],
  basis: PopulationBasis,
  day: string,
): Promise<Weight[]> {
  return (
    await sql<Weight>`/* weightsOf */
      select distinct on (p.organisation_id) p.organisation_id as "practiceId", p.value::float8 as value,
        p.counted_on::text as "countedOn", p.source
      from population p
      where p.organisation_id = any(${[...practiceIds]}::uuid[]) and p.basis = ${basis} and p.counted_on <= ${day}::date
      order by p.organisation_id, p.counted_on desc`.execute(db)
  ).rows;
}

/**
 * Which of the practices may share the service of the PCN on the day: members that have signed, while the agreement is
 * in force and they have not opted out, or while they take part as a pilot. The rule itself is the view
 * `sharing_right`.
 * @returns the ids of those that may, in no particular order.
 */
export async function agreementStateFor(
  db: Db,
  practiceIds: readonly string[],
  pcnId: string,
  serviceId: string,
  day: string,
): Promise<string[]> {
  return (
    await sql<{ practiceId: string }>`/* agreementStateFor */
      select r.practice_id as "practiceId" from sharing_right r
      where r.practice_id = any(${[...practiceIds]}::uuid[]) and r.pcn_id = ${pcnId}::uuid
        and r.service_id = ${serviceId}::uuid and r.days @> ${day}::date`.execute(db)
  ).rows.map((row) => row.practiceId);
}
