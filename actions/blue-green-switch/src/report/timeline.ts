import type { Clock } from '../../../../lib/action/clock.ts';
import type { Log } from '../../../../lib/action/log.ts';
import type { NumberedRelease } from '../../../../lib/aws/record/releases.ts';
import type { AlarmReading } from '../gates/alarm-log.ts';
import type { GateRecord } from '../gates/gate-log.ts';
import { type ProbeCounts, startProbeCounts } from '../gates/probe-counts.ts';
import type { Plan } from '../plan/plan.ts';

export type PhaseName =
  | 'recover'
  | 'register'
  | 'join'
  | 'prepare'
  | 'prove healthy'
  | 'shift'
  | 'hold'
  | 'bake'
  | 'wait for cookies'
  | 'roll back'
  | 'park'
  | 'put stickiness back';

/** A stretch of a release; without an end the run ended in it. */
export interface Phase {
  readonly name: PhaseName;
  readonly from: number;
  to?: number;
  /** Set when the phase ended with an error. */
  hasFailed?: true;
}

/** A moment worth telling: a write, a decision. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** From this moment on the standby has this share of the traffic. */
export interface Share {
  readonly at: number;
  /** Whole percent. */
  readonly percent: number;
}

/** What happened when; the log shows it as it happens, the summary afterwards. */
export interface Timeline {
  readonly phases: readonly Phase[];
  readonly moments: readonly Moment[];
  /** Every change of the traffic's share, oldest first. */
  readonly shares: readonly Share[];
  /** What the run is doing; undefined until it has decided. */
  readonly plan: Plan | undefined;
  /** What each gate saw, in the order of their first looks. */
  readonly gates: GateRecord[];
  readonly alarms: AlarmReading[];
  readonly probes: ProbeCounts;
  /** Those that the run has recorded, oldest first. */
  readonly releases: NumberedRelease[];
  /** Notes what the run is doing from now on. */
  notePlan(plan: Plan): void;
  /** Notes a moment, and logs it. */
  note(text: string): void;
  /** Notes that the standby has this share of the traffic from now on. */
  noteShare(percent: number, text: string): void;
  /** Runs `work` as a phase of its own, in a group of the log. */
  phase<Result>(name: PhaseName, title: string, work: () => Promise<Result>): Promise<Result>;
}

export function startTimeline({ clock, log }: { readonly clock: Clock; readonly log: Log }): Timeline {
  const phases: Phase[] = [];
  const moments: Moment[] = [];
  const shares: Share[] = [];
  let plan: Plan | undefined;

  function note(text: string): void {
    moments.push({ at: clock.now(), text });
    log.info(text);
  }

  return {
    phases,
    moments,
    shares,
    get plan() {
      return plan;
    },
    notePlan(decided) {
      plan = decided;
    },
    gates: [],
    alarms: [],
    probes: startProbeCounts(),
    releases: [],
    note,
    noteShare(percent, text) {
      shares.push({ at: clock.now(), percent });
      note(text);
    },
    phase(name, title, work) {
      const phase: Phase = { name, from: clock.now() };
      phases.push(phase);
      return log.group(title, async () => {
        try {
          return await work();
        } catch (error) {
          phase.hasFailed = true;
          throw error;
        } finally {
          phase.to = clock.now();
        }
      });
    },
  };
}

/** Seconds the last phase of that name took, to a hundredth; undefined when it did not come to its end. */
export function secondsOf(timeline: Pick<Timeline, 'phases'>, name: PhaseName): number | undefined {
  const phase = timeline.phases.findLast((candidate) => candidate.name === name);
  return phase?.to === undefined || phase.hasFailed
    ? undefined
    : Math.round((phase.to - phase.from) / 10) / 100;
}
