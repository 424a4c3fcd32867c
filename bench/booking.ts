import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectionOf } from '../src/platform/database/connection-settings.js';
import { parseGlobalId } from '../src/platform/ids/global-id.js';
import { bookingOf, type FreeSlot, freeSlots } from './support/bookings.js';
import type { BenchIdentity } from './support/identity.js';
import { median, post } from './support/load.js';
import { runSql, tokensFor } from './support/questions.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const clients = 16;
const slotsARound = 1000;
const country = { pcns: 10, practicesPerPcn: 5, clinicsPerPcn: 10, days: 60 };

/** Runs one job a slot by 16 clients. @returns how many a second. */
async function byClients(slots: readonly FreeSlot[], job: (slot: FreeSlot, client: number) => Promise<void>) {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let slot = slots[next++]; slot !== undefined; slot = slots[next++]) await job(slot, client);
    }),
  );
  return (slots.length * 1000) / (performance.now() - began);
}

let references = 0;

async function product(url: string, identity: BenchIdentity, slots: readonly FreeSlot[]) {
  const tokens = await tokensFor(slots, identity);
  const confirmed: string[] = [];
  const perS = await byClients(slots, async (slot) => {
    const body = JSON.stringify(bookingOf(slot, `P-${references++}`));
    const { reply } = await post(`${url}/graphql`, { token: tokens.get(slot.practice) ?? '', body });
    const booking = reply.data?.bookSlot.booking;
    if (booking?.state !== 'CONFIRMED') throw new Error(JSON.stringify(reply));
    confirmed.push(parseGlobalId(booking.id)?.key ?? '');
  });
  return { perS, confirmed };
}

/**
 * The statements of the product's own transaction, in its order, each prepared: one booking under an idempotency key.
 */
async function bare(client: pg.Client, { sessionId, number, practice }: FreeSlot): Promise<void> {
  const key = randomUUID();
  const run = (name: string, text: string, values: unknown[] = []) => client.query({ name, text, values });
  await client.query('begin');
  await run('scope', 'select * from enter_scope($1, $2, $3, $4)', [
    'care-navigator',
    practice,
    `bare-${practice}`,
    key,
  ]);
  await run(
    'claim key',
    `insert into idempotency_key (subject, organisation_code, mutation, key, input_hash, created_at)
     values ($1, $2, 'bookSlot', $3, $3, app_now()) on conflict do nothing`,
    [`bare-${practice}`, practice, key],
  );
  await client.query('savepoint work');
  const { rows: practices } = await run('practice', 'select id from organisation where ods_code = $1', [practice]);
  const practiceId = practices[0].id as string;
  await run('lock session', 'select from session where id = $1 for share', [sessionId]);
  await run('lock slot', 'select from slot where session_id = $1 and number = $2 for update', [sessionId, number]);
  const { rows: claims } = await run(
    'claim',
    `select s.pcn_id, l.starts_at::text, l.ends_at::text, l.delivery_modes, l.released_at, l.held_for_111,
       coalesce(l.taken_until > c.now, false) as taken,
       practice_may_share($3::uuid, s.pcn_id, s.service_id, s.session_on) as may_share,
       (select h.holder_id from heirs_of($3::uuid) h where h.days @> s.session_on) as holder_id, c.now::text
     from (select app_now() as now) c cross join slot l join session s on s.id = l.session_id
     join post o on o.session_id = l.session_id and o.number = l.post_number
     where l.session_id = $1 and l.number = $2`,
    [sessionId, number, practiceId],
  );
  const [claim] = claims;
  const { rows: places } = await run(
    'place',
    `select p.number from place p join session s on s.id = p.session_id
     where p.session_id = $1 and (p.taken_until is null or p.taken_until <= app_now())
       and (p.owner_id = $2 or p.owner_id is null or s.pool_at <= app_now())
     order by p.owner_id is distinct from $2::uuid, p.owner_id is not null, p.number
     limit 1 for no key update of p skip locked`,
    [sessionId, claim.holder_id],
  );
  await run(
    'expire',
    `update booking set state = 'EXPIRED' where practice_id = $1 and reference = $2 and state = 'HELD'
       and expires_at <= app_now() and tstzrange(starts_at, ends_at) && tstzrange($3::timestamptz, $4::timestamptz)`,
    [practiceId, key, claim.starts_at, claim.ends_at],
  );
  const { rows: bookings } = await run(
    'insert',
    `insert into booking (id, pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, reference, channel,
       need, access_needs, delivery_mode, state, starts_at, ends_at, created_at, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7, 'PHONE', 'MEDICATION_REVIEW', '{}', $8, 'CONFIRMED', $9, $10, $11, $11)
     returning id`,
    [
      ...[randomUUID(), claim.pcn_id, sessionId, number, places[0].number, practiceId, key, claim.delivery_modes[0]],
      ...[claim.starts_at, claim.ends_at, claim.now],
    ],
  );
  await client.query('set constraints all immediate');
  await client.query('release savepoint work');
  await run(
    'keep outcome',
    `update idempotency_key set outcome = $4::jsonb
     where subject = $1 and organisation_code = $2 and mutation = 'bookSlot' and key = $3`,
    [`bare-${practice}`, practice, key, JSON.stringify({ ok: true, value: { bookingId: bookings[0].id } })],
  );
  await client.query('commit');
  // As the reply does: the booking read again, with the scope of the asker.
  await client.query('start transaction read only');
  await run('scope', 'select * from enter_scope($1, $2, $3, $4)', [
    'care-navigator',
    practice,
    `bare-${practice}`,
    key,
  ]);
  await run('read', 'select * from booking where id = $1', [bookings[0].id]);
  await client.query('rollback');
}

/**
 * @returns the figures of the issue. Lost: confirmed and not there. Doubled: two live bookings of one slot or place.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, atEnd, start }) => {
    const urls = await postgres.database('bench', country);
    const server = await start('src/main.js', productEnvironment(urls, identity), '/health/ready');
    const bareClients = await Promise.all(
      Array.from({ length: clients }, async () => {
        const client = new pg.Client({ ...connectionOf(urls.app), options: '-c TimeZone=UTC' });
        await client.connect();
        atEnd(() => client.end());
        return client;
      }),
    );
    const slots = await freeSlots(urls.superuser, (2 * rounds + 1) * slotsARound, 2);
    const portion = () => slots.splice(0, slotsARound);
    const warm = portion();
    await product(server.url, identity, warm.slice(0, slotsARound / 2));
    await byClients(warm.slice(slotsARound / 2), (slot, client) => bare(bareClients[client] as pg.Client, slot));

    const confirmed: string[] = [];
    const ours: number[] = [];
    const limit: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const result = await product(server.url, identity, portion());
      ours.push(result.perS);
      confirmed.push(...result.confirmed);
      limit.push(await byClients(portion(), (slot, client) => bare(bareClients[client] as pg.Client, slot)));
      say(`round ${round}: ours ${Math.round(ours.at(-1) ?? 0)} a second, bare ${Math.round(limit.at(-1) ?? 0)}`);
    }
    const there = await runSql(urls.superuser, `select id from booking where state = 'CONFIRMED'`);
    const ids = new Set(there.map(({ id }) => id as string));
    const [{ doubled }] = await runSql(
      urls.superuser,
      `select count(*)::int as doubled from (
         select 1 from booking where state = 'CONFIRMED' group by session_id, slot_number having count(*) > 1
         union all
         select 1 from booking where state = 'CONFIRMED' group by session_id, place_number having count(*) > 1) d`,
    );
    return {
      name: 'booking',
      oursPerS: Math.round(median(ours)),
      limitPerS: Math.round(median(limit)),
      ratioToLimit: Number((median(ours) / median(limit)).toFixed(2)),
      lost: confirmed.filter((id) => !ids.has(id)).length,
      doubled: doubled as number,
    };
  });
}
