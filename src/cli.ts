import { defineCommand, runMain } from 'citty';
import { prepareNode } from './start/prepare-node.js';

prepareNode();
const { tell, UsageError } = await import('./start/start-error.js');

/** Runs a command; what a person can put right is told in a line, and the exit code is 1, or 2 for a wrong call. */
const told = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    tell(error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
};

// Each command loads what it needs and no more: a token should not wait for the whole server.
const cli = defineCommand({
  meta: { name: 'pcn-rota', description: 'PCN Rota: shared clinics, rotas and capacity of primary care networks' },
  subCommands: {
    serve: defineCommand({
      meta: { description: 'Serve the API and run background jobs (npm start)' },
      run: async () => (await import('./commands/serve.js')).serve(process.env),
    }),
    worker: defineCommand({
      meta: { description: 'Run background jobs in a process of its own' },
      run: async () => (await import('./commands/work.js')).work(process.env),
    }),
    migrate: defineCommand({
      meta: { description: "Show the schema's steps, take those that are missing, or take the newest back" },
      args: { action: { type: 'positional', description: 'status, up or down', required: false, default: 'status' } },
      run: ({ args }) =>
        told(async () => (await import('./commands/migrate-command.js')).migrate(args.action, process.env)),
    }),
    example: defineCommand({
      meta: { description: 'Load the example network' },
      args: {
        around: { type: 'string', description: 'The day around which it lies, such as 2026-11-23 (default: today)' },
        replace: { type: 'boolean', description: 'Throw away what is in the embedded database first' },
      },
      run: ({ args: { around, replace } }) =>
        told(async () =>
          (await import('./commands/example-command.js')).example({ around, replace: replace === true }, process.env),
        ),
    }),
    import: defineCommand({
      meta: { description: 'Load official NHS files of an ICB or of all England' },
      args: {
        epraccur: { type: 'string', description: 'ODS epraccur: practices and hubs' },
        'epcn-details': { type: 'string', description: 'ODS ePCN, PCN details: the networks' },
        'epcn-partners': { type: 'string', description: 'ODS ePCN, core partners: who is in which network' },
        lists: { type: 'string', description: 'gp-reg-pat-prac-all: registered list sizes' },
        payments: { type: 'string', description: 'NHS Payments to General Practice: weighted lists' },
        'as-of': { type: 'string', description: 'The day of the ODS files, where their names do not say it' },
        'payments-year': { type: 'string', description: 'Such as 2022/23, where the name does not say it' },
        json: { type: 'boolean', description: 'Print the report as one JSON document' },
      },
      run: ({ rawArgs }) =>
        told(async () => (await import('./commands/import-command.js')).importFiles(rawArgs, process.env)),
    }),
    schema: defineCommand({
      meta: { description: 'Write schema/schema.graphql' },
      args: {
        check: { type: 'boolean', description: 'Only compare it with the code' },
        database: { type: 'boolean', description: 'Write schema/database.sql instead, the present database' },
      },
      run: ({ args: { check, database } }) =>
        told(async () =>
          database === true
            ? (await import('./commands/database-schema-command.js')).writeDatabaseSchema()
            : (await import('./commands/schema-command.js')).writeSchema({ check: check === true }),
        ),
    }),
    rota: async () => (await import('./commands/rota-command.js')).rota,
    tour: defineCommand({
      meta: { description: 'Ask a running server each query of docs/tour.md, and show the replies' },
      args: { whole: { type: 'boolean', description: 'Show long lists to their end' } },
      run: ({ args }) =>
        told(async () =>
          (await import('./commands/tour-command.js')).tour({ whole: args.whole === true }, process.env),
        ),
    }),
    token: defineCommand({
      meta: { description: 'Print a demo token' },
      args: {
        role: { type: 'positional', description: 'Such as clinical-director', required: true },
        code: { type: 'positional', description: 'Of the organisation, such as U15644', required: false },
      },
      run: ({ args }) =>
        told(async () => (await import('./commands/token-command.js')).token(args.role, args.code, process.env)),
    }),
  },
});

await runMain(cli);
