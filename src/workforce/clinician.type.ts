import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { IdPartsField } from '../platform/graphql/id-argument.js';
import { type At, dayInId } from '../organisation/directory/at.js';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { type GlobalId, globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import type { ClinicianRow, RegistrationRow } from './clinician.queries.js';
import type { RegistrationBody } from './rules/registration.js';
import { RegistrationBodyEnum } from './staff-role.type.js';

/** What resolvers of a clinician's fields get as their source. */
export interface ClinicianSource {
  readonly __typename: 'Clinician';
  readonly id: string;
  readonly key: string;
  readonly at: At;
  readonly row: ClinicianRow;
  readonly code: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

@ObjectType('Clinician', {
  implements: Node,
  description:
    'Someone who sees patients or supports those who do. You see those whom your organisation employs, or who are released to the pool of a network of yours.',
  simpleResolvers: true,
})
export class ClinicianType extends Node {
  @Field(() => String, { description: 'A short code, by which the clinician also signs in: `GP-0007`.' })
  code!: string;

  @Field(() => String, { description: 'The name that colleagues use.' })
  name!: string;

  @Field(() => Boolean, { description: 'True for an invented person, like everyone in the example data.' })
  synthetic!: boolean;

  @Field(() => [String], { description: 'Skills that services may require, in lower case: `spirometry`.' })
  skills!: readonly string[];

  @Field(() => [String], { description: 'Languages spoken with patients, as ISO 639 codes: `en`, `pl`, `ur`.' })
  languages!: readonly string[];
}

/** The GraphQL source of a clinician whose dated facts are read on a day. */
export function clinicianSource(row: ClinicianRow, at: At): ClinicianSource {
  return {
    __typename: 'Clinician',
    id: globalId('Clinician', row.id, dayInId(at)),
    key: row.id,
    at,
    row,
    code: row.code,
    name: row.name,
    synthetic: row.synthetic,
    skills: row.skills,
    languages: row.languages,
  };
}

@ObjectType('Registration', {
  description: "A clinician's entry in a professional register, as the employer recorded it.",
  simpleResolvers: true,
})
export class RegistrationType implements Omit<RegistrationRow, 'clinicianId'> {
  @Field(() => RegistrationBodyEnum, { description: 'The register.' })
  body!: RegistrationBody;

  @Field(() => String, { description: 'The registration number.' })
  number!: string;

  @Field(() => DateScalar, { description: 'The first day on which it is valid.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer valid; null until further notice.',
  })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was ended; null if it was not, or by nobody.' })
  endReason!: string | null;
}

@Directive('@oneOf')
@InputType('ClinicianBy', { description: 'Which clinician: give exactly one of these.' })
export class ClinicianBy {
  @IdPartsField(['Clinician'], { nullable: true, description: 'By global id.' })
  id?: GlobalId;

  @Field(() => String, { nullable: true, description: 'By code, e.g. `GP-0007`.' })
  code?: string;
}

export const { Connection: ClinicianConnection } = connectionTypes('Clinician', () => ClinicianType, 'clinicians');

@ObjectType('AddRegistrationPayload', {
  implements: MutationPayload,
  description: 'A clinician with a new registration.',
})
export class AddRegistrationPayload extends MutationPayload {
  @Field(() => ClinicianType, { nullable: true, description: 'The clinician; null if refused.' })
  clinician?: ClinicianType | null;
}

@ObjectType('RegisterClinicianPayload', { implements: MutationPayload, description: 'The clinician on record.' })
export class RegisterClinicianPayload extends MutationPayload {
  @Field(() => ClinicianType, { nullable: true, description: 'The new clinician; null if refused.' })
  clinician?: ClinicianType | null;
}
