import { registerEnumType } from 'type-graphql';

export enum NeedEnum {
  NEW_PROBLEM = 'NEW_PROBLEM',
  FOLLOW_UP = 'FOLLOW_UP',
  LONG_TERM_CONDITION_REVIEW = 'LONG_TERM_CONDITION_REVIEW',
  MEDICATION_REVIEW = 'MEDICATION_REVIEW',
  MUSCULOSKELETAL = 'MUSCULOSKELETAL',
  MENTAL_HEALTH = 'MENTAL_HEALTH',
  SOCIAL_SUPPORT = 'SOCIAL_SUPPORT',
  SCREENING_OR_VACCINATION = 'SCREENING_OR_VACCINATION',
  TEST_OR_PROCEDURE = 'TEST_OR_PROCEDURE',
  OTHER_CODED = 'OTHER_CODED',
}
registerEnumType(NeedEnum, {
  name: 'Need',
  description: 'Why the patient comes, as a code. Nothing about a patient is kept as free text.',
  valuesConfig: {
    NEW_PROBLEM: { description: 'A new problem.' },
    FOLLOW_UP: { description: 'A follow-up of an earlier contact.' },
    LONG_TERM_CONDITION_REVIEW: { description: 'A review of a long-term condition.' },
    MEDICATION_REVIEW: { description: 'A review of medicines.' },
    MUSCULOSKELETAL: { description: 'Joints, back or muscles.' },
    MENTAL_HEALTH: { description: 'Mental health.' },
    SOCIAL_SUPPORT: { description: 'Social prescribing or care co-ordination.' },
    SCREENING_OR_VACCINATION: { description: 'Screening or vaccination.' },
    TEST_OR_PROCEDURE: { description: 'A test or a small procedure.' },
    OTHER_CODED: { description: 'Coded in the practice’s own system.' },
  },
});
