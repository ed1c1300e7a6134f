import { once } from 'node:events';
import { connect as connectTcp, createServer as createTcpServer } from 'node:net';
import { DeleteListenerCommand, ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  closeAll,
  closeLater,
  expectSoon,
  fetchOnce,
  startTarget,
  withTargets,
} from '../testing/socket-world.ts';

afterEach(closeAll);

describe('listeners as sockets', () => {
  test('each load balancer has an address of its own, where ports do not collide', async () => {
    const { url, makeLoadBalancer, makeListener, endpoints } = await withTargets([[]]);
    const fixed = {
      Type: 'fixed-response',
      FixedResponseConfig: { StatusCode: '200', MessageBody: 'two' },
    } as const;
    const listener = await makeListener(await makeLoadBalancer('second'), [fixed]);
    const second = endpoints()[listener] ?? '';
    expect(new URL(second).hostname).not.toBe(new URL(url).hostname);
    expect((await fetchOnce(second)).body).toBe('two');
    expect((await fetchOnce(url)).status).toBe(503);
  });

  test('a port that is taken is replaced by a free one', async () => {
    const { makeListener, makeLoadBalancer, endpoints } = await withTargets([[]]);
    const fixed = {
      Type: 'fixed-response',
      FixedResponseConfig: { StatusCode: '200', MessageBody: 'here' },
    } as const;
    const loadBalancer = await makeLoadBalancer('second');
    const probe = await makeListener(loadBalancer, [fixed], 81);
    const { hostname } = new URL(endpoints()[probe] ?? '');
    const squatter = createTcpServer().listen(8099, hostname);
    await once(squatter, 'listening');
    closeLater(async () => squatter.close());
    const listener = await makeListener(loadBalancer, [fixed], 8099);
    const url = endpoints()[listener] ?? '';
    expect(new URL(url).port).not.toBe('8099');
    expect((await fetchOnce(url)).body).toBe('here');
  });

  test('a client that sends its group cookie back stays with its group, and another does not', async () => {
    const blue = await startTarget((_request, response) => response.end('blue'));
    const green = await startTarget((_request, response) => response.end('green'));
    const { client, url, listener, groups, pass } = await withTargets([[blue.port], [green.port]]);
    const shift = async (weights: readonly number[]) => {
      const TargetGroups = groups.map((TargetGroupArn, at) => ({ TargetGroupArn, Weight: weights[at] }));
      const TargetGroupStickinessConfig = { Enabled: true, DurationSeconds: 60 };
      const ForwardConfig = { TargetGroups, TargetGroupStickinessConfig };
      const DefaultActions = [{ Type: 'forward' as const, ForwardConfig }];
      await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
      await pass(10);
    };
    await shift([1, 0]);
    const { headers } = await fetchOnce(url);
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ');
    expect(cookie).toMatch(/^AWSALBTG=\S+; AWSALBTGCORS=\S+$/);
    await shift([0, 1]);
    expect((await fetchOnce(url, { headers: { cookie } })).body).toBe('blue');
    expect((await fetchOnce(url)).body).toBe('green');
    await pass(61);
    expect((await fetchOnce(url, { headers: { cookie } })).body).toBe('green');
  });

  test('closing hangs up on clients, on targets and on checks under way', async () => {
    const open = new Set<unknown>();
    let checks = 0;
    const target = await startTarget((request, response) => {
      if (request.headers['user-agent']?.startsWith('ELB-HealthChecker')) checks += 1;
      else response.end('ok');
    });
    target.server.on('connection', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    const { url, pass, close } = await withTargets([[target.port]]);
    const client = connectTcp(Number(new URL(url).port || 80), new URL(url).hostname);
    const closed = once(client, 'close');
    await once(client, 'connect');
    expect((await fetchOnce(url)).body).toBe('ok');
    await expectSoon(async () => {
      await pass(1);
      expect(checks).toBeGreaterThan(0);
    });
    expect(open.size).toBeGreaterThan(1);
    await close();
    await closed;
    await expectSoon(() => expect(open.size).toBe(0));
  });

  test('a deleted listener takes its connections along', async () => {
    const { client, url, listener } = await withTargets([[]]);
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port || 80), hostname);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    socket.on('error', () => {});
    await client.send(new DeleteListenerCommand({ ListenerArn: listener }));
    await closed;
    await expect(fetchOnce(url)).rejects.toThrow('ECONNREFUSED');
  });
});
