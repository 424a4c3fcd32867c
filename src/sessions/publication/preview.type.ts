import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { Problem } from '../../platform/result.js';
import { bankHolidaysKnownUntil, isBankHolidayKnown } from '../../time/bank-holidays.js';
import { londonTime } from '../../time/london.js';
import { inParts } from '../../platform/figures.js';
import type { ClinicPreview } from './preview-sessions.js';
import type { ClosedDay, PlannedSession } from './rules/plan-sessions.js';
import type { PlannedShare } from './rules/plan-shares.js';
import type { SessionShareType } from '../session/session.type.js';
import { listOf } from '../../platform/graphql/limits/list-size.js';

@ArgsType()
export class PreviewWindowArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day; default the first that can be published: today, the clinic’s first, or where it is published.',
  })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day no longer shown; default 8 weeks and at most 53 weeks after `from`, and no later than sessions can be published.',
  })
  to?: string;
}

/** What resolvers of a planned session get as their source. */
export interface PlannedSessionSource {
  readonly siteId: string;
  readonly roomId: string | null;
  readonly standsInForSiteId: string | null;
}

@ObjectType('PlannedSession', {
  description: 'A session as it would be published; nothing of it is stored.',
  simpleResolvers: true,
})
export class PlannedSessionType {
  @Field(() => DateScalar, { description: 'The London day on which it would be held.' })
  on!: string;

  @Field(() => DateScalar, { description: 'The day that the rule names; another one where a bank holiday moved it.' })
  occurrenceOn!: string;

  @Field(() => Boolean, {
    description: 'Whether the bank holidays of that day’s year are known. If not, it may turn out to be one.',
  })
  bankHolidaysKnown!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => LocalTimeScalar, { description: 'When it starts, by the clock on the wall in London.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends, by the clock on the wall in London.' })
  endTime!: string;

  @Field(() => DateTimeScalar, { description: 'From when on places that are still free would be anyone’s.' })
  poolAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on NHS 111 may also book slots that are still free; null for never.',
  })
  unusedTo111At!: string | null;

  @Field(() => Int, { description: 'How many posts it has.' })
  postCount!: number;

  @Field(() => Int, { description: 'How many slots it has.' })
  slotCount!: number;

  @Field(() => Int, { description: 'How many of them are kept for NHS 111.' })
  heldFor111!: number;

  @Field(() => [UserErrorType], { description: 'Why it could not be published as it stands; empty when it could.' })
  userErrors!: UserErrorType[];
}

/** What resolvers of a planned share get as their source. */
export interface PlannedShareSource {
  readonly practiceId: string;
}

@ObjectType('PlannedShare', {
  description: 'The part of a planned session that a practice would be given, and why.',
  simpleResolvers: true,
})
export class PlannedShareType implements Pick<SessionShareType, 'weight' | 'weightSource' | 'entitlement'> {
  @Field(() => Float, { description: 'What its share goes by, such as its list size.' })
  weight!: number;

  @Field(() => String, { description: 'Which list, counted when and published where; or what else the weight is.' })
  weightSource!: string;

  @Field(() => Float, { description: 'Its exact share of the places, before they are made whole.' })
  entitlement!: number;

  @Field(() => Int, { description: 'How many places it would have.' })
  places!: number;
}

@ObjectType('ClosedClinicDay', {
  description: 'A closed day that the rule names and on which no session is held.',
  simpleResolvers: true,
})
export class ClosedClinicDayType implements Pick<ClosedDay, 'on' | 'why' | 'movedTo'> {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => String, { description: 'What it is closed for: the name of the holiday.' })
  why!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which its session is held instead; null where it is left out.',
  })
  movedTo!: string | null;
}

@ObjectType('SharedClinicPreview', {
  description: 'What a shared clinic would look like; nothing of it is stored.',
  simpleResolvers: true,
})
export class SharedClinicPreviewType {
  @Field(() => [PlannedSessionType], {
    complexity: listOf(30),
    description: 'Its sessions in the days asked for, by day.',
  })
  sessions!: readonly object[];

  @Field(() => [ClosedClinicDayType], {
    description: 'The closed days among those asked for, whose sessions are left out or moved, by day.',
  })
  closedDays!: readonly ClosedClinicDayType[];

  @Field(() => DateScalar, {
    description: 'From this day on bank holidays are not known yet, but for Good Friday and Christmas Day.',
  })
  bankHolidaysKnownUntil!: string;

  @Field(() => [UserErrorType], {
    description:
      'Why `scheduleSharedClinic` would refuse it, or why it cannot be shown; empty when neither. A clinic that is there is scheduled already.',
  })
  userErrors!: UserErrorType[];

  @Field(() => [UserErrorType], {
    description:
      'Why `publishSessions` up to `to` would be refused, also for days before `from`; empty when it would not.',
  })
  publicationErrors!: UserErrorType[];
}

/** Problems as a query shows them. */
function userErrorsOf(problems: readonly Problem[]): UserErrorType[] {
  return problems.map(({ code, field, message }) => ({
    code,
    field: field === undefined ? null : [...field],
    message,
  }));
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The GraphQL source of a preview. */
export function previewSource(preview: ClinicPreview): SharedClinicPreviewType {
  return {
    sessions: preview.sessions.map(plannedSessionSource),
    closedDays: preview.closedDays.map((day) => ({ ...day })),
    bankHolidaysKnownUntil,
    userErrors: userErrorsOf(preview.problems),
    publicationErrors: userErrorsOf(preview.publicationProblems),
  };
}

/** The GraphQL source of a planned session. */
function plannedSessionSource(session: PlannedSession) {
  return {
    siteId: session.siteId,
    roomId: session.roomId,
    standsInForSiteId: session.standsInForSiteId,
    on: session.sessionOn,
    occurrenceOn: session.occurrenceOn,
    bankHolidaysKnown: isBankHolidayKnown(session.sessionOn),
    startsAt: instant(session.startsAt),
    endsAt: instant(session.endsAt),
    startTime: londonTime(session.startsAt),
    endTime: londonTime(session.endsAt),
    poolAt: instant(session.poolAt),
    unusedTo111At: session.to111At === null ? null : instant(session.to111At),
    postCount: session.posts.length,
    slotCount: session.slots.length,
    heldFor111: session.slots.filter((slot) => slot.heldFor111).length,
    shares: session.shares.map((share: PlannedShare) => ({ ...share, entitlement: inParts(share.entitlement) })),
    userErrors: userErrorsOf(session.problems),
  };
}
