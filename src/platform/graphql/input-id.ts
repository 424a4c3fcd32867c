import { generalProblems } from '../problem-codes.js';
import { ok, refuse, type Result } from '../result.js';
import { parseGlobalId } from './global-id.js';

/**
 * The key inside an id of a mutation's input, read at whatever day. Refused with INVALID_INPUT at `field` when it is no
 * id of ours or the id of another type.
 */
export const keyOfInput = (type: string, id: string, ...field: readonly string[]): Result<string> => {
  const parsed = parseGlobalId(id);
  if (parsed?.type === type) return ok(parsed.key);
  const message =
    parsed === undefined
      ? `This is not an id of this API. Pass the id of a ${type} exactly as you received it.`
      : `This is the id of a ${parsed.type}; the id of a ${type} is needed.`;
  return refuse({ code: generalProblems.INVALID_INPUT, field, message });
};
