import DataLoader from 'dataloader';
import type { Context } from '../identity/context.js';
import { busyBetween, commitmentsBetween, leaveBetween } from './absence.queries.js';

/** A clinician and a window of time: two London days, or two instants. */
export interface ClinicianWindow {
  readonly clinicianId: string;
  readonly from: string;
  readonly to: string;
}

/** Rows of clinicians within a window; clinicians are batched by window. */
export function windowLoader<Row extends { readonly clinicianId: string }>(
  read: (clinicianIds: readonly string[], from: string, to: string) => Promise<readonly Row[]>,
): DataLoader<ClinicianWindow, Row[], string> {
  const nameOf = ({ from, to }: ClinicianWindow) => `${from}/${to}`;
  return new DataLoader(
    async (keys) => {
      const windows = new Map(keys.map((key) => [nameOf(key), key]));
      const found = new Map<string, Row[]>();
      for (const [name, { from, to }] of windows) {
        const ids = keys.filter((key) => nameOf(key) === name).map((key) => key.clinicianId);
        for (const row of await read(ids, from, to)) {
          const key = `${row.clinicianId}/${name}`;
          found.set(key, [...(found.get(key) ?? []), row]);
        }
      }
      return keys.map((key) => found.get(`${key.clinicianId}/${nameOf(key)}`) ?? []);
    },
    { cacheKeyFn: (key) => `${key.clinicianId}/${nameOf(key)}` },
  );
}

/** Leave on the London days `[from, to)`, in every state. */
export function leaveLoader(context: Context) {
  return windowLoader((ids, from, to) => context.query((db) => leaveBetween(db, ids, from, to)));
}

/** Commitments on the London days `[from, to)`. */
export function commitmentLoader(context: Context) {
  return windowLoader((ids, from, to) => context.query((db) => commitmentsBetween(db, ids, from, to)));
}

/** Busy times between two instants. */
export function busyLoader(context: Context) {
  return windowLoader((ids, from, to) => context.query((db) => busyBetween(db, ids, from, to)));
}
