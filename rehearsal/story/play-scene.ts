import type { Verdict } from '../report/model.ts';
import type { Release } from './releases.ts';
import type { Scene } from './scenes.ts';
import { SWITCH_INPUTS } from './settings.ts';
import type { Stage, StepEnd } from './stage.ts';

/** One run of the switch in the story, and how it went. */
export interface Chapter {
  /** The version that it releases, or what else it does. */
  readonly name: string;
  readonly expected: Verdict;
  /** Milliseconds since the epoch: from the start of the switch to its end. */
  readonly from: number;
  readonly to: number;
  readonly end: StepEnd;
}

/** Where it plays. */
export interface Setting {
  readonly stage: Stage;
  /** The target document, as an input. */
  readonly target: string;
  /** Under which visitors come. */
  readonly url: string;
}

type Inputs = Readonly<Record<string, string>>;

/**
 * Plays a scene: one run of the switch, or two.
 * @throws Error when a release could not even be published
 */
export async function playScene(scene: Scene, setting: Setting): Promise<Chapter[]> {
  switch (scene.kind) {
    case 'release': {
      const image = await publish(scene.release, setting);
      const { version } = scene.release;
      const inputs = { ...releaseInputs(image), ...scene.inputs };
      return [await run(setting, { name: version, expected: scene.expected, inputs })];
    }
    case 'rollback': {
      const { 'desired-count': _count, ...inputs } = SWITCH_INPUTS;
      const given = { ...inputs, ...scene.inputs, mode: 'rollback' };
      return [await run(setting, { name: 'rollback', expected: 'rolled-back', inputs: given })];
    }
    case 'lost':
      return playLost(scene, setting);
    case 'together':
      return playTogether(scene, setting);
  }
}

async function playLost(
  { release, inputs: own }: Extract<Scene, { kind: 'lost' }>,
  setting: Setting,
): Promise<Chapter[]> {
  const image = await publish(release, setting);
  const inputs = { ...releaseInputs(image), ...own };
  const lost = await run(setting, {
    ...{ name: release.version, expected: 'lost', inputs, isLostAt: 'ModifyListener' },
  });
  const { record, hold } = SWITCH_INPUTS;
  const recovery = { mode: 'recover', record, hold };
  return [lost, await run(setting, { name: 'recover', expected: 'rolled-back', inputs: recovery })];
}

/** Which of the two is first is the lease's affair: the one that is not is refused. */
async function playTogether(
  { releases, inputs }: Extract<Scene, { kind: 'together' }>,
  setting: Setting,
): Promise<Chapter[]> {
  const published: { version: string; image: string }[] = [];
  for (const release of releases) {
    published.push({ version: release.version, image: await publish(release, setting) });
  }
  const played = await Promise.all(
    published.map(({ version, image }) =>
      run(setting, { name: version, expected: 'released', inputs: { ...releaseInputs(image), ...inputs } }),
    ),
  );
  // Where neither was, the first of them should have been.
  const first = Math.max(
    0,
    played.findIndex(({ end }) => end.outputs.verdict === 'released'),
  );
  return played.map((chapter, index) => ({ ...chapter, expected: index === first ? 'released' : 'refused' }));
}

/** What one run of the switch is given. */
interface Run {
  readonly name: string;
  readonly expected: Verdict;
  readonly inputs: Inputs;
  /** The operation at whose first call its machine is lost. */
  readonly isLostAt?: string;
}

async function run(
  { stage, target, url }: Setting,
  { name, expected, inputs, isLostAt }: Run,
): Promise<Chapter> {
  const from = stage.clock.now();
  const given = { target, ...(inputs.mode === 'recover' ? {} : { 'probe-url': `${url}/` }), ...inputs };
  const end = await stage.runSwitch(given, isLostAt);
  return { name, expected, from, to: stage.clock.now(), end };
}

function releaseInputs(image: string): Inputs {
  return { ...SWITCH_INPUTS, image };
}

async function publish(release: Release, { stage }: Setting): Promise<string> {
  const published = await stage.publish(release);
  const { image } = published.outputs;
  if (image === undefined) throw new Error(`Release ${release.version} has no image: ${published.cause}`);
  return image;
}
