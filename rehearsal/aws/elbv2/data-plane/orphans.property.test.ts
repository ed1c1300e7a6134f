import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { DeleteListenerCommand, ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closeAll, expectSoon, startEcho, withTargets } from '../testing/socket-world.ts';
import { forwardTo } from '../testing/world.ts';

afterEach(closeAll);

const REQUESTS = {
  ask: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'ask and go on': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf',
  upgrade: 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  nonsense: 'HELO a\r\n\r\n',
  silence: '',
};

const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])),
    fc.constantFrom('client leaves', 'shift', 'deregister', 'register', 'time passes', 'delete listener'),
  ),
  { minLength: 3, maxLength: 15 },
);

test('whatever clients, targets and callers do, nothing is left open behind the load balancer', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const [blue, green] = [await startEcho('blue'), await startEcho('green')];
      const world = await withTargets([[blue.port], [green.port]]);
      const [first = '', second = ''] = world.groups;
      const target = { id: '10.0.0.1', port: 8080 };
      const clients: Socket[] = [];
      let shifted = false;
      let deleted = false;
      for (const step of sequence) {
        if (step in REQUESTS && !deleted) {
          const { hostname, port } = new URL(world.url);
          const socket = connect(Number(port || 80), hostname);
          socket.on('error', () => socket.destroy()).resume();
          clients.push(socket);
          await once(socket, 'connect');
          socket.write(REQUESTS[step as keyof typeof REQUESTS]);
        }
        if (step === 'client leaves') clients.at(-1)?.destroy();
        if (step === 'shift' && !deleted) {
          shifted = !shifted;
          const DefaultActions = [forwardTo([first, shifted ? 0 : 1], [second, shifted ? 1 : 0])];
          await world.client.send(new ModifyListenerCommand({ ListenerArn: world.listener, DefaultActions }));
        }
        if (step === 'deregister') world.targetGroups.deregister(first, target);
        if (step === 'register') world.targetGroups.register(first, target);
        if (step === 'time passes') await world.pass(20);
        if (step === 'delete listener' && !deleted) {
          deleted = true;
          await world.client.send(new DeleteListenerCommand({ ListenerArn: world.listener }));
        }
      }
      await world.close();
      await expectSoon(async () => {
        for (const { server } of [blue, green]) {
          const open = await new Promise((resolve) =>
            server.getConnections((_error, count) => resolve(count)),
          );
          expect(open).toBe(0);
        }
        expect(clients.filter(({ destroyed }) => !destroyed)).toEqual([]);
      });
      await closeAll();
    }),
    { numRuns: 25, seed: 20260103 },
  );
});
