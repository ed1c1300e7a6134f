import type { HealthCheck } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { RunningContainer } from '../../runtime/runtime.ts';

/** How a container or a task is by its own health checks; UNKNOWN until they tell, and where there are none. */
export type Health = 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY';

/** What a health check leaves open, as task definitions show it; times are in seconds. */
export const HEALTH_CHECK_DEFAULTS = { interval: 30, timeout: 5, retries: 3 };

/** Whether there is a command to run: NONE takes an image's own check away. */
export function isChecked(check: HealthCheck | undefined): check is HealthCheck {
  return check?.command !== undefined && check.command[0] !== 'NONE';
}

/**
 * Checks a container as an engine does: an interval after its start for the first time, and an interval after the end
 * of each check again. So many failures in a row make it UNHEALTHY, one pass HEALTHY; failures in the start period do not
 * count before the first pass.
 * @returns the function that ends the checks, the one under way too
 */
export function startHealthChecks(
  clock: Clock,
  { container, check }: { readonly container: RunningContainer; readonly check: HealthCheck },
  onHealth: (health: Health) => void,
): () => void {
  const {
    interval = HEALTH_CHECK_DEFAULTS.interval,
    timeout = HEALTH_CHECK_DEFAULTS.timeout,
    retries = HEALTH_CHECK_DEFAULTS.retries,
    startPeriod = 0,
  } = check;
  const command = commandOf(check);
  const countsFrom = clock.now() + startPeriod * 1000;
  let failures = 0;
  let hasPassed = false;
  let end = clock.after(interval * 1000, checkOnce);

  function checkOnce(): void {
    const toEnd = new AbortController();
    let isOver = false;
    const finish = (passed: boolean) => {
      if (isOver) return;
      isOver = true;
      callOff();
      end = clock.after(interval * 1000, checkOnce);
      judge(passed);
    };
    const callOff = clock.after(timeout * 1000, () => {
      toEnd.abort();
      finish(false);
    });
    end = () => {
      isOver = true;
      callOff();
      toEnd.abort();
    };
    container.execute(command, toEnd.signal).then(
      (code) => finish(code === 0),
      () => finish(false),
    );
  }

  function judge(passed: boolean): void {
    if (passed) {
      failures = 0;
      hasPassed = true;
      onHealth('HEALTHY');
    } else if (hasPassed || clock.now() >= countsFrom) {
      failures += 1;
      if (failures >= retries) onHealth('UNHEALTHY');
    }
  }

  return () => end();
}

/** CMD-SHELL goes through the container's shell. */
function commandOf({ command = [] }: HealthCheck): readonly string[] {
  const [kind, ...words] = command;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : words;
}
