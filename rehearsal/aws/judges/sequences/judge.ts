import type { Exchange } from '../../elbv2/data-plane/data-plane.ts';
import type { Sight } from './look.ts';
import { STRAY, type Step, weightsOf } from './steps.ts';
import { DRAIN_LAG, RULE_LAG, SCHEDULER_INTERVAL, SLOTS, type World } from './world.ts';

/** Looks are this far apart, in milliseconds, so what is seen may be so old. */
export const LOOK_INTERVAL = 2_000;

/** So long a task may run unregistered, or a target stay that has no task, until ECS has taken its turn. */
const AGREEMENT_LAG = 2 * SCHEDULER_INTERVAL + 2 * LOOK_INTERVAL;

/** Holds what happens against what was asked for. Each finding is a breach in words. */
export interface Judge {
  /** A step has taken effect. */
  noteStep(step: Step, at: number): void;
  noteSight(sight: Sight): void;
  noteExchange(exchange: Exchange): void;
  readonly breaches: readonly string[];
}

/** Who may get requests by the listener's actions, from one change to the next. */
interface Era {
  readonly from: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly extra: string | undefined;
}

/** Slots whose healthy tasks a step may take away by itself, or of which it wants more; in no rule a group has no health. */
function touchedBy(step: Step): readonly string[] {
  switch (step.do) {
    case 'create':
    case 'scale':
    case 'delete':
    case 'stop task':
      return [step.slot];
    case 'shift':
    case 'add rule':
    case 'remove rule':
    case 'lose tasks':
      return SLOTS;
    default:
      return [];
  }
}

export function createJudge(world: World): Judge {
  const { groups } = world;
  const breaches: string[] = [];
  const eras: Era[] = [{ from: 0, shares: { [groups.blue]: 1, [groups.green]: 0 }, extra: undefined }];
  /** Since when each target has been in its state. */
  const states = new Map<string, { readonly state: string; readonly since: number }>();
  /** Since when each disagreement between tasks and targets has been seen. */
  const disagreements = new Map<string, number>();
  /** Services that have had their minimum of healthy tasks, and nothing but ECS has touched them since. */
  const floors = new Set<string>();
  let hasLooked = false;

  function judgeGroup(group: string, at: number): void {
    const inForce = eras.filter(
      (_, index) => (eras[index + 1]?.from ?? Number.POSITIVE_INFINITY) >= at - RULE_LAG,
    );
    const allowed = inForce.some(({ shares, extra }) => (shares[group] ?? 0) > 0 || extra === group);
    if (!allowed) breaches.push(`${at}: a request went to ${group}, which no rule in force sends any`);
  }

  function judgeTarget(group: string, address: string, at: number): void {
    const seen = states.get(`${group} ${address}`);
    // Drained before the last look: gone, so its lag began at the latest when it was last seen.
    const isStale = seen?.state === 'draining' && at - seen.since > DRAIN_LAG + LOOK_INTERVAL;
    const isUnused = seen?.state === 'unused' && at - seen.since > RULE_LAG + LOOK_INTERVAL;
    if (isStale || isUnused) {
      breaches.push(`${at}: a request went to ${address}, ${seen.state} for ${at - seen.since} ms`);
    }
  }

  function noteStates(sight: Sight): void {
    for (const { group, address, state } of sight.targets) {
      const key = `${group} ${address}`;
      if (states.get(key)?.state !== state) states.set(key, { state, since: sight.at });
    }
  }

  /** A running task of a service is a target of its group, and a target is a task that has not stopped. */
  function judgeAgreement({ at, tasks, targets, services }: Sight): void {
    const found = new Set<string>();
    for (const { group, address, state } of targets) {
      if (address === STRAY.Id || state === 'draining') continue;
      const lives = tasks.some((task) => task.address === address && task.status !== 'STOPPED');
      if (!lives) found.add(`${address} is ${state} in ${group}, and no task has the address`);
    }
    for (const { service, address, status, desired } of tasks) {
      if (status !== 'RUNNING' || desired !== 'RUNNING') continue;
      const slot = SLOTS.find((name) => name === service);
      if (!slot || !services.some(({ serviceName }) => serviceName === service)) continue;
      const isTarget = targets.some((target) => target.group === groups[slot] && target.address === address);
      if (!isTarget) found.add(`the task at ${address} runs for ${service} and is no target`);
    }
    for (const known of disagreements.keys()) if (!found.has(known)) disagreements.delete(known);
    for (const disagreement of found) {
      const since = disagreements.get(disagreement) ?? at;
      disagreements.set(disagreement, since);
      if (at - since > AGREEMENT_LAG) breaches.push(`${at}: since ${since} ${disagreement}`);
    }
  }

  /** With 100 percent wanted and nobody else's hand in it, as many as desired stay healthy through any deployment. */
  function judgeFloor({ at, tasks, targets, services }: Sight): void {
    for (const { serviceName = '', desiredCount = 0 } of services) {
      const slot = SLOTS.find((name) => name === serviceName);
      if (!slot) continue;
      const healthy = targets.filter(
        ({ group, address, state }) =>
          group === groups[slot] &&
          state === 'healthy' &&
          tasks.some((task) => task.address === address && task.status === 'RUNNING'),
      ).length;
      if (healthy >= desiredCount) floors.add(serviceName);
      else if (floors.has(serviceName)) {
        breaches.push(
          `${at}: ${serviceName} has ${healthy} healthy tasks of ${desiredCount}, and had enough before`,
        );
        floors.delete(serviceName);
      }
    }
  }

  return {
    breaches,
    noteStep(step, at) {
      const era = eras.at(-1);
      if (!era) return;
      if (step.do === 'shift') eras.push({ ...era, from: at, shares: weightsOf(world, step.weights) });
      if (step.do === 'add rule') eras.push({ ...era, from: at, extra: groups[step.slot] });
      if (step.do === 'remove rule') eras.push({ ...era, from: at, extra: undefined });
      for (const slot of touchedBy(step)) floors.delete(slot);
    },
    noteSight(sight) {
      noteStates(sight);
      judgeAgreement(sight);
      judgeFloor(sight);
      hasLooked = true;
    },
    noteExchange({ at, forwarded }) {
      if (!forwarded || !hasLooked) return;
      judgeGroup(forwarded.targetGroupArn, at);
      judgeTarget(forwarded.targetGroupArn, forwarded.target.id, at);
    },
  };
}
