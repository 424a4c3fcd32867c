import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/batch.js';
import {
  type AgreementRow,
  agreementsByIds,
  agreementsOf,
  type SignatureRow,
  signaturesOf,
} from './agreement.queries.js';

/** The agreements of a PCN, the newest first. */
export const agreementsLoader = (context: Context) =>
  groupLoader<string, AgreementRow>(
    (ids) => context.query((db) => agreementsOf(db, ids)),
    (row) => row.pcnId,
  );

/** Agreements by their own id. */
export const agreementLoader = (context: Context) => idLoader((ids) => context.query((db) => agreementsByIds(db, ids)));

/** The signatures under an agreement, in their order. */
export const signaturesLoader = (context: Context) =>
  groupLoader<string, SignatureRow>(
    (ids) => context.query((db) => signaturesOf(db, ids)),
    (row) => row.agreementId,
  );
