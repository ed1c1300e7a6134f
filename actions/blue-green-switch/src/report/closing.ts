import { escapeMarkdown } from '../../../../lib/action/markdown.ts';
import type { Account } from '../evidence/account.ts';
import { type Releases, withOwnReleases } from '../evidence/releases.ts';
import { countsOf } from '../gates/probe-counts.ts';
import { renderGates } from './gates-table.ts';
import { renderMetrics } from './metrics-table.ts';
import { renderMoments } from './moments-table.ts';
import { renderFailedSeconds, renderProbeChart } from './probe-chart.ts';
import { describeProbes } from './probes.ts';
import { renderReleases } from './releases-table.ts';
import { renderRules } from './rules-table.ts';
import { renderTargets } from './targets-table.ts';
import { renderGantt } from './timeline-chart.ts';
import { renderWayBack, type SameInputs } from './way-back.ts';
import { renderWrites } from './writes-table.ts';

/** What the summary of a run is completed with, when everything is known. */
export interface Closing {
  readonly account: Account;
  readonly inputs: SameInputs;
  /** Below which name it is recorded; undefined for `record: none`. */
  readonly record: string | undefined;
  readonly releases: Releases;
}

/** Everything that follows the verdict: rules, timeline, gates, targets, requests, metrics, writes, the way back. */
export function renderClosing({ account, inputs, record, releases }: Closing): string {
  const { timeline, target, calls, metrics, outputs } = account;
  const { plan, probes } = timeline;
  if (!plan) return '';
  const known = releases.kind === 'read' ? withOwnReleases(releases.releases, timeline.releases) : undefined;
  const departure = {
    ...{ plan, inputs, liveSlot: outputs['live-slot'], taskDefinition: outputs['task-definition'] },
    isRecorded: record !== undefined,
    releases: known,
  };
  const ofVisitors = probes.seconds.filter(({ gate }) => gate === 'probe');
  return [
    renderRules(plan, calls.rules),
    renderGantt(plan, timeline),
    renderMoments(timeline),
    renderGates(timeline, calls.targets),
    renderTargets(target, calls.targets),
    describeProbes(probes, plan.expectVersion),
    renderProbeChart({ ...countsOf(probes, 'probe'), seconds: ofVisitors }),
    renderFailedSeconds(probes),
    renderMetrics(metrics),
    renderWrites(calls.writes),
    ...(known ? [renderReleases(known)] : []),
    ...(releases.kind === 'unread' ? [`The record was not read. ${escapeMarkdown(releases.why)}`] : []),
    renderWayBack(departure),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
