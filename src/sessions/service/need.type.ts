import { enumOf } from '../../platform/graphql/enum-of.js';
import type { Need } from './rules/needs.js';

export const NeedEnum = enumOf<Need>(
  'Need',
  'Why the patient comes, as a code. Nothing about a patient is kept as free text.',
  {
    NEW_PROBLEM: 'A new problem.',
    FOLLOW_UP: 'A follow-up of an earlier contact.',
    LONG_TERM_CONDITION_REVIEW: 'A review of a long-term condition.',
    MEDICATION_REVIEW: 'A review of medicines.',
    MUSCULOSKELETAL: 'Joints, back or muscles.',
    MENTAL_HEALTH: 'Mental health.',
    SOCIAL_SUPPORT: 'Social prescribing or care co-ordination.',
    SCREENING_OR_VACCINATION: 'Screening or vaccination.',
    TEST_OR_PROCEDURE: 'A test or a small procedure.',
    OTHER_CODED: 'Coded in the practice’s own system.',
  },
);
