import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import { createRegistryWorld, errorOf, name } from '../testing/registry.ts';
import { logIn } from '../testing/world.ts';

let world: Awaited<ReturnType<typeof createRegistryWorld>>;

beforeEach(async () => {
  world = await createRegistryWorld();
});

afterEach(() => world.close());

describe('who may ask', () => {
  test('nobody without a password: ECR asks for it', async () => {
    const response = await fetch(`http://${world.host}/v2/`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Basic realm="http://${world.host}/",service="ecr.amazonaws.com"`,
    );
  });

  test('the owner of a password that ECR issued', async () => {
    const response = await world.call('GET', '');
    expect(response.status).toBe(200);
    expect(response.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
  });

  test.each([
    ['a made-up password', 'AWS:secret'],
    ['another user', 'admin:secret'],
    ['no colon', 'AWS'],
  ])('not with %s', async (_case, credentials) => {
    world.session.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(await errorOf(await world.call('GET', ''))).toBe(
      '400 DENIED: Your Authorization Token is invalid.',
    );
  });

  test('not under another user’s name, even with a good password', async () => {
    const [, encoded = ''] = world.session.authorization.split(' ');
    const credentials = Buffer.from(encoded, 'base64').toString().replace('AWS:', 'admin:');
    world.session.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect((await world.call('GET', '')).status).toBe(400);
  });

  test('not after twelve hours, and then without a challenge', async () => {
    await world.clock.run(sleep(world.clock, 12 * 60 * 60 * 1000));
    const response = await world.call('GET', '');
    expect(response.headers.has('www-authenticate')).toBe(false);
    expect(await errorOf(response)).toBe(
      '403 DENIED: Your authorization token has expired. Reauthenticate and try again.',
    );
  });

  test('a task’s host, with the credentials for its image', async () => {
    await world.putManifest('1', await world.makeManifest('layer'));
    const { username, password } = world.images.pullCredentials(`${world.host}/${name}:1`) ?? {};
    world.session.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    expect((await world.call('GET', `${name}/manifests/1`)).status).toBe(200);
  });

  test('a password opens the registry of its own account alone', async () => {
    world.session.authorization = await logIn(world.clientOf({ accessKeyId: '210987654321' }));
    expect(await errorOf(await world.call('GET', `${name}/tags/list`))).toBe(
      "404 NAME_UNKNOWN: The repository with name 'team/web' does not exist in the registry with id '210987654321'",
    );
  });
});
