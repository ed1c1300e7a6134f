import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compilePattern } from './filters.ts';
import { createEc2World } from './testing/world.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0';

async function ask(form: Record<string, string>): Promise<readonly [number, string]> {
  const { dispatch } = createEc2World();
  const answer = await dispatch({
    ...{ method: 'POST', path: '/', query: {}, headers: { authorization: SIGNED } },
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  });
  return [answer.status, new TextDecoder().decode(answer.body)];
}

const VERSION = { Version: '2016-11-15' };

describe("EC2's variant of the query protocol", () => {
  test('takes flat lists and answers sets of items', async () => {
    const [status, xml] = await ask({
      ...{ ...VERSION, Action: 'DescribeSubnets' },
      'Filter.1.Name': 'vpc-id',
      'Filter.1.Value.1': 'vpc-0a1b2c3d',
      'SubnetId.1': 'subnet-0a1b2c3d',
    });
    expect(status).toBe(200);
    expect(xml).toContain(
      '<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>',
    );
    expect(xml).toMatch(/<subnetSet><item>.*<subnetId>subnet-0a1b2c3d<\/subnetId>.*<\/item><\/subnetSet>/);
  });

  test.each([
    [
      { ...VERSION, Action: 'DescribeVpcs', 'VpcId.1': 'vpc-1' },
      400,
      'InvalidVpcID.NotFound',
      'The vpc ID &#39;vpc-1&#39; does not exist',
    ],
    [
      { ...VERSION, Action: 'DescribeMoons' },
      400,
      'InvalidAction',
      'The action DescribeMoons is not valid for this web service.',
    ],
    [{ ...VERSION }, 400, 'MissingAction', 'The request must contain the parameter Action.'],
    [{ Action: 'DescribeVpcs' }, 400, 'MissingParameter', 'The request must contain the parameter Version'],
    [
      { Action: 'DescribeVpcs', Version: '2000-01-01' },
      400,
      'NoSuchVersion',
      'The requested version (2000-01-01) of service AmazonEC2 does not exist',
    ],
    [
      { ...VERSION, Action: 'RunInstances' },
      501,
      'NotImplemented',
      'The embedded AWS does not implement ec2:RunInstances.',
    ],
  ])('puts errors into an envelope of its own: %j', async (form, status, code, message) => {
    const [seen, xml] = await ask(form as unknown as Record<string, string>);
    expect(seen).toBe(status);
    expect(xml).toContain(
      `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors>`,
    );
  });
});

describe('EC2', () => {
  test('leaves out what an account of another region has not', async () => {
    const { clientIn } = createEc2World();
    const { Subnets = [] } = await clientIn('us-east-1').describeSubnets({});
    expect(Subnets[0]).toMatchObject({ AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az2' });
    expect((await clientIn('us-east-1').describeNetworkInterfaces({})).NetworkInterfaces).toEqual([]);
  });

  test('counts the addresses that are left', async () => {
    const { ec2 } = createEc2World();
    const { Subnets = [] } = await ec2.describeSubnets({ SubnetIds: ['subnet-0a1b2c3d'] });
    expect(Subnets[0]?.AvailableIpAddressCount).toBe(256 - 5 - 1);
  });

  test('finds groups of the default VPC by name', async () => {
    const { ec2 } = createEc2World();
    const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupNames: ['default'] });
    expect(SecurityGroups).toHaveLength(1);
    await expect(ec2.describeSecurityGroups({ GroupNames: ['web'] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
      message: "The security group 'web' does not exist in default VPC 'vpc-0e1bedded0a55e550'",
    });
  });

  test.each([
    [() => createEc2World().ec2.describeSubnets({ MaxResults: 1001 }), 'InvalidParameterValue'],
    [() => createEc2World().ec2.describeSubnets({ NextToken: 'made up' }), 'InvalidNextToken'],
    [
      () => createEc2World().ec2.describeNetworkInterfaces({ NetworkInterfaceIds: ['eni-1'] }),
      'InvalidNetworkInterfaceId.Malformed',
    ],
    [
      () => createEc2World().ec2.describeAvailabilityZones({ ZoneNames: ['eu-west-1z'] }),
      'InvalidParameterValue',
    ],
    [
      () =>
        createEc2World().ec2.describeSubnets({ Filters: [{ Name: 'state', Values: Array(201).fill('a') }] }),
      'FilterLimitExceeded',
    ],
  ])('refuses: %s', async (call, name) => {
    await expect(call()).rejects.toMatchObject({ name });
  });
});

describe('wildcards', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', '\\*', '\\?', '\\\\');

  test('match as the same regular expression would', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\'), maxLength: 8 }),
        (pieces, value) => {
          const source = pieces
            .map((text) =>
              text === '*' ? '[^]*' : text === '?' ? '[^]' : text.startsWith('\\') ? text : `[${text}]`,
            )
            .join('');
          expect(compilePattern(pieces.join(''))(value)).toBe(new RegExp(`^${source}$`).test(value));
        },
      ),
    );
  });

  test('never take long', () => {
    expect(compilePattern(`${'*a'.repeat(2000)}b`)('a'.repeat(4000))).toBe(false);
  });
});
