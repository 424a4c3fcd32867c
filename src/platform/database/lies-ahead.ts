import { type RawBuilder, sql } from 'kysely';

/**
 * What lies ahead of an organisation after a day, as declared by the room that owns the table. If there is anything,
 * closing the organisation on that day is a decision about people's work.
 */
export interface LiesAhead {
  /** For people; `%s` stands for the number: `bookings (%s)`. */
  readonly phrase: string;
  /**
   * `from ... where ...` for the rows. @param organisation an expression for its id. @param day an expression for the
   * day.
   */
  readonly rows: (organisation: RawBuilder<unknown>, day: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** Whether a dated row continues after the day. @param alias of its table. */
export function runsOn(alias: string, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day})`;
}
