import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { icbIdsOf } from '../directory/organisation.queries.js';
import { checkPlainText } from '../directory/rules/plain-text.js';
import { lockPopulation, replaceFigure } from './population.queries.js';
import { checkFigure } from './rules/population-figure.js';

export interface CorrectPopulation {
  readonly population: string;
  readonly value: number;
  /** As before if absent. */
  readonly source?: string | undefined;
  readonly reason: string;
}

/**
 * Replaces a figure that was recorded wrongly, or that its source has recalculated. What stood there before stays
 * readable, with the time at which it was known: NHS England has recalculated adjusted populations in mid-year. Locks
 * the figure, so that of two corrections at once the second keeps what the first wrote.
 */
export async function correctPopulation(
  tx: Tx,
  viewer: Viewer,
  input: CorrectPopulation,
): Promise<Result<{ populationId: string }>> {
  const figure = await lockPopulation(tx.db, input.population);
  if (figure === undefined) {
    const message = 'There is no figure with this id. Read the populations again.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['population'], message });
  }
  const icbIds = await icbIdsOf(tx.db, figure.organisationId, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'recordPopulation', { icbIds });
  if (barred !== undefined) return refuse(barred);
  const value = checkFigure(figure.basis, input.value);
  if (!value.ok) return value;
  const source = input.source == null ? ok(figure.source) : checkPlainText(input.source, 500, 'source');
  if (!source.ok) return source;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (Number(value.value) === figure.value && source.value === figure.source) {
    const message = 'This figure and source are on record already. There is nothing to correct.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['value'], message });
  }
  const now = { id: figure.id, value: value.value, source: source.value, reason: reason.value };
  await replaceFigure(tx.db, now);
  return ok({ populationId: figure.id });
}
