import { defineEntity, p } from '@mikro-orm/core';
import type { RegistrationBody } from './rules/registration.js';

const schema = defineEntity({
  name: 'Registration',
  tableName: 'registration',
  properties: {
    id: p.uuid().primary(),
    clinicianId: p.uuid(),
    body: p.string().$type<RegistrationBody>(),
    number: p.string(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    endReason: p.text().nullable(),
  },
});

/** A clinician's entry in a professional register. */
export class Registration extends schema.class {}
schema.setClass(Registration);
