import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sleep, systemClock } from '../../../../lib/action/clock.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readInputs } from '../../../../lib/action/inputs.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { systemRandom } from '../../../../lib/action/random.ts';
import { toInputVariables } from '../../../../lib/action/testing/to-input-variables.ts';
import { createClients } from '../../../../lib/aws/clients.ts';
import { assembleTarget, parseTargetLayer } from '../../../../lib/aws/read-target.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { allClients } from '../../../../lib/aws/testing/all-clients.ts';
import { recordLog } from '../../../../lib/aws/testing/record-log.ts';
import type { LentCredentials } from '../../../../rehearsal/aws/iam/lend-key.ts';
import {
  type ScriptedServer,
  serveScripted,
} from '../../../../rehearsal/aws/judges/testing/serve-scripted.ts';
import { createInProcessHandler } from '../../../../rehearsal/aws/kernel/in-process.ts';
import { planSwitchRun } from '../../../../rehearsal/story/deployer.ts';
import { createInfrastructure, type Infrastructure } from '../../../../rehearsal/story/infrastructure.ts';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { toolPath } from '../../../../scripts/requirements.ts';
import { imageOf } from '../../testing/image-of.ts';
import { inputs as specs } from '../inputs.ts';
import { toRequest } from '../modes/request.ts';
import { run } from '../run.ts';

jest.setTimeout(120_000);

const PARAMETER = '/platform/shop/rehearsal/web';
const IMAGE = imageOf(1);

const ADMINISTRATOR = { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'rehearsal', sessionToken: '' };

/** The commands that a bootstrap names, run by a shell with the real `aws`, and then the bootstrap. */
describeWith('aws', 'a bootstrap of a platform that is not whole', () => {
  let server: ScriptedServer;
  let infrastructure: Infrastructure;
  let clients: Awaited<ReturnType<typeof createTestClients>>;

  beforeAll(async () => {
    server = await serveScripted();
    clients = await createTestClients();
    infrastructure = await createInfrastructure(clients, systemClock);
  });
  afterAll(() => server.close());

  async function createTestClients(credentials: LentCredentials = ADMINISTRATOR) {
    const made = createClients(
      {
        ...{ action: 'blue-green-switch', version: '0', region: 'eu-west-1' },
        credentials,
        requestHandler: createInProcessHandler(server.aws.dispatch),
      },
      { clock: systemClock, random: systemRandom, log: recordLog() },
      allClients,
    );
    const [ecs, elbv2, logs, ssm] = await Promise.all([made.ecs(), made.elbv2(), made.logs(), made.ssm()]);
    return {
      ecs,
      elbv2,
      logs,
      ssm,
      containerLogs: made.logs,
      cloudwatch: made.cloudwatch,
      scaling: made.scaling,
    };
  }

  /** By somebody who may do what a bootstrap needs. */
  async function bootstrap(target: Target, given: Readonly<Record<string, string>> = {}) {
    const inputs = {
      ...{ mode: 'bootstrap', target: PARAMETER, image: IMAGE, 'desired-count': '1' },
      ...{ hold: '1s', bake: '1s', ...given },
    };
    const { policy } = planSwitchRun({
      ...inputs,
      ...{ target: JSON.stringify(target), record: given.record ?? PARAMETER },
    });
    const { ssm, cloudwatch, ...rest } = await createTestClients(server.aws.lendKey('DEPLOYER', policy));
    return run(toRequest(readInputs(specs, toInputVariables(inputs))), target, {
      ...{ ...rest, clock: systemClock, random: systemRandom, log: recordLog() },
      ...{ signal: new AbortController().signal, stopwatch: { read: () => performance.now() } },
      ...{ parameterStore: async () => ssm, monitoring: cloudwatch },
      owner: { repository: 'org/shop', runId: crypto.randomUUID() },
      probe: async () => ({ kind: 'answered', status: 200, headers: {}, body: '' }),
      session: { ensureOutlasts: async () => {}, refreshIfUnder: async () => {} },
      mask: () => {},
      keepEvidence: async () => '/dev/null',
    });
  }

  /** Why it is refused. */
  async function refusalOf(target: Target, given: Readonly<Record<string, string>> = {}): Promise<Failure> {
    const error = await bootstrap(target, given).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof ActionFailure) return error.failure;
    throw error ?? new Error('It is not refused.');
  }

  /** Runs the commands as a person would, who has set what is asked for. */
  async function runScript(script: string, variables: Readonly<Record<string, string>> = {}) {
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', script], {
      env: {
        PATH: [dirname(toolPath('aws')), process.env.PATH].join(delimiter),
        ...{ AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: 'PERSON', AWS_SECRET_ACCESS_KEY: 'rehearsal' },
        ...variables,
      },
    });
    return stdout;
  }

  async function readTarget(): Promise<Target> {
    const { Parameter } = await clients.ssm.getParameter({ Name: PARAMETER });
    return assembleTarget([parseTargetLayer(Parameter?.Value ?? '', PARAMETER)]);
  }

  /** Takes a slot away, as if it had never been. */
  async function removeGreen({ cluster, slots }: Target): Promise<void> {
    await clients.ecs.deleteService({ cluster, service: slots.green.service, force: true });
    await clients.elbv2.modifyListener({
      ListenerArn: infrastructure.listenerArn,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: slots.blue.targetGroup }],
    });
    await clients.elbv2.deleteTargetGroup({ TargetGroupArn: slots.green.targetGroup });
    await sleep(systemClock, 1_000);
  }

  test('of which the other slot is missing names what makes that like the first one, and works afterwards', async () => {
    const { target } = infrastructure;
    await removeGreen(target);
    await clients.ssm.putParameter({ Name: PARAMETER, Type: 'String', Value: JSON.stringify(target) });
    const { cause, advice, detail = '' } = await refusalOf(target);
    expect(cause).toBe(
      `The target names what does not exist: target group ${target.slots.green.targetGroup} (slots.green.targetGroup), like web-blue; service web-green (slots.green.service), like web-blue.`,
    );
    expect(advice).toBe(
      'A bootstrap makes no such thing. Run these commands in one shell, then run it again.',
    );
    await runScript(detail);
    const corrected = await readTarget();
    const ended = await bootstrap(corrected);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
    expect(ended.outputs['live-slot']).toBe('green');
    const { services = [] } = await clients.ecs.describeServices({
      cluster: target.cluster,
      services: [target.slots.blue.service, target.slots.green.service],
    });
    const [blue, green] = services.map(({ networkConfiguration, launchType, deploymentConfiguration }) => ({
      ...{ networkConfiguration, launchType, deploymentConfiguration },
    }));
    expect(green).toEqual(blue);
  });

  test('of which nothing is there names everything, and works afterwards', async () => {
    const { target } = infrastructure;
    const renamed = (arn: string) =>
      arn.replace(/(rehearsal|web)/g, 'other').replace(/\/[0-9a-f]+$/, '/0123456789abcdef');
    const wanted: Target = {
      cluster: 'other',
      slots: {
        blue: { service: 'other-blue', targetGroup: renamed(target.slots.blue.targetGroup) },
        green: { service: 'other-green', targetGroup: renamed(target.slots.green.targetGroup) },
      },
      productionRules: target.productionRules.map(renamed),
      container: target.container,
    };
    const given = { target: JSON.stringify(wanted), record: '/platform/shop/rehearsal/other' };
    const { cause, advice, detail = '' } = await refusalOf(wanted, given);
    for (const what of [
      'cluster other',
      'target group',
      'load balancer',
      'listener',
      'other-blue',
      'other-green',
    ]) {
      expect(cause).toContain(what);
    }
    expect(advice).toContain('Set before: VPC_ID (the VPC of the load balancer and the tasks)');
    const { services = [] } = await clients.ecs.describeServices({
      cluster: target.cluster,
      services: ['web-blue'],
    });
    const { subnets = [], securityGroups = [] } =
      services[0]?.networkConfiguration?.awsvpcConfiguration ?? {};
    const place = {
      SUBNET_A: `${subnets[0]}`,
      SUBNET_B: `${subnets[1]}`,
      SECURITY_GROUP: `${securityGroups[0]}`,
    };
    const printed = await runScript(`${detail}`, {
      ...place,
      ...{ VPC_ID: server.place.vpc, HEALTH_CHECK_PATH: '/readyz', TASK_DEFINITION: 'web:1' },
      ...{ TASK_SUBNET_A: place.SUBNET_A, TASK_SUBNET_B: place.SUBNET_B },
      TASK_SECURITY_GROUP: place.SECURITY_GROUP,
      CERTIFICATE_ARN: 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
    });
    const corrected = assembleTarget([parseTargetLayer(printed.split('\n').at(-2) ?? '', 'what is printed')]);
    // With AWS's defaults a proof of health takes minutes.
    for (const { targetGroup } of Object.values(corrected.slots)) {
      await clients.elbv2.modifyTargetGroup({
        ...{
          TargetGroupArn: targetGroup,
          HealthCheckIntervalSeconds: 5,
          HealthCheckTimeoutSeconds: 2,
          HealthyThresholdCount: 2,
        },
      });
    }
    const ended = await bootstrap(corrected, given);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
  });
});
