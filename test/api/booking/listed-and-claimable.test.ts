import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bookDocument,
  bookInput,
  cancelDocument,
  holdDocument,
  moveDocument,
} from '../../support/booking/booking-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { addPartner } from '../../support/booking/partner.js';
import { runs } from '../../support/property-runs.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
const practices = ['E81003', 'E81004', 'E81044'] as const;
let asks: readonly Ask[];
let partner: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z', poolSize: 14 });
  await seedLeighton(app.database);
  await addPartner(app.database);
  asks = await Promise.all(practices.map((code) => app.as('care-navigator', code)));
  partner = await app.as('booking-partner', 'YGMC1');
});
afterAll(() => app.close());

let day = 0;
function nextStart() {
  return new Date(Date.parse('2026-12-01T09:00:00Z') + day++ * 86_400_000).toISOString();
}

/** What each practice is shown as free in a session. */
async function listed(ask: Ask, practice: string, session: SeededSession, on: string): Promise<string[]> {
  const reply = await ask(
    `query ($practice: OdsCode!, $from: Date!, $to: Date!) {
      sharedAvailability(practice: $practice, from: $from, to: $to) { edges { node { session { id } slots { id } } } }
    }`,
    { practice, from: on, to: new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10) },
  );
  return reply.data.sharedAvailability.edges
    .filter(({ node }: any) => node.session.id === session.globalId)
    .flatMap(({ node }: any) => node.slots.map((slot: any) => slot.id));
}

const slots = 6;
/** What one of twelve clients does, at the same time as the others. */
const deed = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('book', 'book', 'hold', 'hold', 'cancel', 'move'),
  slot: fc.integer({ min: 1, max: slots }),
  which: fc.nat(20),
  by111: fc.boolean(),
});

test('after any race of twelve over free, held and expired slots, with NHS 111 in it or before its time, what is listed can be booked, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(deed, { minLength: 12, maxLength: 12 }), fc.boolean()), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom('06:00', '20:00'),
      async (rounds, to111At) => {
        const startsAt = nextStart();
        await app.setClock(startsAt.replace('T09', 'T07'));
        const session = await seedSession(app.database, {
          startsAt,
          slots,
          heldFor111: 1,
          shares: [{ practiceId: leighton.bassettRoad, places: 2 }],
        });
        await app.database.sql(`update session set to_111_at = $2 where id = $1`, [
          session.id,
          startsAt.replace('09:00', to111At),
        ]);
        const live: string[] = [];
        let serial = 0;
        for (const [deeds, expire] of rounds) {
          const replies = await Promise.all(
            deeds.map(async ({ who, what, slot, which, by111 }) => {
              const ask = by111 ? partner : (asks[who] as Ask);
              const channel = by111 ? 'NHS_111' : 'PHONE';
              const practice = practices[who] as string;
              const id = session.slotId(slot);
              const booking = live[which % Math.max(live.length, 1)];
              if (what === 'book' || booking === undefined) {
                return ask(bookDocument, bookInput(id, practice, `R${(serial += 1)}`, { channel }));
              }
              if (what === 'hold') return ask(holdDocument, { input: { slot: id, practice, channel } });
              if (what === 'move') return ask(moveDocument, { input: { booking, slot: id } });
              return ask(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
            }),
          );
          expect(
            replies.flatMap((reply) => reply.errors ?? []).filter(({ extensions }) => extensions.code !== 'FORBIDDEN'),
          ).toEqual([]);
          // Nobody is told to try again: those who want the same things wait for each other, and never in a circle.
          const told = replies.flatMap((reply) => Object.values<any>(reply.data ?? {}));
          expect(
            told.flatMap((payload) => payload?.userErrors ?? []).filter(({ code }) => code === 'CONFLICT'),
          ).toEqual([]);
          live.push(...told.flatMap((payload) => payload?.booking?.id ?? payload?.hold?.id ?? []));
          if (expire) {
            await app.database.sql(
              `update booking set expires_at = app_now() - interval '1 second' where session_id = $1 and state = 'HELD'`,
              [session.id],
            );
          }
        }
        // Each slot is tried on its own and released again, so that later ones are still as they were listed.
        const askers = practices.flatMap((practice, who) => [
          { practice, ask: asks[who] as Ask, channel: 'PHONE' },
          { practice, ask: partner, channel: 'NHS_111' },
        ]);
        for (const { practice, ask, channel } of askers) {
          const shown = await listed(ask, practice, session, startsAt.slice(0, 10));
          const claimed: string[] = [];
          for (let number = 1; number <= slots; number += 1) {
            const input = bookInput(session.slotId(number), practice, `T${(serial += 1)}`, { channel });
            const { data } = await ask(bookDocument, input);
            if (data.bookSlot.booking === null) continue;
            claimed.push(session.slotId(number));
            const booking = data.bookSlot.booking.id;
            await ask(cancelDocument, { input: { booking, reason: 'ENTERED_IN_ERROR' } });
          }
          expect({ practice, channel, shown: shown.sort() }).toEqual({ practice, channel, shown: claimed.sort() });
        }
      },
    ),
    { numRuns: runs(6) },
  );
});

test('twelve who want what expired holds sit on, slots and places crosswise, all get one, and none is told to try again', async () => {
  await app.setClock('2026-11-23T09:00:00Z');
  for (let round = 0; round < 3; round += 1) {
    const session = await seedSession(app.database, { startsAt: nextStart(), slots: 12, slotMinutes: 10 });
    // Each hold takes the first place that is left: holding from the last slot on crosses slots and places.
    for (let slot = 12; slot >= 1; slot -= 1) {
      const held = await asks[0]!(holdDocument, {
        input: { slot: session.slotId(slot), practice: 'E81003', channel: 'PHONE' },
      });
      expect(held.data.holdSlot.userErrors).toEqual([]);
    }
    await app.database.sql(
      `update booking set expires_at = app_now() - interval '1 second' where session_id = $1 and state = 'HELD'`,
      [session.id],
    );
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, client) =>
        asks[client % 3]!(
          bookDocument,
          bookInput(session.slotId(client + 1), practices[client % 3] as string, `X${round}-${client}`),
        ),
      ),
    );
    expect(replies.flatMap(({ data }) => data.bookSlot.userErrors)).toEqual([]);
    expect(
      await app.database.sql(
        `select state, count(*)::int as n from booking where session_id = $1 group by 1 order by 1`,
        [session.id],
      ),
    ).toEqual([
      { state: 'CONFIRMED', n: 12 },
      { state: 'EXPIRED', n: 12 },
    ]);
  }
});

const three = [leighton.bassettRoad, leighton.salisburyHouse, leighton.leightonRoad] as const;
/** Never taken, a hold that has run out, one that has not, a booking. */
const taken = fc.constantFrom(null, null, '-1 minute', '1 day', 'infinity');
/** A session in any state: five slots, two of them kept for NHS 111, and three places. */
const state = fc.record({
  clock: fc.constantFrom('08:00', '09:25'),
  cancelled: fc.nat(5).map((n) => n === 0),
  poolAt: fc.constantFrom('07:00', '20:00'),
  to111At: fc.constantFrom(null, '07:00', '20:00'),
  staff: fc.constantFrom('assigned', 'assigned', 'nobody needed', 'nobody'),
  slots: fc.array(fc.record({ taken, released: fc.nat(3).map((n) => n > 0) }), { minLength: 5, maxLength: 5 }),
  places: fc.array(fc.record({ taken, owner: fc.constantFrom(...three, null) }), { minLength: 3, maxLength: 3 }),
  optedOut: fc.constantFrom(...three, null, null),
});

test('in whatever state a session is, each asker is shown what they can claim, and nothing else', async () => {
  const pharmacy = app.withHeader(
    `Bearer ${await app.signed({ role: 'booking-partner', organisation: 'YGMC1', channels: ['COMMUNITY_PHARMACY'], sub: 'p' })}`,
  );
  const askers = practices.flatMap((practice, who) => [
    { practice, ask: asks[who] as Ask, channel: 'PHONE' },
    { practice, ask: partner, channel: 'NHS_111' },
    ...(who === 0 ? [{ practice, ask: pharmacy, channel: 'COMMUNITY_PHARMACY' }] : []),
  ]);
  let serial = 0;
  const seen = { claimed: 0, barred: 0 };
  await fc.assert(
    fc.asyncProperty(state, async (given) => {
      const startsAt = nextStart();
      const on = startsAt.slice(0, 10);
      const at = (time: string) => startsAt.replace('09:00', time);
      await app.setClock(at(given.clock));
      const sql = (text: string, values: unknown[]) => app.database.sql(text, values);
      const session = await seedSession(app.database, {
        startsAt,
        slots: 5,
        heldFor111: 2,
        poolAt: at(given.poolAt),
        staffed: given.staff === 'assigned',
      });
      const until = (column: string) => `case ${column} when 'infinity' then 'infinity'::timestamptz
        else app_now() + ${column}::interval end`;
      await sql(
        `update slot set taken_until = ${until('x.taken')},
          released_at = case when x.released then '2026-01-01Z'::timestamptz else app_now() + interval '1 minute' end
        from unnest($2::text[], $3::boolean[]) with ordinality x(taken, released, number)
        where session_id = $1 and slot.number = x.number`,
        [session.id, given.slots.map((slot) => slot.taken), given.slots.map((slot) => slot.released)],
      );
      await sql(
        `update place set taken_until = ${until('x.taken')}, owner_id = x.owner
        from unnest($2::text[], $3::uuid[]) with ordinality x(taken, owner, number)
        where session_id = $1 and place.number = x.number`,
        [session.id, given.places.map((place) => place.taken), given.places.map((place) => place.owner)],
      );
      await sql(
        `update session set to_111_at = $2, bookable_unstaffed = $3,
          state = case when $4 then 'CANCELLED' else state end, cancelled_reason = case when $4 then 'test' end
        where id = $1`,
        [
          session.id,
          given.to111At === null ? null : at(given.to111At),
          given.staff === 'nobody needed',
          given.cancelled,
        ],
      );
      if (given.optedOut !== null) {
        await sql(
          `insert into participation (pcn_id, practice_id, service_id, state, valid_from, valid_to)
          values ($1, $2, $3, 'OUT', $4::date, $4::date + 1)`,
          [leighton.pcn, given.optedOut, leighton.service, on],
        );
      }
      // Each slot is tried on its own and released again, so that later ones are still as they were listed.
      for (const { practice, ask, channel } of askers) {
        const shown = await listed(ask, practice, session, on);
        const claimed: string[] = [];
        for (let number = 1; number <= 5; number += 1) {
          const input = bookInput(session.slotId(number), practice, `S${(serial += 1)}`, { channel });
          const { data } = await ask(bookDocument, input);
          if (data.bookSlot.booking === null) continue;
          claimed.push(session.slotId(number));
          const booking = data.bookSlot.booking.id;
          await ask(cancelDocument, { input: { booking, reason: 'ENTERED_IN_ERROR' } });
        }
        seen.claimed += claimed.length;
        seen.barred += 5 - claimed.length;
        expect({ practice, channel, shown: shown.sort() }).toEqual({ practice, channel, shown: claimed.sort() });
      }
    }),
    { numRuns: runs(12) },
  );
  expect(seen.claimed).toBeGreaterThan(0);
  expect(seen.barred).toBeGreaterThan(0);
});
