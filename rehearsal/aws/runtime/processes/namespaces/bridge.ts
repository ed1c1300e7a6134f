import { findProgram } from '../../../../machine/programs.ts';
import { runCommand } from '../../../../machine/run-command.ts';
import type { Network } from '../../../network.ts';
import { StartError, type TaskNetwork } from '../../runtime.ts';
import { chooseSubnet, createAddressPool } from '../subnets.ts';
import { namesOf } from './names.ts';

/** A bridge of this machine with a private subnet, and network namespaces on it. */
export interface TaskBridge {
  /** @throws StartError in ECS's words */
  attach(): Promise<TaskNetwork>;
  /** The network namespace behind a task's network. */
  namespaceOf(taskNetwork: TaskNetwork): string;
  remove(): Promise<void>;
}

/** @throws Error when this process may not do that, or the machine has no private subnet to spare */
export async function createTaskBridge(network: Network, instance: string): Promise<TaskBridge> {
  const names = namesOf(instance);
  const subnet = chooseSubnet(await readRoutes(), process.pid);
  if (subnet === undefined) throw new Error('the machine has routes to all private networks');
  const gateway = `${subnet}.1`;
  await runBatch([
    `link add name ${names.bridge} type bridge`,
    `address add ${gateway}/24 dev ${names.bridge}`,
    `link set ${names.bridge} up`,
  ]);
  const addresses = createAddressPool(subnet);
  const namespaces = new WeakMap<TaskNetwork, string>();
  let ordinal = 0;

  async function attach(): Promise<TaskNetwork> {
    const address = addresses.take();
    if (address === undefined) throw unavailable('the subnet has no free address');
    ordinal += 1;
    const namespace = names.namespaceOf(ordinal);
    try {
      await createNamespace(namespace, {
        address,
        gateway,
        bridge: names.bridge,
        port: names.interfaceOf(ordinal),
      });
    } catch (error) {
      addresses.giveBack(address);
      throw unavailable((error as Error).message);
    }
    const withdraw = network.announce(address, (port) => ({ kind: 'socket', host: address, port }));
    const taskNetwork: TaskNetwork = {
      address,
      async release() {
        withdraw();
        // Its end of the cable goes with it, and so does the bridge's.
        await runCommand('ip', ['netns', 'delete', namespace]);
        addresses.giveBack(address);
      },
    };
    namespaces.set(taskNetwork, namespace);
    return taskNetwork;
  }

  function namespaceOf(taskNetwork: TaskNetwork): string {
    const namespace = namespaces.get(taskNetwork);
    if (!namespace)
      throw new Error(`The network with address ${taskNetwork.address} is not of this runtime.`);
    return namespace;
  }

  return { attach, namespaceOf, remove: () => removeBridge(instance) };
}

/** Removes an instance's bridge and what namespaces are left. Only root can have made any. */
export async function removeBridge(instance: string): Promise<void> {
  if (process.getuid?.() !== 0 || !findProgram('ip')) return;
  const names = namesOf(instance);
  const list = await runCommand('ip', ['netns', 'list']);
  // A namespace with a number for its kernel id is listed as `name (id: 3)`.
  const namespaces = list.split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const namespace of namespaces.filter((name) => name.startsWith(names.namespacePrefix))) {
    await runCommand('ip', ['netns', 'delete', namespace]);
  }
  const interfaces = await runCommand('ip', ['-brief', 'link', 'show', 'type', 'bridge']);
  if (interfaces.split('\n').some((line) => line.startsWith(`${names.bridge} `))) {
    await runCommand('ip', ['link', 'delete', names.bridge]);
  }
}

async function createNamespace(
  namespace: string,
  cable: {
    readonly address: string;
    readonly gateway: string;
    readonly bridge: string;
    readonly port: string;
  },
): Promise<void> {
  await runCommand('ip', ['netns', 'add', namespace]);
  try {
    await runBatch([
      `link add name ${cable.port} type veth peer name eth0 netns ${namespace}`,
      `link set ${cable.port} master ${cable.bridge} up`,
    ]);
    await runBatch(
      [
        'link set lo up',
        `address add ${cable.address}/24 dev eth0`,
        'link set eth0 up',
        `route add default via ${cable.gateway}`,
      ],
      ['-netns', namespace],
    );
  } catch (error) {
    await runCommand('ip', ['netns', 'delete', namespace]);
    throw error;
  }
}

async function readRoutes(): Promise<readonly string[]> {
  const routes = await runCommand('ip', ['-4', 'route', 'show']);
  // The destination is the first word, but for routes that lead nowhere.
  return routes
    .split('\n')
    .flatMap((line) => /^(?:unreachable |blackhole |prohibit )?(\S+)/.exec(line)?.[1] ?? []);
}

async function runBatch(lines: readonly string[], options: readonly string[] = []): Promise<void> {
  await runCommand('ip', [...options, '-batch', '-'], `${lines.join('\n')}\n`);
}

function unavailable(cause: string): StartError {
  return new StartError(`ResourceInitializationError: failed to configure ENI: ${cause}`);
}
