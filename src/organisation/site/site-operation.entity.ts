import { defineEntity, p } from '@mikro-orm/core';

export type SiteKind = 'MAIN' | 'BRANCH' | 'HUB';

/** How certain a dated fact is: stated by its source, or inferred from it. */
export type Certainty = 'STATED' | 'INFERRED';

const schema = defineEntity({
  name: 'SiteOperation',
  tableName: 'site_operation',
  properties: {
    id: p.uuid().primary(),
    siteId: p.uuid(),
    operatorId: p.uuid(),
    kind: p.string().$type<SiteKind>(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    certainty: p.string().$type<Certainty>(),
    source: p.text(),
  },
});

/** Who runs a site, and in what capacity, on the days `[validFrom, validTo)`. One operator a day. */
export class SiteOperation extends schema.class {}
schema.setClass(SiteOperation);
