import { type RawBuilder, sql } from 'kysely';

/**
 * What of an organisation lies ahead of a day, as the room that owns the table says it: then closing the organisation that
 * day is a decision about people's work.
 */
export interface LiesAhead {
  /** For people, `%s` standing for how many: `bookings (%s)`. */
  readonly phrase: string;
  /** `from ... where ...` for the rows. @param organisation an expression for its id. @param day one for the day. */
  readonly rows: (organisation: RawBuilder<unknown>, day: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** Whether a dated row goes on beyond the day. @param alias of its table. */
export function runsOn(alias: string, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day})`;
}
