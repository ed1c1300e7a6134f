import * as core from '@actions/core';
import { codeBlock, details, escapeMarkdown } from './markdown.ts';
import type { Failure } from './outcome.ts';

/** GitHub refuses the whole summary of a step beyond this: 1 MiB. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** The summary of a run that ended red without writing one: cause first, then what to do, then the evidence. */
export function renderFailure(name: string, failure: Failure): string {
  return [
    `### :x: ${escapeMarkdown(name)}: ${escapeMarkdown(failure.cause)}`,
    ...(failure.advice === undefined ? [] : [`**Next:** ${escapeMarkdown(failure.advice)}`]),
    ...(failure.detail === undefined ? [] : [details('Evidence', codeBlock(failure.detail))]),
  ].join('\n\n');
}

/** Cuts Markdown at the end of a line so that it fits, closes what the cut has left open, and says that it was cut. */
export function fitSummary(markdown: string, limitBytes: number = SUMMARY_LIMIT_BYTES): string {
  if (Buffer.byteLength(markdown) <= limitBytes) return markdown;
  const note = '\n\n*The rest is left out: a job summary holds 1 MiB.*\n';
  const kept: string[] = [];
  let bytes = Buffer.byteLength(note);
  let opened: Opened = { fence: undefined, details: 0 };
  for (const line of markdown.split('\n')) {
    const next = follow(opened, line);
    bytes += Buffer.byteLength(line) + 1;
    if (bytes + close(next).length > limitBytes) break;
    kept.push(line);
    opened = next;
  }
  return `${kept.join('\n')}${close(opened)}${note}`;
}

/** What is open between two lines: a code fence, folded parts. */
interface Opened {
  readonly fence: string | undefined;
  readonly details: number;
}

function follow(opened: Opened, line: string): Opened {
  if (opened.fence !== undefined) return line === opened.fence ? { ...opened, fence: undefined } : opened;
  const change = line.split('<details>').length - line.split('</details>').length;
  return { fence: /^`{3,}/.exec(line)?.[0], details: Math.max(0, opened.details + change) };
}

function close(opened: Opened): string {
  return `${opened.fence === undefined ? '' : `\n${opened.fence}`}${'\n\n</details>'.repeat(opened.details)}`;
}

/** Adds to the job summary. Best effort: the run's result never depends on it, so a refusal becomes a warning. */
export async function writeSummary(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  try {
    await core.summary.addRaw(fitSummary(`${markdown}\n`)).write();
  } catch (error) {
    core.warning(`The job summary could not be written: ${String(error)}`);
  }
}
