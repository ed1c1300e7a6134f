export const id = 9;
export const ids = [9];
export const modules = {

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


/***/ })

};
