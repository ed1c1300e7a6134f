import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../lib/action/clock.ts';
import { isWrite } from '../../../lib/aws/operations.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { type Served, serveEmbeddedAws } from '../../../rehearsal/aws/serve.ts';
import { createJob } from '../../../rehearsal/github/job.ts';
import type { StepResult } from '../../../rehearsal/github/step.ts';
import { planSwitchRun } from '../../../rehearsal/story/deployer.ts';
import { createInfrastructure } from '../../../rehearsal/story/infrastructure.ts';
import { STORY_SETTINGS } from '../../../rehearsal/story/settings.ts';
import { imageOf } from '../testing/image-of.ts';

const IMAGE = imageOf(0);
const RECORD = '/platform/shop/rehearsal/web';
const ACTION = join(import.meta.dirname, '..');

/** The compiled action, run as the runner runs it, against a platform in which nothing serves yet. */
describe('a step that cannot work', () => {
  let served: Served;
  let folder: string;
  let target: Target;
  let otherRule: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wrong-inputs-'));
    served = await serveEmbeddedAws({ port: 0, seed: 1, runtime: 'processes', settings: STORY_SETTINGS });
    const config = {
      endpoint: served.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'rehearsal' },
    };
    const elbv2 = new ElasticLoadBalancingV2(config);
    const clients = { ecs: new ECS(config), elbv2, logs: new CloudWatchLogs(config) };
    const infrastructure = await createInfrastructure(clients, systemClock);
    target = infrastructure.target;
    otherRule = await createRuleForGreen(elbv2, infrastructure.listenerArn, target);
  });

  afterAll(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  /** The role may do what its mode needs. What cannot even be read is refused before any call. */
  function policyOf(given: Record<string, string>): string {
    try {
      return planSwitchRun(given, ['post']).policy;
    } catch {
      return planSwitchRun(valid(), ['post']).policy;
    }
  }

  const valid = () => ({
    ...{ target: JSON.stringify(target), record: RECORD, image: IMAGE, 'desired-count': '2' },
  });

  async function runWith(inputs: Record<string, string>): Promise<StepResult> {
    const given = { ...valid(), ...inputs };
    const lent = served.aws.lendKey('DEPLOYER', policyOf(given));
    const job = await createJob({
      clock: systemClock,
      folder: await mkdtemp(join(folder, 'job-')),
      path: process.env.PATH ?? '',
      environment: {
        AWS_ENDPOINT_URL: served.url,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: lent.accessKeyId,
        AWS_SECRET_ACCESS_KEY: lent.secretAccessKey,
        AWS_SESSION_TOKEN: lent.sessionToken,
      },
    });
    const result = await job.runStep({ uses: ACTION, with: given });
    await job.finish();
    return result;
  }

  test.each<[string, () => Record<string, string>, string]>([
    ['an unknown input', () => ({ stepz: '100%' }), 'Input "stepz" is not known. Did you mean "steps"?'],
    [
      'a bad duration',
      () => ({ bake: '5 minutes' }),
      'Input "bake" is "5 minutes", which is not a duration.',
    ],
    [
      'bad steps',
      () => ({ steps: '50%' }),
      'Input "steps" is "50%", which does not say how long 50% is watched.',
    ],
    ['no record', () => ({ record: '' }), 'Input "record" is required when "target" is a document.'],
    ['an input of another mode', () => ({ mode: 'status' }), 'Input "image" does nothing in mode "status".'],
    ['an image without digest', () => ({ image: 'rehearsal/web:v1' }), 'Input "image" is "rehearsal/web:v1"'],
    [
      'a target with a misspelt key',
      () => ({ target: JSON.stringify({ ...target, clutser: 'x' }) }),
      'input "target"',
    ],
    ['a missing cluster', () => ({ target: JSON.stringify({ ...target, cluster: 'nowhere' }) }), 'nowhere'],
    [
      'a missing service',
      () => ({
        target: JSON.stringify({
          ...target,
          slots: { ...target.slots, green: { ...target.slots.green, service: 'web-gone' } },
        }),
      }),
      'Service "web-gone" does not exist in cluster "rehearsal" (eu-west-1). Did you mean "web-green"?',
    ],
    [
      'production rules that disagree',
      () => ({
        target: JSON.stringify({ ...target, productionRules: [...target.productionRules, otherRule] }),
      }),
      'The production rules disagree about the live slot',
    ],
    [
      'a release where nothing serves',
      () => ({}),
      'Nothing serves: the live service web-blue (slot blue) runs no tasks.',
    ],
    [
      'no count for a bootstrap where nothing serves',
      () => ({ mode: 'bootstrap', 'desired-count': '' }),
      'Input "desired-count" is not given, and nothing serves that would tell how many tasks are needed.',
    ],
    [
      'a container that is not there',
      () => ({
        mode: 'bootstrap',
        target: JSON.stringify({ ...target, container: { ...target.container, name: 'wbe' } }),
      }),
      'has no container "wbe". Did you mean "web"?',
    ],
  ])('%s: one clear red line, and nothing is written', async (_what, inputs, cause) => {
    const before = served.aws.journal.length;
    const result = await runWith(inputs());
    expect(result.conclusion).toBe('failure');
    const errors = result.annotations.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message.split('\n')[0]).toContain(cause);
    expect(result.summary).toContain(':x:');
    const calls = served.aws.journal.slice(before).map(({ at, call }) => ({ at, operation: call.operation }));
    expect(calls.filter(({ operation }) => isWrite(operation))).toEqual([]);
  });

  test('a dry run shows the plan and writes nothing', async () => {
    const before = served.aws.journal.length;
    const result = await runWith({ mode: 'bootstrap', 'dry-run': 'yes' });
    expect(result.conclusion).toBe('success');
    expect(result.summary).toContain('would go to green, and nothing was changed');
    expect(result.summary).toContain('| 100 → 0 | 0 → 100 |');
    const calls = served.aws.journal.slice(before).map(({ at, call }) => ({ at, operation: call.operation }));
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter(({ operation }) => isWrite(operation))).toEqual([]);
  });
});

async function createRuleForGreen(elbv2: ElasticLoadBalancingV2, ListenerArn: string, { slots }: Target) {
  const { Rules = [] } = await elbv2.createRule({
    ListenerArn,
    Priority: 10,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/admin/*'] } }],
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: slots.blue.targetGroup, Weight: 0 },
            { TargetGroupArn: slots.green.targetGroup, Weight: 100 },
          ],
        },
      },
    ],
  });
  return Rules[0]?.RuleArn ?? '';
}
