import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';

export interface UsedPlaces {
  readonly accountId: string;
  readonly practiceId: string;
  readonly used: number;
}

/**
 * How many places of the ledgers' sessions held on London days `[from, to)` are booked for each practice's patients,
 * whatever their outcome; only in the viewer's networks, and nothing else about the bookings.
 */
export async function usedPlaces(
  db: Db,
  accountIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<UsedPlaces[]> {
  return (
    await sql<UsedPlaces>`/* usedPlaces */
      select account_id as "accountId", practice_id as "practiceId", used
      from used_places(${[...accountIds]}::uuid[], ${from}::date, ${to}::date)`.execute(db)
  ).rows;
}
