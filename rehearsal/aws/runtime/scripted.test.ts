import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { Image, Images } from '../ecr/images.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createNetwork, type ScriptedAnswer } from '../network.ts';
import type { ContainerExit } from './runtime.ts';
import type { Behaviours } from './scripted/behaviour.ts';
import { createScriptedRuntime } from './scripted.ts';

interface Setup {
  readonly environment?: Record<string, string>;
  readonly behaviours?: Behaviours;
  readonly images?: Images;
}

/** What a port says on which nothing listens while the task has its address. */
const CLOSED = { milliseconds: 0, result: 'refused' };

/** One running container of `app:1`, and what can be seen of it. */
function createStage({ environment = {}, behaviours = {}, images }: Setup = {}) {
  const clock = createVirtualClock(0);
  const network = createNetwork();
  const runtime = createScriptedRuntime({
    clock,
    random: createRandom(1),
    network,
    behaviours,
    ...(images ? { images } : {}),
  });
  const lines: string[] = [];
  const exits: (ContainerExit & { at: number })[] = [];

  async function start(image = 'app:1') {
    await runtime.pull(image);
    const taskNetwork = await runtime.attachNetwork('task');
    const container = await runtime.start({
      taskId: 'task',
      name: 'app',
      image,
      network: taskNetwork,
      environment,
      ports: [8080],
      onLog: (line, stream) => lines.push(`${clock.now() / 1000} ${stream}: ${line}`),
      onExit: (exit) => exits.push({ ...exit, at: clock.now() / 1000 }),
    });
    const ask = (url: string, { port = 8080, method = 'GET' } = {}): ScriptedAnswer | 'nobody' => {
      const endpoint = network.find(taskNetwork.address, port);
      return endpoint?.kind === 'script' ? endpoint.answer({ method, url, headers: {} }) : 'nobody';
    };
    const status = (url: string) => {
      const answer = ask(url);
      if (answer === 'nobody') return answer;
      return typeof answer.result === 'object' ? answer.result.status : answer.result;
    };
    return { container, network: taskNetwork, ask, status };
  }

  return {
    runtime,
    lines,
    exits,
    start,
    wait: (seconds: number) => sleep(clock, seconds * 1000),
    run: <Result>(story: () => Promise<Result>) => clock.run(story()),
  };
}

describe('the scripted sample application', () => {
  test('answers at the address that it announces', async () => {
    const stage = createStage({ environment: { APP_VERSION: '7', RESPONSE_MILLISECONDS: '20' } });
    await stage.run(async () => {
      const { ask, status, network } = await stage.start();
      expect(network.address).toBe('10.0.0.2');
      expect(ask('/version')).toEqual(CLOSED);
      await stage.wait(1);
      expect(ask('/version?x=1')).toEqual({
        milliseconds: 20,
        result: {
          status: 200,
          headers: { 'content-type': 'application/json', 'content-length': '15', 'x-app-version': '7' },
          body: '{"version":"7"}',
        },
      });
      expect([status('/healthz'), status('/readyz'), status('/'), status('/none')]).toEqual([
        200, 200, 200, 404,
      ]);
      expect(ask('/version', { method: 'HEAD' })).toMatchObject({ result: { status: 200, body: '' } });
      expect(ask('/', { port: 80 })).toEqual(CLOSED);
      expect(stage.lines).toEqual([
        '0 stdout: version 7: starting',
        '0 stdout: version 7: listening on port 8080',
      ]);
      await network.release();
      expect(ask('/')).toBe('nobody');
    });
  });

  test.each<[Record<string, string>, string, [second: number, status: number | 'refused'][]]>([
    [
      { START_DELAY_SECONDS: '10' },
      '/healthz',
      [
        [9, 'refused'],
        [11, 200],
      ],
    ],
    [
      { READY_DELAY_SECONDS: '10' },
      '/readyz',
      [
        [1, 503],
        [11, 200],
      ],
    ],
    [{ READY_DELAY_SECONDS: '10' }, '/healthz', [[1, 200]]],
    [{ NEVER_READY: 'true' }, '/readyz', [[1000, 503]]],
    [
      { ERRORS_AFTER_SECONDS: '10' },
      '/',
      [
        [9, 200],
        [11, 500],
      ],
    ],
    [{ ERRORS_AFTER_SECONDS: '10' }, '/readyz', [[11, 200]]],
    [{ ERRORS_AFTER_SECONDS: '10' }, '/version', [[11, 200]]],
    [{ ERRORS_AFTER_SECONDS: '10', ERRORS_FAIL_HEALTH: 'true' }, '/readyz', [[11, 500]]],
  ])('with %j answers %s so: %j', async (environment, url, expected) => {
    const stage = createStage({ environment });
    await stage.run(async () => {
      const { status } = await stage.start();
      let now = 0;
      for (const [second, wanted] of expected) {
        await stage.wait(second - now);
        now = second;
        expect([second, status(url)]).toEqual([second, wanted]);
      }
    });
  });

  test('fails at its error rate, and logs what it fails', async () => {
    const stage = createStage({ environment: { ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '0.3' } });
    await stage.run(async () => {
      const { status } = await stage.start();
      await stage.wait(1);
      const statuses = Array.from({ length: 10 }, () => status('/'));
      expect(statuses.filter((code) => code === 500)).toHaveLength(3);
      expect(stage.lines.at(-1)).toBe('1 stdout: version unversioned: GET / answered 500');
    });
  });

  test('crashes when it is told to, and resets what it was answering', async () => {
    const stage = createStage({ environment: { CRASH_AFTER_SECONDS: '10', RESPONSE_MILLISECONDS: '3000' } });
    await stage.run(async () => {
      const { ask } = await stage.start();
      await stage.wait(8);
      expect(ask('/')).toEqual({ milliseconds: 2000, result: 'reset' });
      await stage.wait(4);
      expect(stage.exits).toEqual([{ exitCode: 1, at: 10 }]);
      expect(ask('/')).toEqual(CLOSED);
      expect(stage.lines.at(-1)).toBe(
        '10 stderr: version unversioned: crashes after 10 s, as CRASH_AFTER_SECONDS asks',
      );
    });
  });

  test('at SIGTERM it stops accepting, finishes what it answers and exits 0', async () => {
    const stage = createStage({ environment: { RESPONSE_MILLISECONDS: '3000', CRASH_AFTER_SECONDS: '60' } });
    await stage.run(async () => {
      const { container, ask } = await stage.start();
      await stage.wait(1);
      ask('/');
      container.signal('SIGTERM');
      expect(ask('/')).toEqual(CLOSED);
      await stage.wait(100);
      expect(stage.exits).toEqual([{ exitCode: 0, at: 4 }]);
      expect(stage.lines.slice(-2)).toEqual([
        '1 stdout: version unversioned: got SIGTERM, finishes open requests',
        '4 stdout: version unversioned: stopped',
      ]);
    });
  });

  test('ignores SIGTERM when told to; SIGKILL ends it', async () => {
    const stage = createStage({ environment: { IGNORE_SIGTERM: 'true' } });
    await stage.run(async () => {
      const { container, status } = await stage.start();
      await stage.wait(1);
      container.signal('SIGTERM');
      await stage.wait(100);
      expect(status('/')).toBe(200);
      container.signal('SIGKILL');
      container.signal('SIGKILL');
      expect(stage.exits).toEqual([{ exitCode: 137, at: 101 }]);
      expect(stage.lines.at(-1)).toMatch(/got SIGTERM and ignores it$/);
    });
  });

  test('a switch that it cannot read ends it', async () => {
    const stage = createStage({ environment: { ERROR_RATE: 'often' } });
    await stage.run(async () => {
      await stage.start();
      await stage.wait(1);
      expect(stage.exits).toEqual([{ exitCode: 1, at: 0 }]);
      expect(stage.lines).toEqual([
        '0 stderr: Error: ERROR_RATE is "often", but has to be a number from 0 to 1.',
      ]);
    });
  });
});

describe('the table of behaviours', () => {
  test('outranks image and task definition', async () => {
    const stage = createStage({
      environment: { APP_VERSION: 'definition' },
      behaviours: { 'app:1': { environment: { APP_VERSION: 'table' } } },
    });
    await stage.run(async () => {
      const { ask } = await stage.start();
      await stage.wait(1);
      expect(ask('/version')).toMatchObject({ result: { body: '{"version":"table"}' } });
    });
  });

  test('makes a task flap', async () => {
    const stage = createStage({
      behaviours: { 'app:1': { flapping: { readySeconds: 10, unreadySeconds: 5 } } },
    });
    await stage.run(async () => {
      const { status } = await stage.start();
      const seen: unknown[] = [];
      await stage.wait(1);
      for (const _turn of [1, 2, 3, 4, 5]) {
        seen.push(status('/readyz'));
        expect(status('/')).toBe(200);
        await stage.wait(5);
      }
      expect(seen).toEqual([200, 200, 503, 200, 200]);
    });
  });

  test('makes a job that prints, ends by itself, and dies of SIGTERM', async () => {
    const behaviours = {
      'job:1': { job: { seconds: 10, lines: ['one', 'two'], exitCode: 3, reason: 'why' } },
    };
    const stage = createStage({ behaviours });
    await stage.run(async () => {
      const { ask } = await stage.start('job:1');
      await stage.wait(20);
      expect(stage.exits).toEqual([{ exitCode: 3, reason: 'why', at: 10 }]);
      expect(stage.lines).toEqual(['0 stdout: one', '5 stdout: two']);
      expect(ask('/')).toEqual(CLOSED);
    });
    const second = createStage({ behaviours });
    await second.run(async () => {
      const { container } = await second.start('job:1');
      await second.wait(2);
      container.signal('SIGTERM');
      await second.wait(20);
      expect(second.exits).toEqual([{ exitCode: 143, at: 2 }]);
      expect(second.lines).toEqual(['0 stdout: one']);
    });
  });

  test('makes pulls and starts fail in ECS’s words', async () => {
    const stage = createStage({
      behaviours: {
        'a:1': { pullError: 'CannotPullContainerError: gone' },
        'b:1': { startError: 'CannotStartContainerError: no' },
      },
    });
    await expect(stage.runtime.pull('a:1')).rejects.toMatchObject({
      name: 'StartError',
      message: 'CannotPullContainerError: gone',
    });
    await expect(stage.start('b:1')).rejects.toMatchObject({ name: 'StartError' });
  });
});

test('the environment of the image lies under that of the task definition', async () => {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const image: Image = {
    repositoryUri: 'app',
    digest: 'sha256:0',
    manifest: { mediaType, config: { digest: 'sha256:1' }, layers: [] },
    config: { Env: ['APP_VERSION=image', 'PORT=9000', 'EMPTY'] },
  };
  const images: Images = {
    find: (reference) => Promise.resolve(reference === 'app:1' ? image : undefined),
    readBlob: () => Promise.reject(new Error('no blobs here')),
    repositoryOf: () => undefined,
    pullCredentials: () => ({ username: 'AWS', password: 'secret' }),
  };
  const stage = createStage({ images, environment: { APP_VERSION: 'definition' } });
  await stage.run(async () => {
    await expect(stage.runtime.pull('app:2')).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^CannotPullContainerError: .*app:2: not found$/),
    });
    const { ask } = await stage.start();
    await stage.wait(1);
    expect(ask('/version', { port: 9000 })).toMatchObject({ result: { body: '{"version":"definition"}' } });
  });
});

test('every task has an address of its own, and closing ends all', async () => {
  const stage = createStage();
  await stage.run(async () => {
    const addresses = new Set<string>();
    for (let count = 0; count < 1000; count += 1) {
      addresses.add((await stage.runtime.attachNetwork(`t${count}`)).address);
    }
    expect(addresses.size).toBe(1000);
    expect(
      [...addresses].every((address) =>
        /^10\.\d+\.\d+\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/.test(address),
      ),
    ).toBe(true);
    await stage.start();
    await stage.runtime.close();
    expect(stage.exits).toMatchObject([{ exitCode: 137 }]);
  });
});
