/**
 * Run as a program: starts a task on the runtime that its argument names, says who it is and what the task
 * answers, and waits: for SIGTERM, to close in order, or for SIGKILL.
 */
import { formatOwner, readOwner } from '../../../machine/owner.ts';
import { markOf } from './remains.ts';
import { type RuntimeName, runtimes } from './runtimes.ts';
import { askTask, createRuntimeWorld, startObserved } from './world.ts';

const owner = formatOwner(readOwner());
const world = await createRuntimeWorld();
const runtime = await runtimes[process.argv[2] as RuntimeName](world);
await runtime.pull(world.image);
const network = await runtime.attachNetwork('task');
const { waitFor } = await startObserved(runtime, network, world.image, {
  environment: { NAME: markOf(owner) },
});
await waitFor('listening');
process.stdout.write(`${owner} ${await askTask(world.network, network.address)}\n`);
process.on('SIGTERM', () => {
  runtime.close().then(() => process.exit(0));
});
