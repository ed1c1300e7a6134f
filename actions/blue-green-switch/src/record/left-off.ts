import { releaseName } from '../../../../lib/aws/record/names.ts';
import { readParameter } from '../../../../lib/aws/record/parameters.ts';
import type { RecordedStickiness } from '../../../../lib/aws/record/release.ts';
import { type NumberedRelease, readHistory } from '../../../../lib/aws/record/releases.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';

/** Group stickiness that an earlier run has turned off and not put back. */
export interface RecordedLeftOff extends LeftOff {
  /** The release that tells. */
  readonly release: NumberedRelease;
}

/** What the record tells of group stickiness that is off; undefined when there is none. Only reads. */
export async function findLeftOff(
  record: string | undefined,
  ports: Ports,
): Promise<RecordedLeftOff | undefined> {
  if (record === undefined) return undefined;
  const recordPorts = { ...ports, ssm: await ports.parameterStore() };
  const { releases } = await readHistory(recordPorts, record);
  const release = releases.find(({ stickiness }) => stickiness !== undefined);
  if (!release?.stickiness || release.stickiness.off.length === 0) return undefined;
  const { off, cookiesLast } = release.stickiness;
  // Both times are AWS's own: the machine that wrote the entry may have had another clock.
  const { age = 0 } = (await readParameter(recordPorts, releaseName(record, release.number))) ?? {};
  return { release, rules: off, until: ports.stopwatch.read() + 1_000 * cookiesLast - age };
}

/** The same as a release's entry tells it. */
export function toRecordedStickiness(
  { rules, until }: LeftOff,
  stopwatch: Ports['stopwatch'],
): RecordedStickiness {
  const left = rules.length === 0 ? 0 : Math.max(0, until - stopwatch.read());
  return {
    off: rules.map(({ ruleArn, seconds }) => ({ ruleArn, seconds })),
    cookiesLast: Math.ceil(left / 1_000),
  };
}
