import { randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { keyOfInput } from '../platform/graphql/input-id.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { type Weekday, weekdays } from '../time/london.js';
import { AccommodationOffer } from './accommodation-offer.entity.js';
import { knownOrganisation } from './known-organisation.js';
import { operationsOn, roomsByIds } from './site.queries.js';

export interface OfferAccommodation {
  /** The room's global id. */
  readonly room: string;
  readonly pcn: string;
  readonly weekdays: readonly Weekday[];
  readonly fromTime: string;
  readonly toTime: string;
  readonly from: string;
  readonly to?: string | undefined;
}

/**
 * Opens a room to a PCN on some weekdays between two wall times, on the days `[from, to)`. Whoever runs the site on the
 * first day offers it; the offer stays when the site passes to another operator.
 * Refused: an unknown room or PCN, no weekday, times or days the wrong way round.
 */
export const offerAccommodation = async (
  tx: Tx,
  viewer: Viewer,
  input: OfferAccommodation,
): Promise<Result<{ offerId: string }>> => {
  const roomId = keyOfInput('Room', input.room, 'room');
  if (!roomId.ok) return roomId;
  const room = (await roomsByIds(tx.db, [roomId.value]))[0];
  if (room === undefined) {
    return refuse({ code: generalProblems.NOT_FOUND, field: ['room'], message: 'There is no room with this id.' });
  }
  const pcn = await knownOrganisation(tx, input.pcn, ['PCN'], 'pcn');
  if (!pcn.ok) return pcn;
  const operator = (await operationsOn(tx.db, [room.siteId], input.from))[0];
  const organisationId = operator?.operatorId ?? null;
  const barred = refusalOf(viewer, tx.scope, 'offerAccommodation', { organisationId });
  if (barred !== undefined || organisationId === null) {
    return refuse(barred ?? invalid('from', 'Nobody runs the site of this room on that day.'));
  }
  if (input.weekdays.length === 0) return refuse(invalid('weekdays', 'Name at least one weekday.'));
  if (input.toTime <= input.fromTime)
    return refuse(invalid('toTime', 'The offer ends later in the day than it begins.'));
  if (input.to != null && input.to <= input.from) {
    return refuse(invalid('to', 'The offer ends after it begins. `to` is the first day without it.'));
  }
  const offer = tx.em.create(AccommodationOffer, {
    id: randomUUID(),
    pcnId: pcn.value.id,
    offeredById: organisationId,
    roomId: room.id,
    weekdays: [...new Set(input.weekdays.map((day) => weekdays.indexOf(day) + 1))].sort((a, b) => a - b),
    fromTime: input.fromTime,
    toTime: input.toTime,
    validFrom: input.from,
    validTo: input.to ?? null,
  });
  await tx.em.flush();
  return ok({ offerId: offer.id });
};

const invalid = (field: string, message: string) => ({ code: generalProblems.INVALID_INPUT, field: [field], message });
