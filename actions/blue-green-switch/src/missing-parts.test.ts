import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { runWithFakeAws } from '../testing/run-with-fake-aws.ts';
import { createWorld, GOOD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

const FIRST = { mode: 'bootstrap', 'desired-count': '2' };

type World = Awaited<ReturnType<typeof createWorld>>;

/** Why a bootstrap is refused, which has to write nothing. */
async function refusalOf(
  world: World,
  target: Target,
  given: Readonly<Record<string, string>> = {},
): Promise<Failure> {
  const mark = world.aws.journal.length;
  const error = await world
    .release(GOOD, { ...FIRST, ...given }, undefined, target)
    .catch((thrown) => thrown);
  expect(writesSince(world, mark)).toEqual([]);
  return error.failure;
}

const other = (arn: string | undefined) => `${arn}`.replace(/\/[0-9a-f]+$/, '/0123456789abcdef');

/** A target of which several parts do not exist. */
function spoil({ target }: World['infrastructure']): Target {
  const { blue, green } = target.slots;
  return {
    ...target,
    slots: {
      blue,
      green: {
        service: 'web-grene',
        targetGroup: green.targetGroup.replace(/web-green.*/, 'gone/0123456789abcdef'),
      },
    },
    productionRules: target.productionRules.map(other),
  };
}

describe('a bootstrap of a target of which parts do not exist', () => {
  test.each([[{}], [{ 'dry-run': 'true' }]])(
    'names all of them before it writes anything, its lease included: %j',
    async (given) => {
      const world = await createWorld({}, 'none');
      const target = spoil(world.infrastructure);
      const { green } = target.slots;
      const { cause, advice, detail = '' } = await refusalOf(world, target, given);
      expect(cause).toBe(
        [
          `The target names what does not exist: target group ${green.targetGroup} (slots.green.targetGroup), like web-blue`,
          `production rule ${target.productionRules[0]}`,
          'service web-grene (slots.green.service), unless web-green was meant, like web-blue.',
        ].join('; '),
      );
      expect(advice).toContain('Set before: RULE_CONDITIONS (such as');
      const { calls } = runWithFakeAws(detail, { RULE_CONDITIONS: 'x' });
      expect(calls.map(({ command }) => command)).toEqual([
        ...['elbv2 create-target-group', 'elbv2 describe-target-group-attributes'],
        ...['elbv2 modify-target-group-attributes', 'elbv2 create-rule', 'ecs create-service'],
      ]);
    },
  );

  test('takes a group with the same name for the one that was meant, and a service with a like name', async () => {
    const world = await createWorld({}, 'none');
    const { target } = world.infrastructure;
    const { blue, green } = target.slots;
    const spoilt = {
      ...target,
      slots: {
        blue: { ...blue, service: 'web-bleu' },
        green: { ...green, targetGroup: other(green.targetGroup) },
      },
    };
    const { cause, detail } = await refusalOf(world, spoilt);
    expect(cause).toContain(`whose name ${green.targetGroup} has`);
    expect(cause).toContain(
      'service web-bleu (slots.blue.service), unless web-blue was meant, like web-green.',
    );
    expect(detail).toContain(green.targetGroup);
  });

  test('tells a cluster from its services, a load balancer from its listener, and a listener from its rules', async () => {
    const world = await createWorld({}, 'none');
    const { target, listenerArn } = world.infrastructure;
    const nowhere = await refusalOf(world, { ...target, cluster: 'nowhere' });
    expect(nowhere.cause).toContain(
      'cluster nowhere; service web-blue (slots.blue.service); service web-green',
    );
    const listener = await refusalOf(world, { ...target, productionRules: [other(listenerArn)] });
    expect(listener.cause).toBe(`The target names what does not exist: listener ${other(listenerArn)}.`);
    const elsewhere = listenerArn.replace('/app/rehearsal/', '/app/elsewhere/');
    const balancer = await refusalOf(world, { ...target, productionRules: [elsewhere] });
    expect(balancer.cause).toMatch(
      /does not exist: load balancer .*:loadbalancer\/app\/elsewhere\/.*; listener /,
    );
  });

  test('names a rule that answers by itself, with the command that lets it forward', async () => {
    const world = await createWorld({}, 'none');
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    const FixedResponseConfig = { StatusCode: '503' };
    await world.clock.run(
      world.ports.elbv2.modifyListener({
        ListenerArn,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig }],
      }),
    );
    const { cause, detail = '' } = await refusalOf(world, target);
    expect(cause).toContain(`a forward to the slots in production rule ${target.productionRules[0]}`);
    expect(runWithFakeAws(detail).calls[0]).toMatchObject({
      command: 'elbv2 modify-listener',
      options: { 'listener-arn': ListenerArn },
    });
  });

  test('leaves a rule alone that redirects, and says that it is the wrong one', async () => {
    const world = await createWorld({}, 'none');
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } as const;
    await world.clock.run(
      world.ports.elbv2.modifyListener({
        ListenerArn,
        DefaultActions: [{ Type: 'redirect', RedirectConfig }],
      }),
    );
    expect(await refusalOf(world, target)).toEqual({
      cause: `Production rule ${target.productionRules[0]} forwards to neither slot.`,
      advice:
        'Name the rules that send users to this service in productionRules, or put both target groups into its forward action, the live one with weight 100 and the other with 0.',
    });
  });

  test('says that it may not look, when it may not', async () => {
    const world = await createWorld({}, 'none');
    world.failCalls((operation) => (operation === 'DescribeRules' ? 'expired-credentials' : undefined));
    const target = spoil(world.infrastructure);
    const error = await world.release(GOOD, FIRST, undefined, target).catch((thrown) => thrown);
    expect(error.failure.cause).toContain('The AWS credentials have expired');
  });
});

test('a release of such a target names the first part that is missing, as before', async () => {
  const world = await createWorld();
  const target = spoil(world.infrastructure);
  await expect(world.release(GOOD, {}, undefined, target)).rejects.toThrow(
    'Service "web-grene" does not exist in cluster "rehearsal" (eu-west-1). Did you mean "web-green"?',
  );
});
