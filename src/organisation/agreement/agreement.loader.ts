import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/graphql/batch.js';
import {
  type AgreementRow,
  agreementsByIds,
  agreementsOf,
  type ParticipationRow,
  participationsByIds,
  participationsOf,
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

/** What a practice has said about services, by service and day. */
export const participationsLoader = (context: Context) =>
  groupLoader<string, ParticipationRow>(
    (ids) => context.query((db) => participationsOf(db, ids)),
    (row) => row.practiceId,
  );

/** Participations by their own id. */
export const participationLoader = (context: Context) =>
  idLoader((ids) => context.query((db) => participationsByIds(db, ids)));
