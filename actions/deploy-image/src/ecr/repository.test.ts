import type { ECR } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld } from '../../testing/world.ts';
import { ensureRepository, hostOf, isImmutable, type Repository } from './repository.ts';

let world: Awaited<ReturnType<typeof createWorld>>;

beforeEach(async () => {
  world = await createWorld();
});

afterEach(() => world.close());

const creation = { scanOnPush: true, immutableTags: true };

describe('a repository', () => {
  test('that does not exist is created as wanted', async () => {
    const repository = await ensureRepository(world.ports, 'team/web', creation, world.log);
    expect(repository).toMatchObject({
      uri: `${world.host}/team/web`,
      scanOnPush: true,
      mutability: 'IMMUTABLE',
    });
    expect(hostOf(repository)).toBe(world.host);
    expect(world.log.lines).toEqual(['Created the repository team/web.']);
  });

  test('that does not exist and may not be created is refused with the command that creates it', async () => {
    await expect(ensureRepository(world.ports, 'web', undefined, world.log)).rejects.toMatchObject({
      failure: {
        cause: 'The repository "web" does not exist in this account and region.',
        advice:
          'Add "create-repository: true", or create it: aws ecr create-repository --repository-name web --region eu-west-1',
      },
    });
  });

  test('that exists stays as it is, and the log says how it differs', async () => {
    await world.createRepository('web');
    const repository = await ensureRepository(world.ports, 'web', creation, world.log);
    expect(repository.mutability).toBe('MUTABLE');
    expect(world.log.lines).toEqual([
      'The repository web exists already and stays as it is: scan-on-push is false, its tags are MUTABLE.',
    ]);
  });

  test('that another run creates at the same moment is used', async () => {
    const ecr = Object.create(world.ecr, {
      createRepository: {
        value: async (...args: Parameters<ECR['createRepository']>) => {
          await world.createRepository('web', 'IMMUTABLE');
          return world.ecr.createRepository(...args);
        },
      },
    }) as ECR;
    const repository = await ensureRepository({ ...world.ports, ecr }, 'web', creation, world.log);
    expect(repository).toMatchObject({ name: 'web', mutability: 'IMMUTABLE' });
  });
});

test.each([
  ['IMMUTABLE', [], 'v1', true],
  ['MUTABLE', [], 'v1', false],
  ['IMMUTABLE_WITH_EXCLUSION', ['dev*'], 'dev-1', false],
  ['IMMUTABLE_WITH_EXCLUSION', ['dev*'], 'v1', true],
  ['IMMUTABLE_WITH_EXCLUSION', ['*.x', 'latest'], '1.x', false],
  ['IMMUTABLE_WITH_EXCLUSION', ['*.x'], '1xx', true],
  ['MUTABLE_WITH_EXCLUSION', ['v*'], 'v1', true],
  ['MUTABLE_WITH_EXCLUSION', ['v*'], 'dev', false],
] as const)('%s except %j: %s', (mutability, exclusions, tag, immutable) => {
  const repository: Repository = { name: 'web', uri: 'host/web', scanOnPush: false, mutability, exclusions };
  expect(isImmutable(repository, tag)).toBe(immutable);
});
