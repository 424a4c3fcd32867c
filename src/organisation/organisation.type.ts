import { Directive, Field, ID, InputType, InterfaceType, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/graphql/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { oneOf } from '../platform/graphql/schema.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { type At, dayInId } from './at.js';
import { OdsCodeScalar } from './identifier.type.js';
import type { OrganisationKind, OrganisationRow } from './organisation.queries.js';

/** What resolvers of any organisation type get as their source. */
export interface OrganisationSource {
  readonly __typename: string;
  readonly id: string;
  readonly key: string;
  readonly at: At;
  readonly row: OrganisationRow;
  readonly odsCode: string | null;
  readonly name: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly source: string;
}

@InterfaceType('Organisation', {
  implements: Node,
  description: 'Whoever commissions, provides or shares care: an ICB, a PCN, a practice, a hub, a trust and so on.',
  resolveType: (value: OrganisationSource) => value.__typename,
})
export abstract class OrganisationType extends Node {
  @Field(() => OdsCodeScalar, {
    nullable: true,
    description: 'Its code with the NHS Organisation Data Service; null for a contract holder without one.',
  })
  odsCode!: string | null;

  @Field(() => String, { description: 'What it was called on the day asked for.' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it opened.' })
  openedOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it was closed; null while it is open.',
  })
  closedOn!: string | null;

  @Field(() => String, { description: 'Where these facts come from.' })
  source!: string;
}

@ObjectType('Practice', {
  implements: OrganisationType,
  description: 'A GP practice: it holds a list of patients, is in one PCN at a time and runs one or more sites.',
  simpleResolvers: true,
})
export class PracticeType extends OrganisationType {}

@ObjectType('PrimaryCareNetwork', {
  implements: OrganisationType,
  description: 'A PCN: general practices that work together and share clinicians and clinics.',
  simpleResolvers: true,
})
export class PrimaryCareNetworkType extends OrganisationType {}

const typeNames: Record<OrganisationKind, string> = {
  ICB: 'IntegratedCareBoard',
  SUB_ICB: 'SubIntegratedCareBoard',
  PCN: 'PrimaryCareNetwork',
  PRACTICE: 'Practice',
  HUB: 'Provider',
  TRUST: 'Provider',
  COMMUNITY_PROVIDER: 'Provider',
  VOLUNTARY: 'Provider',
  CONTRACT_HOLDER: 'ContractHolder',
};

/** The GraphQL source of an organisation read on a day. */
export const organisationSource = (row: OrganisationRow, at: At): OrganisationSource => ({
  __typename: typeNames[row.kind],
  id: globalId(typeNames[row.kind], row.id, dayInId(at)),
  key: row.id,
  at,
  row,
  odsCode: row.odsCode,
  name: row.name,
  openedOn: row.openedOn,
  closedOn: row.closedOn,
  source: row.source,
});

@Directive('@oneOf')
@InputType('OrganisationBy', { description: 'Which organisation: give exactly one of these.' })
export class OrganisationBy {
  @Field(() => OdsCodeScalar, { nullable: true, description: 'By its ODS code, e.g. `E81003`.' })
  odsCode?: string;

  @Field(() => ID, { nullable: true, description: 'By its global id.' })
  id?: string;
}
oneOf('OrganisationBy');

export const { Connection: PracticeConnection } = connectionTypes('Practice', () => PracticeType, 'practices');
export const { Connection: PrimaryCareNetworkConnection } = connectionTypes(
  'PrimaryCareNetwork',
  () => PrimaryCareNetworkType,
  'PCNs',
);
