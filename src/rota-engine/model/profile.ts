/**
 * What breaking a rule means: never allowed, allowed only when a duty of a higher rank requires it, or allowed at a
 * price.
 */
export type Hardness = 'PROHIBITS' | 'OBLIGES' | 'PREFERS' | 'OFF';

/**
 * A profile's setting of one rule. `weight` is the cost of a unit of the rule within its level; `rank` orders the
 * duties (1 first) and is used for duties alone. `source` says where the hardness and the weight come from.
 */
export interface RuleSetting {
  hardness: Hardness;
  rank: number;
  weight: number;
  source: string;
}

/** The numbers that rules read where a clinician has none of their own; null switches that limit off. */
export interface ProfileNumbers {
  dailyRestMinutes: number;
  /** Of every `weeklyRestPeriodDays` days, counted from a Monday, this many are free of all work. */
  weeklyRestDays: number;
  weeklyRestPeriodDays: number;
  breakMinutes: number;
  breakWhenOverMinutes: number;
  minutesPerDay: number | null;
  averageWeekMinutes: number;
  averageWeeks: number;
  consecutiveDays: number | null;
  shortestRunOfWork: number | null;
  shortestRunOff: number | null;
  contactsPerDay: number;
  sitesPerDay: number;
  /** A session is an evening one when it starts at this minute of the day or later. */
  eveningFrom: number;
  /** Evenings and Saturdays are shared over this many weeks, ending with the horizon. */
  fairnessWeeks: number;
  /** Who is a GP for the Network Standard Hours. */
  standardHoursRoles: readonly string[];
  /** How much dearer a change is by days of notice: the first row whose `withinDays` is at least the notice applies. */
  notice: readonly { withinDays: number; factor: number }[];
}

/**
 * Policy for one rota: for each rule its hardness and weight, and the numbers. A rule without a setting has its
 * default.
 */
export interface Profile {
  id: string;
  name: string;
  numbers: ProfileNumbers;
  rules: Readonly<Record<string, Partial<RuleSetting>>>;
}
