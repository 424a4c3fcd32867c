import type { Context } from '../../identity/context.js';
import type { Scope } from '../../platform/database/scope.js';

/**
 * The London day at which dated facts are read. Everything below the field that set it inherits it, and it is part of
 * every loader's key. `explicit` if the client asked for it; ids then carry the day.
 */
export interface At {
  readonly day: string;
  readonly explicit: boolean;
}

/** Today, because no day was asked for. */
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
 * For an answer about something that begins on a day: that day if it is in the future, because nothing can be read
 * before it; otherwise today.
 */
export async function atBeginning(context: Context, from: string): Promise<At> {
  const today = await atOf(context, null);
  return from > today.day ? atOf(context, from) : today;
}

/** The day to put in a global id: none if it was read as of today. */
export function dayInId(at: At): string | undefined {
  return at.explicit ? at.day : undefined;
}
