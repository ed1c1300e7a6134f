import { defineBehaviours } from '../conformance/behaviour.ts';

const MISSING_DATA = 'CloudWatch user guide: Configuring how CloudWatch alarms treat missing data';
const PUT_ALARM = 'PutMetricAlarm';
const BALANCER = 'Application Load Balancers: CloudWatch metrics';
const PUT_DATA = 'PutMetricData';

/** How CloudWatch behaves, proven one by one in `conformance.test.ts`. */
export const CLOUDWATCH_BEHAVIOURS = defineBehaviours({
  'dimension-combinations': {
    does: 'each combination of dimensions is a metric of its own, and nothing is added up over them',
    basis: 'model',
    source: 'GetMetricStatistics: Dimensions',
    mutant: {
      file: 'cloudwatch/metrics/metric-name.ts',
      from: 'return JSON.stringify([namespace, name, ...dimensions.flatMap((pair) => [pair.name, pair.value])]);',
      to: 'return JSON.stringify([namespace, name, dimensions.length < 0]);',
    },
  },
  'standard-resolution': {
    does: 'without StorageResolution 1 data is kept by the minute, and shorter periods find it at the minute alone',
    basis: 'model',
    source: 'MetricDatum: StorageResolution',
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: 'if (resolution === undefined || resolution === 60) return 60;',
      to: 'if (resolution === undefined || resolution === 60) return 1;',
    },
  },
  'high-resolution': {
    does: 'with StorageResolution 1 a custom metric has datapoints of ten seconds',
    basis: 'model',
    source: 'MetricDatum: StorageResolution',
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: 'if (resolution === 1) return 1;',
      to: 'if (resolution === 1) return 60;',
    },
  },
  'short-periods-for-three-hours': {
    does: 'periods below a minute can be read for three hours',
    basis: 'model',
    source: 'GetMetricStatistics: Period',
    mutant: {
      file: 'cloudwatch/data/period.ts',
      from: 'if (age > 3 * HOUR) return periodSeconds % 60 === 0;',
      to: '',
    },
  },
  'timestamps-accepted': {
    does: 'data may be two weeks old or two hours ahead, and no more',
    basis: 'documentation',
    source: 'PutMetricData: Timestamp; user guide, Publish custom metrics',
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: 'const NEWEST = 7_200_000;',
      to: 'const NEWEST = 7_300_000;',
    },
  },
  'custom-data-late': {
    does: 'what was put shows only after a while',
    basis: 'hypothesis',
    source: 'setting customMetricDelay; PutMetricData says up to two minutes',
    mutant: {
      file: 'cloudwatch/metrics/store.ts',
      from: '.filter(({ visibleAt }) => visibleAt <= now)',
      to: '',
    },
  },
  'new-metrics-listed-late': {
    does: 'ListMetrics shows a new metric only after a while',
    basis: 'hypothesis',
    source: 'setting newMetricDelay; PutMetricData says up to fifteen minutes',
    mutant: {
      file: 'cloudwatch/data/list-metrics.ts',
      from: 'firstAt + settings.newMetricDelay <= now &&',
      to: '',
    },
  },
  'aws-namespaces': {
    does: 'callers may not put data into the namespaces of AWS’s services',
    basis: 'documentation',
    source: `${PUT_DATA}: Namespace`,
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: "|| namespace.startsWith('AWS/')",
      to: '',
    },
  },
  'one-bad-datum': {
    does: 'one bad datum refuses the whole call, and nothing of it is kept',
    basis: 'model',
    source: `${PUT_DATA}: validation errors in the metric data fail the entire request`,
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: 'if (Number.isFinite(number) && Math.abs(number) <= LARGEST) return;',
      to: 'return;',
    },
  },
  'one-kind-of-value': {
    does: 'a datum has a value, values or a statistic set, never two of them',
    basis: 'documentation',
    source: 'MetricDatum',
    mutant: {
      file: 'cloudwatch/data/put-metric-data.ts',
      from: 'if (given.length > 1) {',
      to: 'if (given.length > 9) {',
    },
  },
  'no-percentiles-of-sets': {
    does: 'percentiles need the values: a statistic set of different ones has none',
    basis: 'documentation',
    source: 'CloudWatch concepts: Percentiles',
    mutant: {
      file: 'cloudwatch/metrics/distribution.ts',
      from: 'distribution.values = undefined;\n}',
      to: '}',
    },
  },
  'datapoints-limit': {
    does: 'one GetMetricStatistics gives 1,440 datapoints at most',
    basis: 'documentation',
    source: 'GetMetricStatistics',
    mutant: {
      file: 'cloudwatch/data/get-metric-statistics.ts',
      from: 'if (count <= DATAPOINTS_LIMIT) return;',
      to: 'return;',
    },
  },
  'newest-first': {
    does: 'GetMetricData gives the newest datapoints first unless it is asked otherwise, and MaxDatapoints at a time',
    basis: 'model',
    source: 'GetMetricData: ScanBy, MaxDatapoints',
    mutant: {
      file: 'cloudwatch/data/get-metric-data.ts',
      from: "input.ScanBy === 'TimestampAscending' ? 1 : -1",
      to: "input.ScanBy === 'TimestampAscending' ? 1 : 1",
    },
  },
  'metric-math': {
    does: 'an expression has values where all of its metrics have; FILL gives values where there are none',
    basis: 'documentation',
    source: 'CloudWatch user guide: Using math expressions',
    mutant: {
      file: 'cloudwatch/math/compute.ts',
      from: 'if (last !== undefined) filled.set(time, last);',
      to: '',
    },
  },
  'alarm-periods': {
    does: 'alarm periods are 10, 20, 30 or multiples of 60',
    basis: 'model',
    source: `${PUT_ALARM}: Period`,
    mutant: {
      file: 'cloudwatch/alarms/read-watch.ts',
      from: "throw validationError('Period must be 10, 20, 30 or a multiple of 60');",
      to: 'return period;',
    },
  },
  'alarm-looks-back-a-day': {
    does: 'an alarm with periods below an hour looks back one day at most, any other seven',
    basis: 'model',
    source: `${PUT_ALARM}: Period`,
    mutant: {
      file: 'cloudwatch/alarms/read-watch.ts',
      from: 'if (period < 3_600 && span > DAY_SECONDS) {',
      to: 'if (period < 0) {',
    },
  },
  'alarm-born-unchecked': {
    does: 'a new alarm has INSUFFICIENT_DATA until it was evaluated; another configuration leaves the state as it is',
    basis: 'documentation',
    source: `${PUT_ALARM}`,
    mutant: {
      file: 'cloudwatch/alarms/put-alarm.ts',
      from: 'state: before?.state ?? uncheckedState(at),',
      to: 'state: uncheckedState(at),',
    },
  },
  'evaluated-every-minute': {
    does: 'an alarm is evaluated once a minute, with a period below a minute every ten seconds',
    basis: 'documentation',
    source: 'CloudWatch user guide: Alarm evaluation',
    mutant: {
      file: 'cloudwatch/alarms/evaluate-metric.ts',
      from: 'return watch.periodSeconds < 60 ? 10_000 : MINUTE;',
      to: 'return MINUTE;',
    },
  },
  'm-out-of-n': {
    does: 'DatapointsToAlarm of EvaluationPeriods must breach, in any order',
    basis: 'documentation',
    source: 'CloudWatch user guide: Evaluating an alarm',
    mutant: {
      file: 'cloudwatch/alarms/read-watch.ts',
      from: 'datapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,',
      to: 'datapointsToAlarm: EvaluationPeriods,',
    },
  },
  'missing-by-default': {
    does: 'an alarm without any data in its range has INSUFFICIENT_DATA',
    basis: 'documentation',
    source: MISSING_DATA,
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: "keeps ? undefined : 'INSUFFICIENT_DATA'",
      to: 'undefined',
    },
  },
  'missing-ignored': {
    does: 'with missing data ignored an alarm keeps its state while nothing comes',
    basis: 'documentation',
    source: MISSING_DATA,
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: "const keeps = treatMissing === 'ignore';",
      to: 'const keeps = false;',
    },
  },
  'missing-breaching': {
    does: 'missing data can count as breaching',
    basis: 'documentation',
    source: MISSING_DATA,
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: 'return verdict(decide(breaching + filled));',
      to: 'return verdict(decide(breaching));',
    },
  },
  'missing-not-breaching': {
    does: 'missing data can count as good',
    basis: 'documentation',
    source: MISSING_DATA,
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: "if (filled === 0 || treatMissing === 'notBreaching')",
      to: 'if (filled === 0)',
    },
  },
  'evaluation-range': {
    does: 'an evaluation looks further back than its periods, so that older real data outranks missing data',
    basis: 'hypothesis',
    source: `setting extraPeriods; ${MISSING_DATA} shows 5 for 3`,
    mutant: {
      file: 'cloudwatch/alarms/evaluate-metric.ts',
      from: 'watch.evaluationPeriods + settings.extraPeriods',
      to: 'watch.evaluationPeriods',
    },
  },
  'no-premature-alarm': {
    does: 'a lone breaching datapoint is an alarm only once it is as old as DatapointsToAlarm',
    basis: 'documentation',
    source: `${MISSING_DATA}: Avoiding premature transitions to alarm state`,
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: "if (age >= datapointsToAlarm) return verdict('ALARM');",
      to: '',
    },
  },
  'young-breach': {
    does: 'until then the alarm keeps its state, or is OK',
    basis: 'hypothesis',
    source: 'setting youngBreach',
    mutant: {
      file: 'cloudwatch/alarms/judge.ts',
      from: "youngBreach === 'ok' ? 'OK' : undefined",
      to: "youngBreach === 'ok' ? undefined : 'OK'",
    },
  },
  'reasons-in-words': {
    does: 'an alarm says why it is in its state, with the datapoints that decided',
    basis: 'report',
    source: 'state reasons in public incident notes and EventBridge examples',
    mutant: {
      file: 'cloudwatch/alarms/reason.ts',
      from: 'const needed = alarms ? watch.datapointsToAlarm : watch.evaluationPeriods - watch.datapointsToAlarm + 1;',
      to: 'const needed = watch.datapointsToAlarm;',
    },
  },
  'set-by-hand': {
    does: 'a state set by hand lasts until the next evaluation',
    basis: 'documentation',
    source: 'SetAlarmState',
    mutant: {
      file: 'cloudwatch/alarms/watch.ts',
      from: 'if (state && state.value !== alarm.state.value) {',
      to: "if (state && state.value !== alarm.state.value && !alarm.state.reason.startsWith('by hand')) {",
    },
  },
  'history-outlives-alarms': {
    does: 'the history tells configuration, states and actions, also after the alarm was deleted',
    basis: 'documentation',
    source: 'DescribeAlarmHistory',
    mutant: {
      file: 'cloudwatch/alarms/operations.ts',
      from: 'region.alarms.delete(alarm.name);',
      to: 'region.alarms.delete(alarm.name);\n    region.history = [];',
    },
  },
  'actions-disabled': {
    does: 'an alarm whose actions are disabled changes its state and takes none',
    basis: 'documentation',
    source: 'DisableAlarmActions',
    mutant: {
      file: 'cloudwatch/alarms/transitions.ts',
      from: 'if (!alarm.actionsEnabled) return;',
      to: '',
    },
  },
  'scaling-repeated': {
    does: 'an action that scales is taken again every minute while the alarm stays in its state',
    basis: 'documentation',
    source: 'CloudWatch user guide: Alarm actions',
    mutant: {
      file: 'cloudwatch/alarms/actions.ts',
      from: 'return /^arn:[^:]+:autoscaling:/.test(actionArn);',
      to: 'return false;',
    },
  },
  'composite-rule': {
    does: 'a composite alarm is in ALARM while its rule of other alarms holds, and changes with them',
    basis: 'model',
    source: 'PutCompositeAlarm: AlarmRule',
    mutant: {
      file: 'cloudwatch/alarms/transitions.ts',
      from: 'for (const parent of parentsOf(region, alarm)) evaluateComposite(ports, region, parent, alarm);',
      to: '',
    },
  },
  'composite-cycle': {
    does: 'a composite alarm in a cycle is not evaluated again by its own change',
    basis: 'documentation',
    source: 'PutCompositeAlarm: evaluation stops if CloudWatch detects a cycle in the evaluation path',
    mutant: {
      file: 'cloudwatch/alarms/transitions.ts',
      from: 'if (region.changing.has(alarm.arn)) return;',
      to: '',
    },
  },
  'composite-children-exist': {
    does: 'a composite alarm is refused while an alarm of its rule does not exist',
    basis: 'report',
    source: 'error text in public issues of infrastructure tools',
    mutant: {
      file: 'cloudwatch/alarms/put-alarm.ts',
      from: 'if (missing.length > 0) {',
      to: 'if (missing.length > 99) {',
    },
  },
  'children-not-deleted': {
    does: 'an alarm that a composite alarm depends on cannot be deleted',
    basis: 'documentation',
    source: 'DeleteAlarms',
    mutant: {
      file: 'cloudwatch/alarms/operations.ts',
      from: 'if (needed) {',
      to: 'if (needed && !needed) {',
    },
  },
  'delete-all-or-none': {
    does: 'DeleteAlarms deletes all of the alarms or, when one does not exist, none',
    basis: 'documentation',
    source: 'DeleteAlarms',
    mutant: {
      file: 'cloudwatch/alarms/operations.ts',
      from: 'if (missing.length > 0) throw resourceNotFound',
      to: 'if (missing.length > 99) throw resourceNotFound',
    },
  },
  'metric-alarms-by-default': {
    does: 'DescribeAlarms returns composite alarms only to who asks for the type, even by name',
    basis: 'model',
    source: 'DescribeAlarms: AlarmTypes',
    mutant: {
      file: 'cloudwatch/alarms/describe.ts',
      from: "return types?.length ? types : ['MetricAlarm'];",
      to: "return types?.length ? types : ['MetricAlarm', 'CompositeAlarm'];",
    },
  },
  'load-balancer-late': {
    does: 'a load balancer’s minute can be read one to three minutes after its end',
    basis: 'hypothesis',
    source: 'setting loadBalancerDelay',
    mutant: {
      file: 'cloudwatch/sources/load-balancer-metrics.ts',
      from: 'visibleAt: start + MINUTE + delay',
      to: 'visibleAt: start + MINUTE',
    },
  },
  'no-requests-no-data': {
    does: 'a load balancer publishes minutes with requests only; errors that did not happen are absent, not zero',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/exchange-measures.ts',
      from: 'if (forwarded.status !== undefined) {',
      to: "measures.push(['HTTPCode_Target_5XX_Count', 0]);\n    if (forwarded.status !== undefined) {",
    },
  },
  'own-errors-apart': {
    does: 'what the load balancer answers itself is counted apart, and is no request where no target was chosen',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/exchange-measures.ts',
      from: "if (exchange.answeredBy !== 'target') measures",
      to: "if (exchange.answeredBy === 'target') measures",
    },
  },
  'load-balancer-dimensions': {
    does: 'the metrics of a load balancer come by load balancer, zone, group and both',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/load-balancer-metrics.ts',
      from: "return scope === 'group' ? ofGroup : [...ofLoadBalancer, ...ofGroup];",
      to: 'return ofGroup;',
    },
  },
  'requests-by-group': {
    does: 'a request counts for the group that it was sent to, and for none when that has no target',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/load-balancer-metrics.ts',
      from: 'const tally = tallies.get(key) ??',
      to: 'const tally = [...tallies.values()][0] ??',
    },
  },
  'requests-per-target': {
    does: 'RequestCountPerTarget adds up to the requests of a group by its healthy targets',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/exchange-measures.ts',
      from: "['RequestCountPerTarget', 1 / Math.max(1, healthyTargets)]",
      to: "['RequestCountPerTarget', 1]",
    },
  },
  'response-time-in-seconds': {
    does: 'TargetResponseTime is in seconds, with percentiles',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/exchange-measures.ts',
      from: 'forwarded.milliseconds / 1000',
      to: 'forwarded.milliseconds',
    },
  },
  'host-counts': {
    does: 'host counts come without requests, as long as the group is in use and has targets',
    basis: 'documentation',
    source: BALANCER,
    mutant: {
      file: 'cloudwatch/sources/host-levels.ts',
      from: 'if (isSame(history.at(-1)?.count, count)) continue;',
      to: 'if (!count || isSame(history.at(-1)?.count, count)) continue;',
    },
  },
  'service-utilization': {
    does: 'an ECS service’s CPU and memory come by cluster and service, in percent of what its tasks may use',
    basis: 'documentation',
    source: 'ECS developer guide: CloudWatch metrics, service utilization',
    mutant: {
      file: 'cloudwatch/sources/ecs-metrics.ts',
      from: '(processors / (cpuUnits / 1024)) * 100',
      to: 'processors * 100',
    },
  },
  'tags-of-updates-ignored': {
    does: 'tags given with the update of an alarm are ignored',
    basis: 'model',
    source: `${PUT_ALARM}: Tags`,
    mutant: {
      file: 'cloudwatch/alarms/put-alarm.ts',
      from: 'tags: before?.tags ?? readTags(input.Tags ?? []),',
      to: 'tags: readTags(input.Tags ?? []),',
    },
  },
});
