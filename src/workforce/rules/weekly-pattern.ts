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
 * A weekly time at which someone is available: London time `[startTime, endTime)`, `HH:MM` or `HH:MM:SS`, on the
 * weekday, on the days of `effective`. `endTime` may be `24:00`; a time across midnight is given as two windows, which
 * are joined again.
 */
export interface WeeklyWindow {
  weekday: Weekday;
  startTime: string;
  endTime: string;
  effective: DayRange;
}

/**
 * The window as it is, or refusal `WEEKLY_WINDOW_MALFORMED` if a time is not valid or the window ends before it starts.
 */
export function checkWeeklyWindow(window: WeeklyWindow): Result<WeeklyWindow> {
  const { startTime, endTime } = window;
  if (!isLocalTime(startTime) || !(isLocalTime(endTime) || isMidnightAtEnd(endTime))) {
    return malformed('Times are HH:MM, from 00:00 to 23:59; a window that ends at 00:00 lasts to the end of the day.');
  }
  if (startTime.slice(0, 5) >= endTime.slice(0, 5)) {
    return malformed(
      'A window must end after it starts, at 00:00 if at the end of the day. Give one across midnight as two, until 00:00 and from 00:00.',
    );
  }
  return ok(window);
}

/**
 * When the pattern makes someone available on the London day, in order, with overlapping and touching windows joined. A
 * window that lies wholly within the hour lost in spring does not exist on that day. Precondition: every window passes
 * `checkWeeklyWindow`.
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
 * Whether the pattern covers every instant of the range, also across midnight. Precondition as `availabilityOn`; the
 * range is a matter of days, not years.
 */
export function patternCovers(pattern: readonly WeeklyWindow[], range: InstantRange): boolean {
  const available: InstantRange[] = [];
  const last = londonDay(range.end);
  for (let day = londonDay(range.start); day <= last; day = addDays(day, 1))
    available.push(...availabilityOn(pattern, day));
  return merge(available).some((stretch) => contains(stretch, range));
}

/** The rules' 24:00 for the API's 00:00 at the end of a day. */
export function ruleEndTime(time: string): string {
  return time === '00:00' ? '24:00' : time;
}

/** The API's time for the rules' 24:00: midnight at the end of a day is 00:00. */
export function shownEndTime(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

function isMidnightAtEnd(time: string): boolean {
  return /^24:00(:00)?$/.test(time);
}

function malformed(message: string): Result<never> {
  return refuse({ code: 'WEEKLY_WINDOW_MALFORMED', message });
}
