// Run by describe-with.test.ts alone, in a jest of its own.
import { expect, test } from '@jest/globals';
import { describeWith } from './describe-with.ts';
import { toolPath } from './requirements.ts';

describeWith([], 'with nothing', () => {
  test('runs', () => expect(1).toBe(1));
});

describeWith(['chromium', 'docker engine'], 'with tools', () => {
  test('knows their paths', () => {
    expect(toolPath('chromium')).toMatch(/chromium$/);
    expect(toolPath('docker engine')).not.toBe('');
  });
});
