import { workforceAhead } from './workforce-ahead.queries.js';
import { ClinicianFieldsResolver } from './clinician-fields.resolver.js';
import { Clinician } from './clinician.entity.js';
import { clinicianNodes, ClinicianResolver, ViewerClinicianResolver } from './clinician.resolver.js';
import { Commitment } from './commitment.entity.js';
import { commitmentNodes, CommitmentResolver } from './commitment.resolver.js';
import { Employment } from './employment.entity.js';
import { EmploymentDecisionResolver } from './employment-decision.resolver.js';
import { employmentNodes, EmploymentResolver } from './employment.resolver.js';
import { Leave } from './leave.entity.js';
import { LeaveRequestsResolver } from './leave-requests.resolver.js';
import { leaveNodes, LeaveResolver } from './leave.resolver.js';
import { PoolRelease } from './pool-release.entity.js';
import { poolReleaseNodes, PoolReleaseResolver } from './pool-release.resolver.js';
import { EmployeesResolver, PoolResolver, ProviderEmployeesResolver } from './pool.resolver.js';
import { Registration } from './registration.entity.js';
import { StaffRoleResolver } from './staff-role.resolver.js';
import { workforceAudited } from './workforce.audited.js';
import { workforceConstraints, workforceProblemWords } from './workforce.problems.js';
import { workforceWarningWords } from './workforce.warnings.js';
import { WorkingWindow } from './working-pattern.entity.js';
import type { Area } from '../platform/areas/area.js';

export const workforceArea: Area = {
  name: 'workforce',
  entities: [Clinician, Commitment, Employment, Leave, PoolRelease, Registration, WorkingWindow],
  resolvers: [
    ClinicianFieldsResolver,
    ClinicianResolver,
    ViewerClinicianResolver,
    CommitmentResolver,
    EmployeesResolver,
    EmploymentDecisionResolver,
    EmploymentResolver,
    LeaveRequestsResolver,
    LeaveResolver,
    PoolReleaseResolver,
    PoolResolver,
    ProviderEmployeesResolver,
    StaffRoleResolver,
  ],
  nodes: { ...clinicianNodes, ...commitmentNodes, ...employmentNodes, ...leaveNodes, ...poolReleaseNodes },
  audited: { ...workforceAudited },
  problems: workforceProblemWords,
  warnings: workforceWarningWords,
  constraints: workforceConstraints,
  liesAhead: [...workforceAhead],
};
