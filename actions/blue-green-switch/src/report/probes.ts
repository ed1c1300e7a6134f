import { escapeMarkdown, inlineCode } from '../../../../lib/action/markdown.ts';
import { countsOf, type GateCounts, type ProbeCounts } from '../gates/probe-counts.ts';
import type { Plan } from '../plan/plan.ts';
import { formatVersionCheck, type VersionCheck } from '../plan/version-check.ts';

/** More than two come from a release that went wrong before, or from what is no version. */
const VERSIONS_SHOWN = 5;

/** What the probes have come to, one a line: failures also when zero, and which versions have answered. */
export function describeProbes(counts: ProbeCounts, expected: VersionCheck | undefined): string {
  const standby = countsOf(counts, 'standby probe');
  const lines = [describe('Probe', countsOf(counts, 'probe'), expected)];
  if (standby.sent > 0) lines.push(describe('Standby probe', standby, expected));
  if (!expected) lines.push('No version was checked.');
  return lines.join('  \n');
}

function describe(name: string, counts: GateCounts, expected: VersionCheck | undefined): string {
  const { sent, failed, blocked } = counts;
  const unheard = blocked === 0 ? '' : ` ${blocked} were answered by something in front of the version.`;
  return `${name}: ${sent} requests, ${failed} failed.${unheard}${describeVersions(counts, expected)}`;
}

function describeVersions({ sent, versions }: GateCounts, expected: VersionCheck | undefined): string {
  if (!expected || sent === 0) return '';
  const shown = [...versions]
    .sort(([, a], [, b]) => b - a)
    .slice(0, VERSIONS_SHOWN)
    .map(([version, count]) => `${count} by ${escapeMarkdown(version)}`);
  const answered = shown.length === 0 ? 'Answered by no known version' : `Answered ${shown.join(', ')}`;
  return ` ${answered} (expected: ${inlineCode(formatVersionCheck(expected))}).`;
}

/** What a dry run tells of what is probed. */
export function describeProbing({
  expectVersion,
  testRules,
  standby,
}: Pick<Plan, 'expectVersion' | 'testRules' | 'standby'>): string {
  const rules = testRules.map(({ ruleArn }) => inlineCode(ruleArn)).join(', ');
  return [
    ...(rules === '' ? [] : [`Test rules that would point at ${standby}: ${rules}.`]),
    expectVersion
      ? `From the bake on every answer has to show ${inlineCode(formatVersionCheck(expectVersion))}.`
      : 'No version would be checked.',
  ].join(' ');
}
