import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { formatOwner, readOwner } from '../machine/owner.ts';
import { SUBNETS } from './ec2/testing/networks.ts';
import { findRemains } from './runtime/testing/remains.ts';
import { serveEmbeddedAws } from './serve.ts';

const OPTIONS = { port: 0, runtime: 'processes', seed: 1 } as const;
const remains = () => findRemains(formatOwner(readOwner()));

test('closing leaves no listener, no socket and no file', async () => {
  const before = openThings();
  const served = await serveEmbeddedAws(OPTIONS);
  const elbv2 = new ElasticLoadBalancingV2({
    endpoint: served.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'KEY', secretAccessKey: 'secret' },
  });
  const { LoadBalancers } = await elbv2.createLoadBalancer({
    Name: 'web',
    Subnets: SUBNETS.slice(0, 2),
  });
  await elbv2.createListener({
    LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn ?? '',
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [
      { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: 'hello' } },
    ],
  });
  const [listener = ''] = Object.values(served.aws.endpoints());
  expect(await (await fetch(listener)).text()).toBe('hello');
  expect(await remains()).not.toEqual([]);
  const { hostname, port } = new URL(served.url);
  const slow = connect(Number(port), hostname).resume();
  const cut = new Promise((resolve) => slow.on('error', () => {}).on('close', resolve));
  slow.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf');
  await once(slow, 'connect');

  await served.close();
  await cut;
  expect(await remains()).toEqual([]);
  await expect(fetch(listener)).rejects.toThrow();
  await expect(fetch(served.url)).rejects.toThrow();
  elbv2.destroy();
  expect(openThings()).toEqual(before);
});

test('a port in use is named, and nothing is left of the start', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(serveEmbeddedAws({ ...OPTIONS, port })).rejects.toThrow(
    new Error(
      `Port ${port} of 127.0.0.1 is in use by another program. Choose another port, or 0 for any free one.`,
    ),
  );
  expect(await remains()).toEqual([]);
  other.close();
});

/** What would keep this process alive; the test runner has timers of its own. */
function openThings(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /Server|UDP|Process/.test(name));
}
