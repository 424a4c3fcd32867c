import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { openDatabase } from '../app.js';
import { type Config, readConfig } from '../config.js';
import { prepareEmbedded } from '../start/embedded-data.js';
import { importOfficialFiles, type ImportProgress } from '../interchange/import/import-official-files.js';
import { reportInWords } from '../interchange/official-files/import-report.js';
import { officialFileKinds } from '../interchange/import/official-files.js';
import { BrokenFile } from '../interchange/official-files/read-lines.js';
import { type FilesAsked, recogniseFiles } from '../interchange/import/recognise-files.js';
import { financialYearEnd } from '../interchange/official-files/rules/file-dates.js';
import { createLogger } from '../platform/logging/logger.js';
import { migrationGap } from '../platform/database/pending-migrations.js';
import { type ReachedDatabase, withDatabase } from '../start/reach-database.js';
import { logLevel } from './serve.js';
import { StartError, UsageError } from '../start/start-error.js';
import { isCalendarDay } from '../time/london.js';

const options = officialFileKinds.map(({ reader }) => reader.option);
const usage = `Say which files to load: npm run import -- ${options.map((option) => `[--${option} FILE]`).join(' ')} [--current-only] [--as-of DAY] [--payments-year 2022/23] [--json]`;

interface Asked extends FilesAsked {
  readonly json: boolean;
}

/**
 * `import`: loads official NHS files into the database, wherever it is. Words go to the standard error; the report goes to
 * the standard output, as one JSON document with `--json`.
 */
export const importFiles = async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => {
  const asked = readArguments(args);
  const files = await recogniseFiles(asked);
  if (!files.ok) throw new StartError(...files.problems, 'Nothing was changed.');
  const config = readConfig(environment);
  const report = await withDatabase(config, console.error, async (reached) => {
    await demandReady(reached, config);
    const owner = await openDatabase(reached.urls.owner, { poolSize: 1, statementTimeoutMs: 0 });
    const { progress, stop } = watch();
    try {
      return await importOfficialFiles({ owner, files: files.value, progress });
    } catch (error) {
      throw error instanceof BrokenFile ? new StartError(`${error.message} Nothing was changed.`) : error;
    } finally {
      stop();
      await owner.close();
    }
  });
  if (!report.ok) throw new StartError(...report.problems, 'Nothing was changed.');
  if (asked.json) console.log(JSON.stringify(report.value, undefined, 2));
  else for (const line of reportInWords(report.value)) console.log(line);
};

const readArguments = (args: readonly string[]): Asked => {
  const values = parsed(args);
  const paths = new Map(options.flatMap((option) => (values[option] === undefined ? [] : [[option, values[option]]])));
  if (paths.size === 0) throw new UsageError(usage);
  const { 'as-of': asOf, 'payments-year': year } = values;
  if (asOf !== undefined && !isCalendarDay(asOf)) {
    throw new UsageError(`--as-of takes the day of the ODS files, such as 2025-11-28, not "${asOf}".`);
  }
  const yearEnd = year === undefined ? undefined : financialYearEnd(year);
  if (year !== undefined && yearEnd === undefined) {
    throw new UsageError(`--payments-year takes a financial year, such as 2022/23, not "${year}".`);
  }
  const json = values['json'] === 'true';
  const currentOnly = values['current-only'] === 'true';
  if (currentOnly && !paths.has('epcn-partners')) {
    throw new UsageError('--current-only is about the partners of PCNs. Name their file with --epcn-partners.');
  }
  return { paths, asOf, yearEnd, currentOnly, json };
};

const parsed = (args: readonly string[]): Record<string, string | undefined> => {
  const text = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...text([...options, 'as-of', 'payments-year']),
        'current-only': { type: 'boolean' },
        json: { type: 'boolean' },
      },
      strict: true,
      allowPositionals: false,
    });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. To specify')[0]}.`, usage);
  }
};

/** A new data folder gets its database first, with or without the example as EXAMPLE says. */
const demandReady = async ({ server, urls, context, served }: ReachedDatabase, config: Config): Promise<void> => {
  if (server !== undefined) {
    await prepareEmbedded({ server, config, say: console.error, log: createLogger(logLevel(config)) });
    return;
  }
  const { pending } = await migrationGap({ ownerUrl: urls.owner, context });
  if (pending.length === 0) return;
  throw new StartError(
    served
      ? 'The server that runs here is of an older release. Stop it and start this release.'
      : 'The database is not migrated. Run: npm run migrate -- up',
  );
};

/** A bar where somebody watches, and nothing elsewhere. */
const watch = (): { progress: ImportProgress; stop: () => void } => {
  let shown: { readonly bar: cliProgress.SingleBar; readonly name: string } | undefined;
  const stop = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  const isWatched = process.stderr.isTTY === true;
  return {
    stop,
    progress: {
      waiting: () => console.error('Another import is running. This one waits until it has ended ...'),
      applying: () => {
        stop();
        if (isWatched) console.error('Comparing with what is known ...');
      },
      reading: ({ name, bytes: total }, bytes) => {
        if (!isWatched) return;
        if (shown?.name !== name) {
          stop();
          const bar = new cliProgress.SingleBar({
            format: '{name} [{bar}] {percentage}%',
            stream: process.stderr,
            clearOnComplete: true,
          });
          bar.start(total, 0, { name });
          shown = { bar, name };
        }
        shown.bar.update(bytes);
      },
    },
  };
};
