export const id = 340;
export const ids = [340,9];
export const modules = {

/***/ 3340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: ./lib/action/mask.js
var mask = __webpack_require__(6599);
;// CONCATENATED MODULE: ./lib/action/random.js
/** The machine's own chance. */
const systemRandom = { next: () => Math.random() };

// EXTERNAL MODULE: ../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(458);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(3483);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
;// CONCATENATED MODULE: ./lib/aws/target.js

/**
 * The deployment target: what exists in AWS for one service of one environment. It stands in Parameter Store under
 * `/platform/<project>/<environment>/<service>`, in platform.yml or in an input; `schemas/target.schema.json` is made
 * from this schema.
 */
const ELB = 'arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}';
const target_name = (allowed) => dist/* pipe */.FsL(dist/* string */.YjP(allowed), dist/* minLength */.BpQ(1, allowed));
const matching = (pattern, allowed) => dist/* pipe */.FsL(dist/* string */.YjP(allowed), dist/* regex */.yGV(new RegExp(`^${pattern}$`), allowed));
const listOf = (item, allowed) => dist/* pipe */.FsL(dist/* array */.YOg(item, allowed), dist/* minLength */.BpQ(1, allowed));
const targetGroup = matching(`${ELB}:targetgroup/[A-Za-z0-9-]+/[0-9a-f]+`, 'the ARN of a target group, arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>');
const rule = matching(`${ELB}:(listener/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+|listener-rule/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+/[0-9a-f]+)`, 'the ARN of a rule (…:listener-rule/app/…) or of a listener (…:listener/app/…, for its default rule) of an application load balancer');
const slot = dist/* pipe */.FsL(dist/* strictObject */.rej({
    service: dist/* pipe */.FsL(target_name('the name of an ECS service'), dist/* description */.h_('Name of the ECS service.')),
    targetGroup: dist/* pipe */.FsL(targetGroup, dist/* description */.h_('ARN of the target group that the service registers its tasks with.')),
}, 'a service and a targetGroup'), dist/* description */.h_('One of the two places a release can run in: an ECS service and its target group.'));
const targetSchema = dist/* pipe */.FsL(dist/* strictObject */.rej({
    cluster: dist/* pipe */.FsL(target_name('the name or ARN of an ECS cluster'), dist/* description */.h_('Name or ARN of the ECS cluster.')),
    slots: dist/* pipe */.FsL(dist/* strictObject */.rej({ blue: slot, green: slot }, 'the slots blue and green'), dist/* description */.h_('The two slots. Which of them is live is decided by the production rules alone.')),
    productionRules: dist/* pipe */.FsL(listOf(rule, 'a list of at least one rule'), dist/* description */.h_('Every rule that sends users to this service. They move together.')),
    testRules: dist/* exactOptional */.yqP(dist/* pipe */.FsL(listOf(rule, 'a list of at least one rule'), dist/* description */.h_('Rules through which the standby is tested. They never decide who is live.'))),
    container: dist/* pipe */.FsL(dist/* strictObject */.rej({
        name: dist/* pipe */.FsL(target_name('the name of a container of the task definition'), dist/* description */.h_('Name of the container that gets the released image.')),
        port: dist/* pipe */.FsL(dist/* number */.aig('a port from 1 to 65535'), dist/* integer */.ndf('a port from 1 to 65535'), dist/* minValue */.Wwf(1, 'a port from 1 to 65535'), dist/* maxValue */.cGV(65535, 'a port from 1 to 65535'), dist/* description */.h_('Port of that container which the target groups send requests to.')),
    }, 'a name and a port'), dist/* description */.h_('The container of the service that is released and gets the requests.')),
    subnets: dist/* exactOptional */.yqP(dist/* pipe */.FsL(listOf(matching('subnet-[0-9a-f]+', 'the ID of a subnet, subnet-…'), 'a list of at least one subnet'), dist/* description */.h_('Subnets for one-off tasks, such as a migration.'))),
    securityGroups: dist/* exactOptional */.yqP(dist/* pipe */.FsL(listOf(matching('sg-[0-9a-f]+', 'the ID of a security group, sg-…'), 'a list of at least one security group'), dist/* description */.h_('Security groups for one-off tasks.'))),
    logGroups: dist/* exactOptional */.yqP(dist/* pipe */.FsL(listOf(target_name('the name of a log group'), 'a list of at least one log group'), dist/* description */.h_('CloudWatch log groups that the service writes to.'))),
    repository: dist/* exactOptional */.yqP(dist/* pipe */.FsL(matching('[a-z0-9]+([._/-][a-z0-9]+)*', 'the name of an ECR repository, without its registry'), dist/* description */.h_('Name of the ECR repository of the released image.'))),
    database: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* strictObject */.rej({
        instance: dist/* exactOptional */.yqP(target_name('the identifier of an RDS instance')),
        cluster: dist/* exactOptional */.yqP(target_name('the identifier of an Aurora cluster')),
    }, 'an instance or a cluster'), dist/* description */.h_('The database that migrations change: an RDS instance or an Aurora cluster.'))),
    assetBucket: dist/* exactOptional */.yqP(dist/* pipe */.FsL(matching('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 'the name of an S3 bucket'), dist/* description */.h_('S3 bucket of the hashed static assets.'))),
}, 'a document with cluster, slots, productionRules and container'), dist/* title */.DDF('Deployment target'), dist/* description */.h_('What exists in AWS for one service of one environment, as platform-actions releases to it.'));
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

// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
;// CONCATENATED MODULE: ./lib/aws/target-problems.js


/** Turns what valibot found into sentences: the value, what is allowed, the key that was meant. */
function describeIssues(schema, issues) {
    return issues.map((issue) => describeIssue(schema, issue));
}
function describeIssue(schema, issue) {
    const path = (issue.path ?? []).map(({ key }) => String(key));
    const owner = path.slice(0, -1);
    const key = path.at(-1) ?? '';
    if (isUnknownKey(issue))
        return { path, problem: describeUnknownKey(key, keysAt(schema, owner)) };
    if (isMissingKey(issue)) {
        return { path, problem: `is missing. It is ${descriptionAt(schema, path) ?? 'required'}.` };
    }
    return { path, problem: `is ${show(issue.input)}. Allowed: ${issue.message}.` };
}
function isUnknownKey(issue) {
    return issue.type === 'strict_object' && issue.expected === 'never';
}
function isMissingKey(issue) {
    return (issue.type === 'strict_object' && issue.input === undefined && issue.expected?.startsWith('"') === true);
}
function describeUnknownKey(key, known) {
    const meant = (0,nearest/* nearest */.p)(key, known);
    const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    return `is not known.${question} Allowed: ${known.join(', ')}.`;
}
const LONGEST_SHOWN = 120;
function show(value) {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}
/** The keys that the object at a path may have. */
function keysAt(schema, path) {
    return Object.keys(entriesOf(schemaAt(schema, path)) ?? {});
}
function descriptionAt(schema, path) {
    const found = schemaAt(schema, path);
    const description = found && dist/* getDescription */.fYn(found);
    return description && description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}
function schemaAt(schema, path) {
    return path.reduce((found, key) => found && entriesOf(found)?.[key], schema);
}
/** The members of an object's schema, behind what wraps it: `optional` and the like. */
function entriesOf(schema) {
    const shape = schema;
    return shape?.entries ?? (shape?.wrapped ? entriesOf(shape.wrapped) : undefined);
}

;// CONCATENATED MODULE: ./lib/aws/read-target.js





/**
 * The target that the layers make together: objects are merged, and of everything else the later layer's value counts
 * (inputs last, over platform.yml, over the target document).
 * @throws ActionFailure with every problem: its place in the document, the layer it comes from, what is allowed
 */
function assembleTarget(layers) {
    const document = layers.reduce((merged, layer) => merge(merged, layer.document), {});
    const result = dist/* safeParse */.xLC(targetSchema, document);
    if (!result.success)
        throw refuse(describeIssues(targetSchema, result.issues), layers);
    const contradictions = findContradictions(result.output);
    if (contradictions.length > 0) {
        throw refuse(contradictions.map(({ path, problem }) => ({ path: path.split('.'), problem: `${problem}.` })), layers);
    }
    return result.output;
}
/**
 * Reads a JSON or YAML text as a layer.
 * @throws ActionFailure when it is neither
 */
function parseTargetLayer(text, origin) {
    // Every JSON document is a YAML document too.
    const parsed = (0,yaml_dist/* parseDocument */.Tp)(text);
    const [error] = parsed.errors;
    if (error) {
        throw new errors/* ActionFailure */.d({
            cause: `The deployment target in ${origin} is neither JSON nor YAML: ${error.message.split('\n')[0]}`,
        });
    }
    return { origin, document: parsed.toJS() };
}
/**
 * The name of a target's parameter: `/platform/<project>/<environment>/<service>`.
 * @throws ActionFailure when a part cannot stand in a parameter's name
 */
function targetParameterName(parts) {
    for (const [part, value] of Object.entries(parts)) {
        if (!/^[A-Za-z0-9_.-]+$/.test(value)) {
            throw new ActionFailure({
                cause: `The ${part} ${JSON.stringify(value)} cannot be part of a parameter's name.`,
                advice: 'Use letters, digits, dots, hyphens and underscores.',
            });
        }
    }
    return `/platform/${parts.project}/${parts.environment}/${parts.service}`;
}
/**
 * Reads the target document from Parameter Store.
 * @throws ActionFailure when there is none, with the command that writes it
 */
async function readTargetParameter({ ssm, signal }, name) {
    const origin = `parameter ${name}`;
    const text = await readParameter(ssm, name, signal);
    if (text === undefined) {
        throw new errors/* ActionFailure */.d({
            cause: `There is no deployment target: parameter ${name} does not exist in ${await ssm.config.region()}.`,
            advice: `Write it with: aws ssm put-parameter --name ${name} --type String --value file://target.json`,
        });
    }
    return parseTargetLayer(text, origin);
}
async function readParameter(ssm, Name, abortSignal) {
    try {
        const { Parameter } = await ssm.getParameter({ Name, WithDecryption: true }, { abortSignal });
        return Parameter?.Value;
    }
    catch (error) {
        if (error instanceof Error && error.name === 'ParameterNotFound')
            return undefined;
        throw error;
    }
}
function merge(base, over) {
    if (over === undefined)
        return base;
    if (!isObject(base) || !isObject(over))
        return over;
    const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
    const merged = [...keys].map((key) => [key, merge(base[key], over[key])]);
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function refuse(problems, layers) {
    const [cause = '', ...others] = problems.map(({ path, problem }) => `The deployment target in ${originOf(path, layers)} is wrong: ${path.join('.') || 'it'} ${problem}`);
    return new errors/* ActionFailure */.d({
        cause,
        advice: 'Correct it there; schemas/target.schema.json describes a target, and editors check against it.',
        ...(others.length > 0 && { detail: others.join('\n') }),
    });
}
/** The last layer that says anything at the path; all of them when none does. */
function originOf(path, layers) {
    const teller = layers.findLast(({ document }) => valueAt(document, path) !== undefined);
    return teller?.origin ?? layers.map(({ origin }) => origin).join(' and ');
}
function valueAt(document, path) {
    return path.reduce((value, key) => {
        if (Array.isArray(value))
            return value[Number(key)];
        return isObject(value) ? value[key] : undefined;
    }, document);
}

;// CONCATENATED MODULE: ./lib/action/version.js
/** The suite's version, as user agents show it; the same as in package.json. */
const VERSION = '0.1.0';

// EXTERNAL MODULE: ./lib/action/clock.js
var action_clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
// EXTERNAL MODULE: ./lib/aws/retry/classify-error.js
var classify_error = __webpack_require__(2902);
;// CONCATENATED MODULE: ./lib/aws/retry/retry.js




/**
 * With the clients' 8 s limit on one attempt, a call ends within 23 s whatever happens: shorter than the margin that a
 * holder of a lease keeps.
 */
const DEFAULT_RETRY_POLICY = {
    attempts: 8,
    base: 200,
    throttledBase: 1000,
    cap: 4000,
    total: 15_000,
};
/**
 * Tries until it works: transient errors (network, throttling, 5xx) again after a wait, logged with what, why and how
 * long; permanent ones (access denied, validation) not at all.
 * @throws the last attempt's error, or the signal's reason
 */
async function withRetries(ports, options, attempt) {
    const { clock, random, log } = ports;
    const { what, policy, signal } = options;
    const start = clock.now();
    for (let attempts = 1;; attempts++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (signal?.aborted)
                throw signal.reason;
            const kind = (0,classify_error/* classifyError */.f)(error);
            const milliseconds = clock.now() - start;
            const wait = waitBefore(attempts + 1, kind, policy, random);
            const isLast = attempts >= policy.attempts || milliseconds + wait > policy.total;
            if (kind === 'permanent' || isLast || options.mayRepeat?.(error) === false) {
                options.onGivingUp?.(error, { attempts, milliseconds });
                throw error;
            }
            log.info(`${what} ${REASONS[kind]} (${(0,sdk_error/* describeError */.U)(error)}): attempt ${attempts + 1} of ${policy.attempts} in ${(0,duration/* formatDuration */.a)(wait)}.`);
            await (0,action_clock/* sleep */.yy)(clock, wait, signal);
        }
    }
}
const REASONS = {
    throttled: 'was throttled',
    network: 'did not get through',
    server: 'failed inside AWS',
    permanent: 'failed',
};
/** Exponential with full jitter: many runs that were throttled together do not come back together. */
function waitBefore(attempt, kind, policy, random) {
    const base = kind === 'throttled' ? policy.throttledBase : policy.base;
    return Math.round(random.next() * Math.min(policy.cap, base * 2 ** (attempt - 2)));
}

// EXTERNAL MODULE: ./lib/aws/errors/failed-call.js
var failed_call = __webpack_require__(9400);
;// CONCATENATED MODULE: ./lib/aws/retry/retry-middleware.js



/**
 * Calls that would do twice what they do when they are sent twice, and cannot be told from each other. They are sent
 * again only when AWS certainly did nothing; after a lost answer the caller looks what has become of the first.
 */
const NOT_REPEATABLE = new Set(['RegisterTaskDefinition']);
/**
 * Puts our one retry loop into a client, so that callers just send. It stands around the SDK's own, after
 * the input has become a request: an idempotency token that the SDK invents is thus the same in every attempt.
 */
function addRetries(client, ports, policy) {
    client.middlewareStack.addRelativeTo((next, context) => (args) => {
        const service = (context.clientName ?? 'AWS').replace(/Client$/, '');
        const operation = (context.commandName ?? 'call').replace(/Command$/, '');
        return withRetries(ports, {
            what: `${service} ${operation}`,
            policy,
            // Whatever the caller gave to `send`, where its type is fixed.
            signal: context.__smithy_context?.abortSignal,
            mayRepeat: (error) => !NOT_REPEATABLE.has(operation) || (0,classify_error/* hadNoEffect */.w)(error),
            onGivingUp: (error, tried) => (0,failed_call/* markFailedCall */.xo)(error, { service, operation, resource: (0,failed_call/* describeResource */.w9)(args.input), ...tried }),
        }, () => next(args));
    }, { relation: 'before', toMiddleware: 'retryMiddleware', name: 'platformActionsRetries' });
}

;// CONCATENATED MODULE: ./lib/aws/server-date.js
const dates = new WeakMap();
/** Lets {@link serverDateOf} tell when AWS gave this client's answers. The SDK itself keeps the header from its callers. */
function keepServerDates(client) {
    client.middlewareStack.addRelativeTo((next) => async (args) => {
        const result = await next(args);
        const { response, output } = result;
        const date = dateOf(response);
        if (date)
            dates.set(output, date);
        return result;
    }, { relation: 'before', toMiddleware: 'deserializerMiddleware', name: 'platformActionsServerDates' });
}
/**
 * When AWS gave this answer, by its own clock, to the second; undefined when it did not say. Two times of one
 * answer can be compared whatever this machine takes for the time.
 */
function serverDateOf(output) {
    return dates.get(output);
}
function dateOf(response) {
    const { headers } = response;
    const date = new Date(headers?.date ?? '');
    return Number.isNaN(date.getTime()) ? undefined : date;
}

;// CONCATENATED MODULE: ./lib/aws/clients.js



/** An attempt that hangs is given up, in milliseconds: the SDK itself would wait for ever. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };
/**
 * Clients with one retry loop (ours, on the given clock) and this suite's user agent. The endpoint is AWS's, or
 * `AWS_ENDPOINT_URL`, which the SDK reads itself.
 */
function createClients(settings, ports) {
    const config = clientConfig(settings);
    const policy = settings.retryPolicy ?? DEFAULT_RETRY_POLICY;
    function once(create) {
        let made;
        return () => {
            made ??= create().then((client) => {
                addRetries(client, ports, policy);
                return client;
            });
            return made;
        };
    }
    return {
        ecs: once(async () => new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(224)]).then(__webpack_require__.t.bind(__webpack_require__, 4224, 19))).ECS(config)),
        elbv2: once(async () => new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(710)]).then(__webpack_require__.t.bind(__webpack_require__, 5710, 19))).ElasticLoadBalancingV2(config)),
        ecr: once(async () => new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(149)]).then(__webpack_require__.t.bind(__webpack_require__, 149, 19))).ECR(config)),
        logs: once(async () => new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(107)]).then(__webpack_require__.t.bind(__webpack_require__, 1107, 19))).CloudWatchLogs(config)),
        ssm: once(async () => {
            const client = new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(28)]).then(__webpack_require__.t.bind(__webpack_require__, 4028, 19))).SSM(config);
            keepServerDates(client);
            return client;
        }),
        sts: once(async () => new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(811)]).then(__webpack_require__.t.bind(__webpack_require__, 2811, 19))).STS(config)),
    };
}
function clientConfig({ action, version, region, credentials, requestHandler }) {
    const userAgent = [['platform-actions', version], [action]];
    return {
        customUserAgent: userAgent,
        // The SDK would wait between attempts on the machine's clock, and in silence.
        maxAttempts: 1,
        requestHandler: requestHandler ?? TIMEOUTS,
        ...(region === undefined ? {} : { region }),
        ...(credentials === undefined ? {} : { credentials }),
    };
}

;// CONCATENATED MODULE: ./lib/aws/credentials/chain-credentials.js
/** Ways of the SDK's chain to credentials that nothing renews; the SDK notes on them where it found them. */
const FIXED_SOURCES = ['CREDENTIALS_ENV_VARS', 'CREDENTIALS_PROFILE', 'CREDENTIALS_CODE'];
/** What nobody knows is assumed: the usual session of a role. */
const ASSUMED_LIFETIME = 3_600_000;
/**
 * The SDK's own chain: environment, profile, container, instance.
 * @param sts a client that was made without credentials; its chain serves all clients
 */
function createChainCredentials(sts, clock) {
    const start = clock.now();
    const identity = async (options = { forceRefresh: false }) => (await sts()).config.credentials(options);
    async function lifetime() {
        const { sessionToken, expiration, ...rest } = await identity();
        if (sessionToken === undefined)
            return { kind: 'unlimited' };
        if (!isFixed(rest))
            return { kind: 'renewed' };
        const isKnown = expiration !== undefined;
        return { kind: 'ends', at: expiration?.getTime() ?? start + ASSUMED_LIFETIME, isKnown };
    }
    return {
        provide: () => identity(),
        lifetime,
        async refreshIfUnder(milliseconds) {
            const { expiration, ...rest } = await identity();
            if (expiration === undefined || isFixed(rest))
                return;
            if (expiration.getTime() - clock.now() < milliseconds)
                await identity({ forceRefresh: true });
        },
    };
}
/** The SDK's type does not show where it found the credentials. */
function isFixed(identity) {
    const { $source = {} } = identity;
    const sources = Object.keys($source);
    return sources.length > 0 && sources.every((source) => FIXED_SOURCES.includes(source));
}

;// CONCATENATED MODULE: ./lib/aws/credentials/ensure-outlasts.js


/**
 * Refuses a plan that the credentials may not outlast: it would end in the middle, where not even a rollback is
 * possible. A lifetime that is only assumed is told as a warning.
 * @throws ActionFailure
 */
function ensureOutlasts({ clock, log }, lifetime, plannedMilliseconds) {
    if (lifetime.kind !== 'ends')
        return;
    const left = Math.max(0, lifetime.at - clock.now());
    if (!lifetime.isKnown) {
        log.warning(`The AWS credentials of this step are temporary and do not say when they end; ${(0,duration/* formatDuration */.a)(left)} from now is assumed. Give the step "role-to-assume" and it renews them itself.`);
    }
    if (plannedMilliseconds <= left)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `The AWS credentials ${lifetime.isKnown ? 'end' : 'may end'} in ${(0,duration/* formatDuration */.a)(left)}, and this run may take ${(0,duration/* formatDuration */.a)(plannedMilliseconds)}.`,
        advice: 'Give the step "role-to-assume" instead of credentials of an earlier step: it renews them itself. Or shorten steps, bake and timeouts.',
    });
}

;// CONCATENATED MODULE: ./lib/aws/credentials/github-id-token.js


/** Whom the token is for, as the identity provider in IAM names it. */
const AUDIENCE = 'sts.amazonaws.com';
/**
 * Asks GitHub for a new OIDC token of this job; each lives for minutes only.
 * @throws ActionFailure when the job may not ask for one, with the lines to add to the workflow
 */
async function requestGithubIdToken(ports, env) {
    if (!env.ACTIONS_ID_TOKEN_REQUEST_URL || !env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
        throw missingPermission();
    const { getIDToken } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 5926));
    const { signal } = ports;
    return withRetries(ports, { what: 'GitHub OIDC token', policy: DEFAULT_RETRY_POLICY, signal }, () => getIDToken(AUDIENCE).catch((error) => {
        throw explainRefusal(error);
    }));
}
function missingPermission() {
    return new errors/* ActionFailure */.d({
        cause: 'This job may not ask GitHub for an OIDC token, and "role-to-assume" needs one.',
        advice: 'Add "permissions: { id-token: write, contents: read }" to the job, and to the job that calls it when the workflow is a reusable one.',
        detail: ['permissions:', '  id-token: write', '  contents: read'].join('\n'),
    });
}
/** The toolkit puts the status into its text. Without one, or with 5xx, the request may work when it is made again. */
function explainRefusal(error) {
    const text = error instanceof Error ? error.message : String(error);
    const lines = text.split('\n').map((line) => line.trim());
    const what = lines.filter((line) => line !== '').join(' ');
    const status = Number(/Error Code\s*:\s*(\d{3})/.exec(text)?.[1] ?? 500);
    const cause = `GitHub gives this job no OIDC token: ${what}`;
    if (status >= 500 || status === 429)
        return Object.assign(new Error(cause), { $retryable: {} });
    return new errors/* ActionFailure */.d({ cause, advice: 'Run the job again; see https://www.githubstatus.com.' });
}

// EXTERNAL MODULE: ./lib/aws/errors/explain.js + 1 modules
var explain = __webpack_require__(9);
;// CONCATENATED MODULE: ./lib/aws/credentials/explain-assume-role.js



/** Claims that trust policies look at, in the order in which they are mostly used. */
const CLAIMS = ['sub', 'aud', 'environment', 'repository', 'repository_id', 'ref', 'job_workflow_ref'];
/** Why STS does not give the role to this job, with the claims that its trust policy was compared with. */
async function explainAssumeRole(thrown, roleArn, idToken) {
    const { name, message } = (0,sdk_error/* asSdkError */.n)(thrown);
    const claims = readClaims(idToken);
    const told = CLAIMS.flatMap((claim) => (claims[claim] === undefined ? [] : [`${claim}: ${claims[claim]}`]));
    const refused = (advice) => new errors/* ActionFailure */.d({
        cause: `Role ${roleArn} cannot be assumed by this job: ${message.split('\n')[0]}`,
        advice,
        ...(told.length > 0 ? { detail: `Claims of the job's token:\n${told.join('\n')}` } : {}),
    }, { cause: thrown });
    if (/^AccessDenied/.test(name)) {
        return refused(`Make its trust policy accept "token.actions.githubusercontent.com:sub" = "${claims.sub ?? 'unknown'}", or check the role's name and account.`);
    }
    if (/^InvalidIdentityToken/.test(name)) {
        return refused('Create the identity provider https://token.actions.githubusercontent.com with audience sts.amazonaws.com in the IAM of that account.');
    }
    const failure = await (0,explain.explainAwsError)(thrown);
    return failure ? new errors/* ActionFailure */.d(failure, { cause: thrown }) : refused('Check the name of the role.');
}
/** The token is not verified here: its claims are shown, not trusted. */
function readClaims(token) {
    try {
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        return typeof claims === 'object' && claims !== null ? { ...claims } : {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./lib/aws/credentials/role-credentials.js



/** The longest that every role allows. */
const SESSION_SECONDS = 3600;
/** So much must be left before a call, in milliseconds: enough for any single step of a release. */
const REFRESH_UNDER = 15 * 60_000;
/** While old credentials still work, a renewal that failed is not tried before every call. */
const RENEWAL_PAUSE = 60_000;
/**
 * Assumes a role with a fresh GitHub token, inside the process, and again whenever less than 15 minutes are left. The
 * SDK's own provider for web identities keeps the first token, which has expired by then.
 */
function createRoleCredentials(ports, role) {
    const { clock, log } = ports;
    let current;
    let renewal;
    let pausedUntil = 0;
    const left = () => (current ? current.expiration.getTime() - clock.now() : 0);
    /** One renewal at a time, however many calls wait for it. */
    function renew() {
        renewal ??= assumeRole(ports, role)
            .then((credentials) => {
            current = credentials;
            return credentials;
        })
            .finally(() => {
            renewal = undefined;
        });
        return renewal;
    }
    /** Credentials that are still good outlive a renewal that fails. */
    async function renewIfPossible() {
        try {
            return await renew();
        }
        catch (error) {
            if (!current || left() <= 0)
                throw error;
            pausedUntil = clock.now() + RENEWAL_PAUSE;
            log.warning(`Role ${role.arn} could not be assumed again; the present session lasts ${(0,duration/* formatDuration */.a)(left())}. ${error instanceof Error ? error.message : String(error)}`);
            return current;
        }
    }
    async function provide() {
        const isPaused = clock.now() < pausedUntil && left() > 0;
        if (current && (left() >= REFRESH_UNDER || isPaused))
            return current;
        return renewIfPossible();
    }
    return {
        provide,
        lifetime: async () => ({ kind: 'renewed' }),
        async refreshIfUnder(milliseconds) {
            if (left() < milliseconds)
                await renewIfPossible();
        },
    };
}
async function assumeRole({ sts, requestIdToken, mask }, role) {
    const client = await sts();
    const idToken = await requestIdToken();
    try {
        const { Credentials: given } = await client.assumeRoleWithWebIdentity({
            RoleArn: role.arn,
            RoleSessionName: role.sessionName,
            WebIdentityToken: idToken,
            DurationSeconds: SESSION_SECONDS,
        });
        const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
        if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
            throw new errors/* ActionFailure */.d({ cause: `STS assumed role ${role.arn} and gave no credentials for it.` });
        }
        for (const secret of [SecretAccessKey, SessionToken])
            mask(secret);
        return {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
            expiration: Expiration,
        };
    }
    catch (error) {
        throw error instanceof errors/* ActionFailure */.d ? error : await explainAssumeRole(error, role.arn, idToken);
    }
}

;// CONCATENATED MODULE: ./lib/aws/session.js






/** Opens it. Nothing is asked of AWS or GitHub before the first call. */
function openSession(settings, ports) {
    const { action, env, requestHandler } = settings;
    // The JavaScript SDK alone among AWS's does not look at AWS_DEFAULT_REGION.
    const region = settings.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
    const common = { action, version: VERSION, region, requestHandler };
    const source = openSource(settings, createClients(common, ports), ports);
    // Marked so, the SDK keeps no copy of its own and asks the source before every call.
    const credentials = Object.assign(() => source.provide(), { memoized: true });
    return {
        clients: createClients({ ...common, credentials }, ports),
        refreshIfUnder: (milliseconds) => source.refreshIfUnder(milliseconds),
        async ensureOutlasts(plannedMilliseconds) {
            ensureOutlasts(ports, await source.lifetime(), plannedMilliseconds);
        },
    };
}
/** @param clients without credentials given */
function openSource({ action, roleToAssume, env }, clients, ports) {
    if (roleToAssume === undefined)
        return createChainCredentials(clients.sts, ports.clock);
    return createRoleCredentials({ ...ports, sts: clients.sts, requestIdToken: () => requestGithubIdToken(ports, env) }, { arn: roleToAssume, sessionName: sessionNameOf(action, env) });
}
/** So that CloudTrail tells which run it was: `blue-green-switch-19283746`. */
function sessionNameOf(action, { GITHUB_RUN_ID: run = 'local' }) {
    return `${action}-${run}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/probe.js
/** A request that takes longer has failed: a visitor would have left. */
const TIMEOUT_MILLISECONDS = 5_000;
/**
 * Requests over the network, each on a connection of its own: an old one may stay with the node it began on. Redirects
 * are followed: one that the load balancer itself answers with says nothing about the version behind it.
 */
const probeOverHttp = async (url, signal) => {
    try {
        const response = await fetch(url, {
            headers: { connection: 'close', 'user-agent': 'platform-actions blue-green-switch' },
            signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
        });
        await response.arrayBuffer();
        return { kind: 'answered', status: response.status };
    }
    catch (error) {
        return { kind: 'unanswered', reason: reasonOf(error) };
    }
};
/** `fetch` hides what happened to the connection in the cause of a plain "fetch failed". */
function reasonOf(thrown) {
    const { name, message, cause } = thrown;
    if (name === 'TimeoutError')
        return `no answer within ${TIMEOUT_MILLISECONDS / 1000} s`;
    return cause?.message || cause?.errors?.[0]?.message || message || 'no answer';
}

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
        absent: SLOTS.filter((slot) => weightOf(pair[slot]) === undefined),
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
    const slotOf = (arn) => SLOTS.find((slot) => pair[slot] === arn);
    const changed = tuples.map((tuple) => {
        const slot = slotOf(tuple.TargetGroupArn);
        return slot === undefined ? tuple : { ...tuple, Weight: weights[slot] };
    });
    const added = SLOTS.filter((slot) => tuples.every(({ TargetGroupArn }) => slotOf(TargetGroupArn) !== slot));
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe.js




/**
 * Reads what a plan is made from: the production rules and both services. Nothing is written.
 * @throws ActionFailure when a part of the target does not exist
 */
async function observe(target, ports) {
    const { cluster, slots } = target;
    const [blue, green] = await Promise.all([
        readService(ports, { cluster, ...slots.blue }),
        readService(ports, { cluster, ...slots.green }),
    ]);
    const rules = await readRules(ports, target.productionRules);
    const pair = targetGroupsOf(target);
    return {
        target,
        services: { blue, green },
        rules: rules.map(({ arn, actions }) => ({ ruleArn: arn, forwarding: weights_forwardingOf(actions, pair) })),
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/live-slot.js

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
            advice: 'Turn the group stickiness of its forward action off; stickiness inside each target group may stay.',
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan.js



/**
 * Fixes what a release does.
 * @throws ActionFailure for every state that a release must not start from
 */
function makePlan(inputs, seen) {
    const { target, rules, services } = seen;
    const live = findLiveSlot(rules);
    const standby = otherSlot(live);
    for (const slot of [live, standby])
        refuseUnfit(slot, services[slot], target);
    refuseMoving(live, services[live], target);
    return {
        target,
        live,
        standby,
        image: inputs.image,
        baseTaskDefinition: services[live].taskDefinition ?? '',
        desiredCount: countFor(services[live], inputs.desiredCount),
        standbyTaskDefinition: services[standby].taskDefinition,
        standbyCountBefore: services[standby].desiredCount ?? 0,
        rules: rules.flatMap(({ ruleArn, forwarding }) => forwarding ? [{ ruleArn, before: forwarding.weights }] : []),
        isFirst: (services[live].runningCount ?? 0) === 0,
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
/** States of a slot's service that two-slot releases cannot work with. */
function refuseUnfit(slot, service, target) {
    const { serviceName, deploymentController, loadBalancers = [] } = service;
    const controller = deploymentController?.type ?? 'ECS';
    const { targetGroup } = target.slots[slot];
    if (controller !== 'ECS') {
        throw new errors/* ActionFailure */.d({
            cause: `Service ${serviceName} is deployed by ${controller}, which would undo what this action does.`,
            advice: 'Create the service with the deployment controller ECS; the type cannot be changed afterwards.',
        });
    }
    if (!loadBalancers.some((entry) => entry.targetGroupArn === targetGroup)) {
        throw new errors/* ActionFailure */.d({
            cause: `Service ${serviceName} does not register its tasks with ${targetGroup}, the target group of slot ${slot}.`,
            advice: 'Correct the slot in the target, or the loadBalancers of the service.',
        });
    }
}
/**
 * Tasks of the live slot that come and go would be counted wrongly. On the standby a deployment may be in progress: a
 * run that was killed leaves one, it has no traffic, and the release supersedes it.
 */
function refuseMoving(slot, { serviceName, deployments = [] }, target) {
    const isMoving = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
    if (deployments.length <= 1 && !isMoving)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `A deployment of service ${serviceName} is in progress, and its slot ${slot} is live.`,
        advice: `Wait for it, or end it, then run again: aws ecs describe-services --cluster ${target.cluster} --services ${serviceName}`,
    });
}
/** Weights with which a share of the traffic, in percent, goes to the standby. */
function weightsFor(plan, percent) {
    return plan.standby === 'green'
        ? { blue: 100 - percent, green: percent }
        : { blue: percent, green: 100 - percent };
}

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
    return items && [...items].sort((a, b) => compare(a.name ?? '', b.name ?? ''));
}
function compare(a, b) {
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
        .sort(([a], [b]) => compare(a, b));
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
    return withRetries(ports, {
        what: 'ECS RegisterTaskDefinition',
        policy: DEFAULT_RETRY_POLICY,
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

// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(2901);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/attempt.js


/** Runs a stage; whatever it throws becomes a failure, so that the release can undo what it has done. */
async function attempt(ports, stage) {
    try {
        return { value: await stage() };
    }
    catch (error) {
        return { failure: await (0,failure/* toFailure */.w)(error, explain.explainAwsError, ports.signal) };
    }
}
/** A failure with what else went wrong while undoing; the first cause stays the first line. */
function joinFailures(failure, also) {
    if (!also)
        return failure;
    const lines = [failure.detail, `Then: ${also.cause}`, also.advice, also.detail];
    return { ...failure, detail: lines.filter((line) => line !== undefined).join('\n') };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates.js

/**
 * Watches every gate at its own pace for the given time. The first that fails ends the watch.
 * @returns the failure, or undefined when all held to the end
 * @throws the signal's reason when the run is cancelled, or what a check throws
 */
async function watchGates(gates, milliseconds, { clock, signal }) {
    const over = new AbortController();
    const watch = AbortSignal.any([signal, over.signal]);
    const end = clock.now() + milliseconds;
    const { promise: failed, resolve: fail, reject } = Promise.withResolvers();
    async function follow(gate) {
        while (clock.now() < end) {
            const cause = await gate.check(watch);
            if (cause !== undefined)
                return fail({ gate: gate.name, cause, at: clock.now() });
            await (0,action_clock/* sleep */.yy)(clock, Math.min(gate.interval, end - clock.now()), watch);
        }
    }
    try {
        const all = Promise.all([(0,action_clock/* sleep */.yy)(clock, milliseconds, watch), ...gates.map(follow)]);
        all.catch(reject);
        return await Promise.race([failed, all.then(() => undefined)]);
    }
    finally {
        over.abort();
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/move-weights.js




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
    const { elbv2, signal } = ports;
    const known = own.get(ruleArn) ?? [];
    const pair = targetGroupsOf(plan.target);
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
    const pair = targetGroupsOf(plan.target);
    const rules = await readRules(ports, plan.rules.map(({ ruleArn }) => ruleArn));
    for (const { arn, actions } of rules) {
        const found = weights_forwardingOf(actions, pair)?.weights;
        if (found && isSame(found, weights))
            continue;
        throw new errors/* ActionFailure */.d({
            cause: `Production rule ${arn} reads back with ${move_weights_show(found)} instead of ${move_weights_show(weights)}.`,
            advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
        });
    }
}
function isSame(a, b) {
    return a.blue === b.blue && a.green === b.green;
}
function move_weights_show(weights) {
    return weights ? `blue ${weights.blue}, green ${weights.green}` : 'no weights';
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/probe-gate.js
/** A gate that fails when the production listener answers badly several times in a row. */
function createProbeGate({ url, interval, threshold }, { probe, counts }) {
    let inARow = 0;
    return {
        name: 'probe',
        interval,
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
async function readLogTail({ logs, signal }, { group, stream }, container) {
    const tail = { group, stream, container };
    try {
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
    const newestFirst = [...(stopped ?? [])].sort((a, b) => timeOf(b.stoppedAt) - timeOf(a.stoppedAt));
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
        .sort((a, b) => timeOf(a.startedAt) - timeOf(b.startedAt))[0];
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
function timeOf(time) {
    return time?.getTime() ?? 0;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/read-standby.js




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
        status: deployment.status ?? '',
        taskDefinition: deployment.taskDefinition ?? '',
        rolloutState: deployment.rolloutState,
        rolloutStateReason: deployment.rolloutStateReason,
        desiredCount: deployment.desiredCount ?? 0,
        runningCount: deployment.runningCount ?? 0,
        pendingCount: deployment.pendingCount ?? 0,
    }));
}

// EXTERNAL MODULE: ./lib/action/cancel.js
var cancel = __webpack_require__(5981);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/raise-weights.js




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
    return withRetries(ports, { what, policy, signal: ports.signal }, work);
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/readiness.js

/** Tasks stopped by their own fault (not by Spot, scaling, a person, the infrastructure) that end a release. */
const CRASH_LIMIT = 2;
/** Judges a reading: is the wanted revision, and nothing else, running, steady and healthy? */
function judgeStandby(reading, wanted) {
    const primary = reading.deployments.find(({ status }) => status === 'PRIMARY');
    const healthy = countHealthy(reading);
    if (!primary)
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
    const { desiredCount, runningCount, pendingCount } = primary;
    if (reading.deployments.length > 1)
        return `${reading.deployments.length - 1} older deployment still there`;
    if (runningCount !== desiredCount || pendingCount > 0)
        return `${runningCount}/${desiredCount} tasks running`;
    if (healthy < wanted.required)
        return `${healthy}/${wanted.required} targets healthy`;
    if (primary.rolloutState !== 'COMPLETED')
        return 'rollout not completed';
    return undefined;
}
function because(reason) {
    return reason === undefined ? '' : `: ${reason}`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/shift.js





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
    const { plan, steps, own, timeline } = shift;
    const requireHealth = createHealthGuard(shift, ports);
    // From the first weight on, expired credentials would leave a split that nobody can put back.
    await ports.session.refreshIfUnder(REFRESH_UNDER_MILLISECONDS);
    for (const { percent, holdMilliseconds } of steps) {
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/target-gate.js


/** Two bad readings in a row: a single one can be a check that a load-balancer node has just repeated. */
const BAD_READINGS = 2;
/** A gate that fails when the slot that gets traffic has too few healthy targets, or its tasks do not stay up. */
function createTargetGate(wanted, interval, read) {
    let inARow = 0;
    return {
        name: 'targets',
        interval,
        async check() {
            const reading = await read();
            const judged = judgeStandby(reading, wanted);
            if (judged.kind === 'failed')
                return judged.cause;
            const healthy = countHealthy(reading);
            inARow = healthy < wanted.required ? inARow + 1 : 0;
            if (inARow < BAD_READINGS)
                return undefined;
            return `only ${healthy} of ${wanted.required} targets are healthy (${summariseTargets(reading.targets)})`;
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/move-traffic.js








/** A first release has no old version that could serve the rest of a share. */
const AT_ONCE = [{ percent: 100, holdMilliseconds: 0 }];
/** Milliseconds between two looks at the targets that have traffic. */
const TARGET_INTERVAL = 5_000;
/**
 * Shifts all traffic to the standby, confirms it, holds until every node of the load balancer obeys, and bakes; the
 * gates watch from the first weight to the end.
 * @throws ActionFailure with the gate that failed
 */
async function moveTraffic(move, ports) {
    const { plan, inputs, probeCounts, timeline } = move;
    const targets = createTargets(move, ports);
    const all = [targets, ...createProbes(move, ports)];
    const watchOnly = async (gates, milliseconds) => {
        const failure = await watchGates(gates, milliseconds, ports);
        if (failure)
            throw gateFailed(`Gate "${failure.gate}" failed: ${failure.cause}.`, plan);
    };
    const watch = (milliseconds) => watchOnly(all, milliseconds);
    const steps = plan.isFirst ? AT_ONCE : inputs.steps;
    await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
        if (steps !== inputs.steps)
            timeline.note(`${plan.live} serves nobody, so all traffic moves at once, and the input "steps" does not apply`);
        await shiftTraffic({ ...move, ...readers(move, ports), steps, watch }, ports);
        await confirmWeights(plan, weightsFor(plan, 100), ports);
    });
    await timeline.phase('hold', 'Hold until every load-balancer node obeys', () => watchOnly(plan.isFirst ? [targets] : all, inputs.hold));
    await timeline.phase('bake', 'Bake', async () => {
        const before = { ...probeCounts };
        await watch(inputs.bake);
        refuseUnanswered(before, probeCounts, plan);
        // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
        await confirmWeights(plan, weightsFor(plan, 100), ports);
    });
}
/** Failures too few for the gate's threshold are still no proof that the version serves. */
function refuseUnanswered(before, { sent, failed }, plan) {
    const [sentNow, failedNow] = [sent - before.sent, failed - before.failed];
    if (sentNow === 0 || failedNow < sentNow)
        return;
    throw gateFailed(`Gate "probe" failed: none of ${sentNow} requests during the bake was answered well.`, plan);
}
function gateFailed(cause, { target, standby, image }) {
    return new errors/* ActionFailure */.d({
        cause,
        advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
    });
}
function readers({ standby }, ports) {
    return { wanted: standby.wanted, read: () => readStandby(standby.subject, ports) };
}
function createTargets(move, ports) {
    const { wanted, read } = readers(move, ports);
    return createTargetGate(wanted, TARGET_INTERVAL, read);
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/ports.js
/** The same ports for work that a cancelled job must still finish: weights back, standby parked. */
function uncancelled(ports) {
    return { ...ports, signal: new AbortController().signal };
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
        [render_evidence_timeOf(stoppedAt), id, why].filter(Boolean).join('  '),
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
    const lines = events.slice(0, EVENTS_SHOWN).map(({ at, message }) => `${render_evidence_timeOf(at)}  ${message}`);
    return section(`Service events${countOf(events.length, EVENTS_SHOWN)}`, lines);
}
function section(title, lines) {
    return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}
function countOf(all, shown) {
    return all > shown ? ` (newest ${shown} of ${all})` : '';
}
/** `12:03:11Z` */
function render_evidence_timeOf(time) {
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/prepare.js






/** Milliseconds between two readings of the standby. */
const POLL_INTERVAL = 2_000;
/**
 * Tells the standby's service to run the new revision, at the planned count: one call, so that no task of the old
 * revision is started in between. The call gives the deployment whose tasks, and no others, will count.
 */
async function startStandby(plan, taskDefinition, timeline, { ecs, signal }) {
    const { service, targetGroup } = plan.target.slots[plan.standby];
    const { cluster } = plan.target;
    const { desiredCount } = plan;
    // The same revision would begin no deployment, and the last one may have failed: it would be judged once more.
    const forceNewDeployment = taskDefinition === plan.standbyTaskDefinition;
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
        wanted: { deploymentId: primary.id, taskDefinition, required: plan.desiredCount },
    };
}
/**
 * Waits until the standby is ready, and no longer than it can still become ready.
 * @throws ActionFailure as soon as it has failed, or when the time is over
 */
async function awaitHealthy({ subject, wanted }, timeoutMilliseconds, ports) {
    const started = ports.clock.now();
    const result = await poll(ports, {
        interval: POLL_INTERVAL,
        deadline: started + timeoutMilliseconds,
        read: () => readStandby(subject, ports),
        decide(reading) {
            const judged = judgeStandby(reading, wanted);
            if (judged.kind === 'ready')
                return { kind: 'done', value: reading };
            if (judged.kind === 'failed')
                return { kind: 'failed', reason: judged.cause };
            return { kind: 'wait' };
        },
        describe: (reading) => ({
            subject: subject.service,
            count: countHealthy(reading),
            of: wanted.required,
            state: 'healthy',
            note: noteOn(reading, wanted),
        }),
    });
    if (result.kind === 'done')
        return result.value;
    const diagnosis = await diagnoseService(ports, { ...subject, since: started });
    if (result.kind === 'failed') {
        throw new errors/* ActionFailure */.d({
            ...diagnosis,
            cause: `The new version does not become healthy: ${diagnosis.cause}.`,
            detail: [result.reason, diagnosis.detail].join('\n'),
        });
    }
    throw new errors/* ActionFailure */.d({
        ...diagnosis,
        cause: `${subject.service} was not ready within ${(0,duration/* formatDuration */.a)(timeoutMilliseconds)}, ${noteOn(result.seen, wanted)}: ${diagnosis.cause}.`,
    });
}
function noteOn(reading, wanted) {
    const judged = judgeStandby(reading, wanted);
    return judged.kind === 'waiting' ? judged.note : judged.kind;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/roll-back.js





/** AWS may be out of reach for a while just when a version is bad: giving up would leave the traffic there. */
const roll_back_PATIENCE_MILLISECONDS = 120_000;
/**
 * Gives the old slot all the traffic again: one write for each rule that this run has written, whatever the rule shows,
 * for it may show what was before a write that is still on its way. A rule that cannot be written does not keep the
 * others from moving.
 * @throws ActionFailure when the old slot has no healthy target (then the weights stay, for nothing better is there),
 *   with the command to run; AggregateError when a rule could not be written
 */
async function rollBackTraffic(plan, own, timeline, ports) {
    const weights = weightsFor(plan, 0);
    const patience = roll_back_PATIENCE_MILLISECONDS;
    const requireHealth = () => requireHealthyTarget(plan, ports);
    const results = await Promise.allSettled(plan.rules
        .filter(({ ruleArn }) => hasWritten(own, ruleArn))
        .map(({ ruleArn }) => raiseWeights({ plan, ruleArn, weights, own, patience, requireHealth }, ports)));
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    if (refused.length > 0)
        throw new AggregateError(refused, 'Not every rule could be put back.');
    await tryPatiently(ports, 'Reading the rules back', patience, () => confirmWeights(plan, weights, ports));
    timeline.noteShare(0, `All of the traffic goes to ${plan.live} again`);
}
/** @returns when the reading was asked for, milliseconds since the epoch */
async function requireHealthyTarget(plan, ports) {
    const at = ports.clock.now();
    const old = plan.target.slots[plan.live];
    const targets = await readTargetHealth(ports, old.targetGroup);
    if (targets.some(({ state }) => state === 'healthy'))
        return at;
    throw new errors/* ActionFailure */.d({
        cause: `Slot ${plan.live} has no healthy target to go back to, so the weights stay as they are.`,
        advice: `Bring a good version up by hand: aws ecs update-service --cluster ${plan.target.cluster} --service ${old.service} --desired-count ${plan.desiredCount}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/scale.js




/**
 * Sets the task count of a slot that gets no traffic. ECS itself takes its tasks out of the target group, waits the
 * deregistration delay and only then stops them, so requests in flight end well.
 * @throws ActionFailure when the slot does get traffic: somebody else has sent it there since
 */
async function scaleSlot(plan, slot, desiredCount, timeline, ports) {
    const { ecs, signal } = ports;
    const { service } = plan.target.slots[slot];
    await refuseTraffic(plan, slot, ports);
    await ecs.updateService({ cluster: plan.target.cluster, service, desiredCount }, { abortSignal: signal });
    timeline.note(`${service} (${slot}) is set to ${desiredCount} tasks`);
}
async function refuseTraffic(plan, slot, ports) {
    const { productionRules, slots } = plan.target;
    const rules = await readRules(ports, productionRules);
    const pair = targetGroupsOf(plan.target);
    const rule = rules.find(({ actions }) => (weights_forwardingOf(actions, pair)?.weights[slot] ?? 0) > 0);
    if (!rule)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Production rule ${rule.arn} sends traffic to ${slot}, so the tasks of ${slots[slot].service} stay.`,
        advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/release.js









/** Releases as planned; whatever goes wrong on the way is undone as far as it can be, and told. */
async function release(given, ports) {
    const probeCounts = { sent: 0, failed: 0 };
    const course = { ...given, own: startOwnWeights(given.plan), probeCounts };
    const registered = await attempt(ports, () => registerTaskDefinition(course, ports));
    if (registered.failure)
        return { verdict: beforeTraffic(ports), failure: registered.failure, probeCounts };
    const { value: taskDefinition } = registered;
    const prepared = await attempt(ports, () => prepare(course, taskDefinition, ports));
    if (prepared.failure) {
        const undone = await undoPrepare(course, prepared.failure, ports);
        return { ...undone, taskDefinition, probeCounts };
    }
    const move = { ...course, standby: prepared.value };
    const moved = await attempt(ports, () => moveTraffic(move, ports));
    if (moved.failure) {
        const isWritten = course.plan.rules.some(({ ruleArn }) => hasWritten(course.own, ruleArn));
        const undo = isWritten ? rollBack : undoPrepare;
        const undone = await undo(course, moved.failure, ports);
        return { ...undone, taskDefinition, probeCounts };
    }
    const parked = await attempt(ports, () => park(course, ports));
    return { verdict: 'released', taskDefinition, probeCounts, ...parked };
}
function registerTaskDefinition({ definition, timeline }, ports) {
    return timeline.phase('register', 'Register the new revision', async () => {
        const { arn, isNew } = await ensureTaskDefinition(ports, definition);
        timeline.note(`${isNew ? 'Registered' : 'Reuses the identical'} ${arn}`);
        return arn;
    });
}
function prepare(course, taskDefinition, ports) {
    const { plan, inputs, timeline } = course;
    return timeline.phase('prepare', `Bring up ${plan.standby}`, async () => {
        const standby = await startStandby(plan, taskDefinition, timeline, ports);
        await awaitHealthy(standby, inputs.healthyTimeout, ports);
        timeline.note(`${plan.standby} is ready: ${standby.wanted.required} targets healthy`);
        return standby;
    });
}
/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare({ plan, timeline }, failure, ports) {
    const undone = await attempt(ports, () => timeline.phase('park', `Park ${plan.standby} again`, () => scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, uncancelled(ports))));
    return { verdict: beforeTraffic(ports), failure: joinFailures(failure, undone.failure) };
}
function beforeTraffic({ signal }) {
    return signal.aborted ? 'interrupted' : 'refused';
}
/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(course, failure, ports) {
    const { plan, inputs, timeline, own } = course;
    const cancelled = ports.signal.aborted;
    const free = uncancelled(ports);
    const back = await attempt(free, () => timeline.phase('roll back', `Roll back to ${plan.live}`, () => rollBackTraffic(plan, own, timeline, free)));
    if (back.failure)
        return { verdict: 'inconclusive', failure: joinFailures(failure, back.failure) };
    // A cancelled job is killed within seconds: no time is left to wait until the standby may be parked.
    if (cancelled)
        return { verdict: 'interrupted', failure };
    const parked = await attempt(ports, () => timeline.phase('park', `Park ${plan.standby} again`, async () => {
        await (0,action_clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
        await scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, ports);
    }));
    return { verdict: 'rolled-back', failure: joinFailures(failure, parked.failure) };
}
/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function park({ plan, timeline }, ports) {
    return timeline.phase('park', `Park ${plan.live}`, () => scaleSlot(plan, plan.live, 0, timeline, ports));
}

// EXTERNAL MODULE: ./lib/action/markdown.js
var markdown = __webpack_require__(9354);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/timeline-chart.js


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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/summary.js



const HEADLINES = {
    released: ':white_check_mark: Released',
    'rolled-back': ':x: Rolled back',
    refused: ':x: Refused before any traffic',
    interrupted: ':x: Interrupted',
    inconclusive: ':x: Inconclusive: a person has to look',
};
/** The job summary of a release: verdict and cause first, then what happened when, then where traffic goes. */
function renderRelease(plan, release, timeline) {
    const { failure, probeCounts } = release;
    return [
        `### ${HEADLINES[release.verdict]}${failure ? `: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : ''}`,
        ...(failure?.advice === undefined ? [] : [`**Next:** ${(0,markdown/* escapeMarkdown */.FV)(failure.advice)}`]),
        describeTraffic(plan, release),
        ...(failure?.detail === undefined ? [] : [(0,markdown/* details */.zH)('Evidence', (0,markdown/* codeBlock */.DV)(failure.detail))]),
        renderGantt(plan, timeline),
        renderMoments(timeline),
        `Probe: ${probeCounts.sent} requests, ${probeCounts.failed} failed.`,
    ].join('\n\n');
}
/** The plan of a dry run: what would be written, rule by rule. */
function renderPlan(plan) {
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
            [(0,markdown/* inlineCode */.ti)(plan.target.slots[plan.live].service), 'as now until the bake is over, then 0'],
        ]),
        `The new revision is ${(0,markdown/* inlineCode */.ti)(plan.baseTaskDefinition)} with ${(0,markdown/* inlineCode */.ti)(plan.image)} in container ${(0,markdown/* inlineCode */.ti)(plan.target.container.name)}.`,
    ].join('\n\n');
}
function describeTraffic(plan, { verdict, taskDefinition }) {
    const rows = plan.rules.map(({ ruleArn }) => [(0,markdown/* inlineCode */.ti)(ruleArn), trafficAfter(plan, verdict)]);
    const revision = taskDefinition === undefined ? '' : ` (${(0,markdown/* inlineCode */.ti)(taskDefinition)})`;
    return [`${(0,markdown/* inlineCode */.ti)(plan.image)}${revision}`, (0,markdown/* table */.tp)(['Production rule', 'Traffic goes to'], rows)].join('\n\n');
}
function trafficAfter(plan, verdict) {
    if (verdict === 'inconclusive')
        return 'unknown, see below';
    return verdict === 'released' ? plan.standby : plan.live;
}
function renderMoments({ moments }) {
    return (0,markdown/* table */.tp)(['UTC', 'What'], moments.map(({ at, text }) => [new Date(at).toISOString().slice(11, 19), (0,markdown/* escapeMarkdown */.FV)(text)]));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/timeline.js
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/run.js







/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS. */
async function run(inputs, target, ports) {
    const seen = await observe(target, ports);
    const plan = makePlan(inputs, seen);
    const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
    const definition = withImage(base.definition, target.container.name, inputs.image);
    ports.log.info(`${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`);
    if (inputs.dryRun)
        return { outputs: { 'live-slot': plan.live, image: plan.image }, summary: renderPlan(plan) };
    await ports.session.ensureOutlasts(longestDuration(inputs));
    const timeline = startTimeline(ports);
    const ended = await release({ plan, definition, inputs, timeline }, ports);
    return {
        outputs: listOutputs(plan, ended, timeline),
        summary: renderRelease(plan, ended, timeline),
        ...(ended.failure ? { failure: ended.failure } : {}),
    };
}
/** What every wait of a release and its rollback adds up to at most, in milliseconds. */
function longestDuration({ healthyTimeout, steps, hold, bake }) {
    const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
    return healthyTimeout + held + 2 * hold + bake;
}
function listOutputs(plan, ended, timeline) {
    const seconds = (phase) => secondsOf(timeline, phase)?.toString();
    return {
        verdict: ended.verdict,
        'live-slot': liveSlotAfter(plan, ended),
        'previous-slot': plan.live,
        image: plan.image,
        'task-definition': ended.taskDefinition,
        'seconds-to-healthy': seconds('prepare'),
        'seconds-to-shift': seconds('shift'),
        'seconds-to-rollback': seconds('roll back'),
        'failed-requests': String(ended.probeCounts.failed),
    };
}
function liveSlotAfter(plan, { verdict }) {
    if (verdict === 'inconclusive')
        return undefined;
    return verdict === 'released' ? plan.standby : plan.live;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/start.js






/** Ties a run to AWS and the network, once its inputs are known to be good. */
async function start(inputs, context) {
    const ports = { ...context, random: systemRandom };
    const session = openSession({
        action: 'blue-green-switch',
        region: inputs.region,
        roleToAssume: inputs.roleToAssume,
        env: process.env,
    }, { ...ports, mask: mask/* maskSecret */.$ });
    const { clients } = session;
    const target = assembleTarget([await readTargetLayer(inputs.target, clients, context.signal)]);
    return run(inputs, target, {
        ...ports,
        ecs: await clients.ecs(),
        elbv2: await clients.elbv2(),
        logs: await clients.logs(),
        probe: probeOverHttp,
        session,
    });
}
/** A name begins with a slash, which no YAML or JSON document of a target does. */
async function readTargetLayer(text, clients, signal) {
    if (!text.startsWith('/'))
        return parseTargetLayer(text, 'input "target"');
    return readTargetParameter({ ssm: await clients.ssm(), signal }, text);
}


/***/ }),

/***/ 9:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainAwsError: () => (/* binding */ explainAwsError)
});

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/aws/retry/classify-error.js
var classify_error = __webpack_require__(2902);
;// CONCATENATED MODULE: ./lib/aws/errors/access-denied.js
const NAMES = /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized|AuthorizationError(Exception)?)$/;
/** AWS's sentence in the forms that its services give it; the resource or the reason may be missing. */
const SENTENCE = /(?:(?:User|Principal):\s*(?<principal>\S+)\s+is\s+)?not authorized to perform(?: action)?:?\s+(?<action>[a-z0-9-]+:\w+)(?:\s+on(?: the)? resource:?\s+(?<resource>arn:\S+|\*))?(?<rest>[\s\S]*)/i;
/** Reads a denial out of an error; undefined when it is none. */
function readDenial(error, call) {
    const groups = SENTENCE.exec(error.message)?.groups;
    if (!groups && !NAMES.test(error.name))
        return undefined;
    const action = groups?.action ?? (call ? `${PREFIXES[call.service] ?? call.service}:${call.operation}` : undefined);
    if (action === undefined)
        return undefined;
    const reason = /\b(?:because\s+|with\s+(?=an explicit deny))([\s\S]+)/.exec(groups?.rest ?? '')?.[1];
    return {
        action,
        resource: groups?.resource?.replace(/[.,]$/, '') ?? (call?.resource || '*'),
        ...(groups?.principal ? { principal: describePrincipal(groups.principal) } : {}),
        ...(reason ? { reason: reason.trim().replace(/\.$/, '') } : {}),
    };
}
/** Prefixes of IAM actions, by the SDK's name of the client. */
const PREFIXES = {
    CloudWatchLogs: 'logs',
    ECR: 'ecr',
    ECS: 'ecs',
    ElasticLoadBalancingV2: 'elasticloadbalancing',
    SSM: 'ssm',
    STS: 'sts',
};
/** `arn:aws:sts::123456789012:assumed-role/deploy/session` is `role deploy of account 123456789012`. */
function describePrincipal(arn) {
    const match = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(assumed-role|role|user)\/(.+)$/.exec(arn);
    const [, account, kind, path = ''] = match ?? [];
    if (!match)
        return arn;
    const name = kind === 'assumed-role' ? path.split('/')[0] : path;
    return `${kind === 'user' ? 'user' : 'role'} ${name} of account ${account}`;
}
/** The missing action, resource and role, and the statement to add, or the deny to lift. */
function explainDenial(error, denial) {
    const { action, principal = 'the caller', resource, reason } = denial;
    const because = reason === undefined ? '' : `: ${reason}`;
    return {
        cause: `AWS denied ${action} on ${resource} to ${principal}${because}.`,
        advice: adviseOn(denial),
        detail: error.message,
    };
}
function adviseOn({ action, principal = 'the role or user that calls', resource, reason = '', }) {
    const statement = JSON.stringify({
        Effect: 'Allow',
        Action: action,
        Resource: /^(arn:|\*$)/.test(resource) ? resource : '*',
    });
    if (/explicit deny/.test(reason)) {
        const [, kind = 'policy', arn] = /explicit deny in an? ([a-z -]+?)(?::\s*(arn:\S+))?$/.exec(reason) ?? [];
        return `Change the ${kind}${arn ? ` ${arn}` : ''} that denies it; no policy that allows it outweighs a deny.`;
    }
    if (/permissions boundary/.test(reason))
        return `Add to the permissions boundary of ${principal}: ${statement}`;
    if (/session polic/.test(reason))
        return `Add to the session policy with which ${principal} was assumed: ${statement}`;
    if (/service control polic/.test(reason)) {
        return `Ask the administrators of the AWS organization: a service control policy has to allow ${action}.`;
    }
    if (/resource control polic/.test(reason)) {
        return `Ask the administrators of the AWS organization: a resource control policy has to allow ${action}.`;
    }
    if (/VPC endpoint polic/.test(reason))
        return `Add to the policy of the VPC endpoint: ${statement}`;
    if (/no resource-based polic/.test(reason))
        return `Add to the policy of the resource, with ${principal} as principal: ${statement}`;
    return `Add to a policy of ${principal}: ${statement}`;
}

// EXTERNAL MODULE: ./lib/aws/errors/failed-call.js
var failed_call = __webpack_require__(9400);
// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
;// CONCATENATED MODULE: ./lib/aws/errors/explain.js





/**
 * Says why a call of an AWS client failed and what to do; undefined for an error that comes from elsewhere. It is
 * async because that is how `runAction` takes it.
 */
async function explainAwsError(thrown) {
    const error = (0,sdk_error/* asSdkError */.n)(thrown);
    const call = (0,failed_call/* failedCallOf */.b1)(thrown);
    const setup = explainSetup(error);
    if (setup)
        return setup;
    if (!call && error.$metadata === undefined && error.$fault === undefined && !isNetwork(thrown, error)) {
        return undefined;
    }
    const denial = readDenial(error, call);
    if (denial)
        return explainDenial(error, denial);
    return explainCredentials(error) ?? explainTransient(thrown, error, call) ?? explainRefusal(error, call);
}
/** What is wrong before any call is made. */
function explainSetup(error) {
    if (error.name === 'CredentialsProviderError') {
        return {
            cause: `There are no AWS credentials: ${firstLine(error.message)}`,
            advice: 'Give the step "role-to-assume" (and the job "permissions: id-token: write"), or run aws-actions/configure-aws-credentials before it.',
        };
    }
    if (/^Region is missing/.test(error.message)) {
        return {
            cause: 'No AWS region is given.',
            advice: 'Set the input "region", or AWS_REGION in the environment of the step.',
        };
    }
    return undefined;
}
const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired)$/;
const NOT_ACCEPTED = /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|AuthFailure)$/;
function explainCredentials(error) {
    if (EXPIRED.test(error.name)) {
        return {
            cause: `The AWS credentials have expired: ${firstLine(error.message)}`,
            advice: 'Give the step "role-to-assume": it then renews its credentials itself. Credentials of an earlier step end while a long step runs.',
        };
    }
    if (NOT_ACCEPTED.test(error.name)) {
        return {
            cause: `AWS does not accept the credentials (${error.name}): ${firstLine(error.message)}`,
            advice: 'Check that access key, secret and session token belong together, to a key that is active, and that the clock of the runner is right.',
        };
    }
    return undefined;
}
/** What went on until the attempts were used up. */
function explainTransient(thrown, error, call) {
    const tried = call ? `${call.attempts} attempts in ${(0,duration/* formatDuration */.a)(call.milliseconds)}` : 'one attempt';
    const name = describeCall(call);
    switch ((0,classify_error/* classifyError */.f)(thrown)) {
        case 'throttled':
            return {
                cause: `AWS throttled ${name} until the end (${tried}): ${(0,sdk_error/* describeError */.U)(error)}`,
                advice: 'Everything in this account and region shares the limit: run fewer things at a time, or ask for a higher quota.',
            };
        case 'network':
            return {
                cause: `${capitalise(name)} got no answer (${tried}): ${(0,sdk_error/* describeError */.U)(error)}${place(error)}`,
                advice: 'Check the spelling of the region, AWS_ENDPOINT_URL if it is set, and that this runner may reach that address.',
            };
        case 'server':
            return {
                cause: `${capitalise(name)} failed inside AWS (${tried}): ${(0,sdk_error/* describeError */.U)(error)}`,
                advice: 'Run it again later; see https://health.aws.amazon.com for the state of AWS.',
                ...requestId(error),
            };
        case 'permanent':
            return undefined;
    }
}
const NOT_FOUND = /NotFound(Exception|Fault)?$/;
function explainRefusal(error, call) {
    if (NOT_FOUND.test(error.name)) {
        const what = call?.resource ? `this does not exist: ${call.resource}` : firstLine(error.message);
        return {
            cause: `${capitalise(describeOperation(call))}: ${what} (${(0,sdk_error/* describeError */.U)(error)})`,
            advice: 'Check the name, and that region and account of the credentials are those of the resource.',
            ...requestId(error),
        };
    }
    return { cause: `AWS refused ${describeCall(call)}: ${(0,sdk_error/* describeError */.U)(error)}`, ...requestId(error) };
}
function isNetwork(thrown, error) {
    return error.code !== undefined && (0,classify_error/* classifyError */.f)(thrown) === 'network';
}
function describeOperation(call) {
    return call ? `${call.service} ${call.operation}` : 'a call to AWS';
}
/** `ECS DescribeServices (cluster "main", service "web")` */
function describeCall(call) {
    return call?.resource ? `${describeOperation(call)} (${call.resource})` : describeOperation(call);
}
/** The address, where the message does not have it. */
function place({ hostname, address, port, message }) {
    const host = hostname ?? address;
    if (host === undefined || message.includes(host))
        return '';
    return ` (${port === undefined ? host : `${host}:${port}`})`;
}
function requestId({ $metadata }) {
    return $metadata?.requestId ? { detail: `AWS request ID: ${$metadata.requestId}` } : {};
}
function firstLine(text) {
    return text.split('\n')[0] ?? '';
}
function capitalise(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 9400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b1: () => (/* binding */ failedCallOf),
/* harmony export */   w9: () => (/* binding */ describeResource),
/* harmony export */   xo: () => (/* binding */ markFailedCall)
/* harmony export */ });
const KEY = Symbol('failedCall');
/** Marks an error, and those it is made of, with the call that it ended. A second mark does not replace the first. */
function markFailedCall(error, call) {
    // One for each address of a host that does not answer.
    if (error instanceof AggregateError)
        for (const part of error.errors)
            markFailedCall(part, call);
    if (error instanceof Error && Object.isExtensible(error) && !(KEY in error)) {
        Object.defineProperty(error, KEY, { value: call });
    }
}
function failedCallOf(error) {
    return error instanceof Error ? error[KEY] : undefined;
}
/** Inputs that say which resource a call is about, and what people call it. Nothing here ever holds a secret. */
const RESOURCES = {
    cluster: 'cluster',
    service: 'service',
    services: 'service',
    tasks: 'task',
    task: 'task',
    taskDefinition: 'task definition',
    family: 'family',
    familyPrefix: 'family',
    LoadBalancerArn: 'load balancer',
    ListenerArn: 'listener',
    ListenerArns: 'listener',
    RuleArn: 'rule',
    RuleArns: 'rule',
    TargetGroupArn: 'target group',
    TargetGroupArns: 'target group',
    repositoryName: 'repository',
    repositoryNames: 'repository',
    logGroupName: 'log group',
    logStreamName: 'log stream',
    Name: 'parameter',
    Path: 'parameter path',
    RoleArn: 'role',
};
/** The resources that a call's input names, as text: `cluster "main", service "web"`. */
function describeResource(input) {
    if (typeof input !== 'object' || input === null)
        return '';
    return Object.entries(input)
        .flatMap(([key, value]) => {
        const kind = RESOURCES[key];
        const named = [value].flat().filter((name) => typeof name === 'string');
        return kind === undefined || named.length === 0 ? [] : [`${kind} ${named.map(quote).join(', ')}`];
    })
        .join(', ');
}
function quote(name) {
    return `"${name}"`;
}


/***/ }),

/***/ 8251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ describeError),
/* harmony export */   n: () => (/* binding */ asSdkError)
/* harmony export */ });
/** The error with the SDK's fields in reach. Anything but an Error becomes an error of no known kind. */
function asSdkError(error) {
    if (error instanceof Error)
        return error;
    return { name: 'Error', message: String(error) };
}
/** The error in one line: its code, where the text does not hold it, and the first line of its text. */
function describeError(thrown) {
    const { name, code = name, message } = asSdkError(thrown);
    const text = (message.split('\n')[0] ?? '').replace(/^@smithy\/\S+ - \[\w+\] /, '');
    return text.includes(code) || text === '' ? text || code : `${code}: ${text}`;
}


/***/ }),

/***/ 2902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ classifyError),
/* harmony export */   w: () => (/* binding */ hadNoEffect)
/* harmony export */ });
/* harmony import */ var _errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8251);

/**
 * Codes that say "too fast" or "somebody else is at it". `LimitExceededException` is not among them although the SDK
 * counts it: ECS, ECR and CloudWatch Logs use it for quotas, which no waiting lifts.
 */
const THROTTLING = new Set([
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'TooManyUpdates',
]);
/** ECS answers two registrations of one family at the same moment with a plain ClientException. */
const THROTTLING_MESSAGE = /^(Rate exceeded|Too many concurrent attempts)/i;
/** The request did not reach AWS, so nothing can have happened there. */
const UNSENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** The request may have reached AWS, and what it asked for may have been done. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
const TIMEOUTS = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);
const CLOCK_SKEW = new Set([
    'InvalidSignatureException',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
]);
const SERVER_STATUS = new Set([500, 502, 503, 504]);
/** Tells transient errors (all but `permanent`) from those that another try cannot change. */
function classifyError(thrown) {
    const error = (0,_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .asSdkError */ .n)(thrown);
    const status = error.$metadata?.httpStatusCode;
    if (error.name === 'AbortError')
        return 'permanent';
    if (isThrottling(thrown))
        return 'throttled';
    if (isUnsent(thrown) || BROKEN_OFF.has(error.code ?? '') || TIMEOUTS.has(error.name))
        return 'network';
    if (SERVER_STATUS.has(status ?? 0))
        return 'server';
    if (error.$retryable !== undefined || isSkewCorrected(error))
        return 'server';
    return 'permanent';
}
/** True when AWS certainly did nothing: a call that must not happen twice may be sent again. */
function hadNoEffect(thrown) {
    return isThrottling(thrown) || isUnsent(thrown);
}
/**
 * The SDK has just learned AWS's time from this answer, and signs the next request with it. It says so of any answer,
 * so the code must be one that a wrong time explains.
 */
function isSkewCorrected({ name, $metadata }) {
    return $metadata?.clockSkewCorrected === true && CLOCK_SKEW.has(name);
}
function isThrottling(thrown) {
    const error = (0,_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .asSdkError */ .n)(thrown);
    return (error.$metadata?.httpStatusCode === 429 ||
        THROTTLING.has(error.name) ||
        error.$retryable?.throttling === true ||
        THROTTLING_MESSAGE.test(error.message));
}
function isUnsent(thrown) {
    return UNSENT.has((0,_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .asSdkError */ .n)(thrown).code ?? '');
}


/***/ })

};
