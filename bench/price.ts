import { workOf } from '../src/platform/graphql/limits/work.js';
import { type DearQuestion, dearQuestions } from './support/dear-questions.js';
import { enrich } from './support/enriched.js';
import { median, post } from './support/load.js';
import { millisecondsBetween, processorTime } from './support/processor-time.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { type BenchServer, productEnvironment } from './support/server.js';

const times = Number(process.env['BENCH_TIMES'] ?? 10);
const warm = 3;
const country = { pcns: 4, practicesPerPcn: 5, clinicsPerPcn: 18, days: 87 };
const pcn = 'U00001';

/** Asked a few times before it is measured: then its document is known and its plans are made. */
async function workOfQuestion(server: BenchServer, superuser: string, token: string, question: DearQuestion) {
  const { query, variables } = question;
  let cost = 0;
  let failure: string | undefined;
  const ask = async (nth: number): Promise<void> => {
    const given = typeof variables === 'function' ? (variables as (nth: number) => object)(nth) : variables;
    const { reply } = await post(`${server.url}/graphql`, { token, body: JSON.stringify({ query, variables: given }) });
    cost = reply.extensions.cost;
    // What a change would do is worked out even where something is in its way.
    const refused = Object.values<any>(reply.data ?? {}).flatMap((value) =>
      value?.change == null ? (value?.userErrors ?? []) : [],
    );
    if (reply.errors !== undefined || refused.length > 0) failure ??= JSON.stringify(reply).slice(0, 500);
  };
  for (let nth = 0; nth < warm; nth += 1) await ask(nth);
  const before = await processorTime(server.pid, superuser);
  for (let nth = warm; nth < warm + times; nth += 1) await ask(nth);
  const after = await processorTime(server.pid, superuser);
  return { ms: millisecondsBetween(before, after) / times, cost, failure };
}

/** Every query and mutation that declares what its work costs must be asked for. */
async function pricedFields(): Promise<string[]> {
  const { schema } = await import('../src/app.js');
  const built = await schema();
  const fields = [built.getQueryType(), built.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}),
  );
  return fields.filter((field) => workOf(field) !== undefined).map(({ name }) => name);
}

/**
 * What each kind of question costs the server for each of the points that it costs its asker, one after the other on an
 * idle server: a field whose points are too cheap lets one payer take the time of others.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const urls = await postgres.database('bench', country);
    await enrich(urls.superuser, pcn);
    const environment = { ...productEnvironment(urls, identity), RATE_LIMIT_POINTS: '1000000000' };
    const server = await start('src/main.js', environment, '/health/ready');
    const prices: { name: string; msAPoint: number }[] = [];
    const questions = await dearQuestions(urls.superuser, pcn);
    const failures = (await pricedFields()).flatMap((name) =>
      questions.some(({ query }) => new RegExp(`\\b${name}\\(`).test(query)) ? [] : [`${name}: nobody asks for it`],
    );
    for (const question of questions) {
      const token = await identity.token(question.role, question.organisation);
      const { ms, cost, failure } = await workOfQuestion(server, urls.superuser, token, question);
      if (failure !== undefined) failures.push(`${question.name}: ${failure}`);
      prices.push({ name: question.name, msAPoint: ms / cost });
      say(
        `${question.name}: ${cost} points, ${ms.toFixed(1)} ms, ${(ms / cost).toFixed(3)} ms a point ${failure ?? ''}`,
      );
    }
    if (failures.length > 0) throw new Error(failures.join('\n'));
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
