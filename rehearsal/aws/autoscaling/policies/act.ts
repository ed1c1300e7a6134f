import type { NotScaledReason } from '@aws-sdk/client-application-auto-scaling';
import type { AlarmAction } from '../../cloudwatch/alarms/actions.ts';
import type { ScalableService } from '../../ecs/scalable-services.ts';
import { noteNotScaled, serviceOf, setCapacity } from '../capacity.ts';
import type { ScalingPorts } from '../ports.ts';
import type { PastChange, PolicyRecord, Region, ScalableTargetRecord } from '../state.ts';
import { stepCapacity } from './step.ts';

/** Seconds; what ECS services have when a policy names none. */
const DEFAULT_COOLDOWN = 300;

interface Occasion {
  readonly region: Region;
  readonly target: ScalableTargetRecord;
  readonly policy: PolicyRecord;
  readonly service: ScalableService;
  readonly action: AlarmAction;
  readonly cause: string;
}

/**
 * Does what a policy asks for when one of its alarms is in its state.
 * @throws Error when the alarm's action names no policy
 */
export function actOnAlarm(ports: ScalingPorts, action: AlarmAction): void {
  const region = ports.regionOf(action.place);
  const arn = action.actionArn.replace(/:createdBy\/[^:]+$/, '');
  const target = [...region.targets.values()].find(({ policies }) =>
    [...policies.values()].some((policy) => policy.arn === arn),
  );
  const policy = [...(target?.policies.values() ?? [])].find((candidate) => candidate.arn === arn);
  if (!target || !policy) throw new Error(`No scaling policy ${arn}`);
  const service = serviceOf(ports, region, target);
  if (!service || action.value === undefined) return;
  const cause = `monitor alarm ${action.alarmName} in state ${action.state} triggered policy ${policy.name}`;
  const occasion = { region, target, policy, service, action, cause };
  const current = currentCapacity(ports, service);
  const wanted = wantedCapacity(occasion, current);
  if (wanted === undefined) return;
  if (wanted > current || isScaleOut(occasion)) scaleOut(ports, occasion, current);
  else scaleIn(ports, occasion, { current, wanted });
}

function isScaleOut({ policy, action }: Occasion): boolean {
  return policy.type === 'TargetTrackingScaling' && action.alarmName === policy.alarms.high.AlarmName;
}

/** What a service has, for the reckoning; while it deploys that is a matter of the setting. */
function currentCapacity({ settings }: ScalingPorts, service: ScalableService): number {
  return settings.capacityWhileDeploying === 'all-deployments' && service.isDeploying
    ? service.taskCount
    : service.desiredCount;
}

/** @param capacity from which the policy reckons */
function wantedCapacity({ policy, action }: Occasion, capacity: number): number | undefined {
  const value = action.value ?? 0;
  return policy.type === 'TargetTrackingScaling'
    ? Math.ceil((capacity * value) / (policy.tracking.TargetValue ?? 1))
    : stepCapacity(policy.step, capacity, value - (action.threshold ?? 0));
}

/**
 * During its cooldown a scale-out is reckoned from what there was before it, so that only a larger one adds anything. A
 * count below the minimum is lifted too.
 */
function scaleOut(ports: ScalingPorts, occasion: Occasion, current: number): void {
  const { region, target, policy, service, cause } = occasion;
  if (target.suspended.DynamicScalingOutSuspended) return;
  const { min, max } = target;
  const from = isCooling(ports, target.lastOut, cooldownOf(policy, 'out')) ? target.lastOut?.from : undefined;
  const asked = wantedCapacity(occasion, from ?? current) ?? current;
  if (from !== undefined && asked <= current) return;
  const wanted = Math.min(Math.max(asked, min), max);
  if (wanted <= current) {
    const code = current >= max ? 'AlreadyAtMaxCapacity' : 'AlreadyAtDesiredCapacity';
    noteNotScaled(ports, region, target, cause, describeReason(code, target, current));
    return;
  }
  const activity = setCapacity(ports, region, target, { service, wanted, cause });
  target.lastOut = { activity, from: from ?? current };
  // A scale-out ends the cooldown of a scale-in.
  target.lastIn = undefined;
}

function scaleIn(
  ports: ScalingPorts,
  occasion: Occasion,
  { current, wanted: asked }: { readonly current: number; readonly wanted: number },
): void {
  const { region, target, policy, service, cause } = occasion;
  if (target.suspended.DynamicScalingInSuspended) return;
  if (policy.type === 'TargetTrackingScaling') {
    if (policy.tracking.DisableScaleIn || !othersAgree(ports, occasion)) return;
  }
  const refuse = (code: string) =>
    noteNotScaled(ports, region, target, cause, describeReason(code, target, current));
  if (service.isDeploying) {
    refuse('TargetServicePutResourceAsUnscalable');
    return;
  }
  if (isCooling(ports, target.lastIn, cooldownOf(policy, 'in'))) return;
  const wanted = Math.min(Math.max(asked, target.min), target.max);
  if (wanted >= current) {
    refuse(current <= target.min ? 'AlreadyAtMinCapacity' : 'AlreadyAtDesiredCapacity');
    return;
  }
  const activity = setCapacity(ports, region, target, { service, wanted, cause });
  target.lastIn = { activity, from: current };
}

/** Capacity goes only when every target tracking policy that may take it wants that. */
function othersAgree({ alarms }: ScalingPorts, { region, target, policy }: Occasion): boolean {
  return [...target.policies.values()]
    .filter((other) => other !== policy)
    .filter((other) => other.type === 'TargetTrackingScaling')
    .filter(({ tracking }) => !tracking.DisableScaleIn)
    .every((other) => alarms.stateOf(region.place, other.alarms.low.AlarmName) === 'ALARM');
}

/** In seconds. */
function cooldownOf(policy: PolicyRecord, direction: 'in' | 'out'): number {
  if (policy.type === 'StepScaling') return policy.step.Cooldown ?? DEFAULT_COOLDOWN;
  const { ScaleInCooldown, ScaleOutCooldown } = policy.tracking;
  return (direction === 'in' ? ScaleInCooldown : ScaleOutCooldown) ?? DEFAULT_COOLDOWN;
}

/** A cooldown begins when the change has come true. */
function isCooling({ clock }: ScalingPorts, past: PastChange | undefined, seconds: number): boolean {
  if (!past) return false;
  const { EndTime } = past.activity;
  return EndTime === undefined || clock.now() < EndTime.getTime() + seconds * 1000;
}

function describeReason(code: string, { min, max }: ScalableTargetRecord, current: number): NotScaledReason {
  switch (code) {
    case 'AlreadyAtMaxCapacity':
      return { Code: code, MaxCapacity: max, CurrentCapacity: current };
    case 'AlreadyAtMinCapacity':
      return { Code: code, MinCapacity: min, CurrentCapacity: current };
    default:
      return { Code: code, CurrentCapacity: current };
  }
}
