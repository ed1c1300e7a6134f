import { QUICK_SETTINGS } from '../aws/ecs/settings.ts';

/** How the embedded AWS of a story behaves: AWS's order of things in a rehearsal's time. */
export const STORY_SETTINGS = {
  ecs: QUICK_SETTINGS,
  elbv2: { ruleLag: { min: 200, max: 3_000 }, drainLag: { min: 200, max: 2_000 } },
};

/** Inputs of `blue-green-switch` that are the same for every release of a story. */
export const SWITCH_INPUTS = {
  record: '/platform/shop/rehearsal/web',
  'desired-count': '2',
  // Longer than the slowest node takes to obey a rule.
  hold: '5s',
  bake: '20s',
  'healthy-timeout': '2m',
  'probe-interval': '1s',
  'probe-failures': '3',
} as const;

/** Over all kinds of requests. */
export const REQUESTS_PER_SECOND = 60;
export const REQUEST_TIMEOUT_MILLISECONDS = 10_000;

/** Where a story plays. */
export const PLACE = { account: '123456789012', region: 'eu-west-1' } as const;

export const REPOSITORY = 'rehearsal/web';
