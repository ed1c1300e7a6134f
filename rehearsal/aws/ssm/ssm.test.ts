import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersCommand,
  type ParameterTier,
  type ParameterType,
  PutParameterCommand,
  type PutParameterCommandInput,
  paginateGetParametersByPath,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { describe, expect, test } from '@jest/globals';
import { createDispatch } from '../kernel/dispatch.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createSsm } from './ssm.ts';

function setUp() {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const dispatch = createDispatch([createSsm({ clock }).service], {
    clock,
    random: createRandom(1),
    onCall: () => {},
  });
  return new SSMClient(inProcessClient(dispatch));
}

const create = (Name: string, Value = 'value') => new PutParameterCommand({ Name, Value, Type: 'String' });

describe('Parameter Store', () => {
  test('only one of two creators gets the name', async () => {
    const ssm = setUp();
    expect(await ssm.send(create('/platform/lease/1', 'first'))).toMatchObject({
      Version: 1,
      Tier: 'Standard',
    });
    await expect(ssm.send(create('/platform/lease/1', 'second'))).rejects.toMatchObject({
      name: 'ParameterAlreadyExists',
    });
    const read = await ssm.send(new GetParameterCommand({ Name: '/platform/lease/1' }));
    expect(read.Parameter).toMatchObject({
      Value: 'first',
      Version: 1,
      ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/platform/lease/1',
      LastModifiedDate: new Date(Date.UTC(2026, 0, 1)),
    });
  });

  test('every overwrite raises the version, and old versions stay readable', async () => {
    const ssm = setUp();
    await ssm.send(create('/a', 'one'));
    const { Version } = await ssm.send(
      new PutParameterCommand({ Name: '/a', Value: 'two', Overwrite: true }),
    );
    expect(Version).toBe(2);
    expect((await ssm.send(new GetParameterCommand({ Name: '/a:1' }))).Parameter?.Value).toBe('one');
    const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: '/a' }));
    expect(Parameters?.map(({ Value }) => Value)).toEqual(['one', 'two']);
  });

  test('a path is read in pages of ten, each parameter once, no deeper than asked', async () => {
    const ssm = setUp();
    const names = Array.from({ length: 23 }, (_, index) => `/p/${String(index).padStart(2, '0')}`);
    for (const name of [...names, '/p/deep/er', '/other']) await ssm.send(create(name));
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: '/p' })) {
      pages.push((page.Parameters ?? []).map(({ Name }) => Name));
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(names);
    const all: unknown[] = [];
    for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: '/p', Recursive: true })) {
      all.push(...(page.Parameters ?? []));
    }
    expect(all).toHaveLength(24);
  });

  test('a standard value holds 4,096 characters and not one more', async () => {
    const ssm = setUp();
    await ssm.send(create('/long', 'x'.repeat(4096)));
    await expect(ssm.send(create('/longer', 'x'.repeat(4097)))).rejects.toThrow(
      'Standard tier parameters support a maximum parameter value of 4096 characters.',
    );
  });

  test('a SecureString shows its value only to who asks for decryption', async () => {
    const ssm = setUp();
    await ssm.send(new PutParameterCommand({ Name: '/s', Value: 'hush', Type: 'SecureString' }));
    const [plain, hidden] = await Promise.all([
      ssm.send(new GetParameterCommand({ Name: '/s', WithDecryption: true })),
      ssm.send(new GetParameterCommand({ Name: '/s' })),
    ]);
    expect(plain.Parameter?.Value).toBe('hush');
    expect(hidden.Parameter?.Value).not.toContain('hush');
  });

  test('what is not there is named', async () => {
    const ssm = setUp();
    await ssm.send(create('/here'));
    await ssm.send(new DeleteParameterCommand({ Name: '/here' }));
    await expect(ssm.send(new GetParameterCommand({ Name: '/here' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    const { InvalidParameters } = await ssm.send(new GetParametersCommand({ Names: ['/here'] }));
    expect(InvalidParameters).toEqual(['/here']);
  });

  test('what the API does not know is refused, and nothing is written', async () => {
    const ssm = setUp();
    const put = (input: Partial<PutParameterCommandInput>) =>
      ssm.send(new PutParameterCommand({ Name: '/x', Value: 'v', Type: 'String', ...input }));
    const refusal = (message: string) => ({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
    await expect(put({ Type: 'Text' as ParameterType })).rejects.toMatchObject(
      refusal("Value 'Text' at 'type'"),
    );
    await expect(put({ Tier: 'Big' as ParameterTier })).rejects.toMatchObject(
      refusal("Value 'Big' at 'tier'"),
    );
    await expect(put({ DataType: 'json' })).rejects.toMatchObject(refusal("Value 'json' at 'dataType'"));
    await expect(put({ DataType: 'aws:ec2:image' })).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(ssm.send(new GetParameterCommand({ Name: '/x' }))).rejects.toThrow(
      'Parameter /x not found.',
    );
  });

  test.each([0, 11])('%i names are not one to ten', async (count) => {
    const ssm = setUp();
    const Names = Array.from({ length: count }, (_, index) => `/n${index}`);
    for (const command of [new GetParametersCommand({ Names }), new DeleteParametersCommand({ Names })]) {
      await expect(ssm.send(command as GetParametersCommand)).rejects.toThrow(
        /at 'names'.*Member must have length/,
      );
    }
  });

  test.each([0, 51])('a page of %i versions is refused', async (MaxResults) => {
    const ssm = setUp();
    await ssm.send(create('/h'));
    await expect(ssm.send(new GetParameterHistoryCommand({ Name: '/h', MaxResults }))).rejects.toThrow(
      `MaxResults must lie between 1 and 50, not ${MaxResults}.`,
    );
  });

  test('a version that is not there is told from a parameter that is not there', async () => {
    const ssm = setUp();
    await ssm.send(create('/v'));
    await expect(ssm.send(new GetParameterCommand({ Name: '/v:7' }))).rejects.toMatchObject({
      name: 'ParameterVersionNotFound',
      message: 'Systems Manager could not find version 7 of /v. Verify the version and try again.',
    });
    const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/v';
    await expect(ssm.send(new GetParameterCommand({ Name: arn }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });

  test('an advanced parameter stays one', async () => {
    const ssm = setUp();
    const put = (Tier?: ParameterTier, Value = 'v') =>
      ssm.send(
        new PutParameterCommand({
          Name: '/t',
          Value,
          Type: 'String',
          Overwrite: true,
          ...(Tier && { Tier }),
        }),
      );
    expect((await put('Intelligent-Tiering')).Tier).toBe('Standard');
    expect((await put('Intelligent-Tiering', 'x'.repeat(4097))).Tier).toBe('Advanced');
    expect((await put()).Tier).toBe('Advanced');
    await expect(put('Standard')).rejects.toThrow('This parameter uses the advanced-parameter tier.');
  });

  test.each(['aws/x', '/ssm/x', 'a/b', '/a//b', '/a b'])('the name %s is refused', async (name) => {
    await expect(setUp().send(create(name))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
