/**
 * The embedded AWS of a soak, a process of its own, so that what is measured is its and nobody else's:
 *
 *   node --expose-gc cloud.ts <seed> [containers|processes]
 *
 * It sets a platform up, publishes the versions, and answers `measure` and `close` over its IPC channel.
 */
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { systemClock } from '../../lib/action/clock.ts';
import type { EmbeddedAws } from '../aws/embedded-aws.ts';
import { inProcessClient } from '../aws/kernel/in-process.ts';
import { serveEmbeddedAws } from '../aws/serve.ts';
import { formatOwner, readOwner } from '../machine/owner.ts';
import { assembleWithoutEngine } from '../story/image-source.ts';
import { createInfrastructure } from '../story/infrastructure.ts';
import { REPOSITORY, STORY_SETTINGS } from '../story/settings.ts';
import type { CloudMessage, CloudRequest } from './cloud-process.ts';
import { measure } from './measure.ts';
import { VERSIONS, type VersionName } from './versions.ts';

/** Milliseconds: AWS's hour would let an hour's soak see nothing but growth. */
const STOPPED_TASKS_KEPT = 60_000;

const JOURNAL_LIMIT = 500;

const [seed = '1', runtime] = process.argv.slice(2);
const served = await serveEmbeddedAws({
  port: 0,
  seed: Number(seed),
  ...(runtime === 'containers' || runtime === 'processes' ? { runtime } : {}),
  settings: {
    ...STORY_SETTINGS,
    ecs: { ...STORY_SETTINGS.ecs, stoppedTasksKept: STOPPED_TASKS_KEPT },
    journalLimit: JOURNAL_LIMIT,
  },
});
process.on('message', (request: CloudRequest) => void answer(request));
// Ctrl-C reaches every process of a terminal; this one ends with the one that started it, and not before.
process.on('SIGINT', () => {});
process.on('disconnect', () => void served.close().finally(() => process.exit()));
await introduce();

async function introduce(): Promise<void> {
  const { aws, url } = served;
  const config = inProcessClient(aws.dispatch, { accessKeyId: 'ADMINISTRATOR' });
  const infrastructure = await createInfrastructure(
    { ecs: new ECS(config), elbv2: new ElasticLoadBalancingV2(config), logs: new CloudWatchLogs(config) },
    systemClock,
  );
  send({
    kind: 'ready',
    url,
    runtime: served.runtime,
    owner: formatOwner(readOwner()),
    ...infrastructure,
    visitors: aws.endpoints()[infrastructure.listenerArn] ?? '',
    images: await publish(aws, new ECR(config), new URL(url).host),
  });
}

/** Puts every version into the registry; gives their images with digests. */
async function publish(aws: EmbeddedAws, ecr: ECR, host: string): Promise<Record<VersionName, string>> {
  await ecr.createRepository({ repositoryName: REPOSITORY });
  const source = await assembleWithoutEngine(aws);
  for (const [version, behaviour] of Object.entries(VERSIONS)) {
    await source({ version, behaviour });
  }
  const { imageDetails = [] } = await ecr.describeImages({ repositoryName: REPOSITORY });
  const images = Object.keys(VERSIONS).map((version) => {
    const found = imageDetails.find(({ imageTags }) => imageTags?.includes(version));
    return [version, `${host}/${REPOSITORY}@${found?.imageDigest}`];
  });
  return Object.fromEntries(images);
}

async function answer(request: CloudRequest): Promise<void> {
  if (request.kind === 'close') {
    await served.close();
    // Handles close behind the turn in which they were told to.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  send({ kind: 'measured', measures: measure() });
  if (request.kind === 'close') process.disconnect();
}

function send(message: CloudMessage): void {
  process.send?.(message);
}
