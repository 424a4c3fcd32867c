import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

/** Why a path is none of the input, or undefined when it is one. @param value what the client sent there. */
function wrongIn(type: GraphQLInputType, value: unknown, path: readonly string[]): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  const here = getNullableType(type);
  if (isListType(here)) {
    // GraphQL reads a single value as a list of one.
    const items = Array.isArray(value) ? value : [value];
    if (!/^\d+$/.test(step) || Number(step) >= items.length) return `${step} is no place in a list of ${items.length}`;
    return wrongIn(here.ofType, items[Number(step)], rest);
  }
  const field = isInputObjectType(here) ? here.getFields()[step] : undefined;
  if (!isInputObjectType(here) || field === undefined) return `${getNamedType(type).name} has no field ${step}`;
  const inner = (value as Record<string, unknown> | null | undefined)?.[step];
  if (here.isOneOf && inner === undefined) return `${step} is not what the client chose of ${here.name}`;
  return wrongIn(field.type, inner, rest);
}

/**
 * The userErrors of a reply whose `field` is not a path inside the input that was sent, each in words; a front end
 * could not show them beside the field they are about.
 */
export function strayFieldPaths(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  data: Record<string, unknown> | null | undefined,
): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) return [];
      const payload = data?.[selection.alias?.value ?? selection.name.value];
      const errors = (payload as { userErrors?: { code?: string; field?: string[] | null }[] } | null)?.userErrors;
      const field = schema.getMutationType()?.getFields()[selection.name.value];
      const input = field?.args.find(({ name }) => name === 'input');
      if (errors === undefined || input === undefined) return [];
      const given = selection.arguments?.find(({ name }) => name.value === 'input')?.value;
      const value = given === undefined ? undefined : valueFromASTUntyped(given, variables);
      return errors.flatMap((error) => {
        if (error.field == null) return [];
        const wrong = wrongIn(input.type, value, error.field);
        return wrong === undefined
          ? []
          : [`${selection.name.value}: ${error.code ?? ''} at ${error.field.join('.')}: ${wrong}`];
      });
    });
  });
}
