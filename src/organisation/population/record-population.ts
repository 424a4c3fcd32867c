import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { icbIdsOf } from '../directory/organisation.queries.js';
import { Population } from './population.entity.js';
import { type PopulationBasis } from '../directory/rules/population-basis.js';
import { checkPlainText } from '../directory/rules/plain-text.js';
import { checkFigure } from './rules/population-figure.js';

export interface RecordPopulation {
  readonly organisation: string;
  readonly basis: PopulationBasis;
  readonly countedOn: string;
  readonly value: number;
  readonly source: string;
}

/**
 * Records how many people a practice serves on one basis and day, or a PCN's PCN adjusted population. Earlier figures
 * stay. Refused: an unknown organisation, another basis for a PCN (it is the sum over its practices), the PCN adjusted
 * one for a practice, a count in the future, a figure that is not above zero, a fractional registered count, a figure
 * already recorded.
 */
export async function recordPopulation(
  tx: Tx,
  viewer: Viewer,
  input: RecordPopulation,
): Promise<Result<{ populationId: string; organisationId: string }>> {
  const organisation = await knownOrganisation(tx, input.organisation, ['PRACTICE', 'PCN'], 'organisation');
  if (!organisation.ok) return organisation;
  const { id: organisationId, kind } = organisation.value;
  const barred = refusalOf(viewer, tx.scope, 'recordPopulation', {
    icbIds: await icbIdsOf(tx.db, organisationId, tx.scope.today),
  });
  if (barred !== undefined) return refuse(barred);
  if (kind === 'PCN' && input.basis !== 'PCN_ADJUSTED') {
    return invalid('basis', 'A PCN has only a PCN adjusted figure of its own; the others are sums over its practices.');
  }
  if (kind === 'PRACTICE' && input.basis === 'PCN_ADJUSTED') {
    return invalid('basis', 'A PCN adjusted population is one figure for the whole network. Record it for the PCN.');
  }
  if (input.countedOn > tx.scope.today)
    return invalid('countedOn', 'The count is dated in the future. Give the day of counting, today at the latest.');
  const value = checkFigure(input.basis, input.value);
  if (!value.ok) return value;
  const source = checkPlainText(input.source, 500, 'source');
  if (!source.ok) return source;
  const population = tx.em.create(Population, {
    id: randomUUID(),
    organisationId,
    basis: input.basis,
    countedOn: input.countedOn,
    value: value.value,
    source: source.value,
  });
  await tx.em.flush();
  return ok({ populationId: population.id, organisationId });
}

function invalid(field: string, message: string) {
  return refuse({ code: generalProblems.INVALID_INPUT, field: [field], message });
}
