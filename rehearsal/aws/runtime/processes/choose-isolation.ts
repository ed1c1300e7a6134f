import type { Clock } from '../../../../lib/action/clock.ts';
import type { Network } from '../../network.ts';
import type { Isolation } from './isolation.ts';
import { removeBridge } from './namespaces/bridge.ts';
import { createNamespaceIsolation } from './namespaces/namespace-isolation.ts';
import { createPlainIsolation } from './plain/plain-isolation.ts';
import { tryOut } from './try-out.ts';

/** Gives tasks namespaces where this process may make them and they work, plain processes otherwise. */
export async function chooseIsolation(
  { clock, network }: { readonly clock: Clock; readonly network: Network },
  instance: string,
  folder: string,
): Promise<Isolation> {
  try {
    const isolation = await createNamespaceIsolation(network, instance, folder);
    await tryOut(isolation, clock, folder);
    return isolation;
  } catch (error) {
    await removeBridge(instance);
    return createPlainIsolation(network, (error as Error).message);
  }
}
