import type { Tx } from '../../platform/database/scope.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { sharersOn } from '../../sessions/publication/planning.queries.js';
import { listBasis } from '../../sessions/publication/planning-facts.js';
import { partsOfOne } from '../../sessions/ledger/rules/ledger-step.js';
import { planShares } from '../../sessions/publication/rules/plan-shares.js';
import { lockShareAccounts, shareBalances } from '../../sessions/ledger/share-ledger.queries.js';
import type { ClinicForChange } from './clinic-for-change.js';
import type { EnteredRow, PlaceAhead } from './clinic-form.queries.js';
import type { ChangedEntry, ChangedShare } from './clinic-form-writes.queries.js';
import { type Entered, fewerPlaces } from './rules/fewer-places.js';

/** A session that is to have `wanted` places. */
export interface ResizedSession {
  readonly id: string;
  readonly sessionOn: string;
  readonly wanted: number;
  readonly places: readonly PlaceAhead[];
  readonly entered: readonly EnteredRow[];
}

/** What happens to the places of one session. */
export interface PlacesChange {
  readonly gone: readonly number[];
  readonly added: readonly { readonly number: number; readonly ownerId: string }[];
}

export interface ResizedShares {
  readonly bySession: ReadonlyMap<string, PlacesChange>;
  readonly entries: readonly ChangedEntry[];
  readonly shares: readonly ChangedShare[];
}

type Row = Entered & { readonly weight?: number; readonly weightSource?: string };

/**
 * Gives sessions as many places as they have slots. The ledger decides who gets an extra place, as in a publication,
 * and who loses one (`fewerPlaces`). If the slot length changes, what the sessions gave and entitled practices to moves
 * to that length's ledger. Sessions that keep their number of places and their ledger are left alone. Writes nothing.
 * Locks the ledgers. Refused as in `planShares`, and with `PLACES_TAKEN` if too few places are free to remove.
 */
export async function resizeShares(
  tx: Tx,
  { clinic, plan }: Pick<ClinicForChange, 'clinic' | 'plan'>,
  sessions: readonly ResizedSession[],
): Promise<Result<ResizedShares>> {
  const moves = (session: ResizedSession) => session.entered.some((row) => row.slotMinutes !== plan.slotMinutes);
  const concerned = sessions.filter((session) => moves(session) || session.places.length !== session.wanted);
  const done = {
    bySession: new Map<string, PlacesChange>(),
    entries: [] as ChangedEntry[],
    shares: [] as ChangedShare[],
  };
  if (concerned.length === 0) return ok(done);
  const lengths = new Set([
    plan.slotMinutes,
    ...concerned.flatMap(({ entered }) => entered.map((row) => row.slotMinutes)),
  ]);
  const accounts = await lockShareAccounts(tx.db, clinic, lengths);
  const accountId = accounts.get(plan.slotMinutes);
  if (accountId === undefined) throw new Error('a ledger that was locked is there');
  const { pcnId, serviceId } = clinic;
  const balances = await shareBalances(tx.db, { pcnId, serviceId, slotMinutes: plan.slotMinutes });
  const enter = (sessionId: string, rows: readonly Row[]) => {
    for (const { practiceId, entitled, given, returned } of rows) {
      done.entries.push({ sessionId, accountId, practiceId, parts: entitled, given, returned });
      balances.set(practiceId, (balances.get(practiceId) ?? 0n) + entitled - BigInt(given) * partsOfOne);
    }
  };
  const record = (sessionId: string, rows: readonly Row[]) => {
    for (const { practiceId, entitled, given, weight = 0, weightSource = 'From the ledger' } of rows) {
      const entitlement = Number(entitled) / Number(partsOfOne);
      done.shares.push({ sessionId, practiceId, weight, weightSource, entitlement, places: given });
    }
  };

  for (const session of concerned.filter(moves)) {
    for (const row of session.entered) {
      const { practiceId, given, returned } = row;
      const left = { parts: -BigInt(row.entitled), given: -given, returned: -returned };
      done.entries.push({ sessionId: session.id, accountId: row.accountId, practiceId, ...left });
    }
    enter(session.id, sumsOf(session.entered));
  }
  const problems: Problem[] = [];
  for (const session of concerned.filter(({ places, wanted }) => places.length > wanted)) {
    const count = session.places.length - session.wanted;
    const free = session.places.filter(({ taken }) => !taken);
    if (free.length < count) {
      const message = `The session on ${session.sessionOn} would have ${session.wanted} places, and more are booked. Move or cancel bookings first.`;
      problems.push({ code: 'PLACES_TAKEN', message });
      continue;
    }
    const owned = new Map<string, number>();
    for (const { ownerId } of session.places) if (ownerId !== null) owned.set(ownerId, (owned.get(ownerId) ?? 0) + 1);
    const fewer = fewerPlaces({ entered: sumsOf(session.entered), owned, free, count }, balances);
    enter(session.id, fewer.entries);
    record(session.id, fewer.entries);
    done.bySession.set(session.id, { gone: fewer.gone, added: [] });
  }
  problems.push(...(await grow(tx, { clinic, plan }, concerned, { balances, done, enter, record })));
  const [first, ...rest] = problems;
  return first === undefined ? ok(done) : refuse(first, ...rest);
}

function sumsOf(rows: readonly EnteredRow[]): Entered[] {
  const sums = new Map<string, Entered>();
  for (const { practiceId, entitled, given, returned } of rows) {
    const sum = sums.get(practiceId) ?? { practiceId, entitled: 0n, given: 0, returned: 0 };
    sums.set(practiceId, {
      practiceId,
      entitled: sum.entitled + BigInt(entitled),
      given: sum.given + given,
      returned: sum.returned + returned,
    });
  }
  return [...sums.values()];
}

async function grow(
  tx: Tx,
  { clinic, plan }: Pick<ClinicForChange, 'clinic' | 'plan'>,
  sessions: readonly ResizedSession[],
  into: {
    readonly balances: ReadonlyMap<string, bigint>;
    readonly done: { readonly bySession: Map<string, PlacesChange> };
    readonly enter: (sessionId: string, rows: readonly Row[]) => void;
    readonly record: (sessionId: string, rows: readonly Row[]) => void;
  },
): Promise<Problem[]> {
  const growing = sessions.filter(({ places, wanted }) => places.length < wanted);
  if (growing.length === 0) return [];
  const days = [...new Set(growing.map(({ sessionOn }) => sessionOn))];
  const { pcnId, serviceId } = clinic;
  const sharers = Map.groupBy(
    await sharersOn(tx.db, { pcnId, serviceId, basis: listBasis(plan), days }),
    ({ day }) => day,
  );
  const planned = planShares(
    plan,
    growing.map(({ sessionOn: day, places, wanted }) => ({
      day,
      places: wanted - places.length,
      sharers: sharers.get(day) ?? [],
    })),
    into.balances,
  );
  return planned.flatMap((shares, index): Problem[] => {
    if (!shares.ok) return [...shares.problems];
    const session = growing[index] as ResizedSession;
    const rows = shares.value.map((share) => ({
      practiceId: share.practiceId,
      entitled: BigInt(share.entitledParts),
      given: share.places,
      returned: 0,
      weight: share.weight,
      weightSource: share.weightSource,
    }));
    into.enter(session.id, rows);
    into.record(session.id, rows);
    const owners = shares.value.flatMap(({ practiceId, places }) => Array.from({ length: places }, () => practiceId));
    const last = Math.max(0, ...session.places.map(({ number }) => number));
    const added = owners.map((ownerId, place) => ({ ownerId, number: last + place + 1 }));
    into.done.bySession.set(session.id, { gone: [], added });
    return [];
  });
}
