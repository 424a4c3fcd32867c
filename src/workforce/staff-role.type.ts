import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.js';
import type { Supervision } from './rules/fitness-for-service.js';
import type { RegistrationBody } from './rules/registration.js';
import type { StaffRoleRow } from './staff-role.queries.js';

export const RegistrationBodyEnum = enumOf<RegistrationBody>(
  'RegistrationBody',
  'A register of health professionals.',
  {
    GMC: 'General Medical Council: doctors, and physician associates since December 2024.',
    NMC: 'Nursing and Midwifery Council: nurses and nursing associates.',
    GPHC: 'General Pharmaceutical Council: pharmacists and pharmacy technicians.',
    HCPC: 'Health and Care Professions Council: paramedics, physiotherapists, dietitians.',
  },
);

export const SupervisionEnum = enumOf<Supervision>('Supervision', 'What supervision a role works under.', {
  NONE: 'None: the role works autonomously.',
  GP_ON_SITE: 'A GP is in the building.',
  NAMED_GP: 'A GP is named as the supervisor of this clinician.',
});

/** The catalogue's roles; `test/api/workforce/staff-roles.test.ts` compares them with the table. */
export type StaffRoleCode =
  | 'ADVANCED_NURSE_PRACTITIONER'
  | 'CARE_COORDINATOR'
  | 'CLINICAL_PHARMACIST'
  | 'DIABETES_SPECIALIST_NURSE'
  | 'DIETITIAN'
  | 'FIRST_CONTACT_PHYSIOTHERAPIST'
  | 'GP'
  | 'HEALTHCARE_ASSISTANT'
  | 'MENTAL_HEALTH_PRACTITIONER'
  | 'NURSING_ASSOCIATE'
  | 'PARAMEDIC'
  | 'PHARMACY_TECHNICIAN'
  | 'PHYSICIAN_ASSOCIATE'
  | 'PRACTICE_NURSE'
  | 'SOCIAL_PRESCRIBER'
  | 'VISITING_SPECIALIST';

export const StaffRoleCodeEnum = enumOf<StaffRoleCode>('StaffRoleCode', 'A role of the catalogue: see `staffRoles`.', {
  ADVANCED_NURSE_PRACTITIONER: 'Advanced nurse practitioner.',
  CARE_COORDINATOR: 'Care coordinator.',
  CLINICAL_PHARMACIST: 'Clinical pharmacist.',
  DIABETES_SPECIALIST_NURSE: 'Diabetes specialist nurse.',
  DIETITIAN: 'Dietitian.',
  FIRST_CONTACT_PHYSIOTHERAPIST: 'First contact physiotherapist.',
  GP: 'General practitioner.',
  HEALTHCARE_ASSISTANT: 'Healthcare assistant.',
  MENTAL_HEALTH_PRACTITIONER: 'Mental health practitioner.',
  NURSING_ASSOCIATE: 'Nursing associate.',
  PARAMEDIC: 'Paramedic.',
  PHARMACY_TECHNICIAN: 'Pharmacy technician.',
  PHYSICIAN_ASSOCIATE: 'Physician associate.',
  PRACTICE_NURSE: 'Practice nurse.',
  SOCIAL_PRESCRIBER: 'Social prescribing link worker.',
  VISITING_SPECIALIST: 'Visiting specialist doctor.',
});

@ObjectType('StaffRole', {
  description: 'A role in the catalogue: what people in it may do, under which register and supervision.',
  simpleResolvers: true,
})
export class StaffRoleType implements StaffRoleRow {
  @Field(() => String, { description: 'Its code, as services and staffing lines name it: `CLINICAL_PHARMACIST`.' })
  code!: string;

  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Field(() => RegistrationBodyEnum, {
    nullable: true,
    description: 'The register that everyone in the role must be on; null for a role that needs none.',
  })
  registrationBody!: RegistrationBody | null;

  @Field(() => Boolean, {
    description: 'Whether the role as such is funded through the Additional Roles Reimbursement Scheme (ARRS).',
  })
  reimbursable!: boolean;

  @Field(() => SupervisionEnum, { description: 'What supervision it works under.' })
  supervision!: Supervision;

  @Field(() => Boolean, { description: 'Whether it may see patients whose problem nobody has assessed yet.' })
  maySeeUndifferentiated!: boolean;

  @Field(() => Boolean, { description: 'Whether it may decide what care patients need and how soon.' })
  mayTriage!: boolean;

  @Field(() => String, { description: 'What these rules are based on.' })
  source!: string;
}
