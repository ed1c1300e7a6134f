import type { AlarmStates } from '../alarm-states.ts';
import type { ServiceRecord } from '../state.ts';
import { primaryOf, type Turn } from './turn.ts';

/** Alarms that are in ALARM before a deployment begins make ECS ignore them all for that deployment. */
export function mayWatchAlarms(service: ServiceRecord, alarms: AlarmStates | undefined): boolean {
  return alarms !== undefined && alarmNames(service).length > 0 && !isAnyInAlarm(service, alarms);
}

/** Whether an alarm tells that the deployment under way is bad. */
export function hasAlarm({ service, ports }: Turn): boolean {
  return isWatching(service) && ports.alarms !== undefined && isAnyInAlarm(service, ports.alarms);
}

/** When the alarms are to be looked at again, in milliseconds since the epoch. */
export function nextAlarmCheck({ service, ports, at }: Turn): number {
  if (!isWatching(service)) return Number.POSITIVE_INFINITY;
  return Math.min(
    at.getTime() + ports.settings.alarmInterval,
    primaryOf(service)?.bakesUntil ?? Number.POSITIVE_INFINITY,
  );
}

/** Whether the deployment, which is at its end otherwise, still waits for its alarms; asking begins that time. */
export function isBaking({ service, ports, at }: Turn): boolean {
  const primary = primaryOf(service);
  if (!primary?.watchesAlarms) return false;
  primary.bakesUntil ??= at.getTime() + ports.settings.alarmBake;
  return at.getTime() < primary.bakesUntil;
}

function isWatching(service: ServiceRecord): boolean {
  const primary = primaryOf(service);
  return primary?.rolloutState === 'IN_PROGRESS' && primary.watchesAlarms;
}

function isAnyInAlarm(service: ServiceRecord, alarms: AlarmStates): boolean {
  return alarmNames(service).some((name) => alarms.stateOf(service.place, name) === 'ALARM');
}

/** Those that the service's deployments are to watch. */
function alarmNames({ options }: ServiceRecord): readonly string[] {
  const { enable, alarmNames: names = [] } = options.deploymentConfiguration?.alarms ?? {};
  return enable ? names : [];
}
