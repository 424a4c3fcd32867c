import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { organisationTypeOf } from '../../identity/rules/organisation-types.js';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
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
  readonly kind: OrganisationKind;
  readonly unknown: boolean;
}

@InterfaceType('Organisation', {
  implements: Node,
  description:
    'An organisation that commissions, provides or shares care: an ICB, a PCN, a practice, a hub, a trust and so on.',
  resolveType: (value: OrganisationSource) => value.__typename,
})
export abstract class OrganisationType extends Node {
  @Field(() => OdsCodeScalar, {
    nullable: true,
    description: 'Its code with the NHS Organisation Data Service; null for a contract holder without one.',
  })
  odsCode!: string | null;

  @Field(() => String, { description: 'Its name on the day asked for.' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it opened.' })
  openedOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it was closed; null while it is open.',
  })
  closedOn!: string | null;

  @Field(() => String, { description: 'Where this information comes from.' })
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

@ObjectType('IntegratedCareBoard', {
  implements: OrganisationType,
  description: 'An ICB: it plans and pays for NHS care in its area and holds the contracts of its practices.',
  simpleResolvers: true,
})
export class IntegratedCareBoardType extends OrganisationType {}

@ObjectType('SubIntegratedCareBoard', {
  implements: OrganisationType,
  description: 'A part of an ICB that commissions practices and PCNs; the Data Service calls it a sub-ICB location.',
  simpleResolvers: true,
})
export class SubIntegratedCareBoardType extends OrganisationType {}

export const ProviderKindEnum = enumOf(
  'ProviderKind',
  'The kind of organisation that lends staff and rooms, other than practices.',
  {
    HUB: 'A hub of a network with an ODS code of its own.',
    TRUST: 'An NHS trust.',
    COMMUNITY_PROVIDER: 'A provider of community services.',
    VOLUNTARY: 'A charity or other voluntary organisation.',
  },
);

@ObjectType('Provider', {
  implements: OrganisationType,
  description: 'A hub, a trust, a community provider or a charity: it may employ staff, run sites and lend both.',
  simpleResolvers: true,
})
export class ProviderType extends OrganisationType {
  @Field(() => ProviderKindEnum, { description: 'What kind of organisation it is.' })
  kind!: keyof typeof ProviderKindEnum;
}

@ObjectType('ContractHolder', {
  implements: OrganisationType,
  description: 'A company or partnership that holds the contract of a practice and is not a practice itself.',
  simpleResolvers: true,
})
export class ContractHolderType extends OrganisationType {
  @Field(() => Boolean, {
    description: 'True for a placeholder: the sources say that there is a holder, but not who it is.',
  })
  unknown!: boolean;
}

@ObjectType('FormerName', { description: 'A former name of an organisation.', simpleResolvers: true })
export class FormerNameType {
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => DateScalar, { description: 'The first day of this name.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day of the next name.' })
  to!: string;
}

/** The GraphQL source of an organisation read on a day. */
export function organisationSource(row: OrganisationRow, at: At): OrganisationSource {
  return {
    __typename: organisationTypeOf(row.kind),
    id: globalId(organisationTypeOf(row.kind), row.id, dayInId(at)),
    key: row.id,
    at,
    row,
    odsCode: row.odsCode,
    name: row.name,
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    source: row.source,
    kind: row.kind,
    unknown: row.unknown,
  };
}

export const { Connection: PracticeConnection } = connectionTypes('Practice', () => PracticeType, 'practices');
export const { Connection: PrimaryCareNetworkConnection } = connectionTypes(
  'PrimaryCareNetwork',
  () => PrimaryCareNetworkType,
  'PCNs',
);
