import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashRest } from './rest.ts';
import type { Rule } from './rules.ts';
import { withForwarding } from './weights.ts';

const pair = { blue: 'arn:tg/blue', green: 'arn:tg/green' };

const forward: Action = {
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: [
      { TargetGroupArn: pair.blue, Weight: 100 },
      { TargetGroupArn: pair.green, Weight: 0 },
    ],
  },
};

const OIDC = {
  Issuer: 'https://login',
  AuthorizationEndpoint: 'https://login/a',
  TokenEndpoint: 'https://login/t',
  UserInfoEndpoint: 'https://login/u',
  ClientId: 'me',
};

const login: Action = { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: OIDC };

const rule: Rule = {
  ...{ arn: 'arn:rule', listenerArn: 'arn:listener', isDefault: false, priority: '10', transforms: [] },
  conditions: [{ Field: 'path-pattern', Values: ['/api/*'] }],
  actions: [login, { ...forward, Order: 2 }],
};

const forwarding = (changes: NonNullable<Action['ForwardConfig']>): Rule => ({
  ...rule,
  actions: [login, { ...forward, Order: 2, ForwardConfig: { ...forward.ForwardConfig, ...changes } }],
});

const before = hashRest(rule, pair);

describe('the hash of the rest of a rule', () => {
  test.each<[string, Rule]>([
    ['priority', { ...rule, priority: '11' }],
    ['conditions', { ...rule, conditions: [{ Field: 'path-pattern', Values: ['/*'] }] }],
    [
      'transforms',
      {
        ...rule,
        transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: 'a', Replace: 'b' }] } }],
      },
    ],
    ['a login that is taken away', { ...rule, actions: [forward] }],
    [
      'a login at another address',
      {
        ...rule,
        actions: [{ ...login, AuthenticateOidcConfig: { ...OIDC, Issuer: 'https://else' } }, forward],
      },
    ],
    [
      'a third group',
      forwarding({
        TargetGroups: [
          ...(forward.ForwardConfig?.TargetGroups ?? []),
          { TargetGroupArn: 'arn:tg/c', Weight: 0 },
        ],
      }),
    ],
    ['a redirect', { ...rule, actions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }] }],
  ])('tells a change of %s', (_what, changed) => expect(hashRest(changed, pair)).not.toBe(before));

  test.each<[string, Rule]>([
    ['without the numbers of the actions', { ...rule, actions: [{ ...login, Order: undefined }, forward] }],
    [
      'with group stickiness, which is told apart',
      forwarding({ TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 } }),
    ],
    [
      'with one slot alone, which is told apart',
      forwarding({ TargetGroups: [{ TargetGroupArn: pair.blue, Weight: 100 }] }),
    ],
    [
      'with the groups the other way round',
      forwarding({
        TargetGroups: [
          { TargetGroupArn: pair.green, Weight: 0 },
          { TargetGroupArn: pair.blue, Weight: 100 },
        ],
      }),
    ],
    [
      'with the client secret, or with the word to keep it',
      {
        ...rule,
        actions: [
          {
            ...login,
            AuthenticateOidcConfig: { ...OIDC, ClientSecret: 'secret', UseExistingClientSecret: true },
          },
          forward,
        ],
      },
    ],
    [
      'with members in another order, and empty ones',
      {
        ...rule,
        conditions: [{ Values: ['/api/*'], Field: 'path-pattern', HttpHeaderConfig: {} }],
        actions: [
          { ...login, AuthenticateOidcConfig: { ...OIDC, AuthenticationRequestExtraParams: {} } },
          forward,
        ],
      },
    ],
  ])('is the same %s', (_how, shown) => expect(hashRest(shown, pair)).toBe(before));

  const weight = fc.integer({ min: 0, max: 999 });

  test('is the same after every write of weights', () => {
    fc.assert(
      fc.property(fc.record({ blue: weight, green: weight }), (weights) => {
        const actions = withForwarding(rule.actions, pair, { weights });
        expect(hashRest({ ...rule, actions }, pair)).toBe(before);
      }),
    );
  });
});
