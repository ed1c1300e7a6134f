import { describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { ensureTaskDefinition } from './ensure.ts';
import { fetchTaskDefinition } from './fetch.ts';
import { withImage } from './with-image.ts';

async function setUp() {
  const { clock, ports, failCalls, callsOf, log } = await createVirtualAws();
  const base = await clock.run(fetchTaskDefinition(ports, 'web'));
  const run = <T>(work: Promise<T>) => clock.run(work);
  const revisions = async () =>
    (await run(ports.ecs.listTaskDefinitions({ familyPrefix: 'web' }))).taskDefinitionArns;
  const ensure = (image: string) =>
    run(ensureTaskDefinition(ports, withImage(base.definition, 'web', image)));
  return { ports, base, run, revisions, ensure, failCalls, callsOf, log };
}

const arn = (revision: number) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/web:${revision}`;

describe('a task definition', () => {
  test.each(['web', 'web:1', arn(1)])('is found as %s', async (reference) => {
    const { ports, run } = await setUp();
    expect(await run(fetchTaskDefinition(ports, reference))).toMatchObject({ arn: arn(1), isActive: true });
  });

  test('that does not exist is named, with the way to those that do', async () => {
    const { ports, run } = await setUp();
    await expect(run(fetchTaskDefinition(ports, arn(7)))).rejects.toMatchObject({
      failure: {
        cause: `Task definition "${arn(7)}" does not exist in eu-west-1.`,
        advice: 'See which there are: aws ecs list-task-definitions --family-prefix web --region eu-west-1',
      },
    });
  });

  test('comes without what only AWS may say', async () => {
    const { base } = await setUp();
    for (const key of ['taskDefinitionArn', 'revision', 'status', 'compatibilities', 'registeredAt']) {
      expect(base.definition).not.toHaveProperty(key);
    }
    expect(base.definition).toMatchObject({ family: 'web', networkMode: 'awsvpc', cpu: '256' });
  });
});

describe('a new image', () => {
  test('goes into the named container alone', async () => {
    const { base } = await setUp();
    const changed = withImage(base.definition, 'web', 'shop/web@sha256:1');
    expect(changed.containerDefinitions?.[0]).toEqual({
      ...base.definition.containerDefinitions?.[0],
      image: 'shop/web@sha256:1',
    });
    expect({ ...changed, containerDefinitions: [] }).toEqual({
      ...base.definition,
      containerDefinitions: [],
    });
  });

  test('for a container that is not there: the error says which are', async () => {
    const { base } = await setUp();
    expect(() => withImage(base.definition, 'wbe', 'x')).toThrow(
      'Task definition family "web" has no container "wbe". Did you mean "web"?',
    );
  });
});

describe('a revision', () => {
  test('is registered only when there is no identical one', async () => {
    const { ensure, revisions } = await setUp();
    expect(await ensure('shop/web:2')).toEqual({ arn: arn(2), isNew: true });
    expect(await ensure('shop/web:3')).toEqual({ arn: arn(3), isNew: true });
    expect(await ensure('shop/web:2')).toEqual({ arn: arn(2), isNew: false });
    expect(await ensure('shop/web:3')).toEqual({ arn: arn(3), isNew: false });
    expect(await revisions()).toHaveLength(3);
  });

  test('that is inactive is not used again', async () => {
    const { ensure, ports, run } = await setUp();
    await ensure('shop/web:2');
    await run(ports.ecs.deregisterTaskDefinition({ taskDefinition: 'web:2' }));
    expect(await ensure('shop/web:2')).toEqual({ arn: arn(3), isNew: true });
  });

  test('that becomes inactive while it is looked at is not used either', async () => {
    const { ensure, ports, failCalls } = await setUp();
    await ensure('shop/web:2');
    let left = 1;
    failCalls(async (operation) => {
      if (operation === 'DescribeTaskDefinition' && left-- > 0) {
        await ports.ecs.deregisterTaskDefinition({ taskDefinition: 'web:2' });
      }
      return undefined;
    });
    expect(await ensure('shop/web:2')).toEqual({ arn: arn(3), isNew: true });
  });

  test('keeps its tags, and one without them is no substitute', async () => {
    const { ensure, ports, run, base } = await setUp();
    const tags = [{ key: 'team', value: 'shop' }];
    await ensure('shop/web:2');
    const tagged = { ...withImage(base.definition, 'web', 'shop/web:2'), tags };
    expect(await run(ensureTaskDefinition(ports, tagged))).toEqual({ arn: arn(3), isNew: true });
    expect((await run(fetchTaskDefinition(ports, 'web:3'))).definition.tags).toEqual(tags);
    expect(await run(ensureTaskDefinition(ports, tagged))).toEqual({ arn: arn(3), isNew: false });
  });

  test.each(['lost-answer', 'lost-request'] as const)(
    'is registered once in spite of a %s',
    async (fault) => {
      const { ensure, revisions, failCalls, callsOf, log } = await setUp();
      let left = 1;
      failCalls((operation) => (operation === 'RegisterTaskDefinition' && left-- > 0 ? fault : undefined));
      expect((await ensure('shop/web:2')).arn).toBe(arn(2));
      expect(await revisions()).toEqual([arn(1), arn(2)]);
      expect(log.lines).toEqual([
        expect.stringMatching(
          /^ECS RegisterTaskDefinition did not get through \(ECONNRESET: socket hang up\)/,
        ),
      ]);
      // Besides the one that made revision 1.
      expect(callsOf('RegisterTaskDefinition')).toHaveLength(2);
    },
  );

  test('is looked for among the newest only', async () => {
    const { ensure, callsOf } = await setUp();
    for (let version = 2; version <= 15; version++) await ensure(`shop/web:${version}`);
    const before = callsOf('DescribeTaskDefinition').length;
    expect(await ensure('shop/web:99')).toEqual({ arn: arn(16), isNew: true });
    expect(callsOf('DescribeTaskDefinition').length - before).toBe(10);
  });
});
