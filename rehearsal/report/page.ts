import { renderChart } from './chart.ts';
import { formatLatency } from './latency-chart.ts';
import { type Content, element, type Markup, render } from './markup.ts';
import { extentOf, type Rehearsal, type ReleaseRecord } from './model.ts';
import { formatElapsed } from './scale.ts';
import { STYLE } from './style.ts';
import { type ReleaseSummary, type Summary, summarizeRehearsal } from './summary.ts';
import { VERDICTS } from './theme.ts';

/** Failed requests that the page lists one by one. */
const LISTED_FAILURES = 12;

/** The report as one page that needs nothing else: no script, no font, no other file. */
export function renderPage(rehearsal: Rehearsal): string {
  const summary = summarizeRehearsal(rehearsal);
  const page = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      { html: '<meta charset="utf-8"><meta name="viewport" content="width=device-width">' },
      element('title', {}, rehearsal.title),
      { html: `<style>${STYLE}</style>` },
    ),
    element(
      'body',
      {},
      element('h1', {}, rehearsal.title),
      element('p', { class: 'facts' }, rehearsal.facts.join(' · ')),
      renderHeadline(rehearsal, summary),
      element(
        'div',
        { class: 'releases' },
        rehearsal.releases.map((release, index) => renderRelease(release, summary.releases[index])),
      ),
      element('div', { class: 'chart' }, renderChart(rehearsal)),
      renderFailures(rehearsal),
      renderCalls(summary.releases),
    ),
  );
  return `<!doctype html>\n${render(page)}\n`;
}

function renderHeadline({ traffic: { totals } }: Rehearsal, { requests, releases }: Summary): Markup {
  const latency = totals.latency
    ? `half answered within ${formatLatency(totals.latency.p50)}, 99 % within ${formatLatency(totals.latency.p99)}`
    : 'none answered';
  const versions = releases.filter(({ failedRequests }) => failedRequests > 0).map(({ version }) => version);
  const failed =
    requests.failed === 0
      ? 'none failed'
      : `${formatCount(requests.failed)} failed, in ${describePlaces(versions)}`;
  return element(
    'p',
    { class: 'headline' },
    element('b', {}, `${formatCount(requests.total)} requests`),
    ', ',
    element('b', { class: requests.failed > 0 ? 'failed' : undefined }, failed),
    `; ${latency}.`,
  );
}

/** @param versions of the releases during which requests failed */
function describePlaces(versions: readonly string[]): string {
  if (versions.length === 0) return 'no release';
  return versions.length > 3 ? `${versions.length} releases` : versions.join(' and ');
}

function renderRelease(release: ReleaseRecord, summary: ReleaseSummary | undefined): Markup {
  const { sign, word, fill, ink } = VERDICTS[release.verdict];
  const failed = summary?.failedRequests ?? 0;
  const calls = Object.values(summary?.apiCalls ?? {}).reduce((sum, count) => sum + count, 0);
  const figures: [string, string | null][] = [
    ['healthy after', formatSeconds(release.secondsToHealthy)],
    ['shifted in', formatSeconds(release.secondsToShift)],
    ['rolled back in', formatSeconds(release.secondsToRollback)],
    ['took', formatSeconds((release.to - release.from) / 1000)],
    ['API calls', formatCount(calls)],
  ];
  return element(
    'section',
    { class: 'release' },
    element('h2', {}, release.version),
    element('p', { class: 'verdict', style: `background:${fill};color:${ink}` }, `${sign} ${word}`),
    element(
      'p',
      { class: failed > 0 ? 'count failed' : 'count' },
      element('b', {}, formatCount(failed)),
      ' failed requests',
    ),
    element(
      'dl',
      {},
      figures.flatMap(([name, value]) =>
        value === null ? [] : [element('dt', {}, name), element('dd', {}, value)],
      ),
    ),
    release.cause === undefined ? [] : element('p', { class: 'cause' }, release.cause),
  );
}

function renderFailures(rehearsal: Rehearsal): Content {
  const { totals } = rehearsal.traffic;
  if (totals.failed === 0) return [];
  const start = extentOf(rehearsal).from;
  const rows = totals.samples
    .slice(0, LISTED_FAILURES)
    .map(({ at, kind, reason, version, milliseconds }) => [
      formatElapsed((at - start) / 1000),
      kind,
      reason,
      version ?? '',
      formatLatency(Math.round(milliseconds)),
    ]);
  const rest = totals.failed - rows.length;
  return [
    element('h2', {}, 'Failed requests'),
    renderTable(['sent at', 'kind', 'what happened', 'version', 'took'], rows),
    rest > 0 ? element('p', { class: 'facts' }, `and ${formatCount(rest)} more`) : [],
  ];
}

function renderCalls(releases: readonly ReleaseSummary[]): Content {
  const operations = [...new Set(releases.flatMap(({ apiCalls }) => Object.keys(apiCalls)))].sort();
  if (operations.length === 0) return [];
  const rows = operations.map((operation) => [
    operation,
    ...releases.map(({ apiCalls }) =>
      apiCalls[operation] === undefined ? '' : formatCount(apiCalls[operation]),
    ),
  ]);
  return [
    element('h2', {}, 'API calls'),
    renderTable(['operation', ...releases.map(({ version }) => version)], rows),
  ];
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): Markup {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        head.map((cell) => element('th', {}, cell)),
      ),
    ),
    element(
      'tbody',
      {},
      rows.map((row) =>
        element(
          'tr',
          {},
          row.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  );
}

function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function formatSeconds(seconds: number | null): string | null {
  return seconds === null ? null : `${seconds.toFixed(1)} s`;
}
