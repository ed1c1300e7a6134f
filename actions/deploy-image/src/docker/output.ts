/** How many lines of a failed command are shown as evidence. */
const SHOWN = 25;

/** The last lines of a command's output, oldest first. */
export function tail(output: string): string {
  return linesOf(output).slice(-SHOWN).join('\n');
}

// What docker's commands, BuildKit and the engine write before the reason of a failure, one after the other.
const PREFIX =
  /^(?:error(?: response from daemon)?|failed to build|failed to solve(?: with frontend [\w.]+)?|failed to create LLB definition|rpc error: code = \w+ desc =):? /i;
// The legacy builder and older commands write their reasons without a prefix.
const REASON = /returned a non-zero code|executor failed|denied|unauthorized/;

/** The line of a failed command that says why: the last that looks like an error, else the last one. */
export function lastReason(output: string): string {
  const lines = linesOf(output);
  const reason = lines.findLast((line) => PREFIX.test(line) || REASON.test(line)) ?? lines.at(-1);
  return reason === undefined ? 'it said nothing' : withoutPrefixes(reason);
}

function withoutPrefixes(line: string): string {
  const shorter = line.replace(PREFIX, '');
  return shorter === line ? line : withoutPrefixes(shorter);
}

function linesOf(output: string): string[] {
  return output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
