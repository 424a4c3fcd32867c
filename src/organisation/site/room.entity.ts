import { defineEntity, p } from '@mikro-orm/core';

export type RoomKind = 'CONSULTING' | 'TREATMENT' | 'GROUP' | 'TELEPHONE';

const schema = defineEntity({
  name: 'Room',
  tableName: 'room',
  properties: {
    id: p.uuid().primary(),
    siteId: p.uuid(),
    name: p.text(),
    kind: p.string().$type<RoomKind>(),
    equipment: p.array<string>(),
    stepFree: p.boolean(),
    places: p.integer(),
    closedOn: p.string().columnType('date').nullable(),
    closedBecause: p.text().nullable(),
  },
});

/** A room of a site in which a session can be held. */
export class Room extends schema.class {}
schema.setClass(Room);
