import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { Timeline } from '../report/timeline.ts';
import { confirmTestRules } from '../test-rules/move-test-rules.ts';
import { RuleDiffers } from '../traffic/confirm-weights.ts';
import type { Gate } from './gates.ts';
import { createProbeGate, type ProbeGate } from './probe-gate.ts';

/** What is probed through the test rules. */
export interface StandbyProbed {
  readonly plan: Plan;
  readonly inputs: Inputs;
  readonly timeline: Timeline;
}

/**
 * A gate that fails when the standby answers badly through its test rules, or another version does. A rollback has none:
 * its test rules follow the traffic.
 */
export function createStandbyProbe(
  { plan, inputs, timeline }: StandbyProbed,
  ports: Ports,
): ProbeGate | undefined {
  const { testUrl, testHeaders } = inputs;
  if (testUrl === undefined || plan.mode === 'rollback') return undefined;
  const settings = {
    name: 'standby probe',
    request: { url: testUrl, headers: Object.fromEntries(testHeaders) },
    interval: inputs.probeInterval,
    threshold: inputs.probeFailures,
    budget: inputs.probeBudget,
    expectVersion: plan.expectVersion,
    isVersionRequired: () => true,
  };
  return createProbeGate(settings, { ...ports, counts: timeline.probes });
}

/**
 * The same gate, which says nothing any more once somebody else has changed a test rule: then it is not the standby that
 * answers it, and who changes test rules does not move the traffic of visitors.
 */
export function heedTestRules(gate: Gate, { plan, timeline }: StandbyProbed, ports: Ports): Gate {
  let isOver = false;
  return {
    ...gate,
    get interval() {
      return gate.interval;
    },
    isUndecided: () => !isOver && (gate.isUndecided?.() ?? false),
    async check(signal) {
      if (isOver) return undefined;
      const cause = await gate.check(signal);
      if (cause === undefined) return undefined;
      const changed = await findChange(plan, { ...ports, signal });
      if (changed === undefined) return cause;
      isOver = true;
      timeline.note(`The standby is not probed any more. ${changed}`);
      return undefined;
    },
  };
}

async function findChange(plan: Plan, ports: Ports): Promise<string | undefined> {
  try {
    await confirmTestRules(plan, ports);
    return undefined;
  } catch (error) {
    if (error instanceof RuleDiffers) return error.failure.cause;
    throw error;
  }
}
