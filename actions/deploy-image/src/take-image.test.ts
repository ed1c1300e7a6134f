import type { ECR } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, runWith } from '../testing/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;

beforeEach(async () => {
  world = await createWorld();
});

afterEach(() => world.close());

/** An existing image needs no program. */
const processes = { run: () => Promise.reject(new Error('No program is needed here.')) };

const take = (given: Record<string, string>) => runWith(given, { ...world.ports, processes });

async function digestOf(repositoryName: string, imageTag: string): Promise<string | undefined> {
  const { images } = await world.ecr.batchGetImage({ repositoryName, imageIds: [{ imageTag }] });
  return images?.[0]?.imageId?.imageDigest;
}

describe('an image is resolved to its digest', () => {
  test('by a tag, with and without the registry before it', async () => {
    await world.createRepository('team/web');
    const digest = await world.pushImage('team/web', 'v1');
    const outputs = { image: `${world.host}/team/web@${digest}`, digest, tags: 'v1' };
    expect(await take({ image: 'team/web:v1' })).toMatchObject({ outputs });
    expect(await take({ image: `${world.host}/team/web:v1` })).toMatchObject({ outputs });
    expect(await take({ image: `team/web@${digest}` })).toMatchObject({ outputs });
  });

  test('without a write and without a password', async () => {
    await world.createRepository('web');
    await world.pushImage('web', 'v1');
    world.calls.length = 0;
    await take({ image: 'web:v1' });
    expect(world.calls).toEqual(['DescribeRepositories', 'BatchGetImage', 'DescribeImages']);
  });

  test('the job summary names what to deploy', async () => {
    await world.createRepository('web');
    const digest = await world.pushImage('web', 'v1');
    const { summary } = await take({ image: 'web:v1' });
    expect(summary.split('\n\n')).toEqual([
      `### :white_check_mark: web&#64;${digest.slice(0, 19)} is ready to deploy`,
      `<code>${world.host}/web&#64;${digest}</code>`,
      'The image was taken from web:v1.',
      'It also has: <code>v1</code>.',
    ]);
  });
});

describe('an image that cannot be taken', () => {
  test('is told with the command that lists those there are', async () => {
    await world.createRepository('web');
    await expect(take({ image: 'web:v2' })).rejects.toMatchObject({
      failure: {
        advice: 'What is there: aws ecr list-images --repository-name web --region eu-west-1',
      },
    });
  });

  test.each([
    [{ image: 'shop:v1' }, 'The repository "shop" does not exist in this account and region.'],
    [{ image: 'web:v2' }, /^There is no image "web:v2" in the registry 127\.0\.0\.1:\d+\.$/],
    [{ image: `web@sha256:${'0'.repeat(64)}` }, /^There is no image "web@sha256:0+" in the registry/],
    [
      { image: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/web:v1' },
      /^The image is in the registry 999999999999\.dkr\.ecr\.eu-west-1\.amazonaws\.com, and this run's account and region have 127\.0\.0\.1:\d+\.$/,
    ],
    [
      { image: 'web:v1', repository: 'shop' },
      'The repository "shop" does not exist in this account and region.',
    ],
  ])('%j', async (given, cause) => {
    await world.createRepository('web');
    await world.pushImage('web', 'v1');
    world.calls.length = 0;
    await expect(take(given as Record<string, string>)).rejects.toThrow(cause);
    expect(world.calls.filter((operation) => /^(Put|Create)/.test(operation))).toEqual([]);
  });
});

describe('tags', () => {
  test('are added, moved and kept; a second run changes nothing', async () => {
    await world.createRepository('web');
    const old = await world.pushImage('web', 'live', 'old');
    const digest = await world.pushImage('web', 'v2');
    const outcome = await take({ image: 'web:v2', tags: 'live, v2, stable' });
    expect(outcome.outputs).toMatchObject({ digest, tags: 'live\nv2\nstable' });
    expect(outcome.summary).toContain(`| <code>live</code> | moved here from <code>${old}</code> |`);
    expect(outcome.summary).toContain('| <code>v2</code> | unchanged: it held this image already |');
    expect(outcome.summary).toContain('| <code>stable</code> | new |');
    expect([await digestOf('web', 'live'), await digestOf('web', 'stable')]).toEqual([digest, digest]);
    world.calls.length = 0;
    await take({ image: 'web:v2', tags: 'live, v2, stable' });
    expect(world.calls).not.toContain('PutImage');
  });

  test('that are immutable: skipped on the same image, refused on another, and then nothing is written', async () => {
    await world.createRepository('web', 'IMMUTABLE');
    const first = await world.pushImage('web', 'v1');
    await world.pushImage('web', 'v2');
    await expect(take({ image: 'web:v1', tags: 'v1, new' })).resolves.toMatchObject({
      outputs: { digest: first },
    });
    world.calls.length = 0;
    await expect(take({ image: 'web:v1', tags: 'newer, v2' })).rejects.toMatchObject({
      failure: {
        cause: expect.stringMatching(
          /^The tag "v2" of web is immutable and holds another image, sha256:[0-9a-f]{64}\.$/,
        ),
        advice: 'Give another tag with "tags", or use the image that is there with "image: web:v2".',
      },
    });
    expect(world.calls).not.toContain('PutImage');
  });
});

describe('a copy into another repository', () => {
  test('keeps the digest, also of an index with its parts, and a second run copies nothing', async () => {
    await world.createRepository('dev');
    const index = await world.pushIndex('dev', ['amd64', 'arm64']);
    const given = { image: `dev@${index}`, repository: 'prod', tags: 'v1', 'create-repository': 'true' };
    const outcome = await take(given);
    expect(outcome.outputs).toEqual({ image: `${world.host}/prod@${index}`, digest: index, tags: 'v1' });
    expect(world.log.lines.filter((line) => line.endsWith('copied'))).toHaveLength(4);
    expect(await world.images.find(`${world.host}/prod:v1`)).toMatchObject({ digest: expect.any(String) });
    // The password, and the text that it comes in.
    expect(world.masked).toHaveLength(2);
    world.log.lines.length = 0;
    await take(given);
    expect(world.log.lines.filter((line) => line.endsWith('copied'))).toEqual([]);
  });

  test('mounts layers where the registry allows it', async () => {
    await world.createRepository('dev');
    await world.createRepository('prod');
    await world.ecr.putAccountSetting({ name: 'BLOB_MOUNTING', value: 'ENABLED' });
    await world.pushImage('dev', 'v1');
    await take({ image: 'dev:v1', repository: 'prod' });
    expect(world.log.lines.filter((line) => line.endsWith('mounted'))).toHaveLength(2);
  });

  test('of an index that has lost a part is refused, with the part named', async () => {
    await world.createRepository('dev');
    await world.createRepository('prod');
    const part = await world.pushImage('dev', 'amd64');
    const index = await world.pushIndex('dev', ['amd64']);
    // ECR protects the parts of an index, so only an old registry can have lost one: here it is made to look so.
    const { ecr } = world;
    const blind = Object.create(ecr, {
      batchGetImage: {
        value: async (input: Parameters<ECR['batchGetImage']>[0]) =>
          input.imageIds?.[0]?.imageDigest === part ? { images: [] } : ecr.batchGetImage(input),
      },
    }) as ECR;
    const run = runWith(
      { image: `dev@${index}`, repository: 'prod', tags: 'v1' },
      { ...world.ports, processes, ecr: blind },
    );
    await expect(run).rejects.toThrow(
      new RegExp(`^The index sha256:[0-9a-f]{64} in dev refers to ${part}, which is not there any more\\.$`),
    );
  });
});
