import { Field, InputType, Int } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { DateScalar, LocalTimeScalar } from '../platform/graphql/scalars.js';
import { WeekdayEnum } from '../platform/graphql/weekday.type.js';
import type { Weekday } from '../time/london.js';
import { ClinicianBy } from './clinician.type.js';
import type { WorkingTimeStatus } from './employment.entity.js';
import { WorkingTimeStatusEnum } from './employment.type.js';
import type { RegistrationBody } from './rules/registration.js';
import { RegistrationBodyEnum } from './staff-role.type.js';
import { MutationInput } from '../platform/graphql/mutation.input.js';

@InputType('RegistrationInput', { description: 'An entry in a professional register.' })
export class RegistrationInput {
  @Field(() => RegistrationBodyEnum, { description: 'The register.' })
  body!: RegistrationBody;

  @Field(() => String, { description: 'The registration number; spaces and lower case are accepted.' })
  number!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it is valid; default today.' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer valid; default until further notice.',
  })
  to?: string;
}

@InputType('RegisterClinicianInput', { description: 'A person whom your organisation puts on record.' })
export class RegisterClinicianInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'A short code of your choice: `GP-0007`. If left out, one is made.',
  })
  code?: string;

  @Field(() => String, { description: 'The name that colleagues use.' })
  name!: string;

  @Field(() => String, { description: 'The role, by its code in `staffRoles`.' })
  role!: string;

  @Field(() => [RegistrationInput], {
    defaultValue: [],
    description: 'Entries in professional registers; they must include the one that the role requires.',
  })
  registrations!: RegistrationInput[];

  @Field(() => [String], { defaultValue: [], description: 'Skills that services may require: `spirometry`.' })
  skills!: string[];

  @Field(() => [String], { defaultValue: ['en'], description: 'Languages spoken with patients, as ISO 639 codes.' })
  languages!: string[];

  @IdField('Clinician', { nullable: true, description: 'The named GP supervisor, for a role that needs one.' })
  supervisor?: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the clinician opted out of the 48-hour week.' })
  workingTimeOptOut!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'True for an invented person.' })
  synthetic!: boolean;
}

@InputType('AddRegistrationInput', { description: "A clinician's new entry in a professional register." })
export class AddRegistrationInput extends MutationInput {
  @IdField('Clinician', { description: 'The clinician, whom your organisation employs.' })
  clinician!: string;

  @Field(() => RegistrationBodyEnum, { description: 'The register.' })
  body!: RegistrationBody;

  @Field(() => String, { description: 'The registration number; spaces and lower case are accepted.' })
  number!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it is valid; default today.' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer valid; default until further notice.',
  })
  to?: string;
}

@InputType('EmployClinicianInput', { description: "A clinician's job with your organisation." })
export class EmployClinicianInput extends MutationInput {
  @Field(() => ClinicianBy, { description: 'The clinician.' })
  clinician!: ClinicianBy;

  @Field(() => String, {
    nullable: true,
    description:
      'Required, with the code, for a clinician who works elsewhere and whom you cannot see yet. They accept the job with `acceptEmployment`.',
  })
  registrationNumber?: string;

  @Field(() => OdsCodeScalar, { description: 'The employer: your organisation.' })
  employer!: string;

  @Field(() => Int, { description: 'Minutes a week; 2250 are 37.5 hours.' })
  contractedMinutesPerWeek!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long a session is; by default 250 for GPs (BMA model contract) and half a full-time day for others.',
  })
  sessionMinutes?: number;

  @Field(() => WorkingTimeStatusEnum, { description: 'How the Working Time Regulations treat the job.' })
  workingTimeStatus!: WorkingTimeStatus;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; default until further notice.',
  })
  to?: string;
}

@InputType('ReleaseToPoolInput', { description: 'How much of a job a PCN may roster.' })
export class ReleaseToPoolInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;

  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => Int, { description: 'Minutes a week.' })
  minutesPerWeek!: number;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; by default it lasts as long as the employment.',
  })
  to?: string;
}

@InputType('AcceptReleaseInput', { description: 'Which release the network accepts.' })
export class AcceptReleaseInput extends MutationInput {
  @IdField('PoolRelease', { description: 'The release.' })
  release!: string;
}

@InputType('DeclineReleaseInput', { description: 'Which release the network declines, and why.' })
export class DeclineReleaseInput extends MutationInput {
  @IdField('PoolRelease', { description: 'The release.' })
  release!: string;

  @Field(() => String, { description: 'Why, for the employer: 1 to 200 characters, no patient identity.' })
  reason!: string;
}

@InputType('WorkingPatternInput', { description: 'A weekly time, London time.' })
export class WorkingPatternInput {
  @Field(() => WeekdayEnum, { description: 'The day of the week.' })
  weekday!: Weekday;

  @Field(() => LocalTimeScalar, { description: 'When it begins.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends; 00:00 is midnight at the end of the day.' })
  endTime!: string;
}

@InputType('SetWorkingPatternInput', { description: 'The weekly pattern of a job from a day on.' })
export class SetWorkingPatternInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;

  @Field(() => DateScalar, { description: 'The first day of the new pattern; earlier days keep theirs.' })
  from!: string;

  @Field(() => [WorkingPatternInput], { description: 'The whole new pattern; empty if not available at all.' })
  windows!: WorkingPatternInput[];
}
