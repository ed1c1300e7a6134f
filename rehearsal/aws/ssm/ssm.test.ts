import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersCommand,
  PutParameterCommand,
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

  test.each(['aws/x', '/ssm/x', 'a/b', '/a//b', '/a b'])('the name %s is refused', async (name) => {
    await expect(setUp().send(create(name))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
