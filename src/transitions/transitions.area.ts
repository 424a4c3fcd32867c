import { ChangeResolver, ToldOrganisationResolver } from './change-report.resolver.js';
import { ClinicianChangeResolver } from './clinician/clinician-change.resolver.js';
import { ClinicChangeResolver } from './clinic/clinic-change.resolver.js';
import { CancelledSessionResolver, OverriddenSharesResolver } from './clinic/session-change.resolver.js';
import { ContinuityResolver } from './continuity/continuity.resolver.js';
import { ApproveLeaveResolver } from './leave/approve-leave.resolver.js';
import { EndEmploymentResolver } from './leave/end-employment.resolver.js';
import { GiveNoticeResolver } from './network/give-notice.resolver.js';
import { NetworkChangeResolver } from './network/network-change.resolver.js';
import { PaperChangeResolver } from './papers/paper-change.resolver.js';
import { ReleaseChangeResolver } from './release/release-change.resolver.js';
import { RoomChangeResolver, WithdrawableOfferResolver } from './room/room-change.resolver.js';
import { ServiceChangeResolver } from './service/service-change.resolver.js';
import { SetParticipationResolver } from './participation/set-participation.resolver.js';
import { SeriesResolver } from './series/series.resolver.js';
import { SetUnusedTo111DefaultResolver } from './unused-to-111/set-unused-to-111-default.resolver.js';
import { AddSessionResolver, SessionMovesResolver } from './session/session.resolver.js';
import { AssignmentMovesResolver, SeriesStaffingResolver } from './staffing/staffing.resolver.js';
import { CloseSiteResolver } from './site/close-site.resolver.js';
import { transitionsConstraints, transitionsProblemWords } from './transitions.problems.js';
import type { Area } from '../platform/areas/area.js';
import { PracticeChangeRightsResolver, SiteChangeRightsResolver } from './viewer-can.resolver.js';

export const transitionsArea: Area = {
  name: 'transitions',
  resolvers: [
    PracticeChangeRightsResolver,
    SiteChangeRightsResolver,
    AddSessionResolver,
    ChangeResolver,
    ApproveLeaveResolver,
    AssignmentMovesResolver,
    CancelledSessionResolver,
    ClinicChangeResolver,
    ClinicianChangeResolver,
    CloseSiteResolver,
    ContinuityResolver,
    EndEmploymentResolver,
    GiveNoticeResolver,
    NetworkChangeResolver,
    OverriddenSharesResolver,
    SeriesResolver,
    SeriesStaffingResolver,
    SessionMovesResolver,
    PaperChangeResolver,
    ReleaseChangeResolver,
    RoomChangeResolver,
    ServiceChangeResolver,
    SetParticipationResolver,
    SetUnusedTo111DefaultResolver,
    ToldOrganisationResolver,
    WithdrawableOfferResolver,
  ],
  problems: transitionsProblemWords,
  constraints: transitionsConstraints,
};
