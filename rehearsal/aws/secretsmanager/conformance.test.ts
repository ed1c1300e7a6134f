import { SSM } from '@aws-sdk/client-ssm';
import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { refusalOf } from '../conformance/testing/proofs.ts';
import { createDispatch } from '../kernel/dispatch.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import { createRandom } from '../kernel/random.ts';
import { createSsm } from '../ssm/ssm.ts';
import { SECRETS_MANAGER_BEHAVIOURS } from './behaviours.ts';
import { createSecretSource } from './secret-source.ts';
import { createWorld, PLACE, START } from './testing/world.ts';

const ROLE = { arn: 'arn:aws:iam::123456789012:role/execution', taskId: 'task' };

const DAY = 24 * 60 * 60 * 1000;
const TOKEN = '0123456789abcdef0123456789abcdef';
const MISSING = "ResourceNotFoundException: Secrets Manager can't find the specified secret.";
const MARKED =
  "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";

conforms(SECRETS_MANAGER_BEHAVIOURS, {
  async 'named-three-ways'() {
    const { create, read } = createWorld();
    const arn = await create('web/db', 'hush');
    expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:web\/db-[A-Za-z0-9]{6}$/);
    for (const id of ['web/db', arn, arn.slice(0, -7)]) expect(await read(id)).toBe('hush');
  },
  async 'not-found'() {
    const { create, read } = createWorld();
    const arn = await create('web', 'hush');
    for (const id of ['we', 'web-', arn.slice(0, -1)]) expect(await refusalOf(read(id))).toBe(MISSING);
  },
  async 'current-version'() {
    const { client, create, read } = createWorld();
    await create('web', 'one');
    await client.putSecretValue({ SecretId: 'web', SecretString: 'two' });
    expect(await read('web')).toBe('two');
    const { VersionId } = await client.updateSecret({ SecretId: 'web', SecretString: 'three' });
    const current = await client.getSecretValue({ SecretId: 'web', VersionStage: 'AWSCURRENT' });
    expect(current).toMatchObject({ SecretString: 'three', VersionId, VersionStages: ['AWSCURRENT'] });
  },
  async 'previous-version'() {
    const { client, create, read } = createWorld();
    await create('web', 'one');
    await client.putSecretValue({ SecretId: 'web', SecretString: 'two' });
    expect(await read('web', { VersionStage: 'AWSPREVIOUS' })).toBe('one');
    await client.putSecretValue({ SecretId: 'web', SecretString: 'three' });
    expect(await read('web', { VersionStage: 'AWSPREVIOUS' })).toBe('two');
    const { VersionIdsToStages = {} } = await client.describeSecret({ SecretId: 'web' });
    expect(Object.values(VersionIdsToStages).sort()).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  },
  async 'own-stages'() {
    const { client, create, read } = createWorld();
    await create('web', 'one');
    const put = { SecretId: 'web', SecretString: 'two', VersionStages: ['AWSPENDING'] };
    const { VersionId = '' } = await client.putSecretValue(put);
    expect(await read('web')).toBe('one');
    expect(await read('web', { VersionStage: 'AWSPENDING' })).toBe('two');
    expect(await refusalOf(read('web', { VersionId, VersionStage: 'AWSCURRENT' }))).toBe(
      'InvalidRequestException: You provided a VersionStage that is not associated to the provided VersionId.',
    );
  },
  async 'no-value'() {
    const { create, read } = createWorld();
    await create('web');
    expect(await refusalOf(read('web'))).toBe(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
  },
  async 'marked-for-deletion'() {
    const { client, create, read } = createWorld();
    await create('web', 'hush');
    const { DeletionDate } = await client.deleteSecret({ SecretId: 'web' });
    expect(DeletionDate).toEqual(new Date(START + 30 * DAY));
    expect(await refusalOf(read('web'))).toBe(MARKED);
    expect(await refusalOf(client.putSecretValue({ SecretId: 'web', SecretString: 'x' }))).toBe(MARKED);
    expect((await client.describeSecret({ SecretId: 'web' })).DeletedDate).toEqual(new Date(START));
    await client.restoreSecret({ SecretId: 'web' });
    expect(await read('web')).toBe('hush');
  },
  async 'deleted-name-is-taken'() {
    const { client, create } = createWorld();
    await create('web', 'hush');
    await client.deleteSecret({ SecretId: 'web', RecoveryWindowInDays: 7 });
    expect(await refusalOf(create('web'))).toBe(
      "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  },
  async 'deletion-comes-true'() {
    const { client, create, wait } = createWorld();
    const arn = await create('web', 'hush');
    await client.deleteSecret({ SecretId: 'web', RecoveryWindowInDays: 7 });
    await wait(7 * DAY - 1);
    expect((await client.describeSecret({ SecretId: 'web' })).ARN).toBe(arn);
    await wait(1);
    expect(await refusalOf(client.describeSecret({ SecretId: 'web' }))).toBe(MISSING);
    expect(await create('web')).not.toBe(arn);
  },
  async 'forced-deletion'() {
    const { client, create, read } = createWorld();
    await create('web', 'one');
    await client.deleteSecret({ SecretId: 'web' });
    await client.deleteSecret({ SecretId: 'web', ForceDeleteWithoutRecovery: true });
    expect(await refusalOf(read('web'))).toBe(MISSING);
    await create('web', 'two');
    expect(await read('web')).toBe('two');
  },
  async 'repeated-create'() {
    const { client } = createWorld();
    const create = (ClientRequestToken: string) =>
      client.createSecret({ Name: 'web', SecretString: 'hush', ClientRequestToken });
    const first = await create(TOKEN);
    expect(first.VersionId).toBe(TOKEN);
    expect((await create(TOKEN)).ARN).toBe(first.ARN);
    expect(await refusalOf(create(TOKEN.replaceAll('0', '1')))).toBe(
      'ResourceExistsException: The operation failed because the secret web already exists.',
    );
  },
  async 'version-is-fixed'() {
    const { client, create } = createWorld();
    await create('web', 'one');
    const put = (SecretString: string) =>
      client.putSecretValue({ SecretId: 'web', SecretString, ClientRequestToken: TOKEN });
    await put('two');
    expect((await put('two')).VersionId).toBe(TOKEN);
    expect(await refusalOf(put('three'))).toMatch(/^ResourceExistsException: /);
  },
  async 'listed-without-deleted'() {
    const { client, create } = createWorld();
    for (const name of ['web', 'worker', 'old']) await create(name);
    await client.deleteSecret({ SecretId: 'old' });
    const list = async (input: Parameters<typeof client.listSecrets>[0]) =>
      (await client.listSecrets({ SortOrder: 'asc', ...input })).SecretList?.map(({ Name }) => Name);
    expect(await list({})).toEqual(['web', 'worker']);
    expect(await list({ IncludePlannedDeletion: true })).toEqual(['old', 'web', 'worker']);
    expect(await list({ Filters: [{ Key: 'name', Values: ['we'] }] })).toEqual(['web']);
    const { NextToken, SecretList } = await client.listSecrets({ MaxResults: 1 });
    expect(SecretList).toHaveLength(1);
    expect((await client.listSecrets({ NextToken })).SecretList).toHaveLength(1);
  },
  async 'part-of-a-secret'() {
    const { client, create, secretsManager } = createWorld();
    const arn = await create('web/db', '{"password":"one","port":5432}');
    await client.putSecretValue({ SecretId: arn, SecretString: '{"password":"two"}' });
    const source = createSecretSource({
      secrets: secretsManager,
      parameters: { readValue: () => 'not asked' },
      async admit({ service, operation, input }) {
        expect([service, operation, input]).toMatchObject([
          'secretsmanager',
          'GetSecretValue',
          { SecretId: arn },
        ]);
      },
    });
    const read = (suffix: string) => source.read(PLACE, `${arn}${suffix}`, ROLE);
    expect(await read('')).toBe('{"password":"two"}');
    expect(await read(':password::')).toBe('two');
    expect(await read(':port:AWSPREVIOUS:')).toBe('5432');
    await expect(read(':user::')).rejects.toThrow(
      'retrieved secret from Secrets Manager did not contain json key user',
    );
  },
  async 'parameter-as-secret'() {
    const { clock, secretsManager } = createWorld();
    const parameters = createSsm({ clock, random: createRandom(3), settings: { staleReads: 0 } });
    const dispatch = createDispatch([parameters.service], {
      clock,
      random: createRandom(4),
      onCall: () => {},
    });
    const ssm = new SSM(inProcessClient(dispatch));
    await clock.run(ssm.putParameter({ Name: '/web/key', Value: 'hush', Type: 'SecureString' }));
    const asked: string[] = [];
    const source = createSecretSource({
      secrets: secretsManager,
      parameters,
      admit: async ({ place, service, operation, input }) => {
        asked.push(`${place.region} ${service}:${operation} ${JSON.stringify(input)}`);
      },
    });
    const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/web/key';
    expect(await source.read(PLACE, '/web/key', ROLE)).toBe('hush');
    expect(await source.read({ ...PLACE, region: 'us-east-1' }, arn, ROLE)).toBe('hush');
    await expect(source.read(PLACE, '/web/none', ROLE)).rejects.toThrow('invalid ssm parameters: /web/none');
    expect(asked.slice(0, 2)).toEqual(
      ['/web/key', arn].map((name) => `eu-west-1 ssm:GetParameters {"Names":["${name}"]}`),
    );
  },
});
