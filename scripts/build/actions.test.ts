import { describe, expect, test } from '@jest/globals';
import { parseActionMetadata } from './actions.ts';

const minimal = `
name: Probe
description: Looks
runs: { using: node24, main: dist/index.js }
`;

describe('parseActionMetadata', () => {
  test('fills in what GitHub takes as given', () => {
    const metadata = parseActionMetadata(
      `${minimal}inputs: { bake: { description: How long } }`,
      'a/action.yml',
    );
    expect(metadata.inputs).toEqual({ bake: { description: 'How long', required: false } });
    expect(metadata.outputs).toEqual({});
  });

  test.each([
    ['an unknown key', `${minimal}input: {}`, 'input: Invalid key'],
    ['another Node', minimal.replace('node24', 'node20'), 'runs.using: Invalid type: Expected "node24"'],
    ['another bundle', minimal.replace('index', 'main'), 'runs.main: Invalid type: Expected "dist/index.js"'],
    [
      'a default that YAML reads as a number',
      `${minimal}inputs: { count: { description: How many, default: 3 } }`,
      'inputs.count.default: Invalid type: Expected string',
    ],
    ['no description', minimal.replace('description: Looks', ''), 'description: Invalid key'],
  ])('refuses %s, naming file and key', (_, source, problem) => {
    expect(() => parseActionMetadata(source, 'a/action.yml')).toThrow('a/action.yml cannot be used');
    expect(() => parseActionMetadata(source, 'a/action.yml')).toThrow(problem);
  });
});
