import { type ArgsDef, type CommandDef, defineCommand, type ParsedArgs } from 'citty';
import { StartError, tell, UsageError } from '../start/start-error.js';

/** What a command of the command line is called with, and what it does. */
export interface StrictCommand<Args extends ArgsDef> {
  readonly description: string;
  readonly args?: Args;
  readonly run: (args: ParsedArgs<Args>) => Promise<void>;
}

/**
 * A command that refuses what it does not know: a mistyped option would do nothing, and nobody would notice. What a
 * person can put right is told in a line. The exit code is then 1, 2 for a wrong call, or that of the signal that
 * stopped it.
 */
export function strictCommand<const Args extends ArgsDef>(command: StrictCommand<Args>): CommandDef<Args> {
  const { description, args: known = {} as Args, run } = command;
  return defineCommand({
    meta: { description },
    args: known,
    run: async ({ args }) => {
      try {
        demandKnown(known, args);
        await run(args);
      } catch (error) {
        tell(error);
        process.exitCode = error instanceof StartError ? error.exitCode : 1;
      }
    },
  });
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** @throws UsageError for an option or an argument that the command does not take, or an option without its value. */
function demandKnown(known: ArgsDef, given: { readonly _: readonly string[] }): void {
  const options = Object.entries(known).filter(([, { type }]) => type !== 'positional');
  const names = new Set(['_', ...Object.keys(known), ...Object.keys(known).map(camelCase)]);
  const others = Object.keys(given).filter((name) => !names.has(name));
  const usage = options.length === 0 ? 'It takes no options.' : `It takes: ${options.map(shown).join(' ')}.`;
  if (others[0] !== undefined) throw new UsageError(`Unknown option '--${others[0]}'.`, usage);
  for (const [name, { type }] of options) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (type === 'string' && typeof value === 'string' && (value === '' || value.startsWith('--'))) {
      throw new UsageError(`--${name} needs a value.`, usage);
    }
  }
  const extra = given._[Object.keys(known).length - options.length];
  if (extra !== undefined) throw new UsageError(`'${extra}' is not used. Please check the command.`, usage);
}

function shown([name, { type }]: [string, ArgsDef[string]]): string {
  return type === 'boolean' ? `[--${name}]` : `[--${name} …]`;
}
