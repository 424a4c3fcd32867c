import type { Context } from '../identity/context.js';
import { groupLoader, idLoader } from '../platform/graphql/batch.js';
import { type ContractRow, contractsByIds, contractsOf } from './contract.queries.js';

/** Every contract of a practice, the oldest first. */
export const contractsLoader = (context: Context) =>
  groupLoader<string, ContractRow>(
    (ids) => context.query((db) => contractsOf(db, ids)),
    (row) => row.practiceId,
  );

/** Contracts by their own id. */
export const contractLoader = (context: Context) => idLoader((ids) => context.query((db) => contractsByIds(db, ids)));
