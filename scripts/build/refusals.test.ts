import { expect, test } from '@jest/globals';
import { listRefusals, readRefusals } from './refusals.ts';

test('reads what a source refuses', () => {
  const source = `
    if (a) throw notImplemented('task sets');
    throw notImplemented(
      \`launch type \${launchType}\`,
    );
    refuseGiven('CreateCluster', input, ['configuration', 'serviceConnectDefaults']);
    refuseGiven(operation, configuration, [
      'lifecycleHooks',
    ]);
  `;
  expect(readRefusals(source)).toEqual([
    'task sets',
    'launch type –',
    'configuration of CreateCluster',
    'serviceConnectDefaults of CreateCluster',
    'lifecycleHooks',
  ]);
});

test('finds those of every service, and none of the kernel', () => {
  const refusals = listRefusals();
  expect(Object.keys(refusals)).toEqual(expect.arrayContaining(['ecr', 'ecs', 'elbv2', 'logs', 'ssm']));
  expect(Object.keys(refusals)).not.toContain('kernel');
  expect(refusals.ecs).toContain('canaryConfiguration');
});
