import { defineCommand, runMain } from 'citty';
import { prepareNode } from './start/prepare-node.js';

prepareNode();
const { strictCommand } = await import('./commands/strict-command.js');

// Each command loads only what it needs: a token should not wait for the whole server.
const cli = defineCommand({
  meta: { name: 'pcn-rota', description: 'PCN Rota: shared clinics, rotas and capacity of primary care networks' },
  subCommands: {
    serve: strictCommand({
      description: 'Serve the API and run background jobs (npm start)',
      run: async () => (await import('./commands/serve.js')).serve(process.env),
    }),
    worker: strictCommand({
      description: 'Run background jobs in a separate process',
      run: async () => (await import('./commands/work.js')).work(process.env),
    }),
    migrate: strictCommand({
      description: "Show the schema's steps, run those that are missing, or undo the newest",
      args: { action: { type: 'positional', description: 'status, up or down', required: false, default: 'status' } },
      run: async ({ action }) => (await import('./commands/migrate-command.js')).migrate(action, process.env),
    }),
    example: strictCommand({
      description: 'Load the example network',
      args: {
        around: { type: 'string', description: 'The day it is built around, such as 2026-11-23 (default: today)' },
        replace: { type: 'boolean', description: 'Delete what is in the embedded database first' },
      },
      run: async ({ around, replace }) =>
        (await import('./commands/example-command.js')).example({ around, replace: replace === true }, process.env),
    }),
    import: async () => (await import('./commands/import-command.js')).importCommand,
    schema: strictCommand({
      description: 'Write schema/schema.graphql',
      args: {
        check: { type: 'boolean', description: 'Only compare it with the code' },
        database: { type: 'boolean', description: 'Write schema/database.sql instead, from the present database' },
      },
      run: async ({ check, database }) =>
        database === true
          ? (await import('./commands/database-schema-command.js')).writeDatabaseSchema()
          : (await import('./commands/schema-command.js')).writeSchema({ check: check === true }),
    }),
    rota: async () => (await import('./commands/rota-command.js')).rota,
    tour: strictCommand({
      description: 'Send each query of docs/tour.md to a running server, and show the replies',
      args: { whole: { type: 'boolean', description: 'Show long lists in full' } },
      run: async ({ whole }) =>
        (await import('./commands/tour-command.js')).tour({ whole: whole === true }, process.env),
    }),
    token: strictCommand({
      description: 'Print a demo token',
      args: {
        role: { type: 'positional', description: 'Such as clinical-director', required: true },
        code: { type: 'positional', description: 'Of the organisation, such as U15644', required: false },
      },
      run: async ({ role, code }) => (await import('./commands/token-command.js')).token(role, code, process.env),
    }),
  },
});

await runMain(cli);
