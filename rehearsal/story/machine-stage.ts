import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { systemClock } from '../../lib/action/clock.ts';
import type { LentCredentials } from '../aws/iam/lend-key.ts';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import { serveEmbeddedAws } from '../aws/serve.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { removeImagesOf } from '../engine/remove-images.ts';
import { createJob, type Job } from '../github/job.ts';
import { startTrafficClient } from '../traffic/client-process.ts';
import type { SecondCounts } from '../traffic/tally.ts';
import { planSwitchRun, policyOfPublisher } from './deployer.ts';
import { assembleWithoutEngine, buildWithEngine } from './image-source.ts';
import { PLACE, REQUEST_TIMEOUT_MILLISECONDS, REQUESTS_PER_SECOND, STORY_SETTINGS } from './settings.ts';
import type { Stage, StepEnd } from './stage.ts';

export interface MachineStageOptions {
  /** Where jobs and the counting client write. */
  readonly folder: string;
  /** The engine that builds and runs; without it images are assembled and tasks are processes. */
  readonly engine: EngineClient | undefined;
  readonly seed: number;
  readonly onLog: (line: string) => void;
  readonly onSecond: (second: SecondCounts) => void;
}

export interface MachineStage extends Stage {
  /** What runs tasks, and why that. */
  readonly runtime: string;
  close(): Promise<void>;
}

const FIRST_RUN = 1_658_821_493;
const ACTIONS = join(import.meta.dirname, '..', '..', 'actions');

/** A story on this machine: compiled actions as a runner runs them, real images, real tasks, real sockets. */
export async function createMachineStage(options: MachineStageOptions): Promise<MachineStage> {
  const { engine, seed, folder, onLog, onSecond } = options;
  const listeners: ((entry: JournalEntry) => void)[] = [];
  const served = await serveEmbeddedAws({
    port: 0,
    seed,
    runtime: engine ? 'containers' : 'processes',
    settings: STORY_SETTINGS,
    onCall(entry) {
      for (const listener of listeners) listener(entry);
    },
  });
  const { aws, url: endpoint } = served;
  const source = engine ? await buildWithEngine(engine) : await assembleWithoutEngine(aws);
  const config = {
    endpoint,
    region: PLACE.region,
    credentials: { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'rehearsal' },
  };

  const running = new Set<Job>();
  let runs = 0;
  let isClosed = false;

  async function runAction(
    name: string,
    { inputs, policy }: { readonly inputs: Readonly<Record<string, string>>; readonly policy: string },
    isLostAt?: string,
  ): Promise<StepEnd> {
    if (isClosed) throw new Error('The stage is closed.');
    runs += 1;
    // Every job is a workflow run of its own: those of one run would go on with each other's work.
    const run = { runId: FIRST_RUN + runs };
    await mkdir(folder, { recursive: true });
    const job = await createJob({
      clock: systemClock,
      folder: await mkdtemp(join(folder, `${name}-`)),
      path: process.env.PATH ?? '',
      environment: jobEnvironment(endpoint, aws.lendKey('DEPLOYER', policy)),
      run,
      onLog,
    });
    running.add(job);
    const lose = loseOnce(job, isLostAt);
    if (lose) listeners.push(lose);
    const step = await job.runStep({ uses: join(ACTIONS, name), with: inputs });
    await job.finish();
    running.delete(job);
    const cause = step.annotations.find(({ level }) => level === 'error')?.message.split('\n')[0];
    return {
      success: step.conclusion === 'success',
      outputs: step.outputs,
      summary: step.summary,
      ...(cause === undefined ? {} : { cause }),
    };
  }

  return {
    clock: systemClock,
    clients: {
      ecs: new ECS(config),
      elbv2: new ElasticLoadBalancingV2(config),
      logs: new CloudWatchLogs(config),
      ecr: new ECR(config),
    },
    journal: aws.journal,
    onCall: (listener) => void listeners.push(listener),
    publish: async (release) =>
      runAction('deploy-image', { inputs: await source(release), policy: policyOfPublisher() }),
    runSwitch: async (inputs, isLostAt) => {
      const { policy } = planSwitchRun(inputs, ['post']);
      return runAction('blue-green-switch', { inputs, policy }, isLostAt);
    },
    addressOf: (listenerArn) => aws.endpoints()[listenerArn] ?? '',
    startTraffic: (url) =>
      startTrafficClient(
        {
          url,
          out: join(folder, 'traffic'),
          requestsPerSecond: REQUESTS_PER_SECOND,
          timeoutMilliseconds: REQUEST_TIMEOUT_MILLISECONDS,
        },
        onSecond,
      ),
    runtime: served.runtime,
    async close() {
      isClosed = true;
      for (const job of running) job.die();
      await served.close();
      if (engine) await removeImagesOf(engine, new URL(endpoint).host);
    },
  };
}

/** Kills the job's machine, as `kill -9` does, when AWS has carried out a call of the operation. */
function loseOnce(job: Job, operation: string | undefined): ((entry: JournalEntry) => void) | undefined {
  if (operation === undefined) return undefined;
  let isLost = false;
  return ({ call }) => {
    if (isLost || call.operation !== operation) return;
    isLost = true;
    job.die();
  };
}

/** What the workflow of a user sets: where AWS is, who calls, and the engine of the machine. */
function jobEnvironment(endpoint: string, lent: LentCredentials): Record<string, string> {
  const { DOCKER_HOST } = process.env;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: PLACE.region,
    AWS_ACCESS_KEY_ID: lent.accessKeyId,
    AWS_SECRET_ACCESS_KEY: lent.secretAccessKey,
    AWS_SESSION_TOKEN: lent.sessionToken,
    ...(DOCKER_HOST === undefined ? {} : { DOCKER_HOST }),
  };
}
