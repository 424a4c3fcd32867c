import type { Context } from '../identity/context.js';
import { RequestError } from '../platform/graphql/request-error.js';
import { addDays, daysBetween } from '../time/london.js';
import { busyLoader, type ClinicianWindow } from './absence.loader.js';
import { busyTimeSource } from './absence.type.js';

const longestBusyDays = 92;
const longestDays = 731;

/**
 * A clinician's busy times between two instants, by start.
 * @throws RequestError BAD_USER_INPUT for a window that is empty or longer than 92 days.
 */
export const readBusy = async (context: Context, clinicianId: string, from: string, to: string) => {
  const lengthMs = Date.parse(to) - Date.parse(from);
  // an hour more, for the autumn change of clocks
  if (lengthMs <= 0 || lengthMs > longestBusyDays * 86_400_000 + 3_600_000) {
    throw new RequestError(
      'BAD_USER_INPUT',
      `Ask for a time that ends after it starts, at most ${longestBusyDays} days long.`,
    );
  }
  return (await context.use(busyLoader).load({ clinicianId, from, to })).map(busyTimeSource);
};

/**
 * A window of London days, by default the year from `day` on.
 * @throws RequestError BAD_USER_INPUT for one that is empty or longer than two years.
 */
export const windowOf = (
  clinicianId: string,
  day: string,
  from: string | null | undefined,
  to: string | null | undefined,
): ClinicianWindow => {
  const first = from ?? day;
  const end = to ?? addDays(first, 366);
  const days = daysBetween(first, end);
  if (days < 1 || days > longestDays) {
    throw new RequestError('BAD_USER_INPUT', `Ask for 1 to ${longestDays} days; these are ${days}.`);
  }
  return { clinicianId, from: first, to: end };
};
