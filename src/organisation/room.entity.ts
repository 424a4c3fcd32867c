import { defineEntity, p } from '@mikro-orm/core';

export const roomKinds = ['CONSULTING', 'TREATMENT', 'GROUP', 'TELEPHONE'] as const;
export type RoomKind = (typeof roomKinds)[number];

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
  },
});

/** A room of a site in which a session can be held. */
export class Room extends schema.class {}
schema.setClass(Room);
