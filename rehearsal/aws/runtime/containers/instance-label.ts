import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import { isGone, parseOwner } from '../../../machine/owner.ts';

/** Marks every container and network of an embedded AWS; the value begins with the process that made it. */
export const INSTANCE_LABEL = 'platform-actions.instance';

interface Labelled {
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** Removes what embedded AWSs left behind whose process was killed. Those that still run keep theirs. */
export async function removeLeftovers(engine: EngineClient): Promise<void> {
  await removeLabelled(engine, INSTANCE_LABEL, (instance) => {
    const owner = parseOwner(instance);
    return owner !== undefined && isGone(owner);
  });
}

/** Removes the containers and networks of one instance, running or not. */
export async function removeInstance(engine: EngineClient, instance: string): Promise<void> {
  await removeLabelled(engine, `${INSTANCE_LABEL}=${instance}`, () => true);
}

/** Containers go first: a network stays as long as one is on it. */
async function removeLabelled(engine: EngineClient, label: string, isWanted: (instance: string) => boolean) {
  const query = { all: 'true', filters: JSON.stringify({ label: [label] }) };
  const select = (things: readonly Labelled[]) =>
    things.filter(({ Labels }) => isWanted(Labels[INSTANCE_LABEL] ?? ''));
  const containers = await engine.call<Labelled[]>('GET', '/containers/json', { query });
  await Promise.all(select(containers).map(({ Id }) => removeContainer(engine, Id)));
  const networks = await engine.call<Labelled[]>('GET', '/networks', { query });
  for (const { Id } of select(networks)) await ignoreAbsent(engine.call('DELETE', `/networks/${Id}`));
}

/** Removes a container with its volumes, killing it when it runs; one that is gone already is fine. */
export async function removeContainer(engine: EngineClient, id: string): Promise<void> {
  await ignoreAbsent(engine.call('DELETE', `/containers/${id}`, { query: { force: 'true', v: 'true' } }));
}

/** 404: it is gone; 409: somebody removes it at this moment. */
async function ignoreAbsent(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof EngineError && (error.status === 404 || error.status === 409))) throw error;
  }
}
