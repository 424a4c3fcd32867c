import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { UnusedTo111DefaultType } from '../../sessions/clinic/unused-to-111.type.js';
import { ChangeReportType } from '../change-report.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('SetUnusedTo111DefaultInput', {
  description: 'The time of day from which unused slots of a network are also for NHS 111.',
})
export class SetUnusedTo111DefaultInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description:
      'London time, on the day of a session, from which NHS 111 may also book slots that are still free; null or left out for no default.',
  })
  unusedTo111From?: string | null;

  @Field(() => DateScalar, {
    description: 'The first day of sessions to which it applies, today or later; what applied before ends on it.',
  })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@ObjectType('SetUnusedTo111DefaultPayload', { implements: MutationPayload, description: "The network's default now." })
export class SetUnusedTo111DefaultPayload extends MutationPayload {
  @Field(() => UnusedTo111DefaultType, {
    nullable: true,
    description:
      'The default for that day; null if it was refused, after a dry run, and if there was and is no default.',
  })
  unusedTo111Default?: UnusedTo111DefaultType | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many published sessions take another time, or would; null if it was refused.',
  })
  sessionCount?: number | null;

  @Field(() => ChangeReportType, {
    nullable: true,
    description:
      'Which sessions take another time, which clinics keep their own, and what stays booked; null if it was refused.',
  })
  change?: ChangeReportType | null;
}
