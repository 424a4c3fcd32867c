import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import type { Change, ChangeKind, ChangeReport } from './change-report.js';
import { listOf } from '../platform/graphql/limits/list-size.js';

export const ChangeKindEnum = enumOf<ChangeKind>('ChangeKind', 'What sort of thing a change by date concerns.', {
  AGREEMENT: 'A network agreement.',
  ASSIGNMENT: 'Who staffs a session.',
  BOOKINGS: 'Bookings of patients.',
  CLINIC: 'A shared clinic: a series of sessions.',
  CONTRACT: 'A practice’s contract.',
  MEMBERSHIP: 'A practice’s days in a network.',
  NAME: 'A name.',
  ORGANISATION: 'An organisation.',
  PLACES: 'Places in sessions.',
  POPULATION: 'A list of patients.',
  ROOM: 'A room of a site.',
  ROOM_OFFER: 'A room that is offered to a network.',
  SERVICE: 'A service that a network offers.',
  SESSION: 'Published sessions.',
  SHARE_BALANCE: 'What a practice is owed of shared time, or has had in advance.',
  SITE: 'A site and who runs it.',
  STAFF: 'Employments.',
  WAITING_LIST: 'Patients who are waiting for a slot.',
});

@ObjectType('Change', {
  description: 'One thing that a change by date moves, leaves as it is, or clashes with.',
  simpleResolvers: true,
})
export class ChangeType implements Omit<Change, 'about'> {
  @Field(() => ChangeKindEnum, { description: 'What sort of thing it is.' })
  kind!: ChangeKind;

  @Field(() => String, { description: 'What happens to it, in words.' })
  text!: string;

  @Field(() => Int, { description: 'How many of them.' })
  count!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The day it is about; null for the day of the change.' })
  on!: string | null;

  @Field(() => String, { nullable: true, description: 'The old value, if one value replaces another.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The new value.' })
  after!: string | null;
}

/** What resolvers of “who must be told” get as their source. */
export interface ToldSource {
  readonly organisationId: string;
  readonly what: string;
}

@ObjectType('ToldOrganisation', { description: 'Who must be told of a change, and what.', simpleResolvers: true })
export class ToldOrganisationType {
  @Field(() => String, { description: 'What to tell them.' })
  what!: string;
}

@ObjectType('ChangeReport', {
  description:
    'What a change by date does, or would do: the same for a dry run as for the change. It is not paged, because a change cannot be made again to read the next page.',
  simpleResolvers: true,
})
export class ChangeReportType implements Pick<ChangeReport, 'performed' | 'from'> {
  @Field(() => Boolean, {
    description: 'Whether the change was made. False for a dry run, and if something was in the way.',
  })
  performed!: boolean;

  @Field(() => DateScalar, { description: 'The first day on which it applies.' })
  from!: string;

  @Field(() => [ChangeType], { complexity: listOf(20), description: 'What moves.' })
  moves!: readonly ChangeType[];

  @Field(() => [ChangeType], { description: 'What stays as it is.' })
  stays!: readonly ChangeType[];

  @Field(() => [ChangeType], {
    description: 'What was not yet published at sites that change network, for their new network to take up.',
  })
  offered!: readonly ChangeType[];

  @Field(() => [ChangeType], { description: 'What is in the way. While anything is, nothing changes.' })
  clashes!: readonly ChangeType[];

  @Field(() => [ToldOrganisationType], { description: 'Who must be told.' })
  told!: readonly ToldOrganisationType[];
}

/** What a mutation that makes a change by date returns. */
export interface ChangePayload extends MutationPayload {
  readonly change?: ChangeReportType | null;
}

/** Makes the payload type of such a mutation. Call it once for each mutation. */
export function changePayloadType(name: string, description: string): ClassType<ChangePayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ChangeReportType, {
      nullable: true,
      description:
        'What the change does, given with the reasons too if something is in its way. Null if it could not even be tried.',
    })
    change?: ChangeReportType | null;
  }
  return Payload;
}
