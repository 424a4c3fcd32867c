import { Field, ObjectType } from 'type-graphql';
import { PermissionEnum } from '../../identity/asking/permission.type.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { OrganisationKind } from './organisation.queries.js';
import { OrganisationType, PrimaryCareNetworkType } from './organisation.type.js';

export const OrganisationKindEnum = enumOf<OrganisationKind>('OrganisationKind', 'What an organisation is.', {
  ICB: 'An integrated care board.',
  SUB_ICB: 'A part of an ICB that commissions.',
  PCN: 'A primary care network.',
  PRACTICE: 'A GP practice.',
  HUB: 'A hub of a network with an ODS code of its own.',
  TRUST: 'An NHS trust.',
  COMMUNITY_PROVIDER: 'A provider of community services.',
  VOLUNTARY: 'A charity or other voluntary organisation.',
  CONTRACT_HOLDER: 'A company or partnership that holds the contract of a practice.',
});

@ObjectType('ViewerOrganisation', { description: 'An organisation that you act for.', simpleResolvers: true })
export class ViewerOrganisationType {
  @Field(() => String, { description: 'Its ODS code, as in your token; for a clinician their own code.' })
  code!: string;

  @Field(() => OrganisationKindEnum, {
    nullable: true,
    description: 'What it is; null for a clinician, and if your role cannot act for it.',
  })
  kind!: OrganisationKind | null;

  @Field(() => String, { nullable: true, description: 'Its name; null where `kind` is.' })
  name!: string | null;

  @Field(() => OrganisationType, { nullable: true, description: 'The organisation itself; null where `kind` is.' })
  node!: OrganisationType | null;

  @Field(() => [PermissionEnum], {
    description: 'What you may do for it and, if it is an ICB, about what it commissions.',
  })
  permissions!: readonly string[];
}

@ObjectType('ViewerNetwork', { description: 'A network that you have to do with.', simpleResolvers: true })
export class ViewerNetworkType {
  @Field(() => PrimaryCareNetworkType, { description: 'The network.' })
  pcn!: PrimaryCareNetworkType;

  @Field(() => Boolean, {
    description: 'Whether your organisation only lends it rooms or people: you then see the sessions that use these.',
  })
  lending!: boolean;

  @Field(() => [PermissionEnum], { description: 'What you may do about what belongs to it.' })
  permissions!: readonly string[];
}
