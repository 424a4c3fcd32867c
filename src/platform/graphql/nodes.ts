import { parseGlobalId, type GlobalId, type SecondPart } from '../ids/global-id.js';

/** Reads an object of one type again, by its id; the answer carries `__typename`. */
export type ReadNode<C> = (context: C, id: GlobalId) => Promise<object | null>;

/**
 * How `node` reads types again, by the type's name. Keys are uuids; if a type's key has a second part (`uuid/3`), it
 * says of which kind.
 */
export type Nodes<C> = Readonly<
  Record<string, ReadNode<C> | { readonly second: SecondPart; readonly read: ReadNode<C> }>
>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- every area reads with its own context type
export type AnyNodes = Nodes<any>;

/** The parts of an id of one of the types; undefined for a text that is not such an id. */
export function parseNodeId(nodes: AnyNodes, id: string): GlobalId | undefined {
  return parseGlobalId(id, (type) => {
    const node = nodes[type];
    return typeof node === 'object' ? node.second : undefined;
  });
}
