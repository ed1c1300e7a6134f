import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findActions } from './build/actions.ts';
import { repositoryRoot } from './repository.ts';

interface Spec {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

const actions = findActions(repositoryRoot);

test('the folders of actions are found', () => {
  expect(actions).not.toEqual([]);
});

/** What users read in action.yml and what the code does must not drift apart, in either direction. */
describe.each(actions)('action.yml of $name', ({ name, metadata }) => {
  const folder = join(repositoryRoot, 'actions', name);

  test('has the inputs that the code reads: names, descriptions, required, defaults', async () => {
    const { inputs }: { inputs: Record<string, Spec> } = await import(join(folder, 'src', 'inputs.ts'));
    const inCode = Object.entries(inputs).map(([input, spec]) => [
      input,
      { description: spec.description, required: spec.required ?? false, default: spec.default ?? '' },
    ]);
    const inYaml = Object.entries(metadata.inputs).map(([input, spec]) => [
      input,
      { description: spec.description.trim(), required: spec.required, default: spec.default ?? '' },
    ]);
    expect(Object.fromEntries(inYaml)).toEqual(Object.fromEntries(inCode));
  });

  test('has the outputs that the code sets: names, descriptions', async () => {
    const { outputs }: { outputs: Record<string, string> } = await import(join(folder, 'src', 'outputs.ts'));
    const inYaml = Object.entries(metadata.outputs).map(([output, { description }]) => [
      output,
      description.trim(),
    ]);
    expect(Object.fromEntries(inYaml)).toEqual(outputs);
  });

  test('has no required input with a default: GitHub would never ask for it', () => {
    const both = Object.entries(metadata.inputs).filter(([, input]) => input.required && input.default);
    expect(both).toEqual([]);
  });

  test('names a post step exactly when there is one', () => {
    expect(existsSync(join(folder, 'src', 'post.ts'))).toBe(metadata.runs.post !== undefined);
  });
});
