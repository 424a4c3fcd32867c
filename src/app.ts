import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import { authenticate, type IdentityProvider } from './identity/authenticate.js';
import { AuditChangeResolver, AuditTrailResolver } from './identity/audit-trail.resolver.js';
import { maintainAuditTrailJob } from './identity/maintain-audit-trail.job.js';
import type { Viewer } from './identity/viewer.js';
import { AvailabilityResolver } from './booking/availability/availability.resolver.js';
import { AvailabilityChangedResolver } from './booking/availability/availability-changed.resolver.js';
import { Booking } from './booking/booking.entity.js';
import { BookingFieldsResolver, PracticeBookingsResolver } from './booking/booking-fields.resolver.js';
import './booking/booking.problems.js';
import { CancelSessionResolver, SlotOfferResolver } from './booking/cancel-session.resolver.js';
import { CapacityResolver } from './capacity/capacity.resolver.js';
import { BookingResolver } from './booking/booking.resolver.js';
import { offerFreedSlotJob } from './booking/offer-freed-slot.job.js';
import { offerToWaitersJob } from './booking/offer-to-waiters.job.js';
import { UsedPlacesResolver } from './booking/used-places.resolver.js';
import { WaitingEntry } from './booking/waiting-entry.entity.js';
import { WaitingEntryResolver, WaitingListResolver } from './booking/waiting.resolver.js';
import { Database, type DatabaseOptions } from './platform/database/database.js';
import { purgeIdempotencyKeysJob } from './platform/jobs/purge-idempotency-keys.job.js';
import type { ScopeRequest } from './platform/database/scope.js';
import { NodeResolver } from './platform/graphql/node.resolver.js';
import { RequestContext } from './platform/graphql/request-context.js';
import { RequestError } from './platform/graphql/request-error.js';
import { buildExecutableSchema } from './platform/graphql/schema.js';
import { createGraphqlServer } from './platform/graphql/server.js';
import { openAccount } from './platform/graphql/limits/account.js';
import type { Limits } from './platform/graphql/limits/limits.js';
import { OperationGate } from './platform/graphql/limits/operation-gate.js';
import { type Caller, createHttpServer, mountGraphql } from './platform/http/http-server.js';
import { mountSubscriptions } from './platform/http/subscriptions.js';
import { createMetrics } from './platform/metrics/metrics.js';
import type { AnyJob } from './platform/jobs/job.js';
import { AccommodationOffer } from './organisation/accommodation/accommodation-offer.entity.js';
import {
  AccommodationOfferResolver,
  NetworkAccommodationResolver,
  SiteAccommodationResolver,
} from './organisation/accommodation/accommodation.resolver.js';
import { AgreementSignature } from './organisation/agreement/agreement-signature.entity.js';
import { AgreementResolver, AgreementSignatureResolver } from './organisation/agreement/agreement.resolver.js';
import { Contract } from './organisation/contract/contract.entity.js';
import { ContractHolderResolver, ContractResolver } from './organisation/contract/contract.resolver.js';
import { IcbFieldsResolver, SubIcbFieldsResolver } from './organisation/directory/icb-fields.resolver.js';
import { Membership } from './organisation/membership/membership.entity.js';
import { MembershipResolver } from './organisation/membership/membership.resolver.js';
import { NetworkAgreement } from './organisation/agreement/network-agreement.entity.js';
import { OrganisationFieldsResolver } from './organisation/directory/organisation-fields.resolver.js';
import './organisation/directory/organisation.problems.js';
import { OrganisationResolver } from './organisation/directory/organisation.resolver.js';
import { Participation } from './organisation/participation/participation.entity.js';
import {
  ParticipationResolver,
  PracticeParticipationResolver,
} from './organisation/participation/participation.resolver.js';
import { Population } from './organisation/population/population.entity.js';
import { PopulationResolver } from './organisation/population/population.resolver.js';
import { Room } from './organisation/site/room.entity.js';
import {
  SiteFieldsResolver,
  SiteOperationResolver,
  TravelTimeResolver,
} from './organisation/site/site-fields.resolver.js';
import { SiteOperation } from './organisation/site/site-operation.entity.js';
import { Site } from './organisation/site/site.entity.js';
import { RoomResolver, SiteResolver } from './organisation/site/site.resolver.js';
import { Assignment } from './sessions/staffing/assignment.entity.js';
import { FairnessResolver, HostFairnessResolver } from './sessions/ledger/fairness.resolver.js';
import { OverrideSharesResolver } from './sessions/places/override-shares.resolver.js';
import { PlannedShareResolver, PreviewResolver } from './sessions/publication/preview.resolver.js';
import { RotaResolver } from './sessions/session/rota.resolver.js';
import { Service } from './sessions/service/service.entity.js';
import { ServiceResolver } from './sessions/service/service.resolver.js';
import { SessionResolver, SessionShareResolver, SlotResolver } from './sessions/session/session.resolver.js';
import './sessions/service/sessions.problems.js';
import {
  ClinicHostResolver,
  FixedShareResolver,
  NetworkClinicsResolver,
  SharedClinicResolver,
  StaffingLineResolver,
} from './sessions/clinic/shared-clinic.resolver.js';
import { PostResolver, StaffingResolver } from './sessions/staffing/staffing.resolver.js';
import { ApproveLeaveResolver } from './transitions/leave/approve-leave.resolver.js';
import { EndEmploymentResolver } from './transitions/leave/end-employment.resolver.js';
import { GiveNoticeResolver } from './transitions/network/give-notice.resolver.js';
import { CancelledSessionResolver, OverriddenSharesResolver } from './transitions/clinic/session-change.resolver.js';
import { SetParticipationResolver } from './transitions/network/set-participation.resolver.js';
import { ContinuityResolver } from './transitions/continuity/continuity.resolver.js';
import './transitions/transitions.problems.js';
import { ClinicianFieldsResolver } from './workforce/clinician-fields.resolver.js';
import { Clinician } from './workforce/clinician.entity.js';
import { ClinicianResolver } from './workforce/clinician.resolver.js';
import { Commitment } from './workforce/commitment.entity.js';
import { CommitmentResolver } from './workforce/commitment.resolver.js';
import { EmploymentDecisionResolver } from './workforce/employment-decision.resolver.js';
import { Employment } from './workforce/employment.entity.js';
import { EmploymentResolver } from './workforce/employment.resolver.js';
import { Leave } from './workforce/leave.entity.js';
import { LeaveResolver } from './workforce/leave.resolver.js';
import { PoolRelease } from './workforce/pool-release.entity.js';
import { PoolReleaseResolver } from './workforce/pool-release.resolver.js';
import { EmployeesResolver, PoolResolver } from './workforce/pool.resolver.js';
import { Registration } from './workforce/registration.entity.js';
import { StaffRoleResolver } from './workforce/staff-role.resolver.js';
import { WorkingWindow } from './workforce/working-pattern.entity.js';
import './workforce/workforce.problems.js';
import { NetworkMembersResolver } from './organisation/membership/network-members.resolver.js';
import { PracticeMembershipsResolver } from './organisation/membership/practice-memberships.resolver.js';
import {
  NetworkPopulationResolver,
  NetworkPopulationsResolver,
} from './organisation/population/network-population.resolver.js';
import { NetworkAgreementsResolver } from './organisation/agreement/network-agreements.resolver.js';
import { PracticeContractsResolver } from './organisation/contract/practice-contracts.resolver.js';
import { PracticeSitesResolver, ProviderSitesResolver } from './organisation/site/operated-sites.resolver.js';
import { PublicationResolver } from './sessions/publication/publication.resolver.js';
import { ClinicSessionsResolver } from './sessions/session/clinic-sessions.resolver.js';
import { PassPlacesResolver } from './sessions/places/pass-places.resolver.js';
import { ToldOrganisationResolver } from './transitions/change-report.resolver.js';
import { ClinicChangeResolver } from './transitions/clinic/clinic-change.resolver.js';
import { NetworkChangeResolver } from './transitions/network/network-change.resolver.js';
import { CloseSiteResolver } from './transitions/site/close-site.resolver.js';

const entities = [
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
  Assignment,
  Service,
  Booking,
  WaitingEntry,
  Clinician,
  Registration,
  Employment,
  PoolRelease,
  WorkingWindow,
  Commitment,
  Leave,
];

/** What runs in the background; each job's name stands in the table `job_task` too. */
export const jobs: readonly AnyJob[] = [
  maintainAuditTrailJob,
  offerFreedSlotJob,
  offerToWaitersJob,
  purgeIdempotencyKeysJob,
];

const resolvers = [
  NodeResolver,
  AuditTrailResolver,
  AuditChangeResolver,
  OrganisationResolver,
  PopulationResolver,
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
  ParticipationResolver,
  PracticeContractsResolver,
  PracticeMembershipsResolver,
  PracticeSitesResolver,
  PracticeParticipationResolver,
  ProviderSitesResolver,
  RoomResolver,
  SiteAccommodationResolver,
  SiteFieldsResolver,
  SiteOperationResolver,
  SiteResolver,
  SubIcbFieldsResolver,
  TravelTimeResolver,
  AvailabilityResolver,
  AvailabilityChangedResolver,
  BookingResolver,
  BookingFieldsResolver,
  PracticeBookingsResolver,
  WaitingEntryResolver,
  WaitingListResolver,
  CancelSessionResolver,
  SlotOfferResolver,
  CapacityResolver,
  ServiceResolver,
  SharedClinicResolver,
  ClinicSessionsResolver,
  PublicationResolver,
  PassPlacesResolver,
  NetworkClinicsResolver,
  ClinicHostResolver,
  StaffingLineResolver,
  FixedShareResolver,
  PreviewResolver,
  FairnessResolver,
  HostFairnessResolver,
  OverrideSharesResolver,
  UsedPlacesResolver,
  PlannedShareResolver,
  SessionResolver,
  SessionShareResolver,
  SlotResolver,
  PostResolver,
  StaffingResolver,
  RotaResolver,
  ClinicianResolver,
  ClinicianFieldsResolver,
  CommitmentResolver,
  EmployeesResolver,
  EmploymentResolver,
  EmploymentDecisionResolver,
  LeaveResolver,
  PoolReleaseResolver,
  PoolResolver,
  StaffRoleResolver,
  ApproveLeaveResolver,
  SetParticipationResolver,
  CancelledSessionResolver,
  OverriddenSharesResolver,
  EndEmploymentResolver,
  GiveNoticeResolver,
  ContinuityResolver,
  ClinicChangeResolver,
  CloseSiteResolver,
  NetworkChangeResolver,
  ToldOrganisationResolver,
];

let built: Promise<GraphQLSchema> | undefined;

/** The schema of all areas; built once a process. */
export const schema = (): Promise<GraphQLSchema> => (built ??= buildExecutableSchema(resolvers));

/** Opens the one door to data, for the server, its jobs and the command line. */
export const openDatabase = (url: string, options: Omit<DatabaseOptions, 'url' | 'entities'>) =>
  Database.connect({ url, entities, ...options });

export interface AppOptions {
  readonly database: Database;
  readonly identity: IdentityProvider;
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  readonly firstQuery: string;
  /** What beside the database must be there before the server is ready; empty when it is. */
  readonly notReady: () => Promise<readonly string[]>;
  /** For tests, which ask each document once: see compiled-execution.ts. */
  readonly compileAtOnce?: boolean;
}

export interface App {
  readonly http: FastifyInstance;
  /** @returns the address it listens on. */
  listen(host: string, port: number): Promise<string>;
  /** Stops accepting, finishes what was accepted, and leaves the database to whoever opened it. */
  close(): Promise<void>;
}

/** Puts all areas together behind HTTP. */
export const createApp = async (options: AppOptions): Promise<App> => {
  const { database, identity, log } = options;
  const metrics = createMetrics();
  const gate = new OperationGate(await schema(), options.limits, metrics);
  const httpOptions = {
    log,
    corsOrigins: options.corsOrigins,
    firstQuery: options.firstQuery,
    gate,
    metrics,
    notReady: async () => [...(await databaseTrouble(database)), ...(await options.notReady())],
  };
  const http = await createHttpServer(httpOptions);
  const drain: ApolloServerPlugin<RequestContext<ScopeRequest>> = fastifyApolloDrainPlugin(http as never);
  const apollo = createGraphqlServer(await schema(), gate, log, [drain], {
    compileAtOnce: options.compileAtOnce ?? false,
  });
  await apollo.start();
  const contextOf = async ({ authorization, requestId, address }: Caller) => {
    const viewer = await authenticate(identity, authorization, requestId);
    if (!viewer.ok) {
      await gate.refuseUnread(openAccount(address), 'token');
      const reasons = viewer.problems.map((problem) => problem.message).join(' ');
      throw new RequestError('UNAUTHENTICATED', reasons, { status: 401 });
    }
    const payer = viewer.value === undefined ? address : `${viewer.value.subject} ${viewer.value.organisationCode}`;
    await gate.ledger.demandSome(payer);
    return new RequestContext<Viewer>(
      database,
      viewer.value,
      requestId,
      openAccount(payer, viewer.value !== undefined),
    );
  };
  mountGraphql(http, apollo, contextOf, httpOptions);
  const subscriptions = mountSubscriptions(http, gate, contextOf);
  return {
    http,
    listen: (host, port) => http.listen({ host, port }),
    async close() {
      await subscriptions.close();
      await apollo.stop();
    },
  };
};

const databaseTrouble = async (database: Database): Promise<readonly string[]> => {
  const answered = database.ping().then(
    () => true,
    () => false,
  );
  return (await Promise.race([answered, delay(2000, false, { ref: false })])) ? [] : ['the database'];
};
