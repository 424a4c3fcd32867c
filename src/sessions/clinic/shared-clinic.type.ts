import { Field, Float, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, LocalTimeScalar, textScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import type { BankHolidayPolicy } from '../../time/recurrence.js';
import { inHundredths } from '../../platform/figures.js';
import type { HostingMode, SharingPolicy } from './rules/clinic-plan.js';
import type { UnusedTo111Policy } from './rules/unused-to-111.js';
import { DeliveryModeEnum } from '../service/delivery-mode.type.js';
import type { DeliveryMode } from '../service/rules/delivery-mode.js';
import type { ClinicRow } from './shared-clinic.queries.js';
import { UnusedTo111PolicyEnum } from './unused-to-111.type.js';

/** Accepts any text: a wrong rule is refused by the mutation, with its field and a reason. */
export const RRuleScalar = textScalar({
  name: 'RRule',
  description: 'A recurrence rule, RFC 5545 section 3.3.10, of days in London: `FREQ=WEEKLY;BYDAY=WE`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10',
  example: 'FREQ=WEEKLY;BYDAY=WE',
  parse: (text) => text,
});

export const HostingModeEnum = enumOf<HostingMode>('HostingMode', 'How the hosts of a shared clinic take turns.', {
  ONE: 'One host for every session.',
  IN_TURN: 'Each host in turn, in the order given.',
  CYCLE: 'Each host as often as its weight in every cycle, spaced as evenly as whole turns allow.',
});

export const SharingPolicyEnum = enumOf<SharingPolicy>(
  'SharingPolicy',
  'What decides how the places of a session are shared among the practices that may share it.',
  {
    REGISTERED_LIST: 'Registered patients: the newest count on or before the day.',
    WEIGHTED_LIST: 'The list weighted for need (Carr-Hill): the newest on or before the day.',
    EQUAL: 'The same for every practice.',
    FIXED: 'Weights set by the clinic.',
  },
);

export const BankHolidayPolicyEnum = enumOf<BankHolidayPolicy>(
  'BankHolidayPolicy',
  'What happens to a session on a bank holiday, Good Friday or Christmas Day, whatever the weekday.',
  {
    SKIP: 'It is left out.',
    KEEP: 'It is held anyway.',
    MOVE: 'It is held on the next free working day, within a week and before the clinic ends; without one it is left out.',
  },
);

/** What resolvers of a shared clinic get as their source. */
export interface SharedClinicSource {
  readonly __typename: 'SharedClinic';
  readonly id: string;
  readonly key: string;
  readonly row: ClinicRow;
}

@ObjectType('SlotRelease', {
  description: 'A number of slots that can be booked from a given time on.',
  simpleResolvers: true,
})
export class SlotReleaseType {
  @Field(() => Int, { description: 'How many slots, spread over the session.' })
  slots!: number;

  @Field(() => Int, { description: 'How many days before the session; 0 is the day itself.' })
  daysBefore!: number;

  @Field(() => LocalTimeScalar, { description: 'The time in London.' })
  time!: string;
}

@ObjectType('SlotPlan', {
  description: 'How sessions are divided into slots, and when the slots can be booked.',
  simpleResolvers: true,
})
export class SlotPlanType {
  @Field(() => Int, { description: 'How long a slot lasts, in minutes.' })
  slotMinutes!: number;

  @Field(() => Int, { description: 'How many slots a session has, over all posts.' })
  slots!: number;

  @Field(() => [DeliveryModeEnum], { description: 'How patients are seen.' })
  deliveryModes!: readonly DeliveryMode[];

  @Field(() => [SlotReleaseType], { description: 'When slots are released; all others are released at publication.' })
  releases!: readonly SlotReleaseType[];

  @Field(() => Int, { description: 'How many slots of a session are kept for NHS 111.' })
  heldFor111!: number;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description:
      'The clinic’s own time: from when in London, on the day of a session, NHS 111 can also book slots that are still free. Null when it has none; `unusedTo111Policy` then says whether the network’s default applies or slots never open.',
  })
  unusedTo111From!: string | null;

  @Field(() => UnusedTo111PolicyEnum, {
    description:
      'What opens free slots to NHS 111 on the day. The clinic’s own time overrides the network’s default. Each session has its `unusedTo111At`.',
  })
  unusedTo111Policy!: UnusedTo111Policy;
}

@ObjectType('SharedClinic', {
  implements: Node,
  description: 'A recurring series of sessions of a service, hosted by sites of a network and open to its practices.',
  simpleResolvers: true,
})
export class SharedClinicType extends Node {
  @Field(() => String, { description: 'What people call it.' })
  title!: string;

  @Field(() => RRuleScalar, { description: 'On which days.' })
  recurrence!: string;

  @Field(() => LocalTimeScalar, { description: 'When a session starts, in London clock time.' })
  startTime!: string;

  @Field(() => Int, { description: 'How long a session lasts, in minutes.' })
  durationMinutes!: number;

  @Field(() => DateScalar, { description: 'The first day that may have a session.' })
  startsOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after the series; null for an endless series.',
  })
  endsOn!: string | null;

  @Field(() => [DateScalar], { description: 'Days of the rule on which it is not held.' })
  skippedDates!: readonly string[];

  @Field(() => [DateScalar], { description: 'Days on which it is held although the rule does not name them.' })
  addedDates!: readonly string[];

  @Field(() => HostingModeEnum, { description: 'How hosts take turns.' })
  hosting!: HostingMode;

  @Field(() => SlotPlanType, { description: 'How sessions are divided into slots.' })
  slotPlan!: SlotPlanType;

  @Field(() => SharingPolicyEnum, { description: 'What decides how places are shared.' })
  sharingPolicy!: SharingPolicy;

  @Field(() => BankHolidayPolicyEnum, { description: 'What happens on bank holidays.' })
  bankHolidayPolicy!: BankHolidayPolicy;

  @Field(() => Float, {
    description: 'How many hours before a session starts its unused places open to every practice.',
  })
  poolHoursBefore!: number;

  @Field(() => Boolean, { description: 'Whether slots can be booked while nobody is assigned to their post.' })
  bookableUnstaffed!: boolean;

  @Field(() => Int, { description: 'Minutes of rest inside a session, which are no working time.' })
  breakMinutes!: number;

  @Field(() => Int, { description: 'Which clinic is staffed first where people are short: 1 before 2, to 9.' })
  priority!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sessions before this day are published; null before the first publication.',
  })
  publishedUntil!: string | null;
}

/** The GraphQL source of a shared clinic. */
export function sharedClinicSource(row: ClinicRow) {
  return {
    __typename: 'SharedClinic' as const,
    id: globalId('SharedClinic', row.id),
    key: row.id,
    row,
    title: row.title,
    recurrence: row.rrule,
    startTime: row.startTime,
    durationMinutes: row.durationMinutes,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    skippedDates: row.dates.filter(({ kind }) => kind === 'SKIPPED').map(({ on }) => on),
    addedDates: row.dates.filter(({ kind }) => kind === 'ADDED').map(({ on }) => on),
    hosting: row.hosting,
    slotPlan: {
      slotMinutes: row.slotMinutes,
      slots: row.lines.reduce((sum, line) => sum + line.count * line.slotsPerPost, 0),
      deliveryModes: row.deliveryModes,
      releases: row.releases.map(({ count, daysBefore, localTime }) => ({ slots: count, daysBefore, time: localTime })),
      heldFor111: row.heldFor111,
      unusedTo111From: row.unusedTo111From,
      unusedTo111Policy: row.unusedTo111Policy,
    },
    sharingPolicy: row.sharingPolicy,
    bankHolidayPolicy: row.bankHolidayPolicy,
    poolHoursBefore: inHundredths(row.poolMinutesBefore / 60),
    bookableUnstaffed: row.bookableUnstaffed,
    breakMinutes: row.breakMinutes,
    priority: row.priority,
    publishedUntil: row.publishedUntil,
  };
}

/** A host of a clinic, as resolvers get it. */
export interface ClinicHostSource {
  readonly siteId: string;
  readonly roomId: string | null;
  readonly weight: number;
}

@ObjectType('ClinicHost', { description: 'A host of a clinic’s sessions.', simpleResolvers: true })
export class ClinicHostType {
  @Field(() => Int, { description: 'How many sessions of each cycle it hosts; 1 unless the hosting is CYCLE.' })
  weight!: number;
}

export interface StaffingLineSource {
  readonly roleCode: string;
  readonly count: number;
  readonly slotsPerPost: number;
}

@ObjectType('StaffingLine', { description: 'A number of posts of one role in every session.', simpleResolvers: true })
export class StaffingLineType {
  @Field(() => Int, { description: 'How many posts.' })
  count!: number;

  @Field(() => Int, { description: 'How many slots each post has in a session.' })
  slotsPerPost!: number;
}

export interface FixedShareSource {
  readonly practiceId: string;
  readonly weight: number;
}

@ObjectType('FixedShare', { description: 'A practice’s weight in every session.', simpleResolvers: true })
export class FixedShareType {
  @Field(() => Float, { description: 'Its weight; only the proportions count.' })
  weight!: number;
}

export const { Connection: SharedClinicConnection } = connectionTypes(
  'SharedClinic',
  () => SharedClinicType,
  'shared clinics',
);

@ObjectType('ScheduleSharedClinicPayload', { implements: MutationPayload, description: 'The scheduled clinic.' })
export class ScheduleSharedClinicPayload extends MutationPayload {
  @Field(() => SharedClinicType, { nullable: true, description: 'The new clinic; null when it was refused.' })
  clinic?: SharedClinicSource | null;
}
