import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';

export interface PopulationRow {
  readonly id: string;
  readonly organisationId: string;
  readonly basis: PopulationBasis;
  readonly countedOn: string;
  readonly value: number;
  readonly source: string;
}

const columns = sql`p.id, p.organisation_id as "organisationId", p.basis, p.counted_on::text as "countedOn",
  p.value::float8 as value, p.source`;

/** For each organisation and basis, the newest figure counted on or before the day; left out if there is none. */
export async function populationsOn(db: Db, organisationIds: readonly string[], day: string): Promise<PopulationRow[]> {
  return (
    await sql<PopulationRow>`/* populationsOn */
      select distinct on (p.organisation_id, p.basis) ${columns} from population p
      where p.organisation_id = any(${[...organisationIds]}::uuid[]) and p.counted_on <= ${day}::date
      order by p.organisation_id, p.basis, p.counted_on desc`.execute(db)
  ).rows;
}

export async function populationById(db: Db, id: string): Promise<PopulationRow | undefined> {
  return (
    await sql<PopulationRow>`/* populationById */ select ${columns} from population p where p.id = ${id}`.execute(db)
  ).rows[0];
}
