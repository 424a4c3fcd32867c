import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type DeliveryMode, deliveryModes } from '../../sessions/service/rules/delivery-mode.js';

/** What a patient needs in order to be seen. */
export const accessNeeds = [
  'INTERPRETER',
  'SIGN_LANGUAGE',
  'STEP_FREE',
  'LARGE_PRINT',
  'LONGER_APPOINTMENT',
  'CHAPERONE',
  'REMOTE_ONLY',
  'IN_PERSON_ONLY',
] as const;
export type AccessNeed = (typeof accessNeeds)[number];

/** What decides in which way a patient can be seen. */
export interface Wishes {
  readonly accessNeeds: readonly AccessNeed[];
  /** The only way that suits; null or undefined for any. */
  readonly deliveryMode?: DeliveryMode | null | undefined;
}

const remote: readonly DeliveryMode[] = ['TELEPHONE', 'VIDEO'];
const inPerson: readonly DeliveryMode[] = ['FACE_TO_FACE', 'HOME_VISIT'];

/** The ways that suit a patient; none where the wishes contradict each other. */
export function suitableModes({ accessNeeds, deliveryMode }: Wishes): readonly DeliveryMode[] {
  return deliveryModes.filter(
    (mode) =>
      (deliveryMode == null || mode === deliveryMode) &&
      (!accessNeeds.includes('REMOTE_ONLY') || remote.includes(mode)) &&
      (!accessNeeds.includes('IN_PERSON_ONLY') || inPerson.includes(mode)),
  );
}

/** Whether only a room with step-free access will do: the patient needs it, and may have to come in. */
export function needsStepFree(wishes: Wishes): boolean {
  return wishes.accessNeeds.includes('STEP_FREE') && suitableModes(wishes).includes('FACE_TO_FACE');
}

/** Refuses wishes that no slot could ever meet: needs that contradict each other, or the requested way. */
export function checkWishes(wishes: Wishes): Result<void> {
  if (suitableModes(wishes).length > 0) return ok(undefined);
  const { accessNeeds, deliveryMode } = wishes;
  if (accessNeeds.includes('REMOTE_ONLY') && accessNeeds.includes('IN_PERSON_ONLY')) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['accessNeeds'],
      message: 'REMOTE_ONLY and IN_PERSON_ONLY contradict each other: leave out the one that does not apply.',
    });
  }
  const need = accessNeeds.includes('REMOTE_ONLY') ? 'REMOTE_ONLY' : 'IN_PERSON_ONLY';
  return refuse({
    code: generalProblems.INVALID_INPUT,
    field: ['deliveryMode'],
    message: `${deliveryMode} contradicts the need ${need}. Ask for another way, or leave it out and one is chosen.`,
  });
}

/** The limits that a patient's wishes put on a search for slots. */
export function roomAndModes(wishes: Wishes): {
  deliveryModes: readonly DeliveryMode[] | undefined;
  stepFree: boolean;
} {
  const modes = suitableModes(wishes);
  return {
    deliveryModes: modes.length === deliveryModes.length ? undefined : modes,
    stepFree: needsStepFree(wishes),
  };
}

/**
 * The first of a slot's ways that suits a patient, for offers that nobody asked for.
 * @param stepFree of the slot's room; null where it is not recorded, which is not enough for a patient who needs it.
 */
export function fittingMode(
  wishes: Wishes,
  modes: readonly DeliveryMode[],
  stepFree: boolean | null,
): DeliveryMode | undefined {
  if (needsStepFree(wishes) && stepFree !== true) return undefined;
  return chosenMode(wishes, modes);
}

/** The first of a slot's ways in which a patient can be seen; undefined when there is none. */
export function chosenMode(wishes: Wishes, modes: readonly DeliveryMode[]): DeliveryMode | undefined {
  const suitable = suitableModes(wishes);
  return modes.find((mode) => suitable.includes(mode));
}

/**
 * Whether a patient who needs step-free access would be asked to come to a room without it, or where it is not
 * recorded.
 */
export function stepsInTheWay(
  { accessNeeds }: Wishes,
  mode: DeliveryMode,
  stepFree: boolean | null,
): 'none' | 'steps' | 'unknown' {
  if (!accessNeeds.includes('STEP_FREE') || mode !== 'FACE_TO_FACE' || stepFree === true) return 'none';
  return stepFree === false ? 'steps' : 'unknown';
}
