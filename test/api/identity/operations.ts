import { codesOf, common, nodeId, rowsOf } from '../../support/network/networks.js';
import type { Asker } from './askers.js';

/** A row's request, with arguments that work, about network A and its first practice. */
export interface Operation {
  readonly document: string;
  readonly variables?: Record<string, unknown>;
  /** Where the answer is in the reply; for a mutation its payload. */
  readonly at: readonly (string | number)[];
}

const a = rowsOf('A');
const c = codesOf('A');
const source = 'a test';

/** An entry of A's audit trail; its id is not known before the scene is laid, and set then. */
export const entryOfTrail = { id: '' };

/** What each argument needs the id of. */
const ids = {
  one: nodeId('Practice', a.one),
  pcn: nodeId('PrimaryCareNetwork', a.pcn),
  session: nodeId('Session', a.session),
  openSession: nodeId('Session', a.openSession),
  clinic: nodeId('SharedClinic', a.clinic),
  ann: nodeId('Clinician', a.ann),
  lent: nodeId('Clinician', a.lent),
  employment: nodeId('Employment', a.employment),
  service: nodeId('Service', common.service),
  waitingOffer: nodeId('AccommodationOffer', common.waitingOffer),
  waitingRelease: nodeId('PoolRelease', common.waitingRelease),
  waitingJob: nodeId('Employment', common.waitingJob),
  post: nodeId('Post', `${a.session}/1`),
  slot: (number: number) => nodeId('Slot', `${a.session}/${number}`),
} as const;

function query(field: string, ...more: (string | number)[]): Operation {
  const name = /^\w+/.exec(field)?.[0] ?? '';
  return { document: `{ ${field} }`, at: [name, ...more] };
}
const edges = '{ edges { node { id } } }';

function node(type: string, key: string): Operation {
  return {
    document: `query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }`,
    variables: { id: nodeId(type, key) },
    at: ['node'],
  };
}

/** A field of a node, with an alias where its own list would be nested deeper. */
function field(type: string, id: string, text: string, ...more: string[]): Operation {
  return {
    document: `query ($id: ID!) { node(id: $id) { ... on ${type} { ${text} } } }`,
    variables: { id },
    at: ['node', /^\w+/.exec(text)?.[0] ?? '', ...more],
  };
}
function ofAnn(text: string): Operation {
  return {
    document: `query ($id: ID!) { node(id: $id) { ... on Post { clinician { ${text} } } } }`,
    variables: { id: ids.post },
    at: ['node', 'clinician', /^\w+/.exec(text)?.[0] ?? ''],
  };
}

const week = 'from: "2026-11-23", to: "2026-11-30"';
const time = 'from: "2026-11-23T00:00:00Z", to: "2026-11-30T00:00:00Z"';

const clinicInput = {
  pcn: c.pcn,
  service: ids.service,
  recurrence: 'FREQ=WEEKLY;BYDAY=TU',
  startTime: '09:00',
  durationMinutes: 120,
  startsOn: '2026-12-01',
  hosting: 'ONE',
  hosts: [{ place: { room: nodeId('Room', a.roomTwo) } }],
  staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 6 }],
  sharing: { policy: 'REGISTERED_LIST' },
};

const oneDay = {
  pcn: c.pcn,
  service: ids.service,
  on: '2026-12-01',
  startTime: '09:00',
  durationMinutes: 120,
  place: { room: nodeId('Room', a.roomTwo) },
  staffing: clinicInput.staffing,
  sharing: { policy: 'EQUAL' },
};

export const reads: Readonly<Record<string, Operation>> = {
  'Query.viewer': query('viewer { role }'),
  'Query.staffRoles': query('staffRoles { code }'),
  'Query.icb': query(`icb(by: {odsCode: "${c.icb}"}) { name }`),
  'Query.pcn': query(`pcn(by: {odsCode: "${c.pcn}"}) { name }`),
  'Query.pcns': query(`pcns ${edges}`, 'edges'),
  'Query.practice': query(`practice(by: {odsCode: "${c.one}"}) { name }`),
  'Query.practices': query(`practices ${edges}`, 'edges'),
  'Query.provider': query(`provider(by: {odsCode: "${c.trust}"}) { name }`),
  'Query.site': query(`site(by: {id: "${nodeId('Site', a.siteOne)}"}) { name }`),
  'Query.continuity': query(`continuity(of: {practice: "${c.alone}"}, ${week}) { aspect }`),
  'Query.node': query(`node(id: "${ids.one}") { id }`),
  'Query.nodes': query(`nodes(ids: ["${ids.one}"]) { id }`),
  'Query.service': query(`service(by: {code: "first-contact-physiotherapy"}) { name }`),
  'Query.services': query(`services ${edges}`, 'edges'),
  'Query.services (of a network)': query(`services(pcn: "${c.pcn}") ${edges}`, 'edges'),
  'Query.session': query(`session(id: "${ids.session}") { id }`),
  'Query.rota': query(`rota(pcn: "${c.pcn}", ${week}) ${edges}`, 'edges'),
  'Query.rotaGrid': query(`rotaGrid(pcn: "${c.pcn}", ${week}, by: SITE) { rows { entries { on } } }`, 'rows'),
  'Query.freeRooms': query(
    `freeRooms(pcn: "${c.pcn}", on: "2026-12-07", fromTime: "08:00", toTime: "08:05") ${edges}`,
    'edges',
  ),
  'Query.leaveRequests': query(`leaveRequests(states: [REQUESTED, APPROVED]) ${edges}`, 'edges'),
  'Query.capacity': query(`capacity(pcn: "${c.pcn}", ${week}, basis: REGISTERED) { weeks { weekOn } }`, 'weeks'),
  'Query.fairness': query(`fairness(pcn: "${c.pcn}", service: "${ids.service}", ${week}) { ledgers { slotMinutes } }`, 'ledgers'), // prettier-ignore
  'Query.auditTrail': query(`auditTrail ${edges}`, 'edges'),
  'Node.AuditEntry': {
    document: node('AuditEntry', '').document,
    get variables() {
      return { ...entryOfTrail };
    },
    at: ['node'],
  },
  'Query.me': query('me { code }'),
  'Query.clinician': query(`clinician(by: {id: "${ids.ann}"}) { name }`),
  'Query.busy': query(`busy(clinician: {code: "${c.ann}"}, ${time}) { startsAt }`),
  'Query.employmentsAwaiting': query(`employmentsAwaiting ${edges}`, 'edges'),
  'Query.clinicians': query(`clinicians ${edges}`, 'edges'),
  'Query.clinicians (of a network)': query(`clinicians(pcn: "${c.pcn}") ${edges}`, 'edges'),
  'Query.bookings': query(`bookings(${week}) ${edges}`, 'edges'),
  'Query.bookings (of a practice)': query(`bookings(practice: "${c.one}", ${week}) ${edges}`, 'edges'),
  'Query.bookings (of a network)': query(`bookings(pcn: "${c.pcn}", ${week}) ${edges}`, 'edges'),
  'Query.sharedAvailability': query(`sharedAvailability(practice: "${c.one}", ${week}) ${edges}`, 'edges'),
  'Query.sharedClinicPreview': {
    document: `query ($input: ScheduleSharedClinicInput!) { sharedClinicPreview(input: $input, from: "2026-12-01", to: "2026-12-09") {
      sessions { on } userErrors { code } } }`,
    variables: { input: clinicInput },
    at: ['sharedClinicPreview', 'sessions'],
  },

  'Node.IntegratedCareBoard': node('IntegratedCareBoard', a.icb),
  'Node.SubIntegratedCareBoard': node('SubIntegratedCareBoard', a.subIcb),
  'Node.PrimaryCareNetwork': node('PrimaryCareNetwork', a.pcn),
  'Node.Practice': node('Practice', a.one),
  'Node.Provider': node('Provider', a.trust),
  'Node.ContractHolder': node('ContractHolder', a.holder),
  'Node.Site': node('Site', a.siteOne),
  'Node.SiteOperation': node('SiteOperation', a.operation),
  'Node.Room': node('Room', a.roomOne),
  'Node.Membership': node('Membership', a.membership),
  'Node.Contract': node('Contract', a.contract),
  'Node.Population': node('Population', a.population),
  'Node.NetworkAgreement': node('NetworkAgreement', a.agreement),
  'Node.Participation': node('Participation', a.participation),
  'Node.AccommodationOffer': node('AccommodationOffer', a.offer),
  'Node.AccommodationOffer (that waits)': node('AccommodationOffer', common.waitingOffer),
  'Node.PoolRelease (that waits)': node('PoolRelease', common.waitingRelease),
  'Node.Service': node('Service', a.service),
  'Node.SharedClinic': node('SharedClinic', a.clinic),
  'Node.Session': node('Session', a.session),
  'Node.Post': node('Post', `${a.session}/1`),
  'Node.Slot': node('Slot', `${a.session}/1`),
  'Node.Assignment': node('Assignment', a.assignment),
  'Node.SharedAvailability': node('SharedAvailability', `${a.session}/${a.one}`),
  'Node.Booking': node('Booking', a.booking),
  'Node.Booking (of a partner)': node('Booking', a.bookingOfPartner),
  'Node.WaitingEntry': node('WaitingEntry', a.wait),
  'Node.Clinician': node('Clinician', a.ann),
  'Node.Employment': node('Employment', a.employment),
  'Node.Employment (that waits)': node('Employment', common.waitingJob),
  'Node.PoolRelease': node('PoolRelease', a.release),
  'Node.Leave': node('Leave', a.leave),
  'Node.Commitment': node('Commitment', a.commitment),

  'PrimaryCareNetwork.agreements': field('PrimaryCareNetwork', ids.pcn, 'agreements { id }'),
  'PrimaryCareNetwork.accommodationOffers': field(
    'PrimaryCareNetwork',
    ids.pcn,
    `accommodationOffers ${edges}`,
    'edges',
  ),
  'PrimaryCareNetwork.accommodationAwaiting': field(
    'PrimaryCareNetwork',
    ids.pcn,
    `accommodationAwaiting ${edges}`,
    'edges',
  ),
  'PrimaryCareNetwork.releasesAwaiting': field('PrimaryCareNetwork', ids.pcn, `releasesAwaiting ${edges}`, 'edges'),
  'PrimaryCareNetwork.sharedClinics': field('PrimaryCareNetwork', ids.pcn, `sharedClinics ${edges}`, 'edges'),
  'PrimaryCareNetwork.rota': field('PrimaryCareNetwork', ids.pcn, `rota(${week}) ${edges}`, 'edges'),
  'PrimaryCareNetwork.services': field('PrimaryCareNetwork', ids.pcn, `services ${edges}`, 'edges'),
  'PrimaryCareNetwork.waitingList': field('PrimaryCareNetwork', ids.pcn, `waitingList ${edges}`, 'edges'),
  'Site.sessions': field('Site', nodeId('Site', a.siteOne), `sessions(${week}) ${edges}`, 'edges'),
  'Room.sessions': field('Room', nodeId('Room', a.roomOne), `sessions(${week}) ${edges}`, 'edges'),
  'Provider.employees': field('Provider', nodeId('Provider', a.trust), `employees ${edges}`, 'edges'),
  'PrimaryCareNetwork.pool': field('PrimaryCareNetwork', ids.pcn, `pool ${edges}`, 'edges'),
  'PrimaryCareNetwork.unusedTo111Default': field('PrimaryCareNetwork', ids.pcn, 'unusedTo111Default { from }'),
  'Practice.participations': field('Practice', ids.one, 'participations { id }'),
  'Practice.agreementStanding': field('Practice', ids.one, 'agreementStanding'),
  'Practice.employees': field('Practice', ids.one, `employees ${edges}`, 'edges'),
  'Practice.bookings': field('Practice', ids.one, `bookings(${week}) ${edges}`, 'edges'),
  'Session.bookings': field('Session', ids.session, `bookings ${edges}`, 'edges'),
  'Slot.booking': field('Slot', ids.slot(1), 'booking { id }'),
  'Practice.waitingList': field('Practice', ids.one, `waitingList ${edges}`, 'edges'),
  'Post.clinician': field('Post', ids.post, 'clinician { name }'),
  'Post.assignment': field('Post', ids.post, 'assignment { id }'),
  'Clinician.registrations': ofAnn('registrations { number }'),
  'Clinician.employments': ofAnn('employments { id }'),
  'Clinician.releases': ofAnn('releases { id }'),
  'Clinician.wholeTimeEquivalent': ofAnn('wholeTimeEquivalent'),
  'Clinician.busy': ofAnn(`busy(${time}) { startsAt }`),
  'Clinician.assignments': ofAnn(`assignments(${week}) ${edges}`),
  'Clinician.supervisor': ofAnn('supervisor { name }'),
  'Clinician.workingTimeOptOut': ofAnn('workingTimeOptOut'),
  'Clinician.leave': ofAnn('leave { id }'),
  'Clinician.commitments': ofAnn('commitments { id }'),
};

/** The input of a mutation; some askers have a slot or a booking of their own to name. */
type Input = Record<string, unknown> | ((asker: Asker | undefined) => Record<string, unknown>);

function partners(asker: Asker | undefined): boolean {
  return asker?.code === c.partner;
}
function slotFor(asker: Asker | undefined) {
  return partners(asker) ? { slot: ids.slot(6), channel: 'NHS_111' } : { slot: ids.slot(3), channel: 'PHONE' };
}
function bookingFor(asker: Asker | undefined): string {
  return nodeId('Booking', partners(asker) ? a.bookingOfPartner : a.booking);
}
function opened(operator: string) {
  return { operator, kind: 'BRANCH', name: 'A new branch', opensOn: '2026-12-01', rooms: [], source };
} // prettier-ignore

/** Each mutation's input and the field of its payload that must be there when it was done. */
export const writes: Readonly<Record<string, readonly [result: string, input: Input]>> = {
  'Mutation.joinNetwork': ['membership { id }', { practice: c.alone, pcn: c.pcn, from: '2026-12-01', source }],
  'Mutation.awardContract': ['contract { id }', { practice: c.alone, type: 'APMS', holder: { odsCode: c.two }, from: '2026-12-01', to: '2027-03-01', source }], // prettier-ignore
  'Mutation.recordPopulation': ['population { id }', { organisation: c.one, basis: 'REGISTERED', countedOn: '2026-10-01', value: 20_100, source }], // prettier-ignore
  'Mutation.correctPopulation': ['population { id }', { population: nodeId('Population', a.population), value: 20_500, reason: 'Recalculated' }], // prettier-ignore
  'Mutation.correctAward': ['contract { id }', { contract: nodeId('Contract', a.award), type: 'PMS', reason: 'Typing error' }], // prettier-ignore
  'Mutation.changeNotice': ['contract { id }', { contract: nodeId('Contract', a.underNotice), endsOn: '2027-10-01', reason: 'Agreed' }], // prettier-ignore
  'Mutation.withdrawNotice': ['contract { id }', { contract: nodeId('Contract', a.underNotice), reason: 'Agreed' }],
  'Mutation.handOverPractice': [
    'change { performed }',
    { practice: c.one, from: '2027-01-04', to: { branchOf: c.two }, source },
  ],
  'Mutation.leaveNetwork': ['change { performed }', { practice: c.one, from: '2027-01-04', source }],
  'Mutation.mergeOrganisations': [
    'change { performed }',
    { organisation: c.one, into: c.two, from: '2027-01-04', source },
  ],
  'Mutation.giveNotice': ['contracts { id }', { practices: [c.one], endsOn: '2027-11-30' }],
  'Mutation.openSite': ['site { id }', opened(c.one)],
  'Mutation.openSite (of a provider)': ['site { id }', opened(c.trust)],
  'Mutation.closeSite': ['change { performed }', { site: nodeId('Site', a.branch), from: '2027-01-04' }],
  'Mutation.addRoom': ['room { id }', { site: nodeId('Site', a.branch), name: 'New', kind: 'CONSULTING', stepFree: true }], // prettier-ignore
  'Mutation.changeRoom': ['room { id }', { room: nodeId('Room', a.roomOne), places: 2 }],
  'Mutation.closeRoom': ['room { id }', { room: nodeId('Room', a.roomBranch), from: '2027-01-04', reason: 'Rebuilt' }],
  'Mutation.withdrawOffer': ['offer { id }', { offer: nodeId('AccommodationOffer', a.offerBranch), from: '2027-01-04', reason: 'Rebuilt' }], // prettier-ignore
  'Mutation.offerAccommodation': ['offer { id }', { room: nodeId('Room', a.roomOne), pcn: c.pcn, weekdays: ['SATURDAY'], fromTime: '09:00', toTime: '12:00', from: '2026-12-01' }], // prettier-ignore

  'Mutation.acceptAccommodation': ['offer { id }', { offer: ids.waitingOffer }],
  'Mutation.declineAccommodation': ['offer { id }', { offer: ids.waitingOffer, reason: 'The site is too far away' }],
  'Mutation.acceptRelease': ['release { id }', { release: ids.waitingRelease }],
  'Mutation.declineRelease': ['release { id }', { release: ids.waitingRelease, reason: 'No post is open' }],

  'Mutation.draftAgreement': ['agreement { id }', { pcn: c.pcn, title: 'Another', startsOn: '2027-06-01' }],
  'Mutation.discardDraftAgreement': ['agreement { id }', { agreement: nodeId('NetworkAgreement', a.draft), reason: 'A new one is written' }], // prettier-ignore
  'Mutation.signAgreement': ['agreement { id }', { agreement: nodeId('NetworkAgreement', a.draft), practice: c.one }],
  'Mutation.setParticipation': ['participation { id }', { practice: c.one, service: ids.service, state: 'OUT', from: '2027-01-04' }], // prettier-ignore
  'Mutation.setUnusedTo111Default': ['change { performed }', { pcn: c.pcn, unusedTo111From: '15:00', from: '2027-01-04' }], // prettier-ignore

  'Mutation.registerClinician': [
    'clinician { id }',
    { name: 'Synthetic Person', role: 'CARE_COORDINATOR', synthetic: true },
  ],
  'Mutation.changeClinician': ['clinician { id }', { clinician: ids.ann, name: 'Synthetic Anna' }],
  'Mutation.addRegistration': ['clinician { id }', { clinician: ids.ann, body: 'GPHC', number: '2099991' }],
  'Mutation.endRegistration': ['clinician { id }', { clinician: ids.ann, body: 'HCPC', number: 'PH000001', from: '2027-06-01', reason: 'Retires' }], // prettier-ignore
  'Mutation.employClinician': ['employment { id }', { clinician: { id: nodeId('Clinician', a.newcomer) }, employer: c.one, contractedMinutesPerWeek: 1000, workingTimeStatus: 'WORKER', from: '2026-12-01' }], // prettier-ignore
  'Mutation.employClinician (of one who works elsewhere)': ['employment { id }', { clinician: { code: codesOf('B').ann }, registrationNumber: 'PH000002', employer: c.one, contractedMinutesPerWeek: 500, workingTimeStatus: 'WORKER', from: '2026-12-01' }], // prettier-ignore
  'Mutation.acceptEmployment': ['employment { id }', { employment: ids.waitingJob }],
  'Mutation.declineEmployment': ['employment { id }', { employment: ids.waitingJob, reason: 'The week is full' }],
  'Mutation.withdrawEmployment': ['employment { id }', { employment: ids.waitingJob }],
  'Mutation.releaseToPool': ['release { id }', { employment: nodeId('Employment', a.spareEmployment), pcn: c.pcn, minutesPerWeek: 500, from: '2026-12-01' }], // prettier-ignore
  'Mutation.changeRelease': ['release { id }', { release: nodeId('PoolRelease', a.release), minutesPerWeek: 1200, from: '2026-12-07', reason: 'More hours' }], // prettier-ignore
  'Mutation.endRelease': ['release { id }', { release: nodeId('PoolRelease', a.release), from: '2027-03-01', reason: 'Needed here' }], // prettier-ignore
  'Mutation.endEmployment': ['employment { id }', { employment: ids.employment, on: '2027-03-01' }],
  'Mutation.setWorkingPattern': ['employment { id }', { employment: ids.employment, from: '2026-12-07', windows: [{ weekday: 'MONDAY', startTime: '09:00', endTime: '12:00' }] }], // prettier-ignore
  'Mutation.declareCommitment': ['commitment { id }', { clinician: ids.ann, time: { range: { startsAt: '2026-12-20T09:00:00Z', endsAt: '2026-12-20T12:00:00Z' } } }], // prettier-ignore
  'Mutation.withdrawCommitment': ['withdrawnCommitmentId', { commitment: nodeId('Commitment', a.commitment) }],
  'Mutation.requestLeave': ['leave { id }', { clinician: ids.ann, kind: 'ANNUAL', startsAt: '2026-12-21T00:00:00Z', endsAt: '2026-12-22T00:00:00Z' }], // prettier-ignore
  'Mutation.withdrawLeave': ['leave { id }', { leave: nodeId('Leave', a.leave) }],
  'Mutation.approveLeave': ['leave { id }', { leave: nodeId('Leave', a.leave) }],
  'Mutation.refuseLeave': ['leave { id }', { leave: nodeId('Leave', a.leave) }],

  'Mutation.defineService': ['service { id }', { pcn: c.pcn, code: 'wound-care', name: 'Wound care', roles: ['PRACTICE_NURSE'], slotMinutes: 20, deliveryModes: ['FACE_TO_FACE'], appointmentCategory: 'PLANNED_CLINICS' }], // prettier-ignore
  'Mutation.changeService': ['service { id }', { service: nodeId('Service', a.service), name: 'Joint pain clinic' }],
  'Mutation.retireService': ['service { id }', { service: nodeId('Service', a.service), from: '2027-01-04', reason: 'Nobody comes' }], // prettier-ignore
  'Mutation.scheduleSharedClinic': ['clinic { id }', clinicInput],
  'Mutation.addSession': ['change { performed }', oneDay],
  'Mutation.publishSessions': ['clinic { id }', { clinic: ids.clinic, until: '2026-12-04' }],
  'Mutation.moveSharedClinicHost': ['change { performed }', { clinic: ids.clinic, host: nodeId('Site', a.siteOne), to: { room: nodeId('Room', a.roomTwo) }, from: '2026-11-27' }], // prettier-ignore
  'Mutation.changeSharedClinic': [
    'change { performed }',
    { clinic: ids.clinic, from: '2026-11-27', startTime: '10:00' },
  ],
  'Mutation.renameClinic': ['change { performed }', { clinic: ids.clinic, title: 'Backs and necks' }],
  'Mutation.endSharedClinic': ['change { performed }', { clinic: ids.clinic, from: '2027-01-04', reason: 'The pilot is over' }], // prettier-ignore
  'Mutation.setClinicPlanning': ['change { performed }', { clinic: ids.clinic, breakMinutes: 20, priority: 2 }],
  'Mutation.skipDate': ['change { performed }', { clinic: ids.clinic, on: '2026-12-09', reason: 'A training day' }],
  'Mutation.addDate': ['change { performed }', { clinic: ids.clinic, on: '2026-12-10' }],
  'Mutation.cancelSession': ['session { id }', { session: ids.session, reason: 'The heating failed' }],
  'Mutation.moveSession': ['change { performed }', { session: ids.openSession, startTime: '10:00', reason: 'A training day' }], // prettier-ignore
  'Mutation.reinstateSession': ['change { performed }', { session: nodeId('Session', a.cancelledSession), reason: 'The training day is off' }], // prettier-ignore
  'Mutation.assignClinician': ['assignment { id }', { session: ids.openSession, clinician: ids.lent }],
  'Mutation.unassignClinician': [
    'assignment { id }',
    { assignment: nodeId('Assignment', a.assignment), reason: 'Ill' },
  ],
  'Mutation.assignSeries': ['change { performed }', { clinic: ids.clinic, clinician: ids.lent, dates: ['2026-11-26'] }],
  'Mutation.moveAssignment': ['change { performed }', { assignment: nodeId('Assignment', a.assignment), session: ids.openSession, reason: 'Agreed' }], // prettier-ignore
  'Mutation.overrideShares': ['session { id }', { session: ids.session, reason: 'Agreed', shares: [{ practice: c.one, places: 1 }, { practice: c.two, places: 2 }] }], // prettier-ignore

  'Mutation.returnPlaces': ['session { id }', { session: ids.session, practice: c.one, count: 1 }],
  'Mutation.givePlacesTo': ['session { id }', { session: ids.session, from: c.one, to: c.two, count: 1 }],
  'Mutation.holdSlot': ['hold { id }', (asker) => ({ practice: c.one, ...slotFor(asker) })],
  'Mutation.bookSlot': [
    'booking { id }',
    (asker) => {
      const { slot, channel } = slotFor(asker);
      return { what: { slot }, channel, practice: c.one, reference: 'REF-NEW', need: 'MUSCULOSKELETAL' };
    },
  ],
  'Mutation.moveBooking': [
    'booking { id }',
    (asker) => ({ booking: bookingFor(asker), slot: ids.slot(partners(asker) ? 6 : 4) }),
  ],
  'Mutation.cancelBooking': [
    'booking { id }',
    (asker) => ({ booking: bookingFor(asker), reason: 'PATIENT_CANCELLED' }),
  ],
  'Mutation.undoCancelBooking': [
    'booking { id }',
    (asker) => ({ booking: nodeId('Booking', partners(asker) ? a.cancelledOfPartner : a.cancelledBooking) }),
  ],
  'Mutation.recordOutcome': ['booking { id }', { booking: nodeId('Booking', a.pastBooking), outcome: 'ATTENDED' }],
  'Mutation.waitForSlot': ['waitingEntry { id }', { practice: c.one, service: ids.service, from: '2026-12-01', to: '2026-12-15', reference: 'WAIT-NEW', channel: 'PHONE', need: 'MUSCULOSKELETAL' }], // prettier-ignore
  'Mutation.withdrawWait': ['waitingEntry { id }', { waitingEntry: nodeId('WaitingEntry', a.wait) }],
};

/** A row's request as an asker would send it; undefined stands for nobody in particular. */
export function operationOf(row: string, asker: Asker | undefined): Operation {
  const read = reads[row];
  if (read !== undefined) return read;
  const write = writes[row];
  if (write === undefined) throw new Error(`nothing asks for ${row}`);
  const [result, input] = write;
  const name = /^Mutation\.(\w+)/.exec(row)?.[1] ?? '';
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return {
    document: `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} resultWithheld userErrors { code message } } }`,
    variables: { input: typeof input === 'function' ? input(asker) : input },
    at: [name, /^\w+/.exec(result)?.[0] ?? ''],
  };
}

/** What each \`viewerCan…\` field speaks of: the object, the field, and the row of the change that it promises. */
export const promises: readonly (readonly [type: string, key: string, field: string, row: string])[] = [
  ['PrimaryCareNetwork', a.pcn, 'viewerCanDraftAgreement', 'Mutation.draftAgreement'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanSetUnusedTo111Default', 'Mutation.setUnusedTo111Default'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanAddMember', 'Mutation.joinNetwork'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanScheduleClinics', 'Mutation.scheduleSharedClinic'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanAddSession', 'Mutation.addSession'],
  ['Practice', a.one, 'viewerCanGiveNotice', 'Mutation.giveNotice'],
  ['Practice', a.alone, 'viewerCanAwardContract', 'Mutation.awardContract'],
  ['Practice', a.one, 'viewerCanSetParticipation', 'Mutation.setParticipation'],
  ['Site', a.siteOne, 'viewerCanOfferAccommodation', 'Mutation.offerAccommodation'],
  ['Site', a.branch, 'viewerCanAddRoom', 'Mutation.addRoom'],
  ['Room', a.roomOne, 'viewerCanChange', 'Mutation.changeRoom'],
  ['AccommodationOffer', a.offerBranch, 'viewerCanWithdraw', 'Mutation.withdrawOffer'],
  ['Population', a.population, 'viewerCanCorrect', 'Mutation.correctPopulation'],
  ['Contract', a.award, 'viewerCanCorrect', 'Mutation.correctAward'],
  ['Contract', a.underNotice, 'viewerCanChangeNotice', 'Mutation.changeNotice'],
  ['NetworkAgreement', a.draft, 'viewerCanDiscard', 'Mutation.discardDraftAgreement'],
  ['Service', a.service, 'viewerCanChange', 'Mutation.changeService'],
  ['AccommodationOffer', common.waitingOffer, 'viewerCanDecide', 'Mutation.acceptAccommodation'],
  ['PoolRelease', a.release, 'viewerCanChange', 'Mutation.changeRelease'],
  ['PoolRelease', common.waitingRelease, 'viewerCanDecide', 'Mutation.acceptRelease'],
  ['NetworkAgreement', a.draft, 'viewerCanSign', 'Mutation.signAgreement'],
  ['SharedClinic', a.clinic, 'viewerCanPublish', 'Mutation.publishSessions'],
  ['SharedClinic', a.clinic, 'viewerCanRename', 'Mutation.renameClinic'],
  ['SharedClinic', a.clinic, 'viewerCanEnd', 'Mutation.endSharedClinic'],
  ['Session', a.openSession, 'viewerCanAssign', 'Mutation.assignClinician'],
  ['SharedClinic', a.clinic, 'viewerCanChange', 'Mutation.setClinicPlanning'],
  ['SharedClinic', a.clinic, 'viewerCanChangeDates', 'Mutation.skipDate'],
  ['SharedClinic', a.clinic, 'viewerCanAssignSeries', 'Mutation.assignSeries'],
  ['Assignment', a.assignment, 'viewerCanMove', 'Mutation.moveAssignment'],
  ['Session', a.openSession, 'viewerCanMove', 'Mutation.moveSession'],
  ['Session', a.cancelledSession, 'viewerCanReinstate', 'Mutation.reinstateSession'],
  ['Session', a.session, 'viewerCanOverrideShares', 'Mutation.overrideShares'],
  ['SessionShare', a.session, 'viewerCanReturnPlaces', 'Mutation.returnPlaces'],
  ['SessionShare', a.session, 'viewerCanGivePlaces', 'Mutation.givePlacesTo'],
  ['Booking', a.booking, 'viewerCanCancel', 'Mutation.cancelBooking'],
  ['Booking', a.cancelledBooking, 'viewerCanUndoCancel', 'Mutation.undoCancelBooking'],
  ['Booking', a.booking, 'viewerCanMove', 'Mutation.moveBooking'],
  ['Booking', a.pastBooking, 'viewerCanRecordOutcome', 'Mutation.recordOutcome'],
  ['Clinician', a.ann, 'viewerCanChange', 'Mutation.changeClinician'],
  ['Clinician', a.ann, 'viewerCanRequestLeave', 'Mutation.requestLeave'],
  ['Clinician', a.ann, 'viewerCanDecideLeave', 'Mutation.refuseLeave'],
  ['Employment', common.waitingJob, 'viewerCanDecide', 'Mutation.acceptEmployment'],
  ['Employment', common.waitingJob, 'viewerCanWithdraw', 'Mutation.withdrawEmployment'],
  ['Employment', a.employment, 'viewerCanManage', 'Mutation.endEmployment'],
  ['Employment', a.employment, 'viewerCanSetWorkingPattern', 'Mutation.setWorkingPattern'],
  ['Leave', a.leave, 'viewerCanDecide', 'Mutation.refuseLeave'],
  ['Commitment', a.commitment, 'viewerCanWithdraw', 'Mutation.withdrawCommitment'],
  ['Practice', a.one, 'viewerCanRecordPopulation', 'Mutation.recordPopulation'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanRecordPopulation', 'Mutation.recordPopulation'],
  ['Practice', a.one, 'viewerCanOpenSite', 'Mutation.openSite'],
  ['Provider', a.trust, 'viewerCanOpenSite', 'Mutation.openSite (of a provider)'],
  ['Practice', a.one, 'viewerCanHandOver', 'Mutation.handOverPractice'],
  ['Practice', a.one, 'viewerCanMerge', 'Mutation.mergeOrganisations'],
  ['Practice', a.one, 'viewerCanLeaveNetwork', 'Mutation.leaveNetwork'],
  ['Practice', a.one, 'viewerCanEmploy', 'Mutation.employClinician'],
  ['Practice', a.one, 'viewerCanBook', 'Mutation.bookSlot'],
  ['Practice', a.one, 'viewerCanAddToWaitingList', 'Mutation.waitForSlot'],
  ['PrimaryCareNetwork', a.pcn, 'viewerCanDefineService', 'Mutation.defineService'],
  ['Site', a.branch, 'viewerCanClose', 'Mutation.closeSite'],
  ['SharedClinic', a.clinic, 'viewerCanMoveHost', 'Mutation.moveSharedClinicHost'],
  ['Session', a.session, 'viewerCanCancel', 'Mutation.cancelSession'],
  ['Leave', a.leave, 'viewerCanWithdraw', 'Mutation.withdrawLeave'],
  ['WaitingEntry', a.wait, 'viewerCanWithdraw', 'Mutation.withdrawWait'],
];

/** Mutations that the field of another speaks for too, because the same people may do both. */
export const promisedWith: Readonly<Record<string, string>> = {
  'Mutation.addDate': 'Mutation.skipDate', // SharedClinic.viewerCanChangeDates
  'Mutation.addRegistration': 'Mutation.changeClinician', // Clinician.viewerCanChange
  'Mutation.approveLeave': 'Mutation.refuseLeave', // Leave.viewerCanDecide
  'Mutation.changeSharedClinic': 'Mutation.setClinicPlanning', // SharedClinic.viewerCanChange
  'Mutation.closeRoom': 'Mutation.changeRoom', // Room.viewerCanChange
  'Mutation.declareCommitment': 'Mutation.requestLeave', // Clinician.viewerCanRequestLeave
  'Mutation.declineAccommodation': 'Mutation.acceptAccommodation', // AccommodationOffer.viewerCanDecide
  'Mutation.declineEmployment': 'Mutation.acceptEmployment', // Employment.viewerCanDecide
  'Mutation.declineRelease': 'Mutation.acceptRelease', // PoolRelease.viewerCanDecide
  'Mutation.endRegistration': 'Mutation.changeClinician', // Clinician.viewerCanChange
  'Mutation.endRelease': 'Mutation.changeRelease', // PoolRelease.viewerCanChange
  'Mutation.holdSlot': 'Mutation.bookSlot', // Practice.viewerCanBook
  'Mutation.releaseToPool': 'Mutation.endEmployment', // Employment.viewerCanManage
  'Mutation.retireService': 'Mutation.changeService', // Service.viewerCanChange
  'Mutation.unassignClinician': 'Mutation.assignClinician', // Session.viewerCanAssign
  'Mutation.withdrawNotice': 'Mutation.changeNotice', // Contract.viewerCanChangeNotice
};

/** Mutations without a `viewerCan…` field, and why. */
export const withoutPromise: Readonly<Record<string, string>> = {
  'Mutation.registerClinician': 'It is about nobody yet: `viewer.organisation.permissions` says REGISTER_CLINICIAN.',
};
