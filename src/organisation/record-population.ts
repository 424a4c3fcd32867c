import { randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { icbIdsOf, organisationByCode } from './organisation.queries.js';
import { Population, type PopulationBasis } from './population.entity.js';

export interface RecordPopulation {
  readonly organisation: string;
  readonly basis: PopulationBasis;
  readonly countedOn: string;
  readonly value: number;
  readonly source: string;
}

/**
 * Records how many people a practice or PCN serves on one basis and day. Earlier figures stay.
 * Refused: an unknown organisation, a negative or fractional registered count, a figure already recorded.
 */
export const recordPopulation = async (
  tx: Tx,
  viewer: Viewer,
  input: RecordPopulation,
): Promise<Result<{ populationId: string; organisationId: string }>> => {
  const organisation = await organisationByCode(tx.db, input.organisation, input.countedOn);
  const barred = refusalOf(viewer, tx.scope, 'recordPopulation', {
    icbIds: organisation === undefined ? [] : await icbIdsOf(tx.db, organisation.id, input.countedOn),
  });
  if (barred !== undefined) return refuse(barred);
  if (organisation === undefined || !['PRACTICE', 'PCN'].includes(organisation.kind)) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['organisation'],
      message: `There is no practice or PCN with the ODS code ${input.organisation}.`,
    });
  }
  if (input.value < 0 || (input.basis === 'REGISTERED' && !Number.isInteger(input.value))) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['value'],
      message: 'A registered list is a whole number of patients, and no population is negative.',
    });
  }
  const population = tx.em.create(Population, {
    id: randomUUID(),
    organisationId: organisation.id,
    basis: input.basis,
    countedOn: input.countedOn,
    value: input.value.toFixed(2),
    source: input.source,
  });
  await tx.em.flush();
  return ok({ populationId: population.id, organisationId: organisation.id });
};
