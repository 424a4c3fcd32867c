import type { Context } from '../../identity/context.js';
import { dayGroupLoader, groupLoader } from '../../platform/batch.js';
import { type EarlierFigure, earlierFiguresOf, populationsKnownOn, populationsOn } from './population.queries.js';

/** An organisation's newest populations by basis on a day. */
export function populationLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => populationsOn(db, ids, day)),
    (row) => row.organisationId,
  );
}

/** The same as known at the end of another day; the key's day is `day/knownOn`. */
export function populationAsKnownLoader(context: Context) {
  return dayGroupLoader(
    (ids, key) => {
      const [day = '', knownOn = ''] = key.split('/');
      return context.query((db) => populationsKnownOn(db, ids, { day, knownOn }));
    },
    (row) => row.organisationId,
  );
}

/** What a figure was before it was corrected, the latest first. */
export function earlierFiguresLoader(context: Context) {
  return groupLoader<string, EarlierFigure>(
    (ids) => context.query((db) => earlierFiguresOf(db, ids)),
    (row) => row.populationId,
  );
}
