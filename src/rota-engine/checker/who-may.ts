import type { Clinician } from '../model/instance.js';
import { breach, type Breach, type Case, type Held, passed, travelBetween, weekdayOf } from './held.js';

/** What keeps one clinician from one post whatever else is planned, for all rules, prohibiting or not. */
export function whyMayNot({ instance, profile, pins }: Omit<Case, 'held'>, one: Held): Breach[] {
  const { clinician, session, line, day, post } = one;
  const { numbers } = profile;
  const found: Breach[] = [];
  const no = (rule: string, sentence: string) => {
    found.push(
      breach(rule, `${clinician.id} ${post}`, 1, `${clinician.name}, ${session.title} (${post}): ${sentence}`),
    );
  };
  const runs = ({ from, to }: { from: number | null; to: number | null }) =>
    (from === null || from <= day) && (to === null || day < to);

  const roles = rolesIn(one);
  if (line.roles.length > 0 && roles.length === 0) no('role', 'has none of the roles that are asked for.');
  const registered = (code: string) => instance.roles.some((role) => role.code === code && role.registered);
  if (roles.length > 0 && roles.every(registered) && !clinician.registrations.some(runs)) {
    no('registration', 'is not registered on the day.');
  }
  if (!line.skills.every((skill) => clinician.skills.includes(skill))) no('skill', 'lacks a skill.');
  if (!clinician.employments.some(runs)) no('employment', 'is not employed on the day.');
  if (clinician.leave.some((leave) => meet(leave, session))) no('leave', 'is on leave.');
  if (clinician.pattern !== null) {
    const parts = clinician.pattern.filter((part) => part.weekday === weekdayOf(instance, day) && runs(part));
    for (let minute = session.start; minute < session.end; minute += 1) {
      const at = minute - day * 1440;
      if (parts.some(({ start, end }) => start <= at && at < end)) continue;
      no('working-pattern', 'is outside the working pattern.');
      break;
    }
  }
  for (const work of clinician.commitments) {
    const travel = work.siteId === null ? 0 : travelBetween(instance, work.siteId, line.siteId);
    const before = passed(instance, work.end, session.start) >= travel;
    const after = passed(instance, session.end, work.start) >= travel;
    if (before || after) continue;
    no('commitments', 'has a commitment elsewhere.');
    break;
  }
  if (clinician.limits.perKind?.[session.kind] === 0) no('shifts-of-a-kind', 'has agreed to none of the kind.');
  const rest = restOf(clinician, numbers.dailyRestMinutes);
  for (const work of worksOf(clinician)) {
    const after = passed(instance, work.end, session.start);
    const before = passed(instance, session.end, work.start);
    const ends = Math.floor((work.end - 1) / 1440);
    const starts = Math.floor(work.start / 1440);
    if ((day > ends && after >= 0 && after < rest) || (starts > one.lastDay && before >= 0 && before < rest)) {
      no('daily-rest', 'there is too little rest to work elsewhere or before.');
      break;
    }
  }
  if (session.breakMinutes < numbers.breakMinutes) {
    const length = passed(instance, session.start, session.end);
    if (length > numbers.breakWhenOverMinutes) no('break', 'there is no break in it.');
    for (const work of worksOf(clinician)) {
      const [from, to] = work.start < session.start ? [work, session] : [session, work];
      const gap = passed(instance, from.end, to.start);
      if (gap < 0 || gap >= numbers.breakMinutes) continue;
      if (passed(instance, from.start, to.end) > numbers.breakWhenOverMinutes) no('break', 'no break to other work.');
    }
  }
  const room = instance.rooms.find(({ id }) => id === line.roomId);
  if (room?.busy.some((busy) => meet(busy, session)) === true) no('room', 'somebody else has the room.');
  const past = instance.frozenUntil !== null && session.start < instance.frozenUntil;
  if (past && !pins.has(`${clinician.id} ${post}`)) no('past', 'is past: nobody is added to it.');
  return found;
}

/** The roles in which the clinician could work the post. */
export function rolesIn({ clinician, line }: Held): string[] {
  return clinician.roles.filter((code) => line.roles.length === 0 || line.roles.includes(code));
}

export function restOf(clinician: Clinician, profiles: number): number {
  return clinician.limits.dailyRestMinutes ?? profiles;
}

/** Work for anybody else, and before the horizon, that counts as work. */
export function worksOf(clinician: Clinician) {
  return [...clinician.commitments, ...clinician.history].filter(({ minutes }) => minutes > 0);
}

function meet(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
