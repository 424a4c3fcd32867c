import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Supervision } from './rules/fitness-for-service.js';
import type { RegistrationBody } from './rules/registration.js';
import type { StaffRoleRow } from './staff-role.queries.js';

export const RegistrationBodyEnum = { GMC: 'GMC', NMC: 'NMC', GPHC: 'GPHC', HCPC: 'HCPC' } as const;
registerEnumType(RegistrationBodyEnum, {
  name: 'RegistrationBody',
  description: 'A register of health professionals.',
  valuesConfig: {
    GMC: { description: 'General Medical Council: doctors, and physician associates since December 2024.' },
    NMC: { description: 'Nursing and Midwifery Council: nurses and nursing associates.' },
    GPHC: { description: 'General Pharmaceutical Council: pharmacists and pharmacy technicians.' },
    HCPC: { description: 'Health and Care Professions Council: paramedics, physiotherapists, dietitians.' },
  },
});

export const SupervisionEnum = { NONE: 'NONE', GP_ON_SITE: 'GP_ON_SITE', NAMED_GP: 'NAMED_GP' } as const;
registerEnumType(SupervisionEnum, {
  name: 'Supervision',
  description: 'What supervision a role works under.',
  valuesConfig: {
    NONE: { description: 'None: the role works autonomously.' },
    GP_ON_SITE: { description: 'A GP is in the building.' },
    NAMED_GP: { description: 'A GP is named as the supervisor of this clinician.' },
  },
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
