import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../../lib/action/clock.ts';
import { type Command, createProcesses } from '../../../lib/action/processes.ts';
import { describeWith } from '../../../scripts/describe-with.ts';
import { createWorld, runWith } from '../testing/world.ts';
import { findBuilder } from './docker/builder.ts';
import { createDocker } from './docker/docker.ts';
import type { Ports } from './ports.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let folder: string;
let commands: Command[];
let cancel: AbortController;
/** What every program gets from the runner's surroundings. */
let surroundings: Record<string, string>;
let ports: Ports;

const processes = createProcesses(systemClock);

beforeEach(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'deploy-image-'));
  for (const name of ['context', 'runner-temp', 'home', 'bin']) await mkdir(join(folder, name));
  commands = [];
  cancel = new AbortController();
  surroundings = {
    HOME: join(folder, 'home'),
    PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
  };
  ports = {
    ...world.ports,
    signal: cancel.signal,
    environment: { HOME: surroundings.HOME, RUNNER_TEMP: join(folder, 'runner-temp') },
    processes: {
      run(command) {
        commands.push(command);
        return processes.run({ ...command, environment: { ...surroundings, ...command.environment } });
      },
    },
  };
});

afterEach(async () => {
  await world.close();
  const images = commands.flatMap((command) =>
    command.arguments.filter((text) => text.startsWith(`${world.host}/`)),
  );
  const signal = new AbortController().signal;
  await processes.run({ program: 'docker', arguments: ['image', 'rm', '--force', ...images], signal });
  await rm(folder, { recursive: true });
});

async function writeContext(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, 'context', name), content);
}

/** Runs the action on the test's build context. */
const build = (given: Record<string, string>) =>
  runWith({ context: join(folder, 'context'), ...given }, ports, { GITHUB_SHA: 'c0ffee' });

const pushes = () => commands.filter((command) => command.arguments[0] === 'push');
const isLeftBehind = () => readdir(join(folder, 'runner-temp'));

describeWith(['docker engine', 'docker command'], 'a build with the real docker', () => {
  test('pushes to a repository that it creates, and gives the digest that ECR has', async () => {
    await writeContext({ Dockerfile: 'FROM scratch\nARG WHO\nENV WHO=$WHO\nCOPY hello /\n', hello: 'hello' });
    const outcome = await build({
      repository: 'team/web',
      'create-repository': 'true',
      tags: 'v1, live',
      'build-args': 'WHO=you and me',
      labels: 'org.example.team=web',
    });
    const image = await world.images.find(`${world.host}/team/web:v1`);
    expect(image?.config).toMatchObject({
      Env: expect.arrayContaining(['WHO=you and me']),
      Labels: { 'org.example.team': 'web' },
    });
    expect(outcome.outputs).toEqual({
      image: `${world.host}/team/web@${image?.digest}`,
      digest: image?.digest,
      tags: 'v1\nlive',
    });
    expect((await world.images.find(`${world.host}/team/web:live`))?.digest).toBe(image?.digest);
    // docker has pushed the first tag, and the other one is a name for what is there.
    expect(world.calls.filter((operation) => operation === 'PutImage')).toHaveLength(1);
    expect(await isLeftBehind()).toEqual([]);
  });

  test('run again changes nothing, also with immutable tags', async () => {
    await world.createRepository('web', 'IMMUTABLE');
    await writeContext({ Dockerfile: 'FROM scratch\nCOPY hello /\n', hello: 'same' });
    const first = await build({ repository: 'web', tags: 'v1' });
    commands.length = 0;
    const second = await build({ repository: 'web', tags: 'v1, v1.0' });
    expect(second.outputs.digest).toBe(first.outputs.digest);
    expect(pushes()).toEqual([]);
    expect(second.summary).toContain('| <code>v1</code> | unchanged: it held this image already |');
  });

  test('refuses an immutable tag with another image before it pushes anything', async () => {
    await world.createRepository('web', 'IMMUTABLE');
    await writeContext({ Dockerfile: 'FROM scratch\nCOPY hello /\n', hello: 'one' });
    await build({ repository: 'web', tags: 'v1' });
    [commands, world.calls.length] = [[], 0];
    await writeContext({ hello: 'two' });
    await expect(build({ repository: 'web', tags: 'new, v1' })).rejects.toThrow(
      /^The tag "v1" of web is immutable and holds another image, sha256:[0-9a-f]{64}\.$/,
    );
    expect(pushes()).toEqual([]);
    expect(world.calls).not.toContain('PutImage');
  });

  test('that fails tells docker\u2019s reason first, and its last lines', async () => {
    await world.createRepository('web');
    await writeContext({ Dockerfile: 'FROM scratch\nCOPY nothing /\n' });
    await expect(build({ repository: 'web' })).rejects.toMatchObject({
      failure: {
        cause: expect.stringMatching(
          /^Building .*\/context\/Dockerfile failed: .*nothing.*not (?:found|exist)/,
        ),
        detail: expect.stringContaining('nothing'),
      },
    });
    expect(await isLeftBehind()).toEqual([]);
  });

  test('that is cancelled stops docker and leaves nothing behind', async () => {
    const server = createServer(() => cancel.abort(new Error('cancelled')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/never`;
      await world.createRepository('web');
      await writeContext({ Dockerfile: `FROM scratch\nADD ${url} /\n` });
      await expect(build({ repository: 'web' })).rejects.toThrow('cancelled');
      expect(await isLeftBehind()).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('keeps secrets out of arguments, or refuses them where the builder would ignore them', async () => {
    await world.createRepository('web');
    await writeContext({ Dockerfile: 'FROM scratch\nCOPY hello /\n', hello: 'hello' });
    const outcome = () => build({ repository: 'web', secrets: 'token=hunter2' });
    const builder = await findBuilder(createDocker(ports.processes, ports.signal, {}));
    if (builder.kind === 'legacy') {
      await expect(outcome()).rejects.toThrow(
        'Input "secrets" needs BuildKit, and here docker builds with its legacy builder, since the buildx plugin is missing.',
      );
      expect(world.calls).toEqual(['CreateRepository']);
    } else {
      expect((await outcome()).outputs.digest).toMatch(/^sha256:/);
    }
    expect(JSON.stringify(commands.map((command) => command.arguments))).not.toContain('hunter2');
  });
});

describeWith(['docker engine', 'docker command'], 'the login', () => {
  test('is in no argument, in none of the user\u2019s files, and in no credential store of theirs', async () => {
    const home = join(folder, 'home', '.docker');
    await mkdir(join(home, 'contexts', 'meta'), { recursive: true });
    await mkdir(join(home, 'buildx', 'instances'), { recursive: true });
    const files = {
      'config.json': JSON.stringify({
        auths: { 'other.example': { auth: 'b3RoZXI6bG9naW4=' }, [world.host]: {} },
        credsStore: 'recording',
        credHelpers: { 'third.example': 'recording' },
      }),
      'contexts/meta/note': 'a context',
      'buildx/instances/note': 'a builder',
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(home, name), content);
    const helper = join(folder, 'bin', 'docker-credential-recording');
    const record = join(folder, 'helper-calls');
    await writeFile(
      helper,
      `#!/bin/sh\nread -r text\necho "$1 $text" >> ${record}\n[ "$1" = list ] && echo '{}' || echo 'credentials not found in native keychain'\n[ "$1" = list ]\n`,
    );
    await chmod(helper, 0o755);
    await world.createRepository('web');
    await writeContext({ Dockerfile: 'FROM scratch\nCOPY hello /\n', hello: 'hello' });
    await build({ repository: 'web' });
    for (const [name, content] of Object.entries(files)) {
      expect(await readFile(join(home, name), 'utf8')).toBe(content);
    }
    expect((await readdir(home)).sort()).toEqual(['buildx', 'config.json', 'contexts']);
    const helperCalls = await readFile(record, 'utf8').catch(() => '');
    expect(helperCalls).not.toMatch(/^(?:store|erase)/m);
    expect(helperCalls).not.toContain(world.host);
    const password = world.masked[1] ?? 'none';
    expect(password.length).toBeGreaterThan(100);
    expect(JSON.stringify(commands.map((command) => command.arguments))).not.toContain(password);
  });
});

describeWith('docker command', 'without an engine', () => {
  test('the engine\u2019s silence is the cause, and ECR is not asked for anything', async () => {
    surroundings = { ...surroundings, DOCKER_HOST: 'unix:///nowhere.sock' };
    await writeContext({ Dockerfile: 'FROM scratch\n' });
    await expect(build({ repository: 'web', 'create-repository': 'true' })).rejects.toThrow(
      /^The Docker Engine does not answer: Cannot connect to the Docker daemon at unix:\/\/\/nowhere\.sock/,
    );
    expect(world.calls).toEqual([]);
  });
});
