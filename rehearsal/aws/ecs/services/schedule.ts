/** A task that is meant to run, as the scheduler's decision sees it. */
export interface SchedulableTask {
  readonly id: string;
  /** Whether it belongs to the PRIMARY deployment. */
  readonly isPrimary: boolean;
  readonly condition: TaskCondition;
}

/**
 * `starting` is not RUNNING yet; `settling` runs and nobody has said whether it is well; `healthy` counts towards
 * `minimumHealthyPercent`; `unhealthy` is to be replaced.
 */
export type TaskCondition = 'starting' | 'settling' | 'healthy' | 'unhealthy';

export interface Situation {
  readonly desiredCount: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Oldest first; without those that are to stop. */
  readonly tasks: readonly SchedulableTask[];
  /** False while launches are held back, or for a FAILED deployment, which starts nothing more. */
  readonly mayStart: boolean;
}

export interface Decision {
  readonly start: number;
  /** How many of the starts make up for unhealthy tasks. */
  readonly replaced: number;
  /** Ids. */
  readonly stop: readonly string[];
  /** The percentages leave no room for any move, and time alone will not change that. */
  readonly isBlocked: boolean;
}

/** Fewest healthy and most active tasks: rounded up and rounded down, as documented with the two percentages. */
export function taskLimits({ desiredCount, minimumHealthyPercent, maximumPercent }: Situation) {
  return {
    fewest: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    most: Math.floor((desiredCount * maximumPercent) / 100),
  };
}

/**
 * One step of ECS's rolling scheduler: which tasks to stop and how many of the PRIMARY deployment to start, never
 * fewer healthy ones than `minimumHealthyPercent` by a stop of its own, never more than `maximumPercent` by a start.
 */
export function decide(situation: Situation): Decision {
  const { desiredCount, tasks, mayStart } = situation;
  const { fewest, most } = taskLimits(situation);
  const ofPrimary = tasks.filter(({ isPrimary }) => isPrimary);
  const wanted = ofPrimary.filter(({ condition }) => condition !== 'unhealthy');
  const needed = Math.max(0, desiredCount - wanted.length);
  const surplus = leastWorth(wanted).slice(0, Math.max(0, wanted.length - desiredCount));

  const stops = createStops(tasks, fewest);
  for (const task of surplus) stops.tryStop(task);
  for (const task of leastWorth(tasks.filter(({ isPrimary }) => !isPrimary))) stops.tryStop(task);
  const unhealthy = ofPrimary.filter(({ condition }) => condition === 'unhealthy');
  // Unhealthy tasks stay until their replacements are RUNNING (seen on live services: these need not be healthy yet);
  // only where there is no room for a replacement one of them makes way, one at a time.
  const hasNoRoom = needed > 0 && tasks.length - stops.stopped.length >= most;
  const areReplaced = stops.count('settling', 'healthy') >= desiredCount;
  const toClear = areReplaced ? unhealthy : unhealthy.slice(0, hasNoRoom ? 1 : 0);
  for (const task of toClear) stops.tryStop(task);

  const room = Math.max(0, most - (tasks.length - stops.stopped.length));
  const start = mayStart ? Math.min(needed, room) : 0;
  return {
    start,
    replaced: Math.min(start, unhealthy.length),
    stop: stops.stopped,
    isBlocked:
      needed > 0 &&
      room === 0 &&
      stops.stopped.length === 0 &&
      tasks.every(({ condition }) => isFinal(condition)),
  };
}

/** Keeps count while tasks are picked to stop, and refuses those that are needed. */
function createStops(tasks: readonly SchedulableTask[], fewest: number) {
  const left = new Set(tasks);
  const stopped: string[] = [];
  const count = (...conditions: TaskCondition[]) =>
    [...left].filter(({ condition }) => conditions.includes(condition)).length;

  /** A healthy task goes only if enough healthy ones stay, any other that runs only if enough stay RUNNING. */
  function mayStop({ condition }: SchedulableTask): boolean {
    if (condition === 'starting') return true;
    if (condition === 'healthy') return count('healthy') > fewest;
    return count('settling', 'healthy', 'unhealthy') > fewest;
  }

  function tryStop(task: SchedulableTask): void {
    if (!mayStop(task)) return;
    left.delete(task);
    stopped.push(task.id);
  }

  return { tryStop, count, stopped };
}

const WORTH: Readonly<Record<TaskCondition, number>> = { unhealthy: 0, starting: 1, settling: 2, healthy: 3 };

/** Those that are missed least first; of equal ones the youngest. */
function leastWorth(tasks: readonly SchedulableTask[]): SchedulableTask[] {
  return tasks.toReversed().sort((a, b) => WORTH[a.condition] - WORTH[b.condition]);
}

function isFinal(condition: TaskCondition): boolean {
  return condition === 'healthy' || condition === 'unhealthy';
}
