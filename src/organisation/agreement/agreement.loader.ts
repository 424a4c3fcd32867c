import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/batch.js';
import {
  type AgreementRow,
  agreementsByIds,
  agreementsOf,
  type SignatureRow,
  signaturesOf,
} from './agreement.queries.js';

/** The agreements of a PCN, newest first. */
export function agreementsLoader(context: Context) {
  return groupLoader<string, AgreementRow>(
    (ids) => context.query((db) => agreementsOf(db, ids)),
    (row) => row.pcnId,
  );
}

/** Agreements by id. */
export function agreementLoader(context: Context) {
  return idLoader((ids) => context.query((db) => agreementsByIds(db, ids)));
}

/** The signatures on an agreement, in order. */
export function signaturesLoader(context: Context) {
  return groupLoader<string, SignatureRow>(
    (ids) => context.query((db) => signaturesOf(db, ids)),
    (row) => row.agreementId,
  );
}
