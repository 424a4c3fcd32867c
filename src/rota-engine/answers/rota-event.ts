import { ok, refuse, type Result } from '../../platform/result.js';
import type { Assignment, Clinician, Instance, Interval, Session } from '../model/instance.js';

/** Something that happens to a rota in force. Times are wall minutes of the instance, days its days. */
export type RotaEvent =
  | ({ kind: 'ABSENCE'; clinicianId: string } & Interval)
  /** The first day on which the clinician no longer works here. */
  | { kind: 'LEAVER'; clinicianId: string; day: number }
  | { kind: 'CANCELLED_SESSION'; sessionId: string }
  | { kind: 'NEW_SESSION'; session: Session };

/**
 * The instance as it is after the event, with the rota as the one in force: what began before `now` is pinned, pins
 * stay unless the event removes their clinician or session, and every change is counted from here. Refuses an event
 * that names something unknown (NOT_FOUND), or that would change the past or lies outside the horizon (INVALID_INPUT).
 */
export function afterEvent(
  instance: Instance,
  rota: readonly Assignment[],
  event: RotaEvent,
  now: number,
): Result<Instance> {
  const problem = problemOf(instance, event, now);
  if (problem !== undefined) return refuse(problem);
  const changed = withEvent(instance, event, now);
  const sessions = new Map(changed.sessions.map((session) => [session.id, session]));
  const there = ({ sessionId }: Assignment) => sessions.has(sessionId);
  const past = ({ sessionId }: Assignment) => (sessions.get(sessionId)?.start ?? Infinity) < now;
  const key = ({ clinicianId, sessionId, line }: Assignment) => JSON.stringify([clinicianId, sessionId, line]);
  const pins = [
    ...rota.filter(past),
    ...instance.pins.filter((pin) => there(pin) && (past(pin) || !takenAway(event, pin, sessions))),
  ];
  return ok({
    ...changed,
    now,
    frozenUntil: Math.max(instance.frozenUntil ?? now, now),
    inForce: rota.filter(there),
    pins: [...new Map(pins.map((pin) => [key(pin), pin])).values()],
  });
}

function problemOf(instance: Instance, event: RotaEvent, now: number) {
  const horizon = instance.days * 1440;
  if (event.kind === 'ABSENCE' || event.kind === 'LEAVER') {
    if (!instance.clinicians.some(({ id }) => id === event.clinicianId)) {
      return { code: 'NOT_FOUND', field: ['clinicianId'], message: `There is no clinician ${event.clinicianId}.` };
    }
    if (event.kind === 'ABSENCE' && event.end <= event.start) {
      return { code: 'INVALID_INPUT', field: ['end'], message: 'An absence ends after it starts.' };
    }
    return undefined;
  }
  if (event.kind === 'CANCELLED_SESSION') {
    const session = instance.sessions.find(({ id }) => id === event.sessionId);
    if (session === undefined) {
      return { code: 'NOT_FOUND', field: ['sessionId'], message: `There is no session ${event.sessionId}.` };
    }
    return session.start < now
      ? { code: 'INVALID_INPUT', field: ['sessionId'], message: `Session ${event.sessionId} has begun.` }
      : undefined;
  }
  const { id, start } = event.session;
  if (instance.sessions.some((session) => session.id === id)) {
    return { code: 'INVALID_INPUT', field: ['session', 'id'], message: `There is a session ${id} already.` };
  }
  return start < Math.max(0, now) || start >= horizon
    ? { code: 'INVALID_INPUT', field: ['session', 'start'], message: 'A new session lies ahead and in the horizon.' }
    : undefined;
}

function withEvent(instance: Instance, event: RotaEvent, now: number): Instance {
  const change = (id: string, by: (clinician: Clinician) => Clinician): Instance => ({
    ...instance,
    clinicians: instance.clinicians.map((clinician) => (clinician.id === id ? by(clinician) : clinician)),
  });
  switch (event.kind) {
    case 'ABSENCE': {
      // What began before now has been worked: it cannot be leave.
      const absence = { start: Math.max(event.start, now), end: event.end };
      if (absence.end <= absence.start) return instance;
      return change(event.clinicianId, (one) => ({ ...one, leave: [...one.leave, absence] }));
    }
    case 'LEAVER':
      return change(event.clinicianId, (one) => ({
        ...one,
        employments: one.employments.map((each) => ({ ...each, to: Math.min(each.to ?? event.day, event.day) })),
      }));
    case 'CANCELLED_SESSION':
      return { ...instance, sessions: instance.sessions.filter(({ id }) => id !== event.sessionId) };
    case 'NEW_SESSION':
      return { ...instance, sessions: [...instance.sessions, event.session] };
  }
}

/** A pin says that its clinician will be there: it does not hold when they are absent or gone. */
function takenAway(event: RotaEvent, pin: Assignment, sessions: ReadonlyMap<string, Session>): boolean {
  const session = sessions.get(pin.sessionId);
  if (session === undefined || !('clinicianId' in event) || event.clinicianId !== pin.clinicianId) return false;
  if (event.kind === 'LEAVER') return session.start >= event.day * 1440;
  return event.start < session.end && session.start < event.end;
}
