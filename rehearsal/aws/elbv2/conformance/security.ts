import {
  type Action,
  AddListenerCertificatesCommand,
  type AuthenticateOidcActionConfig,
  CreateListenerCommand,
  type CreateListenerInput,
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  ModifyListenerCommand,
  RemoveListenerCertificatesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { SECURITY } from '../behaviours/security.ts';
import type { Elbv2Settings } from '../settings.ts';
import { forwardTo } from '../testing/world.ts';
import { withSlots } from './slots.ts';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/';
const GET = { method: 'GET', url: '/account?a=b', headers: { host: 'shop.example.com' } };

const OIDC = {
  Issuer: 'https://login.example.com',
  AuthorizationEndpoint: 'https://login.example.com/authorize',
  TokenEndpoint: 'https://login.example.com/token',
  UserInfoEndpoint: 'https://login.example.com/user',
  ClientId: 'shop',
};

const logIn = (config: Partial<AuthenticateOidcActionConfig>): Action => ({
  Type: 'authenticate-oidc',
  Order: 1,
  AuthenticateOidcConfig: { ...OIDC, ...config },
});

/** An HTTPS listener on port 443 before blue; the calls that change it and look at it. */
async function withSecure(settings: Partial<Elbv2Settings> = {}, before: Action[] = []) {
  const world = await withSlots({ settings });
  const { client, loadBalancer, blue } = world;
  const create = async (input: Partial<CreateListenerInput> = {}) => {
    const { Listeners = [] } = await client.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn: loadBalancer, Protocol: 'HTTPS', Port: 443 },
        Certificates: [{ CertificateArn: `${CERTIFICATE}default` }],
        DefaultActions: [...before, { ...forwardTo([blue, 1]), Order: 2 }],
        ...input,
      }),
    );
    return Listeners[0];
  };
  const ListenerArn = (await create())?.ListenerArn ?? '';
  return {
    ...{ ...world, ListenerArn, create, forward: { ...forwardTo([blue, 1]), Order: 2 } },
    modify: (DefaultActions: Action[]) =>
      client.send(new ModifyListenerCommand({ ListenerArn, DefaultActions })),
    async actions() {
      const { Listeners = [] } = await client.send(
        new DescribeListenersCommand({ ListenerArns: [ListenerArn] }),
      );
      return Listeners[0]?.DefaultActions ?? [];
    },
    ask: () => world.clock.run(world.dataPlane.send(ListenerArn, GET)),
  };
}

export const SECURITY_PROOFS: Proofs<typeof SECURITY> = {
  async 'https-needs-a-certificate'() {
    const { create } = await withSecure();
    await expect(create({ Port: 444, Certificates: [] })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'A certificate must be specified for HTTPS listeners',
    });
    await expect(create({ Port: 444, Protocol: 'HTTP' })).rejects.toMatchObject({
      message: 'A certificate cannot be specified for HTTP listeners',
    });
  },
  async 'known-policies'() {
    const { create } = await withSecure();
    await expect(create({ Port: 444, SslPolicy: 'Lax' })).rejects.toMatchObject({
      name: 'SSLPolicyNotFoundException',
      message: "SSL policy 'Lax' not found",
    });
    expect(await create({ Port: 444 })).toMatchObject({ SslPolicy: 'ELBSecurityPolicy-2016-08' });
    const SslPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
    expect(await create({ Port: 445, SslPolicy })).toMatchObject({ SslPolicy });
  },
  async 'default-certificate-stays'() {
    const { client, ListenerArn } = await withSecure();
    const named = (name: string) => ({
      ListenerArn,
      Certificates: [{ CertificateArn: `${CERTIFICATE}${name}` }],
    });
    const shown = async () => {
      const { Certificates = [] } = await client.send(
        new DescribeListenerCertificatesCommand({ ListenerArn }),
      );
      return Certificates.map(({ CertificateArn, IsDefault }) => [
        CertificateArn?.split('/').at(-1),
        IsDefault,
      ]);
    };
    await client.send(new AddListenerCertificatesCommand(named('more')));
    expect(await shown()).toEqual([
      ['default', true],
      ['more', false],
    ]);
    const remove = client.send(new RemoveListenerCertificatesCommand(named('default')));
    await expect(remove).rejects.toMatchObject({ name: 'OperationNotPermittedException' });
    await client.send(new RemoveListenerCertificatesCommand(named('more')));
    await client.send(new ModifyListenerCommand(named('newer')));
    expect(await shown()).toEqual([['newer', true]]);
  },
  async 'targets-are-told-of-https'() {
    const { network, ask, listener, clock, dataPlane } = await withSecure();
    const seen: (string | undefined)[] = [];
    network.announce('10.0.0.1', () => ({
      kind: 'script',
      answer({ headers }) {
        if (headers['x-forwarded-proto'])
          seen.push(headers['x-forwarded-proto'], headers['x-forwarded-port']);
        return { milliseconds: 1, result: { status: 200, headers: {}, body: '' } };
      },
    }));
    await ask();
    await clock.run(dataPlane.send(listener, GET));
    expect(seen).toEqual(['https', '443', 'http', '80']);
  },
  async 'authentication-needs-https'() {
    const { client, listener, forward } = await withSecure();
    const DefaultActions = [logIn({ ClientSecret: 'secret' }), forward];
    const call = client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidLoadBalancerActionException',
      message: "Actions of type 'authenticate-oidc' are supported only on HTTPS listeners",
    });
  },
  async 'authentication-comes-before'() {
    const { modify, actions, forward } = await withSecure();
    await modify([forward, logIn({ ClientSecret: 'secret', Scope: 'openid email' })]);
    expect(await actions()).toMatchObject([
      {
        ...logIn({
          ...{ Scope: 'openid email', SessionCookieName: 'AWSELBAuthSessionCookie' },
          ...{ SessionTimeout: 604_800, OnUnauthenticatedRequest: 'authenticate' },
        }),
      },
      { Type: 'forward', Order: 2 },
    ]);
    const AuthenticateCognitoConfig = {
      UserPoolArn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc',
      ...{ UserPoolClientId: 'shop', UserPoolDomain: 'shop' },
    };
    await modify([{ Type: 'authenticate-cognito', Order: 1, AuthenticateCognitoConfig }, forward]);
    expect(await actions()).toMatchObject([{ AuthenticateCognitoConfig }, { Type: 'forward' }]);
  },
  async 'authentication-is-dropped'() {
    const { modify, actions, forward } = await withSecure({}, [logIn({ ClientSecret: 'secret' })]);
    expect(await actions()).toHaveLength(2);
    await modify([forward]);
    expect(await actions()).toMatchObject([{ Type: 'forward' }]);
    expect(await actions()).toHaveLength(1);
  },
  async 'client-secret'() {
    const settings = { showClientSecret: true };
    const { modify, actions, forward } = await withSecure(settings, [logIn({ ClientSecret: 'secret' })]);
    const refused = { name: 'InvalidLoadBalancerActionException' };
    await expect(modify([logIn({}), forward])).rejects.toMatchObject(refused);
    await modify([logIn({ UseExistingClientSecret: true, Scope: 'email' }), forward]);
    const [action] = await actions();
    expect(action?.AuthenticateOidcConfig).toMatchObject({ Scope: 'email', ClientSecret: 'secret' });
    await modify([forward]);
    await expect(modify([logIn({ UseExistingClientSecret: true }), forward])).rejects.toMatchObject(refused);
  },
  async 'client-secret-is-not-shown'() {
    for (const showClientSecret of [false, true]) {
      const { actions } = await withSecure({ showClientSecret }, [logIn({ ClientSecret: 'secret' })]);
      const [action] = await actions();
      expect(action?.AuthenticateOidcConfig?.ClientSecret).toBe(showClientSecret ? 'secret' : undefined);
    }
  },
  async 'sent-to-log-in'() {
    const { ask } = await withSecure({}, [logIn({ ClientSecret: 'secret' })]);
    const answer = await ask();
    if (answer === 'refused') throw new Error('the listener is open');
    const location = new URL(answer.headers.location ?? '');
    expect(answer.status).toBe(302);
    expect(`${location.origin}${location.pathname}`).toBe(OIDC.AuthorizationEndpoint);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      ...{ client_id: 'shop', response_type: 'code', scope: 'openid' },
      redirect_uri: 'https://shop.example.com/oauth2/idpresponse',
      state: expect.any(String),
    });
  },
  async 'unauthenticated-requests'() {
    for (const [OnUnauthenticatedRequest, status] of [
      ['deny', 401],
      ['allow', 200],
    ] as const) {
      const before = [logIn({ ClientSecret: 'secret', OnUnauthenticatedRequest })];
      const { ask } = await withSecure({}, before);
      expect(await ask()).toMatchObject({ status });
    }
  },
};
