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
