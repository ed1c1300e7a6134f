import * as core from '@actions/core';
import { harmlessLine, harmlessLines, harmlessText } from './harmless.ts';
import type { Log } from './log.ts';

/** The log as the runner shows it. Nothing that is logged can act as a workflow command. */
export function createGithubLog(): Log {
  let depth = 0;

  async function group<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    // The runner has no groups in groups: the inner title becomes a line, or its end would close the outer one.
    if (depth === 0) core.startGroup(harmlessLine(title));
    else core.info(harmlessLines(title).join(' '));
    depth++;
    try {
      return await work();
    } finally {
      depth--;
      if (depth === 0) core.endGroup();
    }
  }

  return {
    debug: (message) => core.debug(harmlessText(message)),
    info: (message) => core.info(harmlessText(message)),
    warning: (message) => core.warning(harmlessText(message)),
    group,
  };
}
