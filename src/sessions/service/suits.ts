import type { ServiceRow } from './service.queries.js';

/** Whether the room is of the kind, and has the equipment, that the service needs. */
export function suits(
  room: { readonly kind: string; readonly equipment: readonly string[] },
  service: Pick<ServiceRow, 'roomKind' | 'equipment'>,
): boolean {
  return (
    (service.roomKind === null || room.kind === service.roomKind) &&
    service.equipment.every((item) => room.equipment.includes(item))
  );
}
