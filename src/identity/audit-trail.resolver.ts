import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Area } from '../platform/areas/area.js';
import { connectionOf, type ConnectionValue, keyForms, pageOf } from '../platform/graphql/connection.type.js';
import { readNode } from '../platform/graphql/node.resolver.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { Node } from '../platform/graphql/node.type.js';
import { byDays, work } from '../platform/graphql/limits/work.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { type AskedOfTrail, auditTrailArgs } from './audit-trail.input.js';
import { idOfNamed } from './audit-trail.loader.js';
import { countAuditEntries } from './audit-trail.queries.js';
import { AuditChangeType, type AuditEntrySource, auditEntrySource, auditEntryTypes } from './audit-trail.type.js';
import type { AuditTrailKinds } from './rules/audited-kinds.js';
import type { Context } from './context.js';
import { longestTrailDays, readAuditEntry, readAuditTrail, usualTrailDays } from './read-audit-trail.js';
import { changesOf, textOf } from './rules/audit-changes.js';

/** A fact as it is shown, and the ids of the objects that it is about. */
interface ChangeSource extends AuditChangeType {
  readonly named: boolean;
}

async function objectIdOf(kinds: AuditTrailKinds, context: Context, { row }: AuditEntrySource): Promise<string | null> {
  const { object } = kinds.ofTable(row.table).kind;
  const key = object === null ? undefined : (row.after ?? row.before)?.[object[1]];
  return object === null || typeof key !== 'string' ? null : idOfNamed(context, object[0], key);
}

@Resolver(() => AuditChangeType)
export class AuditChangeResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The object that `before` names, as it is today; null for a plain fact, or if you cannot see it.',
  })
  async beforeObject(@Root() { named, before }: ChangeSource, @Ctx() context: Context): Promise<Node | null> {
    return named && before !== null ? readNode(context, before) : null;
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The object that `after` names, as it is today; null for a plain fact, or if you cannot see it.',
  })
  async afterObject(@Root() { named, after }: ChangeSource, @Ctx() context: Context): Promise<Node | null> {
    return named && after !== null ? readNode(context, after) : null;
  }
}

/** What is asked for may be the last of all entries of the period, or none of them. */
function pointsOfSifting(args: Readonly<Record<string, unknown>>): number {
  const sifted = ['kinds', 'actor', 'object', 'requestId'].some((name) => args[name] != null);
  return sifted ? byDays(8, { longest: longestTrailDays, usual: usualTrailDays })(args) : 0;
}

/** The resolvers of the audit trail for these kinds of things. Call it once. */
export function auditTrailOf(kinds: AuditTrailKinds): Pick<Area, 'resolvers' | 'nodes'> {
  const { AuditedKindEnum, AuditEntryType, AuditEntryConnection } = auditEntryTypes(kinds);
  const AuditTrailArgs = auditTrailArgs(kinds, AuditedKindEnum);

  @Resolver(() => AuditEntryType)
  class AuditTrailResolver {
    @Query(() => AuditEntryConnection, {
      nullable: true,
      complexity: work(pointsOfSifting),
      description:
        'Who changed what in the network you direct, newest first. It shows everything that concerned the network when it was done, whoever did it. Null when it is refused; see `errors`.',
    })
    async auditTrail(
      @Args(() => AuditTrailArgs) args: AskedOfTrail,
      @Ctx() context: Context,
    ): Promise<ConnectionValue<AuditEntrySource>> {
      const page = pageOf(args, [keyForms.instant, keyForms.serial]);
      const { viewer } = context;
      const { filter, rows } = valueOrThrow(
        await context.query((db, scope) => readAuditTrail(db, scope, viewer, kinds, args, page)),
      );
      return connectionOf(
        rows,
        page,
        (row) => [row.at, row.id],
        (row) => auditEntrySource(kinds, row),
        () => context.query((db) => countAuditEntries(db, filter)),
      );
    }

    @FieldResolver(() => ID, {
      nullable: true,
      description: 'The global id of what was changed, or of what it belongs to; null for a batch or a ledger’s entry.',
    })
    objectId(@Root() entry: AuditEntrySource, @Ctx() context: Context): Promise<string | null> {
      return objectIdOf(kinds, context, entry);
    }

    @FieldResolver(() => Node, {
      nullable: true,
      description: 'The same object as it is today; null if you can no longer see it.',
    })
    async object(@Root() entry: AuditEntrySource, @Ctx() context: Context): Promise<Node | null> {
      const id = await objectIdOf(kinds, context, entry);
      return id === null ? null : readNode(context, id);
    }

    @FieldResolver(() => [AuditChangeType], {
      description:
        'What was different afterwards, by field; if it was created or removed, everything recorded about it. Empty for a batch. It never holds a patient’s reference or a secret.',
    })
    changes(@Root() { row }: AuditEntrySource, @Ctx() context: Context): Promise<ChangeSource[]> {
      const shown = async (value: unknown, type: string | undefined): Promise<string | null> =>
        typeof value === 'string' && type !== undefined ? idOfNamed(context, type, value) : textOf(value);
      return Promise.all(
        changesOf(kinds.ofTable(row.table).kind, row.before, row.after).map(async ({ field, type, before, after }) => ({
          field,
          named: type !== undefined,
          before: await shown(before, type),
          after: await shown(after, type),
        })),
      );
    }
  }

  const nodes: Nodes<Context> = {
    AuditEntry: (context: Context, { key }) =>
      context.query(async (db, scope) => {
        const row = await readAuditEntry(db, scope, context.viewer, kinds, key);
        return row === null ? null : auditEntrySource(kinds, row);
      }),
  };

  return { resolvers: [AuditTrailResolver, AuditChangeResolver], nodes };
}
