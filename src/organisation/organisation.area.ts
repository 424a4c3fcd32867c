import { contractAhead } from './contract/contract-ahead.queries.js';
import { agreementAhead } from './agreement/agreement-ahead.queries.js';
import { membershipAhead } from './membership/membership-ahead.queries.js';
import { accommodationAhead } from './accommodation/accommodation-ahead.queries.js';
import { AccommodationOffer } from './accommodation/accommodation-offer.entity.js';
import { accommodationAudited } from './accommodation/accommodation.audited.js';
import {
  accommodationNodes,
  AccommodationOfferResolver,
  NetworkAccommodationResolver,
  SiteAccommodationResolver,
} from './accommodation/accommodation.resolver.js';
import { AgreementSignature } from './agreement/agreement-signature.entity.js';
import { agreementAudited } from './agreement/agreement.audited.js';
import { agreementNodes, AgreementResolver, AgreementSignatureResolver } from './agreement/agreement.resolver.js';
import { NetworkAgreement } from './agreement/network-agreement.entity.js';
import { NetworkAgreementsResolver } from './agreement/network-agreements.resolver.js';
import { contractAudited } from './contract/contract.audited.js';
import { Contract } from './contract/contract.entity.js';
import { ContractHolderResolver, contractNodes, ContractResolver } from './contract/contract.resolver.js';
import { PracticeContractsResolver } from './contract/practice-contracts.resolver.js';
import { IcbFieldsResolver, SubIcbFieldsResolver } from './directory/icb-fields.resolver.js';
import { OrganisationFieldsResolver } from './directory/organisation-fields.resolver.js';
import { organisationAudited } from './directory/organisation.audited.js';
import { organisationConstraints, organisationProblemWords } from './directory/organisation.problems.js';
import { organisationNodes, OrganisationResolver } from './directory/organisation.resolver.js';
import { ViewerOrganisationsResolver } from './directory/viewer-organisations.resolver.js';
import { organisationWarningWords } from './directory/organisation.warnings.js';
import { membershipAudited } from './membership/membership.audited.js';
import { Membership } from './membership/membership.entity.js';
import { membershipNodes, MembershipResolver } from './membership/membership.resolver.js';
import { NetworkMembersResolver } from './membership/network-members.resolver.js';
import { PracticeMembershipsResolver } from './membership/practice-memberships.resolver.js';
import { participationAudited } from './participation/participation.audited.js';
import { Participation } from './participation/participation.entity.js';
import {
  participationNodes,
  ParticipationResolver,
  PracticeParticipationResolver,
} from './participation/participation.resolver.js';
import { NetworkPopulationResolver, NetworkPopulationsResolver } from './population/network-population.resolver.js';
import { populationAudited } from './population/population.audited.js';
import { Population } from './population/population.entity.js';
import { PopulationFieldsResolver, populationNodes, PopulationResolver } from './population/population.resolver.js';
import { PracticeSitesResolver, ProviderSitesResolver } from './site/operated-sites.resolver.js';
import {
  NetworkPopulationRightsResolver,
  PracticePopulationRightsResolver,
} from './population/viewer-can-record.resolver.js';
import { Room } from './site/room.entity.js';
import { SiteFieldsResolver, SiteOperationResolver, TravelTimeResolver } from './site/site-fields.resolver.js';
import { SiteOperation } from './site/site-operation.entity.js';
import { siteAudited } from './site/site.audited.js';
import { Site } from './site/site.entity.js';
import { RoomResolver, siteNodes, SiteResolver } from './site/site.resolver.js';
import type { Area } from '../platform/areas/area.js';

export const organisationArea: Area = {
  name: 'organisation',
  entities: [
    AccommodationOffer,
    AgreementSignature,
    Contract,
    Membership,
    NetworkAgreement,
    Participation,
    Population,
    Room,
    Site,
    SiteOperation,
  ],
  resolvers: [
    NetworkPopulationRightsResolver,
    PracticePopulationRightsResolver,
    ViewerOrganisationsResolver,
    AccommodationOfferResolver,
    AgreementResolver,
    AgreementSignatureResolver,
    ContractHolderResolver,
    ContractResolver,
    IcbFieldsResolver,
    MembershipResolver,
    NetworkAccommodationResolver,
    NetworkAgreementsResolver,
    NetworkMembersResolver,
    NetworkPopulationResolver,
    NetworkPopulationsResolver,
    OrganisationFieldsResolver,
    OrganisationResolver,
    ParticipationResolver,
    PopulationFieldsResolver,
    PopulationResolver,
    PracticeContractsResolver,
    PracticeMembershipsResolver,
    PracticeParticipationResolver,
    PracticeSitesResolver,
    ProviderSitesResolver,
    RoomResolver,
    SiteAccommodationResolver,
    SiteFieldsResolver,
    SiteOperationResolver,
    SiteResolver,
    SubIcbFieldsResolver,
    TravelTimeResolver,
  ],
  nodes: {
    ...accommodationNodes,
    ...agreementNodes,
    ...contractNodes,
    ...membershipNodes,
    ...organisationNodes,
    ...participationNodes,
    ...populationNodes,
    ...siteNodes,
  },
  audited: {
    ...accommodationAudited,
    ...agreementAudited,
    ...contractAudited,
    ...membershipAudited,
    ...organisationAudited,
    ...participationAudited,
    ...populationAudited,
    ...siteAudited,
  },
  problems: organisationProblemWords,
  warnings: organisationWarningWords,
  constraints: organisationConstraints,
  liesAhead: [...contractAhead, ...agreementAhead, ...membershipAhead, ...accommodationAhead],
};
