import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createWorld, NEXT } from '../testing/world.ts';

const LOGIN = {
  Issuer: 'https://login.example.com',
  AuthorizationEndpoint: 'https://login.example.com/authorize',
  TokenEndpoint: 'https://login.example.com/token',
  UserInfoEndpoint: 'https://login.example.com/user',
  ClientId: 'shop',
};

/** A platform whose production rules are that of HTTP and one of HTTPS that asks visitors to log in. */
async function createWithLogin() {
  const world = await createWorld();
  const { clock, ports, infrastructure } = world;
  const { target, listenerArn } = infrastructure;
  const { elbv2 } = ports;
  const { Listeners: [http] = [] } = await clock.run(
    elbv2.describeListeners({ ListenerArns: [listenerArn] }),
  );
  const forward = must(http?.DefaultActions?.[0]);
  const login: Action = {
    ...{ Type: 'authenticate-oidc', Order: 1 },
    AuthenticateOidcConfig: { ...LOGIN, ClientSecret: 'secret' },
  };
  const { Listeners: [https] = [] } = await clock.run(
    elbv2.createListener({
      LoadBalancerArn: http?.LoadBalancerArn,
      ...{ Protocol: 'HTTPS', Port: 443 },
      Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/shop' }],
      DefaultActions: [login, { ...forward, Order: 2 }],
    }),
  );
  const ListenerArn = https?.ListenerArn ?? '';
  const actions = async () => {
    const { Listeners = [] } = await clock.run(elbv2.describeListeners({ ListenerArns: [ListenerArn] }));
    return Listeners[0]?.DefaultActions ?? [];
  };
  const productionRules = [...target.productionRules, ListenerArn];
  return { world, ListenerArn, actions, target: { ...target, productionRules } };
}

describe('a release behind a rule that asks visitors to log in', () => {
  test('keeps the login and its client secret, which AWS never tells', async () => {
    const { world, ListenerArn, actions, target } = await createWithLogin();
    const before = must((await actions())[0]);
    expect(before.AuthenticateOidcConfig).not.toHaveProperty('ClientSecret');
    const ended = await world.release(NEXT, { steps: '50% 10s, 100%' }, undefined, target);
    expect([ended.failure, ended.outputs.verdict]).toEqual([undefined, 'released']);
    const [login, forward] = await actions();
    expect(login).toEqual(before);
    expect(forward?.ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight)).toEqual([100, 0]);
    const writes = world
      .callsOf('ModifyListener')
      .filter(({ input }) => (input as { ListenerArn: string }).ListenerArn === ListenerArn);
    expect(writes.map(({ error }) => error)).toEqual([undefined, undefined]);
    // Had the secret been lost on the way, AWS could not keep it now.
    const AuthenticateOidcConfig = { ...LOGIN, UseExistingClientSecret: true };
    const DefaultActions = [{ ...before, AuthenticateOidcConfig }, must(forward)];
    await world.clock.run(world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions }));
  });

  test('would be refused by AWS without the word to keep the secret', async () => {
    const { world, ListenerArn, actions } = await createWithLogin();
    const naive = world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions: await actions() });
    await expect(world.clock.run(naive)).rejects.toMatchObject({
      name: 'InvalidLoadBalancerActionException',
      message: expect.stringContaining('A client secret must be specified'),
    });
  });
});

function must(action: Action | undefined): Action {
  if (action) return action;
  throw new Error('The rule lacks an action.');
}
