import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createAuthorization } from './authorization.ts';
import { createWorld, START } from './testing/world.ts';

const HOUR = 60 * 60 * 1000;
const place = { account: '123456789012', region: 'eu-west-1' };

test('a password is good for twelve hours, known as expired for twelve more, and then forgotten', async () => {
  const clock = createVirtualClock(0);
  const authorization = createAuthorization({ clock, random: createRandom(1) });
  const { password } = authorization.issue(place);
  const after = async (milliseconds: number) => {
    await clock.run(sleep(clock, milliseconds));
    authorization.issue(place);
    return authorization.check(password);
  };
  expect(await after(12 * HOUR - 1)).toMatchObject(place);
  expect(await after(1)).toBe('expired');
  expect(await after(12 * HOUR)).toBe('unknown');
});

describe('GetAuthorizationToken', () => {
  test('gives a password of twelve hours for the user AWS, another one each time', async () => {
    const { client } = createWorld();
    const read = async () => (await client.send(new GetAuthorizationTokenCommand({}))).authorizationData?.[0];
    const [first, second] = [await read(), await read()];
    expect(Buffer.from(first?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:[\w-]{600,}$/);
    expect(first?.authorizationToken).not.toBe(second?.authorizationToken);
    expect(first?.expiresAt).toEqual(new Date(START + 12 * 60 * 60 * 1000));
    expect(first?.proxyEndpoint).toBe('http://127.0.0.1:4510');
  });
});
