import * as v from 'valibot';
import { MODES } from '../modes/mode.ts';
import { VERDICTS } from '../modes/verdict.ts';

/**
 * The evidence that a run leaves: `evidence.json`. `schemas/evidence.schema.json` is made from this schema. Whatever is
 * changed in it raises `version`.
 */

const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const instant = v.pipe(v.string(), v.isoTimestamp());
export const slotSchema = v.picklist(['blue', 'green']);
const weights = v.strictObject({ blue: count, green: count });
const counts = v.record(v.string(), count);

export const verdictSchema = v.picklist(VERDICTS);

/** When something was read first, and when the same was read for the last time. */
const lasting = { at: instant, until: instant };

const target = v.strictObject({
  cluster: v.string(),
  slots: v.strictObject({
    blue: v.strictObject({ service: v.string(), targetGroup: v.string() }),
    green: v.strictObject({ service: v.string(), targetGroup: v.string() }),
  }),
  productionRules: v.array(v.string()),
});

const rule = v.strictObject({
  rule: described(v.string(), 'ARN of a production rule, or of a listener for its default rule.'),
  before: described(weights, 'Weights that the run started from.'),
  planned: described(weights, 'Weights that it was to end with.'),
  lastRead: v.exactOptional(described(weights, 'Weights that it showed when it was last read.')),
});

const plan = v.strictObject({
  mode: described(
    v.picklist(['release', 'bootstrap', 'rollback']),
    'Of a recovery: what the interrupted run was doing.',
  ),
  live: described(slotSchema, 'The slot that had the traffic.'),
  standby: described(slotSchema, 'The slot that was to get it.'),
  image: v.string(),
  desiredCount: described(count, 'Tasks of the standby.'),
  required: described(count, 'Healthy targets without which it gets no traffic.'),
  thresholdPeriodSeconds: described(v.number(), 'How long they had to be healthy before the first weight.'),
  parkedCount: described(count, 'Tasks that the slot that is left keeps.'),
  steps: v.array(
    v.strictObject({ percent: v.number(), holdSeconds: described(v.number(), 'How long it is watched.') }),
  ),
  rules: v.array(rule),
});

const write = v.strictObject({
  service: described(v.string(), 'As the SDK names its client: ElasticLoadBalancingV2, ECS, SSM.'),
  operation: v.string(),
  resource: described(v.string(), 'ARN or name of what it changes.'),
  sentAt: instant,
  endedAt: described(instant, 'When its answer was there, or was given up.'),
  outcome: described(
    v.picklist(['done', 'failed', 'unanswered']),
    'unanswered: it was sent, and AWS may have done it or not.',
  ),
  error: v.exactOptional(v.string()),
  weights: v.exactOptional(weights),
  desiredCount: v.exactOptional(count),
  taskDefinition: v.exactOptional(v.string()),
  minCapacity: v.exactOptional(count),
  maxCapacity: v.exactOptional(count),
  suspended: v.exactOptional(
    described(v.array(v.string()), 'What of its scaling is suspended from then on.'),
  ),
});

const gate = v.strictObject({
  gate: v.string(),
  looks: count,
  readings: described(
    v.array(v.strictObject({ at: instant, saw: v.string() })),
    'What it saw, where that was not what it had seen before.',
  ),
  failure: v.exactOptional(v.strictObject({ at: instant, cause: v.string() })),
});

const probeSecond = v.strictObject({
  at: described(instant, 'When the second began in which the requests were sent.'),
  gate: v.string(),
  sent: count,
  failed: count,
  blocked: described(count, 'Answered by something in front of the version: neither good nor bad.'),
  answers: described(counts, 'By class of status (2xx), or unanswered.'),
  versions: v.exactOptional(described(counts, 'By the version that answered, where the answers tell it.')),
});

const minute = <Values extends v.ObjectEntries>(values: Values) =>
  v.variant('state', [
    v.strictObject({ at: instant, state: v.literal('data'), ...values }),
    v.strictObject({ at: instant, state: v.literal('no-requests') }),
    v.strictObject({ at: instant, state: v.literal('not-there-yet') }),
  ]);

const minutesOfSlot = v.array(
  minute({
    requests: count,
    target5xx: count,
    p50: v.exactOptional(described(v.number(), 'TargetResponseTime in seconds.')),
    p95: v.exactOptional(v.number()),
  }),
);

const metrics = v.variant('kind', [
  v.strictObject({
    kind: v.literal('read'),
    readAt: described(instant, 'When CloudWatch was asked: minutes come up to three minutes late.'),
    from: described(instant, 'When the first weight was sent.'),
    to: instant,
    loadBalancer: v.array(minute({ requests: count, elb5xx: count })),
    slots: v.strictObject({ blue: minutesOfSlot, green: minutesOfSlot }),
  }),
  v.strictObject({ kind: v.literal('unread'), why: v.string() }),
]);

export const evidenceSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    action: v.strictObject({ name: v.literal('blue-green-switch'), version: v.string() }),
    run: described(v.strictObject({ repository: v.string(), runId: v.string() }), 'The workflow run.'),
    mode: v.picklist(MODES.filter((mode) => mode !== 'status')),
    startedAt: instant,
    endedAt: instant,
    verdict: v.exactOptional(described(verdictSchema, 'Absent when there was nothing to do.')),
    cause: v.exactOptional(described(v.string(), 'Why the run is red.')),
    advice: v.exactOptional(described(v.string(), 'What to do next.')),
    releaseId: v.exactOptional(described(count, 'Number of the release in the record.')),
    image: v.exactOptional(v.string()),
    taskDefinition: v.exactOptional(v.string()),
    liveSlot: v.exactOptional(described(slotSchema, 'The slot that has all the traffic afterwards.')),
    previousSlot: v.exactOptional(described(slotSchema, 'The slot that had it before.')),
    target,
    plan: v.exactOptional(described(plan, 'Absent when the run ended before it had one.')),
    writes: described(v.array(write), 'Every sending of every call that changes something, in order.'),
    phases: v.array(
      v.strictObject({
        name: v.string(),
        from: instant,
        to: v.exactOptional(instant),
        isFailed: v.boolean(),
      }),
    ),
    shares: described(
      v.array(v.strictObject({ at: instant, percent: v.number() })),
      'From each moment on the standby had this share of the traffic.',
    ),
    moments: described(v.array(v.strictObject({ at: instant, text: v.string() })), 'What was logged.'),
    gates: v.array(gate),
    alarms: described(
      v.array(v.strictObject({ at: instant, name: v.string(), state: v.string() })),
      'Changes of state, as they were seen.',
    ),
    targets: described(
      v.array(v.strictObject({ ...lasting, slot: slotSchema, states: counts })),
      'Targets of each slot by state, each until that changed: when it was read first, and last.',
    ),
    rules: described(
      v.array(v.strictObject({ ...lasting, rule: v.string(), weights })),
      'Weights that each production rule showed, each until that changed: when it was read first, and last.',
    ),
    probe: v.strictObject({ sent: count, failed: count, blocked: count, seconds: v.array(probeSecond) }),
    metrics: described(metrics, 'The metrics of the load balancer from the first weight on.'),
  }),
  v.title('Evidence of a blue-green-switch'),
  v.description('What a run of blue-green-switch saw and did. All times are UTC.'),
);

export type Evidence = v.InferOutput<typeof evidenceSchema>;
