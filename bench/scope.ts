import { load, median } from './support/load.js';
import { fortyNetworks as country } from './support/data.js';
import { questionsOf, requestsOf } from './support/questions.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);

/**
 * What the scope costs: the bare handler of the limit with its look-up of who asks and its policies, and without
 * either. The product adds its own work to both sides, so of a whole request the scope is a smaller part than is shown
 * here.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const urls = await postgres.database('bench', country);
    const questions = await questionsOf(urls.superuser, country);
    const requests = await requestsOf(questions, identity, (variables) => ({ variables }));
    const loadOf = async (environment: Record<string, string>) => {
      const server = await start('bench/servers/limit.js', { ...identity.environment, ...environment }, '/');
      return load(server.url, requests);
    };
    const scoped = await loadOf({ DATABASE_URL: urls.app });
    const unscoped = await loadOf({ DATABASE_URL: urls.owner, WITHOUT_SCOPE: '1' });
    for (let i = 0; i < 50; i += 1) {
      const [one, other] = await Promise.all([scoped.ask(i * 97), unscoped.ask(i * 97)]);
      if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`question ${i} is answered otherwise`);
    }
    const ratios: number[] = [];
    await scoped.run(seconds);
    await unscoped.run(seconds);
    for (let round = 1; round <= rounds; round += 1) {
      const withScope = await scoped.run(seconds);
      const without = await unscoped.run(seconds);
      ratios.push(without.perS / withScope.perS);
      say(`round ${round}: ${Math.round(withScope.perS)} a second with the scope, ${Math.round(without.perS)} without`);
    }
    return { name: 'scope', scopeRatio: Number(median(ratios).toFixed(2)) };
  });
}
