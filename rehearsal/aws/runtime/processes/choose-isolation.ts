import type { Isolation, IsolationPorts } from './isolation.ts';
import { removeBridge } from './namespaces/bridge.ts';
import { createNamespaceIsolation } from './namespaces/namespace-isolation.ts';
import { createPlainIsolation } from './plain/plain-isolation.ts';
import { tryOut } from './try-out.ts';

/** Gives tasks namespaces where this process may make them and they work, plain processes otherwise. */
export async function chooseIsolation(
  ports: IsolationPorts,
  instance: string,
  folder: string,
): Promise<Isolation> {
  try {
    const isolation = await createNamespaceIsolation(ports, instance, folder);
    await tryOut(isolation, ports.clock, folder);
    return isolation;
  } catch (error) {
    await removeBridge(instance, ports.clock);
    return createPlainIsolation(ports.network, (error as Error).message);
  }
}
