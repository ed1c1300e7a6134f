import * as ecs from '@aws-sdk/client-ecs';
import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  type ModifyListenerInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { createSts } from '../sts/sts.ts';
import { createDispatch, type JournalEntry } from './dispatch.ts';
import { AwsError } from './errors.ts';
import { inProcessClient } from './in-process.ts';
import { createRandom } from './random.ts';
import { defineService, type Operations } from './service.ts';
import { createVirtualClock } from './virtual-clock.ts';

function setUp(operations: { ecs?: Operations; elbv2?: Operations }) {
  const journal: JournalEntry[] = [];
  const services = [
    createSts().service,
    defineService(ecs, new ECSClient({ region: 'x' }), operations.ecs ?? {}),
    defineService(elbv2, new ElasticLoadBalancingV2Client({ region: 'x' }), operations.elbv2 ?? {}),
  ];
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const dispatch = createDispatch(services, {
    clock,
    random: createRandom(1),
    onCall: (entry) => journal.push(entry),
  });
  return { dispatch, journal };
}

describe('dispatch', () => {
  test('the access key decides the account, and the signature the region', async () => {
    const { dispatch, journal } = setUp({});
    const stranger = new STSClient(inProcessClient(dispatch));
    const tenant = new STSClient(
      inProcessClient(dispatch, { accessKeyId: '210987654321', region: 'us-west-2' }),
    );
    expect((await stranger.send(new GetCallerIdentityCommand())).Account).toBe('123456789012');
    expect((await tenant.send(new GetCallerIdentityCommand())).Account).toBe('210987654321');
    expect(journal.map(({ call }) => [call.operation, call.account, call.region])).toEqual([
      ['GetCallerIdentity', '123456789012', 'eu-west-1'],
      ['GetCallerIdentity', '210987654321', 'us-west-2'],
    ]);
  });

  test('nested query input arrives as it was sent, and XML comes back as the client reads it', async () => {
    const sent: ModifyListenerInput = {
      ListenerArn: 'arn:listener',
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: 'arn:blue', Weight: 0 },
              { TargetGroupArn: 'arn:green & <co>', Weight: 100 },
            ],
            TargetGroupStickinessConfig: { Enabled: false },
          },
        },
      ],
    };
    let received: unknown;
    const { dispatch } = setUp({
      elbv2: {
        ModifyListener: (input) => {
          received = input;
          return { Listeners: [{ ListenerArn: input.ListenerArn, DefaultActions: input.DefaultActions }] };
        },
      },
    });
    const client = new ElasticLoadBalancingV2Client(inProcessClient(dispatch));
    const answer = await client.send(new ModifyListenerCommand(sent));
    expect(received).toEqual(sent);
    expect(answer.Listeners).toEqual([sent]);
  });

  test.each([
    ['json', 'ClusterNotFoundException'],
    ['query', 'RuleNotFound'],
  ])('an error of the %s protocol reaches the client as its own class', async (_protocol, code) => {
    const refuse = () => {
      throw new AwsError(code, 'Not here & not <there>.');
    };
    const { dispatch, journal } = setUp({ ecs: { ListClusters: refuse }, elbv2: { DescribeRules: refuse } });
    const call =
      code === 'RuleNotFound'
        ? new ElasticLoadBalancingV2Client(inProcessClient(dispatch)).send(new DescribeRulesCommand())
        : new ECSClient(inProcessClient(dispatch)).send(new ListClustersCommand());
    const error = await call.catch((caught: Error) => caught);
    expect(error).toBeInstanceOf(
      code === 'RuleNotFound' ? elbv2.RuleNotFoundException : ecs.ClusterNotFoundException,
    );
    expect((error as Error).message).toBe('Not here & not <there>.');
    expect(journal.at(-1)?.error).toBe(code);
  });

  test('what is not implemented says so, in the protocol of the call', async () => {
    const { dispatch } = setUp({});
    const json = () => new ECSClient(inProcessClient(dispatch)).send(new ListClustersCommand());
    const query = () =>
      new ElasticLoadBalancingV2Client(inProcessClient(dispatch)).send(new DescribeRulesCommand());
    await expect(json()).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The embedded AWS does not implement ecs:ListClusters.',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(query()).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
  });

  test.each([
    ['query', {}, 'Action=DescribeVpcs&Version=2016-11-15', 'text/xml', 'ec2:DescribeVpcs'],
    ['json', { 'x-amz-target': 'Lambda.Invoke' }, '{}', 'application/x-amz-json-1.1', 'ec2:Invoke'],
    ['REST', {}, '', 'application/x-amz-json-1.1', 'ec2:GET /functions'],
  ])(
    'a %s call of a service that is not there is named, in its protocol',
    async (_, target, body, type, name) => {
      const { dispatch } = setUp({});
      const answer = await dispatch({
        ...{ method: 'GET', path: '/functions', query: {} },
        headers: { ...target, authorization: signature('ec2') },
        body: new TextEncoder().encode(body),
      });
      expect([answer.status, answer.headers['content-type']]).toEqual([501, type]);
      expect(new TextDecoder().decode(answer.body)).toContain(`does not implement ${name}.`);
    },
  );

  test('a call without signature is refused', async () => {
    const { dispatch } = setUp({});
    const answer = await dispatch({
      method: 'POST',
      path: '/',
      query: {},
      headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' },
      body: new TextEncoder().encode('{}'),
    });
    expect(answer.status).toBe(403);
    expect(new TextDecoder().decode(answer.body)).toContain('MissingAuthenticationToken');
  });

  test('a body that is not JSON is refused as AWS does, not a crash', async () => {
    const { dispatch } = setUp({ ecs: { ListClusters: () => ({}) } });
    const answer = await dispatch({
      method: 'POST',
      path: '/',
      query: {},
      headers: {
        'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters',
        authorization: signature('ecs'),
      },
      body: new TextEncoder().encode('{"a":'),
    });
    expect(answer.status).toBe(400);
    expect(new TextDecoder().decode(answer.body)).toContain('SerializationException');
  });

  test('an operation name that the service does not have is a slip found at once', () => {
    expect(() => defineService(ecs, new ECSClient({ region: 'x' }), { ListClutsers: () => ({}) })).toThrow(
      'ecs has no operation ListClutsers',
    );
  });
});

function signature(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
