import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ECS } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Served, serveEmbeddedAws } from './serve.ts';

const ECS_TARGET = 'AmazonEC2ContainerServiceV20141113';
const ELBV2 = 'Version=2015-12-01';

let served: Served;
beforeAll(async () => {
  served = await serveEmbeddedAws({ port: 0, runtime: 'processes', seed: 1 });
});
afterAll(() => served.close());

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** One request as it stands, past everything that a well-behaved client would correct. */
async function send(
  { path = '/', method = 'POST', headers = {} }: { path?: string; method?: string; headers?: object },
  body: Readable | Buffer | string = '',
  agent = new Agent(),
): Promise<Answer> {
  const { hostname, port } = new URL(served.url);
  const request = httpRequest({ hostname, port, path, method, agent, headers: { ...headers } });
  if (body instanceof Readable) body.pipe(request);
  else request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, text: await text(response) };
}

function signed(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

const json = (operation: string) => ({
  headers: { authorization: signed('ecs'), 'x-amz-target': `${ECS_TARGET}.${operation}` },
});
const form = { headers: { authorization: signed('elasticloadbalancing') } };

async function expectAlive(): Promise<void> {
  const client = new STSClient({ endpoint: served.url, region: 'eu-west-1', credentials: KEY });
  expect((await client.send(new GetCallerIdentityCommand())).Account).toBe('123456789012');
  client.destroy();
}
const KEY = { accessKeyId: 'KEY', secretAccessKey: 'secret' };

describe('one endpoint', () => {
  test('answers AWS, the registry and the control API', async () => {
    await expectAlive();
    const registry = await send({ method: 'GET', path: '/v2/' });
    expect([registry.status, JSON.parse(registry.text).errors[0].code]).toEqual([401, 'UNAUTHORIZED']);
    const control = await send({ method: 'GET', path: '/_embedded/endpoints' });
    expect([control.status, JSON.parse(control.text)]).toEqual([200, { listeners: {} }]);
  });

  test('carries one call after the other on a connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let connections = 0;
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (...given) => {
      connections += 1;
      return create(...given);
    };
    const paths = ['/', '/v2/', '/_embedded/calls', '//', '/'];
    for (const path of paths) await send({ method: 'GET', path }, '', agent);
    expect(connections).toBe(1);
    agent.destroy();
  });
});

describe('a body that is too large', () => {
  const SIZE = 25 * 1024 * 1024;
  const refusal = {
    __type: 'RequestEntityTooLarge',
    message: expect.stringContaining('larger than 25165824'),
  };

  test.each(['/', '/_embedded/calls'])(
    'is refused at %s, and the next call on the connection answered',
    async (path) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const answer = await send({ path, headers: { 'content-length': SIZE } }, Buffer.alloc(SIZE), agent);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([413, refusal]);
      expect((await send({ method: 'GET', path: '/_embedded/calls' }, '', agent)).status).toBe(200);
      agent.destroy();
    },
  );

  test('is refused as well when it comes in chunks that do not say how many', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    const answer = await send(json('ListClusters'), Readable.from(Array(25).fill(chunk)));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, refusal]);
  });

  test('may have the size that an image layer part has', async () => {
    const headers = {
      authorization: signed('ecr'),
      'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.UploadLayerPart',
    };
    const part = Buffer.alloc(10 * 1024 * 1024).toString('base64');
    const answer = await send(
      { headers },
      JSON.stringify({
        layerPartBlob: part,
        repositoryName: 'absent',
        uploadId: '00000000-0000-4000-8000-000000000000',
        partFirstByte: 0,
        partLastByte: 1,
      }),
    );
    expect([answer.status, JSON.parse(answer.text).__type]).toEqual([400, 'RepositoryNotFoundException']);
  });
});

describe('a malformed request', () => {
  const NESTED = 100_000;

  test.each([
    ['a path of two slashes', { method: 'GET', path: '//' }, '', 403, 'MissingAuthenticationToken'],
    ['a path that is no URL', { ...form, method: 'GET', path: '/%E0%A4%A?%' }, '', 400, 'MissingAction'],
    ['nothing', {}, '', 403, 'MissingAuthenticationToken'],
    ['no version', form, 'Action=DescribeListeners', 400, 'InvalidAction'],
    ['no operation', form, ELBV2, 400, 'MissingAction'],
    [
      'no signature',
      { headers: { 'x-amz-target': `${ECS_TARGET}.ListClusters` } },
      '{}',
      403,
      'MissingAuthenticationToken',
    ],
    [
      'another signature',
      { headers: { ...json('ListClusters').headers, authorization: 'Basic eA==' } },
      '{}',
      400,
      'IncompleteSignature',
    ],
    ['an unknown operation', json('constructor'), '{}', 400, 'UnknownOperationException'],
    ['half of a JSON text', json('ListClusters'), '{"maxResults":', 400, 'SerializationException'],
    [
      'bytes that are no text',
      json('ListClusters'),
      Buffer.from([0xff, 0xfe, 0x00]),
      400,
      'SerializationException',
    ],
    ['a list for the input', json('CreateCluster'), '[]', 400, 'SerializationException'],
    ['a text for the input', json('CreateCluster'), '"web"', 400, 'SerializationException'],
    ['a number for the input', json('CreateCluster'), '5', 400, 'SerializationException'],
    ['an object for a text', json('CreateCluster'), '{"clusterName":{"a":1}}', 400, 'SerializationException'],
    ['a number for a list', json('DescribeClusters'), '{"clusters":7}', 400, 'SerializationException'],
    [
      'deep JSON',
      json('DescribeClusters'),
      `{"clusters":${'['.repeat(NESTED)}${']'.repeat(NESTED)}}`,
      400,
      'SerializationException',
    ],
    ['an unknown form operation', form, `${ELBV2}&Action=toString`, 400, 'InvalidAction'],
    ['a form without names', form, `${ELBV2}&Action=DescribeListeners&=&.=&..=1`, 400, 'ValidationError'],
    [
      'a deep form',
      form,
      `${ELBV2}&Action=DescribeTags&ResourceArns.${'member.'.repeat(NESTED)}1=x`,
      400,
      'MalformedInput',
    ],
    ['a text for a list', form, `${ELBV2}&Action=DescribeTags&ResourceArns=x`, 400, 'MalformedInput'],
    ['a text for a structure', form, `${ELBV2}&Action=CreateRule&Actions.member.1=x`, 400, 'MalformedInput'],
    ['a list for a text', form, `${ELBV2}&Action=CreateRule&ListenerArn.member.1=x`, 400, 'MalformedInput'],
    ['a word for a number', form, `${ELBV2}&Action=CreateRule&Priority=high`, 400, 'MalformedInput'],
    [
      'a word for a boolean',
      form,
      `${ELBV2}&Action=CreateTargetGroup&HealthCheckEnabled=yes`,
      400,
      'MalformedInput',
    ],
  ])('with %s gets an error of AWS’s kind', async (_what, request, body, status, code) => {
    const answer = await send(request, body);
    expect([answer.status, codeOf(answer.text)]).toEqual([status, code]);
  });

  test.each([
    ['that is not HTTP', 'NONSENSE\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'with two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
  ])('%s is answered and ended', async (_what, bytes, answer) => {
    const { hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname);
    socket.write(bytes);
    expect(await text(socket)).toMatch(answer);
    await expectAlive();
  });

  test('that its sender gives up half way disturbs nobody', async () => {
    const { hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname);
    const half = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf';
    await new Promise((written) => socket.write(half, written));
    await expectAlive();
    socket.resetAndDestroy();
    await expectAlive();
  });
});

/** The code of an error as JSON or XML writes it. */
function codeOf(answer: string): string | undefined {
  return /"__type":"(\w+)"|<Code>(\w+)<\/Code>/.exec(answer)?.slice(1).find(Boolean);
}

describe('a fault', () => {
  const post = (fault: object) =>
    send(
      { path: '/_embedded/faults', headers: { 'content-type': 'application/json' } },
      JSON.stringify(fault),
    );

  test.each([
    ['lost-request', []],
    ['lost-answer', [expect.stringMatching('cluster/soon$')]],
  ])('%s resets the connection of its call, and of no other', async (kind, clusters) => {
    const client = new ECS({
      endpoint: served.url,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: kind === 'lost-answer' ? '111111111111' : '222222222222',
        secretAccessKey: 'x',
      },
      maxAttempts: 1,
    });
    expect((await client.listClusters({})).clusterArns).toEqual([]);
    expect((await post({ kind, operation: 'CreateCluster', count: 1 })).status).toBe(201);
    await expect(client.createCluster({ clusterName: 'soon' })).rejects.toThrow('ECONNRESET');
    expect((await client.listClusters({})).clusterArns).toEqual(clusters);
    expect((await client.createCluster({ clusterName: 'soon' })).cluster?.status).toBe('ACTIVE');
    client.destroy();
  });
});
