import type { Context } from '../identity/context.js';
import { dayLoader } from '../platform/graphql/batch.js';
import { organisationsByIds } from './organisation.queries.js';

/** Organisations by id, named as of a day. */
export const organisationLoader = (context: Context) =>
  dayLoader((ids, day) => context.query((db) => organisationsByIds(db, ids, day)));
