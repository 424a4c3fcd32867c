import type { Context } from '../../identity/context.js';
import type { Scope } from '../../platform/database/scope.js';

/**
 * The London day at which dated facts are read. It is inherited by everything below the field that set it, and is
 * part of every loader's key; `explicit` when the client asked for it, and then ids carry the day.
 */
export interface At {
  readonly day: string;
  readonly explicit: boolean;
}

/** Today, as nobody asked for a day. */
export function dayOfScope(scope: Scope): At {
  return { day: scope.today, explicit: false };
}

/** @param asOf the argument as given, or the day in an id; without one, `inherited`, or else today. */
export async function atOf(context: Context, asOf: string | undefined | null, inherited?: At): Promise<At> {
  if (asOf != null) return { day: asOf, explicit: true };
  if (inherited !== undefined) return inherited;
  return context.query(async (_db, scope) => dayOfScope(scope));
}

/**
 * For an answer about what begins on a day: that day while it is ahead, for before it nothing of it can be read; else
 * today.
 */
export async function atBeginning(context: Context, from: string): Promise<At> {
  const today = await atOf(context, null);
  return from > today.day ? atOf(context, from) : today;
}

/** The day to put in a global id: none when it was read as of today. */
export function dayInId(at: At): string | undefined {
  return at.explicit ? at.day : undefined;
}
