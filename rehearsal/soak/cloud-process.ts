import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Infrastructure } from '../story/infrastructure.ts';
import type { Measures } from './measure.ts';
import type { SoakOptions } from './options.ts';
import type { VersionName } from './versions.ts';

/** What a soak knows of the embedded AWS that it works on. */
export interface CloudFacts extends Infrastructure {
  readonly url: string;
  /** What runs tasks, and why that. */
  readonly runtime: string;
  /** With what names of everything begin that it makes on this machine. */
  readonly owner: string;
  /** Where visitors reach the listener. */
  readonly visitors: string;
  /** Images with digests, by version. */
  readonly images: Readonly<Record<VersionName, string>>;
}

export type CloudRequest = { readonly kind: 'measure' } | { readonly kind: 'close' };

export type CloudMessage =
  | ({ readonly kind: 'ready' } & CloudFacts)
  | { readonly kind: 'measured'; readonly measures: Measures };

export interface Cloud extends CloudFacts {
  measure(): Promise<Measures>;
  /** Closes it; gives what its process still held afterwards. */
  close(): Promise<Measures>;
}

/**
 * Little memory, and it is collected before it is measured: with the engine's own limits garbage would grow for as long as
 * the machine has room, and what leaks could not be told from it.
 */
const MEMORY = ['--expose-gc', '--max-old-space-size=128', '--max-semi-space-size=8'];

/** @throws Error when it ended before it was ready */
export async function startCloud({ seed, runtime }: SoakOptions): Promise<Cloud> {
  const child = fork(join(import.meta.dirname, 'cloud.ts'), [String(seed), ...(runtime ? [runtime] : [])], {
    execArgv: MEMORY,
  });
  const { kind: _ready, ...facts } = await receive(child, 'ready');

  function ask(request: CloudRequest): Promise<Measures> {
    const answer = receive(child, 'measured').then(({ measures }) => measures);
    child.send(request);
    return answer;
  }

  return {
    ...facts,
    measure: () => ask({ kind: 'measure' }),
    async close() {
      const ended = once(child, 'exit');
      const measures = await ask({ kind: 'close' });
      await ended;
      return measures;
    },
  };
}

/** The next message of a kind. */
function receive<Kind extends CloudMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<CloudMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: CloudMessage) => {
      if (message.kind !== kind) return;
      child.off('message', hear).off('exit', fail);
      resolve(message as Extract<CloudMessage, { kind: Kind }>);
    };
    const fail = (code: number | null) =>
      reject(new Error(`The embedded AWS of the soak ended with ${code}.`));
    child.on('message', hear).on('exit', fail);
  });
}
