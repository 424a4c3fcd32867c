import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { AccessNeed, DeliveryMode } from './coding.js';

/** What decides in which way a patient can be seen. */
export interface Wishes {
  readonly accessNeeds: readonly AccessNeed[];
  /** The only way that suits; null or undefined for any. */
  readonly deliveryMode?: DeliveryMode | null | undefined;
}

const everyMode: readonly DeliveryMode[] = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT'];
const remote: readonly DeliveryMode[] = ['TELEPHONE', 'VIDEO'];
const inPerson: readonly DeliveryMode[] = ['FACE_TO_FACE', 'HOME_VISIT'];

/** The ways that suit a patient; none where the wishes contradict each other. */
export function suitableModes({ accessNeeds, deliveryMode }: Wishes): readonly DeliveryMode[] {
  return everyMode.filter(
    (mode) =>
      (deliveryMode == null || mode === deliveryMode) &&
      (!accessNeeds.includes('REMOTE_ONLY') || remote.includes(mode)) &&
      (!accessNeeds.includes('IN_PERSON_ONLY') || inPerson.includes(mode)),
  );
}

/** Whether only a room that can be reached without steps will do: the patient needs that, and may be asked to come. */
export function needsStepFree(wishes: Wishes): boolean {
  return wishes.accessNeeds.includes('STEP_FREE') && suitableModes(wishes).includes('FACE_TO_FACE');
}

/** Refused where nothing could ever suit: needs against each other, or against the way that was asked for. */
export function checkWishes(wishes: Wishes): Result<void> {
  if (suitableModes(wishes).length > 0) return ok(undefined);
  const { accessNeeds, deliveryMode } = wishes;
  if (accessNeeds.includes('REMOTE_ONLY') && accessNeeds.includes('IN_PERSON_ONLY')) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['accessNeeds'],
      message: 'REMOTE_ONLY and IN_PERSON_ONLY contradict each other: leave out the one that is not so.',
    });
  }
  const need = accessNeeds.includes('REMOTE_ONLY') ? 'REMOTE_ONLY' : 'IN_PERSON_ONLY';
  return refuse({
    code: generalProblems.INVALID_INPUT,
    field: ['deliveryMode'],
    message: `${deliveryMode} contradicts the need ${need}: ask for another way, or for none and it is chosen.`,
  });
}

/** What a search for slots is narrowed to. */
export function roomAndModes(wishes: Wishes): {
  deliveryModes: readonly DeliveryMode[] | undefined;
  stepFree: boolean;
} {
  const modes = suitableModes(wishes);
  return {
    deliveryModes: modes.length === everyMode.length ? undefined : modes,
    stepFree: needsStepFree(wishes),
  };
}

/**
 * The first of a slot's ways that suits a patient, as offered without being asked for.
 * @param stepFree of the slot's room; null where that is unknown, which is not enough for who needs it.
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

/** Whether a patient who needs a way in without steps would be asked into a room that has none, or nobody knows. */
export function stepsInTheWay(
  { accessNeeds }: Wishes,
  mode: DeliveryMode,
  stepFree: boolean | null,
): 'none' | 'steps' | 'unknown' {
  if (!accessNeeds.includes('STEP_FREE') || mode !== 'FACE_TO_FACE' || stepFree === true) return 'none';
  return stepFree === false ? 'steps' : 'unknown';
}
