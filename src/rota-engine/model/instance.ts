/**
 * What a rota is planned from, as plain data: no ids are looked up elsewhere, nothing reads a clock. Every time is in
 * whole minutes of London wall time after 00:00 of the first day of the horizon (negative before it). A day therefore
 * always has 1440 of them, and `clockChanges` gives the minutes that really pass. Ranges are half-open. Days are
 * counted from 0, weekdays from 1 (Monday) to 7 (Sunday), weeks run from Monday to Sunday.
 */
export interface Instance {
  id: string;
  /** The first day as `YYYY-MM-DD` for sentences, or null when the days have no date (public benchmark instances). */
  firstDay: string | null;
  firstWeekday: number;
  days: number;
  /** London's clock changes from the known past to the end of the horizon. */
  clockChanges: readonly ClockChange[];
  /**
   * The minute at which the rota is planned, from which the notice of a change is counted. Null when nobody has been
   * told.
   */
  now: number | null;
  /** Sessions that start before this minute are past: whoever is pinned there stays and nobody is added. */
  frozenUntil: number | null;
  /** For how many days before the horizon the clinicians' `history` is known; what lies before them is unknown. */
  historyDays: number;
  roles: readonly StaffRole[];
  sites: readonly Site[];
  rooms: readonly Room[];
  /** Minutes from site to site, both by their place in `sites`. Unknown is null and counts as no travel. */
  travelMinutes: readonly (readonly (number | null)[])[];
  sessions: readonly Session[];
  clinicians: readonly Clinician[];
  /** Assignments that must stay: a planner's pins and what has already happened. */
  pins: readonly Assignment[];
  /** The published rota, to which changes are counted; null when none is in force. */
  inForce: readonly Assignment[] | null;
  /** Supervisors and GPs known to be at a site though no session of this rota has them there. */
  presences: readonly Presence[];
  /** Network Standard Hours: the hours through which a GP has to be at one of the sites. */
  standardHours: readonly Interval[];
  /** Kinds of session that must not follow on the next day. */
  successions: readonly Succession[];
}

export interface Interval {
  start: number;
  end: number;
}

/** From wall minute `at` on, clocks are `forward` minutes further on than before (60 in March, -60 in October). */
export interface ClockChange {
  at: number;
  forward: number;
}

export interface StaffRole {
  code: string;
  name: string;
  /** Whether a registration with a professional body is needed. */
  registered: boolean;
  /** One of these roles has to be at the site while this one works; empty: works without supervision. */
  supervisedBy: readonly string[];
}

export interface Site {
  id: string;
  name: string;
}

export interface Room {
  id: string;
  siteId: string;
  /** How many clinicians can work in it at once, or null when that is not known. */
  places: number | null;
  /** When somebody else has it. */
  busy: readonly Interval[];
}

export interface Session extends Interval {
  id: string;
  title: string;
  /** The service, or the type of a shift: forbidden successions and limits of a kind use it. */
  kind: string;
  seriesId: string | null;
  /** Minutes of rest inside the session, such as a lunch hour. */
  breakMinutes: number;
  lines: readonly StaffingLine[];
}

/** Posts of a session that are alike. */
export interface StaffingLine {
  /** Any of these roles will do; empty: any role at all. */
  roles: readonly string[];
  skills: readonly string[];
  count: number;
  siteId: string;
  roomId: string | null;
  /** One of these roles has to be at the site while the line is worked, whoever works it. */
  supervisedBy: readonly string[];
  /** Of the service: 1 is filled before 2. */
  priority: number;
  /** Contacts a clinician has in it. */
  contacts: number;
  /** How heavily an open post, and one too many, count, as a multiple of the rule's weight. */
  underWeight: number;
  overWeight: number;
}

export interface Clinician {
  id: string;
  name: string;
  roles: readonly string[];
  skills: readonly string[];
  registrations: readonly DaySpan[];
  /** Needs one of `supervisors` at the site, beyond what the role requires. */
  supervisedBy: readonly string[];
  employments: readonly Employment[];
  /** When the clinician can be asked to work; null: no pattern is recorded, and any time will do. */
  pattern: readonly PatternPart[] | null;
  leave: readonly Interval[];
  /** Work elsewhere, for any employer, in the horizon. */
  commitments: readonly Work[];
  /** Work before the horizon, here and elsewhere, for `historyDays` days. */
  history: readonly Work[];
  /** Minutes from home to each site, by its place in `sites`; null when not known. */
  homeMinutes: readonly (number | null)[] | null;
  preferences: readonly Preference[];
  /** Has opted out of the 48-hour week in writing. */
  optedOut: boolean;
  limits: Limits;
}

/** Days `[from, to)` after the first of the horizon; null is open on that side. */
export interface DaySpan {
  from: number | null;
  to: number | null;
}

export interface Employment extends DaySpan {
  id: string;
  /** For this rota: what is released to it. */
  contractedMinutesPerWeek: number;
  maximumMinutesPerWeek: number | null;
  /** Whether the Working Time Regulations' average applies: to workers, not to partners and the self-employed. */
  worker: boolean;
}

export interface PatternPart extends DaySpan {
  weekday: number;
  /** Minutes of the day. */
  start: number;
  end: number;
}

export interface Work extends Interval {
  /** Of it, minutes that count as working time. */
  minutes: number;
  siteId: string | null;
  kind: string | null;
  seriesId: string | null;
}

/** Every condition that is not null has to hold. A want needs at least one of the sessions, an avoid none of them. */
export interface Preference {
  want: boolean;
  weight: number;
  sessionIds: readonly string[] | null;
  weekdays: readonly number[] | null;
  siteIds: readonly string[] | null;
  kinds: readonly string[] | null;
  /** Sessions that overlap this range. */
  within: Interval | null;
}

/** What this clinician has agreed beyond the profile's numbers; null: the profile's number, or no limit. */
export interface Limits {
  minutesPerDay: number | null;
  minutesPerWeek: number | null;
  /** Over the whole horizon. */
  minimumMinutes: number | null;
  maximumMinutes: number | null;
  dailyRestMinutes: number | null;
  consecutiveDays: number | null;
  shortestRunOfWork: number | null;
  shortestRunOff: number | null;
  /** How many Saturdays, or weekends, in any `weeks` weeks in a row; `weeks` null: in the horizon. */
  saturdays: WeekendLimit | null;
  weekends: WeekendLimit | null;
  perKind: Readonly<Record<string, number>> | null;
}

export interface WeekendLimit {
  count: number;
  weeks: number | null;
}

export interface Assignment {
  clinicianId: string;
  sessionId: string;
  /** Place of the staffing line in the session. */
  line: number;
}

export interface Presence extends Interval {
  siteId: string;
  role: string;
}

export interface Succession {
  first: string;
  next: string;
}
