import { NetworkAgreement } from '../../organisation/agreement/network-agreement.entity.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import { bringIntoForce } from '../../organisation/agreement/sign-agreement.js';
import type { Tx } from '../../platform/database/scope.js';
import { addDays } from '../../time/london.js';
import type { ReportDraft } from '../change-report.js';
import {
  businessAhead,
  clinicsHostedAt,
  fixedSharesNaming,
  guestSessions,
  lockOpenDrafts,
  passPlaces,
} from './network-change.queries.js';
import { agreeing, many } from '../rules/days.js';

/**
 * What happens to a practice's places in its network's sessions from a day on. They go to another practice if that may
 * share them, otherwise to the pool. Bookings keep their slot and place whatever happens to the membership.
 */
export async function passPlacesOf(
  tx: Tx,
  draft: ReportDraft,
  change: {
    pcnId: string;
    from: string;
    ownerId: string;
    ownerCode: string;
    newOwnerId: string | null;
    newOwnerCode: string | null;
  },
): Promise<void> {
  const { ownerCode, newOwnerCode } = change;
  for (const { passed, places, sessions, taken } of await passPlaces(tx.db, change)) {
    const where = `in ${many(sessions, 'published session')}`;
    const to = passed ? `pass to ${newOwnerCode ?? ''}` : 'return to the pool';
    draft.note(
      'moves',
      'PLACES',
      `${many(places, 'place')} of ${ownerCode} ${where} ${to}; ${taken} of them ${agreeing(taken, 'stays', 'stay')} booked.`,
      {
        count: places,
      },
    );
  }
}

/**
 * An organisation's current bookings, waiting patients and room offers from the day on, which keep their slot and
 * network.
 */
export async function noteBusiness(tx: Tx, draft: ReportDraft, id: string, code: string, from: string): Promise<void> {
  for (const { pcnId, bookings, waiting, roomOffers } of await businessAhead(tx.db, id, from)) {
    draft.note(
      'stays',
      'BOOKINGS',
      `${many(bookings, 'booking')} from that day on ${agreeing(bookings, 'keeps', 'keep')} their slot and their references from ${code}.`,
      {
        count: bookings,
        about: { type: 'PrimaryCareNetwork', key: pcnId },
      },
    );
    draft.note(
      'stays',
      'WAITING_LIST',
      `${many(waiting, 'patient')} of ${code} on a waiting list ${agreeing(waiting, 'keeps', 'keep')} their turn.`,
      {
        count: waiting,
        about: { type: 'PrimaryCareNetwork', key: pcnId },
      },
    );
    draft.note(
      'stays',
      'ROOM_OFFER',
      `${many(roomOffers, 'room offer')} of ${code} to the network ${agreeing(roomOffers, 'continues', 'continue')}.`,
      {
        count: roomOffers,
        about: { type: 'PrimaryCareNetwork', key: pcnId },
      },
    );
  }
}

/**
 * What is held at sites that leave a network. Published sessions continue there as guests of the network that scheduled
 * them. Series with turns there that are not published yet are offered to the network that the sites join.
 */
export async function noteGuests(
  tx: Tx,
  draft: ReportDraft,
  { siteIds, from, pcnId }: { siteIds: readonly string[]; from: string; pcnId: string | null },
): Promise<void> {
  for (const guest of await guestSessions(tx.db, siteIds, from)) {
    if (guest.pcnId === pcnId) continue;
    draft.note(
      'stays',
      'SESSION',
      `${many(guest.sessions, 'published session')} at ${guest.siteName} ${agreeing(guest.sessions, 'stays', 'stay')} there, as guests of the network that scheduled them.`,
      { count: guest.sessions, about: { type: 'PrimaryCareNetwork', key: guest.pcnId } },
    );
    draft.tell(guest.pcnId, `Your sessions at ${guest.siteName} stay there as guests.`);
  }
  for (const clinic of await clinicsHostedAt(tx.db, siteIds, from)) {
    if (clinic.pcnId === pcnId) continue;
    const since = clinic.publishedUntil !== null && clinic.publishedUntil > from ? clinic.publishedUntil : from;
    draft.note(
      'offered',
      'CLINIC',
      `Turns of “${clinic.title}” at ${clinic.siteName} from ${since} on are not published.`,
      {
        on: since,
        about: { type: 'SharedClinic', key: clinic.clinicId },
      },
    );
    draft.tell(
      clinic.pcnId,
      `“${clinic.title}” needs another host instead of ${clinic.siteName} for what is not published yet.`,
    );
  }
}

/**
 * What happens to the fixed shares of a practice that leaves. In sessions published from now on they belong to its
 * successor if that is in the network, as `planShares` rules; otherwise the others share its part.
 * @param it.heir the successor's code.
 */
export async function noteFixedShares(
  tx: Tx,
  draft: ReportDraft,
  it: { practiceId: string; pcnId: string; code: string; from: string; heir: string | null },
): Promise<void> {
  const { code, heir } = it;
  for (const { clinicId, title, weight } of await fixedSharesNaming(tx.db, { ...it, on: addDays(it.from, -1) })) {
    const about = { type: 'SharedClinic', key: clinicId } as const;
    if (heir !== null) {
      const text = `The fixed share of ${code} in “${title}”, ${weight}, is ${heir}'s from that day on.`;
      draft.note('moves', 'CLINIC', text, { about });
      continue;
    }
    const text = `The fixed share of ${code} in “${title}”, ${weight}, no longer counts from that day on: the others share its part.`;
    draft.note('moves', 'CLINIC', text, { about });
    draft.tell(
      it.pcnId,
      `The fixed shares of “${title}” still name ${code}. Use changeSharedClinic to say who has them.`,
    );
  }
}

/**
 * Brings into force the agreements that only this practice had not signed. Locks each draft first, as `signAgreement`
 * does. Precondition: the membership has been ended.
 */
export async function settleAgreements(tx: Tx, draft: ReportDraft, pcnId: string, from: string): Promise<void> {
  for (const id of await lockOpenDrafts(tx.db, pcnId)) {
    const agreement = await tx.em.findOneOrFail(NetworkAgreement, { id });
    const replaced = await bringIntoForce(tx, agreement, from);
    if (agreement.inForceFrom == null) continue;
    if (replaced !== null) {
      draft.note('moves', 'AGREEMENT', `“${replaced.title}” ends, because “${agreement.title}” replaces it.`, {
        on: agreement.inForceFrom,
        about: { type: 'NetworkAgreement', key: replaced.id },
      });
    }
    draft.note(
      'moves',
      'AGREEMENT',
      `“${agreement.title}” comes into force, because all remaining members have signed it.`,
      {
        on: agreement.inForceFrom,
        about: { type: 'NetworkAgreement', key: id },
      },
    );
    for (const { practiceId } of await membersOn(tx.db, pcnId, from)) {
      draft.tell(practiceId, `“${agreement.title}” comes into force on ${agreement.inForceFrom}.`);
    }
  }
}
