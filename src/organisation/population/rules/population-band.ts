import { policyOn } from '../../../policy/policies.js';
import type { Problem } from '../../../platform/result.js';

/** How a network's population compares with the band, whose two bounds belong to it; `warning` is null inside. */
export interface PopulationBand {
  lowest: number;
  highest: number;
  position: 'BELOW' | 'INSIDE' | 'ABOVE';
  warning: Problem | null;
}

/**
 * Compares a network's registered population with the band of the day and place (policy rows). It warns and never
 * refuses: in January 2020 only 58% of 1,250 networks were inside the band. Undefined if no band was set for that day.
 * Precondition: a whole population of zero or more, otherwise RangeError. Source: Network Contract DES; Luton has a
 * band of its own.
 */
export function populationBandOf(population: number, day: string, place?: string): PopulationBand | undefined {
  if (!Number.isInteger(population) || population < 0) throw new RangeError(`Not a population: ${population}`);
  const lowest = policyOn('POPULATION_BAND_LOWEST', day, place)?.value;
  const highest = policyOn('POPULATION_BAND_HIGHEST', day, place)?.value;
  if (lowest === undefined || highest === undefined) return undefined;
  const position = population < lowest ? 'BELOW' : population > highest ? 'ABOVE' : 'INSIDE';
  return { lowest, highest, position, warning: position === 'INSIDE' ? null : warn(population, lowest, highest) };
}

function warn(population: number, lowest: number, highest: number): Problem {
  const [found, from, to] = [population, lowest, highest].map((value) => value.toLocaleString('en-GB'));
  return {
    code: 'POPULATION_OUTSIDE_BAND',
    message: `A network of ${found} people is outside the usual ${from} to ${to}. This does not stop anything.`,
  };
}
