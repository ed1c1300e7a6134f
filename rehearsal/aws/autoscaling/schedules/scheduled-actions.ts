import type {
  DeleteScheduledActionRequest,
  DescribeScheduledActionsRequest,
  PutScheduledActionRequest,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Operations } from '../../kernel/service.ts';
import { bringWithinBounds } from '../capacity.ts';
import {
  checkBounds,
  checkDimension,
  checkNamespace,
  readSubject,
  requireValue,
  takePage,
} from '../checks.ts';
import { objectNotFound, validation } from '../errors.ts';
import { findTarget } from '../find.ts';
import type { ScalingPorts } from '../ports.ts';
import type { Region, ScalableTargetRecord, ScheduledActionRecord } from '../state.ts';
import { nextTime, parseSchedule, type Schedule } from './schedule.ts';

/** Timers of a machine reach no further than 24 days. */
const LONGEST_WAIT = 86_400_000;

export function scheduledActionOperations(ports: ScalingPorts): Operations {
  const { regionOf } = ports;
  return {
    PutScheduledAction(input: PutScheduledActionRequest, call) {
      const region = regionOf(call);
      const { ScheduledActionName: name = '' } = input;
      const target = findTarget(region, readSubject(input));
      const before = target.actions.get(name);
      const action = readAction(ports, region, target, name, { ...givenBefore(before), ...input });
      before?.cancel();
      target.actions.set(name, action);
      plan(ports, region, target, action);
      return {};
    },

    DeleteScheduledAction(input: DeleteScheduledActionRequest, call) {
      const resourceId = readSubject(input);
      const target = regionOf(call).targets.get(resourceId);
      const action = target?.actions.get(input.ScheduledActionName ?? '');
      if (!target || !action) throw objectNotFound('scheduled action found', resourceId);
      action.cancel();
      target.actions.delete(action.shown.ScheduledActionName);
      return {};
    },

    DescribeScheduledActions(input: DescribeScheduledActionsRequest, call) {
      checkNamespace(input.ServiceNamespace);
      checkDimension(input.ScalableDimension);
      const names = input.ScheduledActionNames?.length ? input.ScheduledActionNames : undefined;
      const actions = [...regionOf(call).targets.values()]
        .filter(({ resourceId }) => (input.ResourceId ?? resourceId) === resourceId)
        .flatMap((target) => [...target.actions.values()].map(({ shown }) => shown))
        .filter((shown) => names?.includes(shown.ScheduledActionName) ?? true);
      const { items, nextToken } = takePage(
        actions,
        ({ ScheduledActionARN = '' }) => ScheduledActionARN,
        input,
      );
      return { ScheduledActions: items, ...(nextToken ? { NextToken: nextToken } : {}) };
    },
  };
}

/** An update may omit what stays as it is. */
function givenBefore(before: ScheduledActionRecord | undefined): Partial<ScheduledAction> {
  if (!before) return {};
  const { Schedule: schedule, Timezone, StartTime, EndTime, ScalableTargetAction } = before.shown;
  const given = { Schedule: schedule, Timezone, StartTime, EndTime, ScalableTargetAction };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readAction(
  { clock, random }: ScalingPorts,
  { place }: Region,
  target: ScalableTargetRecord,
  name: string,
  input: Partial<PutScheduledActionRequest>,
): ScheduledActionRecord {
  const text = requireValue('schedule', input.Schedule);
  const schedule = parseSchedule(text, input.Timezone);
  const { MinCapacity, MaxCapacity } = requireValue('scalableTargetAction', input.ScalableTargetAction);
  if (MinCapacity === undefined && MaxCapacity === undefined) {
    throw validation('ScalableTargetAction must have a MinCapacity or a MaxCapacity.');
  }
  checkBounds(MinCapacity ?? 0, MaxCapacity ?? Infinity);
  const known = target.actions.get(name)?.shown;
  const now = new Date(clock.now());
  const shown = {
    ScheduledActionName: name,
    ScheduledActionARN:
      known?.ScheduledActionARN ??
      `arn:aws:autoscaling:${place.region}:${place.account}:scheduledAction:${random.uuid()}:resource/ecs/${target.resourceId}:scheduledActionName/${name}`,
    ServiceNamespace: 'ecs' as const,
    Schedule: text,
    ...(input.Timezone === undefined ? {} : { Timezone: input.Timezone }),
    ResourceId: target.resourceId,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    ...(input.StartTime === undefined ? {} : { StartTime: input.StartTime }),
    ...(input.EndTime === undefined ? {} : { EndTime: input.EndTime }),
    ScalableTargetAction: input.ScalableTargetAction,
    CreationTime: known?.CreationTime ?? now,
  };
  checkTimes(schedule, shown, now);
  return { shown, schedule, cancel: () => {} };
}

function checkTimes(schedule: Schedule, { StartTime, EndTime }: ScheduledAction, now: Date): void {
  if (schedule.kind === 'at' && schedule.at < now.getTime()) {
    throw validation('The schedule expression must be in the future.');
  }
  if (StartTime && EndTime && StartTime >= EndTime) throw validation('EndTime must be after StartTime.');
}

/** Waits for the action's next time, in pieces that a machine's timer can hold. */
function plan(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  action: ScheduledActionRecord,
): void {
  const { clock } = ports;
  const at = timeAfter(action, clock.now());
  if (at === undefined) return;
  const wait = at - clock.now();
  action.cancel = clock.after(Math.min(wait, LONGEST_WAIT), () => {
    if (wait <= LONGEST_WAIT) take(ports, region, target, action);
    plan(ports, region, target, action);
  });
}

function timeAfter({ shown, schedule }: ScheduledActionRecord, now: number): number | undefined {
  const created = shown.CreationTime?.getTime() ?? now;
  const first = schedule.kind === 'rate' ? created + schedule.every : created;
  const at = nextTime(schedule, now, shown.StartTime?.getTime() ?? first);
  const end = shown.EndTime?.getTime() ?? Infinity;
  return at !== undefined && at <= end ? at : undefined;
}

/** Sets minimum and maximum; a bound that it does not name gives way to the one that it does. */
function take(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  { shown }: ScheduledActionRecord,
): void {
  if (target.suspended.ScheduledScalingSuspended) return;
  const { MinCapacity, MaxCapacity } = shown.ScalableTargetAction ?? {};
  const min = MinCapacity ?? Math.min(target.min, MaxCapacity ?? target.min);
  const max = MaxCapacity ?? Math.max(target.max, MinCapacity ?? target.max);
  Object.assign(target, { min, max });
  bringWithinBounds(ports, region, target);
}
