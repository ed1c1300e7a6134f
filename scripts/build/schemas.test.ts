import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../repository.ts';
import { renderSchemas } from './schemas.ts';

test('the published schemas are what the code checks with', () => {
  const rendered = renderSchemas();
  const published = readdirSync(join(repositoryRoot, 'schemas')).map((name) => `schemas/${name}`);
  expect(published.sort()).toEqual(Object.keys(rendered).sort());
  for (const [path, text] of Object.entries(rendered)) {
    expect(readFileSync(join(repositoryRoot, path), 'utf8')).toBe(text);
  }
});

test('the target schema says what an editor has to know', () => {
  const schema = JSON.parse(renderSchemas()['schemas/target.schema.json'] ?? '');
  expect(schema).toMatchObject({
    additionalProperties: false,
    required: ['cluster', 'slots', 'productionRules', 'container'],
    properties: {
      slots: { required: ['blue', 'green'], additionalProperties: false },
      container: { properties: { port: { type: 'integer', minimum: 1, maximum: 65535 } } },
      productionRules: {
        type: 'array',
        minItems: 1,
        items: { pattern: expect.stringContaining('listener') },
      },
    },
  });
  expect(schema.properties.cluster.description).toBe('Name or ARN of the ECS cluster.');
});
