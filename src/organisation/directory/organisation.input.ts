import { ArgsType, Directive, Field, InputType } from 'type-graphql';
import { organisationTypes } from '../../identity/rules/organisation-types.js';
import type { GlobalId } from '../../platform/ids/global-id.js';
import { IdPartsField } from '../../platform/graphql/id-argument.js';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar } from './identifier.type.js';

/** Those that can hold a practice's contract. */
export const holderTypes = ['ContractHolder', 'Practice', 'PrimaryCareNetwork', 'Provider'] as const;

@Directive('@oneOf')
@InputType('OrganisationBy', { description: 'Which organisation: give exactly one of these.' })
export class OrganisationBy {
  @Field(() => OdsCodeScalar, { nullable: true, description: 'By its ODS code, e.g. `E81003`.' })
  odsCode?: string;

  @IdPartsField(organisationTypes, { nullable: true, description: 'By its global id.' })
  id?: GlobalId;
}

@ArgsType()
export class OrganisationsArgs extends PageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The London day to read at; default today. Everything below inherits it.',
  })
  asOf?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Keep those with this text in their name on that day, or whose ODS code begins with it.',
  })
  search?: string;
}

@ArgsType()
export class PracticesArgs extends OrganisationsArgs {
  @Field(() => OdsCodeScalar, { nullable: true, description: 'Keep the practices that are in this PCN that day.' })
  pcn?: string;
}
