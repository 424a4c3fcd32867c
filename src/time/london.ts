import { IANAZone } from 'luxon';
import type { InstantRange } from './interval.js';

/**
 * Calendar days are `YYYY-MM-DD` (years 0001 to 9999) and times `HH:MM` or `HH:MM:SS`, both in Europe/London. Instants
 * are milliseconds since 1970-01-01T00:00Z. A malformed day or time throws RangeError: check input with `isCalendarDay`
 * and `isLocalTime` first.
 */

const london = IANAZone.create('Europe/London');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The days of the week, in ISO order. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];

/** Whether the text is a day that exists, as `YYYY-MM-DD`: neither 2026-02-29 nor 2026-13-01 does. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().slice(0, 10) === text;
}

/** Whether the text is a time `HH:MM` or `HH:MM:SS` from 00:00 to 23:59:59. */
export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);
}

/**
 * The instant of a London time. A time that the clocks skip in spring moves forward by the gap (01:30 on 29 Mar 2026 is
 * the instant of 02:30); a time that comes twice in autumn is the first of the two.
 */
export function londonInstant(day: string, localTime: string): number {
  const wall = toUtc(day) + timeOfDayMs(localTime);
  const before = offsetMinutes(wall - dayMs) * minuteMs;
  const after = offsetMinutes(wall + dayMs) * minuteMs;
  const first = wall - before;
  const second = wall - after;
  const firstExists = offsetMinutes(first) * minuteMs === before;
  const secondExists = offsetMinutes(second) * minuteMs === after;
  // Luxon's own choice for a time that comes twice depends on the season in which the program runs; this one does not.
  return !firstExists && secondExists ? second : first;
}

/** The London calendar day on which the instant falls. */
export function londonDay(instant: number): string {
  return wallClock(instant).slice(0, 10);
}

/** The London time of the instant as `HH:MM`; seconds are cut off. */
export function londonTime(instant: number): string {
  if (!Number.isFinite(instant)) throw new RangeError('Not an instant');
  const minute = (Math.floor(instant / minuteMs) + offsetMinutes(instant)) % minutesOfDay.length;
  return minutesOfDay[minute < 0 ? minute + minutesOfDay.length : minute] as string;
}

/** The weekday of the calendar day. */
export function weekdayOf(day: string): Weekday {
  // 1 January 1970 was a Thursday: the fourth day of the ISO week.
  const index = (((toUtc(day) / dayMs + 3) % 7) + 7) % 7;
  return weekdays[index] as Weekday;
}

/** The calendar day `count` days later (earlier if negative). Precondition: the result is in years 0001 to 9999. */
export function addDays(day: string, count: number): string {
  return toDay(toUtc(day) + count * dayMs);
}

/**
 * The same day of the month `count` months later (earlier if negative), or the last day of that month if it is shorter.
 */
export function addMonths(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const parts = [String(year).padStart(4, '0'), month, Math.min(Number(day.slice(8)), lastDay)];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** How many days `to` is after `from`; negative if it is before. Clock changes have no effect. */
export function daysBetween(from: string, to: string): number {
  return (toUtc(to) - toUtc(from)) / dayMs;
}

/** The instant at which the London day begins. */
export function startOfDay(day: string): number {
  return londonInstant(day, '00:00');
}

/** The instant at which the London day is over and the next begins: the open end of the day's range. */
export function endOfDay(day: string): number {
  return startOfDay(addDays(day, 1));
}

/** The London day as a range of instants: 24 hours, but 23 and 25 on the two days on which the clocks change. */
export function dayAsInstants(day: string): InstantRange {
  return { start: startOfDay(day), end: endOfDay(day) };
}

/** `00:00` to `23:59`. */
const minutesOfDay = Array.from({ length: 24 * 60 }, (_, minute) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
);

const offsets = new Map<number, number>();
const since1972 = Date.UTC(1972, 0, 1);

/** How many minutes London is ahead of UTC. Since 1972 its clocks change on the hour, so each hour has one answer. */
function offsetMinutes(instant: number): number {
  if (instant < since1972) return london.offset(instant);
  const hour = Math.floor(instant / hourMs);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    if (offsets.size >= 10_000) offsets.clear();
    offset = london.offset(instant);
    offsets.set(hour, offset);
  }
  return offset;
}

function wallClock(instant: number): string {
  if (!Number.isFinite(instant)) throw new RangeError('Not an instant');
  return new Date(instant + offsetMinutes(instant) * minuteMs).toISOString();
}

function toUtc(day: string): number {
  if (!isCalendarDay(day)) throw new RangeError(`Not a calendar day: ${JSON.stringify(day)}`);
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(utc: number): string {
  const day = Number.isNaN(utc) || Math.abs(utc) > 8.64e15 ? '' : new Date(utc).toISOString().slice(0, 10);
  if (!isCalendarDay(day)) throw new RangeError('A day outside the years 0001 to 9999');
  return day;
}

function timeOfDayMs(localTime: string): number {
  if (!isLocalTime(localTime)) throw new RangeError(`Not a wall time: ${JSON.stringify(localTime)}`);
  const [hours = 0, minutes = 0, seconds = 0] = localTime.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
