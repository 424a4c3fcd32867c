import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import type { Need } from '../../sessions/service/rules/needs.js';

/** The example's common catalogue of services; `category` is a national appointment category (GPAD). */
export interface ServiceFacts {
  readonly code: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly skills: readonly string[];
  readonly slotMinutes: number;
  readonly modes: readonly DeliveryMode[];
  readonly category: string;
  readonly roomKind: 'CONSULTING' | 'TREATMENT' | null;
  readonly equipment: readonly string[];
  readonly undifferentiated: boolean;
  readonly triage: boolean;
  readonly gpOnSite: boolean;
  readonly needs: readonly Need[];
}

const plain = {
  skills: [],
  roomKind: 'CONSULTING',
  equipment: [],
  undifferentiated: false,
  triage: false,
  gpOnSite: false,
  needs: [],
} as const;

export const services: readonly ServiceFacts[] = [
  {
    ...plain,
    code: 'first-contact-physiotherapy',
    name: 'First-contact physiotherapy',
    roles: ['FIRST_CONTACT_PHYSIOTHERAPIST'],
    slotMinutes: 20,
    modes: ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO'],
    category: 'GENERAL_CONSULTATION_ROUTINE',
    undifferentiated: true,
    needs: ['MUSCULOSKELETAL', 'FOLLOW_UP', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'structured-medication-review',
    name: 'Structured medication review',
    roles: ['CLINICAL_PHARMACIST'],
    slotMinutes: 30,
    modes: ['TELEPHONE', 'VIDEO', 'FACE_TO_FACE'],
    category: 'STRUCTURED_MEDICATION_REVIEW',
    needs: ['MEDICATION_REVIEW', 'LONG_TERM_CONDITION_REVIEW', 'FOLLOW_UP', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'diabetes-nurse-clinic',
    name: 'Diabetes nurse clinic',
    roles: ['DIABETES_SPECIALIST_NURSE', 'PRACTICE_NURSE'],
    skills: ['diabetes'],
    slotMinutes: 30,
    modes: ['FACE_TO_FACE', 'TELEPHONE'],
    category: 'PLANNED_CLINICS',
    needs: ['LONG_TERM_CONDITION_REVIEW', 'FOLLOW_UP', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'enhanced-access-gp',
    name: 'Enhanced access GP',
    roles: ['GP', 'ADVANCED_NURSE_PRACTITIONER'],
    slotMinutes: 15,
    modes: ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO'],
    category: 'GENERAL_CONSULTATION_ROUTINE',
    undifferentiated: true,
    gpOnSite: true,
  },
  {
    ...plain,
    code: 'minor-illness',
    name: 'Minor illness on the day',
    roles: ['PARAMEDIC', 'ADVANCED_NURSE_PRACTITIONER', 'GP'],
    slotMinutes: 15,
    modes: ['FACE_TO_FACE', 'TELEPHONE'],
    category: 'GENERAL_CONSULTATION_ACUTE',
    undifferentiated: true,
    triage: true,
  },
  {
    ...plain,
    code: 'mental-health-practitioner',
    name: 'Mental health practitioner',
    roles: ['MENTAL_HEALTH_PRACTITIONER'],
    slotMinutes: 30,
    modes: ['FACE_TO_FACE', 'VIDEO', 'TELEPHONE'],
    category: 'GENERAL_CONSULTATION_ROUTINE',
    undifferentiated: true,
    needs: ['MENTAL_HEALTH', 'FOLLOW_UP', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'social-prescribing',
    name: 'Social prescribing',
    roles: ['SOCIAL_PRESCRIBER'],
    slotMinutes: 45,
    modes: ['FACE_TO_FACE', 'TELEPHONE', 'HOME_VISIT'],
    category: 'SOCIAL_PRESCRIBING_SERVICE',
    needs: ['SOCIAL_SUPPORT', 'FOLLOW_UP', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'phlebotomy',
    name: 'Blood tests',
    roles: ['HEALTHCARE_ASSISTANT', 'NURSING_ASSOCIATE', 'PRACTICE_NURSE'],
    skills: ['phlebotomy'],
    slotMinutes: 10,
    modes: ['FACE_TO_FACE'],
    category: 'PLANNED_CLINICAL_PROCEDURE',
    roomKind: 'TREATMENT',
    equipment: ['phlebotomy-chair'],
    needs: ['TEST_OR_PROCEDURE', 'LONG_TERM_CONDITION_REVIEW', 'OTHER_CODED'],
  },
  {
    ...plain,
    code: 'dermatology',
    name: 'Visiting dermatologist',
    roles: ['VISITING_SPECIALIST'],
    skills: ['dermatology'],
    slotMinutes: 20,
    modes: ['FACE_TO_FACE'],
    category: 'PLANNED_CLINICS',
    equipment: ['dermatoscope'],
  },
];
