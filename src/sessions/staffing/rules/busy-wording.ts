import { londonDay, londonTime } from '../../../time/london.js';

/** Why a clinician cannot be somewhere. `what` names the session, where it is in one of the viewer's own networks. */
export interface BusyTime {
  readonly start: number;
  readonly end: number;
  readonly kind: 'ASSIGNMENT' | 'LEAVE' | 'COMMITMENT';
  /** Whether the viewer may know more than the times. */
  readonly own: boolean;
  readonly what: string | null;
}

const shown = 3;

/** What is in the way, in London time: a session by name, own leave as leave, anything else only as a busy time. */
export function busyInWords(name: string, busy: readonly BusyTime[]): string {
  const named = busy.slice(0, shown).map((time) => `${reasonOf(time)} ${whenOf(time)}`);
  const rest = busy.length > shown ? ` and ${busy.length - shown} more` : '';
  return `${name} is ${named.join(', ')}${rest}. Choose another clinician or another session.`;
}

function reasonOf({ kind, own, what }: BusyTime): string {
  if (what !== null) return `assigned to ${what}`;
  return own && kind === 'LEAVE' ? 'on leave' : 'busy';
}

function whenOf({ start, end }: BusyTime): string {
  const last = londonDay(end) === londonDay(start) ? '' : `${londonDay(end)} `;
  return `from ${londonDay(start)} ${londonTime(start)} to ${last}${londonTime(end)}`;
}
