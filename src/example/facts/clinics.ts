import type { RoomKey } from './premises.js';

/**
 * A shared clinic of the example, and who staffs it: clinicians take turns, one list for each staffing line. Times are
 * London wall times.
 */
export interface ClinicFacts {
  readonly pcn: string;
  readonly title: string;
  readonly service: string;
  readonly rule: string;
  readonly start: string;
  readonly minutes: number;
  readonly hosting: 'ONE' | 'IN_TURN' | 'CYCLE';
  readonly hosts: readonly { readonly site: string; readonly room?: RoomKey; readonly weight?: number }[];
  readonly lines: readonly { readonly role: string; readonly slots: number; readonly staff: readonly string[] }[];
  readonly slotMinutes: number;
  readonly modes: readonly string[];
  readonly sharing: 'REGISTERED_LIST' | 'WEIGHTED_LIST' | 'EQUAL' | 'FIXED';
  readonly fixedShares?: readonly { readonly practice: string; readonly weight: number }[];
  readonly heldFor111?: number;
  /**
   * From when on the day unused slots open to NHS 111: a time of its own, or as the network has set; never if left out.
   */
  readonly unusedTo111?: { readonly from: string } | 'NETWORK';
  readonly waves?: readonly { readonly slots: number; readonly daysBefore: number; readonly at: string }[];
}

function every(...weekdays: string[]) {
  return `FREQ=WEEKLY;BYDAY=${weekdays.join(',')}`;
}
function at(...sites: string[]) {
  return sites.map((site) => ({ site }));
}
const inPerson = ['FACE_TO_FACE'];
const remote = ['TELEPHONE', 'VIDEO'];

function physiotherapy(pcn: string, weekday: string, hosts: readonly string[], staff: readonly string[]): ClinicFacts {
  return {
    pcn,
    title: hosts.length > 1 ? 'First-contact physiotherapy, in turn' : 'First-contact physiotherapy',
    service: 'first-contact-physiotherapy',
    rule: every(weekday),
    start: '09:00',
    minutes: 240,
    hosting: hosts.length > 1 ? 'IN_TURN' : 'ONE',
    hosts: at(...hosts),
    lines: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', slots: 12, staff }],
    slotMinutes: 20,
    modes: inPerson,
    sharing: 'REGISTERED_LIST',
    waves: [{ slots: 4, daysBefore: 1, at: '12:00' }],
  };
}

function saturdays(pcn: string, site: string, staff: readonly string[]): ClinicFacts {
  return {
    pcn,
    title: 'Enhanced access, Saturdays',
    service: 'enhanced-access-gp',
    rule: every('SA'),
    start: '09:00',
    minutes: 240,
    hosting: 'ONE',
    hosts: at(site),
    lines: [{ role: 'GP', slots: 16, staff }],
    slotMinutes: 15,
    modes: ['FACE_TO_FACE', 'TELEPHONE'],
    sharing: 'REGISTERED_LIST',
    heldFor111: 2,
  };
}

function medicationReviews(pcn: string, weekday: string, site: string, staff: readonly string[]): ClinicFacts {
  return {
    pcn,
    title: 'Medication reviews by telephone',
    service: 'structured-medication-review',
    rule: every(weekday),
    start: '13:30',
    minutes: 240,
    hosting: 'ONE',
    hosts: at(site),
    lines: [{ role: 'CLINICAL_PHARMACIST', slots: 8, staff }],
    slotMinutes: 30,
    modes: remote,
    sharing: 'WEIGHTED_LIST',
  };
}

const leighton = 'U15644';
const [bassettRoad, salisburyHouse, leightonRoad, hub] = ['E81003-1', 'E81004-1', 'E81044-1', 'Y08787-1'] as const;

export const leightonClinics: readonly ClinicFacts[] = [
  {
    ...physiotherapy(leighton, 'MO', [bassettRoad], ['SYN-006', 'SYN-007']),
    title: 'First-contact physiotherapy, Mondays',
  },
  {
    ...physiotherapy(leighton, 'WE', [bassettRoad, salisburyHouse, leightonRoad], []),
    title: 'First-contact physiotherapy, Wednesdays in turn',
    lines: [
      { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', slots: 12, staff: ['SYN-006'] },
      { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', slots: 12, staff: ['SYN-008', 'SYN-007'] },
    ],
    waves: [
      { slots: 8, daysBefore: 1, at: '12:00' },
      { slots: 4, daysBefore: 0, at: '10:30' },
    ],
  },
  medicationReviews(leighton, 'TU', salisburyHouse, ['SYN-009', 'SYN-011']),
  {
    ...medicationReviews(leighton, 'TH', bassettRoad, ['SYN-010', 'SYN-009']),
    title: 'Medication reviews in person',
    start: '09:00',
    hosting: 'CYCLE',
    hosts: [
      { site: bassettRoad, weight: 2 },
      { site: leightonRoad, weight: 1 },
    ],
    modes: inPerson,
  },
  {
    pcn: leighton,
    title: 'Diabetes nurse clinic, in turn',
    service: 'diabetes-nurse-clinic',
    rule: every('WE'),
    start: '13:30',
    minutes: 180,
    hosting: 'IN_TURN',
    hosts: at(bassettRoad, salisburyHouse, leightonRoad),
    lines: [{ role: 'DIABETES_SPECIALIST_NURSE', slots: 6, staff: ['SYN-012'] }],
    slotMinutes: 30,
    modes: inPerson,
    sharing: 'WEIGHTED_LIST',
  },
  {
    ...saturdays(leighton, hub, ['SYN-001', 'SYN-002', 'SYN-003']),
    title: 'Enhanced access, evenings',
    rule: every('TU', 'TH'),
    start: '18:30',
    minutes: 90,
    lines: [{ role: 'GP', slots: 6, staff: ['SYN-002', 'SYN-003', 'SYN-001'] }],
    heldFor111: 1,
    unusedTo111: 'NETWORK',
  },
  {
    ...saturdays(leighton, hub, []),
    lines: [
      { role: 'GP', slots: 16, staff: ['SYN-001', 'SYN-002', 'SYN-003'] },
      { role: 'ADVANCED_NURSE_PRACTITIONER', slots: 16, staff: ['SYN-005'] },
    ],
    waves: [{ slots: 8, daysBefore: 0, at: '08:00' }],
    unusedTo111: { from: '11:00' }, // it is over before the network's time
  },
  {
    pcn: leighton,
    title: 'Mental health practitioner',
    service: 'mental-health-practitioner',
    rule: every('MO', 'FR'),
    start: '09:30',
    minutes: 180,
    hosting: 'ONE',
    hosts: at(leightonRoad),
    lines: [{ role: 'MENTAL_HEALTH_PRACTITIONER', slots: 6, staff: ['SYN-015', 'SYN-014'] }],
    slotMinutes: 30,
    modes: ['FACE_TO_FACE', 'VIDEO'],
    sharing: 'EQUAL',
  },
  {
    pcn: leighton,
    title: 'Social prescribing at the hub',
    service: 'social-prescribing',
    rule: every('TU'),
    start: '10:00',
    minutes: 180,
    hosting: 'ONE',
    hosts: at(hub),
    lines: [{ role: 'SOCIAL_PRESCRIBER', slots: 4, staff: ['SYN-016', 'SYN-017'] }],
    slotMinutes: 45,
    modes: ['FACE_TO_FACE', 'TELEPHONE'],
    sharing: 'REGISTERED_LIST',
  },
  {
    pcn: leighton,
    title: 'Blood tests',
    service: 'phlebotomy',
    rule: every('MO', 'WE', 'FR'),
    start: '08:00',
    minutes: 120,
    hosting: 'CYCLE',
    hosts: [
      { site: salisburyHouse, weight: 2 },
      { site: bassettRoad, weight: 1 },
    ],
    lines: [{ role: 'HEALTHCARE_ASSISTANT', slots: 12, staff: ['SYN-021', 'SYN-022'] }],
    slotMinutes: 10,
    modes: inPerson,
    sharing: 'REGISTERED_LIST',
  },
  {
    pcn: leighton,
    title: 'Minor illness, afternoons',
    service: 'minor-illness',
    rule: every('MO', 'TU', 'WE', 'TH', 'FR'),
    start: '13:00',
    minutes: 240,
    hosting: 'ONE',
    // the first room has the dermatoscope and, on some Thursdays, the dermatologist
    hosts: [{ site: leightonRoad, room: 'consulting-2' }],
    lines: [{ role: 'PARAMEDIC', slots: 16, staff: ['SYN-018', 'SYN-019', 'SYN-020'] }],
    slotMinutes: 15,
    modes: ['FACE_TO_FACE', 'TELEPHONE'],
    sharing: 'REGISTERED_LIST',
    heldFor111: 2,
    waves: [
      { slots: 6, daysBefore: 0, at: '08:00' },
      { slots: 4, daysBefore: 0, at: '11:00' },
    ],
    unusedTo111: 'NETWORK',
  },
  {
    pcn: leighton,
    title: 'Visiting dermatologist, monthly',
    service: 'dermatology',
    rule: 'FREQ=MONTHLY;BYDAY=1TH',
    start: '14:00',
    minutes: 180,
    hosting: 'ONE',
    hosts: at(leightonRoad),
    lines: [{ role: 'VISITING_SPECIALIST', slots: 9, staff: ['SYN-024'] }],
    slotMinutes: 20,
    modes: inPerson,
    sharing: 'FIXED',
    fixedShares: [
      { practice: 'E81003', weight: 2 },
      { practice: 'E81004', weight: 1 },
      { practice: 'E81044', weight: 2 },
    ],
  },
];

export const lutonClinics: readonly ClinicFacts[] = [
  saturdays('U27128', 'E81631-1', ['SYN-029', 'SYN-030']),
  physiotherapy('U27128', 'TU', ['E81063-1', 'Y02332-1', 'E81064-1', 'E81076-1'], ['SYN-031']),
  medicationReviews('U27128', 'TH', 'E81633-1', ['SYN-032']),
  {
    ...saturdays('U27128', 'Y02332-1', ['SYN-033']),
    title: 'Minor illness, Kingsway and Bramingham',
    service: 'minor-illness',
    rule: every('MO', 'WE'),
    start: '13:00',
    hosting: 'IN_TURN',
    hosts: at('Y02332-1', 'E81064-1'),
    lines: [{ role: 'PARAMEDIC', slots: 16, staff: ['SYN-033'] }],
  },
  saturdays('U51229', 'E81018-1', ['SYN-035', 'SYN-036']),
  physiotherapy('U51229', 'MO', ['E81005-1', 'E81041-1', 'E81073-1', 'E81632-1'], ['SYN-037']),
  medicationReviews('U51229', 'WE', 'E81073-1', ['SYN-038']),
  saturdays('U59591', 'E81013-1', ['SYN-040', 'SYN-041']),
  physiotherapy('U59591', 'TH', ['E81006-1', 'E81013-1', 'Y02463-1'], ['SYN-042']),
  medicationReviews('U59591', 'TU', 'Y02463-1', ['SYN-043']),
  { ...medicationReviews('U62122', 'WE', 'E81028-1', ['SYN-045']), title: 'Medication reviews, pilot' },
  {
    ...medicationReviews('U62122', 'FR', 'E81026-1', []),
    title: 'Social prescribing, pilot',
    service: 'social-prescribing',
    start: '10:00',
    minutes: 180,
    lines: [{ role: 'SOCIAL_PRESCRIBER', slots: 4, staff: ['SYN-046'] }],
    slotMinutes: 45,
    modes: inPerson,
  },
  saturdays('U64165', 'E81027-1', ['SYN-047', 'SYN-048']),
  physiotherapy('U64165', 'TH', ['E81008-1', 'E81027-1', 'E81034-1'], ['SYN-050', 'SYN-008']),
  medicationReviews('U64165', 'MO', 'E81008-1', ['SYN-049']),
  saturdays('U79932', 'E81048-1', ['SYN-051', 'SYN-052']),
  physiotherapy('U79932', 'FR', ['E81010-1', 'E81016-1', 'E81025-1', 'E81040-1', 'E81612-1'], ['SYN-053']),
  medicationReviews('U79932', 'MO', 'E81048-1', ['SYN-054']),
  saturdays('U91286', 'E81032-1', ['SYN-056', 'SYN-057']),
  physiotherapy('U91286', 'WE', ['E81032-1'], ['SYN-059']),
  medicationReviews('U91286', 'TU', 'E81032-1', ['SYN-058']),
];
