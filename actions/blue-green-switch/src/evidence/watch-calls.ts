import { once } from '../../../../lib/action/once.ts';
import { type ObservedCall, observeCalls } from '../../../../lib/aws/observe-calls.ts';
import type { Surroundings } from '../ports.ts';

/**
 * The same ports, of which every call that may change something is told, and every reading of targets: the one place
 * where that is taken down, whichever part of a run makes the call.
 */
export function watchCalls(ports: Surroundings, tell: (call: ObservedCall) => void): Surroundings {
  const { clock, ecs, elbv2 } = ports;
  return {
    ...ports,
    ecs: observeCalls(ecs, clock, tell),
    elbv2: observeCalls(elbv2, clock, tell),
    parameterStore: once(async () => observeCalls(await ports.parameterStore(), clock, tell)),
    scaling: once(async () => observeCalls(await ports.scaling(), clock, tell)),
  };
}
