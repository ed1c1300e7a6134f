import * as sdk from '@aws-sdk/client-cloudwatch';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createDispatch, type Dispatch } from '../dispatch.ts';
import { AwsError } from '../errors.ts';
import type { ApiRequest, ApiResponse } from '../http.ts';
import { inProcessClient } from '../in-process.ts';
import { createRandom } from '../random.ts';
import { defineService } from '../service.ts';
import { createVirtualClock } from '../virtual-clock.ts';

const FROM = new Date(Date.UTC(2026, 0, 1, 12, 0, 0, 250));
const DATUM = {
  MetricName: 'Requests',
  Timestamp: FROM,
  Value: 0.5,
  Dimensions: [{ Name: 'a', Value: 'ü&<' }],
};

/** A CloudWatch that repeats what it was told, and knows no alarm. */
const received: unknown[] = [];
const service = defineService(sdk, new sdk.CloudWatchClient({ region: 'x' }), {
  PutMetricData(input) {
    received.push(input);
    return {};
  },
  GetMetricStatistics: (input: sdk.GetMetricStatisticsInput): sdk.GetMetricStatisticsOutput => ({
    Label: input.MetricName,
    Datapoints: [{ Timestamp: input.StartTime, Sum: input.Period, Average: 1.25 }],
  }),
  SetAlarmState() {
    throw new AwsError('ResourceNotFound', 'Unknown alarm <a> & co');
  },
  DeleteAlarms() {
    throw new AwsError('InvalidParameterValueException', 'Not that');
  },
});

let dispatch: Dispatch;
let requests: ApiRequest[];
let answers: ApiResponse[];
beforeEach(() => {
  received.length = 0;
  requests = [];
  answers = [];
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const serve = createDispatch([service], { clock, random: createRandom(1), onCall: () => {} });
  dispatch = async (request) => {
    requests.push(request);
    const answer = await serve(request);
    answers.push(answer);
    return answer;
  };
});

type Spoken = 'json' | 'cbor';
function clientFor(spoken: Spoken): sdk.CloudWatch {
  const cbor = spoken === 'cbor' ? { protocol: AwsSmithyRpcV2CborProtocol } : {};
  return new sdk.CloudWatch({ ...inProcessClient(dispatch), ...cbor });
}

describe.each<[Spoken, string]>([
  ['json', 'application/x-amz-json-1.0'],
  ['cbor', 'application/cbor'],
])('CloudWatch in %s', (spoken, type) => {
  test('takes what was sent, and its answer reads the same', async () => {
    const client = clientFor(spoken);
    await client.putMetricData({ Namespace: 'Site', MetricData: [DATUM] });
    expect(received).toEqual([{ Namespace: 'Site', MetricData: [DATUM] }]);
    const answer = await client.getMetricStatistics({
      ...{ Namespace: 'Site', MetricName: 'Requests', StartTime: FROM, EndTime: FROM, Period: 60 },
    });
    expect(answer.Datapoints).toEqual([{ Timestamp: FROM, Sum: 60, Average: 1.25 }]);
    expect(answers.map(({ headers }) => headers['content-type'])).toEqual([type, type]);
  });

  test('takes a large input, which its client compresses', async () => {
    const MetricData = Array.from({ length: 200 }, () => DATUM);
    await clientFor(spoken).putMetricData({ Namespace: 'Site', MetricData });
    expect(requests[0]?.headers['content-encoding']).toBe('gzip');
    expect(received).toEqual([{ Namespace: 'Site', MetricData }]);
  });

  test('refuses a body that is not compressed although it says so', async () => {
    await clientFor(spoken).putMetricData({ Namespace: 'Site' });
    const [sent] = requests;
    if (!sent) throw new Error('nothing was sent');
    const headers = { ...sent.headers, 'content-encoding': 'gzip' };
    const { status, body } = await dispatch({ ...sent, headers });
    expect(status).toBe(400);
    expect(new TextDecoder().decode(body)).toContain('com.amazon.coral.service#SerializationException');
  });

  test('names an error by its shape, and by its query code beside it', async () => {
    const client = clientFor(spoken);
    const state = { AlarmName: 'a', StateValue: 'OK', StateReason: 'r' } as const;
    await expect(client.setAlarmState(state)).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: 'Unknown alarm <a> & co',
      $metadata: { httpStatusCode: 404 },
    });
    const error = await client.deleteAlarms({ AlarmNames: ['a'] }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(sdk.InvalidParameterValueException);
    expect(error).toMatchObject({ Code: 'InvalidParameterValue', Type: 'Sender' });
    expect(answers[1]?.headers['x-amzn-query-error']).toBe('InvalidParameterValue;Sender');
  });
});

test('a client forced to CBOR speaks nothing else', async () => {
  await clientFor('cbor').putMetricData({ Namespace: 'Site', MetricData: [DATUM] });
  expect(requests[0]).toMatchObject({
    path: '/service/GraniteServiceVersion20100801/operation/PutMetricData',
    headers: { 'smithy-protocol': 'rpc-v2-cbor' },
  });
  expect(answers[0]?.headers['smithy-protocol']).toBe('rpc-v2-cbor');
});

describe('CloudWatch in query, as older clients speak it', () => {
  async function ask(form: Record<string, string>): Promise<readonly [number, string]> {
    const body = new URLSearchParams({ Version: '2010-08-01', ...form }).toString();
    const { status, body: answer } = await dispatch({
      ...{ method: 'POST', path: '/', query: {}, body: new TextEncoder().encode(body) },
      headers: { authorization: SIGNED, 'content-type': 'application/x-www-form-urlencoded' },
    });
    return [status, new TextDecoder().decode(answer)];
  }

  test('takes form fields and answers XML', async () => {
    await ask({
      Action: 'PutMetricData',
      Namespace: 'Site',
      'MetricData.member.1.MetricName': 'Requests',
      'MetricData.member.1.Timestamp': FROM.toISOString(),
      'MetricData.member.1.Value': '0.5',
      'MetricData.member.1.Dimensions.member.1.Name': 'a',
      'MetricData.member.1.Dimensions.member.1.Value': 'ü&<',
    });
    expect(received).toEqual([{ Namespace: 'Site', MetricData: [DATUM] }]);
    const [status, xml] = await ask({
      ...{ Action: 'GetMetricStatistics', Namespace: 'Site', MetricName: 'Requests', Period: '60' },
      ...{ StartTime: FROM.toISOString(), EndTime: FROM.toISOString() },
    });
    expect(status).toBe(200);
    expect(xml).toContain(
      '<GetMetricStatisticsResult><Label>Requests</Label><Datapoints><member><Timestamp>2026-01-01T12:00:00.250Z<',
    );
  });

  test('names errors by their query codes', async () => {
    const alarm = { AlarmName: 'a', StateValue: 'OK', StateReason: 'r' };
    const [status, xml] = await ask({ Action: 'SetAlarmState', ...alarm });
    expect(status).toBe(404);
    expect(xml).toContain(
      '<Code>ResourceNotFound</Code><Message>Unknown alarm &#60;a&#62; &#38; co</Message>',
    );
    const [, other] = await ask({ Action: 'DeleteAlarms', 'AlarmNames.member.1': 'a' });
    expect(other).toContain('<Type>Sender</Type><Code>InvalidParameterValue</Code>');
  });
});

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/monitoring/aws4_request, SignedHeaders=host, Signature=0';
