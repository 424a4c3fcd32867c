import type { FastifyPluginAsync } from 'fastify';
import type { DatabaseOptions } from '../database/database.js';
import type { LiesAhead } from '../database/lies-ahead.js';
import type { AuditedKinds } from '../audit/audited-kind.js';
import type { AnyNodes } from '../graphql/nodes.js';
import type { AnyJob } from '../jobs/job.js';
import type { Words } from '../problem-codes.js';
import type { Problem } from '../result.js';

/**
 * What an area has for the rest of the program: `<area>/<area>.area.ts` lists it, and app.ts puts the areas together.
 */
export interface Area {
  readonly name: string;
  readonly entities?: DatabaseOptions['entities'];
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL's own type for a resolver class
  readonly resolvers?: readonly Function[];
  /** What runs in the background; each job's name is also in the table `job_task`. */
  readonly jobs?: readonly AnyJob[];
  /** How `node` reads its types again. */
  readonly nodes?: AnyNodes;
  /** Why its mutations are refused, and what they warn of: a sentence for each code. */
  readonly problems?: Words;
  readonly warnings?: Words;
  /** What a constraint of its tables refuses, by constraint name. */
  readonly constraints?: Readonly<Record<string, Problem>>;
  /** What the audit trail shows of its tables. */
  readonly audited?: AuditedKinds;
  /** What may lie ahead of an organisation when it is to close. */
  readonly liesAhead?: readonly LiesAhead[];
  /** What it serves besides the API, each with its own form of errors and authentication. */
  readonly routes?: readonly FastifyPluginAsync[];
}

type Part = { [Key in keyof Area]-?: NonNullable<Area[Key]> extends readonly unknown[] ? never : Key }[keyof Area];

/** What all areas list under one heading, in their order. @throws Error if two of them differ on the same name. */
export function fromAll<Heading extends Exclude<Part, 'name'>>(
  areas: readonly Area[],
  heading: Heading,
): NonNullable<Area[Heading]> {
  const all: Record<string, unknown> = {};
  for (const { name: area, [heading]: part } of areas) {
    for (const [name, said] of Object.entries(part ?? {})) {
      if (name in all && all[name] !== said)
        throw new Error(`${area} lists ${name} differently from an area before it`);
      all[name] = said;
    }
  }
  return all as NonNullable<Area[Heading]>;
}
