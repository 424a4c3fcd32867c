import { dearQuestions, enrich } from './support/dear-questions.js';
import { median, post } from './support/load.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const times = Number(process.env['BENCH_TIMES'] ?? 15);
const country = { pcns: 4, practicesPerPcn: 5, clinicsPerPcn: 18, days: 87 };
const pcn = 'U00001';

/**
 * What each kind of question costs the server for each of the points that it costs its asker, one after the other on an
 * idle server: a field whose points are too cheap lets one payer take the time of others.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const urls = await postgres.database('bench', country);
    await enrich(urls.superuser, pcn);
    const environment = { ...productEnvironment(urls, identity), RATE_LIMIT_POINTS: '1000000000' };
    const { url } = await start('src/main.js', environment, '/health/ready');
    const timed = async (token: string, query: string, variables: object): Promise<{ ms: number; cost: number }> => {
      const body = JSON.stringify({ query, variables });
      const ms: number[] = [];
      let cost = 0;
      for (let n = 0; n < times + 3; n += 1) {
        const began = performance.now();
        const { reply } = await post(`${url}/graphql`, { token, body });
        ms.push(performance.now() - began);
        const refused = Object.values<any>(reply.data ?? {}).flatMap((value) => value?.userErrors ?? []);
        if (reply.errors !== undefined || refused.length > 0) throw new Error(JSON.stringify(reply).slice(0, 2000));
        cost = reply.extensions.cost;
      }
      return { ms: median(ms.slice(3)), cost };
    };
    const prices: { name: string; msAPoint: number }[] = [];
    for (const { name, role, organisation, query, variables = {} } of await dearQuestions(urls.superuser, pcn)) {
      const token = await identity.token(role, organisation);
      const { ms, cost } = await timed(token, query, variables);
      prices.push({ name, msAPoint: ms / cost });
      say(`${name}: ${cost} points, ${ms.toFixed(1)} ms, ${(ms / cost).toFixed(3)} ms a point`);
    }
    const dearest = prices.reduce((most, each) => (each.msAPoint > most.msAPoint ? each : most));
    const usual = median(prices.map(({ msAPoint }) => msAPoint));
    return {
      name: 'price',
      dearest: dearest.name,
      dearestMsPerPoint: Number(dearest.msAPoint.toFixed(3)),
      medianMsPerPoint: Number(usual.toFixed(3)),
      ratio: Number((dearest.msAPoint / usual).toFixed(2)),
    };
  });
}
