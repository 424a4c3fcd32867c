/**
 * The example's clinicians. None of them exists: names say so, registration numbers begin with zeros, and every row is
 * marked synthetic. They are numbered SYN-001 on in the order of this list.
 */
export interface ClinicianFacts {
  readonly role: ExampleRole;
  /** ODS code of the employer. */
  readonly employer: string;
  readonly pattern: PatternName;
  /** Minutes a week released to the pool of each PCN. */
  readonly releases: Readonly<Record<string, number>>;
  /** Contracted minutes a week; 37.5 hours if left out. */
  readonly minutes?: number;
  readonly partner?: true;
  readonly skills?: readonly string[];
  readonly languages?: readonly string[];
  /** The code of the named GP supervisor. */
  readonly supervisor?: string;
  /** The employment ends this many days after the day around which the example is placed. */
  readonly leavesInDays?: number;
}

export const roles = {
  GP: { title: 'GP', body: 'GMC' },
  ADVANCED_NURSE_PRACTITIONER: { title: 'Advanced Nurse Practitioner', body: 'NMC' },
  PRACTICE_NURSE: { title: 'Practice Nurse', body: 'NMC' },
  NURSING_ASSOCIATE: { title: 'Nursing Associate', body: 'NMC' },
  CLINICAL_PHARMACIST: { title: 'Pharmacist', body: 'GPHC' },
  PHARMACY_TECHNICIAN: { title: 'Pharmacy Technician', body: 'GPHC' },
  PARAMEDIC: { title: 'Paramedic', body: 'HCPC', profession: 'PA' },
  FIRST_CONTACT_PHYSIOTHERAPIST: { title: 'Physiotherapist', body: 'HCPC', profession: 'PH' },
  PHYSICIAN_ASSOCIATE: { title: 'Physician Associate', body: 'GMC' },
  SOCIAL_PRESCRIBER: { title: 'Social Prescriber', body: null },
  MENTAL_HEALTH_PRACTITIONER: { title: 'Mental Health Practitioner', body: null },
  CARE_COORDINATOR: { title: 'Care Coordinator', body: null },
  DIETITIAN: { title: 'Dietitian', body: 'HCPC', profession: 'DT' },
  DIABETES_SPECIALIST_NURSE: { title: 'Diabetes Specialist Nurse', body: 'NMC' },
  VISITING_SPECIALIST: { title: 'Visiting Specialist', body: 'GMC' },
  HEALTHCARE_ASSISTANT: { title: 'Healthcare Assistant', body: null },
} as const;
export type ExampleRole = keyof typeof roles;

const monToFri = [1, 2, 3, 4, 5];
/** Weekly times in which somebody can be planned, by ISO weekday. */
export const patterns = {
  weekdays: [{ weekdays: monToFri, from: '08:00', to: '18:30' }],
  threeDays: [{ weekdays: [2, 3, 4], from: '08:30', to: '17:30' }],
  enhanced: [
    { weekdays: [1, 3], from: '08:30', to: '18:30' },
    { weekdays: [2, 4], from: '12:00', to: '20:00' },
    { weekdays: [6], from: '08:30', to: '17:00' },
  ],
} as const;
export type PatternName = keyof typeof patterns;

// prettier-ignore
export const clinicians: readonly ClinicianFacts[] = [
  // SYN-001 to SYN-028: Leighton Buzzard
  { role: 'GP', employer: 'E81003', pattern: 'enhanced', releases: { U15644: 250 }, partner: true },
  { role: 'GP', employer: 'E81004', pattern: 'enhanced', releases: { U15644: 500 }, minutes: 1500, languages: ['en', 'pl'] },
  { role: 'GP', employer: 'E81044', pattern: 'enhanced', releases: { U15644: 500 }, minutes: 2000 },
  { role: 'GP', employer: 'E81044', pattern: 'weekdays', releases: { U15644: 250 }, partner: true },
  { role: 'ADVANCED_NURSE_PRACTITIONER', employer: 'U15644', pattern: 'enhanced', releases: { U15644: 2250 } },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'E81003', pattern: 'weekdays', releases: { U15644: 1125 }, languages: ['en', 'ro'] },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'EXCHS', pattern: 'weekdays', releases: { U15644: 1125, U64165: 1125 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 }, languages: ['en', 'gu'] },
  { role: 'CLINICAL_PHARMACIST', employer: 'E81044', pattern: 'weekdays', releases: { U15644: 900 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'E81004', pattern: 'threeDays', releases: { U15644: 600 }, minutes: 1350, leavesInDays: 30 },
  { role: 'DIABETES_SPECIALIST_NURSE', employer: 'EXCHS', pattern: 'weekdays', releases: { U15644: 900, U27128: 900 }, skills: ['diabetes'] },
  { role: 'PRACTICE_NURSE', employer: 'E81003', pattern: 'weekdays', releases: { U15644: 450 }, minutes: 1800, skills: ['diabetes', 'phlebotomy'] },
  { role: 'MENTAL_HEALTH_PRACTITIONER', employer: 'EXCHS', pattern: 'weekdays', releases: { U15644: 1125 } },
  { role: 'MENTAL_HEALTH_PRACTITIONER', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'SOCIAL_PRESCRIBER', employer: 'EXCHARITY', pattern: 'weekdays', releases: { U15644: 1500 } },
  { role: 'SOCIAL_PRESCRIBER', employer: 'U15644', pattern: 'threeDays', releases: { U15644: 1350 }, minutes: 1350 },
  { role: 'PARAMEDIC', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'PARAMEDIC', employer: 'E81044', pattern: 'weekdays', releases: { U15644: 1200 } },
  { role: 'PARAMEDIC', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'HEALTHCARE_ASSISTANT', employer: 'E81004', pattern: 'weekdays', releases: { U15644: 600 }, skills: ['phlebotomy'] },
  { role: 'HEALTHCARE_ASSISTANT', employer: 'E81003', pattern: 'weekdays', releases: { U15644: 600 }, skills: ['phlebotomy'] },
  { role: 'NURSING_ASSOCIATE', employer: 'E81044', pattern: 'weekdays', releases: { U15644: 450 }, skills: ['phlebotomy'] },
  { role: 'VISITING_SPECIALIST', employer: 'RC9', pattern: 'threeDays', releases: { U15644: 250 }, skills: ['dermatology'] },
  { role: 'PHYSICIAN_ASSOCIATE', employer: 'E81044', pattern: 'weekdays', releases: { U15644: 900 }, supervisor: 'SYN-004' },
  { role: 'CARE_COORDINATOR', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'PHARMACY_TECHNICIAN', employer: 'U15644', pattern: 'weekdays', releases: { U15644: 2250 } },
  { role: 'DIETITIAN', employer: 'EXCHS', pattern: 'threeDays', releases: { U15644: 450 }, minutes: 1350 },
  // SYN-029 to SYN-034: Phoenix Sunrisers
  { role: 'GP', employer: 'E81063', pattern: 'enhanced', releases: { U27128: 500 }, languages: ['en', 'ur'] },
  { role: 'GP', employer: 'E81631', pattern: 'enhanced', releases: { U27128: 250 }, partner: true },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'U27128', pattern: 'weekdays', releases: { U27128: 2250 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'U27128', pattern: 'weekdays', releases: { U27128: 2250 }, languages: ['en', 'bn'] },
  { role: 'PARAMEDIC', employer: 'Y02332', pattern: 'weekdays', releases: { U27128: 1200 } },
  { role: 'PRACTICE_NURSE', employer: 'E81633', pattern: 'weekdays', releases: { U27128: 450 }, skills: ['diabetes'] },
  // SYN-035 to SYN-039: Medics
  { role: 'GP', employer: 'E81018', pattern: 'enhanced', releases: { U51229: 500 } },
  { role: 'GP', employer: 'E81073', pattern: 'enhanced', releases: { U51229: 250 }, partner: true },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'U51229', pattern: 'weekdays', releases: { U51229: 2250 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'U51229', pattern: 'weekdays', releases: { U51229: 2250 } },
  { role: 'MENTAL_HEALTH_PRACTITIONER', employer: 'EXCHS', pattern: 'weekdays', releases: { U51229: 1125 }, languages: ['en', 'ur', 'pa'] },
  // SYN-040 to SYN-043: Oasis
  { role: 'GP', employer: 'E81013', pattern: 'enhanced', releases: { U59591: 500 } },
  { role: 'GP', employer: 'E81006', pattern: 'enhanced', releases: { U59591: 250 }, partner: true },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'U59591', pattern: 'weekdays', releases: { U59591: 2250 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'U59591', pattern: 'weekdays', releases: { U59591: 2250 }, languages: ['en', 'ro'] },
  // SYN-044 to SYN-046: Equality
  { role: 'GP', employer: 'E81028', pattern: 'weekdays', releases: { U62122: 250 }, partner: true },
  { role: 'CLINICAL_PHARMACIST', employer: 'E81028', pattern: 'weekdays', releases: { U62122: 1125 } },
  { role: 'SOCIAL_PRESCRIBER', employer: 'EXCHARITY', pattern: 'weekdays', releases: { U62122: 1125 } },
  // SYN-047 to SYN-050: Titan
  { role: 'GP', employer: 'E81008', pattern: 'enhanced', releases: { U64165: 500 } },
  { role: 'GP', employer: 'E81027', pattern: 'enhanced', releases: { U64165: 250 }, partner: true },
  { role: 'CLINICAL_PHARMACIST', employer: 'U64165', pattern: 'weekdays', releases: { U64165: 2250 } },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'E81027', pattern: 'threeDays', releases: { U64165: 900 }, minutes: 1350 },
  // SYN-051 to SYN-055: Hatters Health
  { role: 'GP', employer: 'E81048', pattern: 'enhanced', releases: { U79932: 500 } },
  { role: 'GP', employer: 'E81010', pattern: 'enhanced', releases: { U79932: 250 }, partner: true },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'U79932', pattern: 'weekdays', releases: { U79932: 2250 } },
  { role: 'CLINICAL_PHARMACIST', employer: 'U79932', pattern: 'weekdays', releases: { U79932: 2250 } },
  { role: 'HEALTHCARE_ASSISTANT', employer: 'E81048', pattern: 'weekdays', releases: { U79932: 600 }, skills: ['phlebotomy'] },
  // SYN-056 to SYN-060: Lea Vale
  { role: 'GP', employer: 'E81032', pattern: 'enhanced', releases: { U91286: 500 } },
  { role: 'GP', employer: 'E81032', pattern: 'enhanced', releases: { U91286: 250 }, partner: true },
  { role: 'CLINICAL_PHARMACIST', employer: 'E81032', pattern: 'weekdays', releases: { U91286: 1800 } },
  { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', employer: 'E81032', pattern: 'weekdays', releases: { U91286: 1800 } },
  { role: 'PHYSICIAN_ASSOCIATE', employer: 'E81032', pattern: 'weekdays', releases: { U91286: 900 }, supervisor: 'SYN-057' },
];

/** `SYN-007` for the seventh of the list. */
export function codeOf(index: number): string {
  return `SYN-${String(index + 1).padStart(3, '0')}`;
}
