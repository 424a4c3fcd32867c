import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import { type OrganisationSource, PracticeType } from '../organisation/directory/organisation.type.js';
import { networkOn } from '../organisation/participation/list-participations.js';
import { type SessionSource, SessionType } from '../sessions/session/session.type.js';
import { type WaitingSource, WaitingEntryType } from './waiting.type.js';

async function ofPractice(context: Context, { key }: OrganisationSource) {
  const today = await atOf(context, null);
  return { organisationId: key, pcnId: (await networkOn(context, key, today.day)) ?? null };
}

@Resolver(() => PracticeType)
export class PracticeBookingRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may hold and book slots for its patients.' })
  async viewerCanBook(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'bookSlot', await ofPractice(context, practice));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may put its patients on the waiting list.' })
  async viewerCanAddToWaitingList(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'waitForSlot', await ofPractice(context, practice));
  }
}

@Resolver(() => WaitingEntryType)
export class WaitingRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the patient still waits and you may take them off the list.' })
  async viewerCanWithdraw(@Root() entry: WaitingSource, @Ctx() context: Context): Promise<boolean> {
    const { state, pcnId, practiceId: organisationId } = entry;
    if (state === 'BOOKED' || state === 'WITHDRAWN') return false;
    return viewerCan(context, 'waitForSlot', { pcnId, organisationId });
  }
}

@Resolver(() => SessionType)
export class SessionCancellationRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it is published and you may cancel it.' })
  async viewerCanCancel(@Root() { row }: SessionSource, @Ctx() context: Context): Promise<boolean> {
    return row.state === 'PUBLISHED' && (await viewerCan(context, 'cancelSession', { pcnId: row.pcnId }));
  }
}
