import { expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { schema } from '../../../src/app.js';
import { nodeTypes } from '../../../src/platform/graphql/node.resolver.js';

test('every type with a global id can be read again by node(id)', async () => {
  const types = Object.values((await schema()).getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
    .map(({ name }) => name);
  expect(nodeTypes()).toEqual(types.sort());
});

test('every list that can grow is a connection: fields with first and after answer one', async () => {
  const offenders = Object.values((await schema()).getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => field.args.some(({ name }) => name === 'first'))
    .filter(({ field }) => !/Connection!?$/.test(String(field.type)))
    .map(({ type, field }) => `${type.name}.${field.name}`);
  expect(offenders).toEqual([]);
});
