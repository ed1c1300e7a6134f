import { gzipSync } from 'node:zlib';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ecr from '@aws-sdk/client-ecr';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as ssm from '@aws-sdk/client-ssm';
import { expect } from '@jest/globals';
import { cbor } from '@smithy/core/cbor';
import { conforms } from '../conformance/testing/conforms.ts';
import { createEc2 } from '../ec2/ec2.ts';
import { KERNEL_BEHAVIOURS } from './behaviours.ts';
import { createDispatch } from './dispatch.ts';
import { AwsError } from './errors.ts';
import { createRandom } from './random.ts';
import { defineService } from './service.ts';
import type { ServiceConstraints } from './validation/constraints.ts';
import { findViolations } from './validation/find-violations.ts';
import { describeViolation } from './validation/refuse-invalid.ts';
import { createVirtualClock } from './virtual-clock.ts';

const REGION = { region: 'us-east-1' };
const taken: unknown[] = [];
const take = (input: unknown) => {
  taken.push(input);
  return {};
};
const refuse = (code: string) => () => {
  throw new AwsError(code, 'No.');
};

/** Services with the models of AWS's own and operations that take anything. */
const services = [
  defineService(cloudwatch, new cloudwatch.CloudWatchClient(REGION), {
    PutMetricData: take,
    DeleteAlarms: refuse('InvalidParameterValueException'),
  }),
  defineService(ssm, new ssm.SSMClient(REGION), {
    ...{ PutParameter: take, GetParameters: take, GetParametersByPath: take, GetParameterHistory: take },
    GetParameter: refuse('ParameterNotFound'),
  }),
  defineService(logs, new logs.CloudWatchLogsClient(REGION), { CreateLogGroup: take }),
  defineService(ecr, new ecr.ECRClient(REGION), { DescribeImages: take }),
  defineService(elbv2, new elbv2.ElasticLoadBalancingV2Client(REGION), { CreateTargetGroup: take }),
  createEc2({ listTaskInterfaces: () => [] }).service,
];

const dispatch = createDispatch(services, {
  ...{ clock: createVirtualClock(Date.UTC(2026, 0, 1)), random: createRandom(1), onCall: () => {} },
});

/** One request as it stands on the wire. */
async function send(headers: Record<string, string>, body: string | Uint8Array, path = '/') {
  const credential = 'AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/any/aws4_request';
  const answer = await dispatch({
    ...{ method: 'POST', path, query: {} },
    headers: { authorization: credential, ...headers },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
  return { ...answer, text: new TextDecoder().decode(answer.body) };
}

const GRANITE = 'GraniteServiceVersion20100801';
const json = (target: string, input: object, version = '1.1') =>
  send(
    { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` },
    JSON.stringify(input),
  );
const query = (fields: Record<string, string>) => send({}, new URLSearchParams(fields).toString());
const inCbor = (operation: string, input: object) =>
  send(
    { 'smithy-protocol': 'rpc-v2-cbor' },
    cbor.serialize(input),
    `/service/${GRANITE}/operation/${operation}`,
  );
const toSsm = async (operation: string, input: object) =>
  JSON.parse((await json(`AmazonSSM.${operation}`, input)).text) as { __type: string; message: string };

const DELETE_ALARMS = { Action: 'DeleteAlarms', Version: '2010-08-01', 'AlarmNames.member.1': 'a' };
const ALARMS = { AlarmNames: ['a'] };

conforms(KERNEL_BEHAVIOURS, {
  async 'json-version'() {
    for (const version of ['1.0', '1.1']) {
      const { headers } = await json(`${GRANITE}.PutMetricData`, { Namespace: 'a' }, version);
      expect(headers['content-type']).toBe(`application/x-amz-json-${version}`);
    }
  },

  async 'json-namespaces'() {
    const { text } = await json(`${GRANITE}.DeleteAlarms`, ALARMS, '1.0');
    expect(JSON.parse(text).__type).toBe('com.amazonaws.cloudwatch#InvalidParameterValueException');
    expect((await toSsm('GetParameter', { Name: '/a' })).__type).toBe('ParameterNotFound');
  },

  async 'query-error-header'() {
    const header = 'InvalidParameterValue;Sender';
    const answers = [
      await json(`${GRANITE}.DeleteAlarms`, ALARMS, '1.0'),
      await inCbor('DeleteAlarms', ALARMS),
    ];
    expect(answers.map(({ headers }) => headers['x-amzn-query-error'])).toEqual([header, header]);
    expect((await json('AmazonSSM.GetParameter', { Name: '/a' })).headers).not.toHaveProperty(
      'x-amzn-query-error',
    );
  },

  async 'query-codes'() {
    expect((await query(DELETE_ALARMS)).text).toContain('<Code>InvalidParameterValue</Code>');
  },

  async 'several-protocols'() {
    const answers = [
      await json(`${GRANITE}.DeleteAlarms`, ALARMS, '1.0'),
      await query(DELETE_ALARMS),
      await inCbor('DeleteAlarms', ALARMS),
    ];
    const types = ['application/x-amz-json-1.0', 'text/xml', 'application/cbor'];
    expect(answers.map(({ headers }) => headers['content-type'])).toEqual(types);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  },

  async 'cbor-header'() {
    const { status, headers } = await inCbor('PutMetricData', { Namespace: 'a' });
    expect([status, headers['smithy-protocol']]).toEqual([200, 'rpc-v2-cbor']);
  },

  async 'ec2-envelope'() {
    const { text } = await query({ Action: 'DescribeMoons', Version: '2016-11-15' });
    expect(text).toContain('<Response><Errors><Error><Code>InvalidAction</Code>');
  },

  async compression() {
    const headers = { 'x-amz-target': `${GRANITE}.PutMetricData`, 'content-encoding': 'gzip' };
    expect((await send(headers, gzipSync('{"Namespace":"zipped"}'))).status).toBe(200);
    expect(taken.at(-1)).toEqual({ Namespace: 'zipped' });
  },

  async 'unknown-operation'() {
    expect((await toSsm('GetMoon', {})).__type).toBe('UnknownOperationException');
    const { text } = await query({ Action: 'DescribeMoons', Version: '2015-12-01' });
    expect(text).toContain(
      '<Code>InvalidAction</Code><Message>Could not find operation DescribeMoons for version 2015-12-01<',
    );
  },

  async 'wrong-version'() {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/elasticloadbalancing/aws4_request';
    const { text } = await send({ authorization }, 'Action=CreateTargetGroup&Name=a');
    expect(text).toContain('Could not find operation CreateTargetGroup for version NO_VERSION_SPECIFIED');
  },

  async kinds() {
    const { __type, message } = await toSsm('GetParametersByPath', { Path: '/', MaxResults: '2' });
    expect([__type, message]).toEqual([
      'SerializationException',
      'STRING_VALUE can not be converted to an Integer',
    ]);
  },

  async required() {
    expect((await toSsm('GetParameter', {})).message).toBe(
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    );
  },

  async 'all-violations'() {
    const { message } = await toSsm('GetParameterHistory', { MaxResults: 0 });
    expect(message).toMatch(
      /^2 validation errors detected: Value null at 'name' .*; Value '0' at 'maxResults' /,
    );
  },

  async enums() {
    const { message } = await toSsm('PutParameter', { Name: '/a', Value: 'v', Type: 'Text' });
    expect(message).toContain(
      "'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String,",
    );
  },

  async ranges() {
    const { message: ofNumber } = await toSsm('GetParametersByPath', { Path: '/', MaxResults: 11 });
    expect(ofNumber).toContain('Member must have value less than or equal to 10');
    const { message: ofList } = await toSsm('GetParameters', { Names: [] });
    expect(ofList).toContain('Member must have length greater than or equal to 1');
  },

  async patterns() {
    const { text } = await json('Logs_20140328.CreateLogGroup', { logGroupName: 'right wrong' });
    expect(JSON.parse(text).message).toContain('Member must satisfy regular expression pattern: [');
  },

  async 'plain-items'() {
    expect((await toSsm('GetParameters', { Names: ['a', ''] })).message).toContain(
      "Value '[a, ]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less",
    );
  },

  secrets() {
    const constraints: ServiceConstraints = {
      ...{ notice: '', operations: { Put: 'PutRequest' } },
      shapes: { PutRequest: { members: { Word: 'Word' } }, Word: { min: 5, sensitive: true } },
    };
    expect(findViolations(constraints, 'Put', { Word: 'tell' }).map(describeViolation)).toEqual([
      "Value at 'word' failed to satisfy constraint: Member must have length greater than or equal to 5",
    ]);
  },

  async 'codes-by-service'() {
    expect((await toSsm('GetParameter', {})).__type).toBe('ValidationException');
    const { text } = await json('Logs_20140328.CreateLogGroup', {});
    expect(JSON.parse(text).__type).toBe('InvalidParameterException');
    const form = { Action: 'CreateTargetGroup', Version: '2015-12-01', Name: 'a', Port: '0' };
    expect((await query(form)).text).toContain('<Code>ValidationError</Code>');
  },

  async 'ecr-words'() {
    const input = { repositoryName: 'web', maxResults: 0, imageIds: [] };
    const { text } = await json('AmazonEC2ContainerRegistry_V20150921.DescribeImages', input);
    expect(JSON.parse(text).message).toBe(
      "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length greater than or equal to 1'",
    );
  },

  async 'whole-numbers'() {
    const { __type } = await toSsm('GetParametersByPath', { Path: '/', MaxResults: 1.5 });
    expect(__type).toBe('SerializationException');
  },
});
