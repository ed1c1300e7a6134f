import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { startMoto } from '../../rehearsal/aws/judges/testing/start-moto.ts';
import { repositoryRoot } from '../repository.ts';
import { findTool } from '../requirements.ts';
import { median } from './median.ts';
import { renderTable } from './table.ts';

/** From the start of the program to its `ready`, and a call with its client's own work, in milliseconds. */
const AIMS = { start: 1_000, call: 3 };

const STARTS = 7;

/** Rounds that are measured, after some that warm both up. Calls of an account are limited, so rounds change regions. */
const ROUNDS = 80;
const WARMING = 16;
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'sa-east-1',
];

/** One call of each kind that a deployment makes all the time. */
const CALLS = {
  'sts GetCallerIdentity': ({ sts }: Clients) => sts.getCallerIdentity({}),
  'ecs DescribeClusters': ({ ecs }: Clients) => ecs.describeClusters({ clusters: ['bench'] }),
  'elbv2 DescribeLoadBalancers': ({ elbv2 }: Clients) => elbv2.describeLoadBalancers({}),
  'ecr DescribeRepositories': ({ ecr }: Clients) => ecr.describeRepositories({ repositoryNames: ['bench'] }),
  'ssm GetParameter': ({ ssm }: Clients) => ssm.getParameter({ Name: '/bench' }),
  'logs DescribeLogGroups': ({ logs }: Clients) => logs.describeLogGroups({ logGroupNamePrefix: '/bench' }),
};

type Clients = ReturnType<typeof createClients>;

/**
 * How long the embedded AWS takes to start, beside an empty Node, and to answer, beside moto: every round asks both the
 * same, so that what else the machine does hits both. Prints two tables.
 */
export async function benchLatency(): Promise<void> {
  console.log(renderStarts(await measureStarts()));
  const { missing } = findTool('moto');
  const moto = missing === undefined ? await startMoto() : undefined;
  if (missing !== undefined) console.log(`\nwithout moto: ${missing}`);
  const embedded = startEmbedded();
  try {
    const urls = [await readyUrl(embedded), ...(moto ? [moto.url] : [])];
    console.log(`\n${renderCalls(await measureCalls(urls))}`);
  } finally {
    await stop(embedded);
    await moto?.close();
  }
}

/** As `npm run embedded-aws` does, behind the wrapper that brings Node 24. */
function startEmbedded(): ChildProcess {
  const [wrapper, program] = ['scripts/node24.js', 'rehearsal/aws/cli.ts'].map((path) =>
    join(repositoryRoot, path),
  );
  return spawn(process.execPath, [`${wrapper}`, `${program}`, '--port', '0', '--runtime', 'processes'], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function readyUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('Its output is not piped.');
  for await (const line of createInterface(stdout)) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  throw new Error('The embedded AWS ended before it was ready.');
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function measureStarts(): Promise<{ embedded: number; empty: number }> {
  const times = { embedded: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= STARTS; round += 1) {
    const empty = await timeOf(() => once(spawn(process.execPath, ['--eval', '0']), 'exit'));
    let child: ChildProcess | undefined;
    const embedded = await timeOf(() => {
      child = startEmbedded();
      return readyUrl(child);
    });
    if (child) await stop(child);
    // The first round warms the file cache.
    if (round > 0) {
      times.embedded.push(embedded);
      times.empty.push(empty);
    }
  }
  return { embedded: median(times.embedded), empty: median(times.empty) };
}

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

function renderStarts({ embedded, empty }: { embedded: number; empty: number }): string {
  const verdict = embedded < AIMS.start ? 'met' : 'MISSED';
  return renderTable([
    ['', 'time', 'ratio', 'aim'],
    ['empty Node', `${empty.toFixed(0)} ms`, '1x', ''],
    [
      'embedded AWS until ready',
      `${embedded.toFixed(0)} ms`,
      `${(embedded / empty).toFixed(1)}x`,
      `${AIMS.start} ms: ${verdict}`,
    ],
  ]);
}

function createClients(endpoint: string, region: string) {
  const config = {
    ...{ endpoint, region, maxAttempts: 1 },
    credentials: { accessKeyId: 'REHEARSAL', secretAccessKey: 'rehearsal' },
  };
  return {
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    ecr: new ECR(config),
    ssm: new SSM(config),
    logs: new CloudWatchLogs(config),
    sts: new STS(config),
  };
}

/** One of each thing that the calls ask for. */
async function prepare({ ecs, ecr, ssm, logs }: Clients): Promise<void> {
  await ecs.createCluster({ clusterName: 'bench' });
  await ecr.createRepository({ repositoryName: 'bench' });
  await ssm.putParameter({ Name: '/bench', Value: '1', Type: 'String' });
  await logs.createLogGroup({ logGroupName: '/bench' });
}

/** For each call the times of each endpoint. */
async function measureCalls(urls: readonly string[]): Promise<Map<string, number[][]>> {
  const byUrl = urls.map((url) => REGIONS.map((region) => createClients(url, region)));
  for (const clients of byUrl.flat()) await prepare(clients);
  const times = new Map(Object.keys(CALLS).map((name) => [name, urls.map((): number[] => [])]));
  for (let round = 0; round < WARMING + ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(CALLS)) {
      for (const [index, regions] of byUrl.entries()) {
        const clients = regions[round % REGIONS.length];
        if (!clients) continue;
        const time = await timeOf(() => call(clients));
        if (round >= WARMING) times.get(name)?.[index]?.push(time);
      }
    }
  }
  return times;
}

function renderCalls(times: ReadonlyMap<string, number[][]>): string {
  const rows = [...times].map(([name, [ours = [], moto = []]]) => {
    const [own, other] = [median(ours), median(moto)];
    const verdict = own < AIMS.call ? 'met' : 'MISSED';
    const beside = moto.length === 0 ? ['', ''] : [`${other.toFixed(2)} ms`, `${(own / other).toFixed(2)}x`];
    return [name, `${own.toFixed(2)} ms`, ...beside, `${AIMS.call} ms: ${verdict}`];
  });
  return renderTable([['call, p50 with its client', 'embedded AWS', 'moto', 'ratio', 'aim'], ...rows]);
}
