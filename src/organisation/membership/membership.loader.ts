import type { Context } from '../../identity/context.js';
import { dayGroupLoader, dayLoader, groupLoader, idLoader } from '../../platform/batch.js';
import {
  type MembershipRow,
  membershipsByIds,
  membershipsOf,
  membershipsOn,
  townsOfNetworks,
} from './membership.queries.js';

/** Every membership of a practice, oldest first. */
export function membershipsLoader(context: Context) {
  return groupLoader<string, MembershipRow>(
    (ids) => context.query((db) => membershipsOf(db, ids)),
    (row) => row.practiceId,
  );
}

/** Memberships by id. */
export function membershipLoader(context: Context) {
  return idLoader((ids) => context.query((db) => membershipsByIds(db, ids)));
}

/** The memberships of a PCN on a day. */
export function membersLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => membershipsOn(db, ids, day)),
    (row) => row.pcnId,
  );
}

/** The town of most members' main sites on a day. */
export function networkTownLoader(context: Context) {
  return dayLoader((ids, day) => context.query((db) => townsOfNetworks(db, ids, day)));
}
