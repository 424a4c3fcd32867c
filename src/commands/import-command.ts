import type { ArgsDef, ParsedArgs } from 'citty';
import cliProgress from 'cli-progress';
import { liesAhead, openDatabase } from '../app.js';
import { type Config, readConfig } from '../config.js';
import { prepareEmbedded } from '../start/embedded-data.js';
import { importOfficialFiles, type ImportProgress } from '../interchange/import/import-official-files.js';
import { type ImportReport, isAllRefused, reportInWords } from '../interchange/official-files/import-report.js';
import { officialFileKinds } from '../interchange/import/official-files.js';
import { BrokenFile } from '../interchange/official-files/read-lines.js';
import { type FilesAsked, recogniseFiles } from '../interchange/import/recognise-files.js';
import { financialYearEnd } from '../interchange/official-files/rules/file-dates.js';
import { isDatabaseLost } from '../platform/database/database-error.js';
import { createLogger } from '../platform/logging/logger.js';
import { migrationGap } from '../platform/migrations/pending-migrations.js';
import { type ReachedDatabase, withDatabase } from '../start/reach-database.js';
import { logLevel } from './serve.js';
import { strictCommand } from './strict-command.js';
import { StartError, UsageError } from '../start/start-error.js';
import { stopSignals } from '../start/stop-signals.js';
import { isCalendarDay } from '../time/london.js';

/** The option of each kind of file, from the one table of them, and the options that say how to read them. */
const args = {
  ...Object.fromEntries(
    officialFileKinds.map(({ reader: { option, title } }) => [option, { type: 'string', description: title } as const]),
  ),
  'as-of': { type: 'string', description: 'The day of the ODS files, if their names do not say it' },
  'payments-year': { type: 'string', description: 'Such as 2022/23, if the name does not say it' },
  'current-only': { type: 'boolean', description: 'The file of partners lists current memberships only' },
  json: { type: 'boolean', description: 'Print the report as one JSON document' },
} satisfies ArgsDef;

/** `import`: loads official NHS files. This is the only list of its options. */
export const importCommand = strictCommand({
  description: 'Load official NHS files of an ICB or of all England',
  args,
  run: (given) => importFiles(askedBy(given), process.env),
});

const valueOf: Readonly<Record<string, string>> = { 'as-of': 'DAY', 'payments-year': '2022/23' };

interface Asked extends FilesAsked {
  readonly json: boolean;
}

/**
 * Loads official NHS files into the database, wherever it is. Words go to the standard error; the report goes to the
 * standard output, as one JSON document with `--json`. An import of which nothing could be used has failed, report or
 * not.
 */
async function importFiles(asked: Asked, environment: NodeJS.ProcessEnv): Promise<void> {
  const stop = stopSignals('The import was stopped. Nothing was changed.');
  try {
    const report = await load(asked, readConfig(environment), stop.signal);
    if (asked.json) console.log(JSON.stringify(report, undefined, 2));
    else for (const line of reportInWords(report)) console.log(line);
    if (isAllRefused(report))
      throw new StartError('Every row was refused, and the report says why. Nothing was changed.');
  } finally {
    stop.release();
  }
}

/** @throws StartError for whatever keeps the files as a whole from being loaded, and when it is told to stop. */
async function load(asked: Asked, config: Config, stop: AbortSignal): Promise<ImportReport> {
  const files = await recogniseFiles(asked);
  if (!files.ok) throw new StartError(...files.problems, 'Nothing was changed.');
  stop.throwIfAborted();
  const report = await withDatabase(config, console.error, async (reached) => {
    await demandReady(reached, config);
    stop.throwIfAborted();
    const owner = await openDatabase(reached.urls.owner, { poolSize: 1, statementTimeoutMs: 0 });
    const watched = watch();
    try {
      const { progress } = watched;
      return await importOfficialFiles({ owner, files: files.value, progress, liesAhead, stop });
    } catch (error) {
      stop.throwIfAborted();
      throw inWords(error);
    } finally {
      watched.stop();
      await owner.close();
    }
  });
  if (!report.ok) throw new StartError(...report.problems, 'Nothing was changed.');
  return report.value;
}

function inWords(error: unknown): unknown {
  if (error instanceof BrokenFile) return new StartError(`${error.message} Nothing was changed.`);
  if (!isDatabaseLost(error)) return error;
  return new StartError(
    'The connection to the database was lost, so the import may not be done. Import again: what is there already is left as it is.',
  );
}

/** @throws UsageError if no file is named, or if an option does not fit. */
function askedBy(given: ParsedArgs<typeof args>): Asked {
  const { json, 'as-of': asOf, 'payments-year': year, 'current-only': currentOnly = false } = given;
  const paths = new Map(
    officialFileKinds.flatMap(({ reader: { option } }) => {
      const path = (given as Readonly<Record<string, unknown>>)[option];
      return typeof path === 'string' ? [[option, path] as const] : [];
    }),
  );
  if (paths.size === 0) throw new UsageError(usage);
  if (asOf !== undefined && !isCalendarDay(asOf)) {
    throw new UsageError(`--as-of takes the day of the ODS files, such as 2025-11-28, not "${asOf}".`);
  }
  const yearEnd = year === undefined ? undefined : financialYearEnd(year);
  if (year !== undefined && yearEnd === undefined) {
    throw new UsageError(`--payments-year takes a financial year, such as 2022/23, not "${year}".`);
  }
  const { option } = officialFileKinds.find(({ mayBeCurrentOnly }) => mayBeCurrentOnly)!.reader;
  if (currentOnly && !paths.has(option)) {
    throw new UsageError(`--current-only is for the partners of PCNs. Name their file with --${option}.`);
  }
  return { paths, asOf, yearEnd, currentOnly, json: json === true };
}

const usage = `Say which files to load: npm run import -- ${Object.entries(args)
  .map(([name, { type }]) => (type === 'boolean' ? `[--${name}]` : `[--${name} ${valueOf[name] ?? 'FILE'}]`))
  .join(' ')}`;

/** A new data folder gets its database first, with or without the example as EXAMPLE says. */
async function demandReady({ server, urls, context, served }: ReachedDatabase, config: Config): Promise<void> {
  if (server !== undefined) {
    await prepareEmbedded({ server, config, say: console.error, log: createLogger(logLevel(config)) });
    return;
  }
  const { pending } = await migrationGap({ ownerUrl: urls.owner, context });
  if (pending.length === 0) return;
  throw new StartError(
    served
      ? 'The server running here is an older release. Stop it and start this release.'
      : 'The database is not migrated. Run: npm run migrate -- up',
  );
}

/** A progress bar on a terminal, and nothing elsewhere. */
function watch(): { progress: ImportProgress; stop: () => void } {
  let shown: { readonly bar: cliProgress.SingleBar; readonly name: string } | undefined;
  const stop = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  const isWatched = process.stderr.isTTY === true;
  return {
    stop,
    progress: {
      waiting: () => console.error('Another import is running. Waiting until it has ended ...'),
      applying: () => {
        stop();
        if (isWatched) console.error('Comparing with existing data ...');
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
}
