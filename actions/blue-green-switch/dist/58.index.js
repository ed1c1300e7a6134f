export const id = 58;
export const ids = [58];
export const modules = {

/***/ 58:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
;// CONCATENATED MODULE: ./lib/aws/task-definitions/registrable.js
/** What AWS fills in and refuses to be told. Everything else is kept, also what AWS may add in future. */
const READ_ONLY = {
    taskDefinitionArn: undefined,
    revision: undefined,
    status: undefined,
    requiresAttributes: undefined,
    compatibilities: undefined,
    registeredAt: undefined,
    registeredBy: undefined,
    deregisteredAt: undefined,
    deleteRequestedAt: undefined,
};
/** Makes of a described task definition one that can be registered, with the tags that its owner gave it. */
function toRegistrable(definition, tags) {
    const kept = Object.entries(definition).filter(([key, value]) => !(key in READ_ONLY) && value !== undefined);
    // Tags of CloudFormation and other services begin with "aws:", and nobody else may set them.
    const own = tags.filter(({ key }) => !key?.startsWith('aws:'));
    return {
        ...Object.fromEntries(kept),
        family: definition.family,
        containerDefinitions: definition.containerDefinitions,
        ...(own.length > 0 ? { tags: own } : {}),
    };
}

;// CONCATENATED MODULE: ./lib/aws/task-definitions/fetch.js


/**
 * Reads a task definition.
 * @param reference its ARN, `family:revision`, or `family` for the newest active revision
 * @throws ActionFailure when there is none
 */
async function fetchTaskDefinition({ ecs, signal }, reference) {
    try {
        const { taskDefinition = {}, tags = [] } = await ecs.describeTaskDefinition({ taskDefinition: reference, include: ['TAGS'] }, { abortSignal: signal });
        return {
            arn: taskDefinition.taskDefinitionArn ?? '',
            isActive: taskDefinition.status === 'ACTIVE',
            definition: toRegistrable(taskDefinition, tags),
        };
    }
    catch (error) {
        throw isUnknown(error) ? unknownDefinition(reference, await ecs.config.region(), error) : error;
    }
}
/** ECS has no code of its own for it: `ClientException: Unable to describe task definition.` */
function isUnknown(error) {
    return error instanceof Error && /^Unable to describe task definition/.test(error.message);
}
function unknownDefinition(reference, region, cause) {
    const family = reference.replace(/^.*task-definition\//, '').replace(/:\d+$/, '');
    return new errors/* ActionFailure */.d({
        cause: `Task definition "${reference}" does not exist in ${region}.`,
        advice: `See which there are: aws ecs list-task-definitions --family-prefix ${family}`,
    }, { cause });
}

// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
;// CONCATENATED MODULE: ./lib/aws/task-definitions/with-image.js


/**
 * The same definition with another image in one container.
 * @throws ActionFailure when it has no container of that name, with the names it has
 */
function withImage(definition, container, image) {
    const containers = definition.containerDefinitions ?? [];
    const names = containers.flatMap(({ name }) => name ?? []);
    if (!names.includes(container)) {
        const meant = (0,nearest/* nearest */.p)(container, names);
        throw new errors/* ActionFailure */.d({
            cause: `Task definition family "${definition.family}" has no container "${container}".${meant ? ` Did you mean "${meant}"?` : ''}`,
            advice: `Its containers are: ${names.join(', ')}.`,
        });
    }
    return {
        ...definition,
        containerDefinitions: containers.map((each) => (each.name === container ? { ...each, image } : each)),
    };
}

;// CONCATENATED MODULE: ./lib/aws/pagination.js
/** Everything that the SDK's paginator brings, page by page: `collect(ecs.paginateListTasks({…}), (page) => page.taskArns, …)`. */
async function pagination_collect(pages, itemsOf, { signal, limit = Number.POSITIVE_INFINITY }) {
    const iterator = pages[Symbol.asyncIterator]();
    const items = [];
    while (items.length < limit) {
        const next = await unlessAborted(iterator.next(), signal);
        if (next.done)
            break;
        items.push(...(itemsOf(next.value) ?? []));
    }
    return items.slice(0, limit);
}
function unlessAborted(work, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason);
        if (signal.aborted)
            abort();
        signal.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}

// EXTERNAL MODULE: ./lib/aws/target.js
var aws_target = __webpack_require__(9289);
;// CONCATENATED MODULE: ./lib/aws/load-balancer/weights.js

/**
 * Reads how a rule's actions share requests between the pair; undefined when they send none to either (a redirect, a
 * fixed response, a forward to somebody else).
 */
function weights_forwardingOf(actions, pair) {
    const action = findForward(actions, pair);
    if (!action)
        return undefined;
    const tuples = tuplesOf(action);
    const weightOf = (arn) => tuples.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight;
    const { Enabled, DurationSeconds } = action.ForwardConfig?.TargetGroupStickinessConfig ?? {};
    return {
        weights: { blue: weightOf(pair.blue) ?? 0, green: weightOf(pair.green) ?? 0 },
        absent: aws_target/* SLOTS */._f.filter((slot) => weightOf(pair[slot]) === undefined),
        others: tuples
            .filter(({ TargetGroupArn }) => TargetGroupArn !== pair.blue && TargetGroupArn !== pair.green)
            .map(({ TargetGroupArn, Weight }) => ({ targetGroup: TargetGroupArn, weight: Weight })),
        ...(Enabled ? { stickySeconds: DurationSeconds ?? 0 } : {}),
    };
}
/**
 * The same actions with other weights for the pair, fit for ModifyRule and ModifyListener, which replace the whole
 * list: everything else stays as it is, both groups are in the result, and actions that authenticate users keep the
 * client secret that AWS never tells.
 * @throws Error when no action forwards to the pair
 */
function withWeights(actions, pair, weights) {
    const forward = findForward(actions, pair);
    if (!forward)
        throw new Error('The rule forwards to neither slot.');
    return actions.map((action) => {
        if (action === forward)
            return withForwardWeights(action, pair, weights);
        return keepClientSecret(action);
    });
}
function withForwardWeights(action, pair, weights) {
    const { TargetGroupArn: _bare, ...rest } = action;
    const tuples = tuplesOf(action);
    const slotOf = (arn) => aws_target/* SLOTS */._f.find((slot) => pair[slot] === arn);
    const changed = tuples.map((tuple) => {
        const slot = slotOf(tuple.TargetGroupArn);
        return slot === undefined ? tuple : { ...tuple, Weight: weights[slot] };
    });
    const added = aws_target/* SLOTS */._f.filter((slot) => tuples.every(({ TargetGroupArn }) => slotOf(TargetGroupArn) !== slot));
    return {
        ...rest,
        ForwardConfig: {
            ...action.ForwardConfig,
            TargetGroups: [
                ...changed,
                ...added.map((slot) => ({ TargetGroupArn: pair[slot], Weight: weights[slot] })),
            ],
        },
    };
}
/** Describe does not return the client secret, and AWS refuses a change without it unless it is told to keep its own. */
function keepClientSecret(action) {
    if (action.Type !== 'authenticate-oidc' || !action.AuthenticateOidcConfig)
        return action;
    return {
        ...action,
        AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true },
    };
}
function findForward(actions, pair) {
    return actions.find((action) => action.Type === 'forward' &&
        tuplesOf(action).some(({ TargetGroupArn }) => TargetGroupArn === pair.blue || TargetGroupArn === pair.green));
}
/** AWS answers with the bare ARN, with a list, or with both; a group without a weight has weight 1. */
function tuplesOf({ TargetGroupArn, ForwardConfig }) {
    const listed = ForwardConfig?.TargetGroups ?? [];
    const tuples = listed.length > 0 ? listed : [{ TargetGroupArn, Weight: 1 }];
    return tuples.flatMap((tuple) => tuple.TargetGroupArn === undefined
        ? []
        : [{ TargetGroupArn: tuple.TargetGroupArn, Weight: tuple.Weight ?? 1 }]);
}

;// CONCATENATED MODULE: ./lib/aws/load-balancer/rules.js



/**
 * Reads the rules that a target names, in its order, fresh from AWS. A listener stands for its default rule.
 * @throws AWS's RuleNotFound or ListenerNotFound when one does not exist
 */
async function readRules({ elbv2, signal }, arns) {
    const ListenerArns = arns.filter(isListener);
    const RuleArns = arns.filter((arn) => !isListener(arn));
    const listeners = ListenerArns.length === 0
        ? []
        : await pagination_collect(elbv2.paginateDescribeListeners({ ListenerArns }), (page) => page.Listeners, {
            signal,
        });
    const rules = RuleArns.length === 0
        ? []
        : await pagination_collect(elbv2.paginateDescribeRules({ RuleArns }), (page) => page.Rules, { signal });
    const found = [
        ...listeners.map(toDefaultRule),
        ...rules.map((rule) => toRule(rule, listenerArnOf(rule.RuleArn ?? ''))),
    ];
    return arns.map((arn) => {
        const rule = found.find((candidate) => candidate.arn === arn);
        if (rule)
            return rule;
        throw new errors/* ActionFailure */.d({ cause: `AWS did not answer for rule ${arn}, and did not say why.` });
    });
}
/**
 * Rules that send requests to either slot and that a target does not name, on any listener of the pair's load
 * balancers: they would keep sending users to the old version.
 * @param named production and test rules of the target
 */
async function findUnnamedRules(ports, pair, named) {
    const { elbv2, signal } = ports;
    const { TargetGroups = [] } = await elbv2.describeTargetGroups({ TargetGroupArns: [pair.blue, pair.green] }, { abortSignal: signal });
    const loadBalancers = new Set(TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns));
    const rules = [];
    for (const LoadBalancerArn of loadBalancers) {
        const listeners = await collect(elbv2.paginateDescribeListeners({ LoadBalancerArn }), (page) => page.Listeners, { signal });
        for (const { ListenerArn = '' } of listeners)
            rules.push(...(await readListenerRules(ports, ListenerArn)));
    }
    const isNamed = (rule) => named.includes(rule.arn) || (rule.isDefault && named.includes(rule.listenerArn));
    return rules.filter((rule) => forwardingOf(rule.actions, pair) !== undefined && !isNamed(rule));
}
async function readListenerRules({ elbv2, signal }, ListenerArn) {
    const rules = await collect(elbv2.paginateDescribeRules({ ListenerArn }), (page) => page.Rules, { signal });
    return rules.map((rule) => toRule(rule, ListenerArn));
}
/**
 * Sets the pair's weights in one rule. It reads the rule again first and changes nothing else in it; `mayWrite` sees
 * what was read and refuses by throwing. It sends also what the rule shows already: a reading may be from before a write
 * that is still on its way, and repeating one is harmless.
 * @throws ActionFailure when the rule forwards to neither slot; AWS's error when it is gone
 */
async function writeWeights(ports, ruleArn, pair, weights, mayWrite = () => { }) {
    const [rule] = await readRules(ports, [ruleArn]);
    const before = rule && weights_forwardingOf(rule.actions, pair);
    if (!before) {
        throw new errors/* ActionFailure */.d({
            cause: `Rule ${ruleArn} forwards to neither slot (${pair.blue}, ${pair.green}), so it has no weights to set.`,
            advice: 'Somebody has changed the rule, or the target names the wrong one.',
        });
    }
    mayWrite(before, rule);
    await sendActions(ports, rule, withWeights(rule.actions, pair, weights));
    return { before, weights };
}
/** Replaces a rule's actions: those of a default rule belong to its listener. */
async function sendActions({ elbv2, signal }, rule, actions) {
    const options = { abortSignal: signal };
    if (rule.isDefault) {
        await elbv2.modifyListener({ ListenerArn: rule.listenerArn, DefaultActions: actions }, options);
    }
    else {
        await elbv2.modifyRule({ RuleArn: rule.arn, Actions: actions }, options);
    }
}
function toRule(rule, listenerArn) {
    return {
        arn: rule.RuleArn ?? '',
        listenerArn,
        isDefault: rule.IsDefault ?? false,
        actions: inOrder(rule.Actions),
    };
}
function toDefaultRule({ ListenerArn = '', DefaultActions }) {
    return { arn: ListenerArn, listenerArn: ListenerArn, isDefault: true, actions: inOrder(DefaultActions) };
}
function inOrder(actions = []) {
    return [...actions].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
}
function isListener(arn) {
    return arn.includes(':listener/');
}
/** `…:listener-rule/app/<name>/<id>/<listener>/<rule>` is a rule of `…:listener/app/<name>/<id>/<listener>`. */
function listenerArnOf(ruleArn) {
    return ruleArn.replace(/:listener-rule\/(.+)\/[^/]+$/, ':listener/$1');
}

;// CONCATENATED MODULE: ./lib/aws/load-balancer/target-groups.js

/**
 * Reads the target groups of a pair in one call.
 * @throws AWS's TargetGroupNotFound when one does not exist
 */
async function readTargetGroups({ elbv2, signal }, { blue, green }) {
    const { TargetGroups = [] } = await elbv2.describeTargetGroups({ TargetGroupArns: [blue, green] }, { abortSignal: signal });
    const find = (arn) => {
        const group = TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
        if (group)
            return group;
        throw new errors/* ActionFailure */.d({ cause: `AWS did not answer for target group ${arn}, and did not say why.` });
    };
    return { blue: find(blue), green: find(green) };
}

;// CONCATENATED MODULE: ./lib/aws/services.js



/**
 * Reads a service.
 * @throws ActionFailure when the cluster has no such service, or had it once; AWS's error when there is no such cluster
 */
async function readService(ports, { cluster, service }) {
    const { services = [] } = await ports.ecs.describeServices({ cluster, services: [service], include: ['TAGS'] }, { abortSignal: ports.signal });
    const [found] = services;
    // DRAINING and INACTIVE: deleted, with and without tasks left.
    if (found?.status === 'ACTIVE')
        return found;
    throw await missingService(ports, { cluster, service }, found !== undefined);
}
/** Enough to recognise a slip of the pen in a cluster of any size. */
const NAMES_SHOWN = 20;
async function missingService({ ecs, signal }, { cluster, service }, isDeleted) {
    const arns = await pagination_collect(ecs.paginateListServices({ cluster }), (page) => page.serviceArns, {
        signal,
        limit: NAMES_SHOWN,
    });
    const names = arns.map((arn) => arn.split('/').at(-1) ?? arn);
    const meant = (0,nearest/* nearest */.p)(service, names);
    const what = isDeleted ? 'has been deleted from' : 'does not exist in';
    return new errors/* ActionFailure */.d({
        cause: `Service "${service}" ${what} cluster "${cluster}" (${await ecs.config.region()}).${meant ? ` Did you mean "${meant}"?` : ''}`,
        advice: names.length > 0 ? `The cluster has: ${names.join(', ')}.` : 'The cluster has no services.',
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/observe.js





/**
 * Reads what a plan is made from: the production rules and both slots' services and target groups. Nothing is written.
 * @throws ActionFailure when a part of the target does not exist
 */
async function observe(target, ports) {
    const { cluster, slots } = target;
    const [blue, green] = await Promise.all([
        readService(ports, { cluster, ...slots.blue }),
        readService(ports, { cluster, ...slots.green }),
    ]);
    const pair = (0,aws_target/* targetGroupsOf */.TT)(target);
    const targetGroups = await readTargetGroups(ports, pair);
    const rules = await readRules(ports, target.productionRules);
    return {
        target,
        services: { blue, green },
        targetGroups,
        rules: rules.map(({ arn, actions }) => ({ ruleArn: arn, forwarding: weights_forwardingOf(actions, pair) })),
    };
}

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
;// CONCATENATED MODULE: ./lib/aws/alarms/alarms-in-rule.js
const QUOTED = String.raw `"(?:[^"\\]|\\.)*"`;
/** `ALARM(name)`, and the list of `AT_LEAST(2, ALARM, (one, "two"))`. */
const REFERENCE = new RegExp(String.raw `\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?<one>${QUOTED}|[^)"]+)|\bAT_LEAST\s*\([^,]*,[^,]*,\s*\((?<list>(?:${QUOTED}|[^)"])*)`, 'g');
const ITEM = new RegExp(`${QUOTED}|[^,"]+`, 'g');
/**
 * Names of the alarms that the rule of a composite alarm refers to, each once; an ARN is told by the name in it. What
 * is no reference is passed over: AWS has already accepted the rule.
 */
function alarmsInRule(rule) {
    const references = [...rule.matchAll(REFERENCE)].flatMap(({ groups = {} }) => [
        ...(groups.one === undefined ? [] : [groups.one]),
        ...(groups.list?.match(ITEM) ?? []),
    ]);
    return [...new Set(references.map(toName).filter((name) => name !== ''))];
}
function toName(reference) {
    const trimmed = reference.trim();
    const name = trimmed.startsWith('"') ? trimmed.slice(1, -1).replace(/\\(.)/g, '$1') : trimmed;
    return name.replace(/^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:/, '');
}

;// CONCATENATED MODULE: ./lib/aws/alarms/alarm.js

function toMetricAlarm(alarm) {
    const metrics = (alarm.Metrics ?? []).flatMap(({ MetricStat, Period }) => ({
        namespace: MetricStat?.Metric?.Namespace,
        period: MetricStat?.Period ?? Period ?? 0,
    }));
    const all = [{ namespace: alarm.Namespace, period: alarm.Period ?? 0 }, ...metrics];
    return {
        ...toBase(alarm),
        basis: {
            kind: 'metrics',
            namespaces: all.flatMap(({ namespace = [] }) => namespace),
            period: Math.max(...all.map(({ period }) => period)),
            evaluationPeriods: alarm.EvaluationPeriods ?? 1,
        },
    };
}
function toCompositeAlarm(alarm) {
    return { ...toBase(alarm), basis: { kind: 'alarms', names: alarmsInRule(alarm.AlarmRule ?? '') } };
}
function toBase(alarm) {
    return {
        name: alarm.AlarmName ?? '',
        arn: alarm.AlarmArn ?? '',
        state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
        reason: alarm.StateReason ?? '',
        // StateUpdatedTimestamp also moves when the state stays as it is.
        since: alarm.StateTransitionedTimestamp?.getTime(),
    };
}

;// CONCATENATED MODULE: ./lib/aws/alarms/describe-alarms.js


/** As many names as DescribeAlarms takes, and as many alarms as it answers in one page. */
const ALARMS_LIMIT = 100;
/**
 * Reads alarms, in one call for as many as a call takes. Those that do not exist are not among them.
 * @param names at most ALARMS_LIMIT; without it all alarms of the region
 */
function describeAlarms({ cloudwatch, signal }, names) {
    if (names?.length === 0)
        return Promise.resolve([]);
    const pages = cloudwatch.paginateDescribeAlarms({
        // Composite alarms are returned only to who asks for them, even by name.
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: ALARMS_LIMIT,
        ...(names && { AlarmNames: [...names] }),
    });
    return pagination_collect(pages, ({ MetricAlarms = [], CompositeAlarms = [] }) => [
        ...MetricAlarms.map(toMetricAlarm),
        ...CompositeAlarms.map(toCompositeAlarm),
    ], { signal });
}

;// CONCATENATED MODULE: ./lib/aws/alarms/read-alarm-tags.js
/** Reads the tags of each alarm, a call for every one: one after the other, for AWS lets few a second through. */
async function readAlarmTags(ports, alarms) {
    const tagged = [];
    for (const alarm of alarms)
        tagged.push({ alarm, tags: await readTags(ports, alarm.arn) });
    return tagged;
}
async function readTags({ cloudwatch, signal }, arn) {
    try {
        const { Tags = [] } = await cloudwatch.listTagsForResource({ ResourceARN: arn }, { abortSignal: signal });
        return new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
    }
    catch (error) {
        // Alarms of scaling policies come and go: this one has gone since it was listed.
        if (error instanceof Error && error.name === 'ResourceNotFoundException')
            return new Map();
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/aws/alarms/find-alarms.js




/**
 * Finds the alarms of a selection, each once. Names take one call. CloudWatch cannot be asked for a tag (the tagging
 * service could be, under permissions of its own), so with a tag all alarms are listed, and the tags of each are read:
 * a call for every hundred alarms and one for each.
 * @throws ActionFailure for a name that no alarm has and a tag that none carries, with what was meant, and for more
 *   alarms than one call tells
 */
async function findAlarms(ports, { names, tags }) {
    if (names.length > ALARMS_LIMIT)
        throw tooMany(names.length);
    const known = await describeAlarms(ports, tags.length > 0 ? undefined : names);
    const named = new Map(known.map((alarm) => [alarm.name, alarm]));
    const missing = names.find((name) => !named.has(name));
    if (missing !== undefined)
        throw await unknownName(ports, missing);
    const byName = names.flatMap((name) => named.get(name) ?? []);
    const found = new Set([...byName, ...(await withTags(ports, known, tags))]);
    if (found.size > ALARMS_LIMIT)
        throw tooMany(found.size);
    return [...found];
}
async function withTags(ports, alarms, wanted) {
    if (wanted.length === 0)
        return [];
    const tagged = await readAlarmTags(ports, alarms);
    return wanted.flatMap((tag) => {
        const carriers = tagged.filter(({ tags }) => tags.get(tag.key) === tag.value);
        if (carriers.length > 0)
            return carriers.map(({ alarm }) => alarm);
        const known = tagged.flatMap(({ tags }) => [...tags].map(([key, value]) => `${key}=${value}`));
        const meant = (0,nearest/* nearest */.p)(`${tag.key}=${tag.value}`, known);
        throw notFound(`No alarm has the tag ${tag.key}=${tag.value}`, meant);
    });
}
async function unknownName(ports, name) {
    const all = await describeAlarms(ports);
    const meant = (0,nearest/* nearest */.p)(name, all.map((alarm) => alarm.name));
    return notFound(`Alarm "${name}" does not exist in ${await ports.cloudwatch.config.region()}`, meant);
}
function notFound(what, meant) {
    return new errors/* ActionFailure */.d({
        cause: `${what}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
        advice: 'Correct the input "alarms": aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm',
    });
}
function tooMany(count) {
    return new errors/* ActionFailure */.d({
        cause: `${count} alarms are too many: ${ALARMS_LIMIT} can be watched in one call.`,
        advice: 'Name fewer in the input "alarms", or put a composite alarm over them.',
    });
}

;// CONCATENATED MODULE: ./lib/aws/alarms/read-family.js

/** The alarms and all that composite ones among them depend on, each once: a call for each level of composites. */
async function readFamily(ports, alarms) {
    const family = new Map(alarms.map((alarm) => [alarm.name, alarm]));
    const asked = new Set(family.keys());
    for (let level = alarms; level.length > 0;) {
        const names = level.flatMap(({ basis }) => (basis.kind === 'alarms' ? basis.names : []));
        const unknown = [...new Set(names)].filter((name) => !asked.has(name));
        level = await describeMany(ports, unknown);
        for (const name of unknown)
            asked.add(name);
        for (const alarm of level)
            family.set(alarm.name, alarm);
    }
    return [...family.values()];
}
async function describeMany(ports, names) {
    const found = [];
    for (let from = 0; from < names.length; from += ALARMS_LIMIT) {
        found.push(...(await describeAlarms(ports, names.slice(from, from + ALARMS_LIMIT))));
    }
    return found;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/judge-alarms.js
/**
 * Judges a look.
 * @param names of the alarms that were asked for; one that is not among those found has been deleted
 */
function judgeAlarms(names, found) {
    const known = new Set(found.map(({ name }) => name));
    const complaints = [
        ...found.filter(({ state }) => state === 'ALARM').map(describeRaised),
        // It can no longer say anything, and silence is no approval.
        ...names.filter((name) => !known.has(name)).map((name) => `alarm "${name}" has been deleted`),
    ];
    return {
        cause: complaints.length > 0 ? complaints.join('; ') : undefined,
        withoutData: found.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(({ name }) => name),
    };
}
/** `alarm "web-5xx" is in ALARM since 2026-01-01T00:00:00Z: Threshold Crossed: …`, in one line and without a full stop. */
function describeRaised({ name, reason, since }) {
    const when = since === undefined ? '' : ` since ${new Date(since).toISOString().replace(/\.\d+Z$/, 'Z')}`;
    const why = reason.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
    return `alarm "${name}" is in ALARM${when}${why === '' ? '' : `: ${why}`}`;
}
/** `alarm "a" has no data`, `alarms "a", "b" have no data`. */
function describeWithoutData(names) {
    const quoted = names.map((name) => JSON.stringify(name)).join(', ');
    return names.length === 1 ? `alarm ${quoted} has no data` : `alarms ${quoted} have no data`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/smallest-bake.js
/** Alarms are evaluated on data this late, in milliseconds: a load balancer's minutes come 60 to 180 s after their end. */
const LOAD_BALANCER_LAG = 180_000;
/** For any other metric: "up to two minutes" (PutMetricData). */
const USUAL_LAG = 120_000;
const LOAD_BALANCERS = /^AWS\/(ApplicationELB|NetworkELB|GatewayELB|ELB)$/;
/**
 * Finds the alarm that takes the longest from a change of its metric to a state that rests on nothing older. A bake that
 * is shorter would end before that alarm could tell.
 * @param alarms with those that composite ones depend on, which themselves take no time
 * @returns undefined when no metric alarm is among them
 */
function findSlowest(alarms) {
    const all = alarms.flatMap(({ name, basis }) => {
        if (basis.kind === 'alarms')
            return [];
        const { namespaces, period, evaluationPeriods } = basis;
        const isBalancer = namespaces.some((namespace) => LOAD_BALANCERS.test(namespace));
        const lag = isBalancer ? LOAD_BALANCER_LAG : USUAL_LAG;
        return [{ name, watched: period * evaluationPeriods * 1_000, lag }];
    });
    return all.sort((a, b) => b.watched + b.lag - (a.watched + a.lag)).at(0);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/observe-alarms.js






/**
 * Reads the alarms that a release is gated on; CloudWatch is asked only when there are some. Nothing is written.
 * @throws ActionFailure for an alarm that does not exist, and for one in ALARM: what it complains about would be taken
 *   for the new version's fault; InputError for a bake in which an alarm cannot tell
 */
async function observeAlarms({ alarms: selection, bake }, { monitoring, signal }) {
    if (selection.names.length + selection.tags.length === 0)
        return [];
    const ports = { cloudwatch: await monitoring(), signal };
    const alarms = await findAlarms(ports, selection);
    refuseShortBake(bake, await readFamily(ports, alarms));
    refuseRaised(alarms);
    return alarms;
}
function refuseShortBake(bake, family) {
    const slowest = findSlowest(family);
    if (!slowest)
        return;
    const { name, watched, lag } = slowest;
    const smallest = watched + lag;
    if (bake >= smallest)
        return;
    const needs = `${(0,duration/* formatDuration */.a)(watched)} of data, which come up to ${(0,duration/* formatDuration */.a)(lag)} late`;
    throw new errors/* InputError */.w({
        cause: `Input "bake" is "${(0,duration/* formatDuration */.a)(bake)}", which is too short for alarm "${name}": it needs ${needs}. Allowed: ${(0,duration/* formatDuration */.a)(smallest)} and longer.`,
        advice: `Set bake: ${(0,duration/* formatDuration */.a)(smallest)}, or name only alarms with shorter or fewer periods.`,
    });
}
function refuseRaised(alarms) {
    const raised = alarms.filter(({ state }) => state === 'ALARM');
    if (raised.length === 0)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Before the release ${raised.map(describeRaised).join('; ')}.`,
        advice: 'Put right what the alarm tells, or leave it out of the input "alarms" for this release.',
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/live-slot.js


/**
 * The live slot is the one to which every production rule sends all its weight.
 * @throws ActionFailure when a rule is split, foreign or at odds with another: such a state is recovered from by a
 *   person who knows which version is good, never guessed about
 */
function findLiveSlot(rules) {
    const slots = rules.map((rule) => ({ rule, slot: slotOf(rule) }));
    const [first] = slots;
    if (!first)
        throw new errors/* ActionFailure */.d({ cause: 'The target names no production rule.' });
    const odd = slots.find(({ slot }) => slot !== first.slot);
    if (odd) {
        throw new errors/* ActionFailure */.d({
            cause: `The production rules disagree about the live slot: ${first.rule.ruleArn} sends its traffic to ${first.slot}, ${odd.rule.ruleArn} to ${odd.slot}.`,
            advice: SETTLE,
            detail: slots.map(({ rule, slot }) => `${rule.ruleArn}: ${slot}`).join('\n'),
        });
    }
    return first.slot;
}
/** The slot that has all the weight of every production rule; undefined when none has. */
function slotWithAllTraffic(rules) {
    return aws_target/* SLOTS */._f.find((slot) => rules.every(({ forwarding }) => {
        if (!forwarding || forwarding.others.some(({ weight }) => weight > 0))
            return false;
        return forwarding.weights[slot] > 0 && forwarding.weights[(0,aws_target/* otherSlot */.jx)(slot)] === 0;
    }));
}
const SETTLE = 'Give every production rule the weights of the slot that serves the good version (100 and 0), then run again.';
function slotOf({ ruleArn, forwarding }) {
    if (!forwarding || forwarding.absent.length > 0) {
        throw new errors/* ActionFailure */.d({
            cause: `Production rule ${ruleArn} does not forward to both slots.`,
            advice: 'Put both target groups into its forward action, the live one with weight 100 and the other with 0: a group in no rule gets no health checks.',
        });
    }
    const { weights, others, stickySeconds } = forwarding;
    if (others.length > 0) {
        throw new errors/* ActionFailure */.d({
            cause: `Production rule ${ruleArn} also forwards to ${others.map(({ targetGroup }) => targetGroup).join(', ')}, which is neither slot of the target.`,
            advice: 'Take the other group out of the rule, or the rule out of productionRules.',
        });
    }
    if (stickySeconds !== undefined) {
        throw new errors/* ActionFailure */.d({
            cause: `Production rule ${ruleArn} keeps clients with the target group they got first (group stickiness, ${stickySeconds} s): weights would not move them.`,
            advice: 'Turn the stickiness of both target groups off, if it is on (AWS does not allow it without the other one), then the group stickiness of the forward action.',
        });
    }
    if (weights.blue > 0 && weights.green === 0)
        return 'blue';
    if (weights.green > 0 && weights.blue === 0)
        return 'green';
    throw new errors/* ActionFailure */.d({
        cause: `Production rule ${ruleArn} sends its traffic to ${weights.blue === 0 ? 'neither slot' : 'both slots'} (blue ${weights.blue}, green ${weights.green}).`,
        advice: SETTLE,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/check-services.js

/**
 * Sees that two-slot releases can work with a slot's service, and that it fits its target group.
 * @throws ActionFailure otherwise
 */
function checkService(slot, { service, targetGroup }, target) {
    const { serviceName, deploymentController, loadBalancers = [] } = service;
    const controller = deploymentController?.type ?? 'ECS';
    const { targetGroup: arn } = target.slots[slot];
    if (controller !== 'ECS') {
        throw new errors/* ActionFailure */.d({
            cause: `Service ${serviceName} is deployed by ${controller}, which would undo what this action does.`,
            advice: 'Create the service with the deployment controller ECS; the type cannot be changed afterwards.',
        });
    }
    const registration = loadBalancers.find(({ targetGroupArn }) => targetGroupArn === arn);
    if (!registration) {
        throw new errors/* ActionFailure */.d({
            cause: `Service ${serviceName} does not register its tasks with ${arn}, the target group of slot ${slot}.`,
            advice: 'Correct the slot in the target, or the loadBalancers of the service.',
        });
    }
    const { containerPort } = registration;
    if (containerPort !== target.container.port) {
        throw new errors/* ActionFailure */.d({
            cause: `Service ${serviceName} registers port ${containerPort} of its tasks with ${arn}, and the target says ${target.container.port}.`,
            advice: 'Correct container.port in the target, or the loadBalancers of the service.',
        });
    }
    checkTargetType(service, targetGroup);
}
/** In network mode awsvpc every task has an address of its own; in the other modes it is a port of an instance. */
function checkTargetType({ serviceName, networkConfiguration }, { TargetGroupArn, TargetType }) {
    const needed = networkConfiguration?.awsvpcConfiguration ? 'ip' : 'instance';
    if (TargetType === needed)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Target group ${TargetGroupArn} takes targets of type ${TargetType}, and the tasks of service ${serviceName} are of type ${needed}.`,
        advice: `Create a target group of type ${needed}, since the type cannot be changed afterwards, and name it in the service and in the target.`,
    });
}
/**
 * Tasks of the live slot that come and go would be counted wrongly.
 * @throws ActionFailure while it is deployed
 */
function refuseMovingLive(slot, { serviceName, deployments = [] }, { cluster }) {
    const isMoving = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
    if (deployments.length <= 1 && !isMoving)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `A deployment of service ${serviceName} is in progress, and its slot ${slot} is live.`,
        advice: `Wait for it, or end it, then run again: aws ecs describe-services --cluster ${cluster} --services ${serviceName}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/check-target-groups.js


/**
 * Sees that one rule can forward to both slots: a target group belongs to one load balancer.
 * @throws ActionFailure when the two are not on the same one
 */
function checkLoadBalancer(groups) {
    const [blue, green] = aws_target/* SLOTS */._f.map((slot) => {
        const { LoadBalancerArns: [arn] = [], TargetGroupArn } = groups[slot];
        if (arn !== undefined)
            return arn;
        throw new errors/* ActionFailure */.d({
            cause: `The target group of slot ${slot}, ${TargetGroupArn}, is on no load balancer.`,
            advice: 'Put it into the forward action of every production rule, beside the other one, with weight 0: a group in no rule gets no health checks.',
        });
    });
    if (blue === green)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `The target groups of the slots are on two load balancers, blue on ${blue} and green on ${green}, so no rule can forward to both.`,
        advice: 'A target group belongs to one load balancer: create a new group for the slot on the wrong one, forward to it with weight 0, and name it in the service and in the target.',
    });
}
/** What decides whether a target is healthy, and how soon. */
const SETTINGS = {
    protocol: ({ HealthCheckProtocol }) => HealthCheckProtocol,
    port: ({ HealthCheckPort }) => HealthCheckPort,
    path: ({ HealthCheckPath }) => HealthCheckPath,
    'interval in seconds': ({ HealthCheckIntervalSeconds }) => HealthCheckIntervalSeconds,
    'timeout in seconds': ({ HealthCheckTimeoutSeconds }) => HealthCheckTimeoutSeconds,
    'healthy threshold': ({ HealthyThresholdCount }) => HealthyThresholdCount,
    'unhealthy threshold': ({ UnhealthyThresholdCount }) => UnhealthyThresholdCount,
    matcher: ({ Matcher }) => Matcher?.HttpCode ?? Matcher?.GrpcCode,
};
/**
 * Sees that healthy means the same in both slots; else a release would pass in one and fail in the other.
 * @throws ActionFailure that names the settings in which the health checks differ
 */
function checkTwins({ blue, green }) {
    const differences = Object.entries(SETTINGS).flatMap(([name, read]) => read(blue) === read(green) ? [] : [`${name} ${read(blue)} and ${read(green)}`]);
    if (differences.length === 0)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `The target groups of blue and green have different health checks: ${differences.join(', ')}.`,
        advice: `Give both the settings that are right, where they are defined or by hand: aws elbv2 modify-target-group --target-group-arn ${green.TargetGroupArn}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/plan.js





const AT_ONCE = [{ percent: 100, holdMilliseconds: 0 }];
/**
 * Fixes what a release does.
 * @throws ActionFailure for every state that a release must not start from
 */
function planRelease(inputs, seen) {
    const { services, target, targetGroups } = seen;
    const { live, standby } = findSides(seen);
    checkTwins(targetGroups);
    refuseMovingLive(live, services[live], target);
    const isFirst = (services[live].runningCount ?? 0) === 0;
    const steps = isFirst ? AT_ONCE : inputs.steps;
    const thresholdPeriod = thresholdPeriodOf(targetGroups[standby]);
    return { ...planMove(inputs, seen), mode: 'release', steps, isFirst, thresholdPeriod };
}
/**
 * Fixes what a rollback does: all traffic at once. The live slot may be in whatever trouble, and the other version
 * has served before: as soon as it is healthy it serves again.
 * @throws ActionFailure for every state that it must not start from
 */
function planRollback(inputs, seen) {
    return { ...planMove(inputs, seen), mode: 'rollback', steps: AT_ONCE, isFirst: false, thresholdPeriod: 0 };
}
/**
 * Which slot is live, and which one the traffic goes to.
 * @throws ActionFailure when no slot has all the traffic, or a slot's service cannot be worked with
 */
function findSides({ target, rules, services, targetGroups, }) {
    checkLoadBalancer(targetGroups);
    const live = findLiveSlot(rules);
    const standby = (0,aws_target/* otherSlot */.jx)(live);
    for (const slot of [live, standby]) {
        checkService(slot, { service: services[slot], targetGroup: targetGroups[slot] }, target);
    }
    return { live, standby };
}
/** What is the same for both. */
function planMove({ image, desiredCount: asked, required, standbyCount }, seen) {
    const { target, rules, services } = seen;
    const { live, standby } = findSides(seen);
    const desiredCount = countFor(services[live], asked);
    return {
        target,
        live,
        standby,
        image,
        baseTaskDefinition: services[live].taskDefinition ?? '',
        desiredCount,
        required: requiredOf(required, desiredCount),
        standbyTaskDefinition: services[standby].taskDefinition,
        standbyCountBefore: services[standby].desiredCount ?? 0,
        parkedCount: standbyCount,
        rules: rules.flatMap(({ ruleArn, forwarding }) => forwarding ? [{ ruleArn, before: forwarding.weights }] : []),
    };
}
/** As many as serve now, however autoscaling got there, and never fewer than asked for. */
function countFor(liveService, asked) {
    const count = Math.max(liveService.desiredCount ?? 0, liveService.runningCount ?? 0, asked ?? 0);
    if (count > 0)
        return count;
    throw new errors/* ActionFailure */.d({
        cause: `The live service ${liveService.serviceName} runs no tasks, so nothing says how many the release needs.`,
        advice: 'Set the input "desired-count".',
    });
}
/** A new target is healthy after one good check; what is healthy again needs as many as the threshold. */
function thresholdPeriodOf({ HealthCheckIntervalSeconds = 0, HealthyThresholdCount = 0, }) {
    return HealthCheckIntervalSeconds * HealthyThresholdCount * 1000;
}
/** Tasks that scale-out adds later are not required: the plan does not know of them. */
function requiredOf(asked, desiredCount) {
    if (asked === undefined || asked <= desiredCount)
        return asked ?? desiredCount;
    throw new errors/* InputError */.w({
        cause: `Input "required" is ${asked}, and the release runs ${desiredCount} tasks: so many targets never become healthy.`,
        advice: `Set "required" to ${desiredCount} at most, or "desired-count" to ${asked} at least.`,
    });
}
/** Weights with which a share of the traffic, in percent, goes to the standby. */
function weightsFor(plan, percent) {
    return plan.standby === 'green'
        ? { blue: 100 - percent, green: percent }
        : { blue: percent, green: 100 - percent };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/deployment-under-way.js
/**
 * The revision that a service is being deployed with; undefined when it is steady. A parked service, whose tasks may
 * still drain, counts as steady: nobody waits for a deployment without tasks.
 */
function deploymentUnderWay({ desiredCount = 0, deployments = [] }) {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    if (desiredCount === 0 || primary?.rolloutState !== 'IN_PROGRESS')
        return undefined;
    return primary.taskDefinition ?? '';
}

// EXTERNAL MODULE: ../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(458);
;// CONCATENATED MODULE: ./lib/aws/record/names.js
/** Names of a target's record in Parameter Store, below the target's own name. */
/** The folder of a part, as GetParametersByPath takes it: `/platform/shop/production/web/lease`. */
function folderOf(target, part) {
    return `${target}/${part}`;
}
/** `/platform/shop/production/web/lease/12` */
function leaseName(target, number) {
    return `${folderOf(target, 'lease')}/${number}`;
}
/** Chunk `index`, from 1 on, of the plan made under a lease: `…/plan/12/1`. */
function planName(target, number, index) {
    return `${folderOf(target, 'plan')}/${number}/${index}`;
}
/** `…/releases/12` */
function releaseName(target, number) {
    return `${folderOf(target, 'releases')}/${number}`;
}
/** What a migration under lease `lease` has done for a release: `…/releases/12/13`. */
function names_migrationName(target, release, lease) {
    return `${releaseName(target, release)}/${lease}`;
}
/** The numbers in a name of the given part, `[12, 1]` of `…/plan/12/1`; undefined for any other name. */
function numbersIn(name, target, part) {
    const prefix = `${folderOf(target, part)}/`;
    if (!name.startsWith(prefix))
        return undefined;
    const numbers = name.slice(prefix.length).split('/');
    return numbers.every((text) => /^[1-9]\d*$/.test(text)) ? numbers.map(Number) : undefined;
}

// EXTERNAL MODULE: ./lib/aws/server-date.js
var server_date = __webpack_require__(3616);
;// CONCATENATED MODULE: ./lib/aws/record/parameters.js


/**
 * Creates a parameter that must not exist: the one atomic step of Parameter Store.
 * @returns false when there is one; after a lost answer it may be the caller's own
 */
async function createParameter({ ssm, signal }, name, value) {
    try {
        await ssm.putParameter({ Name: name, Value: value, Type: 'String' }, { abortSignal: signal });
        return true;
    }
    catch (error) {
        if (isNamed(error, 'ParameterAlreadyExists'))
            return false;
        throw error;
    }
}
/** Writes a parameter whether it exists or not. */
async function parameters_writeParameter({ ssm, signal }, name, value) {
    const input = { Name: name, Value: value, Type: 'String', Overwrite: true };
    await ssm.putParameter(input, { abortSignal: signal });
}
/**
 * Reads one. GetParameters tells of a name that does not exist without an error, which looking for it is not.
 * @returns undefined when there is none, or none yet to see
 */
async function readParameter({ ssm, signal }, name) {
    const output = await ssm.getParameters({ Names: [name] }, { abortSignal: signal });
    const [found] = output.Parameters ?? [];
    if (!found)
        return undefined;
    const { Value = '', Version = 0, LastModifiedDate } = found;
    return { name, value: Value, version: Version, age: ageOf(LastModifiedDate, (0,server_date/* serverDateOf */.H)(output)) };
}
/** Everything below a folder, at any depth, as name and value. */
async function readFolder({ ssm, signal }, path) {
    const pages = ssm.paginateGetParametersByPath({ Path: path, Recursive: true });
    const parameters = await pagination_collect(pages, (page) => page.Parameters, { signal });
    return parameters.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }));
}
/** DeleteParameters takes at most this many names. */
const DELETED_AT_ONCE = 10;
/** Deletes what exists of these; a name that is gone already is no error. */
async function deleteParameters({ ssm, signal }, names) {
    for (let first = 0; first < names.length; first += DELETED_AT_ONCE) {
        const Names = names.slice(first, first + DELETED_AT_ONCE);
        await ssm.deleteParameters({ Names }, { abortSignal: signal });
    }
}
function ageOf(modified, answered) {
    if (!modified || !answered)
        return undefined;
    // The date of an answer is in whole seconds, that of a change is not.
    return Math.max(0, answered.getTime() - modified.getTime());
}
function isNamed(error, name) {
    return error instanceof Error && error.name === name;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/aws/record/plan-chunks.js

/** A standard parameter holds 4,096 characters; the first line of a chunk is part of them. */
const CHUNK_CHARACTERS = 3_400;
/**
 * A document as texts that fit into parameters. Each begins with a line that says which one of how many it is and
 * what the whole must hash to, so that half a plan is never taken for one.
 */
function splitPlan(document) {
    const text = escapeUnicode(JSON.stringify(document));
    const count = Math.max(1, Math.ceil(text.length / CHUNK_CHARACTERS));
    const hash = hashOf(text);
    return Array.from({ length: count }, (_, index) => {
        const part = text.slice(index * CHUNK_CHARACTERS, (index + 1) * CHUNK_CHARACTERS);
        return `${index + 1}/${count} ${hash}\n${part}`;
    });
}
/** The document, from its chunks in any order; undefined while one is missing or belongs to another document. */
function joinPlan(chunks) {
    const parsed = chunks.flatMap((chunk) => parseChunk(chunk) ?? []);
    const [first] = parsed;
    if (!first)
        return undefined;
    const ordered = Array.from({ length: first.count }, (_, index) => parsed.find((chunk) => chunk.index === index + 1 && chunk.hash === first.hash));
    const text = ordered.map((chunk) => chunk?.text ?? '').join('');
    return hashOf(text) === first.hash ? JSON.parse(text) : undefined;
}
function parseChunk(chunk) {
    const [, index, count, hash = '', text = ''] = /^(\d{1,4})\/(\d{1,4}) ([0-9a-f]{64})\n([\s\S]*)$/.exec(chunk) ?? [];
    return index === undefined ? undefined : { index: Number(index), count: Number(count), hash, text };
}
/** Parameter Store's limit counts bytes of UTF-8 by some accounts: in ASCII both are the same. */
function escapeUnicode(json) {
    return json.replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
function hashOf(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./lib/aws/record/plan.js



/** Writes what the holder of a lease is going to do; to be done before anything is changed. */
async function writePlan(ports, target, leaseNumber, document) {
    for (const [index, chunk] of splitPlan(document).entries()) {
        await parameters_writeParameter(ports, planName(target, leaseNumber, index + 1), chunk);
    }
}
/** @returns undefined when there is none, or only part of one: then nothing has been changed under that lease */
async function readPlan(ports, target, leaseNumber) {
    const folder = planName(target, leaseNumber, 1).replace(/\/1$/, '');
    const chunks = await readFolder(ports, folder);
    return joinPlan(chunks.map(({ value }) => value));
}

;// CONCATENATED MODULE: ./lib/aws/record/release.js

const when = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX());
/** What a migration has done to the database, as `db-migrate` tells it. */
const migrationSchema = dist/* strictObject */.rej({
    /** `expand`: the version before still runs with it. `contract`: it does not, so there is no way back. */
    phase: dist/* picklist */.KIO(['expand', 'contract']),
    /** The snapshot, or the moment, from which the database before it can be had again. */
    backup: dist/* exactOptional */.yqP(dist/* string */.YjP()),
});
const releaseSchema = dist/* strictObject */.rej({
    mode: dist/* string */.YjP(),
    verdict: dist/* picklist */.KIO(['released', 'rolled-back', 'refused', 'inconclusive', 'interrupted']),
    owner: dist/* strictObject */.rej({ repository: dist/* string */.YjP(), runId: dist/* string */.YjP() }),
    /** The slot that served afterwards, and what it ran. */
    liveSlot: dist/* exactOptional */.yqP(dist/* picklist */.KIO(['blue', 'green'])),
    image: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    taskDefinition: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    /** The image of every container of that definition. */
    images: dist/* exactOptional */.yqP(dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP())),
    previousSlot: dist/* exactOptional */.yqP(dist/* picklist */.KIO(['blue', 'green'])),
    previousTaskDefinition: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    startedAt: when,
    finishedAt: when,
});
/** @returns undefined for anything that is no release of this version of the record */
function parseRelease(text) {
    return parse(releaseSchema, text);
}
/** @returns undefined for anything that is no migration of this version of the record */
function parseMigration(text) {
    return parse(migrationSchema, text);
}
function parse(schema, text) {
    try {
        const result = dist/* safeParse */.xLC(schema, JSON.parse(text));
        return result.success ? result.output : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/aws/record/prune.js



/** So many releases can be gone back to, and so many leases are looked at. */
const KEPT = 20;
/**
 * What may go. Leases and plans but the newest; the highest lease never, since the next number follows from it. Releases
 * that have served go by their own count: failed ones must not push out what can be gone back to. A migration
 * stays with its release, and one that bars the way back stays for as long as a release before it does.
 */
function choosePrunable({ leases, plans, releases, migrations }) {
    const oldestLease = oldestKept(leases);
    const served = releases.filter(({ hasServed }) => hasServed).map(({ number }) => number);
    const oldestServed = oldestKept(served);
    const isOld = ({ number, hasServed }) => number < (hasServed ? oldestServed : oldestLease);
    const kept = new Set(releases.filter((release) => !isOld(release)).map(({ number }) => number));
    return {
        leases: leases.filter((number) => number < oldestLease),
        plans: plans.filter(([number]) => number < oldestLease),
        releases: releases.filter(isOld).map(({ number }) => number),
        migrations: migrations
            .filter(({ numbers: [release], isContract }) => {
            if (isContract)
                return release < oldestServed;
            return !kept.has(release) && release < oldestLease;
        })
            .map(({ numbers }) => numbers),
    };
}
/** The lowest of the newest numbers; 0 while there are not more than may stay. */
function oldestKept(numbers) {
    return [...numbers].sort((a, b) => b - a)[KEPT - 1] ?? 0;
}
/** Keeps the record from growing: at the end of a release, under its lease. */
async function pruneRecord(ports, target, lease) {
    const { leases, plans, releases, migrations } = choosePrunable(await readContents(ports, target));
    const names = [
        ...releases.map((number) => releaseName(target, number)),
        ...migrations.map(([release, number]) => names_migrationName(target, release, number)),
        ...plans.map(([number, index]) => planName(target, number, index)),
        // Last, and oldest first: a lease that is left keeps everything above it in order.
        ...[...leases].sort((a, b) => a - b).map((number) => leaseName(target, number)),
    ];
    if (names.length === 0)
        return;
    await lease.ensureHeld();
    await deleteParameters(ports, names);
}
async function readContents(ports, target) {
    const list = (part) => listEntries(ports, target, part);
    const [leases, plans, releases] = [await list('lease'), await list('plan'), await list('releases')];
    return {
        leases: leases.flatMap(({ numbers: [number] }) => number ?? []),
        plans: plans.flatMap(({ numbers }) => pairOf(numbers)),
        releases: releases.flatMap(({ numbers: [number, second], value }) => number === undefined || second !== undefined
            ? []
            : [{ number, hasServed: parseRelease(value)?.verdict === 'released' }]),
        migrations: releases.flatMap(({ numbers, value }) => pairOf(numbers).map((pair) => ({
            numbers: pair,
            isContract: parseMigration(value)?.phase === 'contract',
        }))),
    };
}
async function listEntries(ports, target, part) {
    const parameters = await readFolder(ports, folderOf(target, part));
    return parameters.flatMap(({ name, value }) => {
        const numbers = numbersIn(name, target, part);
        return numbers ? [{ numbers, value }] : [];
    });
}
function pairOf([first, second]) {
    return first === undefined || second === undefined ? [] : [[first, second]];
}

// EXTERNAL MODULE: ./lib/action/clock.js
var action_clock = __webpack_require__(7153);
;// CONCATENATED MODULE: ./lib/aws/record/lease-entry.js


/** Who holds a lease. A rerun of the same run is the same owner, so the attempt is no part of it. */
const ownerSchema = dist/* strictObject */.rej({ repository: dist/* string */.YjP(), runId: dist/* string */.YjP() });
const leaseEntrySchema = dist/* strictObject */.rej({
    owner: ownerSchema,
    /** Made for one creation alone: by it a holder knows its own entry after a lost answer. */
    nonce: dist/* string */.YjP(),
    /** What the holder does, for people and for whoever recovers: `release`, `rollback`. */
    mode: dist/* string */.YjP(),
    /** How many writes of its plan the holder has begun. */
    cursor: dist/* number */.aig(),
    /**
     * `settling`: taken from another holder, whose last writes may still be under way. `handed-over`: the run goes on in
     * another process, which adopts the lease within `holdSeconds`.
     */
    state: dist/* picklist */.KIO(['settling', 'held', 'handed-over', 'done']),
    holdSeconds: dist/* exactOptional */.yqP(dist/* number */.aig()),
});
function writeLeaseEntry(entry) {
    return JSON.stringify(entry);
}
/** @throws ActionFailure when the parameter holds anything else than a lease */
function readLeaseEntry(name, value) {
    const result = dist/* safeParse */.xLC(leaseEntrySchema, parseJson(value));
    if (result.success)
        return result.output;
    throw new errors/* ActionFailure */.d({
        cause: `Parameter ${name} is not a lease that this version of the action can read.`,
        advice: `Look at it with: aws ssm get-parameter --name ${name}. If nothing deploys to this target, delete it.`,
    });
}
function isSameOwner(a, b) {
    return a.repository === b.repository && a.runId === b.runId;
}
/** `run 123 of org/shop` */
function describeOwner({ repository, runId }) {
    return `run ${runId} of ${repository}`;
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/aws/record/read-leases.js





/** The highest number that a lease of the target has; 0 when none has ever been held. A newer one may not show yet. */
async function readHighestNumber(ports, target) {
    const parameters = await readFolder(ports, folderOf(target, 'lease'));
    return Math.max(0, ...parameters.map(({ name }) => numbersIn(name, target, 'lease')?.[0] ?? 0));
}
/** @returns undefined when it does not exist, or does not show yet */
async function readLease(ports, target, number) {
    const name = leaseName(target, number);
    const reading = await readParameter(ports, name);
    if (!reading)
        return undefined;
    return {
        number,
        entry: readLeaseEntry(name, reading.value),
        version: reading.version,
        age: reading.age,
    };
}
/** A created parameter has shown itself within about a second; this much later something is wrong. In milliseconds. */
const SHOWS_WITHIN = 30_000;
const LOOK_AGAIN_AFTER = 500;
/**
 * Reads a lease that certainly exists, since its name could not be created.
 * @throws ActionFailure when it does not show itself
 */
async function readExistingLease(ports, target, number) {
    const { clock, stopwatch, signal } = ports;
    const from = stopwatch.read();
    for (;;) {
        const seen = await readLease(ports, target, number);
        if (seen)
            return seen;
        if (stopwatch.read() - from >= SHOWS_WITHIN) {
            throw new errors/* ActionFailure */.d({
                cause: `Parameter ${leaseName(target, number)} exists and cannot be read: Parameter Store has not shown it for 30 seconds.`,
                advice: 'Run again. If it stays so, somebody deletes parameters of this target while it is released.',
            });
        }
        await (0,action_clock/* sleep */.yy)(clock, LOOK_AGAIN_AFTER, signal);
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/is-planned.js




const planSchema = dist/* object */.Ikc({ taskDefinition: dist/* string */.YjP() });
/**
 * Whether the newest plan of the record is one that puts this revision on its standby: then a run of this target has
 * begun its deployment, be that run lost, ended or at work. Only reads.
 */
async function isPlanned(taskDefinition, record, ports) {
    if (record === undefined)
        return false;
    const recordPorts = { ...ports, ssm: await ports.parameterStore() };
    const highest = await readHighestNumber(recordPorts, record);
    // Runs that ended before they had planned anything leave leases without a plan.
    for (let number = highest; number > Math.max(0, highest - KEPT); number -= 1) {
        const plan = await readPlan(recordPorts, record, number);
        if (plan !== undefined)
            return dist.is(planSchema, plan) && plan.taskDefinition === taskDefinition;
    }
    return false;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/refuse-foreign-deployment.js



/**
 * Sees that the standby is not being deployed by somebody else: a release would end that half way. What a run of this
 * target has begun itself, and been lost or taken back in, is superseded.
 * @throws ActionFailure when the record does not explain the deployment
 */
async function refuseForeignDeployment(cluster, service, record, ports) {
    const taskDefinition = deploymentUnderWay(service);
    if (taskDefinition === undefined || (await isPlanned(taskDefinition, record, ports)))
        return;
    const { serviceName } = service;
    const stranger = record === undefined
        ? 'without a record nothing tells whether a run of this action began it'
        : 'no run of this target began it';
    throw new errors/* ActionFailure */.d({
        cause: `A deployment of the standby's service ${serviceName} with ${taskDefinition} is in progress, and ${stranger}.`,
        advice: `Wait until it has completed, or end it, then run again: aws ecs update-service --cluster ${cluster} --service ${serviceName} --desired-count 0`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepare-release.js






/**
 * Looks at everything that a release depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found: alarms are not looked for by their tags again, which takes a call for each
 *   one that the region has
 * @throws ActionFailure for every state that a release must not start from
 */
async function prepareRelease({ inputs, target, record }, ports, before) {
    const seen = await observe(target, ports);
    const plan = planRelease(inputs, seen);
    await refuseForeignDeployment(target.cluster, seen.services[plan.standby], record, ports);
    const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
    const definition = withImage(base.definition, target.container.name, inputs.image);
    const found = before && { names: before.alarms.map(({ name }) => name), tags: [] };
    const alarms = await observeAlarms({ ...inputs, alarms: found ?? inputs.alarms }, ports);
    ports.log.info(`${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`);
    return { plan, revision: { definition }, alarms };
}

;// CONCATENATED MODULE: ./lib/aws/record/find-unfinished.js






/** Reads of Parameter Store may be so old, in milliseconds; about a second is reported. */
const STALE_FOR = 5_000;
/**
 * The plan of the newest lease that nobody has ended, with the lease as it stands now. Leases without a plan are passed
 * over: their runs were lost before they had planned anything, and may themselves have come after one that had.
 * @param before the lease that was the highest when this run created its own
 * @throws ActionFailure when a plan that has been begun cannot be read
 */
async function findUnfinished(ports, target, before) {
    if (!before || before.entry.state === 'done')
        return undefined;
    // The run before may have been this one's own, a moment ago, and what it wrote last decides what is to be done.
    await (0,action_clock/* sleep */.yy)(ports.clock, STALE_FOR, ports.signal);
    for (let number = before.number; number > 0; number -= 1) {
        const lease = await readLease(ports, target, number);
        if (!lease || lease.entry.state === 'done')
            return undefined;
        const plan = await readPlan(ports, target, number);
        if (plan !== undefined)
            return { lease, plan };
        if (lease.entry.cursor > 0)
            throw unreadable(target, lease);
    }
    return undefined;
}
function unreadable(target, { number, entry }) {
    const done = writeLeaseEntry({ ...entry, state: 'done' });
    return new errors/* ActionFailure */.d({
        cause: `Lease ${number} of ${target} says that its plan has been begun, and the plan cannot be read.`,
        advice: `See that every production rule sends all its traffic to one slot that is well, then mark the lease as ended: aws ssm put-parameter --overwrite --name ${leaseName(target, number)} --value '${done}'`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/find-left-unfinished.js


/** What the record tells of a run that is at work or was lost; undefined without a record. Only reads. */
async function findLeftUnfinished(record, ports) {
    if (record === undefined)
        return undefined;
    const recordPorts = { ...ports, ssm: await ports.parameterStore() };
    const highest = await readLease(recordPorts, record, await readHighestNumber(recordPorts, record));
    return findUnfinished(recordPorts, record, highest);
}

// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
// EXTERNAL MODULE: ./lib/action/random.js
var random = __webpack_require__(4172);
;// CONCATENATED MODULE: ./lib/aws/record/claim.js

/** Decides by what has been seen. A wrong reading costs time alone: whether the next number can be created decides. */
function judgeClaim(highest, { owner, mayPreempt }, terms) {
    if (highest.entry.state === 'done')
        return { kind: 'free' };
    if (isSameOwner(highest.entry.owner, owner)) {
        // The steps of one pipeline are processes of one run, which come one after the other.
        return highest.entry.state === 'settling' ? { kind: 'take', why: 'unsettled' } : { kind: 'free' };
    }
    if (hasExpired(highest, terms))
        return { kind: 'take', why: 'expired' };
    return mayPreempt ? { kind: 'take', why: 'pre-empted' } : { kind: 'held' };
}
/** Never by this machine's date: either AWS's own two times, or the time that has passed here since the first look. */
function hasExpired({ entry, age, unchangedFor }, { timeToLive }) {
    const limit = entry.state === 'handed-over' ? (entry.holdSeconds ?? 0) * 1000 : timeToLive;
    return unchangedFor >= limit || (age !== undefined && age >= limit);
}

;// CONCATENATED MODULE: ./lib/aws/record/terms.js
const LEASE_TERMS = { timeToLive: 90_000, renewal: 20_000, trust: 5_000, margin: 30_000 };

;// CONCATENATED MODULE: ./lib/aws/record/acquire-lease.js










/** Between two looks at a lease that another run holds, in milliseconds. */
const acquire_lease_LOOK_AGAIN_AFTER = 5_000;
/**
 * Makes this process the one that may change the target, by creating the next lease. When it was taken from another
 * holder, a margin has passed since: no write of the other is under way any more, and what is read now is what counts.
 * @throws ActionFailure when another run holds the target and lives
 */
async function acquireLease(ports, request) {
    const { target, terms = LEASE_TERMS } = request;
    let highest = await readHighestNumber(ports, target);
    for (;;) {
        const { claim, before } = await awaitClaim(ports, request, highest, terms);
        const number = (before?.number ?? 0) + 1;
        const state = claim.kind === 'take' ? 'settling' : 'held';
        const lease = await createLease(ports, { ...request, state }, number, before);
        if (lease && claim.kind === 'take')
            await settle(ports, lease, claim, terms);
        if (lease)
            return lease;
        highest = number;
    }
}
/** Looks until the highest lease is free to follow, or patience is at its end. */
async function awaitClaim(ports, request, highest, terms) {
    const { clock, stopwatch, signal } = ports;
    if (highest === 0)
        return { claim: { kind: 'free' }, before: undefined };
    const from = stopwatch.read();
    let since = from;
    let first = await readExistingLease(ports, request.target, highest);
    let last = first;
    for (;;) {
        const claim = judgeClaim({ ...last, unchangedFor: stopwatch.read() - since }, request, terms);
        if (claim.kind !== 'held')
            return { claim, before: last };
        const isOver = stopwatch.read() - from >= request.patience;
        if (isOver && isKept(last, first))
            throw heldByAnother(request.target, last);
        await (0,action_clock/* sleep */.yy)(clock, acquire_lease_LOOK_AGAIN_AFTER, signal);
        const next = await readNewest(ports, request.target, last);
        if (next.number !== last.number)
            first = next;
        if (next.number !== last.number || next.version !== last.version)
            since = stopwatch.read();
        last = next;
    }
}
/** The lease that has followed meanwhile, or the same one as it is now. */
async function readNewest(ports, target, last) {
    const follower = await readLease(ports, target, last.number + 1);
    return follower ?? (await readLease(ports, target, last.number)) ?? last;
}
/** A holder that has renewed since the first look lives; a lease that was handed over is kept for its run as it stands. */
function isKept(last, first) {
    return last.version !== first.version || last.entry.state === 'handed-over';
}
/** @returns undefined when somebody else was first */
async function createLease(ports, { target, owner, mode, state }, number, before) {
    const entry = { owner, nonce: (0,random/* randomHex */.n)(ports.random, 16), mode, cursor: 0, state };
    const writtenAt = ports.stopwatch.read();
    const lease = { number, entry, writtenAt, before };
    if (await createParameter(ports, leaseName(target, number), writeLeaseEntry(entry)))
        return lease;
    // It may be this very call's own: the answer to an earlier attempt was lost.
    const existing = await readExistingLease(ports, target, number);
    return existing.entry.nonce === entry.nonce ? lease : undefined;
}
/** Waits until nothing that the holder before has sent can still take effect. */
async function settle({ clock, log, signal }, { number, before }, claim, { margin }) {
    const whose = before ? describeOwner(before.entry.owner) : 'nobody';
    log.info(`Lease ${number} was taken from ${whose} (${claim.why}); in ${(0,duration/* formatDuration */.a)(margin)} nothing of it is under way any more.`);
    await (0,action_clock/* sleep */.yy)(clock, margin, signal);
}
function heldByAnother(target, { number, entry }) {
    return new errors/* ActionFailure */.d({
        cause: `${describeOwner(entry.owner)} is changing ${target} (${entry.mode}, lease ${number}), and ${describeHold(entry)}.`,
        advice: 'Wait until it has ended, then run again. A rollback or a recovery may take over from it: mode: rollback, mode: recover.',
    });
}
function describeHold({ state, holdSeconds = 0 }) {
    if (state !== 'handed-over')
        return 'renews its lease';
    return `has up to ${(0,duration/* formatDuration */.a)(holdSeconds * 1000)} to go on in its next step`;
}

;// CONCATENATED MODULE: ./lib/aws/record/hold-lease.js







/** Starts to renew a lease that has just been acquired. */
async function holdLease(ports, target, { number, entry: acquired, writtenAt }, terms = LEASE_TERMS) {
    const { stopwatch, log } = ports;
    let entry = acquired;
    let renewedAt = writtenAt;
    let writing = Promise.resolve();
    let stopRenewing = () => { };
    let look;
    /** One write at a time, in order: an older entry must not arrive after a newer one. */
    function write(change) {
        entry = { ...entry, ...change };
        const text = writeLeaseEntry(entry);
        const next = writing.then(async () => {
            const begun = stopwatch.read();
            await parameters_writeParameter(ports, leaseName(target, number), text);
            renewedAt = begun;
        });
        writing = next.catch(() => { });
        return next;
    }
    function renewLater() {
        stopRenewing = ports.clock.after(terms.renewal, () => {
            write({}).catch((error) => log.warning(`Lease ${number} of ${target} could not be renewed: ${(0,sdk_error/* describeError */.U)(error)}`));
            renewLater();
        });
    }
    /** The lease after this one, by a look that is still to be trusted; several writes at once share one. */
    async function lookForFollower() {
        const isFresh = ({ at }) => stopwatch.read() - at <= terms.trust;
        if (!look || !isFresh(look))
            look = { at: stopwatch.read(), follower: readLease(ports, target, number + 1) };
        const own = look;
        const follower = await own.follower.catch((error) => {
            if (look === own)
                look = undefined;
            throw error;
        });
        // AWS may have taken so long to answer that the answer is old news.
        return follower || isFresh(own) ? follower : lookForFollower();
    }
    async function end(change) {
        stopRenewing();
        await write(change);
    }
    if (entry.state === 'settling')
        await write({ state: 'held' });
    renewLater();
    return {
        number,
        async ensureHeld() {
            const follower = await lookForFollower();
            // Afterwards, since the reading itself may have taken long.
            const unrenewed = stopwatch.read() - renewedAt;
            const isLate = unrenewed > terms.timeToLive - terms.margin;
            if (follower || isLate)
                stopRenewing();
            if (follower)
                throw lostToAnother(target, number, follower.entry);
            if (isLate)
                throw lostByTime(target, number, unrenewed);
        },
        setCursor: (cursor) => write({ cursor }),
        handOver: (holdSeconds) => end({ state: 'handed-over', holdSeconds }),
        finish: () => end({ state: 'done' }),
    };
}
/** A run that has lost its lease changes nothing more, whatever it was doing. */
class LeaseLost extends errors/* ActionFailure */.d {
    name = 'LeaseLost';
}
function lostToAnother(target, number, { owner, mode }) {
    return new LeaseLost({
        cause: `${describeOwner(owner)} (${mode}) has taken over ${target} from this run (lease ${number}), so nothing more is changed here.`,
        advice: 'See there how it ended.',
    });
}
function lostByTime(target, number, milliseconds) {
    return new LeaseLost({
        cause: `Lease ${number} of ${target} has not been renewed for ${Math.round(milliseconds / 1000)} seconds, so another run may hold it by now and nothing more is changed here.`,
        advice: 'Run again with mode: recover when Parameter Store can be reached.',
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/ports.js
/** The same ports for work that a cancelled job must still finish: weights back, standby parked. */
function uncancelled(ports) {
    return { ...ports, signal: new AbortController().signal };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/journal.js
/** For `record: none`. */
const NO_JOURNAL = { ensureHeld: async () => { }, begin: async () => { } };

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/under-lease.js







/**
 * Works as the only run that may change the target, and leaves the lease so that the next one knows what it finds.
 * @param work gets no record for `record: none`
 * @throws ActionFailure when another run holds the target; whatever the work throws
 */
async function underLease({ record, mode, mayPreempt }, ports, work) {
    if (record === undefined)
        return (await work({ ...ports, journal: NO_JOURNAL }, undefined)).result;
    const recordPorts = { ...ports, ssm: await ports.parameterStore() };
    const { owner } = ports;
    const acquired = await acquireLease(recordPorts, { target: record, owner, mode, mayPreempt, patience: 0 });
    const free = uncancelled(recordPorts);
    const lease = await holdLease(free, record, acquired);
    let isPlanned = false;
    async function plan(document) {
        isPlanned = true;
        await writePlan(free, record ?? '', lease.number, document);
    }
    const journal = { ensureHeld: lease.ensureHeld, begin: lease.setCursor };
    let isUnfinished = true;
    try {
        const unfinished = await findUnfinished(recordPorts, record, acquired.before);
        isUnfinished = unfinished !== undefined;
        const done = await work({ ...ports, journal }, { target: record, lease, ports: free, unfinished, plan });
        ({ isUnfinished } = done);
        return done.result;
    }
    catch (error) {
        isUnfinished ||= isPlanned;
        throw error;
    }
    finally {
        await leave(lease, isUnfinished, ports);
    }
}
/** An end that cannot be recorded costs the next run a wait until the lease expires, and nothing else. */
async function leave(lease, isUnfinished, { log }) {
    try {
        // Another run may have taken over, and what it finds here must not look as if it had ended.
        await lease.ensureHeld();
        await (isUnfinished ? lease.handOver(0) : lease.finish());
    }
    catch (error) {
        if (error instanceof LeaseLost)
            return;
        log.warning(`Lease ${lease.number} could not be ended, so the next run has to wait until it expires: ${(0,sdk_error/* describeError */.U)(error)}`);
    }
}

// EXTERNAL MODULE: ./lib/action/markdown.js
var markdown = __webpack_require__(9354);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/timeline-chart.js


/** Phases and traffic of a release on one axis, as Mermaid. GitHub draws it; the table of moments says the same. */
function renderGantt(plan, timeline) {
    const lines = [
        'gantt',
        // Mermaid takes milliseconds for both x and X.
        '  dateFormat x',
        '  axisFormat %H:%M:%S',
        ...renderSection('Phases', listPhases(timeline)),
        ...renderSection('Traffic', listShares(plan, timeline)),
    ];
    return (0,markdown/* codeBlock */.DV)(lines.join('\n'), 'mermaid');
}
function listPhases({ phases }) {
    return phases.map(({ name, from, to = from, hasFailed }) => ({
        label: `${name} ${(0,duration/* formatDuration */.a)(to - from)}`,
        from,
        to,
        ...(hasFailed ? { tag: 'crit' } : {}),
    }));
}
/** Stretches between two changes; before the first one the live slot has everything. */
function listShares({ live, standby }, { phases, shares }) {
    const from = phases[0]?.from ?? 0;
    const end = Math.max(from, ...phases.map(({ to = from }) => to));
    const changes = [{ at: from, percent: 0 }, ...shares];
    return changes.map(({ at, percent }, index) => ({
        label: percent === 0 ? `${live} 100%` : `${standby} ${percent}%`,
        from: at,
        to: changes[index + 1]?.at ?? end,
        ...(percent > 0 ? { tag: 'active' } : {}),
    }));
}
function renderSection(name, bars) {
    if (bars.length === 0)
        return [];
    return [
        `  section ${name}`,
        ...bars.map(
        // A bar without any length would not be drawn.
        ({ label, from, to, tag }) => `  ${(0,markdown/* escapeMermaid */.Fw)(label)} :${tag ? `${tag}, ` : ''}${from}, ${Math.max(to, from + 1)}`),
    ];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/summary.js




const HEADLINES = {
    released: ':white_check_mark: Released',
    'rolled-back': ':x: Rolled back',
    refused: ':x: Refused before any traffic',
    interrupted: ':x: Interrupted',
    inconclusive: ':x: Inconclusive, and rolled back',
};
const NOT_RECORDED = 'No record is kept (`record: none`): nothing keeps two runs apart, a lost run cannot be recovered, and a rollback has to be told its version.';
/** The job summary of a release: verdict and cause first, then what happened when, then where traffic goes. */
function renderRelease(report) {
    const { plan, failure, probeCounts, timeline } = report;
    return [
        `### ${headline(report)}${failure ? `: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : ''}`,
        ...(failure?.advice === undefined ? [] : [`**Next:** ${(0,markdown/* escapeMarkdown */.FV)(failure.advice)}`]),
        describeTraffic(report),
        ...(failure?.detail === undefined ? [] : [(0,markdown/* details */.zH)('Evidence', (0,markdown/* codeBlock */.DV)(failure.detail))]),
        renderGantt(plan, timeline),
        renderMoments(timeline),
        `Probe: ${probeCounts.sent} requests, ${probeCounts.failed} failed.`,
        ...(report.isRecorded ? [] : [NOT_RECORDED]),
    ].join('\n\n');
}
function headline({ plan, verdict, liveSlot, failure }) {
    if (verdict === 'inconclusive' && liveSlot === undefined)
        return ':x: Inconclusive: a person has to look';
    if (plan.mode !== 'rollback' || verdict !== 'released')
        return HEADLINES[verdict];
    return `${failure ? ':x:' : ':white_check_mark:'} Rolled back to ${plan.standby}`;
}
/** The plan of a dry run: what would be written, rule by rule, and the alarms that would be watched. */
function renderPlan(plan, alarms) {
    const after = weightsFor(plan, 100);
    return [
        `### Dry run: ${(0,markdown/* escapeMarkdown */.FV)(plan.image)} would go to ${plan.standby}, and nothing was changed`,
        (0,markdown/* table */.tp)(['Production rule', 'blue', 'green'], plan.rules.map(({ ruleArn, before }) => [
            (0,markdown/* inlineCode */.ti)(ruleArn),
            `${before.blue} → ${after.blue}`,
            `${before.green} → ${after.green}`,
        ])),
        (0,markdown/* table */.tp)(['Service', 'Tasks'], [
            [
                (0,markdown/* inlineCode */.ti)(plan.target.slots[plan.standby].service),
                `${plan.standbyCountBefore} → ${plan.desiredCount}`,
            ],
            [
                (0,markdown/* inlineCode */.ti)(plan.target.slots[plan.live].service),
                `as now until the bake is over, then ${plan.parkedCount}`,
            ],
        ]),
        `The new revision is ${(0,markdown/* inlineCode */.ti)(plan.baseTaskDefinition)} with ${(0,markdown/* inlineCode */.ti)(plan.image)} in container ${(0,markdown/* inlineCode */.ti)(plan.target.container.name)}.`,
        describeHealthGate(plan),
        ...(alarms.length === 0 ? [] : [renderAlarms(alarms)]),
    ].join('\n\n');
}
function describeHealthGate({ required, thresholdPeriod }) {
    const stretch = thresholdPeriod > 0 ? ` for ${(0,duration/* formatDuration */.a)(thresholdPeriod)} without a break` : '';
    return `Healthy targets of it that are required${stretch} before the first weight: ${required}.`;
}
function renderAlarms(alarms) {
    return (0,markdown/* table */.tp)(['Alarm', 'State'], alarms.map(({ name, state }) => [(0,markdown/* inlineCode */.ti)(name), state]));
}
function describeTraffic({ plan, liveSlot, taskDefinition }) {
    const rows = plan.rules.map(({ ruleArn }) => [(0,markdown/* inlineCode */.ti)(ruleArn), liveSlot ?? 'unknown, see below']);
    const revision = taskDefinition === undefined ? '' : ` (${(0,markdown/* inlineCode */.ti)(taskDefinition)})`;
    return [`${(0,markdown/* inlineCode */.ti)(plan.image)}${revision}`, (0,markdown/* table */.tp)(['Production rule', 'Traffic goes to'], rows)].join('\n\n');
}
/** What happened when. */
function renderMoments({ moments }) {
    return (0,markdown/* table */.tp)(['UTC', 'What'], moments.map(({ at, text }) => [new Date(at).toISOString().slice(11, 19), (0,markdown/* escapeMarkdown */.FV)(text)]));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/recovery.js


const DOING = { release: 'releasing', rollback: 'going back to' };
/** What a recovery has to tell. */
function reportRecovery(recovered, timeline) {
    const { verdict, liveSlot, plan, failure } = recovered;
    return {
        outputs: { verdict, 'live-slot': liveSlot, image: plan.image },
        summary: renderRecovery(recovered, timeline),
        ...(failure && { failure }),
    };
}
/** The job summary: what was found, what came of it, where the traffic goes. */
function renderRecovery(recovered, timeline) {
    const { failure, liveSlot, plan, whose } = recovered;
    return [
        `### ${recovery_headline(recovered)}${failure ? `: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : ''}`,
        ...(failure?.advice === undefined ? [] : [`**Next:** ${(0,markdown/* escapeMarkdown */.FV)(failure.advice)}`]),
        `${(0,markdown/* escapeMarkdown */.FV)(whose)} was ${DOING[plan.mode]} ${(0,markdown/* inlineCode */.ti)(plan.image)} on ${plan.standby}.`,
        ...(liveSlot === undefined ? [] : [`All traffic goes to ${liveSlot}.`]),
        ...(failure?.detail === undefined ? [] : [(0,markdown/* details */.zH)('Evidence', (0,markdown/* codeBlock */.DV)(failure.detail))]),
        renderMoments(timeline),
    ].join('\n\n');
}
function recovery_headline({ plan, verdict, liveSlot, failure, isUnfinished }) {
    if (failure && isUnfinished)
        return `:x: The interrupted ${plan.mode} could not be recovered`;
    const isFinished = verdict === 'released' || liveSlot === plan.standby;
    return `${failure ? ':x:' : ':white_check_mark:'} The interrupted ${plan.mode} was ${isFinished ? 'finished' : 'taken back'}`;
}
/** The job summary of a recovery's dry run. */
function renderPlannedRecovery({ whose, plan, recovery }) {
    return [
        `### Dry run: ${describeRecovery(plan, recovery)}, and nothing was changed`,
        `${(0,markdown/* escapeMarkdown */.FV)(whose)} was ${DOING[plan.mode]} ${(0,markdown/* inlineCode */.ti)(plan.image)} on ${plan.standby}, or still is.`,
    ].join('\n\n');
}
function describeRecovery({ live, standby }, recovery) {
    switch (recovery.kind) {
        case 'go-on':
            return `the rollback to ${standby} would be gone on with`;
        case 'park-standby':
            return `no traffic has moved, and ${standby} would be parked again`;
        case 'gather':
            return `all traffic would go to ${recovery.slot}`;
        case 'finish':
            return `all traffic has gone to ${standby}, and ${live} would be parked`;
        case 'stuck':
            return 'neither slot has a healthy target, so the weights would stay';
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/timeline.js
function startTimeline({ clock, log }) {
    const phases = [];
    const moments = [];
    const shares = [];
    function note(text) {
        moments.push({ at: clock.now(), text });
        log.info(text);
    }
    return {
        phases,
        moments,
        shares,
        note,
        noteShare(percent, text) {
            shares.push({ at: clock.now(), percent });
            note(text);
        },
        phase(name, title, work) {
            const phase = { name, from: clock.now() };
            phases.push(phase);
            return log.group(title, async () => {
                try {
                    return await work();
                }
                catch (error) {
                    phase.hasFailed = true;
                    throw error;
                }
                finally {
                    phase.to = clock.now();
                }
            });
        },
    };
}
/** Seconds a phase took, to a hundredth; undefined when it did not come to its end. */
function secondsOf(timeline, name) {
    const phase = timeline.phases.find((candidate) => candidate.name === name);
    return phase?.to === undefined || phase.hasFailed
        ? undefined
        : Math.round((phase.to - phase.from) / 10) / 100;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/stages.js
/**
 * Stages of a recorded release, in the order in which they begin. A lease's cursor holds the number of the last one
 * that has begun; at 0 the plan has been written, and the standby may be on its way up.
 * @param index of the step, from 0 on
 */
function shiftStage(index) {
    return 1 + index;
}
/** The old slot is parked: from here on there is no way but to the end. */
function parkStage(plan) {
    return shiftStage(plan.steps.length);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/decide-recovery.js

/**
 * What becomes of an interrupted release. It is taken back until the old slot was being parked; then there is no way
 * but to the end.
 * @param begun number of the last stage that had begun
 * @param healthy healthy targets of each slot
 */
function decideRecovery(plan, begun, healthy) {
    if (begun < shiftStage(0))
        return { kind: 'park-standby' };
    if (begun >= parkStage(plan))
        return { kind: 'finish' };
    const slot = betterSlot(plan, healthy);
    return healthy[slot] === 0 ? { kind: 'stuck' } : { kind: 'gather', slot };
}
/** The old version, which is known to be good, unless it has too few healthy targets and the new one has more. */
function betterSlot({ live, standby, required }, healthy) {
    return healthy[live] >= Math.min(required, healthy[standby]) ? live : standby;
}

;// CONCATENATED MODULE: ./lib/aws/record/releases.js



/** Reads the recorded releases and migrations. Entries of another version of the record are left out. */
async function readHistory(ports, target) {
    const parameters = await readFolder(ports, folderOf(target, 'releases'));
    const entries = parameters
        .map(({ name, value }) => ({ numbers: numbersIn(name, target, 'releases') ?? [], value }))
        .sort((a, b) => compare(b.numbers, a.numbers));
    return {
        releases: entries.flatMap(({ numbers: [number, lease], value }) => {
            const release = lease === undefined ? parseRelease(value) : undefined;
            return number === undefined || !release ? [] : [{ ...release, number }];
        }),
        migrations: entries.flatMap(({ numbers: [release, lease], value }) => {
            const migration = lease === undefined ? undefined : parseMigration(value);
            return release === undefined || !migration ? [] : [{ ...migration, release }];
        }),
    };
}
/**
 * The newest release that has put a version into service which does not serve now, and from which nobody has gone back
 * since: what a rollback goes back to.
 */
function previousRelease({ releases }, liveTaskDefinition) {
    const left = new Set([liveTaskDefinition]);
    for (const release of releases) {
        if (release.verdict !== 'released')
            continue;
        if (!left.has(release.taskDefinition))
            return release;
        if (release.mode === 'rollback')
            left.add(release.previousTaskDefinition);
    }
    return undefined;
}
/** Migrations after a release that its version cannot live with, be their own releases finished or not. */
function contractsSince({ migrations }, release) {
    return migrations.filter((migration) => migration.phase === 'contract' && migration.release > release);
}
/** Records how the release under a lease has ended. */
async function recordRelease(ports, target, lease, release) {
    await lease.ensureHeld();
    await parameters_writeParameter(ports, releaseName(target, lease.number), JSON.stringify(release));
}
/**
 * Records what a migration has done for a release, be that finished or not. Each lease writes an entry of its own: a
 * reading may be a moment old, so adding to an entry could lose what it said, and with it that there is no way back.
 * @param lease under which the migration was made; the release may be another's
 */
async function recordMigration(ports, target, { lease, release }, migration) {
    await lease.ensureHeld();
    await writeParameter(ports, migrationName(target, release, lease.number), JSON.stringify(migration));
}
function compare(a, b) {
    return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/finish-record.js


/** Records how a plan has ended, which is what a rollback goes by, and takes away what no run needs any more. */
async function finishRecord({ target, lease, ports }, { verdict, liveSlot, plan }, { owner, clock }) {
    const { mode, image, taskDefinition, baseTaskDefinition, live, startedAt } = plan;
    await recordRelease(ports, target, lease, {
        ...{ mode, verdict, owner, image, taskDefinition, startedAt },
        ...(liveSlot === undefined ? {} : { liveSlot }),
        previousSlot: live,
        previousTaskDefinition: baseTaskDefinition,
        finishedAt: new Date(clock.now()).toISOString(),
    });
    await pruneRecord(ports, target, lease);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/recorded-plan.js



const slot = dist/* picklist */.KIO(['blue', 'green']);
const weights = dist/* strictObject */.rej({ blue: dist/* number */.aig(), green: dist/* number */.aig() });
/** What stands in `plan/<n>`: all that another run needs to finish or undo the release. */
const recordedPlanSchema = dist/* strictObject */.rej({
    version: dist/* literal */.euz(1),
    mode: dist/* picklist */.KIO(['release', 'rollback']),
    live: slot,
    standby: slot,
    image: dist/* string */.YjP(),
    baseTaskDefinition: dist/* string */.YjP(),
    /** The revision that carries the image. */
    taskDefinition: dist/* string */.YjP(),
    desiredCount: dist/* number */.aig(),
    required: dist/* number */.aig(),
    thresholdPeriod: dist/* number */.aig(),
    standbyCountBefore: dist/* number */.aig(),
    parkedCount: dist/* number */.aig(),
    isFirst: dist/* boolean */.zMY(),
    rules: dist/* array */.YOg(dist/* strictObject */.rej({ ruleArn: dist/* string */.YjP(), before: weights })),
    /** Percent of the traffic that the standby gets, step by step. */
    steps: dist/* array */.YOg(dist/* number */.aig()),
    startedAt: dist/* string */.YjP(),
    /** The stage that had begun under an earlier lease, from which this plan was taken over; 0 for one's own. */
    begun: dist/* number */.aig(),
});
function sharedOf(plan) {
    const { mode, live, standby, image, baseTaskDefinition, isFirst } = plan;
    const { desiredCount, required, thresholdPeriod, standbyCountBefore, parkedCount } = plan;
    return {
        ...{ mode, live, standby, image, baseTaskDefinition, isFirst },
        ...{ desiredCount, required, thresholdPeriod, standbyCountBefore, parkedCount },
    };
}
/** @param startedAt milliseconds since the epoch */
function toRecordedPlan(plan, taskDefinition, startedAt) {
    return {
        version: 1,
        ...sharedOf(plan),
        taskDefinition,
        rules: plan.rules.map(({ ruleArn, before }) => ({ ruleArn, before })),
        steps: plan.steps.map(({ percent }) => percent),
        startedAt: new Date(startedAt).toISOString(),
        begun: 0,
    };
}
/** @throws ActionFailure for a plan that this version of the action has not written */
function readRecordedPlan(document, where) {
    const result = dist/* safeParse */.xLC(recordedPlanSchema, document);
    if (result.success)
        return result.output;
    throw new errors/* ActionFailure */.d({
        cause: `The plan of ${where} was written by another version of this action, which has to recover it.`,
        advice: 'Run mode: recover with the version that the interrupted run used.',
    });
}
/** The plan as the interrupted run had it. */
function toPlan(recorded, target) {
    return {
        target,
        ...sharedOf(recorded),
        standbyTaskDefinition: recorded.taskDefinition,
        rules: recorded.rules,
        steps: recorded.steps.map((percent) => ({ percent, holdMilliseconds: 0 })),
    };
}
/** Every weight that the interrupted run may have written, whichever it came to. */
function weightsOfRun({ rules, steps, standby }) {
    const written = steps.map((percent) => weightsFor({ standby }, percent));
    return new Map(rules.map(({ ruleArn, before }) => [ruleArn, [before, ...written]]));
}

;// CONCATENATED MODULE: ./lib/aws/load-balancer/read-settled-rules.js


/** A reading may be from before the last write, by less than this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const read_settled_rules_LOOK_AGAIN_AFTER = 1_000;
/**
 * Reads rules until they are as expected. What a write has just changed may not show for a moment.
 * @returns the last reading, as expected or not
 */
async function readSettledRules(ports, arns, isExpected) {
    const { clock, signal } = ports;
    const end = clock.now() + SETTLES_WITHIN;
    for (;;) {
        const rules = await readRules(ports, arns);
        if (rules.every(isExpected) || clock.now() >= end)
            return rules;
        await (0,action_clock/* sleep */.yy)(clock, read_settled_rules_LOOK_AGAIN_AFTER, signal);
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/move-weights.js





/** Before the first write a rule may show only what the plan was made from. */
function startOwnWeights(plan) {
    return new Map(plan.rules.map(({ ruleArn, before }) => [ruleArn, [before]]));
}
/** True when this run has sent a write to the rule, or may have. */
function hasWritten(own, ruleArn) {
    return (own.get(ruleArn) ?? []).length > 1;
}
/** A write on its way is given so long to end when the run does, in milliseconds. */
const GRACE_MILLISECONDS = 1_500;
/**
 * Gives a rule new weights. Load balancers have no compare-and-swap, so the rule is read right before: what neither the
 * plan started from nor this run wrote belongs to somebody else, and is left alone.
 * @throws ActionFailure when somebody else has changed the rule
 */
async function moveWeights(plan, ruleArn, weights, own, ports) {
    const { elbv2, signal, journal } = ports;
    await journal.ensureHeld();
    const known = own.get(ruleArn) ?? [];
    const pair = (0,aws_target/* targetGroupsOf */.TT)(plan.target);
    // A write that is given up may still arrive, then after the one that was to undo it: its answer is awaited first.
    const late = abortLate(ports);
    await writeWeights({ elbv2, signal: late }, ruleArn, pair, weights, ({ weights: current }) => {
        signal.throwIfAborted();
        if (![...known, weights].some((candidate) => isSame(candidate, current))) {
            throw new errors/* ActionFailure */.d({
                cause: `Somebody else has changed production rule ${ruleArn}: blue ${current.blue}, green ${current.green}.`,
                advice: 'Find out who deploys to this target beside this run; nothing was written to the rule.',
            });
        }
        // Noted before the write is sent: should its answer get lost, the weights are this run's all the same.
        own.set(ruleArn, [...known, weights]);
    });
}
/** Aborts a little later than the signal of the run. */
function abortLate({ clock, signal }) {
    const late = new AbortController();
    const abort = () => clock.after(GRACE_MILLISECONDS, () => late.abort(signal.reason));
    if (signal.aborted)
        late.abort(signal.reason);
    else
        signal.addEventListener('abort', abort, { once: true });
    return late.signal;
}
/**
 * Reads every production rule back.
 * @throws ActionFailure when one does not have the weights
 */
async function confirmWeights(plan, weights, ports) {
    const pair = (0,aws_target/* targetGroupsOf */.TT)(plan.target);
    const weightsOf = ({ actions }) => weights_forwardingOf(actions, pair)?.weights;
    const isExpected = (rule) => {
        const found = weightsOf(rule);
        return found !== undefined && isSame(found, weights);
    };
    const arns = plan.rules.map(({ ruleArn }) => ruleArn);
    for (const rule of await readSettledRules(ports, arns, isExpected)) {
        if (isExpected(rule))
            continue;
        throw new errors/* ActionFailure */.d({
            cause: `Production rule ${rule.arn} reads back with ${show(weightsOf(rule))} instead of ${show(weights)}.`,
            advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
        });
    }
}
function isSame(a, b) {
    return a.blue === b.blue && a.green === b.green;
}
function show(weights) {
    return weights ? `blue ${weights.blue}, green ${weights.green}` : 'no weights';
}

// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(2901);
// EXTERNAL MODULE: ./lib/aws/errors/explain.js + 1 modules
var explain = __webpack_require__(9);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/inconclusive.js

/** Nothing has shown the version to be bad, and nothing to be good. */
class Inconclusive extends errors/* ActionFailure */.d {
    name = 'Inconclusive';
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/attempt.js




/** Runs a stage; whatever it throws becomes a failure, so that the release can undo what it has done. */
async function attempt(ports, stage) {
    try {
        return { value: await stage() };
    }
    catch (error) {
        return {
            failure: await (0,failure/* toFailure */.w)(error, explain.explainAwsError, ports.signal),
            isLeaseLost: isLeaseLost(error),
            isInconclusive: error instanceof Inconclusive,
        };
    }
}
function isLeaseLost(error) {
    if (error instanceof AggregateError)
        return error.errors.some(isLeaseLost);
    return error instanceof LeaseLost;
}
/** A failure with what else went wrong while undoing; the first cause stays the first line. */
function joinFailures(failure, also) {
    if (!also)
        return failure;
    const lines = [failure.detail, `Then: ${also.cause}`, also.advice, also.detail];
    return { ...failure, detail: lines.filter((line) => line !== undefined).join('\n') };
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/explain-stopped-task.js
/** Says why a task stopped, from ECS's words and codes. */
function explainStoppedTask(task) {
    return (explainPull(task) ??
        explainInitialization(task) ??
        explainMemory(task) ??
        explainStart(task) ??
        explainHealthChecks(task) ??
        explainPlacement(task) ??
        explainOutside(task) ??
        explainExit(task) ??
        explainUnknown(task));
}
const ownFault = (what, advice) => ({ what, advice, isOwnFault: true });
function explainPull(task) {
    const text = findText(task, /CannotPull(Container|ImageManifest)Error|pull image manifest|image manifest/i);
    if (text === undefined)
        return undefined;
    const what = `the image cannot be pulled: ${text}`;
    if (/not found|manifest unknown|does not exist|no such image/i.test(text)) {
        return ownFault(what, 'Push the image to this repository, or give one that is there; a lifecycle policy may have removed it.');
    }
    if (/denied|forbidden|unauthorized|not authorized|no basic auth|40[13]/i.test(text)) {
        return ownFault(what, 'Give the execution role of the task definition ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer and ecr:BatchGetImage.');
    }
    if (/no space left/i.test(text))
        return ownFault(what, 'Raise the ephemeral storage of the task definition.');
    if (/timeout|timed out|dial tcp|no such host|connection refused|deadline exceeded/i.test(text)) {
        return ownFault(what, 'The subnets of the service need a way to the registry: a NAT gateway, a public address, or VPC endpoints for ECR and S3.');
    }
    return ownFault(what, 'Check the name of the image and the rights of the execution role.');
}
function explainInitialization(task) {
    const text = findText(task, /ResourceInitializationError/);
    if (text === undefined)
        return undefined;
    const what = `the task cannot be prepared: ${text}`;
    if (/secret|ssm|parameter/i.test(text) && !/registry auth/i.test(text)) {
        return ownFault(what, 'Check that every secret of the task definition exists in this region and that the execution role may read it (secretsmanager:GetSecretValue, ssm:GetParameters, kms:Decrypt).');
    }
    if (/log ?group|logger|log stream|awslogs/i.test(text)) {
        return ownFault(what, 'Create the log group, or set awslogs-create-group; the execution role needs logs:CreateLogStream and logs:PutLogEvents.');
    }
    if (/registry auth/i.test(text)) {
        return ownFault(what, 'The subnets of the service need a way to ECR (NAT gateway or VPC endpoints), and the execution role needs ecr:GetAuthorizationToken.');
    }
    if (/efs|mount|file ?system/i.test(text)) {
        return ownFault(what, 'Check the mount targets of the file system, their security groups and the access point.');
    }
    return ownFault(what, 'Check the network configuration of the service and the rights of the execution role.');
}
/** Exit code 137 alone is any SIGKILL; only the reason tells that memory was the cause. */
function explainMemory(task) {
    const container = task.containers.find(({ reason }) => /OutOfMemory/i.test(reason ?? ''));
    const text = container?.reason ?? findText(task, /OutOfMemory/i);
    if (text === undefined)
        return undefined;
    const who = container ? `container "${container.name}"` : 'a container';
    return ownFault(`${who} ran out of memory${exitOf(container)}: ${text}`, 'Raise the memory of the container or the task, or lower what the application uses.');
}
function explainStart(task) {
    const text = findText(task, /Cannot(Start|Create)Container|ContainerRuntime(Timeout)?Error|CannotInspectContainer/);
    if (text === undefined)
        return undefined;
    return ownFault(`the container cannot be started: ${text}`, 'Check entry point, command, user and working directory, and that the image is built for the platform of the task definition.');
}
function explainHealthChecks(task) {
    const reason = task.stoppedReason ?? '';
    if (/failed ELB health checks/i.test(reason)) {
        return ownFault(`the load balancer's health checks fail: ${reason}`, 'Check port, path and success codes of the health check, and that security groups let the load balancer in; a slow start needs a longer health-check grace period.');
    }
    if (/failed container health checks/i.test(reason)) {
        return ownFault(`the container's own health check fails: ${reason}`, 'Run the health check of the task definition in the image; a slow start needs a longer startPeriod.');
    }
    return undefined;
}
function explainPlacement(task) {
    const text = findText(task, /Capacity is unavailable|RESOURCE:|insufficient (capacity|memory|cpu)/i);
    return text === undefined ? undefined : { ...noCapacity(text), isOwnFault: false };
}
/** AWS has no room for a task. */
function noCapacity(text) {
    return {
        what: `there is no capacity for the task: ${text}`,
        advice: 'Give the service subnets in more Availability Zones or more instances, or run it again later.',
    };
}
const OUTSIDE = {
    SpotInterruption: 'AWS took the Spot capacity back',
    UserInitiated: 'somebody stopped the task',
    InfrastructureHealth: 'the machine under the task failed',
    TerminationNotice: 'the machine under the task was retired',
};
function explainOutside({ stopCode = '', stoppedReason }) {
    const scaling = /^Scaling activity initiated/i.test(stoppedReason ?? '');
    const what = scaling ? 'ECS stopped the task while scaling' : OUTSIDE[stopCode];
    if (what === undefined)
        return undefined;
    return {
        what: stoppedReason ? `${what}: ${stoppedReason}` : what,
        advice: 'Run it again.',
        isOwnFault: false,
    };
}
function explainExit(task) {
    const exited = task.containers.filter(({ exitCode }) => exitCode !== undefined);
    const container = exited.find(({ exitCode }) => exitCode !== 0) ?? exited[0];
    if (!container)
        return undefined;
    const { name, exitCode = 0, reason } = container;
    return ownFault(`container "${name}" exited with code ${exitCode}${meaningOf(exitCode)}${reason ? `: ${reason}` : ''}`, adviceOnExit(exitCode));
}
function meaningOf(exitCode) {
    const meaning = {
        126: 'its command is not executable',
        127: 'its command was not found',
        134: 'SIGABRT',
        137: 'SIGKILL',
        139: 'SIGSEGV',
        143: 'SIGTERM',
    }[exitCode];
    return meaning ? ` (${meaning})` : '';
}
function adviceOnExit(exitCode) {
    if (exitCode === 0)
        return 'The container ended as if its work was done; a service needs a command that keeps running.';
    if (exitCode === 126 || exitCode === 127)
        return 'Check entry point and command of the image and the task definition.';
    if (exitCode === 137) {
        return 'It was killed: it used too much memory, or did not end within stopTimeout after SIGTERM.';
    }
    return 'Its last log lines say why.';
}
function explainUnknown({ stopCode, stoppedReason }) {
    const what = [stopCode, stoppedReason].filter(Boolean).join(': ');
    return ownFault(`the task stopped (${what || 'ECS gives no reason'})`, 'See the stopped task in the ECS console.');
}
function exitOf(container) {
    return container?.exitCode === undefined ? '' : ` (exit code ${container.exitCode})`;
}
/** ECS tells the same either of the task or of the container. */
function findText({ stoppedReason, containers }, pattern) {
    return [stoppedReason, ...containers.map(({ reason }) => reason)].find((text) => text !== undefined && pattern.test(text));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/readiness.js

/** Tasks stopped by their own fault (not by Spot, scaling, a person, the infrastructure) that end a release. */
const CRASH_LIMIT = 2;
/** Judges a reading: is the wanted revision, and nothing else, running, steady and healthy? */
function judgeStandby(reading, wanted) {
    const primary = reading.deployments.find(({ status }) => status === 'PRIMARY');
    const healthy = countHealthy(reading);
    if (!primary)
        return { kind: 'waiting', healthy, note: 'no deployment yet' };
    // What DescribeServices answers right after UpdateService may be from before it.
    if (primary.createdAt < wanted.deployedAt)
        return { kind: 'waiting', healthy, note: 'no deployment yet' };
    if (primary.taskDefinition !== wanted.taskDefinition) {
        return {
            kind: 'failed',
            cause: `the service went back to ${primary.taskDefinition}${because(primary.rolloutStateReason)}`,
        };
    }
    if (primary.rolloutState === 'FAILED') {
        return { kind: 'failed', cause: `its deployment failed${because(primary.rolloutStateReason)}` };
    }
    const crashes = reading.stoppedTasks.map(explainStoppedTask).filter(({ isOwnFault }) => isOwnFault);
    if (crashes.length >= CRASH_LIMIT) {
        return { kind: 'failed', cause: `its tasks do not stay up${because(crashes[0]?.what)}` };
    }
    const note = whatIsMissing(reading, primary, wanted, healthy);
    return note === undefined ? { kind: 'ready', healthy } : { kind: 'waiting', healthy, note };
}
/** Healthy targets that are tasks of the wanted deployment; anything else in the group proves nothing. */
function countHealthy(reading) {
    const ours = new Set(reading.taskAddresses);
    return reading.targets.filter(({ id, state }) => state === 'healthy' && ours.has(id)).length;
}
function whatIsMissing(reading, primary, wanted, healthy) {
    const { runningCount } = primary;
    if (reading.deployments.length > 1)
        return `${reading.deployments.length - 1} older deployment still there`;
    if (runningCount < wanted.tasks)
        return `${runningCount}/${wanted.tasks} tasks running`;
    if (healthy < wanted.required)
        return `${healthy}/${wanted.required} targets healthy`;
    if (primary.rolloutState !== 'COMPLETED')
        return 'rollout not completed';
    return undefined;
}
function because(reason) {
    return reason === undefined ? '' : `: ${reason}`;
}

;// CONCATENATED MODULE: ./lib/aws/load-balancer/target-health.js
/** Every registered target, also those that drain. */
async function readTargetHealth({ elbv2, signal }, targetGroupArn) {
    const { TargetHealthDescriptions = [] } = await elbv2.describeTargetHealth({ TargetGroupArn: targetGroupArn }, { abortSignal: signal });
    return TargetHealthDescriptions.map(toTargetHealth);
}
function toTargetHealth({ Target, TargetHealth: health }) {
    return {
        id: Target?.Id ?? '',
        port: Target?.Port ?? 0,
        state: health?.State ?? 'unknown',
        ...(health?.Reason ? { reason: health.Reason } : {}),
        ...(health?.Description ? { description: health.Description } : {}),
    };
}
/** Targets by state, most frequent first: `4 healthy, 1 initial (Elb.RegistrationInProgress)`. */
function summariseTargets(targets) {
    if (targets.length === 0)
        return 'no targets';
    const groups = Map.groupBy(targets, ({ state, reason }) => (reason ? `${state} (${reason})` : state));
    return [...groups]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([state, { length }]) => `${length} ${state}`)
        .join(', ');
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/render-evidence.js

/** More of them say nothing new. */
const TASKS_SHOWN = 3;
const EVENTS_SHOWN = 8;
const TARGETS_SHOWN = 8;
/** The evidence as lines of plain text, what tells most first. */
function renderEvidence(evidence) {
    return [
        ...renderTasks(evidence.stoppedTasks),
        ...renderLog(evidence.log),
        ...renderTargets(evidence),
        ...renderDeployment(evidence),
        ...renderEvents(evidence),
        ...section('Could not be read', evidence.gaps),
    ];
}
function renderTasks(tasks) {
    const lines = tasks.slice(0, TASKS_SHOWN).flatMap(renderTask);
    return section(`Stopped tasks${countOf(tasks.length, TASKS_SHOWN)}`, lines);
}
function renderTask({ id, stoppedAt, stopCode, stoppedReason, containers }) {
    const why = [stopCode, stoppedReason].filter(Boolean).join(': ');
    const told = containers.filter(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
    return [
        [timeOf(stoppedAt), id, why].filter(Boolean).join('  '),
        ...told.map(({ name, exitCode, reason }) => {
            const parts = [exitCode === undefined ? 'never ran' : `exit code ${exitCode}`, reason];
            return `  container ${name}: ${parts.filter(Boolean).join(', ')}`;
        }),
    ];
}
function renderLog(log) {
    if (!log)
        return [];
    const where = `${log.group} ${log.stream}`;
    if (log.lines.length === 0)
        return [`Container ${log.container} has logged nothing (${where}).`];
    return section(`Last log lines of container ${log.container} (${where})`, log.lines.map((line) => `| ${line}`));
}
function renderTargets({ targets }) {
    const unwell = targets.filter(({ state }) => state !== 'healthy');
    if (unwell.length === 0)
        return targets.length === 0 ? [] : [`Targets: ${summariseTargets(targets)}`];
    const lines = unwell
        .slice(0, TARGETS_SHOWN)
        .map(({ id, port, state, reason, description }) => [`${id}:${port}`, state, reason, description].filter(Boolean).join('  '));
    return section(`Targets: ${summariseTargets(targets)}`, lines);
}
function renderDeployment({ deployment }) {
    if (!deployment)
        return [];
    const { id, taskDefinition, rolloutState, rolloutStateReason, runningCount, desiredCount } = deployment;
    const revision = taskDefinition.split('/').at(-1);
    const state = [rolloutState, rolloutStateReason].filter(Boolean).join(': ');
    return [`Deployment ${id} of ${revision}: ${runningCount} of ${desiredCount} tasks run. ${state}`.trim()];
}
function renderEvents({ events }) {
    const lines = events.slice(0, EVENTS_SHOWN).map(({ at, message }) => `${timeOf(at)}  ${message}`);
    return section(`Service events${countOf(events.length, EVENTS_SHOWN)}`, lines);
}
function section(title, lines) {
    return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}
function countOf(all, shown) {
    return all > shown ? ` (newest ${shown} of ${all})` : '';
}
/** `12:03:11Z` */
function timeOf(time) {
    return time ? `${time.toISOString().slice(11, 19)}Z` : '';
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/explain-evidence.js



/** Why a service does not get healthy: the cause in one line, what to do, and the evidence in many. */
function explainEvidence(evidence) {
    const { what, advice } = explainOwnFaults(evidence) ??
        explainEvents(evidence) ??
        explainTargets(evidence.targets) ??
        explainOtherStops(evidence) ??
        explainDeployment(evidence);
    return {
        cause: `${evidence.service}: ${what}`,
        ...(advice === undefined ? {} : { advice }),
        detail: renderEvidence(evidence).join('\n'),
    };
}
/** The newest task that stopped by its own fault, and how many did so for the same cause. */
function explainOwnFaults({ stoppedTasks }) {
    return explainStops(stoppedTasks, ({ isOwnFault }) => isOwnFault);
}
function explainOtherStops({ stoppedTasks }) {
    return explainStops(stoppedTasks, () => true);
}
function explainStops(tasks, counts) {
    const causes = tasks.map((task) => explainStoppedTask(task)).filter(counts);
    const [newest] = causes;
    if (!newest)
        return undefined;
    const same = causes.filter(({ what }) => what === newest.what).length;
    return { what: same > 1 ? `${newest.what} (${same} tasks)` : newest.what, advice: newest.advice };
}
function explainEvents({ events }) {
    const unplaced = events.find(({ message }) => /was unable to place a task/.test(message));
    return unplaced && noCapacity(withoutService(unplaced.message));
}
const TARGET_ADVICE = {
    'Target.ResponseCodeMismatch': 'The application answers the health check with another code than the target group expects: check its path and matcher, and the log.',
    'Target.Timeout': 'The application does not answer the health check in time: check its port, the security groups, and how long it takes.',
    'Target.FailedHealthChecks': 'The load balancer cannot connect or gets no valid answer: check that the application listens on the port of the target group, on all addresses.',
    'Target.NotInUse': 'The target group is in no rule, or its Availability Zone is not enabled for the load balancer: keep it in the forward action with weight 0.',
    'Elb.InitialHealthChecking': 'The first health checks are still running: give it more time.',
    'Elb.RegistrationInProgress': 'The targets are still being registered: give it more time.',
};
function explainTargets(targets) {
    const failing = targets.filter(({ state }) => state !== 'healthy' && state !== 'draining');
    const [first] = failing;
    if (!first)
        return undefined;
    const advice = TARGET_ADVICE[first.reason ?? ''];
    const description = first.description ? `: ${first.description}` : '';
    return {
        what: `its targets are not healthy, ${summariseTargets(targets)}${description}`,
        ...(advice === undefined ? {} : { advice }),
    };
}
function explainDeployment({ deployment, events }) {
    const { rolloutState, rolloutStateReason, runningCount = 0, desiredCount = 0 } = deployment ?? {};
    if (rolloutState === 'FAILED')
        return { what: `its deployment failed: ${rolloutStateReason ?? 'ECS gives no reason'}` };
    const latest = events[0] ? `; its latest event: ${withoutService(events[0].message)}` : '';
    return { what: `${runningCount} of ${desiredCount} tasks run${latest}` };
}
/** `(service web) was unable …` without the service, which the line begins with. */
function withoutService(message) {
    return message.replace(/^\(service [^)]*\)\s*/, '');
}

;// CONCATENATED MODULE: ./lib/aws/tasks.js

/** As many as ECS describes in one call. */
const BATCH = 100;
/** Every such task, described. */
async function readTasks({ ecs, signal }, filter) {
    const arns = await pagination_collect(ecs.paginateListTasks(filter), (page) => page.taskArns, { signal });
    const described = [];
    for (let start = 0; start < arns.length; start += BATCH) {
        const { tasks = [] } = await ecs.describeTasks({ cluster: filter.cluster, tasks: arns.slice(start, start + BATCH) }, { abortSignal: signal });
        described.push(...tasks);
    }
    return described;
}
/** Addresses under which a task is a target: with awsvpc those of its own network interfaces. */
function addressesOf(task) {
    return (task.attachments ?? [])
        .filter(({ type }) => type === 'ElasticNetworkInterface')
        .flatMap(({ details = [] }) => details)
        .flatMap(({ name, value }) => (name === 'privateIPv4Address' && value !== undefined ? [value] : []));
}
/** The last part of a task's ARN. */
function taskIdOf(task) {
    return task.taskArn?.split('/').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/log-tail.js

/** The awslogs driver writes to `prefix/container/task-id`, without a prefix to the engine's ID of the container. */
function findLog(definition, task, region) {
    const { name = '', logConfiguration } = definition;
    const driver = logConfiguration?.logDriver;
    const options = logConfiguration?.options ?? {};
    const group = options['awslogs-group'];
    if (driver !== 'awslogs' || group === undefined) {
        return {
            gap: `the log of container ${name}: it goes to ${driver ?? 'no log driver'}, not to CloudWatch Logs`,
        };
    }
    const elsewhere = options['awslogs-region'];
    if (elsewhere !== undefined && elsewhere !== region) {
        return { gap: `the log of container ${name}: it is in ${elsewhere}, log group ${group}` };
    }
    const prefix = options['awslogs-stream-prefix'];
    const runtimeId = task.containers?.find((container) => container.name === name)?.runtimeId ?? '';
    return { group, stream: prefix === undefined ? runtimeId : `${prefix}/${name}/${taskIdOf(task)}` };
}
/** A container that prints its stack in a loop fills the summary no further. */
const LINES = 20;
/** The last lines of a stream; none when it does not exist, as that of a container that never wrote. */
async function readLogTail({ containerLogs, signal }, { group, stream }, container) {
    const tail = { group, stream, container };
    try {
        const logs = await containerLogs();
        const { events = [] } = await logs.getLogEvents({ logGroupName: group, logStreamName: stream, startFromHead: false, limit: LINES }, { abortSignal: signal });
        return { ...tail, lines: events.flatMap(({ message = '' }) => message.trimEnd().split('\n')) };
    }
    catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException')
            return { ...tail, lines: [] };
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/gather-evidence.js






/**
 * Reads everything that may say why a service does not get healthy. A part that cannot be read, for want of a
 * permission say, becomes a gap in the evidence and not the error of the whole.
 */
async function gatherEvidence(ports, subject) {
    const gaps = [];
    const attempt = createAttempt(ports.signal, gaps);
    const { cluster, service, targetGroup, since } = subject;
    const [described, targets] = await Promise.all([
        attempt('the service', undefined, () => readService(ports, subject)),
        targetGroup === undefined ? [] : attempt('the targets', [], () => readTargetHealth(ports, targetGroup)),
    ]);
    const deployment = findDeployment(described, subject.deploymentId);
    const startedBy = subject.deploymentId ?? deployment?.id;
    const [stopped, running] = await Promise.all(['STOPPED', 'RUNNING'].map((desiredStatus) => startedBy === undefined
        ? []
        : attempt(`${desiredStatus.toLowerCase()} tasks`, [], () => readTasks(ports, { cluster, desiredStatus, startedBy }))));
    const newestFirst = [...(stopped ?? [])].sort((a, b) => gather_evidence_timeOf(b.stoppedAt) - gather_evidence_timeOf(a.stoppedAt));
    const log = await attempt('the log', undefined, () => readLog(ports, newestFirst, running ?? [], gaps));
    return {
        cluster,
        service,
        ...(deployment ? { deployment: toDeploymentEvidence(deployment) } : {}),
        events: (described?.events ?? []).flatMap(({ createdAt, message }) => createdAt && message && createdAt.getTime() >= since ? [{ at: createdAt, message }] : []),
        stoppedTasks: newestFirst.map(toStoppedTask),
        targets,
        ...(log ? { log } : {}),
        gaps,
    };
}
/** Runs one reading; its error becomes a gap, unless the whole run has ended. */
function createAttempt(signal, gaps) {
    return async (what, otherwise, read) => {
        try {
            return await read();
        }
        catch (error) {
            signal.throwIfAborted();
            const failure = await (0,explain.explainAwsError)(error);
            gaps.push(`${what}: ${failure?.cause ?? String(error)}`);
            return otherwise;
        }
    };
}
function findDeployment(service, id) {
    return service?.deployments?.find((deployment) => id === undefined ? deployment.status === 'PRIMARY' : deployment.id === id);
}
/** Of the newest task that stopped by its own fault; when none did, of the one that has run longest: it may be unhealthy. */
async function readLog(ports, stopped, running, gaps) {
    const task = stopped.find((each) => explainStoppedTask(toStoppedTask(each)).isOwnFault) ?? findLongestRunning(running);
    if (!task?.taskDefinitionArn)
        return undefined;
    const { taskDefinition } = await ports.ecs.describeTaskDefinition({ taskDefinition: task.taskDefinitionArn }, { abortSignal: ports.signal });
    const definitions = taskDefinition?.containerDefinitions ?? [];
    const name = nameOfTelling(task);
    const definition = definitions.find((each) => each.name === name) ?? definitions.find((each) => each.essential);
    if (!definition)
        return undefined;
    const place = findLog(definition, task, await ports.ecs.config.region());
    if (place.gap !== undefined) {
        gaps.push(place.gap);
        return undefined;
    }
    return readLogTail(ports, place, definition.name ?? '');
}
function findLongestRunning(tasks) {
    return tasks
        .filter(({ startedAt }) => startedAt !== undefined)
        .sort((a, b) => gather_evidence_timeOf(a.startedAt) - gather_evidence_timeOf(b.startedAt))[0];
}
/** The container that failed, if one did. */
function nameOfTelling({ containers = [] }) {
    const failed = containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
    return (failed ?? containers.find(({ exitCode }) => exitCode !== undefined))?.name;
}
function toDeploymentEvidence(deployment) {
    const { id = '', taskDefinition = '', rolloutState, rolloutStateReason } = deployment;
    return {
        id,
        taskDefinition,
        ...(rolloutState ? { rolloutState } : {}),
        ...(rolloutStateReason ? { rolloutStateReason } : {}),
        desiredCount: deployment.desiredCount ?? 0,
        runningCount: deployment.runningCount ?? 0,
    };
}
/** A stopped task as far as it tells why it stopped. */
function toStoppedTask(task) {
    const { stoppedAt, stopCode, stoppedReason, containers = [] } = task;
    return {
        id: taskIdOf(task),
        ...(stoppedAt ? { stoppedAt } : {}),
        ...(stopCode ? { stopCode } : {}),
        ...(stoppedReason ? { stoppedReason } : {}),
        containers: containers.map(({ name = '', exitCode, reason }) => ({
            name,
            ...(exitCode === undefined ? {} : { exitCode }),
            ...(reason ? { reason } : {}),
        })),
    };
}
function gather_evidence_timeOf(time) {
    return time?.getTime() ?? 0;
}

;// CONCATENATED MODULE: ./lib/aws/diagnosis/diagnose-service.js


/**
 * Says why a service does not get healthy, as a failure to end a run with: the cause first, what to do, and stopped
 * tasks, log lines, targets and events as its detail. Call it at once: AWS forgets stopped tasks in about an hour.
 */
async function diagnoseService(ports, subject) {
    return explainEvidence(await gatherEvidence(ports, subject));
}

;// CONCATENATED MODULE: ./lib/aws/progress.js

const BAR_WIDTH = 8;
/** `web-green  4/6 healthy  [#####...]  1m12s`, with a note behind the bar where there is one. */
function renderProgress(progress, elapsedMilliseconds) {
    const { subject, count, of, state, note } = progress;
    return [
        subject,
        `${count}/${of} ${state}`,
        renderBar(count, of),
        ...(note ? [note] : []),
        (0,duration/* formatDuration */.a)(elapsedMilliseconds),
    ].join('  ');
}
/** Full only when nothing is missing, empty only when nothing is there. */
function renderBar(count, of) {
    const share = of <= 0 ? 1 : Math.min(1, Math.max(0, count / of));
    const exact = share * BAR_WIDTH;
    const filled = share === 1 ? BAR_WIDTH : Math.min(BAR_WIDTH - 1, exact > 0 ? Math.max(1, Math.floor(exact)) : 0);
    return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}

;// CONCATENATED MODULE: ./lib/aws/poll.js


/**
 * Reads until the decision falls: first at once, then at a short fixed interval with jitter. Unlike the SDK's waiters
 * it never backs off, fails as soon as the cause is seen, and logs a line only when something has changed.
 * @throws what `read` throws (the client has tried again where that helps), and the signal's reason
 */
async function poll(ports, { interval, deadline, read, decide, describe }) {
    const { clock, random, signal } = ports;
    const start = clock.now();
    const report = createReporter(ports.log);
    for (;;) {
        signal.throwIfAborted();
        const seen = await read();
        const elapsed = clock.now() - start;
        report([describe(seen)].flat(), elapsed);
        const decision = decide(seen);
        if (decision.kind !== 'wait')
            return { ...decision, seen, elapsed };
        const left = deadline - clock.now();
        if (left <= 0)
            return { kind: 'timeout', seen, elapsed };
        await (0,action_clock/* sleep */.yy)(clock, Math.min(left, jitter(interval, random)), signal);
    }
}
/** Many runs that began together do not ask together for ever. */
function jitter(interval, random) {
    return Math.round(interval * (0.9 + 0.2 * random.next()));
}
/** Logs each subject's progress when it is not what it was; the time alone is no change. */
function createReporter(log) {
    const last = new Map();
    return (lines, elapsed) => {
        for (const progress of lines) {
            const content = JSON.stringify(progress);
            if (last.get(progress.subject) === content)
                continue;
            last.set(progress.subject, content);
            log.info(renderProgress(progress, elapsed));
        }
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/healthy-streak.js

/** Adds a reading: one with fewer healthy targets than are required ends the streak. */
function continueStreak(before, reading, { required }) {
    const isHealthy = countHealthy(reading) >= required;
    return { reading, healthySince: isHealthy ? (before.healthySince ?? reading.at) : undefined };
}
/** Whether the targets have been healthy for so many milliseconds, from the first reading to the newest. */
function hasLasted({ reading, healthySince }, milliseconds) {
    return healthySince !== undefined && reading.at - healthySince >= milliseconds;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/read-standby.js




/**
 * Reads a slot as it is now: deployments, the tasks of one deployment, and the targets of its group. The calls go out
 * together, so that all parts are of one moment; only the details of tasks need a second one.
 */
async function readStandby(subject, ports) {
    const { cluster, deploymentId: startedBy } = subject;
    const at = ports.clock.now();
    const [service, running, stopped, targets] = await Promise.all([
        readService(ports, subject),
        readTasks(ports, { cluster, startedBy, desiredStatus: 'RUNNING' }),
        readTasks(ports, { cluster, startedBy, desiredStatus: 'STOPPED' }),
        readTargetHealth(ports, subject.targetGroup),
    ]);
    return {
        at,
        deployments: readDeployments(service),
        taskAddresses: running.flatMap(addressesOf),
        targets,
        stoppedTasks: stopped.map(toStoppedTask),
    };
}
function readDeployments({ deployments = [] }) {
    return deployments.map((deployment) => ({
        id: deployment.id ?? '',
        createdAt: deployment.createdAt?.getTime() ?? 0,
        status: deployment.status ?? '',
        taskDefinition: deployment.taskDefinition ?? '',
        rolloutState: deployment.rolloutState,
        rolloutStateReason: deployment.rolloutStateReason,
        runningCount: deployment.runningCount ?? 0,
    }));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/await-healthy.js







/** Milliseconds between two readings of the standby. */
const POLL_INTERVAL = 2_000;
/**
 * Waits until the standby is ready and has been healthy for the whole period, and no longer than that can still come.
 * @returns the readings up to the one that was enough
 * @throws ActionFailure as soon as it has failed, or when the time is over
 */
async function awaitHealthy({ subject, wanted }, { period, from, timeout, healthySince }, ports) {
    let before = { healthySince };
    const result = await poll(ports, {
        interval: POLL_INTERVAL,
        deadline: from + timeout,
        async read() {
            const streak = continueStreak(before, await readStandby(subject, ports), wanted);
            before = streak;
            return streak;
        },
        decide: (streak) => decide(streak, wanted, period),
        describe: ({ reading }) => ({
            subject: subject.service,
            count: countHealthy(reading),
            of: wanted.required,
            state: 'healthy',
            note: noteOn({ reading }, wanted, period),
        }),
    });
    if (result.kind === 'done')
        return result.value;
    const diagnosis = await diagnoseService(ports, { ...subject, since: from });
    if (result.kind === 'failed') {
        throw new errors/* ActionFailure */.d({
            ...diagnosis,
            cause: `The new version does not ${period > 0 ? 'stay' : 'become'} healthy: ${diagnosis.cause}.`,
            detail: [result.reason, diagnosis.detail].join('\n'),
        });
    }
    const what = period > 0 ? `healthy for ${(0,duration/* formatDuration */.a)(period)} without a break` : 'ready';
    throw new errors/* ActionFailure */.d({
        ...diagnosis,
        cause: `${subject.service} was not ${what} within ${(0,duration/* formatDuration */.a)(timeout)}, ${noteOn(result.seen, wanted, period)}: ${diagnosis.cause}.`,
    });
}
function decide(streak, wanted, period) {
    const judged = judgeStandby(streak.reading, wanted);
    if (judged.kind === 'failed')
        return { kind: 'failed', reason: judged.cause };
    const isEnough = judged.kind === 'ready' && hasLasted(streak, period);
    return isEnough ? { kind: 'done', value: streak } : { kind: 'wait' };
}
function noteOn({ reading }, wanted, period) {
    const judged = judgeStandby(reading, wanted);
    if (judged.kind === 'waiting')
        return judged.note;
    return judged.kind === 'ready' && period > 0 ? `to stay so for ${(0,duration/* formatDuration */.a)(period)}` : judged.kind;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/find-warm-standby.js



/**
 * The standby as it is, when it runs the wanted revision already with all the healthy targets that it needs: then
 * nothing has to be started. Undefined otherwise.
 */
async function findWarmStandby({ target, standby, desiredCount, required }, taskDefinition, ports) {
    const { cluster, slots } = target;
    const { service, targetGroup } = slots[standby];
    const { deployments = [] } = await readService(ports, { cluster, service });
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    const { id: deploymentId, createdAt } = primary ?? {};
    if (deploymentId === undefined)
        return undefined;
    const subject = { cluster, service, targetGroup, deploymentId };
    const deployedAt = createdAt?.getTime() ?? 0;
    const wanted = { deploymentId, deployedAt, taskDefinition, tasks: desiredCount, required };
    const judged = judgeStandby(await readStandby(subject, ports), wanted);
    return judged.kind === 'ready' ? { subject, wanted } : undefined;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/start.js

/**
 * Tells the standby's service to run the new revision, at the planned count: one call, so that no task of the old
 * revision is started in between. The call gives the deployment whose tasks, and no others, will count.
 */
async function startStandby(plan, taskDefinition, timeline, { ecs, signal, journal }) {
    const { service, targetGroup } = plan.target.slots[plan.standby];
    const { cluster } = plan.target;
    const { desiredCount } = plan;
    // The same revision would begin no deployment, and the last one may have failed: it would be judged once more.
    const forceNewDeployment = taskDefinition === plan.standbyTaskDefinition;
    await journal.ensureHeld();
    const answer = await ecs.updateService({ cluster, service, taskDefinition, desiredCount, forceNewDeployment }, { abortSignal: signal });
    const primary = answer.service?.deployments?.find(({ status }) => status === 'PRIMARY');
    if (!primary?.id) {
        throw new errors/* ActionFailure */.d({
            cause: `ECS accepted the update of ${service} and names no deployment of it.`,
        });
    }
    timeline.note(`${service} (${plan.standby}) starts ${plan.desiredCount} tasks of ${taskDefinition}`);
    return {
        subject: { cluster, service, targetGroup, deploymentId: primary.id },
        wanted: {
            deploymentId: primary.id,
            deployedAt: primary.createdAt?.getTime() ?? 0,
            ...{ taskDefinition, tasks: desiredCount, required: plan.required },
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/prepare.js





/**
 * Brings the standby up, and proves that it stays healthy, before it gets any traffic.
 * @throws ActionFailure when it does not, with the cause
 */
async function prepareStandby(preparation, ports) {
    const { plan, timeline } = preparation;
    const ready = await timeline.phase('prepare', `Bring up ${plan.standby}`, () => bringUp(preparation, ports));
    if (plan.thresholdPeriod > 0)
        await proveHealthy(preparation, ready, ports);
    return ready.standby;
}
async function bringUp({ plan, taskDefinition, inputs, timeline }, ports) {
    const from = ports.clock.now();
    const warm = plan.mode === 'rollback' ? await findWarmStandby(plan, taskDefinition, ports) : undefined;
    if (warm) {
        timeline.note(`${plan.standby} is ready: it runs ${taskDefinition} already`);
        return { standby: warm, from, healthySince: undefined };
    }
    const standby = await startStandby(plan, taskDefinition, timeline, ports);
    const wait = { period: 0, from, timeout: inputs.healthyTimeout };
    const { reading, healthySince } = await awaitHealthy(standby, wait, ports);
    timeline.note(`${plan.standby} is ready: ${countHealthy(reading)} targets healthy, ${plan.required} required`);
    return { standby, from, healthySince };
}
/** One good check makes a new target healthy; a version that turns bad at once is seen here, not by visitors. */
function proveHealthy({ plan, inputs, timeline }, { standby, from, healthySince }, ports) {
    const { thresholdPeriod: period } = plan;
    const stretch = (0,duration/* formatDuration */.a)(period);
    return timeline.phase('prove healthy', `Prove that ${plan.standby} stays healthy for ${stretch}`, async () => {
        const timeout = inputs.healthyTimeout + period;
        await awaitHealthy(standby, { period, from, timeout, healthySince }, ports);
        timeline.note(`${plan.standby} has stayed healthy for ${stretch}, its target group's threshold period`);
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/scale.js




/**
 * Sets the task count of a slot that gets no traffic. ECS itself takes its tasks out of the target group, waits the
 * deregistration delay and only then stops them, so requests in flight end well.
 * @throws ActionFailure when the slot does get traffic: somebody else has sent it there since
 */
async function scaleSlot(plan, slot, desiredCount, timeline, ports) {
    const { ecs, signal, journal } = ports;
    const { service } = plan.target.slots[slot];
    await refuseTraffic(plan, slot, ports);
    await journal.ensureHeld();
    await ecs.updateService({ cluster: plan.target.cluster, service, desiredCount }, { abortSignal: signal });
    timeline.note(`${service} (${slot}) is set to ${desiredCount} tasks`);
}
async function refuseTraffic(plan, slot, ports) {
    const { productionRules, slots } = plan.target;
    const pair = (0,aws_target/* targetGroupsOf */.TT)(plan.target);
    const isFree = ({ actions }) => (weights_forwardingOf(actions, pair)?.weights[slot] ?? 0) === 0;
    const rules = await readSettledRules(ports, productionRules, isFree);
    const rule = rules.find((candidate) => !isFree(candidate));
    if (!rule)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Production rule ${rule.arn} sends traffic to ${slot}, so the tasks of ${slots[slot].service} stay.`,
        advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/gate-failed.js

/** A gate says that the new version is bad. */
function gateFailed(gate, cause, { target, standby, image }) {
    return new errors/* ActionFailure */.d({
        cause: `Gate "${gate}" failed: ${cause}.`,
        advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/gates.js

/**
 * Watches every gate at its own pace for the given time, and longer where the last look leaves it open. The first that
 * fails ends the watch.
 * @returns the failure, or undefined when all held to the end
 * @throws the signal's reason when the run is cancelled, or what a check throws
 */
async function watchGates(gates, milliseconds, { clock, signal, isEnough = () => false }) {
    const over = new AbortController();
    const watch = AbortSignal.any([signal, over.signal]);
    const end = clock.now() + milliseconds;
    const { promise: ended, resolve: settle, reject } = Promise.withResolvers();
    async function follow(gate) {
        while (clock.now() < end || gate.isUndecided?.()) {
            const cause = await gate.check(watch);
            if (cause !== undefined)
                return settle({ gate: gate.name, cause, at: clock.now() });
            if (isEnough())
                return settle(undefined);
            const left = gate.isUndecided?.() ? Number.POSITIVE_INFINITY : Math.max(0, end - clock.now());
            await (0,action_clock/* sleep */.yy)(clock, Math.min(gate.interval, left), watch);
        }
    }
    try {
        const all = Promise.all([(0,action_clock/* sleep */.yy)(clock, milliseconds, watch), ...gates.map(follow)]);
        all.then(() => settle(undefined), reject);
        return await ended;
    }
    finally {
        over.abort();
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/alarm-gate.js

/** Milliseconds between two looks. CloudWatch evaluates alarms once a minute, those with short periods every 10 s. */
const INTERVAL = 10_000;
/** A gate that fails when an alarm goes into ALARM, or is deleted. One without data does not fail it. */
function createAlarmGate(names, read) {
    let last = names;
    return {
        name: 'alarms',
        interval: INTERVAL,
        withoutData: () => last,
        async check() {
            const { cause, withoutData } = judgeAlarms(names, await read());
            last = withoutData;
            return cause;
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/lease-gate.js
/** Between two looks, in milliseconds: half the time that a taker waits before it acts. */
const lease_gate_INTERVAL = 15_000;
/** A gate that ends the watch when another run has taken over: whatever is seen from then on is that run's doing. */
function createLeaseGate({ ensureHeld }) {
    return {
        name: 'lease',
        interval: lease_gate_INTERVAL,
        async check() {
            await ensureHeld();
            return undefined;
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/probe-gate.js
/** A gate that fails when the production listener answers badly several times in a row. */
function createProbeGate({ url, interval, threshold }, { probe, counts }) {
    let inARow = 0;
    return {
        name: 'probe',
        interval,
        isUndecided: () => inARow > 0 && inARow < threshold,
        async check(signal) {
            const answer = await probe(url, signal);
            if (signal.aborted)
                return undefined;
            const complaint = complaintAbout(answer);
            counts.sent += 1;
            if (complaint === undefined) {
                inARow = 0;
                return undefined;
            }
            counts.failed += 1;
            inARow += 1;
            return inARow < threshold ? undefined : `${inARow} requests in a row to ${url} failed: ${complaint}`;
        },
    };
}
function complaintAbout(answer) {
    if (answer.kind === 'unanswered')
        return answer.reason;
    return answer.status >= 200 && answer.status < 400 ? undefined : `status ${answer.status}`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/target-gate.js


/** Two bad readings in a row: a single one can be a check that a load-balancer node has just repeated. */
const BAD_READINGS = 2;
/** A gate that fails when the slot that gets traffic has too few healthy targets, or its tasks do not stay up. */
function createTargetGate(wanted, interval, { read, report }) {
    let inARow = 0;
    let last = wanted.tasks;
    return {
        name: 'targets',
        interval,
        isUndecided: () => inARow > 0 && inARow < BAD_READINGS,
        async check() {
            const reading = await read();
            const judged = judgeStandby(reading, wanted);
            if (judged.kind === 'failed')
                return judged.cause;
            const healthy = countHealthy(reading);
            if (healthy !== last)
                report(healthy);
            last = healthy;
            inARow = healthy < wanted.required ? inARow + 1 : 0;
            if (inARow < BAD_READINGS)
                return undefined;
            return `only ${healthy} of ${wanted.required} targets are healthy (${summariseTargets(reading.targets)})`;
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/release-gates.js






/** Milliseconds between two looks at the targets that have traffic. */
const TARGET_INTERVAL = 5_000;
async function createReleaseGates(gated, ports) {
    const targets = createTargets(gated, ports);
    const alarms = await createAlarms(gated, ports);
    const steady = [createLeaseGate(ports.journal), targets, ...(alarms ? [alarms] : [])];
    return { steady, all: [...steady, ...createProbes(gated, ports)], alarms };
}
function createTargets({ plan, standby, timeline }, ports) {
    const { wanted, subject } = standby;
    const read = () => readStandby(subject, ports);
    const report = (healthy) => timeline.note(`${plan.standby} has ${healthy} healthy targets of the new version, ${wanted.required} required`);
    return createTargetGate(wanted, TARGET_INTERVAL, { read, report });
}
async function createAlarms({ alarms }, { monitoring, signal }) {
    if (alarms.length === 0)
        return undefined;
    const cloudwatch = await monitoring();
    return createAlarmGate(alarms, () => describeAlarms({ cloudwatch, signal }, alarms));
}
function createProbes({ inputs, probeCounts }, ports) {
    if (inputs.probeUrl === undefined)
        return [];
    const settings = {
        url: inputs.probeUrl,
        interval: inputs.probeInterval,
        threshold: inputs.probeFailures,
    };
    return [createProbeGate(settings, { probe: ports.probe, counts: probeCounts })];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/await-alarm-data.js




/**
 * Looks at the alarms once more when the bake is over. Of one without data it is not known whether the version is good:
 * the input `on-no-data` says what becomes of it. Earlier it would prove nothing: the standby had no traffic before.
 * @throws ActionFailure when an alarm is in ALARM, or has no data and that is to fail; Inconclusive when it still has
 *   none after another bake's time
 */
async function awaitAlarmData(gate, { plan, inputs, timeline }, watch, { signal }) {
    const cause = await gate.check(signal);
    if (cause !== undefined)
        throw gateFailed(gate.name, cause, plan);
    if (gate.withoutData().length === 0)
        return;
    const told = describeWithoutData(gate.withoutData());
    switch (inputs.onNoData) {
        case 'pass':
            return timeline.note(`At the end of the bake ${told}, which on-no-data lets pass`);
        case 'fail':
            throw gateFailed(gate.name, `at the end of the bake ${told}`, plan);
        case 'hold':
            timeline.note(`At the end of the bake ${told}: watching on, for ${(0,duration/* formatDuration */.a)(inputs.bake)} at most`);
            await watch(inputs.bake, { isEnough: () => gate.withoutData().length === 0 });
            if (gate.withoutData().length > 0)
                throw unproven(gate, inputs.bake, plan);
    }
}
function unproven(gate, bake, { image, standby }) {
    const told = describeWithoutData(gate.withoutData());
    return new Inconclusive({
        cause: `Nothing proves ${image}: after a bake of ${(0,duration/* formatDuration */.a)(bake)} and as long again ${told}.`,
        advice: `See whether the metrics come from slot ${standby} and whether it had requests, bake longer, or set "on-no-data".`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/bake.js



/**
 * Watches the new version with all the traffic.
 * @throws ActionFailure with the gate that failed, Inconclusive when an alarm had nothing to tell
 */
async function bake(move, gates, watch, ports) {
    const { plan, inputs } = move;
    await watch(inputs.bake);
    if (gates.alarms)
        await awaitAlarmData(gates.alarms, move, watch, ports);
    // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
    await confirmWeights(plan, weightsFor(plan, 100), ports);
}

// EXTERNAL MODULE: ./lib/action/cancel.js
var cancel = __webpack_require__(5981);
// EXTERNAL MODULE: ./lib/aws/retry/retry.js
var retry = __webpack_require__(2761);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/raise-weights.js




/** No write is sent for the first time later than this after the reading of health; 5 s are allowed to its last repetition. */
const FRESH_MILLISECONDS = 3_500;
/** Named so that it is tried again, as other calls are that took too long. */
class ReadingTooOld extends errors/* ActionFailure */.d {
    name = 'TimeoutError';
}
/**
 * Gives a rule weights that raise a slot's share, behind a reading of the slot's health that is only seconds old. When
 * AWS is too slow for that, the health is read again.
 * @throws ActionFailure when the slot is not healthy enough, when somebody else has changed the rule; the last error
 *   when the patience is at its end
 */
async function raiseWeights(raise, ports) {
    const { plan, ruleArn, weights, own, requireHealth, patience } = raise;
    await tryPatiently(ports, `Writing ${ruleArn}`, patience, async () => {
        const readAt = await requireHealth();
        await whileFresh(readAt, ruleArn, ports, (signal) => moveWeights(plan, ruleArn, weights, own, { ...ports, signal }));
    });
}
/** Tries for longer than a client does: what hangs on it is where the traffic goes. */
function tryPatiently(ports, what, patience, work) {
    const policy = { attempts: 100, base: 500, throttledBase: 1_000, cap: 2_000, total: patience };
    return (0,retry/* withRetries */.LH)(ports, { what, policy, signal: ports.signal }, work);
}
async function whileFresh(readAt, ruleArn, ports, write) {
    const tooOld = new ReadingTooOld({
        cause: `AWS is too slow: rule ${ruleArn} could not be written while the reading of the targets' health was fresh.`,
    });
    const left = readAt + FRESH_MILLISECONDS - ports.clock.now();
    if (left <= 0)
        throw tooOld;
    try {
        await (0,cancel/* withDeadline */.NE)(ports, left, `Writing ${ruleArn}`, ({ signal }) => write(signal));
    }
    catch (error) {
        throw error instanceof cancel/* DeadlinePassed */.Xp ? tooOld : error;
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/shift.js






/** A reading younger than this serves the next rule too. */
const REUSED_MILLISECONDS = 1_500;
/** As long as a client tries one call, twice: after that the standby waits for AWS no longer. */
const PATIENCE_MILLISECONDS = 30_000;
const REFRESH_UNDER_MILLISECONDS = 15 * 60_000;
/**
 * Moves the traffic to the standby, step by step and rule by rule, every write behind a reading of the standby's health
 * that is only seconds old. Gates watch between the steps.
 * @throws ActionFailure when a gate fails, or the standby is not healthy enough for the next write
 */
async function shiftTraffic(shift, ports) {
    const { plan, own, timeline } = shift;
    const requireHealth = createHealthGuard(shift, ports);
    // From the first weight on, expired credentials would leave a split that nobody can put back.
    await ports.session.refreshIfUnder(REFRESH_UNDER_MILLISECONDS);
    for (const [index, { percent, holdMilliseconds }] of plan.steps.entries()) {
        await ports.journal.begin(shiftStage(index));
        for (const { ruleArn } of plan.rules) {
            const weights = weightsFor(plan, percent);
            await raiseWeights({ plan, ruleArn, weights, own, requireHealth, patience: PATIENCE_MILLISECONDS }, ports);
        }
        timeline.noteShare(percent, `${percent}% of the traffic goes to ${plan.standby}`);
        if (holdMilliseconds === 0)
            continue;
        timeline.note(`Watching ${percent}% for ${(0,duration/* formatDuration */.a)(holdMilliseconds)}`);
        await shift.watch(holdMilliseconds);
    }
}
/** Gives a function that tells when enough healthy targets were read, seconds ago at most. */
function createHealthGuard({ plan, wanted, read }, { clock, signal }) {
    let last;
    return async () => {
        signal.throwIfAborted();
        if (last === undefined || clock.now() - last.at > REUSED_MILLISECONDS)
            last = await read();
        const healthy = countHealthy(last);
        if (healthy >= wanted.required)
            return last.at;
        throw new errors/* ActionFailure */.d({
            cause: `Slot ${plan.standby} has ${healthy} healthy targets of the new version and needs ${wanted.required}, so it gets no more traffic.`,
        });
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/move-traffic.js








/**
 * Shifts all traffic to the standby, confirms it, holds until every node of the load balancer obeys, and bakes; the
 * gates watch from the first weight to the end.
 * @throws ActionFailure with the gate that failed, Inconclusive when nothing proves the version
 */
async function moveTraffic(move, ports) {
    const { plan, standby, inputs, timeline } = move;
    const gates = await createReleaseGates(move, ports);
    const watchOnly = async (watched, milliseconds, options) => {
        const failure = await watchGates(watched, milliseconds, { ...ports, ...options });
        if (failure)
            throw gateFailed(failure.gate, failure.cause, plan);
    };
    const watch = (milliseconds, options) => watchOnly(gates.all, milliseconds, options);
    await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
        if (plan.isFirst)
            timeline.note(`${plan.live} serves nobody, so all traffic moves at once, and the input "steps" does not apply`);
        const read = () => readStandby(standby.subject, ports);
        await shiftTraffic({ ...move, wanted: standby.wanted, read, watch }, ports);
        await confirmWeights(plan, weightsFor(plan, 100), ports);
    });
    await timeline.phase('hold', 'Hold until every load-balancer node obeys', () => watchOnly(plan.isFirst ? gates.steady : gates.all, inputs.hold));
    await timeline.phase('bake', 'Bake', () => bake(move, gates, watch, ports));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/gather-traffic.js





/** AWS may be out of reach for a while just when a version is bad: giving up would leave the traffic there. */
const gather_traffic_PATIENCE_MILLISECONDS = 120_000;
/**
 * Gives one slot all the traffic, as a rollback gives it to the old one: one write for each rule that the release has
 * written, whatever the rule shows, for it may show what was before a write that is still on its way. A rule that
 * cannot be written does not keep the others from moving.
 * @throws ActionFailure when the slot has no healthy target (then the weights stay, for nothing better is there),
 *   with the command to run; AggregateError when a rule could not be written
 */
async function gatherTraffic(plan, slot, own, timeline, ports) {
    const percent = slot === plan.standby ? 100 : 0;
    const weights = weightsFor(plan, percent);
    const patience = gather_traffic_PATIENCE_MILLISECONDS;
    const requireHealth = () => requireHealthyTarget(plan, slot, ports);
    const results = await Promise.allSettled(plan.rules
        .filter(({ ruleArn }) => hasWritten(own, ruleArn))
        .map(({ ruleArn }) => raiseWeights({ plan, ruleArn, weights, own, patience, requireHealth }, ports)));
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    if (refused.length > 0)
        throw new AggregateError(refused, 'Not every rule could be put back.');
    await tryPatiently(ports, 'Reading the rules back', patience, () => confirmWeights(plan, weights, ports));
    timeline.noteShare(percent, `All of the traffic goes to ${slot}${percent === 0 ? ' again' : ''}`);
}
/** @returns when the reading was asked for, milliseconds since the epoch */
async function requireHealthyTarget(plan, slot, ports) {
    const at = ports.clock.now();
    const { service, targetGroup } = plan.target.slots[slot];
    const targets = await readTargetHealth(ports, targetGroup);
    if (targets.some(({ state }) => state === 'healthy'))
        return at;
    throw new errors/* ActionFailure */.d({
        cause: `Slot ${slot} has no healthy target to go back to, so the weights stay as they are.`,
        advice: `Bring a good version up by hand: aws ecs update-service --cluster ${plan.target.cluster} --service ${service} --desired-count ${plan.desiredCount}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/undo.js







/**
 * Undoes a release that has failed, as far as it came. A run that has lost its lease leaves everything to its taker, and
 * a rollback gives nothing back to the version that it leaves.
 */
async function undo(course, failed, ports) {
    const { failure } = failed;
    if (failed.isLeaseLost)
        return { verdict: 'interrupted', failure, isUnfinished: true };
    const { plan, own } = course;
    const isWritten = plan.rules.some(({ ruleArn }) => hasWritten(own, ruleArn));
    if (!isWritten)
        return undoPrepare(course, failure, ports);
    return plan.mode === 'rollback' ? keep(course, failure, ports) : rollBack(course, failed, ports);
}
/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare({ plan, timeline }, failure, ports) {
    const undone = await attempt(ports, () => timeline.phase('park', `Park ${plan.standby} again`, () => scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, uncancelled(ports))));
    return {
        verdict: ports.signal.aborted ? 'interrupted' : 'refused',
        liveSlot: plan.live,
        failure: joinFailures(failure, undone.failure),
        isUnfinished: undone.failure !== undefined,
    };
}
/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(course, failed, ports) {
    const { failure } = failed;
    const { plan, inputs, timeline, own } = course;
    const cancelled = ports.signal.aborted;
    const free = uncancelled(ports);
    const back = await attempt(free, () => timeline.phase('roll back', `Roll back to ${plan.live}`, () => gatherTraffic(plan, plan.live, own, timeline, free)));
    // What failed before was the other run's doing already.
    if (back.failure && back.isLeaseLost) {
        return { verdict: 'interrupted', failure: joinFailures(back.failure, failure), isUnfinished: true };
    }
    if (back.failure) {
        return { verdict: 'inconclusive', failure: joinFailures(failure, back.failure), isUnfinished: true };
    }
    // A cancelled job is killed within seconds: no time is left to wait until the standby may be parked.
    if (cancelled)
        return { verdict: 'interrupted', liveSlot: plan.live, failure, isUnfinished: true };
    const parked = await attempt(ports, () => timeline.phase('park', `Park ${plan.standby} again`, async () => {
        await (0,action_clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
        await scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, ports);
    }));
    return {
        verdict: failed.isInconclusive ? 'inconclusive' : 'rolled-back',
        liveSlot: plan.live,
        failure: joinFailures(failure, parked.failure),
        isUnfinished: parked.failure !== undefined,
    };
}
/** What a rollback has moved stays where it is. */
async function keep({ plan }, failure, ports) {
    if (ports.signal.aborted)
        return { verdict: 'interrupted', failure, isUnfinished: true };
    const moved = await attempt(ports, () => confirmWeights(plan, weightsFor(plan, 100), ports));
    if (moved.failure) {
        return { verdict: 'inconclusive', failure: joinFailures(failure, moved.failure), isUnfinished: true };
    }
    const stays = `All of the traffic goes to ${plan.standby} all the same, and the tasks of ${plan.live} stay.`;
    const detail = [failure.detail, stays].filter((line) => line !== undefined).join('\n');
    return {
        verdict: 'released',
        liveSlot: plan.standby,
        failure: { ...failure, detail },
        isUnfinished: false,
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/release.js







/**
 * Releases, or rolls back, as planned. Whatever goes wrong on the way is undone as far as it can and may be, and told.
 * @param given with the weights that a lost run may have written, when this one goes on with its plan
 */
async function release(given, ports) {
    const course = { own: startOwnWeights(given.plan), ...given };
    const prepared = await attempt(ports, () => prepareStandby(course, ports));
    if (prepared.failure)
        return undo(course, prepared, ports);
    const moved = await attempt(ports, () => moveTraffic({ ...course, standby: prepared.value }, ports));
    if (moved.failure)
        return undo(course, moved, ports);
    const parked = await attempt(ports, () => park(course, ports));
    const released = { verdict: 'released', liveSlot: course.plan.standby };
    return parked.failure
        ? { ...released, failure: parked.failure, isUnfinished: true }
        : { ...released, isUnfinished: false };
}
/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function park({ plan, timeline }, ports) {
    return timeline.phase('park', `Park ${plan.live}`, async () => {
        await ports.journal.begin(parkStage(plan));
        await scaleSlot(plan, plan.live, plan.parkedCount, timeline, ports);
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/take-back.js










/**
 * Takes an interrupted release back, or finishes it when it was through.
 * @throws ActionFailure when not all the traffic could be brought to one slot
 */
async function takeBack(given, ports) {
    const { inputs, target, recorded, timeline } = given;
    const plan = toPlan(recorded, target);
    const { live, standby, standbyCountBefore } = plan;
    const recovery = decideRecovery(recorded, recorded.begun, await take_back_countHealthy(target, ports));
    switch (recovery.kind) {
        case 'park-standby':
            await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
            return { verdict: 'rolled-back', liveSlot: live };
        case 'finish':
            await confirmWeights(plan, weightsFor(plan, 100), ports);
            await scaleSlot(plan, live, plan.parkedCount, timeline, ports);
            return { verdict: 'released', liveSlot: standby };
        case 'gather':
            await gatherTraffic(plan, recovery.slot, weightsOfRun(recorded), timeline, ports);
            await (0,action_clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
            if (recovery.slot === standby) {
                return { verdict: 'released', liveSlot: standby, failure: take_back_unproven(plan) };
            }
            await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
            return { verdict: 'rolled-back', liveSlot: live };
        case 'stuck':
            throw nobodyHealthy(plan);
    }
}
/** Healthy targets of each slot, of whatever version. */
async function take_back_countHealthy({ slots }, ports) {
    const count = async (slot) => {
        const targets = await readTargetHealth(ports, slots[slot].targetGroup);
        return targets.filter(({ state }) => state === 'healthy').length;
    };
    const [blue, green] = await Promise.all([count('blue'), count('green')]);
    return { blue, green };
}
/** The better of two slots may be the one whose version was still being watched. */
function take_back_unproven({ live, standby, image }) {
    return {
        cause: `${live} had too few healthy targets to go back to, so all the traffic went to ${standby} and ${image}, which nothing has proven.`,
        advice: `See whether it serves well. If it does not, bring ${live} up and run mode: rollback.`,
    };
}
function nobodyHealthy({ live, target, desiredCount }) {
    const { service } = target.slots[live];
    return new errors/* ActionFailure */.d({
        cause: `Neither ${live} nor ${(0,aws_target/* otherSlot */.jx)(live)} has a healthy target to give the traffic to, so the weights stay as they are.`,
        advice: `Bring the old version up by hand, then run mode: recover: aws ecs update-service --cluster ${target.cluster} --service ${service} --desired-count ${desiredCount}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/recover-unfinished.js









/**
 * Puts right what a lost run has left: a release is taken back, or finished when it was through; a rollback is gone on
 * with. Nothing else is written before the plan is this lease's own too, so a recovery that is lost is recovered.
 * @returns undefined when nothing is left
 */
async function recoverUnfinished(run, ports) {
    const { open, target, timeline } = run;
    if (!open.unfinished)
        return undefined;
    const { lease } = open.unfinished;
    const recorded = readInterruptedPlan(open.unfinished, open.target);
    const whose = describeOwner(lease.entry.owner);
    await open.plan(recorded);
    const recover = recorded.mode === 'rollback' ? resumeRollback : takeReleaseBack;
    const ended = await timeline.phase('recover', `Recover what ${whose} has left`, () => recover(run, recorded, ports));
    return { whose, plan: toPlan(recorded, target), ...ended };
}
/**
 * The plan of a lost run, with the last stage that it began, be it under this lease or under one before.
 * @throws ActionFailure for a plan of another version of this action
 */
function readInterruptedPlan({ lease, plan }, record) {
    const written = readRecordedPlan(plan, leaseName(record, lease.number));
    return { ...written, begun: Math.max(written.begun, lease.entry.cursor) };
}
async function takeReleaseBack(run, recorded, ports) {
    const done = await attempt(ports, async () => {
        const ended = await takeBack({ ...run, recorded }, ports);
        const { verdict, liveSlot } = ended;
        await finishRecord(run.open, { verdict, liveSlot, plan: recorded }, ports);
        return ended;
    });
    if (done.failure)
        return { verdict: 'inconclusive', failure: done.failure, isUnfinished: true };
    return { ...done.value, isUnfinished: false };
}
/** Goes on with a rollback: whatever of it has been done already need not be done again. */
async function resumeRollback({ inputs, target, open, timeline }, recorded, ports) {
    const { taskDefinition, live, standby } = recorded;
    const plan = toPlan(recorded, target);
    // Before the shift began it had written no weight: then there is something to give up, and nothing to keep.
    const own = recorded.begun < shiftStage(0) ? startOwnWeights(plan) : weightsOfRun(recorded);
    const course = { plan, taskDefinition, inputs, alarms: [], timeline, own };
    const ended = await release({ ...course, probeCounts: { sent: 0, failed: 0 } }, ports);
    const { verdict, failure, isUnfinished } = ended;
    if (isUnfinished)
        return { verdict: 'inconclusive', ...(failure && { failure }), isUnfinished };
    const liveSlot = verdict === 'released' ? standby : live;
    const told = await attempt(ports, () => finishRecord(open, { verdict, liveSlot, plan: recorded }, ports));
    const cause = failure ?? told.failure;
    return {
        verdict: verdict === 'released' ? 'rolled-back' : 'refused',
        liveSlot,
        ...(cause && { failure: cause }),
        isUnfinished: false,
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-recover.js











/**
 * Puts right what a lost run has left, be its lease expired or not: whoever asks for a recovery takes over. Green when
 * all traffic goes to one slot afterwards.
 */
async function runRecover({ inputs, target, record }, ports) {
    if (inputs.dryRun)
        return run_recover_describeRecovery(target, record, ports);
    const timeline = startTimeline(ports);
    const use = { record, mode: inputs.mode, mayPreempt: true };
    return underLease(use, ports, async (free, open) => {
        if (!open)
            throw new Error('A recovery has a record.');
        const recovered = await recoverUnfinished({ inputs, target, open, timeline }, free);
        if (!recovered)
            return { result: await reportNothing(target, ports), isUnfinished: false };
        return { result: reportRecovery(recovered, timeline), isUnfinished: recovered.isUnfinished };
    });
}
/** What it would do. A run that lives looks like a lost one: to recover is to take over from either. */
async function run_recover_describeRecovery(target, record, ports) {
    const unfinished = await findLeftUnfinished(record, ports);
    if (!unfinished)
        return reportNothing(target, ports);
    const plan = readInterruptedPlan(unfinished, record);
    const recovery = plan.mode === 'rollback'
        ? { kind: 'go-on' }
        : decideRecovery(plan, plan.begun, await take_back_countHealthy(target, ports));
    const whose = describeOwner(unfinished.lease.entry.owner);
    return { outputs: { image: plan.image }, summary: renderPlannedRecovery({ whose, plan, recovery }) };
}
/** @throws ActionFailure when no slot has all the traffic: the record knows of no run that could have left it so */
async function reportNothing(target, ports) {
    const { rules } = await observe(target, ports);
    try {
        const liveSlot = findLiveSlot(rules);
        return {
            outputs: { 'live-slot': liveSlot },
            summary: `### :white_check_mark: Nothing to recover: ${liveSlot} has all the traffic`,
        };
    }
    catch (error) {
        if (!(error instanceof errors/* ActionFailure */.d))
            throw error;
        throw new errors/* ActionFailure */.d({
            ...error.failure,
            cause: `The record knows of no interrupted run, and yet: ${error.failure.cause}`,
        });
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/choose-version.js


/**
 * Finds the version that is meant in the record.
 * @param live ARN of the task definition that serves now
 * @throws ActionFailure when the record does not know it
 */
function chooseVersion(history, live, to) {
    const served = history.releases.filter(({ verdict }) => verdict === 'released');
    switch (to.kind) {
        case 'previous': {
            const release = previousRelease(history, live);
            if (!release)
                throw unknown(`The record knows of no release before ${live}, which serves now.`, served);
            return versionOf(release);
        }
        case 'release': {
            const release = served.find(({ number }) => number === to.number);
            if (!release)
                throw unknown(`The record has no release ${to.number} that has served.`, served);
            return versionOf(release);
        }
        case 'image': {
            const release = served.find(({ image }) => image === to.image);
            return release ? versionOf(release) : { release, taskDefinition: undefined, image: to.image };
        }
        case 'task-definition': {
            const release = served.find(({ taskDefinition }) => choose_version_isSame(taskDefinition, to.reference));
            return { release, taskDefinition: to.reference, image: release?.image };
        }
    }
}
/** @throws ActionFailure when the database has been changed in a way that the version cannot live with */
function refuseSchemaRisk(history, { release }) {
    const [newest] = contractsSince(history, release?.number ?? 0);
    if (!newest)
        return;
    const what = release ? `release ${release.number}` : 'that version';
    throw new errors/* ActionFailure */.d({
        cause: `A migration of release ${newest.release} has taken away what ${what} needs of the database (phase contract).`,
        advice: `Release a corrected version instead. If you know that it runs all the same, set accept-schema-risk: true. ${describeBackup(newest)}`,
    });
}
function describeBackup({ backup }) {
    return backup === undefined
        ? 'The record names no backup from before it.'
        : `The database as it was before can be had from ${backup}.`;
}
function versionOf(release) {
    return { release, taskDefinition: release.taskDefinition, image: release.image };
}
/** `web:3` is the end of its ARN. */
function choose_version_isSame(arn, reference) {
    return arn !== undefined && (arn === reference || arn.endsWith(`/${reference}`));
}
function unknown(cause, served) {
    const known = served.map(({ number, image }) => `${number}${image === undefined ? '' : ` (${image})`}`);
    return new errors/* ActionFailure */.d({
        cause,
        advice: `Name the version with "to": an image with its digest, a task definition${known.length > 0 ? `, or one of the releases ${known.join(', ')}` : ''}.`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepare-rollback.js







/**
 * Finds the version to go back to, and fixes how. Nothing is written.
 * @throws ActionFailure when the record does not know it, when it serves already, or when the database has moved on
 */
async function prepareRollback({ inputs, target, record }, ports) {
    const seen = await observe(target, ports);
    const { live, standby } = findSides(seen);
    const liveDefinition = seen.services[live].taskDefinition ?? '';
    const history = await readHistoryOf(record, ports);
    const version = chooseVersion(history, liveDefinition, inputs.to);
    if (!inputs.acceptSchemaRisk)
        refuseSchemaRisk(history, version);
    const { revision, image } = await findRevision(version, liveDefinition, target, ports);
    if ('arn' in revision && revision.arn === liveDefinition)
        throw servesAlready(live, revision.arn);
    const plan = planRollback({ ...inputs, image }, seen);
    ports.log.info(`${live} is live; back to ${image}${version.release ? ` of release ${version.release.number}` : ''} on ${standby}`);
    // What an alarm tells now is most likely what the rollback is for.
    return { plan, revision, alarms: [] };
}
async function readHistoryOf(record, ports) {
    if (record === undefined)
        return { releases: [], migrations: [] };
    return readHistory({ ...ports, ssm: await ports.parameterStore() }, record);
}
/** A revision that has been deregistered cannot be started from, but a copy of it can. */
async function findRevision({ taskDefinition, image: wanted }, live, { container }, ports) {
    if (taskDefinition === undefined) {
        const base = await fetchTaskDefinition(ports, live);
        const image = wanted ?? '';
        return { revision: { definition: withImage(base.definition, container.name, image) }, image };
    }
    const { arn, isActive, definition } = await fetchTaskDefinition(ports, taskDefinition);
    return { revision: isActive ? { arn } : { definition }, image: imageIn(definition, container.name) };
}
function imageIn({ containerDefinitions = [] }, container) {
    return containerDefinitions.find(({ name }) => name === container)?.image ?? '';
}
function servesAlready(live, arn) {
    return new errors/* ActionFailure */.d({
        cause: `Slot ${live} serves ${arn} already, so there is nothing to go back to.`,
        advice: 'Name another version with "to".',
    });
}

// EXTERNAL MODULE: ./lib/aws/retry/classify-error.js
var classify_error = __webpack_require__(2902);
;// CONCATENATED MODULE: ./lib/aws/task-definitions/canonical.js
/**
 * Tells whether registering one would give what the other already is: AWS writes defaults out when it describes, in
 * lists whose order means nothing.
 */
function isSameDefinition(a, b) {
    return canonicalText(a) === canonicalText(b);
}
/** Tags say who pays and who owns; a definition that lacks one of them is no substitute. */
function hasTags(owner, wanted) {
    return wanted.every(({ key, value }) => (owner.tags ?? []).some((tag) => tag.key === key && (tag.value ?? '') === (value ?? '')));
}
function canonicalText(definition) {
    const { tags: _apart, containerDefinitions = [], requiresCompatibilities, ...rest } = definition;
    return JSON.stringify(prune({
        ...rest,
        cpu: inUnits(rest.cpu, 'vcpu'),
        memory: inUnits(rest.memory, 'gb'),
        enableFaultInjection: rest.enableFaultInjection === true ? true : undefined,
        requiresCompatibilities: [...(requiresCompatibilities ?? [])].sort(),
        volumes: sortByName(rest.volumes),
        containerDefinitions: containerDefinitions.map((container) => canonicalContainer(container, rest.networkMode)),
    }));
}
function canonicalContainer(container, networkMode) {
    return {
        ...container,
        cpu: container.cpu || undefined,
        essential: container.essential ?? true,
        environment: sortByName(container.environment),
        secrets: sortByName(container.secrets),
        portMappings: container.portMappings?.map((mapping) => canonicalPort(mapping, networkMode)),
        healthCheck: container.healthCheck && {
            ...container.healthCheck,
            interval: container.healthCheck.interval ?? 30,
            timeout: container.healthCheck.timeout ?? 5,
            retries: container.healthCheck.retries ?? 3,
        },
    };
}
/** With awsvpc and host a port has one number only; with bridge 0 asks for any, as does leaving it out. */
function canonicalPort(mapping, networkMode) {
    const hasOneNumber = networkMode === 'awsvpc' || networkMode === 'host';
    return {
        ...mapping,
        protocol: mapping.protocol ?? 'tcp',
        hostPort: hasOneNumber ? undefined : mapping.hostPort || undefined,
    };
}
/** `1 vCPU` and `2 GB` are 1024 units and 2048 MiB. */
function inUnits(size, unit) {
    const match = new RegExp(`^\\s*([0-9.]+)\\s*${unit}\\s*$`, 'i').exec(size ?? '');
    return match ? String(Number(match[1]) * 1024) : size?.trim();
}
function sortByName(items) {
    return items && [...items].sort((a, b) => canonical_compare(a.name ?? '', b.name ?? ''));
}
function canonical_compare(a, b) {
    return a < b ? -1 : Number(a > b);
}
/** Without what says nothing (undefined, null, empty lists and objects), and with keys in one order. */
function prune(value) {
    if (Array.isArray(value))
        return value.map(prune);
    if (typeof value !== 'object' || value === null)
        return value ?? undefined;
    const kept = Object.entries(value)
        .map(([key, member]) => [key, prune(member)])
        .filter(([, member]) => member !== undefined && !isEmpty(member))
        .sort(([a], [b]) => canonical_compare(a, b));
    return Object.fromEntries(kept);
}
function isEmpty(value) {
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

;// CONCATENATED MODULE: ./lib/aws/task-definitions/ensure.js





/** Each revision that is looked at costs a call; what is deployed again is nearly always among the newest. */
const REVISIONS_SEARCHED = 10;
/**
 * Finds the active revision that is exactly this definition, newest first, and registers one only when there is none.
 * RegisterTaskDefinition cannot be told from its repetition, so after a lost answer it looks again before it sends
 * again: one revision, however often it is run.
 */
function ensureTaskDefinition(ports, wanted) {
    return (0,retry/* withRetries */.LH)(ports, {
        what: 'ECS RegisterTaskDefinition',
        policy: retry/* DEFAULT_RETRY_POLICY */.cO,
        signal: ports.signal,
        // The client has already repeated what certainly had no effect.
        mayRepeat: (error) => !(0,classify_error/* hadNoEffect */.w)(error),
    }, async () => {
        const arn = await findIdentical(ports, wanted);
        return arn === undefined ? { arn: await register(ports, wanted), isNew: true } : { arn, isNew: false };
    });
}
async function findIdentical(ports, wanted) {
    for (const arn of await listNewest(ports, wanted.family ?? '')) {
        const { isActive, definition } = await fetchTaskDefinition(ports, arn);
        if (isActive && isSameDefinition(definition, wanted) && hasTags(definition, wanted.tags ?? []))
            return arn;
    }
    return undefined;
}
/** ARNs of the family's newest active revisions, newest first. */
function listNewest({ ecs, signal }, familyPrefix) {
    return pagination_collect(ecs.paginateListTaskDefinitions({ familyPrefix, status: 'ACTIVE', sort: 'DESC' }), (page) => page.taskDefinitionArns, { signal, limit: REVISIONS_SEARCHED });
}
async function register({ ecs, signal }, wanted) {
    const { taskDefinition } = await ecs.registerTaskDefinition(wanted, { abortSignal: signal });
    return taskDefinition?.taskDefinitionArn ?? '';
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/report-release.js


/** What a release that came to its end, good or bad, has to tell. */
function reportRelease(report) {
    return {
        outputs: listOutputs(report),
        summary: renderRelease(report),
        ...(report.failure ? { failure: report.failure } : {}),
    };
}
function listOutputs(report) {
    const { plan, verdict, liveSlot, taskDefinition, probeCounts, timeline } = report;
    const seconds = (phase) => secondsOf(timeline, phase)?.toString();
    return {
        verdict: plan.mode === 'rollback' && verdict === 'released' ? 'rolled-back' : verdict,
        'live-slot': liveSlot,
        'previous-slot': plan.live,
        'release-id': report.releaseId?.toString(),
        image: plan.image,
        'task-definition': taskDefinition,
        'seconds-to-healthy': seconds('prepare'),
        'seconds-to-shift': seconds('shift'),
        'seconds-to-rollback': seconds(plan.mode === 'rollback' ? 'shift' : 'roll back'),
        'failed-requests': String(probeCounts.failed),
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepared-switch.js

/** What it would do. */
function describeDryRun({ plan, alarms }) {
    return { outputs: { 'live-slot': plan.live, image: plan.image }, summary: renderPlan(plan, alarms) };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-switch.js













/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS but the lease. */
async function runSwitch(run, ports) {
    const { inputs, record, mayPreempt } = run;
    const early = await attempt(ports, () => run.prepare(ports));
    // A split that a lost run has left is no reason to refuse: it is put right first.
    const isRefused = early.failure && (inputs.dryRun || !(await findLeftUnfinished(record, ports)));
    if (isRefused)
        throw new errors/* ActionFailure */.d(early.failure);
    if (inputs.dryRun && early.value)
        return describeDryRun(early.value);
    await ports.session.ensureOutlasts(longestDuration(inputs, early.value?.plan));
    const timeline = startTimeline(ports);
    for (;;) {
        const ended = await underLease({ record, mode: inputs.mode, mayPreempt }, ports, (free, open) => open?.unfinished
            ? recoverFirst(run, open, timeline, free)
            : switchAlone({ run, early: early.value, open, timeline }, free));
        if (ended)
            return ended;
    }
}
/**
 * What every wait of a release and its rollback adds up to at most, in milliseconds.
 * @param plan undefined while a lost run has left what nothing can be planned from
 */
function longestDuration(inputs, plan) {
    const { healthyTimeout, steps, hold, bake, alarms, onNoData } = inputs;
    const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
    const isGated = alarms.names.length + alarms.tags.length > 0;
    const bakes = isGated && onNoData === 'hold' ? 2 : 1;
    return healthyTimeout + (plan?.thresholdPeriod ?? 0) + held + 2 * hold + bakes * bake;
}
/** Gives no outcome when the run may go on, under a lease of its own. */
async function recoverFirst({ inputs, target, isDoneBy }, open, timeline, ports) {
    const recovered = await recoverUnfinished({ inputs, target, open, timeline }, ports);
    if (recovered?.failure) {
        timeline.note(`What ${recovered.whose} has left ended badly: ${recovered.failure.cause}`);
    }
    const isOver = recovered && (recovered.isUnfinished || ports.signal.aborted || isDoneBy(recovered));
    const result = isOver ? reportRecovery(recovered, timeline) : undefined;
    return { result, isUnfinished: recovered?.isUnfinished ?? false };
}
async function switchAlone({ run, early, open, timeline }, ports) {
    const startedAt = ports.clock.now();
    // Read again: while the lease was waited for, the run before may have changed everything.
    const { plan, revision, alarms } = await run.prepare(ports, early);
    await ports.session.ensureOutlasts(longestDuration(run.inputs, plan));
    const isRecorded = open !== undefined;
    const told = {
        plan,
        timeline,
        isRecorded,
        probeCounts: { sent: 0, failed: 0 },
        releaseId: open?.lease.number,
    };
    const registered = await attempt(ports, () => ensureRevision(revision, timeline, ports));
    if (registered.failure) {
        const verdict = ports.signal.aborted ? 'interrupted' : 'refused';
        const ended = { verdict, liveSlot: plan.live, failure: registered.failure };
        const report = { ...told, ...ended, releaseId: undefined };
        return { result: reportRelease(report), isUnfinished: false };
    }
    const names = alarms.map(({ name }) => name);
    const course = { ...told, taskDefinition: registered.value, inputs: run.inputs, alarms: names };
    const recorded = toRecordedPlan(plan, course.taskDefinition, startedAt);
    await open?.plan(recorded);
    const ended = await release(course, ports);
    const final = open ? await recordEnd(open, ended, recorded, ports) : ended;
    return { result: reportRelease({ ...course, ...final }), isUnfinished: final.isUnfinished };
}
async function ensureRevision(revision, timeline, ports) {
    if ('arn' in revision)
        return revision.arn;
    return timeline.phase('register', 'Register the new revision', async () => {
        const { arn, isNew } = await ensureTaskDefinition(ports, revision.definition);
        timeline.note(`${isNew ? 'Registered' : 'Reuses the identical'} ${arn}`);
        return arn;
    });
}
/** A release that is not recorded is red: nothing could find the way back to it. */
async function recordEnd(open, ended, plan, ports) {
    const { verdict, liveSlot, isUnfinished, failure } = ended;
    // A cancelled job is killed within seconds, and what is unfinished is recorded by whoever finishes it.
    if (isUnfinished || ports.signal.aborted)
        return ended;
    const ending = { verdict, ...(liveSlot && { liveSlot }), plan };
    const told = await attempt(ports, () => finishRecord(open, ending, ports));
    if (!told.failure)
        return ended;
    return { ...ended, failure: failure ? joinFailures(failure, told.failure) : told.failure };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-rollback.js






/** Brings an earlier version back. It takes over from a release that is under way, which is then taken back. */
async function runRollback(run, ports) {
    const isToPrevious = run.inputs.to.kind === 'previous';
    const done = isToPrevious ? await findOwnRollback(run, ports) : undefined;
    if (done)
        return done;
    return runSwitch({
        ...run,
        mayPreempt: true,
        prepare: (own) => prepareRollback(run, own),
        isDoneBy: ({ verdict }) => verdict === 'rolled-back' && isToPrevious,
    }, ports);
}
/** A job that is run again must not go back twice: by now `previous` means an even older version. */
async function findOwnRollback({ target, record }, ports) {
    if (record === undefined)
        return undefined;
    const recordPorts = { ...ports, ssm: await ports.parameterStore() };
    const { releases } = await readHistory(recordPorts, record);
    const [newest] = releases;
    if (newest?.mode !== 'rollback' || newest.verdict !== 'released')
        return undefined;
    if (!isSameOwner(newest.owner, ports.owner))
        return undefined;
    const { rules, services } = await observe(target, ports);
    const live = slotWithAllTraffic(rules);
    if (live === undefined || services[live].taskDefinition !== newest.taskDefinition)
        return undefined;
    return {
        outputs: {
            ...{ verdict: 'rolled-back', 'live-slot': live, image: newest.image },
            ...{ 'task-definition': newest.taskDefinition, 'release-id': `${newest.number}` },
        },
        summary: `### :white_check_mark: This run has rolled back to ${live} already (release ${newest.number})`,
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/status.js





const RELEASES_SHOWN = 5;
/** The job summary of a status: who serves first, then rules, slots, the lease and the newest releases. */
function renderStatus(status) {
    const { liveSlot, record } = status;
    return [
        `### ${status_headline(status)}`,
        renderSlots(status),
        renderRules(status),
        ...(record ? [describeLease(record.lease), ...renderReleases(record.releases)] : []),
        ...(liveSlot === undefined && record ? ['**Next:** run mode: recover'] : []),
    ].join('\n\n');
}
function status_headline({ liveSlot, slots, record }) {
    if (liveSlot === undefined)
        return ':x: No slot has all the traffic';
    const { image = 'an unknown image', taskDefinition } = slots[liveSlot];
    const release = record?.releases.find((candidate) => candidate.verdict === 'released' && candidate.taskDefinition === taskDefinition);
    const since = release ? `, since ${release.finishedAt} (release ${release.number})` : '';
    return `${liveSlot} serves ${(0,markdown/* escapeMarkdown */.FV)(image)}${since}`;
}
function renderSlots({ slots }) {
    return (0,markdown/* table */.tp)(['Slot', 'Service', 'Image', 'Task definition', 'Tasks', 'Targets'], aws_target/* SLOTS */._f.map((slot) => {
        const { service, image = '', taskDefinition, runningCount, desiredCount, targets } = slots[slot];
        return [
            slot,
            (0,markdown/* inlineCode */.ti)(service),
            (0,markdown/* inlineCode */.ti)(image),
            (0,markdown/* inlineCode */.ti)(taskDefinition),
            `${runningCount} of ${desiredCount}`,
            (0,markdown/* escapeMarkdown */.FV)(summariseTargets(targets)),
        ];
    }));
}
function renderRules({ rules }) {
    const weightOf = ({ forwarding }, slot) => forwarding ? `${forwarding.weights[slot]}` : 'not in the rule';
    return (0,markdown/* table */.tp)(['Production rule', 'blue', 'green'], rules.map((rule) => [(0,markdown/* inlineCode */.ti)(rule.ruleArn), weightOf(rule, 'blue'), weightOf(rule, 'green')]));
}
function describeLease(lease) {
    if (!lease)
        return 'Nobody has ever held the lease.';
    const { number, age, entry } = lease;
    const since = age === undefined ? '' : `, renewed ${(0,duration/* formatDuration */.a)(age)} ago`;
    const owner = (0,markdown/* escapeMarkdown */.FV)(describeOwner(entry.owner));
    if (entry.state === 'done')
        return `Nobody holds the lease; ${owner} had it last (${entry.mode}).`;
    return `${owner} holds lease ${number} (${(0,markdown/* escapeMarkdown */.FV)(entry.mode)}, ${entry.state}${since}).`;
}
function renderReleases(releases) {
    if (releases.length === 0)
        return [];
    const rows = releases.slice(0, RELEASES_SHOWN).map(({ number, finishedAt, verdict, image = '' }) => {
        return [`${number}`, finishedAt, verdict, (0,markdown/* inlineCode */.ti)(image)];
    });
    return [(0,markdown/* table */.tp)(['Release', 'Ended', 'Verdict', 'Image'], rows)];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-status.js







/** Tells who serves what, with which weight, how healthy, since when, and who holds the lease. Only reads. */
async function runStatus({ target, record }, ports) {
    const { rules, services } = await observe(target, ports);
    const [blue, green, recorded] = await Promise.all([
        readSlot('blue', services.blue, target, ports),
        readSlot('green', services.green, target, ports),
        record === undefined ? undefined : readRecord(record, ports),
    ]);
    const liveSlot = slotWithAllTraffic(rules);
    const live = liveSlot && { blue, green }[liveSlot];
    return {
        outputs: {
            'live-slot': liveSlot,
            image: live?.image,
            'task-definition': live?.taskDefinition,
            'release-id': recorded?.releases[0]?.number.toString(),
        },
        summary: renderStatus({ rules, slots: { blue, green }, liveSlot, record: recorded }),
    };
}
async function readSlot(slot, { taskDefinition = '', desiredCount = 0, runningCount = 0 }, { slots, container }, ports) {
    const { service, targetGroup } = slots[slot];
    const targets = await readTargetHealth(ports, targetGroup);
    const { definition } = await fetchTaskDefinition(ports, taskDefinition);
    const image = definition.containerDefinitions?.find(({ name }) => name === container.name)?.image;
    return {
        ...{ slot, service, taskDefinition, desiredCount, runningCount, targets },
        ...(image === undefined ? {} : { image }),
    };
}
async function readRecord(record, ports) {
    const recordPorts = { ...ports, ssm: await ports.parameterStore() };
    const number = await readHighestNumber(recordPorts, record);
    const lease = number === 0 ? undefined : await readLease(recordPorts, record, number);
    const { releases } = await readHistory(recordPorts, record);
    return { releases, ...(lease && { lease }) };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/run.js





/** Does what was asked for. */
async function run(request, target, ports) {
    switch (request.mode) {
        case 'status':
            return runStatus({ ...request, target }, ports);
        case 'recover':
            return runRecover({ ...request, target }, ports);
        case 'release': {
            const prepare = (own, before) => prepareRelease({ ...request, target }, own, before);
            const use = { mayPreempt: false, prepare, isDoneBy: () => false };
            return runSwitch({ ...request, target, ...use }, ports);
        }
        case 'rollback':
            return runRollback({ ...request, target }, ports);
    }
}


/***/ }),

/***/ 9289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TT: () => (/* binding */ targetGroupsOf),
/* harmony export */   _I: () => (/* binding */ findContradictions),
/* harmony export */   _f: () => (/* binding */ SLOTS),
/* harmony export */   jx: () => (/* binding */ otherSlot),
/* harmony export */   tX: () => (/* binding */ targetSchema)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);

/**
 * The deployment target: what exists in AWS for one service of one environment. It stands in Parameter Store under
 * `/platform/<project>/<environment>/<service>`, in platform.yml or in an input; `schemas/target.schema.json` is made
 * from this schema.
 */
const ELB = 'arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}';
const name = (allowed) => valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(allowed), valibot__WEBPACK_IMPORTED_MODULE_0__/* .minLength */ .BpQ(1, allowed));
const matching = (pattern, allowed) => valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(allowed), valibot__WEBPACK_IMPORTED_MODULE_0__/* .regex */ .yGV(new RegExp(`^${pattern}$`), allowed));
const listOf = (item, allowed) => valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item, allowed), valibot__WEBPACK_IMPORTED_MODULE_0__/* .minLength */ .BpQ(1, allowed));
const targetGroup = matching(`${ELB}:targetgroup/[A-Za-z0-9-]+/[0-9a-f]+`, 'the ARN of a target group, arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>');
const rule = matching(`${ELB}:(listener/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+|listener-rule/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+/[0-9a-f]+)`, 'the ARN of a rule (…:listener-rule/app/…) or of a listener (…:listener/app/…, for its default rule) of an application load balancer');
const slot = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    service: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(name('the name of an ECS service'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Name of the ECS service.')),
    targetGroup: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(targetGroup, valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('ARN of the target group that the service registers its tasks with.')),
}, 'a service and a targetGroup'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('One of the two places a release can run in: an ECS service and its target group.'));
const targetSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    cluster: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(name('the name or ARN of an ECS cluster'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Name or ARN of the ECS cluster.')),
    slots: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ blue: slot, green: slot }, 'the slots blue and green'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('The two slots. Which of them is live is decided by the production rules alone.')),
    productionRules: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(listOf(rule, 'a list of at least one rule'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Every rule that sends users to this service. They move together.')),
    testRules: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(listOf(rule, 'a list of at least one rule'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Rules through which the standby is tested. They never decide who is live.'))),
    container: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        name: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(name('the name of a container of the task definition'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Name of the container that gets the released image.')),
        port: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig('a port from 1 to 65535'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .ndf('a port from 1 to 65535'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .minValue */ .Wwf(1, 'a port from 1 to 65535'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .maxValue */ .cGV(65535, 'a port from 1 to 65535'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Port of that container which the target groups send requests to.')),
    }, 'a name and a port'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('The container of the service that is released and gets the requests.')),
    subnets: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(listOf(matching('subnet-[0-9a-f]+', 'the ID of a subnet, subnet-…'), 'a list of at least one subnet'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Subnets for one-off tasks, such as a migration.'))),
    securityGroups: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(listOf(matching('sg-[0-9a-f]+', 'the ID of a security group, sg-…'), 'a list of at least one security group'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Security groups for one-off tasks.'))),
    logGroups: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(listOf(name('the name of a log group'), 'a list of at least one log group'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('CloudWatch log groups that the service writes to.'))),
    repository: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(matching('[a-z0-9]+([._/-][a-z0-9]+)*', 'the name of an ECR repository, without its registry'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('Name of the ECR repository of the released image.'))),
    database: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        instance: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(name('the identifier of an RDS instance')),
        cluster: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(name('the identifier of an Aurora cluster')),
    }, 'an instance or a cluster'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('The database that migrations change: an RDS instance or an Aurora cluster.'))),
    assetBucket: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(matching('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 'the name of an S3 bucket'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('S3 bucket of the hashed static assets.'))),
}, 'a document with cluster, slots, productionRules and container'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .title */ .DDF('Deployment target'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .description */ .h_('What exists in AWS for one service of one environment, as platform-actions releases to it.'));
const SLOTS = ['blue', 'green'];
function otherSlot(slot) {
    return slot === 'blue' ? 'green' : 'blue';
}
/** The target groups of both slots. */
function targetGroupsOf(target) {
    return { blue: target.slots.blue.targetGroup, green: target.slots.green.targetGroup };
}
/** Entries of a target that contradict each other. */
function findContradictions(target) {
    return [...findSharedParts(target), ...findRepeatedRules(target), ...findVagueDatabase(target)];
}
function findSharedParts({ slots: { blue, green } }) {
    const parts = [
        { key: 'service', what: 'service' },
        { key: 'targetGroup', what: 'target group' },
    ];
    return parts
        .filter(({ key }) => blue[key] === green[key])
        .map(({ key, what }) => ({
        path: `slots.green.${key}`,
        problem: `is the ${what} of slots.blue too; each slot needs one of its own`,
    }));
}
function findRepeatedRules({ productionRules, testRules = [] }) {
    const twice = productionRules
        .filter((arn, index) => productionRules.indexOf(arn) !== index)
        .map((arn) => ({ path: 'productionRules', problem: `names "${arn}" twice` }));
    const both = testRules
        .filter((arn) => productionRules.includes(arn))
        .map((arn) => ({
        path: 'testRules',
        problem: `names "${arn}", which is a production rule; a rule is one or the other`,
    }));
    return [...twice, ...both];
}
function findVagueDatabase({ database }) {
    if (!database || (database.instance === undefined) !== (database.cluster === undefined))
        return [];
    return [{ path: 'database', problem: 'needs either an instance or a cluster, and not both' }];
}


/***/ })

};
