import { escapeMarkdown, inlineCode } from '../../../../lib/action/markdown.ts';
import type { ProbeCounts } from '../gates/probe-counts.ts';
import { formatVersionCheck, type VersionCheck } from '../plan/version-check.ts';

/** More than two come from a release that went wrong before, or from what is no version. */
const VERSIONS_SHOWN = 5;

/** What the probes have come to: failures also when zero, and which versions have answered. */
export function describeProbes(counts: ProbeCounts, expected: VersionCheck | undefined): string {
  const { sent, failed, blocked } = counts;
  const unheard = blocked === 0 ? '' : ` ${blocked} were answered by something in front of the version.`;
  return `Probe: ${sent} requests, ${failed} failed.${unheard} ${describeVersions(counts, expected)}`;
}

function describeVersions({ seconds }: ProbeCounts, expected: VersionCheck | undefined): string {
  if (!expected) return 'No version was checked.';
  const total = new Map<string, number>();
  for (const [version, count] of seconds.flatMap(({ versions }) => [...versions])) {
    total.set(version, (total.get(version) ?? 0) + count);
  }
  const shown = [...total]
    .sort(([, a], [, b]) => b - a)
    .slice(0, VERSIONS_SHOWN)
    .map(([version, count]) => `${count} by ${escapeMarkdown(version)}`);
  const answered = shown.length === 0 ? 'Answered by no known version' : `Answered ${shown.join(', ')}`;
  return `${answered} (expected: ${inlineCode(formatVersionCheck(expected))}).`;
}

/** What a dry run tells of the check. */
export function describeVersionCheck(expected: VersionCheck | undefined): string {
  if (!expected) return 'No version would be checked.';
  return `From the bake on every answer has to show ${inlineCode(formatVersionCheck(expected))}.`;
}
