import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { toFailure } from '../../../lib/action/failure.ts';
import { explainAwsError } from '../../../lib/aws/errors/explain.ts';
import { assembleTarget, parseTargetLayer } from '../../../lib/aws/read-target.ts';
import { KEPT } from '../../../lib/aws/record/prune.ts';
import { readTargetParameter } from '../../../lib/aws/target-parameter.ts';
import { fillPolicy, type Policy, weakenings } from '../../../rehearsal/testing/policy-proof.ts';
import { addAlarm, SMALLEST_BAKE } from '../testing/alarms.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createOneSlotWorld } from '../testing/one-slot.ts';
import { addScaling } from '../testing/scaling.ts';
import { makeSticky } from '../testing/sticky.ts';
import { createWorld, NEXT, RECORD, TEST_KEY } from '../testing/world.ts';

const shipped = JSON.parse(readFileSync(new URL('../policy.json', import.meta.url), 'utf8')) as Policy;

const TEST_HEADER = `${RECORD}/standby-key`;

const ACCOUNT = 'arn:aws:iam::123456789012';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Runs that need everything between them; each is prepared once, and releases one image after the other then. */
const RUNS = {
  /** A good release whose target is a parameter and names a listener for its default rule. */
  async good({ acting, clock, infrastructure: { target, listenerArn }, ports, release }: World) {
    await clock.run(fillRecord(ports));
    const Value = JSON.stringify({ ...target, productionRules: [listenerArn] });
    await clock.run(ports.ssm.putParameter({ Name: RECORD, Type: 'String', Value }));
    const { signal } = ports;
    return async (image: string) => {
      const { text, origin } = await clock.run(readTargetParameter({ ssm: acting().ssm, signal }, RECORD));
      return release(image, {}, undefined, assembleTarget([parseTargetLayer(text, origin)]));
    };
  },
  /** After another run was lost in the middle. */
  async interrupted(world: World) {
    const { clock, infrastructure, release } = world;
    return async (image: string) => {
      const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
      const { target } = infrastructure;
      await clock.run((await startMortalRun(world, { steps: '10% 10s, 100%' }, moment)).ended);
      return release(image, {}, undefined, target);
    };
  },
  /** The same over rules that are not their listener's default, and a test rule that asks for a header. */
  async rules({ addRule, addTestRule, clock, ports, release, url }: World) {
    const target = await addRule();
    const { testRules } = (await addTestRule()).target;
    const secret = { Name: TEST_HEADER, Type: 'SecureString', Value: TEST_KEY } as const;
    await clock.run(ports.ssm.putParameter(secret));
    const given = { 'test-url': `${url}/`, 'test-headers': `x-standby=ssm:${TEST_HEADER}` };
    return (image: string) => release(image, given, undefined, { ...target, testRules });
  },
  /** Of a service that has run with one slot so far. */
  takeover:
    async ({ release }: World) =>
    (image: string) =>
      release(image, { mode: 'bootstrap' }),
  /** Of a target of which everything but the services is missing. */
  async missing({ infrastructure: { target }, release }: World) {
    const { blue, green } = target.slots;
    const gone = {
      ...target,
      slots: {
        blue: { ...blue, targetGroup: blue.targetGroup.replace(/.$/, '0') },
        green: { ...green, targetGroup: green.targetGroup.replace('web-green', 'gone') },
      },
      productionRules: target.productionRules.map((arn) => arn.replace('/app/rehearsal/', '/app/gone/')),
    };
    return (image: string) => release(image, { mode: 'bootstrap' }, undefined, gone);
  },
  /** A version that crashes, whose log tells why. */
  crash:
    async ({ release }: World) =>
    () =>
      release(NEXT),
  /** Gated on alarms that are told by a tag. */
  async gated(world: World) {
    await addAlarm(world, 'orders', {
      TreatMissingData: 'notBreaching',
      Tags: [{ Key: 'service', Value: 'web' }],
    });
    return (image: string) => world.release(image, { alarms: 'tag:service=web', bake: SMALLEST_BAKE });
  },
  /** Between slots that scale. */
  async scaled(world: World) {
    await addScaling(world);
    return (image: string) => world.release(image);
  },
  /** Behind a rule with group stickiness. */
  async sticky(world: World) {
    const { target } = world.infrastructure;
    await makeSticky(world, target, [1]);
    return (image: string) => world.release(image, { sticky: 'detach' }, undefined, target);
  },
  /** A slot's name with a slip in it, here and in the policy: the error names the service that was meant. */
  async misnamed({ infrastructure: { target }, release }: World) {
    const blue = { ...target.slots.blue, service: 'web-bleu' };
    return (image: string) => release(image, {}, undefined, { ...target, slots: { ...target.slots, blue } });
  },
};
type Run = keyof typeof RUNS;

/** As many releases before as a record keeps: the next one takes the oldest away. */
async function fillRecord({ ssm }: World['ports']): Promise<void> {
  const { Parameter } = await ssm.getParameter({ Name: `${RECORD}/lease/1` });
  const { Parameter: release } = await ssm.getParameter({ Name: `${RECORD}/releases/1` });
  const [Type, Overwrite] = ['String', true] as const;
  for (let number = 1; number <= KEPT; number += 1) {
    await ssm.putParameter({ Name: `${RECORD}/lease/${number}`, Value: Parameter?.Value, Type, Overwrite });
    await ssm.putParameter({ Name: `${RECORD}/plan/${number}/1`, Value: '-', Type, Overwrite });
    await ssm.putParameter({ Name: `${RECORD}/releases/${number}`, Value: release?.Value, Type, Overwrite });
  }
}

/** Where an action is needed that not every run needs. */
const NEEDED_IN: Readonly<Record<string, Run>> = {
  'elasticloadbalancing:ModifyRule': 'rules',
  'elasticloadbalancing:DescribeRules': 'rules',
  'elasticloadbalancing:DescribeTargetGroupAttributes': 'sticky',
  'logs:GetLogEvents': 'crash',
  'ecs:ListServices': 'misnamed',
  'ssm:GetParametersByPath': 'interrupted',
  'cloudwatch:DescribeAlarms': 'gated',
  'cloudwatch:ListTagsForResource': 'gated',
  'application-autoscaling:RegisterScalableTarget': 'scaled',
};

async function prepare(name: Run) {
  const behaviour = name === 'crash' ? { environment: { CRASH_AFTER_SECONDS: '1' } } : {};
  const world = await (name === 'takeover' ? createOneSlotWorld() : createWorld(behaviour));
  const begin = await RUNS[name](world);
  const filled = await fill(world, name);
  let count = 0;

  /** Runs under a policy, made from the one that is shipped and filled in; gives all that the run and its log say. */
  return async (change: (filled: Policy) => Policy): Promise<string> => {
    count += 1;
    // IAM lets few calls a second through.
    await world.clock.run(sleep(world.clock, 30_000));
    await world.actUnder(JSON.stringify(change(filled)), `deploy-${count}`);
    const mark = world.log.lines.length;
    const image = `rehearsal/web@sha256:${String(count).padStart(64, 'a')}`;
    const outcome = await begin(image).catch(async (error: unknown) => ({
      failure: await toFailure(error, explainAwsError, world.ports.signal),
    }));
    return [JSON.stringify(outcome, undefined, 1), ...world.log.lines.slice(mark)].join('\n');
  };
}

async function fill({ infrastructure, ports }: World, name: Run): Promise<Policy> {
  const { listenerArn, target } = infrastructure;
  const { Rules = [] } = await ports.elbv2.describeRules({ ListenerArn: listenerArn });
  const ruleWith = (field: string) =>
    Rules.find(({ Conditions = [] }) => Conditions.some(({ Field }) => Field === field))?.RuleArn ??
    listenerArn;
  return fillPolicy(shipped, {
    Region: 'eu-west-1',
    Account: '123456789012',
    TargetParameter: RECORD,
    RecordName: RECORD,
    ListenerArn: listenerArn,
    ListenerRuleArn: ruleWith('path-pattern'),
    TestRuleArn: ruleWith('http-header'),
    TestHeaderParameter: TEST_HEADER,
    Cluster: target.cluster,
    BlueService: name === 'misnamed' ? 'web-bleu' : target.slots.blue.service,
    GreenService: target.slots.green.service,
    TaskRoleArn: `${ACCOUNT}:role/rehearsal-task`,
    ExecutionRoleArn: `${ACCOUNT}:role/rehearsal-execution`,
    LogGroup: '/ecs/rehearsal-web',
  });
}

const DENIED = /denied|not authorized/i;

test.each(Object.keys(RUNS) as Run[])('a run under policy.json is denied nothing: %s', async (name) => {
  const run = await prepare(name);
  expect(await run((filled) => filled)).not.toMatch(DENIED);
});

describe('policy.json with anything taken out of it', () => {
  /** Runs go on from where the one before was stopped, which is quicker than a new platform for each. */
  const prepared = new Map<Run, ReturnType<typeof prepare>>();

  async function isDenied(
    run: Awaited<ReturnType<typeof prepare>>,
    index: number,
    actions: readonly string[],
  ) {
    const told = await run((filled) => weakenings(filled)[index]?.policy ?? filled);
    return actions.some((action) => told.includes(`AWS denied ${action} on`));
  }

  const cases = weakenings(shipped).map(({ name, actions }, index) => ({ name, actions, index }));

  test.each(cases)('is too little: $name', async ({ actions, index }) => {
    const runs = new Set([...actions.map((action) => NEEDED_IN[action] ?? 'good'), 'good', 'rules'] as const);
    for (const name of runs) {
      const known = prepared.get(name) ?? prepare(name);
      prepared.set(name, known);
      if (await isDenied(await known, index, actions)) return;
      if (await isDenied(await prepare(name), index, actions)) return;
    }
    throw new Error(`Without it nothing of ${actions.join(', ')} is denied.`);
  });
});
