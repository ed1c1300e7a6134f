import { boolean } from '../../../lib/action/inputs/boolean.ts';
import { choice } from '../../../lib/action/inputs/choice.ts';
import { duration } from '../../../lib/action/inputs/duration.ts';
import { integer } from '../../../lib/action/inputs/integer.ts';
import { keyValues } from '../../../lib/action/inputs/key-values.ts';
import { list } from '../../../lib/action/inputs/list.ts';
import { percentage } from '../../../lib/action/inputs/percentage.ts';
import { specify, UnusableValue } from '../../../lib/action/inputs/spec.ts';
import { text } from '../../../lib/action/inputs/text.ts';
import { defineInputs, type InputsOf } from '../../../lib/action/inputs.ts';
import type { AlarmSelection } from '../../../lib/aws/alarms/find-alarms.ts';
import { awsInputs } from '../../../lib/aws/inputs.ts';
import { MODES, ON_INTERRUPTED } from './modes/mode.ts';
import { ON_NO_DATA, parseAlarms } from './plan/alarms.ts';
import { type Destination, parseDestination } from './plan/destination.ts';
import { parseSteps, type Step } from './plan/steps.ts';
import { STICKY } from './plan/stickiness.ts';
import { parseVersionCheck, type VersionCheck } from './plan/version-check.ts';

export type Inputs = InputsOf<typeof inputs>;

export const inputs = defineInputs({
  mode: choice({
    description:
      'What to do: `release` a new version, or `prepare`, `shift` and `finish` it in steps of their own; `bootstrap` the very first one; `rollback` to an earlier one; `recover` what a lost run has left behind; or tell the `status`, which changes nothing.',
    words: MODES,
    default: 'release',
  }),
  target: text({
    description:
      'What exists: the name of a Parameter Store parameter (`/platform/<project>/<environment>/<service>`) or the target document itself, as YAML or JSON.',
    required: true,
  }),
  record: text({
    description:
      'Name of Parameter Store below which releases are recorded, so that no two runs interleave and a lost one can be recovered. The default is the name given as `target`. `none` keeps no record.',
    pattern: /none|(\/[A-Za-z0-9_.-]+)+/,
    allowed: 'a name such as /platform/shop/production/web',
  }),
  image: text({
    description:
      'The image to release, as `repository@sha256:digest`. A tag is refused: it may name another image tomorrow. Required by the modes `release`, `prepare` and `bootstrap`.',
    pattern: /[^\s@]+@sha256:[0-9a-f]{64}/,
    allowed:
      'a repository with a digest such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0f3c…',
  }),
  to: destination({
    description:
      'Where a rollback goes: `previous`, what served before; the number of a recorded release; an image as `repository@sha256:digest`; or a task definition.',
    default: 'previous',
  }),
  'accept-schema-risk': boolean({
    description:
      'Rolls back although a migration has taken away what the older version needs of the database (phase contract).',
    default: 'false',
  }),
  'desired-count': integer({
    description:
      'Tasks the new version needs at least. Without it the standby gets as many as the live slot has; a `bootstrap` where nothing serves must say it.',
    minimum: 1,
    maximum: 1000,
  }),
  required: integer({
    description:
      'Healthy targets of the new version that are needed before and during every step. Without it as many as the release starts tasks; those that scale-out adds later are never required.',
    minimum: 1,
    maximum: 1000,
  }),
  steps: steps({
    description:
      'Share of the traffic that the new version gets, and how long each share is watched: `10% 2m, 50% 2m, 100%`. A `bootstrap` where nothing serves moves all of it at once.',
    default: '100%',
  }),
  'keep-for': duration({
    description:
      'How long mode `prepare` or `shift` keeps what it has brought about for the next mode of the same workflow run. After that another run may take it back.',
    default: '1h',
    minimum: '1m',
    maximum: '24h',
  }),
  'on-interrupted': choice({
    description:
      'What becomes of a release that a lost run has left half way: `revert` takes it back, `resume` goes on with it. A release or a shift goes on only with its own image.',
    words: ON_INTERRUPTED,
    default: 'revert',
  }),
  hold: duration({
    description:
      'How long to wait after the last weight for every node of the load balancer to obey it, before anything of the old slot is touched.',
    default: '20s',
    maximum: '10m',
  }),
  bake: duration({
    description: 'How long the new version is watched with all the traffic before the old slot is parked.',
    default: '5m',
    maximum: '3h',
  }),
  'standby-count': integer({
    description:
      'Tasks that the slot that is left keeps. With as many as the new version has, a rollback is one write for each rule; with 0 it brings the old version up first.',
    default: '0',
    minimum: 0,
    maximum: 1000,
  }),
  sticky: choice({
    description:
      'What becomes of clients that a production rule keeps with the target group they got first (group stickiness), whom weights do not move: `refuse` changes nothing and says why; `detach` turns it off with the first weight and on again when no cookie leads back any more; `wait` leaves it on, so that only clients without a cookie move, and parks the old slot when no cookie leads there any more. A rollback cannot wait.',
    words: STICKY,
    default: 'refuse',
  }),
  'sticky-timeout': duration({
    description:
      'How long a run waits at most until old cookies have expired: to put group stickiness back, or with `sticky: wait` to park the old slot. When they last longer it stays off, or the slot is kept, and a later run does the rest.',
    default: '10m',
    maximum: '6h',
  }),
  'healthy-timeout': duration({
    description: 'How long the standby may take until its tasks run and its targets are healthy.',
    default: '10m',
    minimum: '30s',
    maximum: '3h',
  }),
  'probe-url': text({
    description:
      'Address that is requested through the production listener while traffic moves and during the bake. Without it only the health of the targets is watched.',
    pattern: /https?:\/\/\S+/,
    allowed: 'an http or https address such as https://www.example.com/',
  }),
  'test-url': text({
    description:
      'Address that reaches the standby through a test rule of the target. Before the first weight it has to answer well, with the expected version, and it is requested until the end of the bake.',
    pattern: /https?:\/\/\S+/,
    allowed: 'an http or https address such as https://www.example.com/',
  }),
  'test-headers': keyValues({
    description:
      'Headers that the test rule asks for, as `name=value`, one a line. `name=ssm:<parameter>` takes the value from a parameter of Parameter Store, such as a SecureString. Values are hidden in the log.',
    pattern: /[\w!#$%&'*+.^`|~-]+/,
    secret: true,
  }),
  'probe-interval': duration({
    description:
      'Time between two requests to each address. The default makes 60 requests in five minutes to each; rules of AWS WAF that limit the rate count them.',
    default: '5s',
    minimum: '1s',
    maximum: '1m',
  }),
  'probe-failures': integer({
    description: 'Failed requests in a row, to one address, that end the release.',
    default: '3',
    minimum: 1,
    maximum: 20,
  }),
  'probe-budget': percentage({
    description:
      'Share of the requests to one address that may fail, once there are 20 of them. One failure never ends the release by itself.',
    default: '5%',
  }),
  'expect-version': versionCheck({
    description:
      'What an answer shows when it comes from the new version: `header:<name>=<version>`, `json:<path>=<version>` of a JSON body, or `body:<text>`. Through the test rules it is always required, through the production listener from the bake on, and counted before. Without it no version is checked.',
  }),
  alarms: alarms({
    description:
      'CloudWatch alarms that end the release when they go into ALARM, metric or composite: names, or `tag:<key>=<value>` for every alarm with that tag, one a line or separated by commas. One that is in ALARM already refuses the release.',
  }),
  'on-no-data': choice({
    description:
      'What becomes of the release when an alarm has no data at the end of the bake: `hold` watches on, as long again at most, and then rolls back with the verdict `inconclusive`; `fail` rolls back at once; `pass` says so in the summary and goes on.',
    words: ON_NO_DATA,
    default: 'hold',
  }),
  'dry-run': boolean({
    description: 'Shows what the mode would do, and changes nothing.',
    default: 'false',
  }),
  ...awsInputs,
});

function destination<const Declared extends { description: string; default: string }>(declared: Declared) {
  return specify<Destination, undefined, Declared>(declared, {
    allowed: 'previous, the number of a release such as 12, web@sha256:0f3c…, or web:7',
    absent: undefined,
    parse: (value) => usable(() => parseDestination(value)),
  });
}

function alarms<const Declared extends { description: string }>(declared: Declared) {
  const items = list({ description: '', allowed: 'names of alarms and tag:<key>=<value>' });
  return specify<AlarmSelection, AlarmSelection, Declared>(declared, {
    allowed: items.allowed,
    absent: { names: [], tags: [] },
    parse: (value) => parseAlarms(items.read(value)),
  });
}

function versionCheck<const Declared extends { description: string }>(declared: Declared) {
  return specify<VersionCheck, undefined, Declared>(declared, {
    allowed: 'header:x-version=1.4.2, json:build.sha=3f2c1e9, or body:Shop 1.4',
    absent: undefined,
    parse: parseVersionCheck,
  });
}

function steps<const Declared extends { description: string; default: string }>(declared: Declared) {
  return specify<readonly Step[], undefined, Declared>(declared, {
    allowed: 'percentages that rise to 100%, each but the last with its time: 10% 2m, 50% 2m, 100%',
    absent: undefined,
    parse: (value) => usable(() => parseSteps(value)),
  });
}

/** What the parser throws completes the sentence "Input ... is ..., which ...". */
function usable<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new UnusableValue(error instanceof Error ? error.message : String(error));
  }
}
