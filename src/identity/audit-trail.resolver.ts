import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Area } from '../platform/areas/area.js';
import { connectionOf, type ConnectionValue, keyForms, pageOf } from '../platform/graphql/connection.type.js';
import type { GlobalId } from '../platform/ids/global-id.js';
import { readNode } from '../platform/graphql/node.resolver.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { Node } from '../platform/graphql/node.type.js';
import { RequestError, requestErrorOf } from '../platform/graphql/request-error.js';
import { addDays, daysBetween } from '../time/london.js';
import { type AskedOfTrail, auditTrailArgs } from './audit-trail.input.js';
import { idOfNamed } from './audit-trail.loader.js';
import { organisationTypes } from './rules/organisation-types.js';
import { type AuditFilter, auditEntryByKey, countAuditEntries, listAuditEntries } from './audit-trail.queries.js';
import { AuditChangeType, type AuditEntrySource, auditEntrySource, auditEntryTypes } from './audit-trail.type.js';
import { anyOrganisation } from './rules/audited-columns.js';
import type { AuditTrailKinds } from './rules/audited-kinds.js';
import type { Context } from './context.js';
import { refusalOf } from './permissions.js';
import { changesOf, textOf } from './rules/audit-changes.js';

const usualDays = 92;
const longestDays = 366;

const wrong = (message: string): RequestError => new RequestError('BAD_USER_INPUT', message);

const namingOf = (kinds: AuditTrailKinds, { type, key }: GlobalId): NonNullable<AuditFilter['naming']> => ({
  key,
  columns: kinds.columnsNaming(organisationTypes.includes(type) ? anyOrganisation : type),
});

const periodOf = (args: AskedOfTrail, today: string): { from: string; to: string } => {
  const to = args.to ?? addDays(today, 1);
  const from = args.from ?? addDays(to, -usualDays);
  const days = daysBetween(from, to);
  if (days < 1 || days > longestDays) {
    throw wrong(`Ask for 1 to ${longestDays} days: \`to\` is the first day not shown. These are ${days}.`);
  }
  return { from, to };
};

/** What is asked for, within the director's own network. @throws RequestError FORBIDDEN or BAD_USER_INPUT */
const filterOf = (kinds: AuditTrailKinds, context: Context, args: AskedOfTrail): Promise<AuditFilter> =>
  context.query(async (_db, scope) => {
    const barred = refusalOf(context.viewer, scope, 'readAuditTrail', { pcnId: scope.organisationId });
    if (barred !== undefined || scope.organisationId === null) {
      throw barred === undefined
        ? new RequestError(
            'FORBIDDEN',
            'You act for no network that is known here. The trail is for the clinical director of a PCN.',
          )
        : requestErrorOf(barred);
    }
    return {
      pcnId: scope.organisationId,
      ...periodOf(args, scope.today),
      tables: args.kinds == null ? kinds.tables : kinds.tablesOf(args.kinds),
      ...(args.object == null ? {} : { naming: namingOf(kinds, args.object) }),
      ...(args.actor == null ? {} : { actor: args.actor }),
      ...(args.requestId == null ? {} : { requestId: args.requestId }),
    };
  });

/** A fact as it is shown, and the ids of the objects that it is about. */
interface ChangeSource extends AuditChangeType {
  readonly named: boolean;
}

const objectIdOf = async (
  kinds: AuditTrailKinds,
  context: Context,
  { row }: AuditEntrySource,
): Promise<string | null> => {
  const { object } = kinds.ofTable(row.table).kind;
  const key = object === null ? undefined : (row.after ?? row.before)?.[object[1]];
  return object === null || typeof key !== 'string' ? null : idOfNamed(context, object[0], key);
};

@Resolver(() => AuditChangeType)
export class AuditChangeResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What `before` is the id of, as it is today; null for a plain fact, or when it is not there for you.',
  })
  async beforeObject(@Root() { named, before }: ChangeSource, @Ctx() context: Context): Promise<Node | null> {
    return named && before !== null ? readNode(context, before) : null;
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What `after` is the id of, as it is today; null for a plain fact, or when it is not there for you.',
  })
  async afterObject(@Root() { named, after }: ChangeSource, @Ctx() context: Context): Promise<Node | null> {
    return named && after !== null ? readNode(context, after) : null;
  }
}

/** What answers for the audit trail of these kinds of things. Call it once. */
export function auditTrailOf(kinds: AuditTrailKinds): Pick<Area, 'resolvers' | 'nodes'> {
  const { AuditedKindEnum, AuditEntryType, AuditEntryConnection } = auditEntryTypes(kinds);
  const AuditTrailArgs = auditTrailArgs(kinds, AuditedKindEnum);

  @Resolver(() => AuditEntryType)
  class AuditTrailResolver {
    @Query(() => AuditEntryConnection, {
      nullable: true,
      description:
        'Who changed what in the network you direct, the newest first. What concerned the network when it was done is told, whoever did it. Null when it is refused; see `errors`.',
    })
    async auditTrail(
      @Args(() => AuditTrailArgs) args: AskedOfTrail,
      @Ctx() context: Context,
    ): Promise<ConnectionValue<AuditEntrySource>> {
      const page = pageOf(args, [keyForms.instant, keyForms.serial]);
      const filter = await filterOf(kinds, context, args);
      const rows = await context.query((db) => listAuditEntries(db, filter, page));
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
      description: 'The same object as it is today; null when it is not there for you any more.',
    })
    async object(@Root() entry: AuditEntrySource, @Ctx() context: Context): Promise<Node | null> {
      const id = await objectIdOf(kinds, context, entry);
      return id === null ? null : readNode(context, id);
    }

    @FieldResolver(() => [AuditChangeType], {
      description:
        'What was different afterwards, by field; everything that was recorded where it is new or was taken away. Empty for a batch. No patient’s reference and nobody’s secret is ever among it.',
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
        const pcnId = scope.organisationId;
        if (pcnId === null || refusalOf(context.viewer, scope, 'readAuditTrail', { pcnId }) !== undefined) return null;
        const row = await auditEntryByKey(db, key, pcnId, kinds.tables);
        return row === undefined ? null : auditEntrySource(kinds, row);
      }),
  };

  return { resolvers: [AuditTrailResolver, AuditChangeResolver], nodes };
}
