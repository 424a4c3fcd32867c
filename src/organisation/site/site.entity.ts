import { defineEntity, p } from '@mikro-orm/core';

export type CoordinatePrecision = 'EXACT' | 'POSTCODE' | 'TOWN';

const schema = defineEntity({
  name: 'Site',
  tableName: 'site',
  properties: {
    id: p.uuid().primary(),
    code: p.text().nullable(),
    name: p.text(),
    address: p.text().nullable(),
    town: p.text().nullable(),
    postcode: p.text().nullable(),
    latitude: p.double().nullable(),
    longitude: p.double().nullable(),
    coordinatePrecision: p.string().$type<CoordinatePrecision>().nullable(),
    openedOn: p.string().columnType('date'),
    closedOn: p.string().columnType('date').nullable(),
  },
});

/** A building, or a part of one, where patients are seen. Who runs it is a SiteOperation. */
export class Site extends schema.class {}
schema.setClass(Site);
