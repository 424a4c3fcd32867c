import type { PopulationBasis } from '../../organisation/directory/rules/population-basis.js';
import { type ApplyFile, sourceOfFile } from '../official-files/loaded-file.js';
import { comparePopulations, insertPopulations, setCountedOn } from './populations.queries.js';
import { settleRepeats } from '../official-files/stage.queries.js';

/**
 * Applies the figures of one basis. A figure that we hold for the same practice and day is replaced by the official
 * one; the audit trail counts it, and the report says what it was. Figures of other days stay as they are.
 */
export function applyPopulations(basis: PopulationBasis): ApplyFile {
  return async ({ db }, file) => {
    if (file.editionOn !== null) await setCountedOn(db, file.table, file.editionOn);
    await settleRepeats(db, file.table, ['code', 'counted_on'], ['value']);
    await comparePopulations(db, file.table, basis);
    await insertPopulations(db, file.table, { basis, source: sourceOfFile(file) });
  };
}
