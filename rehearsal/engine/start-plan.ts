/** What decides whether this machine can be given a Docker Engine. */
export interface MachineFacts {
  readonly root: boolean;
  /** Debian, Ubuntu or one of their kind. */
  readonly apt: boolean;
  /** dockerd is on PATH. */
  readonly installed: boolean;
  /** A dockerd of this machine's default socket is alive, ready or not. */
  readonly running: boolean;
}

export type StartPlan =
  | { readonly steps: readonly StartStep[] }
  | { readonly steps?: never; readonly reason: string };

type StartStep = 'install' | 'start';

/** What has to be done until an engine answers at the default socket, or why that is left to people. */
export function planStart({ root, apt, installed, running }: MachineFacts): StartPlan {
  // Never a second daemon: one that is alive is waited for.
  if (running) return { steps: [] };
  if (!root) return { reason: 'only root could start one' };
  if (installed) return { steps: ['start'] };
  if (!apt) return { reason: 'none is installed, and without apt-get it has to be installed by hand' };
  return { steps: ['install', 'start'] };
}
