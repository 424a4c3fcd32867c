import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { type PracticeFairnessSource, PracticeFairnessType } from '../sessions/ledger/fairness.type.js';
import { usedPlaces } from './used-places.queries.js';

/** One look-up for each period, whatever the number of practices and ledgers. */
function usedLoader(context: Context) {
  return new DataLoader<PracticeFairnessSource, number, string>(
    async (rows) => {
      const found = new Map<string, number>();
      for (const [period, group] of Map.groupBy(rows, ({ from, to }) => `${from} ${to}`)) {
        const [{ from, to }] = group as [PracticeFairnessSource];
        const accountIds = [...new Set(group.map(({ accountId }) => accountId))];
        for (const { accountId, practiceId, used } of await context.query((db) =>
          usedPlaces(db, accountIds, { from, to }),
        )) {
          found.set(`${period} ${accountId} ${practiceId}`, used);
        }
      }
      return rows.map((row) => found.get(keyOf(row)) ?? 0);
    },
    { cacheKeyFn: keyOf },
  );
}

function keyOf({ from, to, accountId, practiceId }: PracticeFairnessSource): string {
  return [from, to, accountId, practiceId].join(' ');
}

@Resolver(() => PracticeFairnessType)
export class UsedPlacesResolver {
  @FieldResolver(() => Int, {
    description:
      'Places booked for its patients in the period, its own or the pool’s, whatever the outcome: attended, missed or still to come.',
  })
  used(@Root() row: PracticeFairnessSource, @Ctx() context: Context): Promise<number> {
    return context.use(usedLoader).load(row);
  }
}
