import type { Alarm } from './alarm.ts';
import { ALARMS_LIMIT, type AlarmPorts, describeAlarms } from './describe-alarms.ts';

/** The alarms and all that composite ones among them depend on, each once: a call for each level of composites. */
export async function readFamily(ports: AlarmPorts, alarms: readonly Alarm[]): Promise<readonly Alarm[]> {
  const family = new Map(alarms.map((alarm) => [alarm.name, alarm]));
  const asked = new Set(family.keys());
  for (let level = alarms; level.length > 0; ) {
    const names = level.flatMap(({ basis }) => (basis.kind === 'alarms' ? basis.names : []));
    const unknown = [...new Set(names)].filter((name) => !asked.has(name));
    level = await describeMany(ports, unknown);
    for (const name of unknown) asked.add(name);
    for (const alarm of level) family.set(alarm.name, alarm);
  }
  return [...family.values()];
}

async function describeMany(ports: AlarmPorts, names: readonly string[]): Promise<Alarm[]> {
  const found: Alarm[] = [];
  for (let from = 0; from < names.length; from += ALARMS_LIMIT) {
    found.push(...(await describeAlarms(ports, names.slice(from, from + ALARMS_LIMIT))));
  }
  return found;
}
