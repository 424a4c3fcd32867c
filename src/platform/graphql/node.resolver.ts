import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ScopeRequest } from '../database/scope.js';
import { type GlobalId, parseGlobalId } from '../ids/global-id.js';
import { IdArguments, idOfAnyNode } from './id-argument.js';
import { Node } from './node.type.js';
import type { RequestContext } from './request-context.js';
import { RequestError } from './request-error.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- every area reads with its own context type
type ReadNode = (context: RequestContext<any>, id: GlobalId) => Promise<object | null>;

const readers = new Map<string, ReadNode>();

/** Tells `node` how to read a type again; the answer must carry `__typename`. */
export const registerNode = (type: string, read: ReadNode): void => void readers.set(type, read);

/** The names of all node types, for tests that want none forgotten. */
export const nodeTypes = (): readonly string[] => [...readers.keys()].sort();

/**
 * The object of a global id, as `node` answers it; null when it is not there for the one who asks.
 * @throws RequestError BAD_USER_INPUT for a text that is no id of a node.
 */
export const readNode = async (context: RequestContext<ScopeRequest>, id: string): Promise<Node | null> => {
  void context.viewer;
  const parsed = parseGlobalId(id);
  const reader = parsed && readers.get(parsed.type);
  if (parsed === undefined || reader === undefined) {
    throw new RequestError('BAD_USER_INPUT', 'This is not an id of this API. Pass an `id` exactly as you received it.');
  }
  return (await reader(context, parsed)) as Node | null;
};

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Reads any object again by its global id; null when it is not there for you.',
  })
  @IdArguments({ id: idOfAnyNode })
  node(
    @Arg('id', () => ID, { description: 'The id as it was received.' }) id: string,
    @Ctx() context: RequestContext<ScopeRequest>,
  ): Promise<Node | null> {
    return readNode(context, id);
  }

  @Query(() => [Node], {
    nullable: 'itemsAndList',
    description:
      'Reads several objects by id, in the order asked; at most 100. What is not there for you, or no id, is null at its place.',
  })
  @IdArguments({ ids: idOfAnyNode })
  nodes(
    @Arg('ids', () => [ID], { description: 'The ids as they were received.' }) ids: string[],
    @Ctx() context: RequestContext<ScopeRequest>,
  ): Promise<Node | null>[] {
    if (ids.length > 100) throw new RequestError('BAD_USER_INPUT', 'At most 100 ids can be read at once.');
    return ids.map((id) => readNode(context, id)); // each by itself: one that is no id costs its own place alone
  }
}
