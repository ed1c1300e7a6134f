import { describeAlarms } from '../../../../lib/aws/alarms/describe-alarms.ts';
import type { Inputs } from '../inputs.ts';
import { readStandby } from '../observe/read-standby.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import type { StartedStandby } from '../standby/start.ts';
import { type AlarmGate, createAlarmGate } from './alarm-gate.ts';
import { noteAlarms } from './alarm-log.ts';
import { recordLooks } from './gate-log.ts';
import type { Gate } from './gates.ts';
import { createLeaseGate } from './lease-gate.ts';
import { createProbeGate } from './probe-gate.ts';
import { createStandbyProbe, heedTestRules } from './standby-probe.ts';
import { createTargetGate } from './target-gate.ts';

/** What the gates of a release look at. */
export interface Gated {
  readonly plan: Plan;
  readonly standby: StartedStandby;
  readonly inputs: Inputs;
  /** Names of the alarms that it is gated on. */
  readonly alarms: readonly string[];
  readonly timeline: Timeline;
}

/** The gates of a release. */
export interface ReleaseGates {
  /** Those that hold also while some requests rightly fail. */
  readonly steady: readonly Gate[];
  readonly all: readonly Gate[];
  /** One of them; undefined when no alarms were given. */
  readonly alarms: AlarmGate | undefined;
  /** From here on every answer through the production listener has to come from the new version. */
  requireVersion(): void;
}

/** Milliseconds between two looks at the targets that have traffic. */
const TARGET_INTERVAL = 5_000;

export async function createReleaseGates(gated: Gated, ports: WritePorts): Promise<ReleaseGates> {
  const record = <Recorded extends Gate>(gate: Recorded) =>
    recordLooks(gate, gated.timeline.gates, ports.clock);
  const found = await createAlarms(gated, ports);
  const alarms = found && record(found);
  const targets = record(createTargets(gated, ports));
  const standby = createStandbyProbe(gated, ports);
  const steady = [
    ...[record(createLeaseGate(ports.journal)), targets, ...(alarms ? [alarms] : [])],
    ...(standby ? [record(heedTestRules(standby, gated, ports))] : []),
  ];
  let isRequired = false;
  const probes = createProbes(gated, () => isRequired, ports).map(record);
  return {
    ...{ steady, all: [...steady, ...probes], alarms },
    requireVersion() {
      isRequired = true;
    },
  };
}

function createTargets({ plan, standby, timeline }: Gated, ports: Ports): Gate {
  const { wanted, subject } = standby;
  const read = () => readStandby(subject, ports);
  const report = (healthy: number) =>
    timeline.note(
      `${plan.standby} has ${healthy} healthy targets of the new version, ${wanted.required} required`,
    );
  return createTargetGate(wanted, TARGET_INTERVAL, { read, report });
}

async function createAlarms(
  { alarms: names, timeline }: Gated,
  { monitoring, clock, signal }: Ports,
): Promise<AlarmGate | undefined> {
  if (names.length === 0) return undefined;
  const cloudwatch = await monitoring();
  return createAlarmGate(names, async () => {
    const at = clock.now();
    const found = await describeAlarms({ cloudwatch, signal }, names);
    noteAlarms(timeline.alarms, at, names, found);
    return found;
  });
}

function createProbes(
  { plan, inputs, timeline }: Gated,
  isVersionRequired: () => boolean,
  ports: Ports,
): Gate[] {
  if (inputs.probeUrl === undefined) return [];
  const settings = {
    name: 'probe',
    request: { url: inputs.probeUrl, headers: {} },
    interval: inputs.probeInterval,
    threshold: inputs.probeFailures,
    budget: inputs.probeBudget,
    expectVersion: plan.expectVersion,
    isVersionRequired,
  };
  return [createProbeGate(settings, { ...ports, counts: timeline.probes })];
}
