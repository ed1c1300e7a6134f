import { expect, test } from '@jest/globals';
import { pickConstraints } from './pick-constraints.ts';

const model = {
  operations: { Put: { input: { shape: 'PutRequest' } }, List: { input: { shape: 'ListRequest' } }, Ask: {} },
  shapes: {
    PutRequest: {
      type: 'structure',
      required: ['Name'],
      members: {
        Name: { shape: 'Name' },
        Free: { shape: 'Free' },
        Tree: { shape: 'Tree' },
        Tags: { shape: 'Tags' },
      },
    },
    Name: { type: 'string', min: 1, max: 9, pattern: '[a-z]+' },
    Free: { type: 'string', min: 0 },
    Tree: { type: 'structure', members: { Inner: { shape: 'Tree' }, Size: { shape: 'Size' } } },
    Size: { type: 'integer', min: 0 },
    Tags: { type: 'map', key: { shape: 'Name' }, value: { shape: 'Secret' } },
    Secret: { type: 'string', enum: ['a'], sensitive: true },
    Unseen: { type: 'string', max: 1 },
    ListRequest: { type: 'structure', members: { Free: { shape: 'Free' } } },
  },
};

test('only what demands something is kept, of the operations that are there', () => {
  expect(pickConstraints(model, ['Put', 'List', 'Ask', 'Absent'])).toEqual({
    operations: { Put: 'PutRequest' },
    shapes: {
      Name: { min: 1, max: 9, pattern: '[a-z]+' },
      PutRequest: { required: ['Name'], members: { Name: 'Name', Tree: 'Tree', Tags: 'Tags' } },
      Secret: { enum: ['a'], sensitive: true },
      Size: { min: 0, integer: 32 },
      Tags: { key: 'Name', item: 'Secret' },
      Tree: { members: { Inner: 'Tree', Size: 'Size' } },
    },
  });
});

test('a pattern that JavaScript does not have is left out', () => {
  const shapes = {
    PutRequest: { type: 'structure', members: { A: { shape: 'Java' }, B: { shape: 'Any' } } },
    Java: { type: 'string', pattern: '[\\p{IsLatin}]+' },
    Any: { type: 'string', pattern: '.*' },
  };
  expect(pickConstraints({ ...model, shapes }, ['Put'])).toEqual({ operations: {}, shapes: {} });
});
