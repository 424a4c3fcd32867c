import {
  type ArgumentNode,
  astFromValue,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parseType,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Random } from '../sessions/random-ledger.js';

/** What arguments are made of, beside what their types say. */
export interface Stock {
  /** Ids of real rows, by type. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Codes of real organisations, by the names that arguments have for them; the rest under `practice`. */
  readonly odsCodes: ReadonlyMap<string, readonly string[]>;
  /** Cursors that were seen in answers. */
  readonly cursors: readonly string[];
}

/** An argument or an input field: what its name and its description say of what it takes. */
type Place = Pick<GraphQLArgument, 'name' | 'description'>;

export interface Generated {
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

const plainTexts = ['x', 'REF-9', 'Why not'];
const texts = [
  ...plainTexts,
  '',
  ' ',
  'Ünï ☃ 𝄞',
  'a\u0000b',
  "'; --",
  '{}',
  '%',
  'GP',
  'en',
  '943 476 5919',
  'y'.repeat(300),
];
const byScalar: Readonly<Record<string, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> = {
  Date: {
    good: ['2026-11-23', '2026-11-30', '2026-12-07', '2027-01-04', '2025-04-01', '2026-03-29'],
    bad: ['2026-02-30', '0000-00-00', '0001-01-01', '9999-12-31', '2026-11-23T00:00:00Z', '-2026-01-01', ''],
  },
  DateTime: {
    good: ['2026-11-23T00:00:00Z', '2026-11-30T09:00:00+01:00', '2026-10-25T00:30:00Z'],
    bad: ['2026-13-01T00:00:00Z', '2026-11-23', 'now', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'],
  },
  LocalTime: { good: ['09:00', '13:30', '00:00'], bad: ['24:00', '9', '23:59:59.999999999', ''] },
  Postcode: { good: ['LU7 1AR', 'LU1 1AA'], bad: ['LU7', 'ZZ99 9ZZ', ''] },
  RRule: {
    good: ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=2WE'],
    bad: ['FREQ=SECONDLY', 'FREQ=WEEKLY;INTERVAL=0', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'DTSTART:2026', ''],
  },
  Int: { good: [0, 1, 2, 5, 20, 60], bad: [-1, 100, 101, 2147483647, -2147483648] },
  Float: { good: [0, 1, 51.9, -0.66, 1000], bad: [-1, 1e300, 1e-300, 91, -181] },
  Boolean: { good: [true, false], bad: [true] },
  String: { good: plainTexts, bad: texts },
};
const badIds = ['', 'x', 'Ym9va2luZw', 'é'.repeat(40), 'U2Vzc2lvbjo', '\u0000', '00000000-0000-4000-8000-000000010081'];

/** What a span begins and ends with, where a name says which of both it is. */
const spans: Readonly<Record<string, { readonly first: readonly string[]; readonly second: readonly string[] }>> = {
  Date: { first: ['2026-11-23', '2026-11-25', '2026-11-30'], second: ['2026-12-07', '2026-12-14', '2027-01-04'] },
  DateTime: { first: ['2026-11-24T09:00:00Z'], second: ['2026-11-30T09:00:00+01:00', '2026-12-01T00:00:00Z'] },
  LocalTime: { first: ['08:00', '09:00'], second: ['11:00', '13:30'] },
};
/** Names that say nothing of what they hold beside the name around them. */
const vague = ['id', 'by', 'ids', 'odsCode', 'of'];

/** Draws operations that are valid by the schema, whatever the values in them are. */
export class DocumentGenerator {
  private variables: Record<string, unknown> = {};
  private definitions: VariableDefinitionNode[] = [];
  private fieldsLeft = 0;
  private aliases = 0;
  /** How many of its values are such as people send: a document that is all wrong gets no further than its checks. */
  private goodRate = 1;
  private idType = '';

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly stock: Stock,
  ) {}

  /** @param dryRuns mutations that can be tried without being done are only tried. */
  operation(kind: OperationTypeNode, dryRuns: boolean): Generated {
    this.variables = {};
    this.definitions = [];
    this.fieldsLeft = 60;
    this.aliases = 0;
    this.goodRate = this.one([1, 1, 0.95, 0.8]);
    const root = this.schema.getRootType(kind);
    if (root == null) throw new Error(`the schema has no ${kind}`);
    const fields = Object.values(root.getFields());
    const count = kind === OperationTypeNode.QUERY ? this.random.upTo(1, 3) : 1;
    const chosen = new Set(Array.from({ length: count }, () => this.one(fields)));
    const selections = [...chosen].map((field) => this.field(field, this.random.upTo(2, 7), dryRuns));
    const definition = {
      kind: Kind.OPERATION_DEFINITION as const,
      operation: kind,
      name: { kind: Kind.NAME as const, value: 'Generated' },
      selectionSet: { kind: Kind.SELECTION_SET as const, selections },
    };
    return {
      document: { kind: Kind.DOCUMENT, definitions: [{ ...definition, variableDefinitions: this.definitions }] },
      variables: this.variables,
    };
  }

  private one<T>(list: readonly T[]): T {
    return list[this.random.upTo(0, list.length - 1)] as T;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, dryRuns = false, alias?: string): FieldNode {
    this.fieldsLeft -= 1;
    const given = this.chosen(field.args).map((arg) => this.argument(arg, field.name, dryRuns));
    const set = this.selectionSet(getNamedType(field.type) as GraphQLOutputType, depth);
    return {
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: field.name },
      ...(alias === undefined ? {} : { alias: { kind: Kind.NAME, value: alias } }),
      arguments: given,
      ...(set === undefined ? {} : { selectionSet: set }),
    };
  }

  /** The arguments that are given: of those that say which page is wanted, mostly what fits together. */
  private chosen(args: readonly GraphQLArgument[]): GraphQLArgument[] {
    const good = this.random.chance(this.goodRate);
    const odds: Record<string, number> = good
      ? { first: 0.8, after: this.stock.cursors.length > 0 ? 0.05 : 0, last: 0, before: 0 }
      : {};
    return args.filter(({ type, name }) => isNonNullType(type) || this.random.chance(odds[name] ?? 0.4));
  }

  private selectionSet(type: GraphQLOutputType, depth: number): SelectionSetNode | undefined {
    if (isLeafType(type)) return undefined;
    const selections: SelectionNode[] = [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }];
    if (isObjectType(type) || isInterfaceType(type)) {
      const all = Object.values(type.getFields());
      const may = all.filter(
        (field) => field.name === 'id' || isLeafType(getNamedType(field.type)) || (depth > 1 && this.fieldsLeft > 0),
      );
      const must = may.filter(({ name }) => ['id', 'edges', 'node', 'userErrors'].includes(name));
      const chosen = new Set([...must, ...Array.from({ length: this.random.upTo(1, 4) }, () => this.one(may))]);
      chosen.delete(undefined as never);
      for (const field of chosen) selections.push(this.field(field, depth - 1));
    }
    if (isAbstractType(type) && depth > 1) {
      const possible = this.schema.getPossibleTypes(type);
      const asked = possible.filter(({ name }) => name === this.idType);
      for (const each of [...asked, this.one(possible)]) {
        if (this.aliases < 20) selections.push(this.fragment(each, depth));
      }
    }
    return { kind: Kind.SELECTION_SET, selections };
  }

  /** Fields of one type, under names that no other fragment uses. */
  private fragment(type: GraphQLObjectType, depth: number): SelectionNode {
    const fields = Object.values(type.getFields()).filter(
      (field) => isLeafType(getNamedType(field.type)) || this.fieldsLeft > 0,
    );
    const chosen = Array.from({ length: type.name === this.idType ? 4 : 1 }, () => this.one(fields));
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: chosen.map((field) => this.field(field, depth - 1, false, `f${this.aliases++}`)),
      },
    };
  }

  private argument(arg: GraphQLArgument, around: string, dryRuns: boolean): ArgumentNode {
    const name = { kind: Kind.NAME as const, value: arg.name };
    const value = this.value(arg.type, arg, around, dryRuns);
    const literal = this.random.chance(0.6) ? astFromValue(value, arg.type) : null;
    if (literal != null) return { kind: Kind.ARGUMENT, name, value: literal };
    const variable = {
      kind: Kind.VARIABLE as const,
      name: { kind: Kind.NAME as const, value: `v${this.definitions.length}` },
    };
    this.variables[variable.name.value] = value;
    this.definitions.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(arg.type)) });
    return { kind: Kind.ARGUMENT, name, value: variable };
  }

  /** @param around the name of what the place is in. */
  private value(type: GraphQLInputType, place: Place, around: string, dryRuns: boolean): unknown {
    if (!isNonNullType(type) && this.random.chance(0.08)) return null;
    const nullable = getNullableType(type);
    const name = vague.includes(place.name) ? around : place.name;
    if (isListType(nullable)) {
      const length = this.one([0, 1, 1, 2, 3]);
      return Array.from({ length }, () => this.value(nullable.ofType, place, around, dryRuns));
    }
    if (isEnumType(nullable)) return this.one(nullable.getValues()).value;
    if (!isInputObjectType(nullable)) return this.scalar(nullable.name, place, name);
    const fields = Object.values(nullable.getFields());
    const given = nullable.isOneOf
      ? [this.one(fields)]
      : fields.filter((field) => isNonNullType(field.type) || this.random.chance(0.4) || field.name === 'dryRun');
    return Object.fromEntries(
      given.map((field) => {
        if (field.name === 'dryRun' && dryRuns) return [field.name, true];
        let value = this.value(field.type, field, name, dryRuns);
        while (nullable.isOneOf && value === null) value = this.value(field.type, field, name, dryRuns);
        return [field.name, value];
      }),
    );
  }

  private scalar(type: string, place: Place, name: string): unknown {
    const good = this.random.chance(this.goodRate);
    if (type === 'ID') return good ? this.id(place) : this.one(badIds);
    if (type === 'OdsCode') return good ? this.odsCode(name) : this.one(['', 'u1', 'É81', '*', 'A'.repeat(50), 'U1']);
    if (name === 'after' || name === 'before') {
      return good && this.stock.cursors.length > 0 ? this.one(this.stock.cursors) : this.one(texts);
    }
    if ((name === 'first' || name === 'last') && good) return this.random.upTo(0, 5);
    const span = spans[type];
    if (good && span !== undefined && /^(to|until|ends?)([A-Z]|$)/.test(name)) return this.one(span.second);
    if (good && span !== undefined && /^(from|starts?|on)([A-Z]|$)/.test(name)) return this.one(span.first);
    const values = byScalar[type] ?? { good: texts, bad: texts };
    return this.one(good ? values.good : values.bad);
  }

  private odsCode(name: string): string {
    const { odsCodes } = this.stock;
    const kinds = [...odsCodes.keys()];
    const kind = kinds.find((each) => name.toLowerCase().includes(each)) ?? 'practice';
    return this.one(odsCodes.get(this.random.chance(0.9) ? kind : this.one(kinds)) ?? []);
  }

  /** Mostly of a type that the description says is taken, otherwise of any. */
  private id({ description }: Place): string {
    const taken = [...(description ?? '').matchAll(/\ban? ([A-Z]\w+)/g)].map(([, type]) => type);
    const named = [...this.stock.ids].filter(([type]) => taken.includes(type));
    const [type, ids] = this.one(named.length > 0 && this.random.chance(0.95) ? named : [...this.stock.ids]);
    this.idType = type;
    return this.one(ids);
  }
}
