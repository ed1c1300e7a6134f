import type { Job } from './behaviour.ts';
import type { Script, ScriptHost } from './script.ts';

/** As a shell reports a process that SIGTERM has ended. */
const ENDED_BY_SIGTERM = 143;

/** Runs a job: it prints its lines, listens nowhere, and ends by itself or at SIGTERM. */
export function runJob({ seconds, lines = [], exitCode, reason }: Job, host: ScriptHost): Script {
  for (const [index, line] of lines.entries()) {
    host.after((index * seconds) / lines.length, () => host.log(line, 'stdout'));
  }
  host.after(seconds, () =>
    host.exit({
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
    }),
  );
  return {
    listenerAt: () => undefined,
    terminate: () => host.exit({ exitCode: ENDED_BY_SIGTERM }),
    isWell: () => true,
  };
}
