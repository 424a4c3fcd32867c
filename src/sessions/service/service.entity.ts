import { defineEntity, p } from '@mikro-orm/core';
import type { Need } from './rules/needs.js';

const schema = defineEntity({
  name: 'Service',
  tableName: 'service',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid().nullable(),
    code: p.text(),
    name: p.text(),
    roles: p.array().columnType('text[]'),
    skills: p.array().columnType('text[]'),
    slotMinutes: p.integer(),
    deliveryModes: p.array().columnType('text[]'),
    appointmentCategory: p.text(),
    roomKind: p.text().nullable(),
    equipment: p.array().columnType('text[]'),
    undifferentiated: p.boolean(),
    triage: p.boolean(),
    gpOnSite: p.boolean(),
    needs: p.array<Need>().columnType('text[]'),
    retiredOn: p.string().columnType('date').nullable(),
    retiredBecause: p.text().nullable(),
  },
});

/** What is offered to patients: who may give it, how, how long it takes and what room it needs. */
export class Service extends schema.class {}
schema.setClass(Service);
