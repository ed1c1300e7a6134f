import { expect } from '@jest/globals';
import fc from 'fast-check';
import { conforms } from '../conformance/testing/conforms.ts';
import { SSM_BEHAVIOURS } from './behaviours.ts';
import { codeOf, createWorld, messageOf, START } from './testing/world.ts';

const LONG = 'x'.repeat(4096);

conforms(SSM_BEHAVIOURS, {
  async 'create-if-absent'() {
    const creators = fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(creators, async (delays) => {
        const { clock, ssm, run } = createWorld();
        const create = async (delay: number) => {
          await new Promise<void>((resolve) => clock.after(delay, resolve));
          return codeOf(ssm.putParameter({ Name: '/lease/1', Value: String(delay), Type: 'String' }));
        };
        const outcomes = await run(Promise.all(delays.map(create)));
        expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(1);
        const others = outcomes.filter((outcome) => outcome !== 'no error');
        expect(['ParameterAlreadyExists', 'TooManyUpdates']).toEqual(expect.arrayContaining(others));
      }),
      { numRuns: 25 },
    );
  },
  async 'create-decides-on-the-truth'() {
    const { ssm, run, create } = createWorld({ staleReads: 1 });
    await create('/lease/1', 'first');
    expect(await codeOf(run(ssm.getParameter({ Name: '/lease/1' })))).toBe('ParameterNotFound');
    expect(await codeOf(create('/lease/1', 'second'))).toBe('ParameterAlreadyExists');
  },
  async 'stale-reads'() {
    const { ssm, run, wait, create, overwrite } = createWorld({ staleReads: 1, staleFor: 2000 });
    const see = async () => {
      const [one, many, path] = await run(
        Promise.all([
          ssm.getParameter({ Name: '/p/a' }).catch(() => undefined),
          ssm.getParameters({ Names: ['/p/a'] }),
          ssm.getParametersByPath({ Path: '/p' }),
        ]),
      );
      return [one?.Parameter, many.Parameters?.[0], path.Parameters?.[0]].map(
        (parameter) => parameter?.Value,
      );
    };
    await create('/p/a', 'one');
    expect(await see()).toEqual([undefined, undefined, undefined]);
    await wait(2000);
    expect(await see()).toEqual(['one', 'one', 'one']);
    await overwrite('/p/a', 'two');
    expect(await see()).toEqual(['one', 'one', 'one']);
    await wait(2000);
    await run(ssm.deleteParameter({ Name: '/p/a' }));
    expect(await see()).toEqual(['two', 'two', 'two']);
    await wait(2000);
    expect(await see()).toEqual([undefined, undefined, undefined]);
    // As often as the setting says.
    const rare = createWorld({ staleReads: 0.1 });
    await rare.create('/a');
    const reads = Array.from({ length: 400 }, () => codeOf(rare.ssm.getParameter({ Name: '/a' })));
    const missed = (await rare.run(Promise.all(reads))).filter((outcome) => outcome === 'ParameterNotFound');
    expect(missed.length).toBeGreaterThan(15);
    expect(missed.length).toBeLessThan(80);
  },
  async 'too-many-updates'() {
    const { ssm, run, create, overwrite } = createWorld({ writeTime: 20 });
    await create('/a');
    const write = (Value: string) => ssm.putParameter({ Name: '/a', Value, Overwrite: true });
    const outcomes = await run(Promise.allSettled([write('one'), write('two')]));
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { Version: 2 } },
      { status: 'rejected', reason: { name: 'TooManyUpdates', message: 'UnknownError' } },
    ]);
    expect((await overwrite('/a', 'three')).Version).toBe(3);
    const instant = createWorld({ writeTime: 0 });
    await Promise.all(['one', 'two'].map((value) => instant.overwrite('/a', value).catch(() => {})));
    expect(await codeOf(instant.create('/b'))).toBe('no error');
  },
  async 'rest-after-delete'() {
    const { ssm, run, wait, create } = createWorld();
    await create('/a');
    await run(ssm.deleteParameter({ Name: '/a' }));
    await wait(29_000);
    await expect(create('/a')).rejects.toMatchObject({
      name: 'TooManyUpdates',
      message: expect.stringContaining('Please retry in a while or change a parameter name.'),
    });
    await wait(1_000);
    expect((await create('/a')).Version).toBe(1);
    const restless = createWorld({ restAfterDelete: 0 });
    await restless.create('/a');
    await restless.run(restless.ssm.deleteParameter({ Name: '/a' }));
    expect((await restless.create('/a')).Version).toBe(1);
  },
  async 'standard-value-limit'() {
    const { create } = createWorld();
    expect((await create('/long', LONG)).Tier).toBe('Standard');
    expect(await messageOf(create('/longer', `${LONG}x`))).toBe(
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter ' +
        'value, upgrade the parameter to use the advanced-parameter tier. For more information, see ' +
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    );
  },
  async 'advanced-value-limit'() {
    const { ssm, run } = createWorld();
    const put = (Value: string) =>
      run(ssm.putParameter({ Name: '/a', Value, Type: 'String', Tier: 'Advanced', Overwrite: true }));
    expect((await put(LONG + LONG)).Tier).toBe('Advanced');
    expect(await codeOf(put(`${LONG}${LONG}x`))).toBe('ValidationException');
  },
  async 'value-length-unit'() {
    const umlauts = 'ä'.repeat(4096);
    expect(await codeOf(createWorld({ valueLength: 'characters' }).create('/a', umlauts))).toBe('no error');
    expect(await codeOf(createWorld({ valueLength: 'bytes' }).create('/a', umlauts))).toBe(
      'ValidationException',
    );
  },
  async 'intelligent-tiering'() {
    const { ssm, run } = createWorld();
    const put = (Name: string, Value: string) =>
      run(ssm.putParameter({ Name, Value, Type: 'String', Tier: 'Intelligent-Tiering' }));
    expect((await put('/a', 'x')).Tier).toBe('Standard');
    expect((await put('/b', `${LONG}x`)).Tier).toBe('Advanced');
  },
  async 'advanced-stays-advanced'() {
    const { ssm, run, overwrite } = createWorld();
    const put = (Tier: 'Advanced' | 'Standard') =>
      run(ssm.putParameter({ Name: '/a', Value: 'v', Type: 'String', Tier, Overwrite: true }));
    await put('Advanced');
    expect((await overwrite('/a', 'w')).Tier).toBe('Advanced');
    expect(await messageOf(put('Standard'))).toContain(
      "You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier.",
    );
  },
  async 'version-counts-overwrites'() {
    const { ssm, run, wait, create, overwrite } = createWorld({ writeTime: 0 });
    expect((await create('/a', 'one')).Version).toBe(1);
    await wait(5_000);
    expect((await overwrite('/a', 'two')).Version).toBe(2);
    const { Parameter } = await run(ssm.getParameter({ Name: '/a' }));
    expect(Parameter).toMatchObject({
      Value: 'two',
      Version: 2,
      LastModifiedDate: new Date(START + 5_000),
      ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a',
    });
  },
  async 'hundred-versions'() {
    const { ssm, run, create, overwrite } = createWorld({ writeTime: 0 });
    await create('/a');
    for (let version = 2; version <= 101; version += 1) await overwrite('/a', String(version));
    const first = await run(ssm.getParameterHistory({ Name: '/a' }));
    const second = await run(ssm.getParameterHistory({ Name: '/a', NextToken: first.NextToken }));
    const kept = [...(first.Parameters ?? []), ...(second.Parameters ?? [])].map(({ Version }) => Version);
    expect(kept).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
    await run(ssm.labelParameterVersion({ Name: '/a', ParameterVersion: 2, Labels: ['live'] }));
    await expect(overwrite('/a', 'more')).rejects.toMatchObject({
      name: 'ParameterMaxVersionLimitExceeded',
      message: expect.stringContaining('Version 2, the oldest version'),
    });
    await run(ssm.labelParameterVersion({ Name: '/a', Labels: ['live'] }));
    expect((await overwrite('/a', 'more')).Version).toBe(102);
  },
  async 'labels-move'() {
    const { ssm, run, create, overwrite } = createWorld();
    await create('/a', 'one');
    await overwrite('/a', 'two');
    const read = async (Name: string) => (await run(ssm.getParameter({ Name }))).Parameter;
    await run(
      ssm.labelParameterVersion({ Name: '/a', ParameterVersion: 1, Labels: ['live', '1st', 'aws-x'] }),
    );
    expect(await read('/a:live')).toMatchObject({ Value: 'one', Selector: ':live' });
    await run(ssm.labelParameterVersion({ Name: '/a', ParameterVersion: 2, Labels: ['live'] }));
    expect(await read('/a:live')).toMatchObject({ Value: 'two', Version: 2 });
    expect(await read('/a:1')).toMatchObject({ Value: 'one', Selector: ':1' });
    const { Parameters } = await run(ssm.getParameterHistory({ Name: '/a' }));
    expect(Parameters?.map(({ Labels }) => Labels)).toEqual([[], ['live']]);
  },
  async 'pages-of-ten'() {
    const { ssm, run, create } = createWorld();
    const names = Array.from({ length: 23 }, (_, index) => `/p/${String(index).padStart(2, '0')}`);
    for (const name of names) await create(name);
    const pages: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await run(ssm.getParametersByPath({ Path: '/p', NextToken }));
      pages.push((page.Parameters ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(names);
  },
  async 'short-pages'() {
    const count = async (shortPages: number) => {
      const { ssm, run, create } = createWorld({ shortPages });
      for (let index = 0; index < 8; index += 1) await create(`/p/${index}`);
      const { Parameters = [], NextToken } = await run(ssm.getParametersByPath({ Path: '/p' }));
      return { count: Parameters.length, more: NextToken !== undefined };
    };
    expect(await count(0)).toEqual({ count: 8, more: false });
    const cut = await count(1);
    expect(cut.more).toBe(cut.count < 8);
    expect(cut.count).toBeLessThan(8);
  },
  async 'path-depth'() {
    const { ssm, run, create } = createWorld();
    for (const name of ['/p/a', '/p/deep/er', '/pother']) await create(name);
    const names = async (Recursive: boolean) =>
      (await run(ssm.getParametersByPath({ Path: '/p', Recursive }))).Parameters?.map(({ Name }) => Name);
    expect(await names(false)).toEqual(['/p/a']);
    expect(await names(true)).toEqual(['/p/a', '/p/deep/er']);
  },
  async 'names-by-arn'() {
    const { ssm, run, create } = createWorld();
    await create('/p/a', 'one');
    const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/p/a';
    expect((await run(ssm.getParameter({ Name: arn }))).Parameter?.Value).toBe('one');
    expect((await run(ssm.getParameters({ Names: [`${arn}:1`] }))).Parameters).toHaveLength(1);
    expect((await run(ssm.getParameterHistory({ Name: arn }))).Parameters).toHaveLength(1);
    const foreign = arn.replace('eu-west-1', 'us-east-1');
    expect(await codeOf(run(ssm.getParameter({ Name: foreign })))).toBe('NotImplemented');
  },
  async 'reserved-names'() {
    const { create } = createWorld();
    const refuse = async (name: string) => [await codeOf(create(name)), await messageOf(create(name))];
    const prefix = 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).';
    expect(await refuse('awsTest')).toEqual(['ValidationException', prefix]);
    expect(await refuse('/SSMtest')).toEqual(['ValidationException', prefix]);
    expect(await refuse('/aws/test')).toEqual([
      'AccessDeniedException',
      'No access to reserved parameter name: /aws/test.',
    ]);
    expect(await codeOf(create('/ssm/test'))).toBe('ValidationException');
  },
  async 'hierarchy-depth'() {
    const { create } = createWorld();
    const level = (count: number) => Array.from({ length: count }, () => '/l').join('');
    expect(await codeOf(create(level(15)))).toBe('no error');
    expect(await codeOf(create(level(16)))).toBe('HierarchyLevelLimitExceededException');
  },
  async 'leading-slash'() {
    const { create } = createWorld();
    await create('web');
    expect(await codeOf(create('/web'))).toBe('ParameterAlreadyExists');
  },
  async 'secure-string'() {
    const { ssm, run } = createWorld();
    await run(ssm.putParameter({ Name: '/s', Value: 'hush', Type: 'SecureString' }));
    const read = async (WithDecryption: boolean) =>
      (await run(ssm.getParameter({ Name: '/s', WithDecryption }))).Parameter?.Value;
    expect(await read(true)).toBe('hush');
    expect(await read(false)).not.toContain('hush');
    const { Parameters } = await run(ssm.getParametersByPath({ Path: '/' }));
    expect(Parameters?.[0]?.Value).not.toContain('hush');
  },
  async 'not-found-is-wordless'() {
    const { ssm, run, create } = createWorld();
    await expect(run(ssm.getParameter({ Name: '/a' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
      message: 'UnknownError',
    });
    await create('/a');
    await expect(run(ssm.getParameter({ Name: '/a:7' }))).rejects.toMatchObject({
      name: 'ParameterVersionNotFound',
      message: 'Systems Manager could not find version 7 of /a. Verify the version and try again.',
    });
  },
  async 'invalid-names-are-listed'() {
    const { ssm, run, create } = createWorld();
    await create('/a');
    const Names = ['/a', '/b', '/a:9'];
    const got = await run(ssm.getParameters({ Names }));
    expect(got.Parameters?.map(({ Name }) => Name)).toEqual(['/a']);
    expect(got.InvalidParameters).toEqual(['/b', '/a:9']);
    const deleted = await run(ssm.deleteParameters({ Names: ['/a', '/b'] }));
    expect(deleted).toMatchObject({ DeletedParameters: ['/a'], InvalidParameters: ['/b'] });
    expect(await codeOf(run(ssm.deleteParameter({ Name: '/a' })))).toBe('ParameterNotFound');
  },
  async 'allowed-pattern'() {
    const { ssm, run, overwrite } = createWorld();
    const put = (Value: string, AllowedPattern: string) =>
      run(ssm.putParameter({ Name: '/n', Value, Type: 'String', AllowedPattern }));
    expect(await codeOf(put('1', '('))).toBe('InvalidAllowedPatternException');
    await expect(put('x', '\\d+')).rejects.toMatchObject({
      name: 'ParameterPatternMismatchException',
      message: 'Parameter value, cannot be validated against allowedPattern: \\d+',
    });
    await put('1', '\\d+');
    expect(await codeOf(overwrite('/n', 'x1x'))).toBe('ParameterPatternMismatchException');
    expect((await overwrite('/n', '2')).Version).toBe(2);
  },
  async 'tags-or-overwrite'() {
    const { ssm, run } = createWorld();
    const put = (Overwrite: boolean) =>
      run(
        ssm.putParameter({
          ...{ Name: '/t', Value: 'v', Type: 'String', Overwrite },
          Tags: [{ Key: 'team', Value: 'web' }],
        }),
      );
    await put(false);
    expect(await messageOf(put(true))).toContain("tags and overwrite can't be used together");
    const resource = { ResourceType: 'Parameter', ResourceId: '/t' } as const;
    await run(ssm.addTagsToResource({ ...resource, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await run(ssm.removeTagsFromResource({ ...resource, TagKeys: ['team'] }));
    const { TagList } = await run(ssm.listTagsForResource(resource));
    expect(TagList).toEqual([{ Key: 'stage', Value: 'test' }]);
    expect(await codeOf(run(ssm.listTagsForResource({ ...resource, ResourceId: '/u' })))).toBe(
      'InvalidResourceId',
    );
  },
  async 'type-on-overwrite'() {
    const change = async (typeMayChange: boolean) => {
      const { ssm, run, create } = createWorld({ typeMayChange });
      await create('/a');
      return codeOf(run(ssm.putParameter({ Name: '/a', Value: 'v', Type: 'SecureString', Overwrite: true })));
    };
    expect(await change(true)).toBe('no error');
    expect(await change(false)).toBe('HierarchyTypeMismatchException');
  },
  async 'standard-quota'() {
    const { ssm, run, create, overwrite } = createWorld({ standardParameters: 2 });
    await create('/a');
    await create('/b');
    expect(await messageOf(create('/c'))).toContain('maximum number of standard parameters');
    expect((await overwrite('/b', 'again')).Version).toBe(2);
    const advanced = { Name: '/c', Value: 'v', Type: 'String', Tier: 'Advanced' } as const;
    expect((await run(ssm.putParameter(advanced))).Tier).toBe('Advanced');
  },
  async 'date-header'() {
    const { dispatch } = createWorld();
    const answer = await dispatch({
      ...{ method: 'POST', path: '/', query: {}, body: new TextEncoder().encode('{"Name":"/a"}') },
      headers: {
        'x-amz-target': 'AmazonSSM.GetParameter',
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/ssm/aws4_request, Signature=0',
      },
    });
    expect(answer.headers.date).toBe(new Date(START).toUTCString());
  },
  async 'describe-by-filters'() {
    const { ssm, run, create } = createWorld();
    await create('/p/a');
    await create('/q/a');
    await run(ssm.putParameter({ Name: '/p/s', Value: 'hush', Type: 'SecureString' }));
    const describe = async (
      ParameterFilters: NonNullable<Parameters<typeof ssm.describeParameters>[0]>['ParameterFilters'],
    ) => (await run(ssm.describeParameters({ ParameterFilters }))).Parameters;
    expect(await describe([{ Key: 'Path', Values: ['/p'] }])).toHaveLength(2);
    const both = await describe([
      { Key: 'Path', Values: ['/p'] },
      { Key: 'Type', Values: ['SecureString'] },
    ]);
    expect(both).toMatchObject([{ Name: '/p/s', KeyId: 'alias/aws/ssm', Version: 1, Tier: 'Standard' }]);
    expect(both?.[0]).not.toHaveProperty('Value');
    expect(await describe([{ Key: 'Name', Option: 'Contains', Values: ['/a'] }])).toHaveLength(2);
    expect(await codeOf(describe([{ Key: 'Size', Values: ['1'] }]))).toBe('InvalidFilterKey');
  },
});
