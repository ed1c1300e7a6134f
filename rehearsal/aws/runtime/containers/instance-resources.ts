import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import { isGone, parseOwner } from '../../../machine/owner.ts';

/** Marks every container and network of an embedded AWS; the value begins with the process that made it. */
export const INSTANCE_LABEL = 'platform-actions.instance';

/** Names images that were pulled; the tag begins with the instance, which cannot label what others have built. */
export const PULLED_REPOSITORY = 'platform-actions-rehearsal/pulled';

interface Labelled {
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** Removes what embedded AWSs left in the engine whose process was killed. Those that still run keep theirs. */
export async function removeLeftovers(engine: EngineClient): Promise<void> {
  await removeResources(engine, (instance) => {
    const owner = parseOwner(instance);
    return owner !== undefined && isGone(owner);
  });
}

/** Removes the containers, running or not, the networks and the images of one instance. */
export async function removeInstance(engine: EngineClient, instance: string): Promise<void> {
  await removeResources(engine, (value) => value === instance || value.startsWith(`${instance}.`));
}

/** Containers go first: networks and images stay as long as one uses them. */
async function removeResources(engine: EngineClient, isWanted: (instance: string) => boolean): Promise<void> {
  const containers = await listLabelled(engine, '/containers/json');
  const networks = await listLabelled(engine, '/networks');
  const images = await listPulled(engine);
  const select = (things: readonly Labelled[]) =>
    things.filter(({ Labels }) => isWanted(Labels[INSTANCE_LABEL] ?? ''));
  await Promise.all(select(containers).map(({ Id }) => removeContainer(engine, Id)));
  for (const { Id } of select(networks)) await ignoreAbsent(engine.call('DELETE', `/networks/${Id}`));
  for (const tag of images.filter(isWanted)) {
    await ignoreAbsent(engine.call<object>('DELETE', `/images/${PULLED_REPOSITORY}:${tag}`));
  }
}

function listLabelled(engine: EngineClient, path: '/containers/json' | '/networks'): Promise<Labelled[]> {
  const filters = JSON.stringify({ label: [INSTANCE_LABEL] });
  return engine.call('GET', path, { query: { all: 'true', filters } });
}

/** The tags of pulled images. */
async function listPulled(engine: EngineClient): Promise<readonly string[]> {
  const filters = JSON.stringify({ reference: [PULLED_REPOSITORY] });
  const images = await engine.call<{ RepoTags: string[] | null }[]>('GET', '/images/json', {
    query: { filters },
  });
  const names = images.flatMap(({ RepoTags }) => RepoTags ?? []);
  return names.flatMap((name) =>
    name.startsWith(`${PULLED_REPOSITORY}:`) ? name.slice(name.indexOf(':') + 1) : [],
  );
}

/** Removes a container with its volumes, killing it when it runs; one that is gone already is fine. */
export async function removeContainer(engine: EngineClient, id: string): Promise<void> {
  await ignoreAbsent(engine.call('DELETE', `/containers/${id}`, { query: { force: 'true', v: 'true' } }));
}

/** 404: it is gone; 409: somebody removes or uses it at this moment. */
async function ignoreAbsent(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof EngineError && (error.status === 404 || error.status === 409))) throw error;
  }
}
