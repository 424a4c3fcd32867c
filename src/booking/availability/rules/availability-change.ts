/** What changed in a network's sessions since it was last told. */
export interface AvailabilityChange {
  /** Ids of the sessions; empty when there are too many to name, or when some may have been missed. */
  readonly sessionIds: readonly string[];
  /** The newest version among the changes; undefined where none was received. */
  readonly version: string | undefined;
}

/** The same limit as the database has for one statement: with more, no session is named. */
const mostNamed = 20;

function newerOf(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? undefined : BigInt(one) > BigInt(other) ? one : other;
}

/** Merges two changes: the sessions of both, unless one names none or there are too many, and the newer version. */
export function together(one: AvailabilityChange, other: AvailabilityChange): AvailabilityChange {
  const version = newerOf(one.version, other.version);
  if (one.sessionIds.length === 0 || other.sessionIds.length === 0) return { sessionIds: [], version };
  const named = new Set([...one.sessionIds, ...other.sessionIds]);
  return { sessionIds: named.size > mostNamed ? [] : [...named], version };
}

/** What a slow subscriber is told in place of two changes: to read everything again. */
export function behind(held: AvailabilityChange, newer: AvailabilityChange): AvailabilityChange {
  return {
    sessionIds: [],
    version: newerOf(held.version, newer.version),
  };
}
