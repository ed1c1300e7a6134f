export const id = 895;
export const ids = [895,9];
export const modules = {

/***/ 7276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start),
  startPost: () => (/* binding */ startPost)
});

// EXTERNAL MODULE: ./lib/action/clock.js
var clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/mask.js
var mask = __webpack_require__(6599);
// EXTERNAL MODULE: ./lib/action/random.js
var random = __webpack_require__(4172);
// EXTERNAL MODULE: ./lib/action/version.js
var version = __webpack_require__(2803);
// EXTERNAL MODULE: ./lib/action/once.js
var once = __webpack_require__(2026);
// EXTERNAL MODULE: ./lib/aws/errors/kinds.js
var kinds = __webpack_require__(2943);
;// CONCATENATED MODULE: ./lib/aws/retry/renewal-middleware.js

/**
 * Makes a call once more that AWS refuses because the credentials have expired, when there are others: this machine's
 * date may be wrong, or a session may end before its time. Such a refusal has had no effect. The SDK takes credentials
 * before it comes to its own retries, so this stands around all of it.
 */
function addRenewal(client, { generation, renew }) {
    client.middlewareStack.add((next) => async (args) => {
        for (let hasRenewed = false;;) {
            const before = generation();
            try {
                return await next(args);
            }
            catch (error) {
                if (!(0,kinds/* hasExpired */.oN)(error) || hasRenewed)
                    throw error;
                // Other credentials were had meanwhile, for the first time or because another call was refused too.
                if (generation() !== before)
                    continue;
                hasRenewed = await renew();
                if (!hasRenewed)
                    throw error;
            }
        }
    }, { step: 'initialize', name: 'platformActionsRenewal', priority: 'high' });
}

// EXTERNAL MODULE: ./lib/aws/retry/retry.js
var retry = __webpack_require__(2761);
// EXTERNAL MODULE: ./lib/aws/errors/failed-call.js
var failed_call = __webpack_require__(9400);
// EXTERNAL MODULE: ./lib/aws/middleware.js
var middleware = __webpack_require__(5688);
// EXTERNAL MODULE: ./lib/aws/retry/classify-error.js
var classify_error = __webpack_require__(2902);
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
        const { service, operation } = (0,middleware/* nameCall */.w)(context);
        return (0,retry/* withRetries */.LH)(ports, {
            what: `${service} ${operation}`,
            policy,
            // Whatever the caller gave to `send`, where its type is fixed.
            signal: context.__smithy_context?.abortSignal,
            mayRepeat: (error) => !NOT_REPEATABLE.has(operation) || (0,classify_error/* hadNoEffect */.w)(error),
            onGivingUp: (error, tried) => (0,failed_call/* markFailedCall */.xo)(error, { service, operation, resource: (0,failed_call/* describeResource */.w9)(args.input), ...tried }),
        }, () => next(args));
    }, { relation: 'before', toMiddleware: 'retryMiddleware', name: 'platformActionsRetries' });
}

;// CONCATENATED MODULE: ./lib/aws/clients.js




/** An attempt that hangs is given up, in milliseconds: the SDK itself would wait for ever. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };
/**
 * Clients with one retry loop (ours, on the given clock) and this suite's user agent. The endpoint is AWS's, or
 * `AWS_ENDPOINT_URL`, which the SDK reads itself.
 */
function createClients(settings, ports, loads) {
    const config = clientConfig(settings);
    const policy = settings.retryPolicy ?? retry/* DEFAULT_RETRY_POLICY */.cO;
    async function make(load) {
        const client = await load(config);
        addRetries(client, ports, policy);
        if (settings.renewal)
            addRenewal(client, settings.renewal);
        return client;
    }
    const entries = Object.entries(loads).map(([name, load]) => [name, (0,once/* once */.O)(() => make(load))]);
    return Object.fromEntries(entries);
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
    let generation = 0;
    let renewal;
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
        generation: () => generation,
        async renew() {
            if (isFixed(await identity()))
                return false;
            renewal ??= identity({ forceRefresh: true })
                .then((renewed) => {
                generation += 1;
                return renewed;
            })
                .finally(() => {
                renewal = undefined;
            });
            await renewal;
            return true;
        },
    };
}
/** The SDK's type does not show where it found the credentials. */
function isFixed(identity) {
    const { $source = {} } = identity;
    const sources = Object.keys($source);
    return sources.length > 0 && sources.every((source) => FIXED_SOURCES.includes(source));
}

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
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
    const { getIDToken } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2825));
    const { signal } = ports;
    return (0,retry/* withRetries */.LH)(ports, { what: 'GitHub OIDC token', policy: retry/* DEFAULT_RETRY_POLICY */.cO, signal }, () => getIDToken(AUDIENCE).catch((error) => {
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
// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
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
    let generation = 0;
    const left = () => (current ? current.expiration.getTime() - clock.now() : 0);
    /** One renewal at a time, however many calls wait for it. */
    function renew() {
        renewal ??= assumeRole(ports, role)
            .then((credentials) => {
            current = credentials;
            generation += 1;
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
        generation: () => generation,
        async renew() {
            if (!renewal)
                log.info(`AWS says that the session of role ${role.arn} has expired: it is assumed again.`);
            await renew();
            return true;
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

;// CONCATENATED MODULE: ./lib/aws/load-client/sts.js
async function loadSts(config) {
    return new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(811)]).then(__webpack_require__.t.bind(__webpack_require__, 2811, 19))).STS(config);
}

;// CONCATENATED MODULE: ./lib/aws/session.js







/**
 * Opens it. Nothing is asked of AWS or GitHub before the first call.
 * @param loads the clients that the action calls
 */
function openSession(settings, ports, loads) {
    const { action, env, requestHandler } = settings;
    // The JavaScript SDK alone among AWS's does not look at AWS_DEFAULT_REGION.
    const region = settings.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
    const common = { action, version: version/* VERSION */.x, region, requestHandler };
    const source = openSource(settings, createClients(common, ports, { sts: loadSts }), ports);
    // Marked so, the SDK keeps no copy of its own and asks the source before every call.
    const credentials = Object.assign(() => source.provide(), { memoized: true });
    return {
        clients: createClients({ ...common, credentials, renewal: source }, ports, loads),
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

// EXTERNAL MODULE: ./lib/aws/aws-command.js
var aws_command = __webpack_require__(4451);
;// CONCATENATED MODULE: ./lib/aws/target-parameter.js



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
/** What a target looks like. */
const EXAMPLE_TARGET = `{
  "cluster": "production",
  "slots": {
    "blue": { "service": "web-blue", "targetGroup": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web-blue/0123456789abcdef" },
    "green": { "service": "web-green", "targetGroup": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web-green/fedcba9876543210" }
  },
  "productionRules": ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/production/0123456789abcdef/0123456789abcdef"],
  "container": { "name": "web", "port": 8080 }
}`;
/**
 * Reads the target document from Parameter Store. What parses it is loaded when there is one.
 * @throws ActionFailure when there is none, with the command that writes it
 */
async function readTargetParameter({ ssm, signal }, name) {
    const text = await readParameter(ssm, name, signal);
    if (text === undefined) {
        const region = await ssm.config.region();
        const options = { name, type: 'String', value: 'file://target.json' };
        throw new errors/* ActionFailure */.d({
            cause: `There is no deployment target: parameter ${name} does not exist in ${region}.`,
            advice: `Write it with: ${(0,aws_command/* awsCommand */.b)('ssm put-parameter', region, options)}`,
            detail: `target.json, with your own names:\n${EXAMPLE_TARGET}`,
        });
    }
    return { text, origin: `parameter ${name}` };
}
async function readParameter(ssm, Name, abortSignal) {
    const found = await (0,kinds/* unlessMissing */.F2)(() => ssm.getParameter({ Name, WithDecryption: true }, { abortSignal }));
    return found?.Parameter?.Value;
}

// EXTERNAL MODULE: ./lib/aws/server-date.js
var server_date = __webpack_require__(3616);
;// CONCATENATED MODULE: ./lib/aws/load-client/cloudwatch.js

/** Its answers carry the time at which AWS gave them. */
async function loadCloudwatch(config) {
    const client = new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(793)]).then(__webpack_require__.t.bind(__webpack_require__, 5793, 19))).CloudWatch(config);
    (0,server_date/* keepServerDates */.Q)(client);
    return client;
}

;// CONCATENATED MODULE: ./lib/aws/load-client/ecs.js
async function loadEcs(config) {
    return new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(224)]).then(__webpack_require__.t.bind(__webpack_require__, 4224, 19))).ECS(config);
}

;// CONCATENATED MODULE: ./lib/aws/load-client/elbv2.js
async function loadElbv2(config) {
    return new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(710)]).then(__webpack_require__.t.bind(__webpack_require__, 5710, 19))).ElasticLoadBalancingV2(config);
}

;// CONCATENATED MODULE: ./lib/aws/load-client/logs.js
async function loadLogs(config) {
    return new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(107)]).then(__webpack_require__.t.bind(__webpack_require__, 1107, 19))).CloudWatchLogs(config);
}

;// CONCATENATED MODULE: ./lib/aws/load-client/scaling.js
async function loadScaling(config) {
    return new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(839)]).then(__webpack_require__.t.bind(__webpack_require__, 9839, 19))).ApplicationAutoScaling(config);
}

;// CONCATENATED MODULE: ./lib/aws/load-client/ssm.js

/** Its answers carry the time at which AWS gave them. */
async function loadSsm(config) {
    const client = new (await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(28)]).then(__webpack_require__.t.bind(__webpack_require__, 4028, 19))).SSM(config);
    (0,server_date/* keepServerDates */.Q)(client);
    return client;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/client-loads.js






/** The clients that the switch calls. */
const clientLoads = {
    ...{ ecs: loadEcs, elbv2: loadElbv2, cloudwatch: loadCloudwatch },
    ...{ logs: loadLogs, ssm: loadSsm, scaling: loadScaling },
};

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(4379);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/keep-evidence.js



/**
 * Writes `evidence.json` where the runner keeps files until its job ends, into a folder that no other step has.
 * @returns its path
 */
async function keepEvidence(text, { RUNNER_TEMP }) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(RUNNER_TEMP || (0,external_node_os_.tmpdir)(), 'blue-green-switch-'));
    const path = (0,external_node_path_.join)(folder, 'evidence.json');
    await (0,promises_.writeFile)(path, text);
    return path;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/probe.js
/** A request that takes longer has failed, redirects and all: a visitor would have left. */
const TIMEOUT_MILLISECONDS = 5_000;
/** As many as browsers follow. */
const MOST_REDIRECTS = 20;
/** What is looked at of a body. */
const KEPT_BYTES = 256 * 1024;
/** A body is read this far, so that one that breaks off is noticed; one without an end must not fill the memory. */
const READ_BYTES = 8 * 1024 * 1024;
const HEADERS = { connection: 'close', 'user-agent': 'platform-actions blue-green-switch' };
/**
 * Requests over the network, each on a connection of its own: an old one may stay with the node it began on. Redirects
 * are followed: one that the load balancer itself answers with says nothing about the version behind it.
 */
const probeOverHttp = async (request, signal) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    try {
        return await follow(request, deadline);
    }
    catch (error) {
        return { kind: 'unanswered', reason: reasonOf(error) };
    }
};
async function follow(first, signal) {
    let { url, headers } = first;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        const response = await fetch(url, { headers: { ...HEADERS, ...headers }, redirect: 'manual', signal });
        const location = isRedirect(response.status) ? response.headers.get('location') : null;
        if (location === null)
            return readAnswer(response);
        await response.body?.cancel();
        const next = new URL(location, url);
        if (!mayKnowHeaders(new URL(url), next))
            headers = {};
        url = next.href;
    }
    return { kind: 'unanswered', reason: `more than ${MOST_REDIRECTS} redirects` };
}
function isRedirect(status) {
    return [301, 302, 303, 307, 308].includes(status);
}
/** A header may be a secret: it stays with the host that it is meant for, and does not leave TLS. */
function mayKnowHeaders(from, to) {
    return from.hostname === to.hostname && !(from.protocol === 'https:' && to.protocol !== 'https:');
}
async function readAnswer(response) {
    const { status } = response;
    const headers = Object.fromEntries(response.headers);
    return { kind: 'answered', status, headers, body: await readBody(response) };
}
async function readBody({ body }) {
    const kept = [];
    let read = 0;
    // Ending the loop early ends the connection too.
    for await (const chunk of body ?? []) {
        if (read < KEPT_BYTES)
            kept.push(chunk);
        read += chunk.byteLength;
        if (read >= READ_BYTES)
            break;
    }
    return Buffer.concat(kept).subarray(0, KEPT_BYTES).toString();
}
/** `fetch` hides what happened to the connection in the cause of a plain "fetch failed". */
function reasonOf(thrown) {
    const { name, message, cause } = thrown;
    if (name === 'TimeoutError')
        return `no answer within ${TIMEOUT_MILLISECONDS / 1000} s`;
    return cause?.message || cause?.errors?.[0]?.message || message || 'no answer';
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/start.js








/** Ties a run to AWS and the network, once its inputs are known to be good. */
async function start(inputs, request, context) {
    const { target, ports } = await start_open(inputs, context);
    const { run } = await Promise.all(/* import() */[__webpack_require__.e(458), __webpack_require__.e(414), __webpack_require__.e(496)]).then(__webpack_require__.bind(__webpack_require__, 8496));
    const { endWithVerdict } = await Promise.all(/* import() */[__webpack_require__.e(458), __webpack_require__.e(91)]).then(__webpack_require__.bind(__webpack_require__, 7091));
    return endWithVerdict(request, ports, () => run(request, target, ports));
}
/** The same for the step after the job. */
async function startPost(inputs, record, context) {
    const { target, ports } = await start_open(inputs, context);
    const { runPostStep } = await Promise.all(/* import() */[__webpack_require__.e(458), __webpack_require__.e(414), __webpack_require__.e(247)]).then(__webpack_require__.bind(__webpack_require__, 5247));
    return runPostStep({ inputs, target, record }, ports);
}
async function start_open(inputs, context) {
    const ports = { ...context, random: random/* systemRandom */.v, mask: mask/* maskSecret */.$ };
    const session = openSession({
        action: 'blue-green-switch',
        region: inputs.region,
        roleToAssume: inputs.roleToAssume,
        env: process.env,
    }, ports, clientLoads);
    const { clients } = session;
    const { text, origin } = await readTarget(inputs.target, clients, context.signal);
    // All else that a run needs is loaded when there is a target to work on.
    const { assembleTarget, parseTargetLayer } = await Promise.all(/* import() */[__webpack_require__.e(458), __webpack_require__.e(483), __webpack_require__.e(758)]).then(__webpack_require__.bind(__webpack_require__, 3758));
    return {
        target: assembleTarget([parseTargetLayer(text, origin)]),
        ports: {
            ...ports,
            ecs: await clients.ecs(),
            elbv2: await clients.elbv2(),
            containerLogs: clients.logs,
            parameterStore: clients.ssm,
            monitoring: clients.cloudwatch,
            scaling: clients.scaling,
            stopwatch: clock/* systemStopwatch */.T8,
            owner: ownerOf(process.env),
            probe: probeOverHttp,
            session,
            keepEvidence: (evidence) => keepEvidence(evidence, process.env),
        },
    };
}
/** A run and its reruns are the same owner. Outside of GitHub every process is one of its own. */
function ownerOf({ GITHUB_REPOSITORY, GITHUB_RUN_ID }) {
    return { repository: GITHUB_REPOSITORY ?? 'local', runId: GITHUB_RUN_ID ?? (0,random/* randomHex */.n)(random/* systemRandom */.v, 16) };
}
/** A name begins with a slash, which no YAML or JSON document of a target does. */
async function readTarget(text, clients, signal) {
    if (!text.startsWith('/'))
        return { text, origin: 'input "target"' };
    return readTargetParameter({ ssm: await clients.ssm(), signal }, text);
}


/***/ }),

/***/ 2026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
/** Does what takes time when it is first asked for, and never again: whoever asks later gets the same, be it a failure. */
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}


/***/ }),

/***/ 4172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ randomHex),
/* harmony export */   v: () => (/* binding */ systemRandom)
/* harmony export */ });
/** The machine's own chance. */
const systemRandom = { next: () => Math.random() };
/** So many random bytes in hexadecimal: a name that nobody else has. */
function randomHex(random, bytes) {
    return Array.from({ length: bytes }, () => Math.floor(random.next() * 256))
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
}


/***/ }),

/***/ 2803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The suite's version, as user agents show it; the same as in package.json. */
const VERSION = '0.1.0';


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
    ApplicationAutoScaling: 'application-autoscaling',
    CloudWatch: 'cloudwatch',
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
// EXTERNAL MODULE: ./lib/aws/errors/kinds.js
var kinds = __webpack_require__(2943);
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
const NOT_ACCEPTED = /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|AuthFailure)$/;
function explainCredentials(error) {
    if ((0,kinds/* hasExpired */.oN)(error)) {
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
function explainRefusal(error, call) {
    if ((0,kinds/* isNotFound */.c4)(error)) {
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
    ResourceId: 'scalable target',
    ResourceIds: 'scalable target',
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

/***/ 2943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ unlessMissing),
/* harmony export */   c4: () => (/* binding */ isNotFound),
/* harmony export */   oN: () => (/* binding */ hasExpired)
/* harmony export */ });
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8251);

/** Whether AWS says that something does not exist. */
function isNotFound(thrown) {
    return /NotFound(Exception|Fault)?$/.test((0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .asSdkError */ .n)(thrown).name);
}
/** What a call answers; undefined when AWS says that it does not exist. */
async function unlessMissing(read) {
    try {
        return await read();
    }
    catch (error) {
        if (isNotFound(error))
            return undefined;
        throw error;
    }
}
/** Whether AWS says that the credentials have expired: such a call has had no effect. */
function hasExpired(thrown) {
    return /^(ExpiredToken(Exception)?|RequestExpired)$/.test((0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .asSdkError */ .n)(thrown).name);
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

/***/ 5688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ nameCall)
/* harmony export */ });
/** How a call is named: `ECS` and `DescribeServices`. */
function nameCall({ clientName = 'AWS', commandName = 'call' }) {
    return { service: clientName.replace(/Client$/, ''), operation: commandName.replace(/Command$/, '') };
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
    // Of Application Auto Scaling, while it is still at an earlier write of the same target.
    'ConcurrentUpdateException',
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


/***/ }),

/***/ 2761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   cO: () => (/* binding */ DEFAULT_RETRY_POLICY)
/* harmony export */ });
/* unused harmony export waitBefore */
/* harmony import */ var _action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);
/* harmony import */ var _action_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5775);
/* harmony import */ var _errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8251);
/* harmony import */ var _classify_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2902);




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
            const kind = (0,_classify_error_js__WEBPACK_IMPORTED_MODULE_2__/* .classifyError */ .f)(error);
            const milliseconds = clock.now() - start;
            const wait = waitBefore(attempts + 1, kind, policy, random);
            const isLast = attempts >= policy.attempts || milliseconds + wait > policy.total;
            if (kind === 'permanent' || isLast || options.mayRepeat?.(error) === false) {
                options.onGivingUp?.(error, { attempts, milliseconds });
                throw error;
            }
            log.info(`${what} ${REASONS[kind]} (${(0,_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .U)(error)}): attempt ${attempts + 1} of ${policy.attempts} in ${(0,_action_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a)(wait)}.`);
            await (0,_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, wait, signal);
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


/***/ }),

/***/ 3616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ serverDateOf),
/* harmony export */   Q: () => (/* binding */ keepServerDates)
/* harmony export */ });
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


/***/ })

};
