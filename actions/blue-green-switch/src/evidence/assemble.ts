import * as v from 'valibot';
import { VERSION } from '../../../../lib/action/version.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Timeline } from '../report/timeline.ts';
import type { Account } from './account.ts';
import type { CallLog } from './call-log.ts';
import type { Write } from './describe-write.ts';
import type { Minute } from './metrics/minutes.ts';
import type { Metrics } from './metrics/read-metrics.ts';
import type { Reading } from './readings.ts';
import { type Evidence, slotSchema, verdictSchema } from './schema.ts';

/**
 * The evidence of a run as it is published. Container log lines are not in it: nobody masks what they may hold in a
 * file.
 */
export function assembleEvidence(account: Account): Evidence {
  const { mode, owner, startedAt, endedAt, timeline, calls, metrics } = account;
  const { plan, phases, moments, shares } = timeline;
  return {
    version: 1,
    action: { name: 'blue-green-switch', version: VERSION },
    run: owner,
    ...{ mode, startedAt: instant(startedAt), endedAt: instant(endedAt) },
    ...endingOf(account),
    target: targetOf(account),
    ...(plan && { plan: planOf(plan, calls) }),
    writes: calls.writes.map(writeOf),
    phases: phases.map(({ name, from, to, hasFailed = false }) => ({
      ...{ name, from: instant(from), isFailed: hasFailed },
      ...(to === undefined ? {} : { to: instant(to) }),
    })),
    shares: shares.map(timed),
    moments: moments.map(timed),
    gates: gatesOf(timeline),
    alarms: timeline.alarms.map(timed),
    targets: calls.targets.map((reading) => ({
      ...lasting(reading),
      states: Object.fromEntries(reading.states),
    })),
    rules: calls.rules.map(lasting),
    probe: probeOf(timeline),
    metrics: metricsOf(metrics),
  };
}

function endingOf({ outputs, failure }: Account) {
  const { image, verdict, 'task-definition': taskDefinition, 'release-id': releaseId } = outputs;
  const { 'live-slot': liveSlot, 'previous-slot': previousSlot } = outputs;
  return {
    ...(v.is(verdictSchema, verdict) ? { verdict } : {}),
    ...(failure ? { cause: failure.cause } : {}),
    ...(failure?.advice === undefined ? {} : { advice: failure.advice }),
    ...(releaseId === undefined ? {} : { releaseId: Number(releaseId) }),
    ...(image === undefined ? {} : { image }),
    ...(taskDefinition === undefined ? {} : { taskDefinition }),
    ...(v.is(slotSchema, liveSlot) ? { liveSlot } : {}),
    ...(v.is(slotSchema, previousSlot) ? { previousSlot } : {}),
  };
}

function targetOf({ target: { cluster, slots, productionRules } }: Account): Evidence['target'] {
  return { cluster, slots, productionRules };
}

function planOf(plan: Plan, { rules }: Pick<CallLog, 'rules'>): NonNullable<Evidence['plan']> {
  const { mode, live, standby, image, desiredCount, required, parkedCount } = plan;
  const planned = weightsFor(plan, plan.steps.at(-1)?.percent ?? 0);
  return {
    ...{ mode, live, standby, image, desiredCount, required, parkedCount },
    thresholdPeriodSeconds: plan.thresholdPeriod / 1_000,
    steps: plan.steps.map(({ percent, holdMilliseconds }) => ({
      ...{ percent, holdSeconds: holdMilliseconds / 1_000 },
    })),
    rules: plan.rules.map(({ ruleArn, before }) => {
      const lastRead = rules.findLast(({ rule }) => rule === ruleArn)?.weights;
      return { rule: ruleArn, before, planned, ...(lastRead && { lastRead }) };
    }),
  };
}

function writeOf({ change, sentAt, endedAt, ...write }: Write): Evidence['writes'][number] {
  const { suspended, ...rest } = change;
  return {
    ...{ ...write, sentAt: instant(sentAt), endedAt: instant(endedAt), ...rest },
    ...(suspended && { suspended: [...suspended] }),
  };
}

function gatesOf({ gates }: Timeline): Evidence['gates'] {
  return gates.map(({ gate, looks, readings, failure }) => ({
    ...{ gate, looks, readings: readings.map(timed) },
    ...(failure && { failure: timed(failure) }),
  }));
}

function probeOf({ probes: { sent, failed, blocked, seconds } }: Timeline): Evidence['probe'] {
  const listed = seconds.map(({ at, answers, versions, ...second }) => ({
    ...{ at: instant(at), ...second, answers: Object.fromEntries(answers) },
    ...(versions.size > 0 && { versions: Object.fromEntries(versions) }),
  }));
  return { sent, failed, blocked, seconds: listed };
}

function metricsOf(metrics: Metrics): Evidence['metrics'] {
  if (metrics.kind === 'unread') return metrics;
  const { kind, readAt, from, to, loadBalancer, slots } = metrics;
  return {
    ...{ kind, readAt: instant(readAt), from: instant(from), to: instant(to) },
    loadBalancer: minutesOf(loadBalancer),
    slots: { blue: minutesOf(slots.blue), green: minutesOf(slots.green) },
  };
}

function minutesOf<Values>(minutes: readonly Minute<Values>[]) {
  return minutes.map(timed);
}

/** The same with its time as text. */
function timed<Timed extends { readonly at: number }>(given: Timed) {
  return { ...given, at: instant(given.at) };
}

function lasting<Lasting extends Reading>(given: Lasting) {
  return { ...given, at: instant(given.at), until: instant(given.until) };
}

/** `2026-01-01T12:00:00.000Z` */
function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
