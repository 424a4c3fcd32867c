import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Clinician',
  tableName: 'clinician',
  properties: {
    id: p.uuid().primary(),
    code: p.string(),
    registeredById: p.uuid(),
    name: p.text(),
    synthetic: p.boolean(),
    roleCode: p.string(),
    skills: p.array(),
    languages: p.array(),
    supervisorId: p.uuid().nullable(),
    workingTimeOptOut: p.boolean(),
  },
});

/** Someone who works with patients: one row for each person, whoever employs them. */
export class Clinician extends schema.class {}
schema.setClass(Clinician);
