import { sleep } from '../../../../lib/action/clock.ts';
import { weightsWith } from '../../../../lib/aws/load-balancer/weights.ts';
import { SLOTS } from '../../../../lib/aws/target.ts';
import { recordAt } from '../judge/record.ts';
import { isSettled } from '../judge/serving.ts';
import { PERFECT_MACHINE, type Scenario } from '../scenario.ts';
import type { PlayedRun, Truth } from '../trace.ts';
import { writeRules } from './acts.ts';
import type { Stage } from './stage.ts';
import { isWellBehaved, versionOfImage } from './versions.ts';

type Inputs = Readonly<Record<string, string>>;

const WATCHING = { hold: '10s', bake: '10s', 'healthy-timeout': '2m' };
const RECOVER: Inputs = { mode: 'recover', ...WATCHING };
const RELEASE: Inputs = { ...WATCHING, 'desired-count': '1' };
const ROLLBACK: Inputs = { mode: 'rollback', ...WATCHING };
/** Parks what was kept for clients, once these have left. */
const PARK: Inputs = { ...RECOVER, 'sticky-timeout': '12m' };

/** So many runs have to be enough to bring all traffic to one slot, whatever has been left. */
const ATTEMPTS = 4;

/** After that, tasks have come up or have failed for good. */
const BETWEEN_ATTEMPTS = 40_000;

/** Before each run that comes after the scenario; Parameter Store and the load balancer take calls again. */
const BREATH = 5_000;

/** Puts right what the scenario has left, as a person does who runs the action again and follows its advice. */
export async function putRight(stage: Stage, scenario: Scenario): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const inputs = attempt === 1 ? repairOf(scenario) : RECOVER;
    const run = await actCalmly(stage, `REPAIR${attempt}`, 'repair', inputs);
    if (isNowSettled(stage)) break;
    if (attempt === ATTEMPTS - 1) await helpByHand(stage, run);
    await sleep(stage.platform.clock, BETWEEN_ATTEMPTS);
  }
}

/** When all is calm a good version can be released, and gone back from. */
export async function goOn(stage: Stage, scenario: Scenario): Promise<void> {
  const { versions, last, platform } = scenario;
  if (scenario.keepsClients) {
    stage.visitors.replace();
    await actCalmly(stage, 'PARK', 'repair', PARK);
  }
  await sleep(stage.platform.clock, BREATH);
  const serving = servingVersion(stage.recorder.truth());
  const good = versions.flatMap((kind, index) => (isWellBehaved(kind) ? [index + 1] : []));
  const next = good.find((version) => version !== serving) ?? 1;
  // A version that had to stay although nothing has proven it is none to go back to.
  const { releases } = recordAt(stage.recorder.events, stage.platform.clock.now());
  const proven = releases.flatMap(({ verdict, image = '' }) =>
    verdict === 'released' ? (versionOfImage(image) ?? []) : [],
  );
  const isReleased = serving === 1 ? !platform.isEmpty || proven.includes(1) : proven.includes(serving ?? 0);
  // Not before it begins: a version that comes and goes may serve again by then.
  const modeNow = () => (isAnythingServed(stage.recorder.truth()) ? 'release' : 'bootstrap');
  await actCalmly(stage, 'LAST', 'last', () => ({ ...RELEASE, mode: modeNow(), image: `version ${next}` }));
  const isWayBack = next !== serving && serving !== undefined && good.includes(serving) && isReleased;
  if (last === 'rollback' && isWayBack) await actCalmly(stage, 'BACK', 'last', ROLLBACK);
}

/** Undefined when several versions serve, or none. */
function servingVersion({ rules, slots }: Truth): number | undefined {
  const images = SLOTS.filter((slot) => rules.some((weights) => weights[slot] > 0)).flatMap((slot) =>
    slots[slot].healthy.map(({ image }) => image),
  );
  const [image] = images;
  return images.length === 1 && image !== undefined ? versionOfImage(image) : undefined;
}

function isAnythingServed({ rules, slots }: Truth): boolean {
  return SLOTS.some((slot) => slots[slot].healthy.length > 0 && rules.some((weights) => weights[slot] > 0));
}

function repairOf({ repair }: Scenario): Inputs {
  if (repair === 'recover') return RECOVER;
  return repair === 'release' ? { ...RELEASE, image: 'version 1' } : ROLLBACK;
}

async function actCalmly(
  stage: Stage,
  name: string,
  phase: PlayedRun['phase'],
  given: Inputs | (() => Inputs),
) {
  const { clock, shape } = stage.platform;
  await sleep(clock, BREATH);
  const inputs = typeof given === 'function' ? given() : given;
  const detached = shape.sticky && inputs.mode !== 'recover' ? { ...inputs, sticky: 'detach' } : inputs;
  return stage.act({ name, phase, inputs: detached, runId: name, machine: PERFECT_MACHINE });
}

function isNowSettled({ recorder }: Stage): boolean {
  const truth = recorder.truth();
  return isSettled(truth, recordAt(recorder.events, truth.at));
}

/** What a red run asks a person for: the command of its advice, or weights that agree. */
async function helpByHand({ platform, recorder }: Stage, { ending }: PlayedRun): Promise<void> {
  const told = ending.kind === 'ended' ? JSON.stringify(ending.failure) : '';
  const [, cluster, service, count] =
    /aws ecs update-service --cluster (\S+) --service (\S+) --desired-count (\d+)/.exec(told) ?? [];
  if (cluster !== undefined && service !== undefined) {
    await platform.ports.ecs.updateService({ cluster, service, desiredCount: Number(count) });
    return;
  }
  const { slots, rules } = recorder.truth();
  // Where nobody is well, either will do: a bootstrap begins with the one that is empty.
  const slot = SLOTS.find((candidate) => slots[candidate].healthy.length > 0) ?? 'blue';
  const weights = weightsWith(slot);
  recorder.add({
    kind: 'act',
    at: platform.clock.now(),
    act: { kind: 'set-weights', rule: 'all', ...weights },
  });
  await writeRules(
    platform,
    'all',
    rules.map(() => weights),
  );
}
