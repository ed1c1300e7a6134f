import type { SecondCounts } from '../traffic/tally.ts';

/** What a rehearsal shows while it runs. */
export interface Terminal {
  /** A line of the story itself. */
  say(line: string): void;
  /** A line of a job's log. */
  showLog(line: string): void;
  /** A second of traffic that is over. */
  showSecond(second: SecondCounts): void;
}

/** Seconds of traffic that one line sums up, unless a request fails. */
const SECONDS_PER_LINE = 10;

/** Shows a story for people: chapters, the log of each step folded to what it says, and how the visitors fare. */
export function createTerminal(write: (line: string) => void): Terminal {
  let hidden = false;
  let quiet = 0;

  return {
    say: write,
    showLog(line) {
      const [, title] = /^##\[group\](.*)$/.exec(line) ?? [];
      if (title !== undefined) {
        // The first group of a step lists its inputs, which the story has chosen itself.
        hidden = title.startsWith('Run ');
        write(hidden ? `  ${nameOfAction(title)}` : `    ${title}`);
      } else if (line === '##[endgroup]') hidden = false;
      else if (!hidden) write(`      ${line.replace(/^##\[(\w+)\]/, '$1: ')}`);
    },
    showSecond({ failed, total, versions }) {
      quiet = failed > 0 ? SECONDS_PER_LINE : quiet + 1;
      if (quiet < SECONDS_PER_LINE) return;
      quiet = 0;
      const served = Object.keys(versions).join(' and ') || 'nobody';
      write(`      visitors: ${total}/s, ${failed} failed, served by ${served}`);
    },
  };
}

/** `Run /checkout/actions/deploy-image` is the action deploy-image. */
function nameOfAction(title: string): string {
  return title.split('/').at(-1) ?? title;
}
