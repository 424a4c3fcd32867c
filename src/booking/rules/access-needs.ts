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
export const suitableModes = ({ accessNeeds, deliveryMode }: Wishes): readonly DeliveryMode[] =>
  everyMode.filter(
    (mode) =>
      (deliveryMode == null || mode === deliveryMode) &&
      (!accessNeeds.includes('REMOTE_ONLY') || remote.includes(mode)) &&
      (!accessNeeds.includes('IN_PERSON_ONLY') || inPerson.includes(mode)),
  );

/** Whether only a room that can be reached without steps will do: the patient needs that, and may be asked to come. */
export const needsStepFree = (wishes: Wishes): boolean =>
  wishes.accessNeeds.includes('STEP_FREE') && suitableModes(wishes).includes('FACE_TO_FACE');

/**
 * The first of a slot's ways that suits a patient.
 * @param stepFree of the slot's room; null where that is unknown, which is not enough for who needs it.
 */
export const fittingMode = (
  wishes: Wishes,
  modes: readonly DeliveryMode[],
  stepFree: boolean | null,
): DeliveryMode | undefined => {
  if (needsStepFree(wishes) && stepFree !== true) return undefined;
  const suitable = suitableModes(wishes);
  return modes.find((mode) => suitable.includes(mode));
};
