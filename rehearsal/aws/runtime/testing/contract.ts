import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { formatOwner, readOwner } from '../../../machine/owner.ts';
import type { ContainerLaunch, TaskNetwork, TaskRuntime } from '../runtime.ts';
import { findRemains, markOf } from './remains.ts';
import { type RuntimeName, runtimes } from './runtimes.ts';
import { startCrash } from './start-crash.ts';
import { askTask, createRuntimeWorld, type RuntimeWorld, startObserved } from './world.ts';

/** What every runtime with real programs does alike. Call it inside a `describe`. */
export function testRuntime(name: RuntimeName): void {
  const createRuntime: (world: RuntimeWorld) => Promise<TaskRuntime> = runtimes[name];
  // An engine under load takes its time; nothing here waits for long otherwise.
  jest.setTimeout(60_000);
  let world: RuntimeWorld;
  let runtime: TaskRuntime;
  let task: TaskNetwork;

  beforeAll(async () => {
    world = await createRuntimeWorld();
    runtime = await createRuntime(world);
    expect(await runtime.pull(world.image)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
  afterAll(async () => {
    await runtime.close();
    await world.close();
  });
  beforeEach(async () => {
    task = await runtime.attachNetwork('task');
  });

  const start = (launch: Partial<ContainerLaunch> = {}, network = task) =>
    startObserved(runtime, network, world.image, launch);
  const run = async (script: string, launch: Partial<ContainerLaunch> = {}) => {
    const observed = await start({ command: ['node', '--input-type=module', '--eval', script], ...launch });
    return { ...(await observed.exit), lines: observed.lines };
  };

  test('two tasks with one container port each answer at their own address', async () => {
    const other = await runtime.attachNetwork('other');
    const [one, two] = [
      await start({ environment: { NAME: 'one' } }),
      await start({ environment: { NAME: 'two' } }, other),
    ];
    await Promise.all([one.waitFor('listening'), two.waitFor('listening')]);
    expect(await askTask(world.network, task.address)).toBe('one');
    expect(await askTask(world.network, other.address)).toBe('two');
    expect(other.address).not.toBe(task.address);
    expect(task.address).toMatch(/^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./);
  });

  test('an address that was given back is no longer announced', async () => {
    await task.release();
    expect(world.network.find(task.address, 8080)).toBeUndefined();
  });

  test('hands on every line, before it tells of the exit', async () => {
    const count = 20_000;
    const { lines, exitCode } = await run(`
      for (let line = 0; line < ${count}; line++) console.log('line', line);
      process.stderr.write('no newline');
      process.exitCode = 3;
    `);
    expect(exitCode).toBe(3);
    expect(lines.filter((line) => line.startsWith('line'))).toEqual(
      Array.from({ length: count }, (_, line) => `line ${line}`),
    );
    expect(lines.filter((line) => !line.startsWith('line'))).toEqual(['no newline']);
  });

  test('SIGTERM reaches the program, which ends as it likes', async () => {
    const { container, exit, lines, waitFor } = await start();
    await waitFor('listening');
    container.signal('SIGTERM');
    expect(await exit).toEqual({ exitCode: 7 });
    expect(lines.at(-1)).toBe('bye');
    container.signal('SIGKILL');
  });

  test('SIGKILL ends what ignores SIGTERM, with 137', async () => {
    const script = `process.on('SIGTERM', () => console.log('ignored')); setInterval(() => {}, 1000); console.log('up');`;
    const { container, exit, waitFor } = await start({ command: ['node', '--eval', script] });
    await waitFor('up');
    container.signal('SIGTERM');
    await waitFor('ignored');
    container.signal('SIGKILL');
    expect(await exit).toEqual({ exitCode: 137 });
  });

  test('the environment of the launch stands on the image’s, whatever its names', async () => {
    const script = `console.log(JSON.stringify([process.env.FROM_IMAGE, process.env.NAME, process.env['a.b-c']]))`;
    const { lines } = await run(script, { environment: { NAME: 'launch', 'a.b-c': 'x y "z"' } });
    expect(lines).toEqual(['["image","launch","x y \\"z\\""]']);
  });

  test('entry point, command and working directory of the launch replace the image’s', async () => {
    const { lines } = await run('', {
      entryPoint: ['node', '--print'],
      command: ['process.cwd().endsWith("/tmp")'],
      workingDirectory: '/tmp',
    });
    expect(lines).toEqual(['true']);
  });

  test('runs as the image’s user, or the launch’s', async () => {
    const script = 'console.log(process.getuid(), process.getgid(), process.env.HOME)';
    // A plain process runs as whoever runs the embedded AWS.
    const [image, launch] =
      name === 'plain' ? [/^0 0 /, /^0 0 /] : [/^1000 1000 \/home\/node$/, /^12 34 \/$/];
    expect((await run(script)).lines[0]).toMatch(image);
    expect((await run(script, { user: '12:34' })).lines[0]).toMatch(launch);
  });

  if (name === 'plain' && process.platform === 'linux') {
    test('a process leads a group of its own, so that Ctrl-C does not reach it', async () => {
      // Behind the name in parentheses: state, parent, process group.
      const script = `
        import { readFileSync } from 'node:fs';
        console.log(Number(readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[2]) === process.pid);
      `;
      expect((await run(script)).lines).toEqual(['true']);
    });
  }

  if (name !== 'plain') {
    test('containers of one task reach each other at localhost', async () => {
      const { waitFor } = await start();
      await waitFor('listening');
      const script = `console.log(await (await fetch('http://localhost:8080/')).text())`;
      expect((await run(script)).lines).toEqual(['image']);
    });

    test('what a container writes is its own, and it has devices and processes of its own', async () => {
      const script = `
        import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
        const pids = readdirSync('/proc').filter(Number);
        writeFileSync('/dev/null', 'x');
        console.log(existsSync('/tmp/written'), readFileSync('/dev/null').length, process.pid, pids.join());
        writeFileSync('/tmp/written', '');
      `;
      expect((await run(script)).lines).toEqual(['false 0 1 1']);
      expect((await run(script)).lines).toEqual(['false 0 1 1']);
    });
  }

  test('a further command runs beside the program, with its environment, and is ended in time', async () => {
    const { container, waitFor } = await start({ environment: { NAME: 'beside' } });
    await waitFor('listening');
    const execute = (script: string, toEnd = new AbortController().signal) =>
      container.execute(['node', '--eval', script], toEnd);
    expect(await execute('process.exit(process.env.NAME === "beside" ? 0 : 1)')).toBe(0);
    expect(await execute('process.exit(5)')).toBe(5);
    expect(await container.execute(['absent'], new AbortController().signal)).toBeGreaterThan(0);
    if (name !== 'containers') {
      expect(await execute('setInterval(() => {}, 1000)', AbortSignal.timeout(300))).toBeGreaterThan(0);
    }
    container.signal('SIGKILL');
  });

  test('tells what a container has used of processor and memory, and nothing once it has ended', async () => {
    const burn =
      "while (process.cpuUsage().user < 400_000); console.log('burnt'); setInterval(() => {}, 1000)";
    const { container, exit, waitFor } = await start({ command: ['node', '--eval', burn] });
    await waitFor('burnt');
    const usage = await container.usage?.();
    expect(usage?.cpuMilliseconds).toBeGreaterThan(350);
    expect(usage?.memoryBytes).toBeGreaterThan(5_000_000);
    container.signal('SIGKILL');
    await exit;
    expect(await container.usage?.()).toBeUndefined();
  });

  test('names its containers as engines do', async () => {
    const { container } = await start();
    expect(container.runtimeId).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a program that the image lacks cannot be started', async () => {
    await expect(start({ command: ['absent'] })).rejects.toThrow(
      /^CannotStartContainerError: .*exec: "absent": executable file not found in \$PATH/,
    );
  });

  test('an image that was not pulled cannot be started', async () => {
    await expect(startObserved(runtime, task, `${world.image}-other`)).rejects.toThrow(
      `CannotCreateContainerError: no such image: ${world.image}-other`,
    );
  });

  test('an image that is not there cannot be pulled', async () => {
    const reference = world.image.replace('v1', 'v9');
    await expect(runtime.pull(reference)).rejects.toThrow(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${reference}: ${reference}: not found`,
    );
  });

  test('nothing is pulled from other registries', async () => {
    await expect(runtime.pull('nginx:latest')).rejects.toThrow(
      'failed to resolve ref nginx:latest: the embedded AWS pulls from its own registry only',
    );
  });

  test('closing ends what runs, tells of it, and leaves nothing behind', async () => {
    const owner = formatOwner(readOwner());
    const before = await findRemains(owner);
    const closing = await createRuntime(world);
    await closing.pull(world.image);
    const network = await closing.attachNetwork('task');
    const launch = { environment: { NAME: markOf(owner) } };
    const { exit, waitFor } = await startObserved(closing, network, world.image, launch);
    await waitFor('listening');
    expect((await findRemains(owner)).length).toBeGreaterThan(before.length);
    await closing.close();
    expect(await exit).toEqual({ exitCode: 137 });
    expect(await findRemains(owner)).toEqual(before);
    await expect(closing.attachNetwork('late')).rejects.toThrow('the embedded AWS is closing');
  });

  test('what a killed process left behind is removed by the next one', async () => {
    const { child: crashing, owner } = await startCrash(name);
    crashing.kill('SIGKILL');
    await once(crashing, 'exit');
    expect((await findRemains(owner)).length).toBeGreaterThan(0);
    const next = await createRuntime(world);
    expect(await findRemains(owner)).toEqual([]);
    await next.close();
  });
}
