import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createDispatch } from '../../rehearsal/aws/kernel/dispatch.ts';
import type { ApiRequest, ApiResponse } from '../../rehearsal/aws/kernel/http.ts';
import { createInProcessHandler } from '../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { createSts } from '../../rehearsal/aws/sts/sts.ts';
import { createClients } from './clients.ts';
import { createRoleCredentials } from './credentials/role-credentials.ts';
import { openSession } from './session.ts';
import { allClients } from './testing/all-clients.ts';
import { recordLog } from './testing/record-log.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const ROLE = 'arn:aws:iam::123456789012:role/deploy';
const claims = {
  sub: 'repo:acme/shop:environment:production',
  aud: 'sts.amazonaws.com',
  ref: 'refs/heads/main',
};
const ID_TOKEN = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

/** What AWS answers to a session token that has expired. */
const EXPIRED: ApiResponse = {
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body: new TextEncoder().encode(
    '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>',
  ),
};

/** STS as far as AssumeRoleWithWebIdentity: sessions of an hour, or an error. */
function createTokenService(now: () => number) {
  const forms: URLSearchParams[] = [];
  let failure: { readonly code: string; readonly message: string } | undefined;
  function answer(request: ApiRequest): ApiResponse {
    const form = new URLSearchParams(new TextDecoder().decode(request.body));
    forms.push(form);
    if (request.headers.authorization) throw new Error('STS takes the token, not a signature.');
    const expiration = new Date(now() + 60 * MINUTE).toISOString();
    const xml = failure
      ? `<ErrorResponse><Error><Type>Sender</Type><Code>${failure.code}</Code><Message>${failure.message}</Message></Error></ErrorResponse>`
      : `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIA${forms.length}</AccessKeyId><SecretAccessKey>secret-${forms.length}</SecretAccessKey><SessionToken>token-${forms.length}</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
    return {
      status: failure ? 403 : 200,
      headers: { 'content-type': 'text/xml' },
      body: new TextEncoder().encode(xml),
    };
  }
  return {
    forms,
    answer,
    fail(code: string, message: string) {
      failure = { code, message };
    },
  };
}

function setUpRole() {
  const clock = createVirtualClock(START);
  const log = recordLog();
  const tokens = createTokenService(clock.now);
  const masked: string[] = [];
  const requestHandler = createInProcessHandler(async (request) => tokens.answer(request));
  const clients = createClients(
    { action: 'test', version: '0', region: 'eu-west-1', requestHandler },
    { clock, log, random: createRandom(1) },
    allClients,
  );
  const source = createRoleCredentials(
    {
      clock,
      log,
      sts: clients.sts,
      requestIdToken: async () => ID_TOKEN,
      mask: (secret) => masked.push(secret),
    },
    { arn: ROLE, sessionName: 'test-1' },
  );
  const pass = (milliseconds: number) =>
    clock.run(new Promise<void>((resolve) => void clock.after(milliseconds, resolve)));
  return { clock, log, tokens, masked, source, pass };
}

describe('an assumed role', () => {
  test('is assumed with the job’s token, once for many calls, and its secrets are masked', async () => {
    const { source, tokens, masked } = setUpRole();
    const [first, second] = await Promise.all([source.provide(), source.provide()]);
    expect(first).toEqual({
      accessKeyId: 'ASIA1',
      secretAccessKey: 'secret-1',
      sessionToken: 'token-1',
      expiration: new Date(START + 60 * MINUTE),
    });
    expect(second).toBe(first);
    expect(await source.provide()).toBe(first);
    expect(masked).toEqual(['secret-1', 'token-1']);
    expect(tokens.forms).toHaveLength(1);
    expect(Object.fromEntries(tokens.forms[0] ?? [])).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'test-1',
      WebIdentityToken: ID_TOKEN,
      DurationSeconds: '3600',
    });
  });

  test('is assumed again as soon as less than 15 minutes are left', async () => {
    const { source, pass } = setUpRole();
    await source.provide();
    await pass(45 * MINUTE);
    expect((await source.provide()).accessKeyId).toBe('ASIA1');
    await pass(1);
    expect((await source.provide()).accessKeyId).toBe('ASIA2');
    expect(await source.lifetime()).toEqual({ kind: 'renewed' });
  });

  test('is renewed on demand, when less is left than asked for', async () => {
    const { source, pass } = setUpRole();
    await source.provide();
    await source.refreshIfUnder(30 * MINUTE);
    expect((await source.provide()).accessKeyId).toBe('ASIA1');
    await pass(31 * MINUTE);
    await source.refreshIfUnder(30 * MINUTE);
    expect((await source.provide()).accessKeyId).toBe('ASIA2');
  });

  test('that cannot be renewed serves to its end, with a warning and without a try before every call', async () => {
    const { source, pass, tokens, log } = setUpRole();
    await source.provide();
    await pass(50 * MINUTE);
    tokens.fail('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    expect((await source.provide()).accessKeyId).toBe('ASIA1');
    expect((await source.provide()).accessKeyId).toBe('ASIA1');
    expect(tokens.forms).toHaveLength(2);
    expect(log.lines).toEqual([
      expect.stringMatching(
        /^warning: Role .*deploy could not be assumed again; the present session lasts 10m\. /,
      ),
    ]);
    await pass(10 * MINUTE);
    await expect(source.provide()).rejects.toThrow('cannot be assumed by this job');
  });

  test('that does not trust the job: the error tells the claims it was compared with', async () => {
    const { source, tokens } = setUpRole();
    tokens.fail('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    await expect(source.provide()).rejects.toMatchObject({
      failure: {
        cause: `Role ${ROLE} cannot be assumed by this job: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
        advice: expect.stringContaining(
          '"token.actions.githubusercontent.com:sub" = "repo:acme/shop:environment:production"',
        ),
        detail:
          "Claims of the job's token:\nsub: repo:acme/shop:environment:production\naud: sts.amazonaws.com\nref: refs/heads/main",
      },
    });
  });

  test('in an account without the identity provider: the error says to create it', async () => {
    const { source, tokens } = setUpRole();
    tokens.fail('InvalidIdentityToken', 'No OpenIDConnect provider found in your account');
    await expect(source.provide()).rejects.toMatchObject({
      failure: { advice: expect.stringContaining('Create the identity provider') },
    });
  });

  test('is refused in AWS’s words otherwise', async () => {
    const { source, tokens } = setUpRole();
    tokens.fail('MalformedPolicyDocument', 'No.');
    await expect(source.provide()).rejects.toMatchObject({
      failure: { cause: expect.stringContaining('MalformedPolicyDocument') },
    });
  });
});

describe('a session', () => {
  const saved = { ...process.env };
  afterEach(() => {
    for (const key of Object.keys(process.env)) if (!(key in saved)) delete process.env[key];
    Object.assign(process.env, saved);
  });

  function setUp(env: Record<string, string>, settings: { region?: string; roleToAssume?: string } = {}) {
    // The SDK's chain reads the process's environment itself.
    Object.assign(process.env, env);
    const clock = createVirtualClock(START);
    const random = createRandom(1);
    const log = recordLog();
    const dispatch = createDispatch([createSts().service], { clock, random, onCall: () => {} });
    const requests: ApiRequest[] = [];
    const requestHandler = createInProcessHandler((request) => {
      requests.push(request);
      return dispatch(request);
    });
    const { signal } = new AbortController();
    const session = openSession(
      { action: 'db-migrate', env, requestHandler, ...settings },
      { clock, random, log, signal, mask: () => {} },
      allClients,
    );
    return { clock, session, log, requests };
  }

  const keys = { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-north-1' };

  test('calls with the credentials and the region of the environment', async () => {
    const { session, requests } = setUp(keys);
    const sts = await session.clients.sts();
    expect((await sts.getCallerIdentity({})).Account).toBe('111122223333');
    expect(requests[0]?.headers.authorization).toContain('/eu-north-1/sts/');
    expect(requests[0]?.headers['user-agent']).toMatch(/ platform-actions\/\d+\.\d+\.\d+ db-migrate$/);
    await session.ensureOutlasts(100 * 60 * MINUTE);
  });

  test('prefers the region of the input, and knows the older name of the variable', async () => {
    const input = await setUp(keys, { region: 'us-east-2' }).session.clients.sts();
    expect(await input.config.region()).toBe('us-east-2');
    const older = setUp({ AWS_DEFAULT_REGION: 'eu-south-1' }).session;
    expect(await (await older.clients.sts()).config.region()).toBe('eu-south-1');
  });

  test('with session credentials of unknown length warns, and refuses what takes more than an hour', async () => {
    const { session, log } = setUp({ ...keys, AWS_SESSION_TOKEN: 'token' });
    await session.ensureOutlasts(59 * MINUTE);
    expect(log.lines).toEqual([expect.stringContaining('1h from now is assumed')]);
    await expect(session.ensureOutlasts(61 * MINUTE)).rejects.toThrow('may end in 1h');
  });

  test('with session credentials that say when they end compares that with the plan', async () => {
    const end = new Date(START + 20 * MINUTE).toISOString();
    const { session, log } = setUp({ ...keys, AWS_SESSION_TOKEN: 'token', AWS_CREDENTIAL_EXPIRATION: end });
    await session.ensureOutlasts(20 * MINUTE);
    await expect(session.ensureOutlasts(21 * MINUTE)).rejects.toThrow(
      'The AWS credentials end in 20m, and this run may take 21m.',
    );
    await session.refreshIfUnder(60 * MINUTE);
    expect(log.lines).toEqual([]);
  });

  /** A session in a role, whose first key AWS refuses as expired from when it is told to. */
  async function setUpRoleSession() {
    const github = createServer((_, response) => response.end(JSON.stringify({ value: ID_TOKEN })));
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
    const env = {
      ...keys,
      GITHUB_RUN_ID: '77',
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/?`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    };
    Object.assign(process.env, env);
    // Long after the machine's own time: were the SDK to keep credentials by its clock, it would keep the first.
    const start = Date.UTC(2099, 0, 1);
    const time = { now: start, refused: new Set<string>() };
    const clock = { ...createVirtualClock(0), now: () => time.now };
    const tokens = createTokenService(clock.now);
    const signed: string[] = [];
    const dispatch = createDispatch([createSts().service], {
      clock,
      random: createRandom(1),
      onCall: () => {},
    });
    const requestHandler = createInProcessHandler(async (request) => {
      const { authorization } = request.headers;
      if (authorization === undefined) return tokens.answer(request);
      const key = /Credential=(\w+)/.exec(authorization)?.[1] ?? '';
      signed.push(key);
      return time.refused.has(key) ? EXPIRED : dispatch(request);
    });
    const log = recordLog();
    const session = openSession(
      { action: 'db-migrate', env, requestHandler, roleToAssume: ROLE },
      {
        clock,
        random: createRandom(1),
        log,
        signal: new AbortController().signal,
        mask: () => {},
      },
      allClients,
    );
    const close = () => new Promise((resolve) => github.close(resolve));
    return { session, time, tokens, signed, log, close };
  }

  test('with a role signs every call with credentials that last', async () => {
    const { session, time, tokens, signed, close } = await setUpRoleSession();
    try {
      const sts = await session.clients.sts();
      await sts.getCallerIdentity({});
      time.now += 46 * MINUTE;
      await sts.getCallerIdentity({});
      await session.ensureOutlasts(600 * MINUTE);
    } finally {
      await close();
    }
    expect(signed).toEqual(['ASIA1', 'ASIA2']);
    expect(tokens.forms[0]?.get('RoleSessionName')).toBe('db-migrate-77');
  });

  test('with a role assumes it again when AWS calls the session expired before its time, once for several calls', async () => {
    const { session, time, signed, log, close } = await setUpRoleSession();
    try {
      const sts = await session.clients.sts();
      await sts.getCallerIdentity({});
      time.now += 10 * MINUTE;
      time.refused.add('ASIA1');
      await Promise.all([sts.getCallerIdentity({}), sts.getCallerIdentity({})]);
      expect(signed).toEqual(['ASIA1', 'ASIA1', 'ASIA1', 'ASIA2', 'ASIA2']);
      expect(log.lines).toEqual([
        `AWS says that the session of role ${ROLE} has expired: it is assumed again.`,
      ]);
      for (const key of ['ASIA2', 'ASIA3']) time.refused.add(key);
      // New ones that are refused as well are not renewed: something else is wrong then.
      await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' });
      expect(signed.slice(5)).toEqual(['ASIA2', 'ASIA3']);
    } finally {
      await close();
    }
  });

  test('of a container asks it again when AWS calls its credentials expired before their time', async () => {
    let given = 0;
    const container = createServer((_, response) => {
      given += 1;
      const Expiration = new Date(Date.UTC(2099, 0, 1)).toISOString();
      response.end(
        JSON.stringify({ AccessKeyId: `ASIA${given}`, SecretAccessKey: 'x', Token: 'token', Expiration }),
      );
    });
    await new Promise<void>((resolve) => container.listen(0, '127.0.0.1', resolve));
    const uri = `http://127.0.0.1:${(container.address() as AddressInfo).port}/`;
    try {
      const { session } = setUp({ AWS_REGION: 'eu-north-1', AWS_CONTAINER_CREDENTIALS_FULL_URI: uri });
      const sts = await session.clients.sts();
      const signed: string[] = [];
      const answer = createInProcessHandler(async ({ headers }) => {
        signed.push(/Credential=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? '');
        return EXPIRED;
      });
      sts.config.requestHandler = answer;
      await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' });
      expect(signed).toEqual(['ASIA1', 'ASIA2']);
    } finally {
      await new Promise((resolve) => container.close(resolve));
    }
  });

  test('with session credentials that have expired has no others', async () => {
    const { session, log } = setUp({ ...keys, AWS_SESSION_TOKEN: 'token' });
    const sts = await session.clients.sts();
    sts.config.requestHandler = createInProcessHandler(async () => EXPIRED);
    await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' });
    expect(log.lines).toEqual([]);
  });

  test('that should assume a role and may not ask for a token fails before any call', async () => {
    const { clock, session, requests } = setUp(keys, { roleToAssume: ROLE });
    const sts = await session.clients.sts();
    await expect(clock.run(sts.getCallerIdentity({}))).rejects.toMatchObject({
      failure: { cause: 'This job may not ask GitHub for an OIDC token, and "role-to-assume" needs one.' },
    });
    expect(requests).toEqual([]);
  });
});
