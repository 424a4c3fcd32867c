import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { Problem } from '../../platform/result.js';
import { bankHolidaysKnownUntil, isBankHolidayKnown } from '../../time/bank-holidays.js';
import { seriesHorizon } from '../../time/horizon.js';
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
      'The first day; default the first that can be published: today, the clinic’s first day, or where the last publication ended.',
  })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: `The first day no longer shown; default 8 weeks and at most ${seriesHorizon.words} after \`from\`, and no later than the end of what can be published.`,
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
  description: 'A session as it would be published; none of it is stored.',
  simpleResolvers: true,
})
export class PlannedSessionType {
  @Field(() => DateScalar, { description: 'The London day on which it would be held.' })
  on!: string;

  @Field(() => DateScalar, {
    description: 'The day given by the rule; not the same day where a bank holiday moved the session.',
  })
  occurrenceOn!: string;

  @Field(() => Boolean, {
    description: 'Whether the bank holidays of that year are known. If not, the day may turn out to be one.',
  })
  bankHolidaysKnown!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => LocalTimeScalar, { description: 'When it starts, in London clock time.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends, in London clock time.' })
  endTime!: string;

  @Field(() => DateTimeScalar, { description: 'From when places that are still free would be open to every practice.' })
  poolAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when NHS 111 could also book slots that are still free; null for never.',
  })
  unusedTo111At!: string | null;

  @Field(() => Int, { description: 'How many posts it has.' })
  postCount!: number;

  @Field(() => Int, { description: 'How many slots it has.' })
  slotCount!: number;

  @Field(() => Int, { description: 'How many of them are kept for NHS 111.' })
  heldFor111!: number;

  @Field(() => [UserErrorType], { description: 'Why it could not be published as it is; empty when it could.' })
  userErrors!: UserErrorType[];
}

/** What resolvers of a planned share get as their source. */
export interface PlannedShareSource {
  readonly practiceId: string;
}

@ObjectType('PlannedShare', {
  description: 'The share of a planned session that a practice would be given, and why.',
  simpleResolvers: true,
})
export class PlannedShareType implements Pick<SessionShareType, 'weight' | 'weightSource' | 'entitlement'> {
  @Field(() => Float, { description: 'What its share is based on, such as its list size.' })
  weight!: number;

  @Field(() => String, {
    description: 'Which list, when it was counted and where it was published; or what else the weight is.',
  })
  weightSource!: string;

  @Field(() => Float, { description: 'Its exact share of the places, before rounding to whole places.' })
  entitlement!: number;

  @Field(() => Int, { description: 'How many places it would have.' })
  places!: number;
}

@ObjectType('ClosedClinicDay', {
  description: 'A closed day in the rule, on which no session is held.',
  simpleResolvers: true,
})
export class ClosedClinicDayType implements Pick<ClosedDay, 'on' | 'why' | 'movedTo'> {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => String, { description: 'Why it is closed: the name of the holiday.' })
  why!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which its session is held instead; null where it is left out.',
  })
  movedTo!: string | null;
}

@ObjectType('SharedClinicPreview', {
  description: 'What a shared clinic would look like; none of it is stored.',
  simpleResolvers: true,
})
export class SharedClinicPreviewType {
  @Field(() => [PlannedSessionType], {
    complexity: listOf(30),
    description: 'Its sessions on the requested days, by day.',
  })
  sessions!: readonly object[];

  @Field(() => [ClosedClinicDayType], {
    description: 'The closed days among those requested, whose sessions are left out or moved, by day.',
  })
  closedDays!: readonly ClosedClinicDayType[];

  @Field(() => DateScalar, {
    description: 'From this day on bank holidays are not known yet, except Good Friday and Christmas Day.',
  })
  bankHolidaysKnownUntil!: string;

  @Field(() => [UserErrorType], {
    description:
      'Why `scheduleSharedClinic` would refuse it, or why it cannot be shown; empty when neither. A clinic that exists is already scheduled.',
  })
  userErrors!: UserErrorType[];

  @Field(() => [UserErrorType], {
    description:
      'Why `publishSessions` up to `to` would be refused, including for days before `from`; empty when it would not.',
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
