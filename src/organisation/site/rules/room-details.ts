import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';
import { checkPlainText } from '../../directory/rules/plain-text.js';

export interface NewRoom<Kind extends string = string> {
  readonly name: string;
  readonly kind: Kind;
  readonly equipment?: readonly string[] | undefined;
  readonly stepFree: boolean;
  /** How many people can work with patients there at once; 1 if absent. */
  readonly places?: number | undefined;
}

/** A room as it is stored. */
export interface RoomDetails<Kind extends string = string> {
  readonly name: string;
  readonly kind: Kind;
  readonly equipment: string[];
  readonly stepFree: boolean;
  readonly places: number;
}

/** Far more than any room of a surgery; against a typing error. */
const mostPlaces = 200;
const mostEquipment = 50;

/** A room's texts and figures as they are stored, or everything that is wrong with them, at `field`. */
export function checkRoom<Kind extends string>(
  room: NewRoom<Kind>,
  ...field: readonly string[]
): Result<RoomDetails<Kind>> {
  const problems: Problem[] = [];
  const text = (written: string, longest: number, ...at: readonly string[]): string => {
    const checked = checkPlainText(written, longest, ...field, ...at);
    if (checked.ok) return checked.value;
    problems.push(...checked.problems);
    return '';
  };
  const invalid = (message: string, at: string) =>
    problems.push({ code: 'INVALID_INPUT', field: [...field, at], message });

  const name = text(room.name, 100, 'name');
  const equipment = room.equipment ?? [];
  if (equipment.length > mostEquipment)
    invalid(`A room can list at most ${mostEquipment} pieces of equipment. Leave some out.`, 'equipment');
  const pieces = equipment.slice(0, mostEquipment).map((piece, index) => text(piece, 60, 'equipment', String(index)));
  const places = room.places ?? 1;
  if (places < 1 || places > mostPlaces) invalid(`A room has 1 to ${mostPlaces} places.`, 'places');
  const [first, ...others] = problems;
  if (first !== undefined) return refuse(first, ...others);
  return ok({ name, kind: room.kind, equipment: pieces, stepFree: room.stepFree, places });
}

/** Whether a room has not closed by a London day. */
export function isOpenOn({ closedOn }: { readonly closedOn: string | null }, day: string): boolean {
  return closedOn === null || closedOn > day;
}
