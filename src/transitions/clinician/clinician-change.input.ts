import { Field, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { RegistrationBody } from '../../workforce/rules/registration.js';
import { RegistrationBodyEnum } from '../../workforce/staff-role.type.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { AffectedAssignmentsEnum } from '../leave/approve-leave.type.js';

const dryRunDescription = 'True to be told what would happen without changing anything.';
const affectedDescription = 'What happens to published sessions that the clinician cannot staff then; default REFUSE.';

@InputType('ChangeClinicianInput', { description: 'What changes of a clinician. What you leave out stays.' })
export class ChangeClinicianInput extends MutationInput {
  @IdField('Clinician', { description: 'The clinician, whom your organisation employs.' })
  clinician!: string;

  @Field(() => String, { nullable: true, description: 'The name that colleagues use.' })
  name?: string;

  @Field(() => [String], { nullable: true, description: 'All skills that services may require: `spirometry`.' })
  skills?: string[];

  @Field(() => [String], { nullable: true, description: 'All languages spoken with patients, as ISO 639 codes.' })
  languages?: string[];

  @Field(() => AffectedAssignmentsEnum, { nullable: true, description: affectedDescription })
  affectedAssignments?: AffectedAssignments;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('EndRegistrationInput', { description: 'Which registration ends, from when, and why.' })
export class EndRegistrationInput extends MutationInput {
  @IdField('Clinician', { description: 'The clinician, whom your organisation employs.' })
  clinician!: string;

  @Field(() => RegistrationBodyEnum, { description: 'The register.' })
  body!: RegistrationBody;

  @Field(() => String, { description: 'The registration number; spaces and lower case are accepted.' })
  number!: string;

  @Field(() => DateScalar, {
    description:
      'The first day without it; it may be past. Its own first day takes it off the record, as a mistake: the number is free again.',
  })
  from!: string;

  @Field(() => String, { description: 'Why: 1 to 200 characters, no patient identity.' })
  reason!: string;

  @Field(() => AffectedAssignmentsEnum, { nullable: true, description: affectedDescription })
  affectedAssignments?: AffectedAssignments;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
