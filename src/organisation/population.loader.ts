import DataLoader from 'dataloader';
import type { Context } from '../identity/context.js';
import { type PopulationRow, populationsOn } from './population.queries.js';

/** An organisation's newest populations by basis on a day. */
export const populationLoader = (context: Context) =>
  new DataLoader<{ id: string; day: string }, PopulationRow[], string>(
    async (keys) => {
      const days = [...new Set(keys.map((key) => key.day))];
      const groups = new Map<string, PopulationRow[]>();
      for (const day of days) {
        const ids = keys.filter((key) => key.day === day).map((key) => key.id);
        for (const row of await context.query((db) => populationsOn(db, ids, day))) {
          const key = `${row.organisationId}@${day}`;
          groups.set(key, [...(groups.get(key) ?? []), row]);
        }
      }
      return keys.map((key) => groups.get(`${key.id}@${key.day}`) ?? []);
    },
    { cacheKeyFn: (key) => `${key.id}@${key.day}` },
  );
