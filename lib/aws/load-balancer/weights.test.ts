import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forwardingOf, weightsWith, withForwarding } from './weights.ts';

const pair = { blue: 'arn:tg/blue', green: 'arn:tg/green' };
const forward = (...groups: [string, number?][]): Action => ({
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: groups.map(([TargetGroupArn, Weight]) =>
      Weight === undefined ? { TargetGroupArn } : { TargetGroupArn, Weight },
    ),
  },
});
const oidc: Action = {
  Type: 'authenticate-oidc',
  Order: 1,
  AuthenticateOidcConfig: {
    Issuer: 'https://login',
    AuthorizationEndpoint: 'https://login/a',
    TokenEndpoint: 'https://login/t',
    UserInfoEndpoint: 'https://login/u',
    ClientId: 'me',
  },
};
const both = forward([pair.blue, 100], [pair.green, 0]);

test('weights give a slot its share, and the other one the rest', () => {
  expect(weightsWith('green', 10)).toEqual({ blue: 90, green: 10 });
  expect(weightsWith('blue', 10)).toEqual({ blue: 10, green: 90 });
  expect(weightsWith('blue')).toEqual({ blue: 100, green: 0 });
});

describe('what a rule says of the pair', () => {
  test.each<[string, Action[], ReturnType<typeof forwardingOf>]>([
    ['both groups', [both], { weights: { blue: 100, green: 0 }, absent: [], others: [] }],
    [
      'a bare ARN, as AWS answers for a single group',
      [{ Type: 'forward', TargetGroupArn: pair.green }],
      { weights: { blue: 0, green: 1 }, absent: ['blue'], others: [] },
    ],
    [
      'bare ARN and list together',
      [{ ...forward([pair.blue, 5]), TargetGroupArn: pair.blue }],
      { weights: { blue: 5, green: 0 }, absent: ['green'], others: [] },
    ],
    [
      'a group without a weight',
      [forward([pair.blue], [pair.green, 3])],
      { weights: { blue: 1, green: 3 }, absent: [], others: [] },
    ],
    [
      'a third group',
      [forward([pair.blue, 1], [pair.green, 0], ['arn:tg/else', 9])],
      { weights: { blue: 1, green: 0 }, absent: [], others: [{ targetGroup: 'arn:tg/else', weight: 9 }] },
    ],
    [
      'group stickiness',
      [
        {
          Type: 'forward',
          ForwardConfig: {
            ...both.ForwardConfig,
            TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
          },
        },
      ],
      { weights: { blue: 100, green: 0 }, absent: [], others: [], stickySeconds: 60 },
    ],
    [
      'a login before the forward',
      [oidc, { ...both, Order: 2 }],
      { weights: { blue: 100, green: 0 }, absent: [], others: [] },
    ],
    ['a redirect', [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }], undefined],
    ['somebody else’s group', [forward(['arn:tg/else', 1])], undefined],
    ['nothing', [], undefined],
  ])('%s', (_, actions, forwarding) => expect(forwardingOf(actions, pair)).toEqual(forwarding));
});

describe('a change of weights', () => {
  test('lets the load balancer keep the client secret that it does not tell', () => {
    const [login, forwarded] = withForwarding([oidc, { ...both, Order: 2 }], pair, {
      weights: { blue: 0, green: 100 },
    });
    expect(login).toEqual({
      ...oidc,
      AuthenticateOidcConfig: { ...oidc.AuthenticateOidcConfig, UseExistingClientSecret: true },
    });
    expect(forwarded).toEqual({ ...forward([pair.blue, 0], [pair.green, 100]), Order: 2 });
  });

  test('puts a group in that the rule lacks, and the bare ARN away that would contradict the list', () => {
    expect(
      withForwarding([{ Type: 'forward', TargetGroupArn: pair.blue }], pair, {
        weights: { blue: 100, green: 0 },
      }),
    ).toEqual([both]);
  });

  test('of a rule that forwards to neither slot is a mistake', () => {
    expect(() =>
      withForwarding([forward(['arn:tg/else', 1])], pair, { weights: { blue: 1, green: 0 } }),
    ).toThrow('The rule forwards to neither slot.');
  });

  const weight = fc.integer({ min: 0, max: 999 });
  const weights = fc.record({ blue: weight, green: weight });
  const group = fc.record({ arn: fc.constantFrom(pair.blue, pair.green, 'arn:tg/a', 'arn:tg/b'), weight });
  const forwardAction = fc
    .record({
      groups: fc.uniqueArray(group, { selector: ({ arn }) => arn, minLength: 1 }),
      stickiness: fc.option(fc.record({ Enabled: fc.boolean(), DurationSeconds: fc.integer({ min: 1 }) })),
    })
    .map(({ groups, stickiness }): Action => {
      const { ForwardConfig } = forward(...groups.map(({ arn, weight }): [string, number] => [arn, weight]));
      return {
        Type: 'forward',
        Order: 3,
        ForwardConfig: {
          ...ForwardConfig,
          ...(stickiness ? { TargetGroupStickinessConfig: stickiness } : {}),
        },
      };
    });
  const cognito: Action = {
    Type: 'authenticate-cognito',
    AuthenticateCognitoConfig: { UserPoolArn: 'a', UserPoolClientId: 'b', UserPoolDomain: 'c' },
  };
  const actions = fc
    .tuple(fc.subarray([oidc, cognito]), forwardAction)
    .map(([before, action]) => [...before, action])
    .filter((list) => forwardingOf(list, pair) !== undefined);

  test('is read back as written, and changes nothing else', () => {
    fc.assert(
      fc.property(actions, weights, (before, wanted) => {
        const after = withForwarding(before, pair, { weights: wanted });
        const was = forwardingOf(before, pair);
        expect(forwardingOf(after, pair)).toEqual({ ...was, weights: wanted, absent: [] });
        const bare = (list: readonly Action[]) =>
          list.map(
            ({
              ForwardConfig: { TargetGroups: _, ...rest } = {},
              AuthenticateOidcConfig: login,
              ...action
            }) => ({
              ...action,
              ...rest,
              login: login?.ClientId,
            }),
          );
        expect(bare(after)).toEqual(bare(before));
      }),
    );
  });

  test('made twice is the same as made once, and undone gives the old weights', () => {
    fc.assert(
      fc.property(actions, weights, (before, wanted) => {
        const once = withForwarding(before, pair, { weights: wanted });
        expect(withForwarding(once, pair, { weights: wanted })).toEqual(once);
        const was = forwardingOf(before, pair)?.weights ?? wanted;
        expect(forwardingOf(withForwarding(once, pair, { weights: was }), pair)?.weights).toEqual(was);
      }),
    );
  });

  test('may turn group stickiness off, and gives it back as it was', () => {
    const seconds = fc.integer({ min: 1, max: 604_800 });
    fc.assert(
      fc.property(actions, weights, weights, seconds, (before, wanted, later, duration) => {
        const sticky = withForwarding(before, pair, { weights: wanted, stickiness: duration });
        expect(forwardingOf(sticky, pair)?.stickySeconds).toBe(duration);
        const off = withForwarding(sticky, pair, { weights: later, stickiness: 'off' });
        expect(forwardingOf(off, pair)?.stickySeconds).toBeUndefined();
        expect(withForwarding(off, pair, { weights: wanted, stickiness: duration })).toEqual(sticky);
      }),
    );
  });
});
