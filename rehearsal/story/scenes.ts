import type { Verdict } from '../report/model.ts';
import type { Release } from './releases.ts';

/** A part of the story: what is done. */
export type Scene =
  /** A release, with inputs of its own. */
  | {
      readonly kind: 'release';
      readonly release: Release;
      readonly inputs?: Readonly<Record<string, string>>;
      readonly expected: Verdict;
    }
  /** Somebody goes back by hand to what served before, whose tasks are long gone. */
  | { readonly kind: 'rollback'; readonly inputs: Readonly<Record<string, string>> }
  /** The machine of a release is lost in the middle of the shift, and another one recovers. */
  | { readonly kind: 'lost'; readonly release: Release; readonly inputs: Readonly<Record<string, string>> }
  /** Two releases begin in the same moment: one of them is released, and the other refused. */
  | {
      readonly kind: 'together';
      readonly releases: readonly [Release, Release];
      readonly inputs: Readonly<Record<string, string>>;
    };

/** Seconds after the start of a task at which release 3 turns bad: by then it has all the traffic. */
const TURNS_BAD_AFTER_SECONDS = '35';

const good = (version: string): Release => ({ version, behaviour: {} });

/** Nothing is wrong with what is baked so briefly, and nobody wants to wait for it. */
const BRIEF = { bake: '8s' };

/** Canary steps, each watched for a while. */
const CANARY = { steps: '10% 8s, 50% 8s, 100%', bake: '5s' };

/** Every release of a good version, a bad one and one that never gets healthy. */
export const RELEASES: readonly Scene[] = [
  { kind: 'release', release: good('1.0.0'), inputs: { ...BRIEF, mode: 'bootstrap' }, expected: 'released' },
  { kind: 'release', release: good('2.0.0'), inputs: BRIEF, expected: 'released' },
  {
    kind: 'release',
    release: { version: '3.0.0', behaviour: { ERRORS_AFTER_SECONDS: TURNS_BAD_AFTER_SECONDS } },
    expected: 'rolled-back',
  },
  {
    kind: 'release',
    release: { version: '4.0.0', behaviour: { NEVER_READY: 'true' } },
    expected: 'refused',
  },
];

/** The whole story: after those, what else happens to people who release. */
export const SCENES: readonly Scene[] = [
  ...RELEASES,
  { kind: 'release', release: good('5.0.0'), inputs: CANARY, expected: 'released' },
  { kind: 'rollback', inputs: BRIEF },
  { kind: 'lost', release: good('6.0.0'), inputs: CANARY },
  { kind: 'together', releases: [good('7.0.0'), good('8.0.0')], inputs: BRIEF },
];
