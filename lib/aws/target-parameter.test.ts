import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, test } from '@jest/globals';
import { createDispatch } from '../../rehearsal/aws/kernel/dispatch.ts';
import { inProcessClient } from '../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { createSsm } from '../../rehearsal/aws/ssm/ssm.ts';
import { assembleTarget, parseTargetLayer } from './read-target.ts';
import { EXAMPLE_TARGET, readTargetParameter, targetParameterName } from './target-parameter.ts';

describe('the parameter of a target', () => {
  const name = targetParameterName({ project: 'shop', environment: 'production', service: 'web' });
  const signal = new AbortController().signal;

  function setUp() {
    const clock = createVirtualClock(0);
    const dispatch = createDispatch(
      [createSsm({ clock, random: createRandom(2), settings: { writeTime: 0 } }).service],
      {
        clock,
        random: createRandom(1),
        onCall: () => {},
      },
    );
    return new SSM(inProcessClient(dispatch));
  }

  test('holds the target under its project, environment and service', async () => {
    const ssm = setUp();
    expect(name).toBe('/platform/shop/production/web');
    await ssm.putParameter({ Name: name, Type: 'String', Value: 'cluster: main' });
    expect(await readTargetParameter({ ssm, signal }, name)).toEqual({
      text: 'cluster: main',
      origin: `parameter ${name}`,
    });
  });

  test('without a target, the error says how to write one', async () => {
    const ssm = setUp();
    await expect(readTargetParameter({ ssm, signal }, name)).rejects.toMatchObject({
      failure: {
        cause:
          'There is no deployment target: parameter /platform/shop/production/web does not exist in eu-west-1.',
        advice:
          'Write it with: aws ssm put-parameter --name /platform/shop/production/web --type String --value file://target.json --region eu-west-1',
        detail: expect.stringContaining(EXAMPLE_TARGET),
      },
    });
  });

  test('is shown by an example that is a target', () => {
    const target = assembleTarget([parseTargetLayer(EXAMPLE_TARGET, 'the example')]);
    expect(target).toMatchObject({ cluster: 'production', container: { name: 'web', port: 8080 } });
  });

  test('a part with a slash is no part', () => {
    expect(() => targetParameterName({ project: 'a/b', environment: 'x', service: 'y' })).toThrow(
      'The project "a/b" cannot be part of a parameter\'s name.',
    );
  });
});
