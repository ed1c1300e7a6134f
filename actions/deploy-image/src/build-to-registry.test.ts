import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Processes } from '../../../lib/action/processes.ts';
import { createWorld, runWith } from '../testing/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let folder: string;

beforeEach(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'build-to-registry-'));
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch');
});

afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/**
 * A docker command with buildx and a builder of its own, which test machines do not have: it pushes an index without a
 * tag, and notes its digest where it is told to, as buildx 0.29 with a remote builder was seen to do.
 */
function buildxThatPushes(platforms: readonly string[], attestation: string): Processes {
  async function answer(args: readonly string[]): Promise<string> {
    switch (args.slice(0, 2).join(' ')) {
      case 'version --format':
        return '{"Client":{"Version":"28.2.2"},"Server":{}}';
      case 'buildx inspect':
        return 'Name:   mine\nDriver: docker-container\n';
      case 'buildx build': {
        const digest = await world.pushIndex('web', platforms, attestation);
        const file = args[args.indexOf('--metadata-file') + 1] ?? '';
        await writeFile(file, JSON.stringify({ 'containerimage.digest': digest }));
        return '';
      }
      default:
        return '';
    }
  }
  return { run: async (command) => ({ exitCode: 0, stdout: await answer(command.arguments), stderr: '' }) };
}

const build = (processes: Processes, tags: string) =>
  runWith(
    { repository: 'web', context: folder, platforms: 'linux/amd64, linux/arm64', provenance: 'min', tags },
    { ...world.ports, processes, environment: { HOME: folder } },
  );

describe('a build that goes straight to the repository', () => {
  test('gives the digest of the index, and tags it afterwards', async () => {
    await world.createRepository('web');
    const outcome = await build(buildxThatPushes(['amd64', 'arm64'], 'first'), 'v1, live');
    const { imageDetails } = await world.ecr.describeImages({
      repositoryName: 'web',
      imageIds: [{ imageTag: 'live' }],
    });
    expect(outcome.outputs).toMatchObject({ digest: imageDetails?.[0]?.imageDigest, tags: 'v1\nlive' });
    expect(imageDetails?.[0]?.imageTags?.sort()).toEqual(['live', 'v1']);
  });

  test('of the same images with another attestation keeps an immutable tag and its index', async () => {
    await world.createRepository('web', 'IMMUTABLE');
    const first = await build(buildxThatPushes(['amd64', 'arm64'], 'first'), 'v1');
    const second = await build(buildxThatPushes(['amd64', 'arm64'], 'second'), 'v1, v1.0');
    expect(second.outputs.digest).toBe(first.outputs.digest);
  });

  test('of other images is refused by an immutable tag', async () => {
    await world.createRepository('web', 'IMMUTABLE');
    await build(buildxThatPushes(['amd64', 'arm64'], 'first'), 'v1');
    await expect(build(buildxThatPushes(['amd64', 'riscv64'], 'first'), 'v1')).rejects.toThrow(
      /^The tag "v1" of web is immutable and holds another image/,
    );
  });
});
