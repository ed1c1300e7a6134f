import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { toolPath } from '../../../../scripts/requirements.ts';
import { createDiskBlobStore } from '../blobs/disk-blob-store.ts';
import { createHttpWorld, createRepository, logIn } from '../testing/world.ts';

const TIMEOUT = 60_000;
const run = promisify(execFile);

describeWith(['docker engine', 'docker command'], 'a container engine', () => {
  let folder: string;
  let world: Awaited<ReturnType<typeof createHttpWorld>>;

  /** Docker with a configuration of its own, which holds the login and nothing of the user's. */
  async function docker(...args: string[]): Promise<string> {
    const { stdout } = await run(toolPath('docker command'), ['--config', join(folder, 'config'), ...args]);
    return stdout;
  }

  async function logInDocker(): Promise<void> {
    const auth = (await logIn(world.client)).replace('Basic ', '');
    const config = JSON.stringify({ auths: { [world.host]: { auth } } });
    await writeFile(join(folder, 'config', 'config.json'), config);
  }

  /** Builds an image of one file, whose content is the text. */
  async function build(image: string, text: string): Promise<void> {
    await writeFile(join(folder, 'context', 'version'), text);
    await docker('build', '--quiet', '--tag', image, join(folder, 'context'));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registry-'));
    await run('mkdir', [join(folder, 'config'), join(folder, 'context')]);
    await writeFile(
      join(folder, 'context', 'Dockerfile'),
      'FROM scratch\nCOPY version /version\nCMD ["/version"]\n',
    );
    world = await createHttpWorld({ blobs: createDiskBlobStore(join(folder, 'blobs')) });
    await logInDocker();
  }, TIMEOUT);

  afterAll(async () => {
    const filters = ['*', '*/*'].flatMap((path) => ['--filter', `reference=${world.host}/${path}`]);
    const left = (await docker('image', 'ls', '--quiet', ...filters)).split('\n').filter((id) => id !== '');
    if (left.length > 0) await docker('image', 'rm', '--force', ...new Set(left));
    await world.close();
    await rm(folder, { recursive: true });
  });

  test(
    'pushes an image, and pulls it back with the same identity',
    async () => {
      await createRepository(world.client, 'team/web');
      const image = `${world.host}/team/web:1`;
      await build(image, 'one');
      const built = await docker('image', 'inspect', '--format', '{{.Id}}', image);
      await docker('push', '--quiet', image);
      await docker('image', 'rm', image);
      const { imageDetails } = await world.client.send(
        new DescribeImagesCommand({ repositoryName: 'team/web' }),
      );
      const [pushed] = imageDetails ?? [];
      expect(pushed?.imageTags).toEqual(['1']);
      const byDigest = `${world.host}/team/web@${pushed?.imageDigest}`;
      await docker('pull', '--quiet', byDigest);
      expect(await docker('image', 'inspect', '--format', '{{.Id}}', byDigest)).toBe(built);
      const found = await world.images.find(image);
      expect(found).toMatchObject({ digest: pushed?.imageDigest, config: { Cmd: ['/version'] } });
    },
    TIMEOUT,
  );

  test(
    'is told in ECR’s words why a push is refused',
    async () => {
      const absent = `${world.host}/absent:1`;
      await build(absent, 'two');
      await expect(docker('push', absent)).rejects.toThrow(
        "name unknown: The repository with name 'absent' does not exist in the registry with id '123456789012'",
      );
      await createRepository(world.client, 'fixed', true);
      const fixed = `${world.host}/fixed:1`;
      await docker('tag', absent, fixed);
      await docker('push', '--quiet', fixed);
      await build(fixed, 'three');
      await expect(docker('push', fixed)).rejects.toThrow(
        "tag invalid: The image tag '1' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
      );
    },
    TIMEOUT,
  );

  test(
    'is asked to log in',
    async () => {
      await createRepository(world.client, 'private');
      const image = `${world.host}/private:1`;
      await build(image, 'four');
      await writeFile(join(folder, 'config', 'config.json'), '{}');
      await expect(docker('push', image)).rejects.toThrow('no basic auth credentials');
      await logInDocker();
      await docker('push', '--quiet', image);
    },
    TIMEOUT,
  );
});
