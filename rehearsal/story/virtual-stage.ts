import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { endWithVerdict } from '../../actions/blue-green-switch/src/end-with-verdict.ts';
import type { Probe } from '../../actions/blue-green-switch/src/gates/probe-gate.ts';
import { run as runSwitch } from '../../actions/blue-green-switch/src/run.ts';
import { createMachine } from '../../actions/blue-green-switch/testing/machine.ts';
import { surroundingsOn } from '../../actions/blue-green-switch/testing/surroundings.ts';
import type { Outcome } from '../../lib/action/outcome.ts';
import { logTo } from '../../lib/aws/testing/record-log.ts';
import { createMemoryBlobStore } from '../aws/ecr/blobs/memory-blob-store.ts';
import {
  createVirtualDataPlane,
  type VirtualConnection,
  type VirtualDataPlane,
} from '../aws/elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../aws/embedded-aws.ts';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import { inProcessClient } from '../aws/kernel/in-process.ts';
import type { VirtualClock } from '../aws/kernel/virtual-clock.ts';
import type { EmbeddedAwsOptions } from '../aws/parts.ts';
import { createScriptedRuntime } from '../aws/runtime/scripted.ts';
import { createPlainSender } from '../traffic/plain-sender.ts';
import { startTraffic } from '../traffic/traffic.ts';
import { planSwitchRun } from './deployer.ts';
import {
  PLACE,
  REPOSITORY,
  REQUEST_TIMEOUT_MILLISECONDS,
  REQUESTS_PER_SECOND,
  STORY_SETTINGS,
} from './settings.ts';
import type { Stage, StepEnd } from './stage.ts';

/** Times and habits of a stage's AWS. */
export type StageSettings = NonNullable<EmbeddedAwsOptions['settings']>;

/** A story in one process: scripted tasks, no sockets, and the switch's own code on the virtual clock. */
export async function createVirtualStage(
  clock: VirtualClock,
  seed: number,
  settings: StageSettings = STORY_SETTINGS,
): Promise<Stage> {
  const listeners: ((entry: JournalEntry) => void)[] = [];
  let plane: VirtualDataPlane | undefined;
  const aws = await createEmbeddedAws({
    clock,
    seed,
    blobs: createMemoryBlobStore(),
    registryHost: () => 'registry.rehearsal',
    createDataPlane(ports) {
      plane = createVirtualDataPlane(ports);
      return plane;
    },
    createRuntime: createScriptedRuntime,
    settings,
    onCall(entry) {
      for (const listener of listeners) listener(entry);
    },
  });
  const config = inProcessClient(aws.dispatch);
  const clients = {
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    logs: new CloudWatchLogs(config),
    ecr: new ECR(config),
  };
  // Loaded before the story begins: virtual time must not wait for modules.
  const { clients: first } = createMachine({ aws, clock, log: silent });
  await Promise.all([
    first.ecs(),
    first.elbv2(),
    first.logs(),
    first.ssm(),
    first.cloudwatch(),
    first.scaling(),
  ]);
  const connect = (url: string) => {
    if (!plane) throw new Error('The data plane is made together with the embedded AWS.');
    return plane.connect(url);
  };

  let runs = 0;
  return {
    clock,
    clients,
    journal: aws.journal,
    onCall: (listener) => void listeners.push(listener),
    addressOf: (listenerArn) => aws.endpoints()[listenerArn] ?? '',
    startTraffic: (url) =>
      startTraffic(
        { requestsPerSecond: REQUESTS_PER_SECOND, timeoutMilliseconds: REQUEST_TIMEOUT_MILLISECONDS },
        { clock, send: createPlainSender(new URL(url).host, () => connect(url)) },
      ),
    async publish({ version, behaviour }) {
      const variables = { APP_VERSION: version, ...behaviour };
      const digest = await aws.pushImage({
        place: PLACE,
        repository: REPOSITORY,
        tag: version,
        architecture: process.arch === 'x64' ? 'amd64' : process.arch,
        env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
        layers: [],
      });
      return { success: true, outputs: { image: `registry.rehearsal/${REPOSITORY}@${digest}` }, summary: '' };
    },
    async runSwitch(inputs, isLostAt) {
      runs += 1;
      const runId = `${runs}`;
      const lost = Promise.withResolvers<undefined>();
      const { request, target, policy } = planSwitchRun(inputs);
      const machine = createMachine(
        { aws, clock, log: silent },
        {
          seed: seed + runs,
          policy,
          onCall({ operation, point }) {
            if (operation !== isLostAt || point !== 'after the effect') return;
            machine.die();
            lost.resolve(undefined);
          },
        },
      );
      const ports = await surroundingsOn(machine, { runId, log: silent, probe: createProbe(connect) });
      const running = endWithVerdict(request, ports, () => runSwitch(request, target, ports));
      const ended = await Promise.race([running, lost.promise]);
      return ended ? endOf(ended) : { success: false, outputs: {}, summary: '' };
    },
  };
}

const silent = logTo(() => {});

function endOf({ outputs, summary, failure }: Outcome): StepEnd {
  const given = Object.entries(outputs).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    success: failure === undefined,
    outputs: Object.fromEntries(given),
    summary,
    ...(failure ? { cause: failure.cause } : {}),
  };
}

function createProbe(connect: (url: string) => VirtualConnection): Probe {
  return async ({ url, headers }) => {
    const { host, pathname } = new URL(url);
    const answer = await connect(url).send({ method: 'GET', url: pathname, headers: { host, ...headers } });
    if (answer === 'refused') return { kind: 'unanswered', reason: 'connection refused' };
    return { kind: 'answered', ...answer };
  };
}
