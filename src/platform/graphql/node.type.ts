import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'Anything with a global id, which `node(id)` reads again.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, {
    description: 'Opaque and globally unique. An object read at an explicit `asOf` carries that day in its id.',
  })
  id!: string;
}
