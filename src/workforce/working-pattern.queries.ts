import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import { type Weekday, weekdays } from '../time/london.js';

/** One window of an employment's weekly pattern; `endTime` may be `24:00`. */
export interface WorkingWindowRow {
  readonly employmentId: string;
  readonly weekday: Weekday;
  readonly startTime: string;
  readonly endTime: string;
  readonly from: string;
  readonly to: string | null;
}

/** The windows in force on a London day, in the order of the week. */
export async function patternsOn(db: Db, employmentIds: readonly string[], day: string): Promise<WorkingWindowRow[]> {
  return (
    await sql<Omit<WorkingWindowRow, 'weekday'> & { weekday: number }>`/* patternsOn */
      select w.employment_id as "employmentId", w.weekday, left(w.from_time::text, 5) as "startTime",
        left(w.to_time::text, 5) as "endTime", w.valid_from::text as "from", w.valid_to::text as "to"
      from working_pattern w
      where w.employment_id = any(${[...employmentIds]}::uuid[]) and w.valid_from <= ${day}::date
        and (w.valid_to is null or w.valid_to > ${day}::date)
      order by w.weekday, w.from_time`.execute(db)
  ).rows.map((row) => ({ ...row, weekday: weekdays[row.weekday - 1] as Weekday }));
}
