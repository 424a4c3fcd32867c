import { z } from 'zod';
import type { Instance } from '../model/instance.js';
import type { ProfileNumbers, RuleSetting } from '../model/profile.js';

/** The form of `Instance` (its comments say what each field means) in files: every field is there, and no others. */
const text = z.string().min(1);
const whole = z.int();
const count = z.int().min(0).max(1_000_000);
const minutes = count.nullable();
const list = z.array(text);

const spanOf = { from: whole.nullable(), to: whole.nullable() };
const intervalOf = { start: whole, end: whole };
function endsAfterStart<T extends { start: number; end: number }>(schema: z.ZodType<T>) {
  return schema.refine(({ start, end }) => end > start, { path: ['end'], error: 'has to be after the start' });
}
const interval = endsAfterStart(z.strictObject(intervalOf));
const work = endsAfterStart(
  z.strictObject({
    ...intervalOf,
    minutes: count,
    siteId: text.nullable(),
    kind: text.nullable(),
    seriesId: text.nullable(),
  }),
);
const weekendLimit = z.strictObject({ count, weeks: z.int().min(1).nullable() }).nullable();
const assignment = z.strictObject({ clinicianId: text, sessionId: text, line: count });

const line = z.strictObject({
  roles: list,
  skills: list,
  count,
  siteId: text,
  roomId: text.nullable(),
  supervisedBy: list,
  priority: z.int().min(1).max(9),
  contacts: count,
  underWeight: count,
  overWeight: count,
});

const session = endsAfterStart(
  z.strictObject({
    ...intervalOf,
    id: text,
    title: z.string(),
    kind: text,
    seriesId: text.nullable(),
    breakMinutes: count,
    lines: z.array(line).min(1),
  }),
);

const clinician = z.strictObject({
  id: text,
  name: text,
  roles: list,
  skills: list,
  registrations: z.array(z.strictObject(spanOf)),
  supervisedBy: list,
  employments: z.array(
    z.strictObject({
      ...spanOf,
      id: text,
      contractedMinutesPerWeek: count,
      maximumMinutesPerWeek: minutes,
      worker: z.boolean(),
    }),
  ),
  pattern: z
    .array(endsAfterStart(z.strictObject({ ...spanOf, ...intervalOf, weekday: z.int().min(1).max(7) })))
    .nullable(),
  leave: z.array(interval),
  commitments: z.array(work),
  history: z.array(work),
  homeMinutes: z.array(minutes).nullable(),
  preferences: z.array(
    z.strictObject({
      want: z.boolean(),
      weight: count,
      sessionIds: list.nullable(),
      weekdays: z.array(z.int().min(1).max(7)).nullable(),
      siteIds: list.nullable(),
      kinds: list.nullable(),
      within: interval.nullable(),
    }),
  ),
  optedOut: z.boolean(),
  limits: z.strictObject({
    minutesPerDay: minutes,
    minutesPerWeek: minutes,
    minimumMinutes: minutes,
    maximumMinutes: minutes,
    dailyRestMinutes: minutes,
    consecutiveDays: minutes,
    shortestRunOfWork: minutes,
    shortestRunOff: minutes,
    saturdays: weekendLimit,
    weekends: weekendLimit,
    perKind: z.record(text, count).nullable(),
  }),
});

const instance: z.ZodType<Instance> = z.strictObject({
  id: text,
  firstDay: z.iso.date().nullable(),
  firstWeekday: z.int().min(1).max(7),
  days: z.int().min(1).max(366),
  clockChanges: z.array(z.strictObject({ at: whole, forward: whole })),
  now: whole.nullable(),
  frozenUntil: whole.nullable(),
  historyDays: z.int().min(0).max(366),
  roles: z.array(z.strictObject({ code: text, name: text, registered: z.boolean(), supervisedBy: list })),
  sites: z.array(z.strictObject({ id: text, name: text })),
  rooms: z.array(z.strictObject({ id: text, siteId: text, places: minutes, busy: z.array(interval) })),
  travelMinutes: z.array(z.array(minutes)),
  sessions: z.array(session),
  clinicians: z.array(clinician),
  pins: z.array(assignment),
  inForce: z.array(assignment).nullable(),
  presences: z.array(endsAfterStart(z.strictObject({ ...intervalOf, siteId: text, role: text }))),
  standardHours: z.array(interval),
  successions: z.array(z.strictObject({ first: text, next: text })),
});

const setting: z.ZodType<Partial<RuleSetting>> = z.strictObject({
  hardness: z.enum(['PROHIBITS', 'OBLIGES', 'PREFERS', 'OFF']).optional(),
  rank: z.int().min(1).max(9).optional(),
  weight: count.optional(),
  source: z.string().optional(),
}) as z.ZodType<Partial<RuleSetting>>;

const numbers: z.ZodType<Partial<ProfileNumbers>> = z
  .strictObject({
    dailyRestMinutes: count,
    weeklyRestDays: count,
    weeklyRestPeriodDays: z.int().min(1),
    breakMinutes: count,
    breakWhenOverMinutes: count,
    minutesPerDay: minutes,
    averageWeekMinutes: count,
    averageWeeks: z.int().min(1),
    consecutiveDays: minutes,
    shortestRunOfWork: minutes,
    shortestRunOff: minutes,
    contactsPerDay: count,
    sitesPerDay: count,
    eveningFrom: count,
    fairnessWeeks: count,
    standardHoursRoles: list,
    notice: z.array(z.strictObject({ withinDays: count, factor: count })),
  })
  .partial() as z.ZodType<Partial<ProfileNumbers>>;

/**
 * A rota to plan: the instance, the day whose policy rows apply (its first day unless given), and what differs from
 * them.
 */
export const rotaFile = z.strictObject({
  instance,
  policyDay: z.iso.date().optional(),
  rules: z.record(text, setting).optional(),
  numbers: numbers.optional(),
});
