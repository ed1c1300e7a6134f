import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import { type Tool, toolPath } from '../../scripts/requirements.ts';
import { findEngine } from '../engine/find-engine.ts';
import { ensureBaseImage } from '../image/base-image.ts';
import { SUBNETS, VPC_ID } from './ec2/testing/networks.ts';
import {
  type EmbeddedProcess,
  killEmbeddedProcesses,
  startEmbeddedProcess,
} from './testing/embedded-process.ts';

jest.setTimeout(120_000);

const NEEDS: readonly Tool[] = ['docker engine', 'docker command', 'aws'];
const APP = join(import.meta.dirname, '..', 'app');
const run = promisify(execFile);

describeWith(NEEDS, 'clients of others, with containers', () => serveClients('containers'));
describeWith([...NEEDS, 'network namespaces'], 'clients of others, with processes', () =>
  serveClients('processes'),
);

/** The tests of a runtime build on each other, as a newcomer's commands do. */
function serveClients(runtime: 'containers' | 'processes'): void {
  let embedded: EmbeddedProcess;
  let folder: string;
  let image = '';
  let listener: string;

  const environment = () => ({
    PATH: process.env.PATH,
    HOME: folder,
    ...(process.env.DOCKER_HOST && { DOCKER_HOST: process.env.DOCKER_HOST }),
    DOCKER_CONFIG: join(folder, 'docker'),
    AWS_MAX_ATTEMPTS: '1',
    ...embedded.environment,
    AWS_DEFAULT_REGION: 'eu-west-1',
  });

  /** Runs an `aws` command as somebody types it; no word of it holds a space. */
  async function aws(command: string): Promise<string> {
    const words = `${command} --endpoint-url ${embedded.url} --output text`.trim().split(/\s+/);
    const { stdout } = await run(toolPath('aws'), words, { env: environment() });
    return stdout.trim();
  }

  /** A command with something to read, which must not stand among its arguments. */
  async function docker(args: readonly string[], input = ''): Promise<string> {
    const child = spawn(toolPath('docker command'), args, { env: environment() });
    child.stdin.end(input);
    const [output, problems, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    if (code !== 0) throw new Error(`docker ${args[0]} ended with ${code}: ${problems}`);
    return output;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clients-'));
    embedded = await startEmbeddedProcess('--runtime', runtime);
  });
  afterAll(async () => {
    killEmbeddedProcesses();
    if (image !== '') await docker(['rmi', '--force', image]);
    await rm(folder, { recursive: true });
  });

  test('docker pushes an image after aws ecr get-login-password', async () => {
    const { engine } = await findEngine(process.env);
    if (!engine) throw new Error('There is no engine.');
    const uri = await aws('ecr create-repository --repository-name web --query repository.repositoryUri');
    const [host = ''] = uri.split('/');
    expect(host).toBe(new URL(embedded.url).host);
    image = `${uri}:1.0.0`;
    const password = await aws('ecr get-login-password');
    const login = await docker(['login', '--username', 'AWS', '--password-stdin', host], password);
    expect(login).toContain('Login Succeeded');
    const base = await ensureBaseImage(engine);
    const buildArguments = ['--build-arg', `BASE=${base}`, '--build-arg', 'APP_VERSION=1.0.0'];
    await docker(['build', '--quiet', '--tag', image, ...buildArguments, APP]);
    await docker(['push', '--quiet', image]);
    const tags = await aws('ecr describe-images --repository-name web --query imageDetails[].imageTags[]');
    expect(tags).toBe('1.0.0');
  });

  test('docker pulls it again where it is no more', async () => {
    const digest = async () =>
      (await docker(['image', 'inspect', '--format', '{{index .RepoDigests 0}}', image])).trim();
    const pushed = await digest();
    await docker(['rmi', '--force', image]);
    await docker(['pull', '--quiet', image]);
    expect(await digest()).toBe(pushed);
    await expect(docker(['pull', '--quiet', `${image}-none`])).rejects.toThrow('not found');
  });

  test('aws creates a service, and aws ecs wait services-stable returns when it serves', async () => {
    const balancer = await aws(
      `elbv2 create-load-balancer --name web --subnets ${SUBNETS[0]} ${SUBNETS[1]} --query LoadBalancers[0].LoadBalancerArn`,
    );
    const group = await aws(
      `elbv2 create-target-group --name web --protocol HTTP --port 8080 --vpc-id ${VPC_ID} --target-type ip
        --health-check-path /readyz --health-check-interval-seconds 5 --health-check-timeout-seconds 2
        --healthy-threshold-count 2 --query TargetGroups[0].TargetGroupArn`,
    );
    listener = await aws(
      `elbv2 create-listener --load-balancer-arn ${balancer} --protocol HTTP --port 80
        --default-actions Type=forward,TargetGroupArn=${group} --query Listeners[0].ListenerArn`,
    );
    await aws('ecs create-cluster --cluster-name web');
    await aws('logs create-log-group --log-group-name /ecs/web');
    await aws(
      `ecs register-task-definition --family web --cpu 256 --memory 512 --network-mode awsvpc
        --requires-compatibilities FARGATE --execution-role-arn arn:aws:iam::123456789012:role/execution
        --container-definitions ${JSON.stringify([containerOf(image)])}`,
    );
    await aws(
      `ecs create-service --cluster web --service-name web --task-definition web --desired-count 2
        --launch-type FARGATE --network-configuration awsvpcConfiguration={subnets=[${SUBNETS[0]},${SUBNETS[1]}]}
        --load-balancers targetGroupArn=${group},containerName=web,containerPort=8080`,
    );
    await aws('ecs wait services-stable --cluster web --services web');
    await aws(`elbv2 wait target-in-service --target-group-arn ${group}`);
    const states = await aws(
      `elbv2 describe-target-health --target-group-arn ${group} --query TargetHealthDescriptions[].TargetHealth.State`,
    );
    expect(states).toBe('healthy\thealthy');
  });

  test('a visitor of the listener meets the version that was pushed', async () => {
    const listeners = await readEndpoints(embedded.url);
    const answer = await fetch(`${listeners[listener]}/version`);
    expect([answer.status, await answer.json()]).toEqual([200, { version: '1.0.0' }]);
    const messages = await aws('logs filter-log-events --log-group-name /ecs/web --query events[].message');
    expect(messages).toContain('version 1.0.0: listening on port 8080');
  });

  describeWith('aws of the distribution', 'an older aws command', () => {
    test('waits for the service as well', async () => {
      const wait = ['ecs', 'wait', 'services-stable', '--cluster', 'web', '--services', 'web'];
      await run(toolPath('aws of the distribution'), [...wait, '--endpoint-url', embedded.url], {
        env: environment(),
      });
    });
  });

  describeWith('python', 'boto3', () => {
    test('releases the image and takes it down, by its own waiters and paginators', async () => {
      const script = join(import.meta.dirname, 'testing', 'release_with_boto3.py');
      const { stdout } = await run(toolPath('python'), [script, image], { env: environment() });
      expect(JSON.parse(stdout)).toEqual({
        tasks: 2,
        version: { version: '1.0.0' },
        lines: expect.arrayContaining(['version 1.0.0: listening on port 8080']),
        tags: ['1.0.0'],
      });
    });
  });

  test('SIGTERM ends tasks, networks, listeners, files and the process, with exit code 0', async () => {
    const listeners = await readEndpoints(embedded.url);
    expect((await embedded.remains()).length).toBeGreaterThan(2);
    expect(await embedded.signal('SIGTERM')).toBe(0);
    expect(await embedded.remains()).toEqual([]);
    for (const url of [embedded.url, ...Object.values(listeners)]) {
      await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    }
  });
}

function containerOf(image: string) {
  const options = {
    'awslogs-group': '/ecs/web',
    'awslogs-region': 'eu-west-1',
    'awslogs-stream-prefix': 'web',
  };
  return {
    name: 'web',
    image,
    portMappings: [{ containerPort: 8080 }],
    logConfiguration: { logDriver: 'awslogs', options },
  };
}

async function readEndpoints(url: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${url}/_embedded/endpoints`);
  const { listeners } = (await answer.json()) as { listeners: Record<string, string> };
  return listeners;
}
