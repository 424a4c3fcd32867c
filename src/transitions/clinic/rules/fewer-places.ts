import { allocatePlaces } from '../../../sessions/ledger/rules/fair-shares.js';
import { partsOfOne } from '../../../sessions/ledger/rules/ledger-step.js';

/** What a ledger holds for a practice from one session. `entitled` and balances are in parts of a place. */
export interface Entered {
  readonly practiceId: string;
  readonly entitled: bigint;
  readonly given: number;
  readonly returned: number;
}

export interface FreePlace {
  readonly number: number;
  /** Null for the pool. */
  readonly ownerId: string | null;
}

export interface FewerPlaces {
  /** The numbers of the places to remove. */
  readonly gone: readonly number[];
  /** What is recorded for each practice, zeros left out. */
  readonly entries: readonly Entered[];
}

interface SessionWithPlaces {
  readonly entered: readonly Entered[];
  /** How many places each practice owns, free and taken. */
  readonly owned: ReadonlyMap<string, number>;
  /** The places that are not taken, by number. */
  readonly free: readonly FreePlace[];
  /** How many places to remove. */
  readonly count: number;
}

/**
 * Takes places out of a session. The pool's go first, because no practice has a right to them. Then each is taken from
 * the practice that is furthest ahead of its entitlement, highest numbers first. Each practice's entitlement to the
 * session shrinks in proportion, to exactly the number of places left.
 * @param balances what each practice is owed now; not changed. Precondition: at least `count` places are free.
 */
export function fewerPlaces(session: SessionWithPlaces, balances: ReadonlyMap<string, bigint>): FewerPlaces {
  const change = new Map(
    session.entered.map(({ practiceId }) => [practiceId, { entitled: 0n, given: 0, returned: 0 }]),
  );
  const changeOf = (practiceId: string) => {
    const known = change.get(practiceId) ?? { entitled: 0n, given: 0, returned: 0 };
    change.set(practiceId, known);
    return known;
  };
  const cut = allocatePlaces({
    places: session.count * Number(partsOfOne),
    weights: session.entered.map(({ practiceId, entitled }) => ({ practiceId, weight: Number(entitled) })),
  });
  if (cut.ok) for (const { practiceId, places } of cut.value) changeOf(practiceId).entitled = -BigInt(places);
  const left = [...session.free];
  // Whose the pool's places were: of the practices that were given more than they own, the one with the largest
  // difference.
  const apart = new Map(
    session.entered.map((each) => [each.practiceId, each.given - (session.owned.get(each.practiceId) ?? 0)]),
  );
  const returned = new Map(session.entered.map((each) => [each.practiceId, each.returned]));
  const gone: number[] = [];
  for (let taken = 0; taken < session.count; taken += 1) {
    const ofPool = left.findLastIndex(({ ownerId }) => ownerId === null);
    if (ofPool !== -1) {
      gone.push(...left.splice(ofPool, 1).map(({ number }) => number));
      const [giver] = [...apart].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
      if (giver === undefined) continue;
      apart.set(giver[0], giver[1] - 1);
      changeOf(giver[0]).given -= 1;
      const back = returned.get(giver[0]) ?? 0;
      if (back > 0) {
        returned.set(giver[0], back - 1);
        changeOf(giver[0]).returned -= 1;
      }
      continue;
    }
    const owners = [...new Set(left.flatMap(({ ownerId }) => ownerId ?? []))];
    const owed = (id: string) => {
      const { entitled, given } = changeOf(id);
      return (balances.get(id) ?? 0n) + entitled - BigInt(given) * partsOfOne;
    };
    const [first, ...rest] = owners;
    if (first === undefined) throw new RangeError('fewer places are free than are to be removed');
    const ahead = rest.reduce((most, id) => (owed(id) < owed(most) ? id : most), first);
    const place = left.findLastIndex(({ ownerId }) => ownerId === ahead);
    gone.push(...left.splice(place, 1).map(({ number }) => number));
    changeOf(ahead).given -= 1;
  }
  const entries = [...change].map(([practiceId, entry]) => ({ practiceId, ...entry }));
  return { gone, entries: entries.filter((each) => each.entitled !== 0n || each.given !== 0 || each.returned !== 0) };
}
