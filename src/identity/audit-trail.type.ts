import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.js';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateTimeScalar } from '../platform/graphql/scalars.js';
import type { AuditRow } from './audit-trail.queries.js';
import type { AuditTrailKinds } from './rules/audited-kinds.js';
import { type Role, roles } from './viewer.js';

export const AuditActionEnum = enumOf('AuditAction', 'What was done to the thing.', {
  CREATED: 'It was created.',
  CHANGED: 'Something about it changed.',
  REMOVED: 'It was removed.',
});

/** The role's name in the schema. */
export function roleName(role: Role): string {
  return role.toUpperCase().replaceAll('-', '_');
}

const roleDescriptions: Readonly<Record<Role, string>> = {
  'icb-viewer': 'Reads for an integrated care board.',
  'icb-contract-manager': 'Manages contracts and networks for an integrated care board.',
  'clinical-director': 'Directs a PCN.',
  'rota-manager': 'Plans the rota of a PCN.',
  'practice-manager': 'Manages a practice.',
  'care-navigator': 'Books for the patients of a practice.',
  'provider-manager': 'Manages a provider that lends staff or rooms.',
  'booking-partner': 'Books from outside, such as NHS 111.',
  clinician: 'A clinician of the pool.',
  system: 'The server itself: a job, or the example.',
};

export const RoleEnum = Object.fromEntries(roles.map((role) => [roleName(role), roleName(role)]));
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'The role in which someone uses PCN Rota: the `role` of their token.',
  valuesConfig: Object.fromEntries(roles.map((role) => [roleName(role), { description: roleDescriptions[role] }])),
});

@ObjectType('AuditActor', { description: 'Who made a change.', simpleResolvers: true })
export class AuditActorType {
  @Field(() => String, {
    description:
      'The subject of their token, as the identity provider names them; for a job its name, for work done directly on the database the account.',
  })
  subject!: string;

  @Field(() => RoleEnum, { nullable: true, description: 'In which role; null for work done directly on the database.' })
  role!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ODS code of the organisation they acted for; null for a clinician, or if none was named.',
  })
  organisationCode!: string | null;
}

@ObjectType('AuditChange', { description: 'One fact that a change concerned.', simpleResolvers: true })
export class AuditChangeType {
  @Field(() => String, { description: 'Its name, usually as in the schema: `startsAt`, `holder`.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The old value, as text; the global id if it is another object; null if there was none.',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new value, as text; the global id if it is another object; null if there is none.',
  })
  after!: string | null;
}

/** What resolvers of an entry's fields get as their source. */
export interface AuditEntrySource {
  readonly __typename: 'AuditEntry';
  readonly id: string;
  readonly row: AuditRow;
  readonly at: string;
  readonly actor: AuditActorType;
  readonly action: keyof typeof AuditActionEnum;
  readonly kind: string;
  readonly count: number;
  readonly batch: string | null;
  readonly requestId: string | null;
}

const actions = { INSERT: AuditActionEnum.CREATED, UPDATE: AuditActionEnum.CHANGED, DELETE: AuditActionEnum.REMOVED };

export function auditEntrySource(kinds: AuditTrailKinds, row: AuditRow): AuditEntrySource {
  return {
    __typename: 'AuditEntry',
    id: globalId('AuditEntry', row.key),
    row,
    at: row.at,
    actor: {
      subject: row.actor,
      role: roles.includes(row.actorRole as Role) ? roleName(row.actorRole as Role) : null,
      organisationCode: row.actorCode,
    },
    action: actions[row.operation],
    kind: kinds.ofTable(row.table).name,
    count: row.rowCount,
    batch: row.batchId,
    requestId: row.requestId,
  };
}

/** The types of entries, which name the kinds of things. Call it once. */
export function auditEntryTypes(kinds: AuditTrailKinds) {
  const names = Object.keys(kinds.byName);
  const AuditedKindEnum = Object.fromEntries(names.map((name) => [name, name]));
  registerEnumType(AuditedKindEnum, {
    name: 'AuditedKind',
    description: 'The kind of thing that was changed.',
    valuesConfig: Object.fromEntries(
      Object.entries(kinds.byName).map(([name, { description }]) => [name, { description }]),
    ),
  });

  @ObjectType('AuditEntry', {
    implements: Node,
    description:
      'One change that concerned the network when it was made: who, when, what, before and after. Entries are never edited; they are deleted six years after the end of the financial year.',
    simpleResolvers: true,
  })
  class AuditEntryType extends Node {
    @Field(() => DateTimeScalar, { description: 'When.' })
    at!: string;

    @Field(() => AuditActorType, { description: 'Who.' })
    actor!: AuditActorType;

    @Field(() => AuditActionEnum, { description: 'What was done.' })
    action!: keyof typeof AuditActionEnum;

    @Field(() => AuditedKindEnum, { description: 'To what kind of thing.' })
    kind!: string;

    @Field(() => Int, {
      description:
        'To how many: 1, or for a batch (a publication, an import) the number of the network’s things in it.',
    })
    count!: number;

    @Field(() => String, {
      nullable: true,
      description:
        'The same for all entries of one batch, which are counted and not listed one by one; null otherwise.',
    })
    batch!: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        'The request that did it, as given in the `x-request-id` header of its reply; null for work done directly on the database.',
    })
    requestId!: string | null;
  }

  const { Connection } = connectionTypes('AuditEntry', () => AuditEntryType, 'changes, newest first');
  return { AuditedKindEnum, AuditEntryType, AuditEntryConnection: Connection };
}
