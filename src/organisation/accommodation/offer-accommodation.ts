import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../../platform/result.js';
import { type Weekday, weekdays } from '../../time/london.js';
import { AccommodationOffer } from './accommodation-offer.entity.js';
import { lockRoom, overlappingOffers } from './accommodation.queries.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { membershipsOf } from '../membership/membership.queries.js';
import { organisationProblems } from '../directory/organisation.problems.js';
import { organisationWarnings } from '../directory/organisation.warnings.js';
import { firstStateOf } from './rules/lending.js';
import { operationsOn, roomsByIds } from '../site/site.queries.js';

export interface OfferAccommodation {
  readonly room: string;
  readonly pcn: string;
  readonly weekdays: readonly Weekday[];
  readonly fromTime: string;
  readonly toTime: string;
  readonly from: string;
  readonly to?: string | undefined;
}

/**
 * Offers a room to a PCN on some weekdays between two London times, on the days `[from, to)`. The organisation that
 * runs the site on the first day makes the offer, which continues if the site passes to another operator. If that
 * organisation is not a member of the network, the offer waits for the network's director. Refused: an unknown room or
 * PCN, no weekday, times or days in the wrong order, hours at which the network is already offered the room. An
 * overlapping offer to another network gives a warning. Locks the room.
 */
export async function offerAccommodation(
  tx: Tx,
  viewer: Viewer,
  input: OfferAccommodation,
): Promise<Result<{ offerId: string; warnings: readonly Warning[] }>> {
  const room = (await roomsByIds(tx.db, [input.room]))[0];
  if (room === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['room'],
      message: 'There is no room with this id. Read the rooms of the site again.',
    });
  }
  const pcn = await knownOrganisation(tx, input.pcn, ['PCN'], 'pcn');
  if (!pcn.ok) return pcn;
  const operator = (await operationsOn(tx.db, [room.siteId], input.from))[0];
  const organisationId = operator?.operatorId ?? null;
  const barred = refusalOf(viewer, tx.scope, 'offerAccommodation', { organisationId });
  if (barred !== undefined || organisationId === null) {
    return refuse(
      barred ?? invalid('from', 'Nobody runs the site of this room on that day. Choose a day on which someone does.'),
    );
  }
  if (input.weekdays.length === 0) return refuse(invalid('weekdays', 'Name at least one weekday.'));
  if (input.toTime <= input.fromTime)
    return refuse(
      invalid(
        'toTime',
        'The end time must be after the start time. Check the times; an offer across midnight needs two offers.',
      ),
    );
  if (input.to != null && input.to <= input.from) {
    return refuse(invalid('to', 'The end must be after the start. `to` is the first day after the offer.'));
  }
  const weekdayNumbers = [...new Set(input.weekdays.map((day) => weekdays.indexOf(day) + 1))].sort((a, b) => a - b);
  await lockRoom(tx.db, room.id);
  const [{ closedOn } = room] = await roomsByIds(tx.db, [room.id]);
  if (closedOn !== null && (input.to == null || input.to > closedOn)) {
    const message = `${room.name} is closed from ${closedOn}. End the offer by then, or offer another room.`;
    return refuse({ code: organisationProblems.ROOM_CLOSED, field: ['room'], message });
  }
  const overlapping = await overlappingOffers(tx.db, {
    roomId: room.id,
    weekdays: weekdayNumbers,
    fromTime: input.fromTime,
    toTime: input.toTime,
    from: input.from,
    to: input.to ?? null,
  });
  const same = overlapping.find(({ pcnId }) => pcnId === pcn.value.id);
  if (same !== undefined) {
    const message = `${room.name} is already offered to ${input.pcn} at some of these times: ${same.fromTime} to ${same.toTime}, from ${same.from}. Choose other days or hours.`;
    return refuse({ code: organisationProblems.ROOM_ALREADY_OFFERED, field: ['room'], message });
  }
  const lending = { lenderId: organisationId, pcnId: pcn.value.id, from: input.from };
  const memberships = await membershipsOf(tx.db, [organisationId]);
  const offer = tx.em.create(AccommodationOffer, {
    id: randomUUID(),
    pcnId: pcn.value.id,
    offeredById: organisationId,
    roomId: room.id,
    weekdays: weekdayNumbers,
    fromTime: input.fromTime,
    toTime: input.toTime,
    validFrom: input.from,
    validTo: input.to ?? null,
    state: firstStateOf(lending, memberships, tx.scope.today),
  });
  await tx.em.flush();
  const warnings = overlapping.map(({ pcnCode, fromTime, toTime, from }) => ({
    code: organisationWarnings.ROOM_OFFERED_ELSEWHERE,
    field: ['room'],
    message: `${room.name} is also offered to ${pcnCode ?? 'another network'} at some of these times: ${fromTime} to ${toTime}, from ${from}. The first to publish a session there has the room.`,
  }));
  return ok({ offerId: offer.id, warnings });
}

function invalid(field: string, message: string) {
  return { code: generalProblems.INVALID_INPUT, field: [field], message };
}
