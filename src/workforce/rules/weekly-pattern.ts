import { ok, refuse, type Result } from '../../platform/result.js';
import { contains, containsDay, type DayRange, type InstantRange, merge } from '../../time/interval.js';
import {
  addDays,
  endOfDay,
  isLocalTime,
  londonDay,
  londonInstant,
  type Weekday,
  weekdayOf,
} from '../../time/london.js';

/**
 * A time of every week in which somebody is available: London wall time `[startTime, endTime)`, `HH:MM` or `HH:MM:SS`, on the weekday,
 * on the days of `effective`. `endTime` may be `24:00`; what goes over midnight is two windows, which join again.
 */
export interface WeeklyWindow {
  weekday: Weekday;
  startTime: string;
  endTime: string;
  effective: DayRange;
}

/** The window as it is, or refusal `WEEKLY_WINDOW_MALFORMED` when a time is none or the window ends before it starts. */
export function checkWeeklyWindow(window: WeeklyWindow): Result<WeeklyWindow> {
  const { startTime, endTime } = window;
  if (!isLocalTime(startTime) || !(isLocalTime(endTime) || isMidnightAtEnd(endTime))) {
    return malformed('Times are HH:MM, from 00:00 to 23:59; a window that ends at 00:00 lasts to the end of the day.');
  }
  if (startTime.slice(0, 5) >= endTime.slice(0, 5)) {
    return malformed(
      'A window ends after it starts, at 00:00 if at the end of the day. One over midnight is given as two, until 00:00 and from 00:00.',
    );
  }
  return ok(window);
}

/**
 * When the pattern makes somebody available on the London day, in order, overlapping and touching windows joined. A
 * window that the spring change of clocks swallows whole is not there on that day.
 * Precondition: every window passes `checkWeeklyWindow`.
 */
export function availabilityOn(pattern: readonly WeeklyWindow[], day: string): InstantRange[] {
  const weekday = weekdayOf(day);
  const ranges = pattern
    .filter((window) => window.weekday === weekday && containsDay(window.effective, day))
    .map(({ startTime, endTime }) => ({
      start: londonInstant(day, startTime),
      end: isMidnightAtEnd(endTime) ? endOfDay(day) : londonInstant(day, endTime),
    }));
  return merge(ranges.filter(({ start, end }) => start < end));
}

/**
 * Whether the pattern covers every instant of the range, over midnight too. Precondition as `availabilityOn`; the range
 * is of days, not years.
 */
export function patternCovers(pattern: readonly WeeklyWindow[], range: InstantRange): boolean {
  const available: InstantRange[] = [];
  const last = londonDay(range.end);
  for (let day = londonDay(range.start); day <= last; day = addDays(day, 1))
    available.push(...availabilityOn(pattern, day));
  return merge(available).some((stretch) => contains(stretch, range));
}

/** The rules' 24:00 for the 00:00 with which the API writes the end of a day. */
export function ruleEndTime(time: string): string {
  return time === '00:00' ? '24:00' : time;
}

/** The API's wall time, where midnight at a day's end is 00:00, for the rules' 24:00. */
export function shownEndTime(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

function isMidnightAtEnd(time: string): boolean {
  return /^24:00(:00)?$/.test(time);
}

function malformed(message: string): Result<never> {
  return refuse({ code: 'WEEKLY_WINDOW_MALFORMED', message });
}
