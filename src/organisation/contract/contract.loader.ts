import type { Context } from '../../identity/context.js';
import { dayGroupLoader, groupLoader, idLoader } from '../../platform/batch.js';
import { type ContractRow, contractsByIds, contractsHeldOn, contractsOf } from './contract.queries.js';

/** Every contract of a practice, oldest first. */
export function contractsLoader(context: Context) {
  return groupLoader<string, ContractRow>(
    (ids) => context.query((db) => contractsOf(db, ids)),
    (row) => row.practiceId,
  );
}

/** Contracts by id. */
export function contractLoader(context: Context) {
  return idLoader((ids) => context.query((db) => contractsByIds(db, ids)));
}

/** The contracts that an organisation holds on a day. */
export function heldContractsLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => contractsHeldOn(db, ids, day)),
    (row) => row.holderId,
  );
}
