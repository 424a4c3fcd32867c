import { say } from './support/report.js';

/**
 * `npm run bench -- availability --json`: one benchmark, one line on the standard output for each row of its figures.
 */
const benchmarks = {
  availability: () => import('./availability.js'),
  booking: () => import('./booking.js'),
  'fan-out': () => import('./fan-out.js'),
  growth: () => import('./growth.js'),
  neighbour: () => import('./neighbour.js'),
  price: () => import('./price.js'),
  start: () => import('./start.js'),
  scope: () => import('./scope.js'),
  rota: () => import('./rota.js'),
};

const [name = '', ...options] = process.argv.slice(2);
if (!Object.hasOwn(benchmarks, name)) {
  say(`Usage: npm run bench -- <${Object.keys(benchmarks).join('|')}> [--json]`);
  process.exit(1);
}
const { run } = await benchmarks[name as keyof typeof benchmarks]();
const figures = await run();
if (!options.includes('--json')) console.table(figures);
else for (const row of Array.isArray(figures) ? figures : [figures]) console.log(JSON.stringify(row));
process.exit(0);
