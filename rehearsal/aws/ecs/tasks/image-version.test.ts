import { expect, test } from '@jest/globals';
import { createWorld, type World } from '../testing/world.ts';

/** Makes `repo/app:live` stand for whatever `tag` holds, and notes what is pulled and started. */
function watchImages({ runtime }: World, tag: { digest: string }) {
  const pulled: string[] = [];
  const started: string[] = [];
  const { pull, start } = runtime;
  runtime.pull = async (image) => {
    pulled.push(image);
    await pull(image);
    return image.split('@')[1] ?? tag.digest;
  };
  runtime.start = (launch) => {
    started.push(launch.image);
    return start(launch);
  };
  return { pulled, started };
}

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

test.each([
  ['keeps the digest of its first task', undefined, [`repo:1/app@${A}`, `repo:1/app@${A}`], A],
  ['follows the tag where it is told to', 'disabled' as const, ['repo:1/app:live', 'repo:1/app:live'], B],
])('a deployment %s', async (_name, versionConsistency, images, digest) => {
  const world = createWorld();
  await world.run(async () => {
    const tag = { digest: A };
    const { pulled, started } = watchImages(world, tag);
    const container = {
      name: 'app',
      image: 'repo:1/app:live',
      ...(versionConsistency ? { versionConsistency } : {}),
    };
    await world.register('', { containerDefinitions: [container] });
    await world.createService({ loadBalancers: [] });
    await world.untilSteady();
    tag.digest = B;
    await world.update({ desiredCount: 3 });
    await world.untilSteady();
    expect(pulled).toEqual(['repo:1/app:live', ...images]);
    expect(started).toEqual(pulled);
    expect((await world.listTasks()).at(-1)?.containers?.[0]?.imageDigest).toBe(digest);
    await world.update({ forceNewDeployment: true });
    await world.untilSteady();
    expect(pulled[3]).toBe('repo:1/app:live');
  });
});
