import { beforeAll, describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../testing/virtual-aws.ts';
import type { ApiRequest } from './kernel/http.ts';

type World = Awaited<ReturnType<typeof createVirtualAws>>;

let world: World;
beforeAll(async () => {
  world = await createVirtualAws();
});

function ask(path: string, given: Partial<ApiRequest> = {}) {
  const request = { method: 'GET', query: {}, headers: {}, body: new Uint8Array(), ...given };
  const { status, headers, body } = world.aws.control({ ...request, path });
  return { status, type: headers['content-type'], body: JSON.parse(new TextDecoder().decode(body)) };
}

describe('the control API', () => {
  test('tells where each listener is reached', () => {
    const { listenerArn } = world.infrastructure;
    const listeners = { [listenerArn]: expect.stringMatching(/^http:\/\/127\.66\.0\.1:80$/) };
    expect(ask('/_embedded/endpoints')).toEqual({
      status: 200,
      type: 'application/json',
      body: { listeners },
    });
  });

  test('tells every call, who made it and how it ended', async () => {
    const { clock, ports, callsOf } = world;
    const before = clock.now() + 1;
    await clock.run(new Promise<void>((resolve) => clock.after(1, resolve)));
    await ports.ecs.describeClusters({});
    await expect(ports.ecs.listServices({ cluster: 'absent' })).rejects.toThrow('Cluster not found.');
    const all = ask('/_embedded/calls').body.calls;
    expect(all.length).toBe(world.aws.journal.length);
    expect(all.filter(({ operation }: { operation: string }) => operation === 'CreateService')).toHaveLength(
      callsOf('CreateService').length,
    );
    const made = { at: before, service: 'ecs', accessKeyId: 'REHEARSAL' };
    expect(ask('/_embedded/calls', { query: { since: String(before) } }).body.calls).toEqual([
      { ...made, operation: 'DescribeClusters' },
      { ...made, operation: 'ListServices', error: 'ClusterNotFoundException' },
    ]);
  });

  test.each(['yesterday', '', '-1', 'NaN'])('refuses a time that is none: %j', (since) => {
    expect(ask('/_embedded/calls', { query: { since } })).toMatchObject({
      status: 400,
      body: { message: `since is ${JSON.stringify(since)}; milliseconds since the epoch are wanted.` },
    });
  });

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:4510'])(
    'refuses a web page of %s',
    (origin) => {
      expect(ask('/_embedded/calls', { headers: { origin } })).toMatchObject({
        status: 403,
        body: { message: 'Not for web pages.' },
      });
    },
  );

  test('refuses other paths and methods', () => {
    expect(ask('/_embedded/')).toMatchObject({
      status: 404,
      body: { message: 'The embedded AWS has no /_embedded/.' },
    });
    expect(ask('/_embedded/calls', { method: 'DELETE' })).toMatchObject({
      status: 405,
      body: { message: 'DELETE is not understood here.' },
    });
  });
});
