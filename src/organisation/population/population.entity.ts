import { defineEntity, p } from '@mikro-orm/core';
import { type PopulationBasis } from '../directory/rules/population-basis.js';

const schema = defineEntity({
  name: 'Population',
  tableName: 'population',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    basis: p.string().$type<PopulationBasis>(),
    countedOn: p.string().columnType('date'),
    value: p.string().columnType('numeric(12,2)'),
    source: p.text(),
  },
});

/** How many people an organisation serves, on one basis and day. The three bases are never mixed. */
export class Population extends schema.class {}
schema.setClass(Population);
