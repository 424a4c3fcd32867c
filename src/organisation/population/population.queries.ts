import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';

export interface PopulationRow {
  readonly id: string;
  readonly organisationId: string;
  readonly basis: PopulationBasis;
  readonly countedOn: string;
  readonly value: number;
  readonly source: string;
  /** Null for what was recorded before this was kept: since ever. */
  readonly knownSince: string | null;
}

/** What a figure was before it was corrected. Instants. */
export interface EarlierFigure {
  readonly populationId: string;
  readonly value: number;
  readonly source: string;
  readonly knownSince: string | null;
  readonly knownUntil: string;
  readonly reason: string;
}

const columns = sql`p.id, p.organisation_id as "organisationId", p.basis, p.counted_on::text as "countedOn",
  p.value::float8 as value, p.source, p.known_since as "knownSince"`;

function instantOf<Row extends { readonly knownSince: string | null }>(row: Row): Row {
  return { ...row, knownSince: row.knownSince === null ? null : instantText(row.knownSince) };
}

/** For each organisation and basis, the newest figure counted on or before the day; left out if there is none. */
export async function populationsOn(db: Db, organisationIds: readonly string[], day: string): Promise<PopulationRow[]> {
  return (
    await sql<PopulationRow>`/* populationsOn */
      select distinct on (p.organisation_id, p.basis) ${columns} from population p
      where p.organisation_id = any(${[...organisationIds]}::uuid[]) and p.counted_on <= ${day}::date
      order by p.organisation_id, p.basis, p.counted_on desc`.execute(db)
  ).rows.map(instantOf);
}

/** The same as it was known at the end of another London day: before later corrections, without later records. */
export async function populationsKnownOn(
  db: Db,
  organisationIds: readonly string[],
  { day, knownOn }: { day: string; knownOn: string },
): Promise<PopulationRow[]> {
  const until = sql`((${knownOn}::date + 1)::timestamp at time zone 'Europe/London')`;
  return (
    await sql<PopulationRow>`/* populationsKnownOn */
      select distinct on (p.organisation_id, p.basis) ${columns} from (
        select p.id, p.organisation_id, p.basis, p.counted_on, p.value, p.source, p.known_since from population p
        where p.known_since is null or p.known_since < ${until}
        union all
        select p.id, p.organisation_id, p.basis, p.counted_on, e.value, e.source, e.known_since
        from population_earlier e join population p on p.id = e.population_id
        where (e.known_since is null or e.known_since < ${until}) and e.known_until >= ${until}) p
      where p.organisation_id = any(${[...organisationIds]}::uuid[]) and p.counted_on <= ${day}::date
      order by p.organisation_id, p.basis, p.counted_on desc`.execute(db)
  ).rows.map(instantOf);
}

/** What the figures were before, the latest first. */
export async function earlierFiguresOf(db: Db, populationIds: readonly string[]): Promise<EarlierFigure[]> {
  return (
    await sql<EarlierFigure>`/* earlierFiguresOf */
      select e.population_id as "populationId", e.value::float8 as value, e.source, e.known_since as "knownSince",
        e.known_until as "knownUntil", e.reason
      from population_earlier e where e.population_id = any(${[...populationIds]}::uuid[])
      order by e.known_until desc, e.id`.execute(db)
  ).rows.map((row) => ({ ...instantOf(row), knownUntil: instantText(row.knownUntil) }));
}

export async function populationById(db: Db, id: string): Promise<PopulationRow | undefined> {
  return (
    await sql<PopulationRow>`/* populationById */ select ${columns} from population p where p.id = ${id}`.execute(db)
  ).rows.map(instantOf)[0];
}

/** Locks a figure until the transaction ends and reads it. */
export async function lockPopulation(db: Db, id: string): Promise<PopulationRow | undefined> {
  return (
    await sql<PopulationRow>`/* lockPopulation */
      select ${columns} from population p where p.id = ${id} for update`.execute(db)
  ).rows.map(instantOf)[0];
}

/** Writes another figure in the place of one, and keeps what stood there. Precondition: it is locked. */
export async function replaceFigure(
  db: Db,
  { id, value, source, reason }: { id: string; value: string; source: string; reason: string },
): Promise<void> {
  await sql`/* keepEarlierFigure */
    insert into population_earlier (population_id, organisation_id, value, source, known_since, known_until, reason)
    select p.id, p.organisation_id, p.value, p.source, p.known_since, app_now(), ${reason} from population p
    where p.id = ${id}::uuid`.execute(db);
  await sql`/* replaceFigure */
    update population set value = ${value}::numeric, source = ${source}, known_since = app_now()
    where id = ${id}::uuid`.execute(db);
}
