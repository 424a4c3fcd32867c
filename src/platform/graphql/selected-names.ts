import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

const known = new WeakMap<FieldNode, ReadonlySet<string>>();

function collect(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, into: Set<string>): Set<string> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) into.add(selection.name.value);
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? info.fragments[selection.name.value]?.selectionSet
        : selection.selectionSet;
    collect(inner, info, into);
  }
  return into;
}

/**
 * The names of all fields that a document asks for anywhere below the field being resolved, ignoring `@skip` and
 * `@include`: other fields need not be read. Worked out once for each document.
 */
export function selectedNames(info: GraphQLResolveInfo): ReadonlySet<string> {
  const [node] = info.fieldNodes;
  if (node === undefined || info.fieldNodes.length > 1) {
    return info.fieldNodes.reduce((names, field) => collect(field.selectionSet, info, names), new Set<string>());
  }
  let names = known.get(node);
  if (names === undefined) known.set(node, (names = collect(node.selectionSet, info, new Set())));
  return names;
}
