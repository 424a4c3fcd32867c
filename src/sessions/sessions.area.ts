import { placeAhead } from './places/place-ahead.queries.js';
import { sessionAhead } from './session/session-ahead.queries.js';
import { sharedClinicAhead } from './clinic/shared-clinic-ahead.queries.js';
import { sharedClinicAudited } from './clinic/shared-clinic.audited.js';
import {
  ClinicHostResolver,
  FixedShareResolver,
  NetworkClinicsResolver,
  sharedClinicNodes,
  SharedClinicResolver,
  StaffingLineResolver,
} from './clinic/shared-clinic.resolver.js';
import { unusedTo111Audited } from './clinic/unused-to-111.audited.js';
import { NetworkUnusedTo111Resolver } from './clinic/unused-to-111.resolver.js';
import { FairnessResolver, HostFairnessResolver } from './ledger/fairness.resolver.js';
import { shareLedgerAudited } from './ledger/share-ledger.audited.js';
import { FreeRoomsResolver } from './free-rooms/free-rooms.resolver.js';
import { RotaGridResolver } from './grid/rota-grid.resolver.js';
import { OverrideSharesResolver } from './places/override-shares.resolver.js';
import { PassPlacesResolver } from './places/pass-places.resolver.js';
import { placeAudited } from './places/place.audited.js';
import { PlannedShareResolver, PreviewResolver } from './publication/preview.resolver.js';
import { PublicationResolver } from './publication/publication.resolver.js';
import { serviceAudited } from './service/service.audited.js';
import { Service } from './service/service.entity.js';
import { NetworkServicesResolver, serviceNodes, ServiceResolver } from './service/service.resolver.js';
import { sessionsConstraints, sessionsProblemWords } from './service/sessions.problems.js';
import { sessionsWarningWords } from './service/sessions.warnings.js';
import { ClinicSessionsResolver, RoomSessionsResolver, SiteSessionsResolver } from './session/sessions-of.resolver.js';
import { NetworkRotaResolver, RotaResolver } from './session/rota.resolver.js';
import { sessionAudited } from './session/session.audited.js';
import { sessionNodes, SessionResolver, SessionShareResolver, SlotResolver } from './session/session.resolver.js';
import { assignmentAudited } from './staffing/assignment.audited.js';
import { Assignment } from './staffing/assignment.entity.js';
import { ClinicianAssignmentsResolver } from './staffing/clinician-assignments.resolver.js';
import { PostResolver, staffingNodes, StaffingResolver } from './staffing/staffing.resolver.js';
import type { Area } from '../platform/areas/area.js';

export const sessionsArea: Area = {
  name: 'sessions',
  entities: [Assignment, Service],
  resolvers: [
    ClinicianAssignmentsResolver,
    ClinicHostResolver,
    ClinicSessionsResolver,
    FairnessResolver,
    FixedShareResolver,
    FreeRoomsResolver,
    HostFairnessResolver,
    NetworkClinicsResolver,
    NetworkRotaResolver,
    NetworkServicesResolver,
    NetworkUnusedTo111Resolver,
    OverrideSharesResolver,
    PassPlacesResolver,
    PlannedShareResolver,
    PostResolver,
    PreviewResolver,
    PublicationResolver,
    RoomSessionsResolver,
    RotaGridResolver,
    RotaResolver,
    ServiceResolver,
    SessionResolver,
    SessionShareResolver,
    SharedClinicResolver,
    SiteSessionsResolver,
    SlotResolver,
    StaffingLineResolver,
    StaffingResolver,
  ],
  nodes: { ...serviceNodes, ...sessionNodes, ...sharedClinicNodes, ...staffingNodes },
  audited: {
    ...assignmentAudited,
    ...placeAudited,
    ...serviceAudited,
    ...sessionAudited,
    ...shareLedgerAudited,
    ...sharedClinicAudited,
    ...unusedTo111Audited,
  },
  problems: sessionsProblemWords,
  warnings: sessionsWarningWords,
  constraints: sessionsConstraints,
  liesAhead: [...placeAhead, ...sessionAhead, ...sharedClinicAhead],
};
