import type { ECR } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld } from '../../testing/world.ts';
import { readDigest, type StoredImage } from './images.ts';
import { findRepository, type Repository } from './repository.ts';
import { confirmTags, writeTags } from './tags.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let repository: Repository;
let image: StoredImage;
let other: string;

beforeEach(async () => {
  world = await createWorld();
  await world.createRepository('web', 'IMMUTABLE');
  const digest = await world.pushImage('web', 'v1');
  other = await world.pushImage('web', 'v2');
  repository = (await findRepository(world.ports, 'web')) ?? neverHere();
  image = (await readDigest(world.ports, repository, digest)) ?? neverHere();
});

afterEach(() => world.close());

function neverHere(): never {
  throw new Error('The test has just made it.');
}

/** A client whose PutImage takes effect and then fails once, as when the answer is lost and the call repeated. */
function clientThatRepeatsPutImage(): ECR {
  return Object.create(world.ecr, {
    putImage: {
      value: async (...args: Parameters<ECR['putImage']>) => {
        await world.ecr.putImage(...args);
        return world.ecr.putImage(...args);
      },
    },
  }) as ECR;
}

describe('writing an immutable tag', () => {
  const changes = [{ tag: 'new', kind: 'add' }] as const;

  test('twice, because the first answer was lost, succeeds', async () => {
    await writeTags({ ...world.ports, ecr: clientThatRepeatsPutImage() }, repository, image, changes);
    expect(await confirmTags(world.ports, repository, image.digest, ['new'])).toContain('new');
  });

  test('that another run took a moment ago is refused', async () => {
    const taken = [{ tag: 'v2', kind: 'add' }] as const;
    await expect(writeTags(world.ports, repository, image, taken)).rejects.toThrow(
      `The tag "v2" of web is immutable and holds another image, ${other}.`,
    );
  });
});

test('a tag that was moved away after it was written is noticed', async () => {
  await expect(confirmTags(world.ports, repository, image.digest, ['v1', 'v2'])).rejects.toThrow(
    `The tag "v2" of web does not point to ${image.digest} any more: another run has moved it.`,
  );
});
