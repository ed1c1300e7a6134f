import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { document } from './document.ts';

const gate = document({
  description: 'A gate.',
  schema: v.strictObject({ path: v.string(), limits: v.strictObject({ p99: v.number() }) }),
  allowed: 'a gate as JSON or YAML',
});

describe('a document', () => {
  test.each([['{"path": "/", "limits": {"p99": 5}}'], ['path: /\nlimits:\n  p99: 5\n']])('%j', (text) => {
    expect(gate.read(text)).toEqual({ path: '/', limits: { p99: 5 } });
  });

  test('an error names the place in the document', () => {
    expect(() => gate.read('path: /\nlimits: { p99: fast }')).toThrow(
      /^has at limits\.p99: .*Expected number/,
    );
    expect(() => gate.read('path: [')).toThrow(/^is neither JSON nor YAML: /);
  });
});
