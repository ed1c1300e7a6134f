import { ECR } from '@aws-sdk/client-ecr';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../testing/virtual-aws.ts';
import type { ApiRequest } from './kernel/http.ts';
import { inProcessClient } from './kernel/in-process.ts';

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

const encode = (value: object) => new TextEncoder().encode(JSON.stringify(value));

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

  test('is told what a scan finds', async () => {
    const ecr = new ECR(inProcessClient(world.aws.dispatch));
    const repositoryName = 'scanned';
    await ecr.createRepository({ repositoryName });
    const image = { repository: repositoryName, tag: '1' };
    await world.aws.pushImage({
      ...{ ...image, place: { account: '123456789012', region: 'eu-west-1' } },
      ...{ layers: [], architecture: 'amd64' },
    });
    const finding = { name: 'CVE-2026-1', severity: 'CRITICAL' };
    const put = (body: object) => ask('/_embedded/scans', { method: 'PUT', body: encode(body) });
    expect(put({ ...image, findings: [{ ...finding, severity: 'BAD' }] }).status).toBe(400);
    expect(put({ ...image, findings: [finding] })).toMatchObject({ status: 200 });
    const imageId = { imageTag: '1' };
    await ecr.startImageScan({ repositoryName, imageId });
    await world.clock.run(new Promise<void>((resolve) => world.clock.after(60_000, resolve)));
    const { imageScanFindings } = await ecr.describeImageScanFindings({ repositoryName, imageId });
    expect(imageScanFindings?.findings).toEqual([finding]);
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

  test.each([
    ['http://evil.example', { host: 'evil.example:4510' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a page whose name leads to this machine: %s', (_page, headers) => {
    expect(ask('/_embedded/calls', { headers: { host: '127.0.0.1:4510', ...headers } }).status).toBe(403);
    for (const host of ['127.0.0.1:4510', 'localhost:4510', '[::1]:4510', '127.66.0.1']) {
      expect(ask('/_embedded/calls', { headers: { host } }).status).toBe(200);
    }
  });

  test('begins, shows and ends faults, and lets acts happen', async () => {
    const { ports, aws } = world;
    const fault = { kind: 'unavailable', operation: 'ListClusters', accessKeyId: 'SOMEBODY' };
    const begun = ask('/_embedded/faults', { method: 'POST', body: encode(fault) });
    expect(begun).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    const { id } = begun.body;
    expect(ask('/_embedded/faults').body).toEqual({ faults: [{ id, fault, hits: 0 }] });
    expect(aws.faults.list()).toHaveLength(1);
    await ports.ecs.listClusters({});
    expect(ask(`/_embedded/faults/${id}`, { method: 'DELETE' }).status).toBe(200);
    expect(ask(`/_embedded/faults/${id}`, { method: 'DELETE' }).status).toBe(404);
    ask('/_embedded/faults', { method: 'POST', body: encode({ kind: 'capacity-shortage' }) });
    expect(ask('/_embedded/faults', { method: 'DELETE' }).status).toBe(200);
    expect(aws.faults.list()).toEqual([]);
    const act = { kind: 'kill-machine', subnet: 'subnet-0a1b2c3d' };
    expect(ask('/_embedded/faults', { method: 'POST', body: encode(act) })).toMatchObject({
      status: 200,
      body: { tasks: [] },
    });
  });

  test.each([
    ['{"kind":', 'The body is not JSON.'],
    ['[]', /^kind: .* received undefined$/],
    ['{"kind":"meteor"}', /^kind: Invalid type: Expected .*"throttled".* but received "meteor"$/],
    ['{"kind":"throttled","counts":1}', /^counts: Invalid key: Expected never but received "counts"$/],
    ['{"kind":"throttled","count":0}', /^count: Invalid value: Expected >=1 but received 0$/],
    ['{"kind":"throttled","probability":2}', /^probability: /],
    ['{"kind":"node-lag"}', /^milliseconds: Invalid key: Expected "milliseconds" but received undefined$/],
    ['{"kind":"kill-task","task":""}', /^task: /],
  ])('refuses the fault %s', (body, message) => {
    const answer = ask('/_embedded/faults', { method: 'POST', body: Buffer.from(body) });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(message) } });
  });

  test('refuses other paths and methods', () => {
    expect(ask('/_embedded/')).toMatchObject({
      status: 404,
      body: { message: 'The embedded AWS has no /_embedded/.' },
    });
    expect(ask('/_embedded/faults', { method: 'PUT' }).status).toBe(405);
    expect(ask('/_embedded/faults/x', { method: 'GET' }).status).toBe(405);
    expect(ask('/_embedded/calls/x').status).toBe(404);
    expect(ask('/_embedded/calls', { method: 'DELETE' })).toMatchObject({
      status: 405,
      body: { message: 'DELETE is not understood here.' },
    });
  });
});
