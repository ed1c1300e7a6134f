import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../../lib/action/clock.ts';
import { type ScriptedServer, serveScripted } from '../../../rehearsal/aws/judges/testing/serve-scripted.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createJob } from '../../../rehearsal/github/job.ts';
import { createInfrastructure, type Infrastructure } from '../../../rehearsal/story/infrastructure.ts';
import { policyFor } from '../testing/deployer.ts';
import { imageOf } from '../testing/image-of.ts';

jest.setTimeout(180_000);

const ACTION = join(import.meta.dirname, '..');
const RECORD = '/platform/shop/rehearsal/web';

/** The compiled action over sockets, whose process and machine are killed as the kernel kills. */
describe('a release whose machine is lost', () => {
  let server: ScriptedServer;
  let infrastructure: Infrastructure;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-release-'));
    server = await serveScripted();
    const config = inProcessClient(server.aws.dispatch);
    const clients = {
      ecs: new ECS(config),
      elbv2: new ElasticLoadBalancingV2(config),
      logs: new CloudWatchLogs(config),
    };
    infrastructure = await createInfrastructure(clients, systemClock);
    expect(await release(1, { mode: 'bootstrap' })).toBe('released');
  });

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** A job whose role may do what these modes and the step after it need, and no more. */
  async function openJob(modes: readonly string[]) {
    const { target } = infrastructure;
    const policy = policyFor([...modes, 'post'], { infrastructure, target, record: RECORD });
    const lent = server.aws.lendKey('DEPLOYER', policy);
    return createJob({
      clock: systemClock,
      folder: await mkdtemp(join(folder, 'job-')),
      path: process.env.PATH ?? '',
      environment: {
        AWS_ENDPOINT_URL: server.url,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: lent.accessKeyId,
        AWS_SECRET_ACCESS_KEY: lent.secretAccessKey,
        AWS_SESSION_TOKEN: lent.sessionToken,
      },
    });
  }

  const where = () => ({
    target: JSON.stringify(infrastructure.target),
    record: RECORD,
  });

  /** Gives the verdict, or `lost` when it was killed at its call of the operation. */
  async function release(
    digit: number,
    { mode = 'release', ...kill }: { mode?: string; operation?: string; when?: string } = {},
  ): Promise<string> {
    const job = await openJob([mode]);
    server.aws.faults.decide(({ call }) => {
      if (call.accessKeyId !== 'DEPLOYER' || call.operation !== kill.operation) return undefined;
      job.die();
      return kill.when === 'before the send' ? 'lost-request' : 'lost-answer';
    });
    const step = await job.runStep({
      uses: ACTION,
      with: {
        mode,
        ...where(),
        ...{ image: imageOf(digit), 'desired-count': '2' },
        ...{ hold: '1s', bake: '2s', 'healthy-timeout': '1m' },
      },
    });
    await job.finish();
    return step.outputs.verdict ?? step.conclusion;
  }

  /** The rules, each with the weights of blue and green; throws when one sends to an empty group. */
  function judge(): readonly number[][] {
    return server.aws.traffic().map(({ groups }) => {
      for (const { targetGroupArn, weight, healthy } of groups) {
        if (weight > 0 && healthy.length < 2)
          throw new Error(`${targetGroupArn} has ${healthy.length} targets.`);
      }
      return groups.map(({ weight }) => weight);
    });
  }

  test('before its weight is sent leaves the old version, and the next run releases', async () => {
    const [before] = judge();
    expect(await release(2, { operation: 'ModifyListener', when: 'before the send' })).toBe('lost');
    expect(judge()).toEqual([before]);
    expect(await release(2)).toBe('released');
    expect(judge()).toEqual([before?.toReversed()]);
  });

  test('when its weight has taken effect leaves the new version, and the next run takes it back and releases', async () => {
    const [before] = judge();
    expect(await release(3, { operation: 'ModifyListener', when: 'after the effect' })).toBe('lost');
    expect(judge()).toEqual([before?.toReversed()]);
    expect(await release(4)).toBe('released');
    // It was released to the slot that the lost one had, which was never said to be good.
    expect(judge()).toEqual([before?.toReversed()]);
  });

  test('is not needed to take back what a job has prepared: its post step does when a later step fails', async () => {
    const [before] = judge();
    const job = await openJob(['prepare', 'finish']);
    const prepared = await job.runStep({
      uses: ACTION,
      with: { ...where(), mode: 'prepare', image: imageOf(5), 'healthy-timeout': '1m' },
    });
    expect([prepared.conclusion, prepared.outputs.verdict]).toEqual(['success', 'prepared']);
    // There is nothing to finish before the shift.
    const failed = await job.runStep({ uses: ACTION, with: { ...where(), mode: 'finish' } });
    expect(failed.conclusion).toBe('failure');
    const { conclusion, posts } = await job.finish();
    expect(conclusion).toBe('failure');
    expect(posts.flatMap(({ annotations }) => annotations.map(({ message }) => message))).toEqual([
      expect.stringContaining(`This run had left the release of ${imageOf(5)} unfinished.`),
    ]);
    expect(posts.at(-1)?.log).toContain('Nothing of this run is left unfinished.');
    expect(judge()).toEqual([before]);
    expect(await release(5)).toBe('released');
  });
});
