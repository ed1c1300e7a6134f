import { formatDuration } from '../../../../lib/action/duration.ts';
import type { AlarmGate } from '../gates/alarm-gate.ts';
import { GateFailed } from '../gates/gate-failed.ts';
import { Inconclusive } from '../gates/inconclusive.ts';
import { describeWithoutData } from '../gates/judge-alarms.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { Watch } from './bake.ts';
import type { Move } from './move-traffic.ts';

/**
 * Looks at the alarms once more when the bake is over. Of one without data it is not known whether the version is good:
 * the input `on-no-data` says what becomes of it. Earlier it would prove nothing: the standby had no traffic before.
 * @throws ActionFailure when an alarm is in ALARM, or has no data and that is to fail; Inconclusive when it still has
 *   none after another bake's time
 */
export async function awaitAlarmData(
  gate: AlarmGate,
  { plan, inputs, timeline }: Pick<Move, 'plan' | 'inputs' | 'timeline'>,
  watch: Watch,
  { signal }: Pick<Ports, 'signal'>,
): Promise<void> {
  const cause = await gate.check(signal);
  if (cause !== undefined) throw new GateFailed(gate.name, cause, plan);
  if (gate.withoutData().length === 0) return;
  const told = describeWithoutData(gate.withoutData());
  switch (inputs.onNoData) {
    case 'pass':
      return timeline.note(`At the end of the bake ${told}, which on-no-data lets pass`);
    case 'fail':
      throw new GateFailed(gate.name, `at the end of the bake ${told}`, plan);
    case 'hold':
      timeline.note(
        `At the end of the bake ${told}: watching on, for ${formatDuration(inputs.bake)} at most`,
      );
      await watch(inputs.bake, { isEnough: () => gate.withoutData().length === 0 });
      if (gate.withoutData().length > 0) throw unproven(gate, inputs.bake, plan);
  }
}

function unproven(gate: AlarmGate, bake: number, { image, standby }: Plan): Inconclusive {
  const told = describeWithoutData(gate.withoutData());
  return new Inconclusive({
    cause: `Nothing proves ${image}: after a bake of ${formatDuration(bake)} and as long again ${told}.`,
    advice: `See whether the metrics come from slot ${standby} and whether it had requests, bake longer, or set "on-no-data".`,
  });
}
