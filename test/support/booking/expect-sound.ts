import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import type { TestDatabase } from '../database/test-database.js';

type Sql = Pick<TestDatabase, 'sql'>;

/**
 * What no interleaving and no fault may break, read as the owner: each live slot and place once, no share exceeded, and
 * just those bookings there that clients were told of.
 * @param confirmed global ids.
 */
export async function expectSound(database: Sql, sessionIds: readonly string[], confirmed: readonly string[]) {
  const live = `state in ('HELD', 'CONFIRMED')`;
  const now = `(b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now())`;
  const doubled = await database.sql(
    `select session_id, slot_number from booking where session_id = any($1) and ${live} group by 1, 2 having count(*) > 1
     union all select session_id, place_number from booking where session_id = any($1) and ${live}
       and place_number is not null group by 1, 2 having count(*) > 1`,
    [sessionIds],
  );
  const exceeded = await database.sql(
    `select b.practice_id from booking b join place p on (p.session_id, p.number) = (b.session_id, b.place_number)
     join session s on s.id = b.session_id
     where b.session_id = any($1) and b.${live} and p.owner_id <> b.practice_id and s.pool_at > app_now()`,
    [sessionIds],
  );
  const stale = await database.sql(
    `select l.session_id, l.number from slot l left join booking b
       on (b.session_id, b.slot_number) = (l.session_id, l.number) and ${now}
     where l.session_id = any($1) and (b.id is null) <> is_free(l.taken_until, app_now())
     union all select p.session_id, p.number from place p left join booking b
       on (b.session_id, b.place_number) = (p.session_id, p.number) and ${now}
     where p.session_id = any($1) and (b.id is null) <> is_free(p.taken_until, app_now())`,
    [sessionIds],
  );
  const kept = await database.sql<{ id: string }>(
    `select id from booking where session_id = any($1) and state = 'CONFIRMED'`,
    [sessionIds],
  );
  const keptIds = kept.map(({ id }) => globalId('Booking', id)).sort();
  expect({ doubled, exceeded, stale, kept: keptIds }).toEqual({
    doubled: [],
    exceeded: [],
    stale: [],
    kept: [...confirmed].sort(),
  });
}

/** The audit trail has every booking there is, no others, and each up to its present state. */
export async function expectAudited(database: Sql): Promise<void> {
  const untold = await database.sql(`
    select b.id, b.state, told.inserts, told.last_state from booking b full join
      (select row_key->>'id' as id, count(*) filter (where operation = 'INSERT')::int as inserts,
         (array_agg(after->>'state' order by at desc, audit_entry.id desc))[1] as last_state
       from audit_entry where table_name = 'booking' group by 1) told on told.id = b.id::text
    where b.id is null or told.inserts is distinct from 1 or told.last_state is distinct from b.state`);
  expect(untold).toEqual([]);
}

/**
 * Before long no job is stuck with a worker that is gone, has failed, or is overdue. One whose key a newer job took
 * while it was at work is not run again where its worker died: the queue gives it no attempts any more, the newer one
 * does it.
 */
export async function expectJobsDone(database: Sql): Promise<void> {
  const notDone = () =>
    database.sql(`select task_identifier, key, attempts, last_error, locked_by, now() - locked_at as since from graphile_worker.jobs
      where (run_at <= now() - interval '5 seconds' or locked_by is not null)
        and not (attempts = max_attempts and last_error is null)`);
  let left = await notDone();
  for (let tries = 0; left.length > 0 && tries < 60; tries += 1) {
    await sleep(500);
    left = await notDone();
  }
  expect(left).toEqual([]);
}
