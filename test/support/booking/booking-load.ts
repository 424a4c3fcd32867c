import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bookDocument, bookInput } from './booking-documents.js';
import type { SeededSession } from '../sessions/seed-session.js';
import type { Ask, Reply } from '../server/test-app.js';

interface Wish {
  readonly key: string;
  readonly reference: string;
  readonly practice: string;
  readonly slot: string;
}

type Booked = { bookSlot: { booking: { id: string } | null; userErrors: { code: string }[] } | null };

const practices = ['E81003', 'E81004', 'E81044'] as const;
const patienceMs = 90_000;

/**
 * Clients that book as clients should: with an idempotency key, and the same request again until it is answered. What
 * they were told is kept, to be compared with what is there.
 */
export class BookingLoad {
  /** The booking that each key was told of, and what it was refused with. */
  readonly confirmed = new Map<string, string>();
  readonly refused = new Map<string, string>();
  /** What came in place of an answer, such as `fetch failed`, and to which reference it came first. */
  readonly faults = new Set<string>();
  readonly unanswered = new Set<string>();
  /** Set, clients repeat nothing and begin nothing new. */
  ended = false;
  private readonly wishes: Wish[];
  private next = 0;

  /** @param rivals so many slots are wanted by a second client too, which is refused. */
  constructor(
    private readonly askAs: (practice: string) => Promise<Ask>,
    readonly sessions: readonly (SeededSession & { readonly slots: number })[],
    rivals = 0,
  ) {
    const slots = sessions.flatMap((session) => Array.from({ length: session.slots }, (_, n) => session.slotId(n + 1)));
    const wanted = [...slots, ...slots.slice(0, rivals)];
    this.wishes = wanted.map((slot, n) => ({
      key: randomUUID(),
      reference: `LOAD-${n}`,
      practice: practices[n % practices.length] as string,
      slot,
    }));
  }

  get answered(): number {
    return this.confirmed.size + this.refused.size;
  }

  /** Resolves when so many requests have been answered. */
  async whenAnswered(count: number): Promise<void> {
    while (this.answered < count) await sleep(5);
  }

  /** Sends every request once, or again until it is answered. */
  async run(clients = 16): Promise<void> {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        for (let wish = this.wishes[this.next++]; wish !== undefined; wish = this.wishes[this.next++]) {
          await this.insist(wish);
          if (this.ended) return;
        }
      }),
    );
  }

  /** Sends what was not answered, or not sent, when the clients ended. */
  async resume(): Promise<void> {
    this.ended = false;
    this.next = 0;
    await this.run();
  }

  /** Asks again for a part of what was told; @returns those keys that were told something else. */
  async contradictions(): Promise<string[]> {
    const asked = this.wishes.filter(({ key }, n) => n % 10 === 0 && this.confirmed.has(key));
    const told = await Promise.all(asked.map(async (wish) => (await this.send(wish)).data.bookSlot?.booking?.id));
    return asked.filter(({ key }, n) => told[n] !== this.confirmed.get(key)).map(({ key }) => key);
  }

  private async insist(wish: Wish): Promise<void> {
    if (this.confirmed.has(wish.key) || this.refused.has(wish.key)) return;
    for (const since = performance.now(); ; await sleep(50)) {
      const fault = await this.send(wish).then(
        (reply) => this.note(wish, reply),
        (error: Error) => `${error.name}: ${error.message}`,
      );
      if (fault === undefined) return;
      this.faults.add(fault);
      this.unanswered.add(wish.reference);
      if (this.ended) return;
      if (performance.now() - since > patienceMs) throw new Error(`no answer to ${wish.key}, but ${fault}`);
    }
  }

  private note({ key }: Wish, { status, data, errors }: Reply<Booked>): string | undefined {
    const payload = data?.bookSlot;
    if (payload == null) return `${status} ${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
    if (payload.booking === null) this.refused.set(key, payload.userErrors[0]?.code ?? 'NOTHING');
    else this.confirmed.set(key, payload.booking.id);
    return undefined;
  }

  private async send({ key, slot, practice, reference }: Wish): Promise<Reply<Booked>> {
    const ask = await this.askAs(practice);
    return ask<Booked>(bookDocument, bookInput(slot, practice, reference, { idempotencyKey: key }));
  }
}
