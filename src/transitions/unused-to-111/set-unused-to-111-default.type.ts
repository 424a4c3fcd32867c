import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { UnusedTo111DefaultType } from '../../sessions/clinic/unused-to-111.type.js';
import { ChangeReportType } from '../change-report.type.js';

@InputType('SetUnusedTo111DefaultInput', {
  description: 'From when, on the day, unused slots of a network are also for NHS 111.',
})
export class SetUnusedTo111DefaultInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description:
      'From what time in London, on the day of a session, NHS 111 may also book the slots that are still free; null or left out for no default.',
  })
  unusedTo111From?: string | null;

  @Field(() => DateScalar, {
    description: 'The first day of sessions for which it holds, today or later; what was said before ends on it.',
  })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen, and change nothing.' })
  dryRun?: boolean;
}

@ObjectType('SetUnusedTo111DefaultPayload', { implements: MutationPayload, description: 'What the network says now.' })
export class SetUnusedTo111DefaultPayload extends MutationPayload {
  @Field(() => UnusedTo111DefaultType, {
    nullable: true,
    description:
      'What it says for that day; null when it was refused, after a dry run, and where it had and has no default.',
  })
  unusedTo111Default?: UnusedTo111DefaultType | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many published sessions take another time, or would; null when it was refused.',
  })
  sessionCount?: number | null;

  @Field(() => ChangeReportType, {
    nullable: true,
    description:
      'Which sessions take another time, which clinics go on by themselves, and what stays booked; null when it was refused.',
  })
  change?: ChangeReportType | null;
}
