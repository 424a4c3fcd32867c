import { defineCommand, runMain } from 'citty';
import { prepareNode } from './start/prepare-node.js';

prepareNode();
const { strictCommand } = await import('./commands/strict-command.js');

// Each command loads what it needs and no more: a token should not wait for the whole server.
const cli = defineCommand({
  meta: { name: 'pcn-rota', description: 'PCN Rota: shared clinics, rotas and capacity of primary care networks' },
  subCommands: {
    serve: strictCommand({
      description: 'Serve the API and run background jobs (npm start)',
      run: async () => (await import('./commands/serve.js')).serve(process.env),
    }),
    worker: strictCommand({
      description: 'Run background jobs in a process of its own',
      run: async () => (await import('./commands/work.js')).work(process.env),
    }),
    migrate: strictCommand({
      description: "Show the schema's steps, take those that are missing, or take the newest back",
      args: { action: { type: 'positional', description: 'status, up or down', required: false, default: 'status' } },
      run: async ({ action }) => (await import('./commands/migrate-command.js')).migrate(action, process.env),
    }),
    example: strictCommand({
      description: 'Load the example network',
      args: {
        around: { type: 'string', description: 'The day around which it lies, such as 2026-11-23 (default: today)' },
        replace: { type: 'boolean', description: 'Throw away what is in the embedded database first' },
      },
      run: async ({ around, replace }) =>
        (await import('./commands/example-command.js')).example({ around, replace: replace === true }, process.env),
    }),
    import: async () => (await import('./commands/import-command.js')).importCommand,
    schema: strictCommand({
      description: 'Write schema/schema.graphql',
      args: {
        check: { type: 'boolean', description: 'Only compare it with the code' },
        database: { type: 'boolean', description: 'Write schema/database.sql instead, the present database' },
      },
      run: async ({ check, database }) =>
        database === true
          ? (await import('./commands/database-schema-command.js')).writeDatabaseSchema()
          : (await import('./commands/schema-command.js')).writeSchema({ check: check === true }),
    }),
    rota: async () => (await import('./commands/rota-command.js')).rota,
    tour: strictCommand({
      description: 'Ask a running server each query of docs/tour.md, and show the replies',
      args: { whole: { type: 'boolean', description: 'Show long lists to their end' } },
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
