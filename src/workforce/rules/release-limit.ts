import { containsDay, type DayRange } from '../../time/interval.js';

/** Minutes a week that are released on the days of a range. */
export interface ReleasedMinutes {
  readonly days: DayRange;
  readonly minutesPerWeek: number;
}

/**
 * The day within `days` on which the releases together are highest (the earliest such day), and their total.
 * Precondition: every range starts before it ends.
 */
export function mostReleased(
  releases: readonly ReleasedMinutes[],
  days: DayRange,
): { day: string; minutesPerWeek: number } {
  // the total only rises where a release starts
  const candidates = [
    days.from,
    ...releases.map((release) => release.days.from).filter((day) => containsDay(days, day)),
  ];
  const totals = candidates.toSorted().map((day) => ({
    day,
    minutesPerWeek: releases
      .filter((release) => containsDay(release.days, day))
      .reduce((sum, release) => sum + release.minutesPerWeek, 0),
  }));
  return totals.reduce((most, total) => (total.minutesPerWeek > most.minutesPerWeek ? total : most));
}
