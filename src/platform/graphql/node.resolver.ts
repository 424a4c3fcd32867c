import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ScopeRequest } from '../database/scope.js';
import { IdArguments, idOfAnyNode } from './id-argument.js';
import { Node } from './node.type.js';
import type { RequestContext } from './request-context.js';
import { RequestError } from './request-error.js';
import { parseNodeId } from './nodes.js';

/**
 * The object of a global id, as `node` returns it; null if the caller cannot see it.
 * @throws RequestError BAD_USER_INPUT for a text that is not the id of a node.
 */
export async function readNode(context: RequestContext<ScopeRequest>, id: string): Promise<Node | null> {
  void context.viewer;
  const { nodes } = context;
  const parsed = parseNodeId(nodes, id);
  const node = parsed && nodes[parsed.type];
  const reader = typeof node === 'object' ? node.read : node;
  if (parsed === undefined || reader === undefined) {
    throw new RequestError('BAD_USER_INPUT', 'This is not an id of this API. Pass an `id` exactly as you received it.');
  }
  return (await reader(context, parsed)) as Node | null;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Reads any object again by its global id; null if you cannot see it.',
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
      'Reads several objects by id, in the order asked; at most 100. An object you cannot see, or an invalid id, is null in its position.',
  })
  @IdArguments({ ids: idOfAnyNode })
  nodes(
    @Arg('ids', () => [ID], { description: 'The ids as they were received.' }) ids: string[],
    @Ctx() context: RequestContext<ScopeRequest>,
  ): Promise<Node | null>[] {
    if (ids.length > 100) throw new RequestError('BAD_USER_INPUT', 'At most 100 ids can be read at once.');
    return ids.map((id) => readNode(context, id)); // each by itself: an invalid id affects only its own position
  }
}
