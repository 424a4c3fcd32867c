import {
  type DocumentNode,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

/** By response key: the field's type and what is selected below. */
type Fields = Map<string, { readonly type: GraphQLOutputType; readonly below: SelectionSetNode | undefined }>;

class Walk {
  readonly wrong: string[] = [];

  constructor(private readonly schema: GraphQLSchema) {}

  object(type: GraphQLObjectType, set: SelectionSetNode, value: Record<string, unknown>, at: string): void {
    const fields: Fields = new Map();
    this.collect(type, set, fields);
    for (const key of Object.keys(value)) if (!fields.has(key)) this.wrong.push(`${at}.${key} was not asked for`);
    for (const [key, field] of fields) {
      if (!(key in value)) this.wrong.push(`${at}.${key} is missing`);
      else this.value(field.type, field.below, value[key], `${at}.${key}`);
    }
  }

  private collect(type: GraphQLObjectType, set: SelectionSetNode, fields: Fields): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const field = type.getFields()[name];
        const found = name === '__typename' ? this.schema.getType('String') : field?.type;
        if (found === undefined) throw new Error(`${type.name} has no field ${name}`);
        fields.set(selection.alias?.value ?? name, { type: found as GraphQLOutputType, below: selection.selectionSet });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const of = selection.typeCondition === undefined ? type : typeFromAST(this.schema, selection.typeCondition);
        if (of?.name === type.name) this.collect(type, selection.selectionSet, fields);
      }
    }
  }

  private value(type: GraphQLOutputType, below: SelectionSetNode | undefined, value: unknown, at: string): void {
    if (value === null) {
      if (isNonNullType(type)) this.wrong.push(`${at} is null, which ${String(type)} may not be`);
      return;
    }
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (!Array.isArray(value)) return void this.wrong.push(`${at} is no list`);
      value.forEach((item, n) => this.value(nullable.ofType, below, item, `${at}.${n}`));
    } else if (isEnumType(nullable)) {
      if (typeof value !== 'string' || nullable.getValue(value) == null)
        this.wrong.push(`${at} is no ${nullable.name}`);
    } else if (isLeafType(nullable)) {
      const kind = { Int: 'number', Float: 'number', Boolean: 'boolean' }[nullable.name] ?? 'string';
      if (typeof value !== kind) this.wrong.push(`${at} is a ${typeof value}, no ${nullable.name}`);
    } else {
      const fields = value as Record<string, unknown>;
      const named = isObjectType(nullable) ? nullable : this.schema.getType(String(fields['__typename']));
      if (!isObjectType(named) || below === undefined) return void this.wrong.push(`${at} does not say what it is`);
      this.object(named, below, fields, at);
    }
  }
}

/**
 * Where data is not what a document asked for, each in words: keys, nulls, lists and kinds of leaves.
 * Precondition: the document has one operation, inline fragments on objects alone, no directives, and `__typename` in
 * each selection of an interface or union.
 */
export function misshapen(schema: GraphQLSchema, document: DocumentNode, data: Record<string, unknown>): string[] {
  const walk = new Walk(schema);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root != null) walk.object(root, definition.selectionSet, data, 'data');
  }
  return walk.wrong;
}
