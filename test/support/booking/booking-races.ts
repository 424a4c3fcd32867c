import { expect } from '@jest/globals';
import { bookDocument, bookInput, moveDocument } from './booking-documents.js';
import { expectSound as expectSoundness } from './expect-sound.js';
import { leighton } from '../network/leighton.js';
import { seedSession, type SeededSession } from '../sessions/seed-session.js';
import type { Ask, TestApp } from '../server/test-app.js';

type Payload = { booking: { id: string } | null; userErrors: { code: string }[] };

function tally(payloads: readonly Payload[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { booking, userErrors } of payloads) {
    const outcome = booking === null ? (userErrors[0]?.code ?? 'NOTHING') : 'BOOKED';
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function expectSound(app: TestApp, sessions: readonly SeededSession[], confirmed: readonly string[]) {
  return expectSoundness(
    app.database,
    sessions.map((session) => session.id),
    confirmed,
  );
}

/** The races of the issue, for any number of clients: small in the tests, large in the soak. */
export function bookingRaces(app: () => TestApp, clients: number) {
  let day = 0;
  const nextStart = () => new Date(Date.parse('2026-12-01T09:00:00Z') + day++ * 86_400_000).toISOString();
  const practices = ['E81003', 'E81004', 'E81044'] as const;
  const asks = async (): Promise<Ask[]> => Promise.all(practices.map((code) => app().as('care-navigator', code)));

  return {
    /** Every client wants every slot; each slot goes to one of them. */
    async sameSlots(slots = 20) {
      const session = await seedSession(app().database, { startsAt: nextStart(), slots });
      const ask = await asks();
      const replies = await Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          const mine: Payload[] = [];
          for (let turn = 0; turn < slots; turn += 1) {
            const slot = session.slotId(((client + turn) % slots) + 1);
            const who = client % practices.length;
            const reply = await (ask[who] as Ask)(
              bookDocument,
              bookInput(slot, practices[who] as string, `C${client}-${turn}`),
            );
            if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
            mine.push(reply.data.bookSlot as Payload);
            if (reply.data.bookSlot.booking !== null) break;
          }
          return mine;
        }),
      );
      const payloads = replies.flat();
      expect(tally(payloads)['BOOKED']).toBe(Math.min(slots, clients));
      expect(
        Object.keys(tally(payloads)).filter((code) => !['BOOKED', 'SLOT_TAKEN', 'NO_PLACE_LEFT'].includes(code)),
      ).toEqual([]);
      await expectSound(
        app(),
        [session],
        payloads.flatMap(({ booking }) => (booking === null ? [] : [booking.id])),
      );
    },

    /** Clients of one practice want its last own place, each by another slot; one gets it. */
    async lastOwnPlace() {
      const session = await seedSession(app().database, {
        startsAt: nextStart(),
        slots: clients,
        slotMinutes: 5,
        shares: [
          { practiceId: leighton.bassettRoad, places: 1 },
          { practiceId: leighton.salisburyHouse, places: clients - 1 },
        ],
      });
      const [ask] = await asks();
      const payloads = await Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          const reply = await (ask as Ask)(bookDocument, bookInput(session.slotId(client + 1), 'E81003', `P${client}`));
          if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
          return reply.data.bookSlot as Payload;
        }),
      );
      expect(tally(payloads)).toEqual({ BOOKED: 1, NO_PLACE_LEFT: clients - 1 });
      await expectSound(
        app(),
        [session],
        payloads.flatMap(({ booking }) => (booking === null ? [] : [booking.id])),
      );
    },

    /** Bookings of two full halves cross over at once; afterwards every patient has exactly one slot. */
    async crossingMoves(size = 10) {
      const [a, b] = [
        await seedSession(app().database, { startsAt: nextStart(), slots: size + 2 }),
        await seedSession(app().database, { startsAt: nextStart(), slots: size + 2 }),
      ] as const;
      const [ask] = (await asks()) as [Ask];
      const book = async (session: SeededSession, number: number, reference: string): Promise<string> =>
        (await ask(bookDocument, bookInput(session.slotId(number), 'E81003', reference))).data.bookSlot.booking.id;
      const bookings = await Promise.all(
        Array.from({ length: size }, (_, i) => [book(a, i + 1, `X${i}`), book(b, i + 1, `Y${i}`)]).flat(),
      );
      await Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          const booking = bookings[client % bookings.length] as string;
          const target = client % 4 < 2 ? b : a;
          const reply = await ask(moveDocument, {
            input: { booking, slot: target.slotId(((client * 7) % (size + 2)) + 1) },
          });
          if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
        }),
      );
      await expectSound(app(), [a, b], bookings);
    },

    /** Many copies of one request with one key, all at once: it happens once, and all are told the same. */
    async twins() {
      const session = await seedSession(app().database, { startsAt: nextStart(), slots: 4 });
      const [ask] = (await asks()) as [Ask];
      const input = bookInput(session.slotId(1), 'E81003', 'TWIN', { idempotencyKey: session.id });
      const replies = await Promise.all(Array.from({ length: clients }, () => ask(bookDocument, input)));
      const ids = new Set(replies.map((reply) => reply.data.bookSlot.booking?.id as string));
      expect(ids.size).toBe(1);
      await expectSound(app(), [session], [...ids]);
    },
  };
}
