import { expect, test } from '@jest/globals';
import { networkPopulationOf } from '../../../src/organisation/population/rules/network-population.js';

function figure(organisationId: string, value: number, countedOn = '2023-03-31', source = 'a') {
  return {
    organisationId,
    value,
    countedOn,
    source,
  };
}

const network = (memberIds: readonly string[]) => ({
  id: 'pcn',
  memberIds,
  basis: 'WEIGHTED' as const,
  day: '2026-12-01',
});

test('hundredths add up exactly, and the dates and sources of all counts are named', () => {
  const figures = [figure('1', 18475, '2023-03-31', 'b'), figure('2', 10819.14), figure('3', 17235.09, '2022-03-31')];
  expect(networkPopulationOf(network(['1', '2', '3']), figures)).toEqual({
    value: 46529.23,
    reason: null,
    countedFrom: '2022-03-31',
    countedTo: '2023-03-31',
    sources: ['a', 'b'],
    missingIds: [],
  });
});

test('with a member missing there is no sum, but a reason', () => {
  expect(networkPopulationOf(network(['1', '2']), [figure('1', 5), figure('stranger', 7)])).toEqual({
    value: null,
    reason: 'No weighted list of 1 of the 2 members up to 2026-12-01 is recorded. Add it with recordPopulation.',
    countedFrom: null,
    countedTo: null,
    sources: [],
    missingIds: ['2'],
  });
  expect(networkPopulationOf(network([]), []).reason).toBe('The network has no members on 2026-12-01.');
});

test("the network's own figure goes before the sum", () => {
  const { value, countedTo } = networkPopulationOf(network(['1']), [figure('1', 5), figure('pcn', 7, '2026-04-01')]);
  expect({ value, countedTo }).toEqual({ value: 7, countedTo: '2026-04-01' });
});
