import type { Scope } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import type { Problem } from '../platform/result.js';
import { kindsInWords } from './role-kinds.js';
import { actionsInWords, reachesInWords } from './rules/refusals-in-words.js';
import type { Role, Viewer } from './viewer.js';

/**
 * How far a grant reaches. ANYTHING: no further condition. PCN: what belongs to a PCN in the viewer's scope. LENT: for
 * a PCN that has accepted a room or someone's time from the viewer's organisation, what concerns these; row-level
 * security picks the rows. ORGANISATION: what belongs to the organisation acted for, or one that it has succeeded.
 * ICB: what the viewer's ICB commissions. SELF: the clinician's own.
 */
export type Reach = 'ANYTHING' | 'PCN' | 'LENT' | 'ORGANISATION' | 'ICB' | 'SELF';

type Grants = Partial<Record<Role, readonly Reach[]>>;

const everyone: Grants = {
  'icb-viewer': ['ANYTHING'],
  'icb-contract-manager': ['ANYTHING'],
  'clinical-director': ['ANYTHING'],
  'rota-manager': ['ANYTHING'],
  'practice-manager': ['ANYTHING'],
  'care-navigator': ['ANYTHING'],
  'provider-manager': ['ANYTHING'],
  'booking-partner': ['ANYTHING'],
  clinician: ['ANYTHING'],
  system: ['ANYTHING'],
};

const network: Grants = { 'clinical-director': ['PCN'], 'rota-manager': ['PCN'], system: ['PCN'] };
/** The grants of a network's people and, for its sessions, of anyone who lends to it. */
const networkAndLenders: Grants = {
  'clinical-director': ['PCN', 'LENT'],
  'rota-manager': ['PCN', 'LENT'],
  system: ['PCN'],
  'icb-viewer': ['PCN'],
  'icb-contract-manager': ['PCN'],
  'practice-manager': ['PCN', 'LENT'],
  'provider-manager': ['LENT'],
  clinician: ['PCN'],
};
const directorOnly: Grants = { 'clinical-director': ['PCN'], system: ['PCN'] };
const members: Grants = {
  ...network,
  'icb-viewer': ['PCN'],
  'icb-contract-manager': ['PCN'],
  'practice-manager': ['PCN'],
  'care-navigator': ['PCN'],
};
const commissioner: Grants = { 'icb-contract-manager': ['ICB'] };
const employer: Grants = {
  'clinical-director': ['ORGANISATION'],
  'rota-manager': ['ORGANISATION'],
  'practice-manager': ['ORGANISATION'],
  'provider-manager': ['ORGANISATION'],
};
const bookers: Grants = {
  'clinical-director': ['PCN'],
  'rota-manager': ['PCN'],
  'practice-manager': ['ORGANISATION'],
  'care-navigator': ['ORGANISATION'],
  'booking-partner': ['PCN'],
  system: ['PCN'],
};

const waiters: Grants = {
  'practice-manager': ['ORGANISATION'],
  'care-navigator': ['ORGANISATION'],
  'clinical-director': ['PCN'],
  'rota-manager': ['PCN'],
  system: ['PCN'],
};

/** The one permission table: what is not listed here is refused. */
export const permissions = {
  readDirectory: everyone,
  readNetwork: { ...networkAndLenders, 'care-navigator': ['PCN'], 'booking-partner': ['PCN'] },
  // Agreements, participations and other decisions: for members and their commissioners.
  readNetworkPapers: members,
  // Offered rooms: for the same, and for anyone who offers one.
  readAccommodation: {
    ...members,
    'practice-manager': ['PCN', 'ORGANISATION'],
    'provider-manager': ['ORGANISATION'],
  },
  readRota: networkAndLenders,
  readCapacity: { ...network, 'icb-viewer': ['PCN'], 'icb-contract-manager': ['PCN'], 'practice-manager': ['PCN'] },
  readFairness: {
    ...network,
    'icb-viewer': ['PCN'],
    'icb-contract-manager': ['PCN'],
    'practice-manager': ['PCN'],
    'care-navigator': ['PCN'],
  },
  readAvailability: bookers,
  readBookings: { ...bookers, 'booking-partner': ['ORGANISATION'] },
  readWaitingList: waiters,
  readWorkforce: {
    'clinical-director': ['PCN', 'ORGANISATION'],
    'rota-manager': ['PCN', 'ORGANISATION'],
    system: ['PCN'],
    'practice-manager': ['PCN', 'ORGANISATION'],
    'provider-manager': ['ORGANISATION'],
    clinician: ['SELF'],
  },

  // Of their own network only. Its staff are in it, so nobody else's job requires this.
  readAuditTrail: { 'clinical-director': ['PCN'] },

  joinNetwork: commissioner,
  openSite: { ...commissioner, 'practice-manager': ['ORGANISATION'], 'provider-manager': ['ORGANISATION'] },
  offerAccommodation: { 'practice-manager': ['ORGANISATION'], 'provider-manager': ['ORGANISATION'] },
  decideAccommodation: directorOnly,
  draftAgreement: directorOnly,
  signAgreement: { 'practice-manager': ['ORGANISATION'] },
  setParticipation: { ...directorOnly, 'practice-manager': ['ORGANISATION'] },
  setUnusedTo111Default: directorOnly,
  giveNotice: { ...commissioner, 'practice-manager': ['ORGANISATION'] },
  awardContract: commissioner,
  recordPopulation: commissioner,
  handOverPractice: commissioner,
  leaveNetwork: commissioner,
  mergeOrganisations: commissioner,
  closeSite: { ...commissioner, 'practice-manager': ['ORGANISATION'], 'provider-manager': ['ORGANISATION'] },
  changeRooms: { ...commissioner, 'practice-manager': ['ORGANISATION'], 'provider-manager': ['ORGANISATION'] },

  registerClinician: employer,
  changeClinician: employer,
  employClinician: employer,
  releaseToPool: employer,
  decideRelease: directorOnly,
  // For a job that someone proposes: nobody else speaks for the clinician.
  decideEmployment: { clinician: ['SELF'] },
  endEmployment: employer,
  setWorkingPattern: { ...employer, clinician: ['SELF'] },
  declareCommitment: { ...employer, clinician: ['SELF'] },
  requestLeave: { ...employer, clinician: ['SELF'] },
  decideLeave: employer,

  defineService: network,
  changeService: network,
  scheduleSharedClinic: network,
  publishSessions: network,
  moveSharedClinicHost: network,
  changeSharedClinic: network,
  renameClinic: network,
  endSharedClinic: network,
  changeClinicDates: network,
  cancelSession: network,
  moveSession: network,
  reinstateSession: network,
  assignClinician: network,
  returnPlaces: { ...network, 'practice-manager': ['ORGANISATION'], 'care-navigator': ['ORGANISATION'] },
  overrideShares: directorOnly,
  givePlacesTo: { ...network, 'practice-manager': ['ORGANISATION'] },

  holdSlot: bookers,
  bookSlot: bookers,
  moveBooking: bookers,
  cancelBooking: bookers,
  undoCancelBooking: bookers,
  recordOutcome: {
    'clinical-director': ['PCN'],
    'rota-manager': ['PCN'],
    'practice-manager': ['ORGANISATION'],
    'care-navigator': ['ORGANISATION'],
    system: ['PCN'],
  },
  waitForSlot: waiters,
} satisfies Record<string, Grants>;

export type Action = keyof typeof permissions;

/** What the action is about; each id given lets one reach apply. */
export interface Target {
  readonly pcnId?: string | null;
  readonly organisationId?: string | null;
  /** The ICBs that commission it, directly or through a sub-ICB. */
  readonly icbIds?: readonly string[];
  readonly clinicianId?: string | null;
}

function reaches(reach: Reach, scope: Scope, target: Target): boolean {
  switch (reach) {
    case 'ANYTHING':
      return true;
    case 'PCN':
      return target.pcnId != null && scope.pcnIds.includes(target.pcnId);
    case 'LENT':
      return target.pcnId != null && scope.lentPcnIds.includes(target.pcnId);
    case 'ORGANISATION':
      return target.organisationId != null && scope.organisationIds.includes(target.organisationId);
    case 'ICB':
      return scope.organisationId !== null && (target.icbIds ?? []).includes(scope.organisationId);
    case 'SELF':
      return target.clinicianId != null && target.clinicianId === scope.clinicianId;
  }
}

/**
 * Checks the permission table.
 * @returns undefined if allowed, otherwise a FORBIDDEN problem that says what was refused to which role and
 * organisation.
 */
export function refusalOf(viewer: Viewer, scope: Scope, action: Action, target: Target): Problem | undefined {
  const grants: Grants = permissions[action];
  const allowed = (grants[viewer.role] ?? []).some((reach) => reaches(reach, scope, target));
  if (allowed) return undefined;
  return { code: generalProblems.FORBIDDEN, message: whyNot(viewer, scope, action) };
}

/** Everything that the permission table allows the viewer about this, in the table's order. */
export function allowedActions(viewer: Viewer, scope: Scope, target: Target): Action[] {
  const all = Object.keys(permissions) as Action[];
  return all.filter((action) => refusalOf(viewer, scope, action, target) === undefined);
}

function whyNot(viewer: Viewer, scope: Scope, action: Action): string {
  const grants: Grants = permissions[action];
  if (grants[viewer.role] === undefined) {
    const others = (Object.keys(grants) as Role[]).filter((role) => role !== 'system');
    return `${withArticle(viewer.role)} may not ${words[action]}. Roles that may: ${others.join(', ')}.`;
  }
  if (viewer.role !== 'clinician' && scope.organisationId === null) {
    return `${withArticle(viewer.role)} acts for ${kindsInWords(viewer.role)}, and ${viewer.organisationCode} is not one known here. Sign in with another role or organisation.`;
  }
  const who = viewer.role === 'clinician' ? 'a clinician' : `${viewer.role} of ${viewer.organisationCode}`;
  const where = grants[viewer.role]?.map((reach) => reachesInWords[reach]).join(' or ');
  return `As ${who} you may ${words[action]} only ${where}.`;
}

/** A new action is not complete until it has its words. */
const words: Readonly<Record<Action, string>> = actionsInWords;

function withArticle(role: Role): string {
  return `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role}`;
}
