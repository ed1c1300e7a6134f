import { BatchGetImageCommand, ECR } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readInputs } from '../../../lib/action/inputs.ts';
import { recordLog } from '../../../lib/aws/testing/record-log.ts';
import { createHttpWorld, createRepository, PLACE } from '../../../rehearsal/aws/ecr/test-world.ts';
import { createDispatch } from '../../../rehearsal/aws/kernel/dispatch.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { inputs } from './inputs.ts';
import { makePlan } from './plan.ts';
import type { Ports } from './ports.ts';
import { run } from './run.ts';

type World = Awaited<ReturnType<typeof createHttpWorld>>;

let world: World;
let calls: string[];
let masked: string[];
let log: ReturnType<typeof recordLog>;
let ports: Ports;

beforeEach(async () => {
  world = await createHttpWorld();
  calls = [];
  masked = [];
  log = recordLog();
  const dispatch = createDispatch([world.service], {
    clock: world.clock,
    random: createRandom(7),
    onCall: ({ call }) => calls.push(call.operation),
  });
  ports = {
    ecr: new ECR(inProcessClient(dispatch)),
    log,
    clock: world.clock,
    signal: new AbortController().signal,
    environment: {},
    mask: (secret) => masked.push(secret),
    processes: { run: () => Promise.reject(new Error('An existing image needs no program.')) },
  };
});

afterEach(() => world.close());

/** Runs the action with inputs as a workflow gives them. */
async function take(given: Record<string, string>) {
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return run(makePlan(readInputs(inputs, Object.fromEntries(variables)), {}), ports);
}

/** Puts an image with one layer of the given content into a repository, and gives its digest. */
async function pushImage(repository: string, tag: string, content = tag): Promise<string> {
  return world.pushImage({
    place: PLACE,
    repository,
    tag,
    architecture: 'amd64',
    layers: [oneChunk(content)],
  });
}

async function* oneChunk(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

async function digestOf(repository: string, tag: string): Promise<string | undefined> {
  const { images } = await world.client.send(
    new BatchGetImageCommand({ repositoryName: repository, imageIds: [{ imageTag: tag }] }),
  );
  return images?.[0]?.imageId?.imageDigest;
}

describe('an image is resolved to its digest', () => {
  test('by a tag, with and without the registry before it', async () => {
    await createRepository(world.client, 'team/web');
    const digest = await pushImage('team/web', 'v1');
    const outputs = { image: `${world.host}/team/web@${digest}`, digest, tags: 'v1' };
    expect(await take({ image: 'team/web:v1' })).toMatchObject({ outputs });
    expect(await take({ image: `${world.host}/team/web:v1` })).toMatchObject({ outputs });
    expect(await take({ image: `team/web@${digest}` })).toMatchObject({ outputs });
  });

  test('without a write and without a password', async () => {
    await createRepository(world.client, 'web');
    await pushImage('web', 'v1');
    await take({ image: 'web:v1' });
    expect(calls).toEqual(['DescribeRepositories', 'BatchGetImage', 'DescribeImages']);
  });

  test('the job summary names what to deploy', async () => {
    await createRepository(world.client, 'web');
    const digest = await pushImage('web', 'v1');
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
    await createRepository(world.client, 'web');
    await pushImage('web', 'v1');
    await expect(take(given as Record<string, string>)).rejects.toThrow(cause);
    expect(calls.filter((operation) => /^(Put|Create)/.test(operation))).toEqual([]);
  });
});

describe('tags', () => {
  test('are added, moved and kept; a second run changes nothing', async () => {
    await createRepository(world.client, 'web');
    const old = await pushImage('web', 'live', 'old');
    const digest = await pushImage('web', 'v2');
    const outcome = await take({ image: 'web:v2', tags: 'live, v2, stable' });
    expect(outcome.outputs).toMatchObject({ digest, tags: 'live\nv2\nstable' });
    expect(outcome.summary).toContain(`| <code>live</code> | moved here from <code>${old}</code> |`);
    expect(outcome.summary).toContain('| <code>v2</code> | unchanged: it held this image already |');
    expect(outcome.summary).toContain('| <code>stable</code> | new |');
    expect([await digestOf('web', 'live'), await digestOf('web', 'stable')]).toEqual([digest, digest]);
    calls.length = 0;
    await take({ image: 'web:v2', tags: 'live, v2, stable' });
    expect(calls).not.toContain('PutImage');
  });

  test('that are immutable: skipped on the same image, refused on another, and then nothing is written', async () => {
    await createRepository(world.client, 'web', true);
    const first = await pushImage('web', 'v1');
    await pushImage('web', 'v2');
    await expect(take({ image: 'web:v1', tags: 'v1, new' })).resolves.toMatchObject({
      outputs: { digest: first },
    });
    calls.length = 0;
    await expect(take({ image: 'web:v1', tags: 'newer, v2' })).rejects.toMatchObject({
      failure: {
        cause: expect.stringMatching(
          /^The tag "v2" of web is immutable and holds another image, sha256:[0-9a-f]{64}\.$/,
        ),
        advice: 'Give another tag with "tags", or use the image that is there with "image: web:v2".',
      },
    });
    expect(calls).not.toContain('PutImage');
  });
});

describe('a copy into another repository', () => {
  test('keeps the digest, also of an index with its parts, and a second run copies nothing', async () => {
    await createRepository(world.client, 'dev');
    const parts = [await pushImage('dev', 'amd64'), await pushImage('dev', 'arm64')];
    const index = await putIndex('dev', 'v1', parts);
    const given = { image: 'dev:v1', repository: 'prod', 'create-repository': 'true' };
    const outcome = await take(given);
    expect(outcome.outputs).toEqual({ image: `${world.host}/prod@${index}`, digest: index, tags: 'v1' });
    expect(log.lines.filter((line) => line.endsWith('copied'))).toHaveLength(4);
    expect(await world.images.find(`${world.host}/prod:v1`)).toMatchObject({ digest: expect.any(String) });
    // The password, and the text that it comes in.
    expect(masked).toHaveLength(2);
    log.lines.length = 0;
    await take(given);
    expect(log.lines.filter((line) => line.endsWith('copied'))).toEqual([]);
  });

  test('mounts layers where the registry allows it', async () => {
    await createRepository(world.client, 'dev');
    await createRepository(world.client, 'prod');
    await ports.ecr.putAccountSetting({ name: 'BLOB_MOUNTING', value: 'ENABLED' });
    await pushImage('dev', 'v1');
    await take({ image: 'dev:v1', repository: 'prod' });
    expect(log.lines.filter((line) => line.endsWith('mounted'))).toHaveLength(2);
  });

  test('of an index that has lost a part is refused, with the part named', async () => {
    await createRepository(world.client, 'dev');
    await createRepository(world.client, 'prod');
    const part = await pushImage('dev', 'amd64');
    await putIndex('dev', 'v1', [part]);
    // ECR protects the parts of an index, so only an old registry can have lost one: here it is made to look so.
    const { ecr } = ports;
    const blind = Object.create(ecr, {
      batchGetImage: {
        value: async (input: Parameters<ECR['batchGetImage']>[0]) =>
          input.imageIds?.[0]?.imageDigest === part ? { images: [] } : ecr.batchGetImage(input),
      },
    }) as ECR;
    ports = { ...ports, ecr: blind };
    await expect(take({ image: 'dev:v1', repository: 'prod' })).rejects.toThrow(
      new RegExp(`^The index sha256:[0-9a-f]{64} in dev refers to ${part}, which is not there any more\\.$`),
    );
  });
});

/** An index over images of the repository. */
async function putIndex(repository: string, tag: string, digests: readonly string[]): Promise<string> {
  const { images = [] } = await ports.ecr.batchGetImage({
    repositoryName: repository,
    imageIds: digests.map((imageDigest) => ({ imageDigest })),
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const manifests = images.map(({ imageId, imageManifest, imageManifestMediaType }, position) => ({
    mediaType: imageManifestMediaType,
    digest: imageId?.imageDigest,
    size: Buffer.byteLength(imageManifest ?? ''),
    platform: { os: 'linux', architecture: ['amd64', 'arm64'][position] },
  }));
  const { image } = await ports.ecr.putImage({
    repositoryName: repository,
    imageManifest: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
    imageManifestMediaType: mediaType,
    imageTag: tag,
  });
  return image?.imageId?.imageDigest ?? '';
}
