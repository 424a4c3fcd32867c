import type { Problem } from '../../platform/result.js';
import type { RegistrationBody } from './registration.js';

/** What supervision a role requires: none, a GP in the building, or a GP named for this clinician. */
export type Supervision = 'NONE' | 'GP_ON_SITE' | 'NAMED_GP';

/** A clinician as known on the day of the work. */
export interface CandidateClinician {
  readonly id: string;
  readonly roleCode: string;
  readonly skills: readonly string[];
  /** The bodies with which a registration is valid on the day. */
  readonly registrationBodies: readonly RegistrationBody[];
  /**
   * The named GP supervisor: the clinician's own, or the one named for the session; `maySupervise` checked that it is a
   * GP.
   */
  readonly supervisorId: string | null;
}

/** The row of the role catalogue that belongs to `roleCode`. */
export interface CandidateRole {
  readonly code: string;
  readonly name: string;
  readonly registrationBody: RegistrationBody | null;
  readonly supervision: Supervision;
  readonly maySeeUndifferentiated: boolean;
  readonly mayTriage: boolean;
}

/** The work: a service, and the role of the staffing line if there is one. */
export interface ServiceToStaff {
  readonly name: string;
  readonly roles: readonly string[];
  readonly skills: readonly string[];
  /** Patients come with problems that nobody has assessed yet. */
  readonly undifferentiated: boolean;
  readonly triage: boolean;
  readonly gpOnSite: boolean;
  readonly lineRoleCode?: string;
}

function inWords(codes: readonly string[]) {
  return codes.join(', ');
}

/**
 * Whether a clinician may staff a service on a day: every reason against it, none if suitable. It does not check time,
 * place or release to the network. Precondition: `role.code` is `clinician.roleCode`. Source: the services' own
 * definitions; the role catalogue; for physician associates NHS England after the Leng review, July 2025 (a named GP
 * supervisor, no undifferentiated patients, no triage).
 */
export function mayStaff(clinician: CandidateClinician, role: CandidateRole, service: ServiceToStaff): Problem[] {
  const problems: Problem[] = [];
  const against = (code: string, message: string) => problems.push({ code, message });

  if (!service.roles.includes(clinician.roleCode)) {
    against(
      'ROLE_NOT_PERMITTED',
      `${service.name} is not for the role ${role.name}, only for ${inWords(service.roles)}.`,
    );
  } else if (service.lineRoleCode !== undefined && service.lineRoleCode !== clinician.roleCode) {
    against(
      'ROLE_NOT_PERMITTED',
      `This post is for ${service.lineRoleCode}; the clinician's role is ${clinician.roleCode}.`,
    );
  }
  const missing = service.skills.filter((skill) => !clinician.skills.includes(skill));
  if (missing.length > 0) {
    against('SKILL_MISSING', `${service.name} requires skills that the clinician does not have: ${inWords(missing)}.`);
  }
  if (role.registrationBody !== null && !clinician.registrationBodies.includes(role.registrationBody)) {
    against(
      'REGISTRATION_NOT_VALID',
      `The role ${role.name} needs a registration with the ${role.registrationBody} that is valid on the day.`,
    );
  }
  if (service.undifferentiated && !role.maySeeUndifferentiated) {
    against('UNDIFFERENTIATED_NOT_PERMITTED', `The role ${role.name} may not see undifferentiated patients.`);
  }
  if (service.triage && !role.mayTriage) against('TRIAGE_NOT_PERMITTED', `The role ${role.name} may not triage.`);
  if (role.supervision === 'NAMED_GP' && clinician.supervisorId === null) {
    against('SUPERVISOR_NEEDED', `The role ${role.name} needs a named GP supervisor. Name one first.`);
  }
  return problems;
}

/**
 * Whether a GP other than the clinician must be on site while this role staffs this service. If the clinician is a GP,
 * they are the GP on site. It is noted and not refused, because who is on site is known only once the whole session is
 * staffed.
 */
export function needsGpOnSite(
  role: Pick<CandidateRole, 'code' | 'supervision'>,
  service: Pick<ServiceToStaff, 'gpOnSite'>,
): boolean {
  if (role.code === 'GP') return false;
  return service.gpOnSite || role.supervision === 'GP_ON_SITE';
}

/** Whether one clinician may be another's named supervisor: they must be a GP, and another person. */
export function maySupervise(
  supervisor: { readonly id: string; readonly roleCode: string },
  clinicianId: string,
): Problem[] {
  if (supervisor.id === clinicianId) {
    return [{ code: 'SUPERVISOR_NOT_FIT', message: 'Clinicians cannot supervise themselves. Name another GP.' }];
  }
  if (supervisor.roleCode !== 'GP') {
    return [{ code: 'SUPERVISOR_NOT_FIT', message: 'The named supervisor must be a GP.' }];
  }
  return [];
}
