export const id = 414;
export const ids = [414];
export const modules = {

/***/ 1799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ fetchMetrics)
/* harmony export */ });
/* harmony import */ var _lib_aws_pagination_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6308);
/* harmony import */ var _lib_aws_server_date_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3616);
/* harmony import */ var _minutes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7202);
/* harmony import */ var _queries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8999);




/** One call, as a rule: an answer holds 100,800 datapoints, but AWS may give fewer at a time. */
async function fetchMetrics(cloudwatch, { queries, window }, signal) {
    const minutes = (0,_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .minutesOf */ .dp)(window);
    const pages = cloudwatch.paginateGetMetricData({
        MetricDataQueries: queries,
        StartTime: new Date(minutes[0] ?? 0),
        EndTime: new Date((minutes.at(-1) ?? 0) + _queries_js__WEBPACK_IMPORTED_MODULE_2__/* .PERIOD_SECONDS */ .aN * 1_000),
    });
    let answeredAt;
    const results = await (0,_lib_aws_pagination_js__WEBPACK_IMPORTED_MODULE_3__/* .collect */ .F)(pages, (page) => {
        answeredAt ??= (0,_lib_aws_server_date_js__WEBPACK_IMPORTED_MODULE_0__/* .serverDateOf */ .H)(page)?.getTime();
        return page.MetricDataResults;
    }, { signal });
    return { results, answeredAt };
}


/***/ }),

/***/ 7202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ LATEST_MILLISECONDS),
/* harmony export */   dp: () => (/* binding */ minutesOf),
/* harmony export */   hA: () => (/* binding */ toSeries),
/* harmony export */   pY: () => (/* binding */ MINUTE),
/* harmony export */   wM: () => (/* binding */ readMinutes)
/* harmony export */ });
/* harmony import */ var _queries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8999);

const MINUTE = _queries_js__WEBPACK_IMPORTED_MODULE_0__/* .PERIOD_SECONDS */ .aN * 1_000;
/** A load balancer's minutes come 60 to 180 s after their end. */
const LATEST_MILLISECONDS = 180_000;
/** Beginnings of the minutes that a stretch of time touches. */
function minutesOf({ from, to }) {
    const first = Math.floor(from / MINUTE) * MINUTE;
    return Array.from({ length: Math.floor((to - first) / MINUTE) + 1 }, (_, index) => first + index * MINUTE);
}
/** Reads an answer minute by minute. Errors that did not happen are absent: beside requests that is zero. */
function readMinutes(results, window) {
    const series = toSeries(results);
    const seriesOf = (...[subject, metric]) => {
        const values = series.get((0,_queries_js__WEBPACK_IMPORTED_MODULE_0__/* .queryId */ .KH)(subject, metric));
        return (at) => values?.get(at);
    };
    const at = minutesOf(window);
    const slot = (name) => {
        const [requests, target5xx] = [seriesOf(name, 'requests'), seriesOf(name, 'target5xx')];
        const [p50, p95] = [seriesOf(name, 'p50'), seriesOf(name, 'p95')];
        return at.map((minute) => toMinute(minute, window.readAt, [requests(minute), target5xx(minute)], {
            ...{ requests: requests(minute) ?? 0, target5xx: target5xx(minute) ?? 0 },
            ...given({ p50: p50(minute), p95: p95(minute) }),
        }));
    };
    const [requests, elb5xx] = [seriesOf('elb', 'requests'), seriesOf('elb', 'elb5xx')];
    const loadBalancer = at.map((minute) => toMinute(minute, window.readAt, [requests(minute), elb5xx(minute)], {
        ...{ requests: requests(minute) ?? 0, elb5xx: elb5xx(minute) ?? 0 },
    }));
    return { loadBalancer, slots: { blue: slot('blue'), green: slot('green') } };
}
/** @param counts those that are published when there is something to count */
function toMinute(at, readAt, counts, values) {
    if (counts.some((count) => count !== undefined))
        return { at, state: 'data', ...values };
    const isDue = readAt >= at + MINUTE + LATEST_MILLISECONDS;
    return { at, state: isDue ? 'no-requests' : 'not-there-yet' };
}
/** Values by query and time; one query's may come in several parts. */
function toSeries(results) {
    const series = new Map();
    for (const { Id = '', Timestamps = [], Values = [] } of results) {
        const known = series.get(Id) ?? new Map();
        for (const [index, time] of Timestamps.entries())
            known.set(time.getTime(), Values[index] ?? 0);
        series.set(Id, known);
    }
    return series;
}
function given({ p50, p95 }) {
    return { ...(p50 === undefined ? {} : { p50 }), ...(p95 === undefined ? {} : { p95 }) };
}


/***/ }),

/***/ 8999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G1: () => (/* binding */ listRequestQueries),
/* harmony export */   KH: () => (/* binding */ queryId),
/* harmony export */   aN: () => (/* binding */ PERIOD_SECONDS),
/* harmony export */   xr: () => (/* binding */ listQueries)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_arns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6618);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9289);


/** Load balancers publish by the minute. */
const PERIOD_SECONDS = 60;
/** Metrics of the whole load balancer, by what they are called here. */
const OF_LOAD_BALANCER = {
    requests: ['RequestCount', 'Sum'],
    elb5xx: ['HTTPCode_ELB_5XX_Count', 'Sum'],
};
/** Metrics of one slot's target group. */
const OF_SLOT = {
    requests: ['RequestCount', 'Sum'],
    target5xx: ['HTTPCode_Target_5XX_Count', 'Sum'],
    p50: ['TargetResponseTime', 'p50'],
    p95: ['TargetResponseTime', 'p95'],
};
/** By which name a series is asked for, and found in the answer. */
function queryId(subject, metric) {
    return `${subject}_${metric}`;
}
/** Everything that is asked of CloudWatch, for one call. */
function listQueries(target) {
    // A target's groups, and so all of its rules, are on one load balancer.
    const { loadBalancerDimension: LoadBalancer } = (0,_lib_aws_load_balancer_arns_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(target.productionRules[0] ?? '');
    const ofBalancer = queriesFor('elb', OF_LOAD_BALANCER, { LoadBalancer });
    const ofSlots = _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f.flatMap((slot) => {
        const TargetGroup = (0,_lib_aws_load_balancer_arns_js__WEBPACK_IMPORTED_MODULE_1__/* .targetGroupDimension */ .RA)(target.slots[slot].targetGroup);
        return queriesFor(slot, OF_SLOT, { LoadBalancer, TargetGroup });
    });
    return [...ofBalancer, ...ofSlots];
}
/** Requests alone: all of the load balancer's, and those that one slot got of them. */
function listRequestQueries(target, slot) {
    const wanted = [queryId('elb', 'requests'), queryId(slot, 'requests')];
    return listQueries(target).filter(({ Id = '' }) => wanted.includes(Id));
}
function queriesFor(subject, metrics, dimensions) {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    return Object.entries(metrics).map(([metric, [MetricName, Stat]]) => ({
        Id: queryId(subject, metric),
        MetricStat: {
            Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions },
            Period: PERIOD_SECONDS,
            Stat,
        },
    }));
}


/***/ }),

/***/ 9595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ GateFailed)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _target_gate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4783);


/** A gate says that the new version is bad. */
class GateFailed extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'GateFailed';
    /** Whether it is bad although its targets are healthy: then their number says nothing for it. */
    isInSpiteOfHealth;
    constructor(gate, cause, { target, standby, image }) {
        super({
            cause: `Gate "${gate}" failed: ${cause}.`,
            advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
        });
        this.isInSpiteOfHealth = gate !== _target_gate_js__WEBPACK_IMPORTED_MODULE_1__/* .TARGETS_GATE */ .D;
    }
}


/***/ }),

/***/ 5386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ recordLooks)
/* harmony export */ });
/* unused harmony export noteLook */
/** Adds a look: one that shows the same as the one before is counted alone. */
function noteLook(log, { gate, at, saw, cause }) {
    const known = log.find((record) => record.gate === gate);
    const record = known ?? { gate, looks: 0, readings: [] };
    if (!known)
        log.push(record);
    record.looks += 1;
    if (record.readings.at(-1)?.saw !== saw)
        record.readings.push({ at, saw });
    if (cause !== undefined)
        record.failure = { at, cause };
}
/** The same gate, whose looks are noted. */
function recordLooks(gate, log, clock) {
    return {
        ...gate,
        // It may change from one look to the next.
        get interval() {
            return gate.interval;
        },
        async check(signal) {
            const at = clock.now();
            const cause = await gate.check(signal);
            // A look that was called off has seen nothing.
            if (!signal.aborted)
                noteLook(log, { gate: gate.name, at, saw: gate.saw(), cause });
            return cause;
        },
    };
}


/***/ }),

/***/ 7515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ watchGates)
/* harmony export */ });
/* harmony import */ var _lib_action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);

/**
 * Watches every gate at its own pace for the given time, and all of them longer where the last look at one leaves it
 * open: it may be long until that is decided. The first that fails ends the watch.
 * @returns the failure, or undefined when all held to the end
 * @throws the signal's reason when the run is cancelled, or what a check throws
 */
async function watchGates(gates, milliseconds, { clock, signal, isEnough = () => false }) {
    const over = new AbortController();
    const watch = AbortSignal.any([signal, over.signal]);
    const from = clock.now();
    const end = from + milliseconds;
    const { promise: ended, resolve: settle, reject } = Promise.withResolvers();
    const watched = gates.map((gate) => ({ gate, dueAt: from }));
    const isOpen = () => gates.some((gate) => gate.isUndecided?.());
    async function look(one, isEnoughNow) {
        const { gate } = one;
        const wait = one.dueAt - clock.now();
        if (wait > 0)
            await (0,_lib_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, wait, watch);
        const cause = await gate.check(watch);
        if (cause !== undefined)
            settle({ gate: gate.name, cause, at: clock.now() });
        else if (isEnoughNow())
            settle(undefined);
        one.dueAt = clock.now() + gate.interval;
    }
    async function lookUntilEnd(one) {
        while (one.dueAt < end && !watch.aborted)
            await look(one, isEnough);
    }
    async function lookWhileOpen(one) {
        while (!watch.aborted)
            await look(one, () => !isOpen());
    }
    async function lookAtAll() {
        await Promise.all([(0,_lib_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, milliseconds, watch), ...watched.map(lookUntilEnd)]);
        if (isOpen())
            await Promise.all(watched.map(lookWhileOpen));
    }
    try {
        lookAtAll().then(() => settle(undefined), reject);
        return await ended;
    }
    finally {
        over.abort();
    }
}


/***/ }),

/***/ 2198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ Inconclusive)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);

/** Nothing has shown the version to be bad, and nothing to be good. */
class Inconclusive extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'Inconclusive';
}


/***/ }),

/***/ 6258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eX: () => (/* binding */ judgeAlarms),
/* harmony export */   gb: () => (/* binding */ describeRaised),
/* harmony export */   k_: () => (/* binding */ describeStates),
/* harmony export */   yA: () => (/* binding */ describeWithoutData)
/* harmony export */ });
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
/** `web-5xx OK, orders ALARM`; one that is not among those found has been deleted. */
function describeStates(names, found) {
    const states = new Map(found.map(({ name, state }) => [name, state]));
    return names.map((name) => `${name} ${states.get(name) ?? 'deleted'}`).join(', ');
}
/** `alarm "a" has no data`, `alarms "a", "b" have no data`. */
function describeWithoutData(names) {
    const quoted = names.map((name) => JSON.stringify(name)).join(', ');
    return names.length === 1 ? `alarm ${quoted} has no data` : `alarms ${quoted} have no data`;
}


/***/ }),

/***/ 5544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ createLeaseGate)
/* harmony export */ });
/** Between two looks, in milliseconds: half the time that a taker waits before it acts. */
const INTERVAL = 15_000;
/** A gate that ends the watch when another run has taken over: whatever is seen from then on is that run's doing. */
function createLeaseGate({ ensureHeld }) {
    return {
        name: 'lease',
        interval: INTERVAL,
        async check() {
            await ensureHeld();
            return undefined;
        },
        saw: () => 'held',
    };
}


/***/ }),

/***/ 5167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mQ: () => (/* binding */ countsOf),
/* harmony export */   xx: () => (/* binding */ startProbeCounts),
/* harmony export */   zf: () => (/* binding */ countRequest)
/* harmony export */ });
function startProbeCounts() {
    return { sent: 0, failed: 0, blocked: 0, seconds: [] };
}
/** Adds a request to the second in which it was sent. */
function countRequest(counts, { gate, sentAt, answer, outcome, version }) {
    const second = secondOf(counts, gate, Math.floor(sentAt / 1_000) * 1_000);
    for (const count of [counts, second]) {
        count.sent += 1;
        if (outcome === 'bad')
            count.failed += 1;
        if (outcome === 'blocked')
            count.blocked += 1;
    }
    addOne(second.answers, classOf(answer));
    if (version !== undefined)
        addOne(second.versions, version);
}
/** A slow answer may come when later seconds have begun. */
function secondOf({ seconds }, gate, at) {
    const known = seconds.findLast((second) => second.at === at && second.gate === gate);
    if (known)
        return known;
    const added = {
        ...{ at, gate, sent: 0, failed: 0, blocked: 0 },
        ...{ answers: new Map(), versions: new Map() },
    };
    seconds.push(added);
    return added;
}
function classOf(answer) {
    if (answer.kind === 'unanswered')
        return 'unanswered';
    switch (Math.floor(answer.status / 100)) {
        case 1:
            return '1xx';
        case 2:
            return '2xx';
        case 3:
            return '3xx';
        case 4:
            return '4xx';
        default:
            return '5xx';
    }
}
function addOne(counts, key) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
}
/** The counts of one gate, over all seconds. */
function countsOf({ seconds }, gate) {
    const own = seconds.filter((second) => second.gate === gate);
    const sum = (of) => own.reduce((total, second) => total + of(second), 0);
    const versions = new Map();
    for (const [version, count] of own.flatMap((second) => [...second.versions])) {
        versions.set(version, (versions.get(version) ?? 0) + count);
    }
    return {
        sent: sum(({ sent }) => sent),
        failed: sum(({ failed }) => failed),
        blocked: sum(({ blocked }) => blocked),
        versions,
    };
}


/***/ }),

/***/ 7157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ BLOCKED_PATIENCE),
  y: () => (/* binding */ createProbeGate)
});

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/version-check.js
var version_check = __webpack_require__(8510);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/failure-budget.js
/** Fewer requests than this tell no share: one that fails would be a tenth of ten. */
const SMALLEST_SAMPLE = 20;
/**
 * Judges how many requests have failed. One never exceeds the budget: it may have been the network's fault.
 * @param budget share of the requests that may fail, 0 to 1
 */
function judgeBudget({ sent, failed }, budget) {
    if (failed <= Math.max(1, budget * sent))
        return 'within';
    return sent < SMALLEST_SAMPLE ? 'too few to tell' : 'exceeded';
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/inconclusive.js
var inconclusive = __webpack_require__(2198);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/judge-answer.js

/** @param required what the answer has to show of its version; undefined when any version may answer */
function judgeAnswer(answer, required) {
    if (answer.kind === 'unanswered')
        return { kind: 'bad', complaint: answer.reason };
    const by = findBlocker(answer);
    if (by !== undefined)
        return { kind: 'blocked', by };
    if (answer.status < 200 || answer.status >= 400)
        return { kind: 'bad', complaint: `status ${answer.status}` };
    const complaint = required && (0,version_check/* complainAboutVersion */.pm)(required, answer);
    return complaint === undefined ? { kind: 'good' } : { kind: 'bad', complaint };
}
/** Where AWS WAF has an answer of its own. */
const WAF_ACTIONS = { captcha: 'a CAPTCHA', challenge: 'a challenge' };
/** The page of a load balancer, which has nothing below its heading as that of a web server has. */
const LOAD_BALANCER_PAGE = /<center><h1>403 Forbidden<\/h1><\/center>\s*<\/body>/i;
/**
 * AWS WAF names itself in a header when it asks for a CAPTCHA (405) or a challenge (202). A block has no mark of its own:
 * it is the 403 that the load balancer or CloudFront makes by itself (a hypothesis about how that looks), where no custom
 * response has been set. With 429 a limit of the rate answers, whoever keeps it.
 */
function findBlocker({ status, headers, body }) {
    const { 'x-amzn-waf-action': action, server = '' } = headers;
    if (action !== undefined)
        return `AWS WAF with ${WAF_ACTIONS[action] ?? 'an action of its own'}`;
    if (status === 429)
        return 'a limit of the rate (status 429)';
    if (status !== 403)
        return undefined;
    if (/^CloudFront$/i.test(server))
        return 'CloudFront or its AWS WAF (status 403)';
    const isOwn = /^awselb\//i.test(server) || LOAD_BALANCER_PAGE.test(body);
    return isOwn ? 'the load balancer or its AWS WAF (status 403)' : undefined;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/probe-counts.js
var probe_counts = __webpack_require__(5167);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/probe-gate.js






/**
 * While it is blocked it asks this seldom, in milliseconds: AWS WAF counts also what it blocks, and a probe that goes on
 * as before stays blocked. Ten in its longest window of ten minutes is the lowest limit that a rule can have.
 */
const BLOCKED_INTERVAL = 60_000;
/** After that it is given up: AWS WAF looks back five minutes, unless it is told otherwise. In milliseconds. */
const BLOCKED_PATIENCE = 6 * 60_000;
/**
 * A gate that fails when the listener answers badly several times in a row, or in more requests than the budget allows.
 * What something in front of the version answers, as AWS WAF does, is no failure and no success: a watch goes on until
 * the version answers again.
 * @returns a gate whose check throws Inconclusive when that takes too long
 */
function createProbeGate(settings, { probe, clock, counts }) {
    const { name, request, interval, threshold, budget, expectVersion } = settings;
    const sample = { sent: 0, failed: 0 };
    let inARow = 0;
    let goodInARow = 0;
    let blockedSince;
    let saw = '';
    function noteBlocked(by) {
        goodInARow = 0;
        blockedSince ??= clock.now();
        const blockedFor = clock.now() - blockedSince;
        if (blockedFor >= BLOCKED_PATIENCE)
            throw stayedBlocked(request.url, by, blockedFor);
    }
    function noteAnswered(complaint) {
        blockedSince = undefined;
        sample.sent += 1;
        sample.failed += complaint === undefined ? 0 : 1;
        inARow = complaint === undefined ? 0 : inARow + 1;
        goodInARow = complaint === undefined ? goodInARow + 1 : 0;
        if (inARow >= threshold)
            return `${inARow} requests in a row to ${request.url} failed: ${complaint}`;
        if (judgeBudget(sample, budget) !== 'exceeded')
            return undefined;
        return `${sample.failed} of ${sample.sent} requests to ${request.url} failed, and the budget is ${formatPercentage(budget)}`;
    }
    return {
        name,
        isBlocked: () => blockedSince !== undefined,
        get interval() {
            return blockedSince === undefined ? interval : Math.max(interval, BLOCKED_INTERVAL);
        },
        isUndecided: () => blockedSince !== undefined || inARow > 0 || judgeBudget(sample, budget) === 'too few to tell',
        async check(signal) {
            const sentAt = clock.now();
            const answer = await probe(request, signal);
            if (signal.aborted)
                return undefined;
            const judged = judgeAnswer(answer, settings.isVersionRequired() ? expectVersion : undefined);
            const version = versionIn(answer, expectVersion);
            (0,probe_counts/* countRequest */.zf)(counts, { gate: name, sentAt, answer, outcome: judged.kind, ...version });
            saw = describe(answer, judged);
            if (judged.kind === 'blocked') {
                noteBlocked(judged.by);
                return undefined;
            }
            return noteAnswered(judged.kind === 'bad' ? judged.complaint : undefined);
        },
        saw: () => saw,
        goodInARow: () => goodInARow,
    };
}
/** Without what binary fractions add. */
function formatPercentage(share) {
    return `${Number((share * 100).toFixed(6))}%`;
}
function versionIn(answer, check) {
    const version = check && answer.kind === 'answered' ? (0,version_check/* shownVersion */.qv)(check, answer) : undefined;
    return version === undefined ? {} : { version };
}
function describe(answer, judged) {
    if (judged.kind === 'blocked')
        return `an answer of ${judged.by}`;
    if (judged.kind === 'bad')
        return judged.complaint;
    return answer.kind === 'unanswered' ? answer.reason : `status ${answer.status}`;
}
function stayedBlocked(url, by, blockedFor) {
    return new inconclusive/* Inconclusive */.B({
        cause: `The probe cannot tell how ${url} is: for ${(0,duration/* formatDuration */.a)(blockedFor)} ${by} has answered in its place.`,
        advice: 'Let the requests of the probe through (user agent "platform-actions blue-green-switch"), or make fewer of them with a longer "probe-interval", then release again.',
    });
}


/***/ }),

/***/ 4783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ TARGETS_GATE),
/* harmony export */   J: () => (/* binding */ createTargetGate)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_target_health_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2750);
/* harmony import */ var _observe_readiness_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3972);


/** Its name, by which a failure of it is told from those of gates that look at requests. */
const TARGETS_GATE = 'targets';
/** Two bad readings in a row: a single one can be a check that a load-balancer node has just repeated. */
const BAD_READINGS = 2;
/** A gate that fails when the slot that gets traffic has too few healthy targets, or its tasks do not stay up. */
function createTargetGate(wanted, interval, { read, report }) {
    let inARow = 0;
    let last = wanted.tasks;
    let saw = '';
    return {
        name: TARGETS_GATE,
        interval,
        isUndecided: () => inARow > 0 && inARow < BAD_READINGS,
        async check() {
            const reading = await read();
            const judged = (0,_observe_readiness_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeStandby */ .z)(reading, wanted);
            const healthy = (0,_observe_readiness_js__WEBPACK_IMPORTED_MODULE_0__/* .countHealthy */ .h)(reading);
            saw = `${healthy} healthy, ${wanted.required} required`;
            if (judged.kind === 'failed')
                return judged.cause;
            if (healthy !== last)
                report(healthy);
            last = healthy;
            inARow = healthy < wanted.required ? inARow + 1 : 0;
            if (inARow < BAD_READINGS)
                return undefined;
            return `only ${healthy} of ${wanted.required} targets are healthy (${(0,_lib_aws_load_balancer_target_health_js__WEBPACK_IMPORTED_MODULE_1__/* .summariseTargets */ .d)(reading.targets)})`;
        },
        saw: () => saw,
    };
}


/***/ }),

/***/ 6565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ attempt),
/* harmony export */   c: () => (/* binding */ joinFailures)
/* harmony export */ });
/* harmony import */ var _lib_action_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2901);
/* harmony import */ var _lib_aws_errors_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9);
/* harmony import */ var _lib_aws_record_hold_lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9750);
/* harmony import */ var _gates_gate_failed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9595);
/* harmony import */ var _gates_inconclusive_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2198);
/* harmony import */ var _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9219);






/** Runs a stage; whatever it throws becomes a failure, so that the release can undo what it has done. */
async function attempt(ports, stage) {
    try {
        return { value: await stage() };
    }
    catch (error) {
        return {
            failure: await (0,_lib_action_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .toFailure */ .w)(error, _lib_aws_errors_explain_js__WEBPACK_IMPORTED_MODULE_1__.explainAwsError, ports.signal),
            isLeaseLost: isOfKind(error, _lib_aws_record_hold_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .LeaseLost */ .V),
            isInconclusive: error instanceof _gates_inconclusive_js__WEBPACK_IMPORTED_MODULE_4__/* .Inconclusive */ .B,
            isSeenBad: error instanceof _gates_gate_failed_js__WEBPACK_IMPORTED_MODULE_3__/* .GateFailed */ .j && error.isInSpiteOfHealth,
            isContested: isContested(error),
        };
    }
}
function isContested(error) {
    if (error instanceof AggregateError)
        return error.errors.some(isContested);
    return error instanceof _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_5__/* .RuleNotOurs */ .tf && error.role === 'production';
}
/** One error of several is enough. */
function isOfKind(error, kind) {
    if (error instanceof AggregateError)
        return error.errors.some((each) => isOfKind(each, kind));
    return error instanceof kind;
}
/** A failure with what else went wrong while undoing; the first cause stays the first line. */
function joinFailures(failure, also) {
    if (!also)
        return failure;
    const lines = [failure.detail, `Then: ${also.cause}`, also.advice, also.detail];
    return { ...failure, detail: lines.filter((line) => line !== undefined).join('\n') };
}


/***/ }),

/***/ 972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ decideWayOut),
/* harmony export */   U: () => (/* binding */ decideRecovery)
/* harmony export */ });
/* harmony import */ var _record_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7230);
/* harmony import */ var _traffic_choose_slot_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2205);


/**
 * What is to be done about an interrupted release: it is taken back until the old slot was being parked; then there is
 * no way but to the end.
 * @param begun number of the last stage that had begun
 */
function decideWayOut(plan, begun) {
    if (begun < (0,_record_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .shiftStage */ .RT)(0))
        return 'park-standby';
    return begun >= (0,_record_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .parkStage */ .rl)(plan) ? 'finish' : 'gather';
}
/** What that comes to as things are. */
function decideRecovery(plan, begun, { healthy, states }) {
    const kind = decideWayOut(plan, begun);
    if (kind !== 'gather')
        return { kind };
    const { slot } = (0,_traffic_choose_slot_js__WEBPACK_IMPORTED_MODULE_0__/* .chooseSlot */ .O)(plan, { healthy, states, isSeenBad: plan.isSeenBad ?? false });
    return slot === undefined ? { kind: 'stuck' } : { kind, slot };
}


/***/ }),

/***/ 5468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ goOn),
/* harmony export */   I: () => (/* binding */ canGoOn)
/* harmony export */ });
/* harmony import */ var _record_finish_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8934);
/* harmony import */ var _record_recorded_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9625);
/* harmony import */ var _record_stages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7230);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6565);
/* harmony import */ var _legs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7839);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4754);






/**
 * Whether an interrupted release can be gone on with to its end: when it was told how to shift, and until its old slot
 * was being parked, when there is nothing to choose any more; and never with a version that was seen to be bad.
 */
function canGoOn(plan) {
    return !plan.isSeenBad && plan.steps.length > 0 && plan.begun < (0,_record_stages_js__WEBPACK_IMPORTED_MODULE_4__/* .parkStage */ .rl)(plan);
}
/** The legs that are left of a plan. */
function legsLeft(plan) {
    // Whatever of a rollback has been done already need not be done again.
    if (plan.mode === 'rollback' || plan.begun < _record_stages_js__WEBPACK_IMPORTED_MODULE_4__/* .PREPARED_STAGE */ .lc)
        return _legs_js__WEBPACK_IMPORTED_MODULE_5__/* .LEGS */ .W;
    return plan.begun < (0,_record_stages_js__WEBPACK_IMPORTED_MODULE_4__/* .shiftedStage */ .cf)(plan) ? ['shift', 'finish'] : ['finish'];
}
/** What comes of it, by how the rest has ended. What is interrupted and leaves nothing unfinished had moved nothing. */
const VERDICTS = {
    released: 'released',
    'rolled-back': 'rolled-back',
    refused: 'refused',
    interrupted: 'refused',
};
/** Goes on with what a lost run had planned, to its end. */
async function goOn({ inputs, target, open, timeline }, { recorded, alarms }, ports) {
    const { taskDefinition, standby, mode, begun } = recorded;
    const plan = (0,_record_recorded_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .toPlan */ .DC)(recorded, target);
    const own = (0,_record_recorded_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsOfRun */ ._g)(recorded);
    const course = { plan, taskDefinition, inputs, timeline, own, begun, legs: legsLeft(recorded) };
    const names = alarms.map(({ name }) => name);
    const ended = await (0,_release_js__WEBPACK_IMPORTED_MODULE_3__/* .release */ ._)({ ...course, alarms: names }, ports);
    const { failure, isUnfinished, liveSlot, leftOff, kept } = ended;
    if (isUnfinished)
        return { verdict: 'inconclusive', ...(failure && { failure }), isUnfinished };
    const verdict = VERDICTS[ended.verdict] ?? 'inconclusive';
    const left = { ...(liveSlot && { liveSlot }), ...(leftOff && { leftOff }), ...(kept && { kept }) };
    const told = await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(ports, () => (0,_record_finish_record_js__WEBPACK_IMPORTED_MODULE_0__/* .finishRecord */ .Z)(open, { verdict, plan: recorded, ...left }, ports));
    const cause = failure ?? told.failure;
    return {
        verdict: mode === 'rollback' && liveSlot === standby ? 'rolled-back' : verdict,
        ...left,
        ...(cause && { failure: cause }),
        isUnfinished: false,
    };
}


/***/ }),

/***/ 7839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ LEGS)
/* harmony export */ });
/**
 * The legs of a release, in order: bring the standby up and prove it, shift the traffic and bake, park the old slot. A
 * pipeline that puts its own steps between them runs each by itself, in a mode of the same name.
 */
const LEGS = ['prepare', 'shift', 'finish'];


/***/ }),

/***/ 2188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ readInterruptedPlan),
  O: () => (/* binding */ recoverUnfinished)
});

// EXTERNAL MODULE: ./lib/aws/record/lease-entry.js
var lease_entry = __webpack_require__(237);
// EXTERNAL MODULE: ./lib/aws/record/names.js
var names = __webpack_require__(5366);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/observe-alarms.js + 4 modules
var observe_alarms = __webpack_require__(4772);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/finish-record.js
var finish_record = __webpack_require__(8934);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/recorded-plan.js
var recorded_plan = __webpack_require__(9625);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/attempt.js
var attempt = __webpack_require__(6565);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/go-on.js
var go_on = __webpack_require__(5468);
// EXTERNAL MODULE: ./lib/action/clock.js
var clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/plan.js
var plan_plan = __webpack_require__(3384);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/stickiness.js
var stickiness = __webpack_require__(1339);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/stages.js
var stages = __webpack_require__(7230);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/scaling/await-scaling.js
var await_scaling = __webpack_require__(2619);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/standby/park.js
var park = __webpack_require__(9053);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/test-rules/move-test-rules.js
var move_test_rules = __webpack_require__(5204);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/confirm-weights.js
var confirm_weights = __webpack_require__(653);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/gather-traffic.js + 2 modules
var gather_traffic = __webpack_require__(4902);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/gathered.js
var traffic_gathered = __webpack_require__(8795);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/look.js
var look = __webpack_require__(3230);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/decide-recovery.js
var decide_recovery = __webpack_require__(972);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/settle-stickiness.js
var settle_stickiness = __webpack_require__(9702);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/take-back.js
















/**
 * Takes an interrupted release back, or finishes it when it was through.
 * @throws ActionFailure when not all the traffic could be brought to one slot
 */
async function takeBack(given, ports) {
    const { target, recorded, inputs } = given;
    const known = (0,recorded_plan/* toPlan */.DC)(recorded, target);
    const { begun } = recorded;
    const isBack = (0,stages/* isPuttingBack */.Nc)({ plan: known, begun });
    const plan = isBack ? (0,stickiness/* asLeftOff */.lk)(known) : known;
    const taken = await bringToOneSlot(plan, given, ports);
    const now = { at: ports.stopwatch.read(), hold: inputs.hold };
    const planned = (0,stickiness/* leaveOff */.zr)(taken.liveSlot ?? plan.standby, plan, now);
    if (!planned)
        return taken;
    const leftOff = (0,stages/* mayBeSticky */.mq)({ plan, begun }) ? await (0,settle_stickiness/* keepOff */.Fm)(planned, target, ports) : planned;
    return { ...taken, leftOff: await (0,settle_stickiness/* tellLeftOff */._4)(leftOff, target, ports) };
}
async function bringToOneSlot(plan, given, ports) {
    const { recorded, timeline } = given;
    switch ((0,decide_recovery/* decideWayOut */.M)(recorded, recorded.begun)) {
        case 'park-standby': {
            const own = (0,recorded_plan/* weightsOfRun */._g)(recorded);
            if (await isContested(plan, own, ports))
                return gather(given, { plan, own }, ports);
            const tested = await (0,attempt/* attempt */.C)(ports, () => (0,move_test_rules/* putTestRulesBack */._n)({ plan, own, timeline }, ports));
            await (0,park/* parkAgain */.Bj)({ plan, timeline }, ports);
            await (0,await_scaling/* awaitScaling */.C)({ plan, timeline }, 'undone', ports);
            noteJoined(plan, timeline);
            // What waited for its next mode was not on its way to anybody, and where nothing served there is nothing to go back
            // to: a rollback that finds it has more to do.
            const isBack = recorded.begun < stages/* PREPARED_STAGE */.lc && !plan.isFirst;
            const verdict = isBack ? 'rolled-back' : 'refused';
            return { verdict, liveSlot: plan.live, ...(tested.failure && { failure: tested.failure }) };
        }
        case 'finish': {
            const differs = await whatDiffers(plan, ports);
            const own = (0,recorded_plan/* weightsOfRun */._g)(recorded, { isMoved: true });
            if (differs)
                return gather(given, { plan, own, differs }, ports);
            await (0,park/* parkLive */.P0)({ plan, timeline }, ports);
            return { verdict: 'released', liveSlot: plan.standby };
        }
        case 'gather':
            return gather(given, { plan, own: (0,recorded_plan/* weightsOfRun */._g)(recorded) }, ports);
    }
}
/** Nobody minds a group without weight, and the next bootstrap needs it. */
function noteJoined({ rules }, timeline) {
    const slots = new Set(rules.flatMap(({ lacks = [] }) => lacks));
    for (const slot of slots) {
        timeline.note(`Where ${slot} has been put into a production rule, it stays there with weight 0`);
    }
}
/** Whether somebody else has moved traffic that the lost run had not moved yet. */
async function isContested(plan, own, ports) {
    const { rules } = await (0,look/* look */.O)(plan, own, ports);
    return rules.some(({ state }) => state.kind === 'foreign');
}
/** Why the rules do not show what the release had left them with when it was through. */
async function whatDiffers(plan, ports) {
    try {
        // Once the old slot was being parked, group stickiness was being put back.
        await (0,confirm_weights/* confirmWeights */.gd)(plan, (0,plan_plan/* weightsFor */.NK)(plan, 100), ports, { mayStick: true });
        return undefined;
    }
    catch (error) {
        if (error instanceof confirm_weights/* RuleDiffers */.wL)
            return error.failure;
        throw error;
    }
}
async function gather({ inputs, recorded, timeline }, { plan, own, differs }, ports) {
    const { live, standby } = plan;
    const scaled = { plan, timeline };
    const isProven = differs !== undefined;
    const base = isProven ? standby : live;
    // A bootstrap needs nothing to go back to: neither the one that was lost, nor the one that comes after it.
    const mayServeNobody = plan.isFirst || inputs.mode === 'bootstrap';
    const isSeenBad = recorded.isSeenBad ?? false;
    const given = { plan, own, timeline, base, isSeenBad, isPatient: !mayServeNobody };
    const [phase, title] = isProven ? ['shift', 'Bring'] : ['roll back', 'Bring back'];
    const gathered = await timeline.phase(phase, `${title} all of the traffic to one slot`, () => orNobody((0,gather_traffic/* gatherTraffic */.P)(given, ports), mayServeNobody));
    if (!gathered) {
        await (0,park/* restoreScaling */.oQ)(scaled, ports);
        return { verdict: 'inconclusive', failure: nothingServes(plan) };
    }
    const told = (0,traffic_gathered/* describeGathered */.oc)(plan, gathered, isProven);
    const failure = differs ? (0,attempt/* joinFailures */.c)(differs, told) : told;
    const liveSlot = (0,traffic_gathered/* slotOfAll */.jw)(gathered);
    if (failure && liveSlot === undefined)
        throw new errors/* ActionFailure */.d(failure);
    await (0,clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
    // Somebody else may have given all of it to the other slot than the one that was chosen.
    const ended = { liveSlot: liveSlot ?? gathered.slot, ...(failure && { failure }) };
    if (liveSlot === live) {
        const tested = await (0,attempt/* attempt */.C)(ports, () => (0,move_test_rules/* putTestRulesBack */._n)({ plan, own, timeline }, ports));
        await (0,park/* parkAgain */.Bj)(scaled, ports);
        await (0,await_scaling/* awaitScaling */.C)(scaled, 'undone', ports);
        noteJoined(plan, timeline);
        const also = failure ? (0,attempt/* joinFailures */.c)(failure, tested.failure) : tested.failure;
        return { verdict: 'rolled-back', ...ended, ...(also && { failure: also }) };
    }
    if (!isProven) {
        await (0,park/* letBothScale */.Zk)(scaled, ports);
        return { verdict: 'inconclusive', ...ended };
    }
    await (0,park/* parkLive */.P0)(scaled, ports);
    return { verdict: 'released', ...ended };
}
/** Gives nothing where nobody is healthy, if that may be. */
async function orNobody(gathering, mayServeNobody) {
    try {
        return await gathering;
    }
    catch (error) {
        if (mayServeNobody && error instanceof traffic_gathered/* NobodyHealthy */.pv)
            return undefined;
        throw error;
    }
}
function nothingServes({ live, standby }) {
    return {
        cause: `Neither ${live} nor ${standby} has a healthy target to give the traffic to, so nothing serves, and the weights stay as they are.`,
        advice: 'Put a version that stays healthy into service with mode: bootstrap.',
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/recover-unfinished.js








/**
 * Puts right what a lost run has left: a release is taken back, or finished when it was through, or gone on with when
 * that is wanted; a rollback is always gone on with. Nothing else is written before the plan is this lease's own too,
 * so a recovery that is lost is recovered.
 * @returns undefined when nothing is left
 */
async function recoverUnfinished(run, ports) {
    const { open, target, timeline } = run;
    if (!open.unfinished)
        return undefined;
    const { lease } = open.unfinished;
    const recorded = readInterruptedPlan(open.unfinished, open.target);
    const whose = (0,lease_entry/* describeOwner */.$S)(lease.entry.owner);
    const plan = (0,recorded_plan/* toPlan */.DC)(recorded, target);
    timeline.notePlan(plan);
    await open.plan(recorded);
    const ended = await timeline.phase('recover', `Recover what ${whose} has left`, async () => {
        const alarms = await alarmsToGoOn(run, recorded, ports);
        return alarms ? (0,go_on/* goOn */.A)(run, { recorded, alarms }, ports) : takeReleaseBack(run, recorded, ports);
    });
    const { taskDefinition, releaseId } = recorded;
    return { whose, plan, taskDefinition, releaseId, ...ended };
}
/**
 * The plan of a lost run, with the last stage that it began, and whether it has seen its version to be bad, be it under
 * this lease or under one before.
 * @throws ActionFailure for a plan of another version of this action
 */
function readInterruptedPlan({ lease, plan }, record) {
    const written = (0,recorded_plan/* readRecordedPlan */.mt)(plan, (0,names/* leaseName */.AI)(record, lease.number));
    const { cursor, condemned } = lease.entry;
    return { ...written, begun: Math.max(written.begun, cursor), ...(condemned && { isSeenBad: true }) };
}
/** The alarms with which the plan is gone on with; undefined when it is to be taken back. */
async function alarmsToGoOn({ inputs, resumes, timeline }, recorded, ports) {
    if (recorded.mode === 'rollback')
        return [];
    if (!resumes(recorded))
        return undefined;
    if (recorded.isSeenBad)
        timeline.note(`It is taken back, not gone on with: its version was seen to be bad`);
    if (!(0,go_on/* canGoOn */.I)(recorded))
        return undefined;
    const found = await (0,attempt/* attempt */.C)(ports, () => (0,observe_alarms/* observeAlarms */.R)(inputs, ports));
    if (found.failure)
        timeline.note(`It is taken back, not gone on with: ${found.failure.cause}`);
    return found.value;
}
async function takeReleaseBack(run, recorded, ports) {
    const done = await (0,attempt/* attempt */.C)(ports, async () => {
        const ended = await takeBack({ ...run, recorded }, ports);
        const { failure: _told, ...ending } = ended;
        await (0,finish_record/* finishRecord */.Z)(run.open, { ...ending, plan: recorded }, ports);
        return ended;
    });
    if (done.failure)
        return { verdict: 'inconclusive', failure: done.failure, isUnfinished: true };
    return { ...done.value, isUnfinished: false };
}


/***/ }),

/***/ 4754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ release)
});

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/plan.js
var plan_plan = __webpack_require__(3384);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/stages.js
var stages = __webpack_require__(7230);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/report/kept-slot.js
var kept_slot = __webpack_require__(3209);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: ./lib/aws/load-balancer/target-health.js
var target_health = __webpack_require__(2750);
// EXTERNAL MODULE: ./lib/aws/errors/explain.js + 1 modules
var explain = __webpack_require__(9);
// EXTERNAL MODULE: ./lib/aws/services.js
var services = __webpack_require__(3228);
// EXTERNAL MODULE: ./lib/aws/pagination.js
var pagination = __webpack_require__(6308);
;// CONCATENATED MODULE: ./lib/aws/tasks.js

/** As many as ECS describes in one call. */
const BATCH = 100;
/** Every such task, described. */
async function readTasks({ ecs, signal }, filter) {
    const arns = await (0,pagination/* collect */.F)(ecs.paginateListTasks(filter), (page) => page.taskArns, { signal });
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

// EXTERNAL MODULE: ./lib/aws/diagnosis/explain-stopped-task.js
var explain_stopped_task = __webpack_require__(6773);
// EXTERNAL MODULE: ./lib/aws/errors/kinds.js
var kinds = __webpack_require__(2943);
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
        if ((0,kinds/* isNotFound */.c4)(error))
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
        attempt('the service', undefined, () => (0,services/* readService */.u)(ports, subject)),
        targetGroup === undefined ? [] : attempt('the targets', [], () => (0,target_health/* readTargetHealth */._)(ports, targetGroup)),
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
    const task = stopped.find((each) => (0,explain_stopped_task/* explainStoppedTask */.q)(toStoppedTask(each)).isOwnFault) ?? findLongestRunning(running);
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/read-standby.js




/**
 * Reads a slot as it is now: deployments, the tasks of one deployment, and the targets of its group. The calls go out
 * together, so that all parts are of one moment; only the details of tasks need a second one.
 */
async function readStandby(subject, ports) {
    const { cluster, deploymentId: startedBy } = subject;
    const at = ports.clock.now();
    const [service, running, stopped, targets] = await Promise.all([
        (0,services/* readService */.u)(ports, subject),
        readTasks(ports, { cluster, startedBy, desiredStatus: 'RUNNING' }),
        readTasks(ports, { cluster, startedBy, desiredStatus: 'STOPPED' }),
        (0,target_health/* readTargetHealth */._)(ports, subject.targetGroup),
    ]);
    const unplaced = findUnplaced(service);
    return {
        at,
        deployments: readDeployments(service),
        taskAddresses: running.flatMap(addressesOf),
        targets,
        stoppedTasks: stopped.map(toStoppedTask),
        ...(unplaced && { unplaced }),
    };
}
/** The newest event about a task that found no place; ECS gives the newest first. */
function findUnplaced({ events = [] }) {
    const event = events.find(({ message = '' }) => /was unable to place a task/.test(message));
    return event?.message === undefined
        ? undefined
        : { at: event.createdAt?.getTime() ?? 0, message: event.message };
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

// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/readiness.js
var readiness = __webpack_require__(3972);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/running-standby.js

/** The standby that an earlier process has started, when its service still runs the revision; undefined otherwise. */
async function readRunningStandby({ target, standby, desiredCount, required }, taskDefinition, ports) {
    const { cluster, slots } = target;
    const { service, targetGroup } = slots[standby];
    const { deployments = [] } = await (0,services/* readService */.u)(ports, { cluster, service });
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    const { id: deploymentId, createdAt } = primary ?? {};
    if (deploymentId === undefined || primary?.taskDefinition !== taskDefinition)
        return undefined;
    const deployedAt = createdAt?.getTime() ?? 0;
    return {
        subject: { cluster, service, targetGroup, deploymentId },
        wanted: { deploymentId, deployedAt, taskDefinition, tasks: desiredCount, required },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/adopt-standby.js





/**
 * The standby that an earlier mode of this release has brought up.
 * @throws ActionFailure when its service runs another revision by now
 */
async function adoptStandby(plan, taskDefinition, ports) {
    const running = await readRunningStandby(plan, taskDefinition, ports);
    if (running)
        return running;
    const { service } = plan.target.slots[plan.standby];
    throw new errors/* ActionFailure */.d({
        cause: `Service ${service} (${plan.standby}) does not run ${taskDefinition} any more, which this release has brought up.`,
        advice: 'Find out who deploys to this service beside this run, then release again.',
    });
}
/**
 * Looks once: what has all the traffic already has been proven before.
 * @throws ActionFailure when its tasks do not stay up, or too few targets are healthy
 */
async function requireHealthyStandby({ subject, wanted }, ports) {
    const reading = await readStandby(subject, ports);
    const judged = (0,readiness/* judgeStandby */.z)(reading, wanted);
    const healthy = (0,readiness/* countHealthy */.h)(reading);
    if (judged.kind !== 'failed' && healthy >= wanted.required)
        return;
    const cause = judged.kind === 'failed'
        ? judged.cause
        : `only ${healthy} of ${wanted.required} targets are healthy (${(0,target_health/* summariseTargets */.d)(reading.targets)})`;
    throw new errors/* ActionFailure */.d({
        cause: `${subject.service} has the traffic, and ${cause}.`,
        advice: 'See what its container logged, and release a corrected version.',
    });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/standby/park.js
var park = __webpack_require__(9053);
;// CONCATENATED MODULE: ./lib/action/run-together.js
/**
 * Does several things at the same time. The first that fails calls off the others, and has to wait for them: nothing of
 * them goes on behind its back.
 * @throws what the first one threw
 */
async function runTogether(context, works) {
    const calledOff = new AbortController();
    const signal = AbortSignal.any([context.signal, calledOff.signal]);
    let first;
    await Promise.all(works.map(async (work) => {
        try {
            await work({ ...context, signal });
        }
        catch (error) {
            first ??= { error };
            calledOff.abort(error);
        }
    }));
    if (first)
        throw first.error;
}

// EXTERNAL MODULE: ./lib/action/clock.js
var action_clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/own-weights.js
var own_weights = __webpack_require__(2717);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/probe-counts.js
var probe_counts = __webpack_require__(5167);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/probe-gate.js + 2 modules
var probe_gate = __webpack_require__(7157);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/live-probe.js




/**
 * Asks what serves, as visitors do, while the new version is being proven: one that is released because the old one
 * answers badly must not be taken back for the old one's answers. Its requests are none of the release, and not counted.
 * @param proven aborted when the shift may begin
 * @returns what is bad about it; undefined when it answers well, or nothing is asked
 */
async function complainAboutLive({ plan, inputs, own }, proven, ports) {
    const { probeUrl: url, probeInterval: interval, probeFailures: threshold, probeBudget: budget } = inputs;
    if (url === undefined || plan.mode !== 'release' || plan.isFirst)
        return undefined;
    // Where a lost run has moved traffic, the new version may answer too.
    if (plan.rules.some(({ ruleArn }) => (0,own_weights/* hasWritten */.qF)(own, ruleArn)))
        return undefined;
    const settings = {
        ...{ name: 'live probe', request: { url, headers: {} }, interval, threshold, budget },
        ...{ expectVersion: undefined, isVersionRequired: () => false },
    };
    const gate = (0,probe_gate/* createProbeGate */.y)(settings, { ...ports, counts: (0,probe_counts/* startProbeCounts */.xx)() });
    let lastLook;
    for (;;) {
        const complaint = await gate.check(ports.signal);
        if (complaint !== undefined)
            return complaint;
        // Something answers in its place: nothing tells how it is.
        if (gate.isBlocked())
            return undefined;
        await sleepUntil(proven, interval, ports);
        if (!proven.aborted)
            continue;
        // What is bad now is bad in so many looks.
        lastLook ??= ports.clock.now() + threshold * interval;
        if (!gate.isUndecided?.() || ports.clock.now() >= lastLook)
            return undefined;
    }
}
/** The shift is not to wait for the next look. */
async function sleepUntil(proven, milliseconds, { clock, signal }) {
    if (proven.aborted)
        return (0,action_clock/* sleep */.yy)(clock, milliseconds, signal);
    try {
        await (0,action_clock/* sleep */.yy)(clock, milliseconds, AbortSignal.any([proven, signal]));
    }
    catch (error) {
        signal.throwIfAborted();
        if (!proven.aborted)
            throw error;
    }
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/scaling/set-scaling.js
var set_scaling = __webpack_require__(7949);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/test-rules/move-test-rules.js
var move_test_rules = __webpack_require__(5204);
// EXTERNAL MODULE: ./lib/aws/load-balancer/read-settled-rules.js
var read_settled_rules = __webpack_require__(8836);
// EXTERNAL MODULE: ./lib/aws/load-balancer/rules.js
var rules = __webpack_require__(6603);
// EXTERNAL MODULE: ./lib/aws/load-balancer/weights.js
var weights = __webpack_require__(9429);
// EXTERNAL MODULE: ./lib/aws/target.js
var aws_target = __webpack_require__(9289);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/rule-share.js + 1 modules
var rule_share = __webpack_require__(1139);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/rule-not-ours.js
var rule_not_ours = __webpack_require__(9219);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/join-rules.js








/**
 * Puts the target group that a production rule lacks into it, with weight 0, before anything is started there: a group in
 * no rule gets no health checks. What the rule does else stays as it is, and so does the group, whatever comes next.
 * @throws RuleNotOurs when somebody else has changed the rule since; ActionFailure when the group does not show in it
 */
async function joinRules(plan, timeline, ports) {
    const lacking = plan.rules.filter(({ lacks = [] }) => lacks.length > 0);
    if (lacking.length === 0)
        return;
    await timeline.phase('join', 'Put both slots into every production rule', async () => {
        for (const rule of lacking)
            await joinRule(plan, rule, timeline, ports);
        await confirmJoined(plan, lacking, ports);
    });
}
async function joinRule(plan, planned, timeline, ports) {
    const { ruleArn, before, lacks = [] } = planned;
    const pair = (0,aws_target/* targetGroupsOf */.TT)(plan.target);
    const [rule] = await (0,rules/* readRules */.Kc)(ports, [ruleArn]);
    // Another process of this release has done it already.
    if (rule && isJoined(plan, rule))
        return;
    await ports.journal.ensureHeld();
    await (0,rules/* writeWeights */.Bc)(ports, ruleArn, pair, { weights: before }, (current) => (0,rule_not_ours/* refuseNotOurs */.Rw)((0,rule_share/* shareOf */.t)(current, pair), planned, own_weights/* UNTOUCHED */._m));
    timeline.note(`${lacks.join(' and ')} is put into ${ruleArn} with weight 0, where it stays from now on`);
}
function isJoined({ target }, { actions }) {
    return (0,weights/* forwardingOf */.Hg)(actions, (0,aws_target/* targetGroupsOf */.TT)(target))?.absent.length === 0;
}
/** Where ECS or a health check looked too early, the standby could not be started. */
async function confirmJoined(plan, rules, ports) {
    const arns = rules.map(({ ruleArn }) => ruleArn);
    const settled = await (0,read_settled_rules/* readSettledRules */.x)(ports, arns, (rule) => isJoined(plan, rule));
    const rule = settled.find((candidate) => !isJoined(plan, candidate));
    if (!rule)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Production rule ${rule.arn} reads back without one of the target groups, which this run has put into it.`,
        advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/look.js
var look = __webpack_require__(3230);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/refuse-taken-standby.js


/**
 * Sees that the standby serves nobody before another version is started on it: since the plan was made, by a run that
 * was lost maybe, somebody else may have given it traffic.
 * @returns whether it has traffic all the same, by what a lost run has written
 * @throws RuleNotOurs when it serves somebody else's rule
 */
async function refuseTakenStandby(plan, own, ports) {
    const { rules, healthy } = await (0,look/* look */.O)(plan, own, ports);
    const serving = rules.filter(({ share }) => share?.forwarding?.weights[plan.standby]);
    for (const { rule, share, state } of serving) {
        if (state.kind !== 'foreign' || healthy[plan.standby] === 0)
            continue;
        throw new rule_not_ours/* RuleNotOurs */.tf({ ...rule, role: 'production' }, 'foreign', share);
    }
    return serving.length > 0;
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
        return targets.length === 0 ? [] : [`Targets: ${(0,target_health/* summariseTargets */.d)(targets)}`];
    const lines = unwell
        .slice(0, TARGETS_SHOWN)
        .map(({ id, port, state, reason, description }) => [`${id}:${port}`, state, reason, description].filter(Boolean).join('  '));
    return section(`Targets: ${(0,target_health/* summariseTargets */.d)(targets)}`, lines);
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
    const causes = tasks.map((task) => (0,explain_stopped_task/* explainStoppedTask */.q)(task)).filter(counts);
    const [newest] = causes;
    if (!newest)
        return undefined;
    const same = causes.filter(({ what }) => what === newest.what).length;
    return { what: same > 1 ? `${newest.what} (${same} tasks)` : newest.what, advice: newest.advice };
}
function explainEvents({ events }) {
    const unplaced = events.find(({ message }) => /was unable to place a task/.test(message));
    return unplaced && (0,explain_stopped_task/* noCapacity */.G)(withoutService(unplaced.message));
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
        what: `its targets are not healthy, ${(0,target_health/* summariseTargets */.d)(targets)}${description}`,
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/healthy-streak.js

/** Adds a reading: one with fewer healthy targets than are required ends the streak. */
function continueStreak(before, reading, { required }) {
    const isHealthy = (0,readiness/* countHealthy */.h)(reading) >= required;
    return { reading, healthySince: isHealthy ? (before.healthySince ?? reading.at) : undefined };
}
/** Whether the targets have been healthy for so many milliseconds, from the first reading to the newest. */
function hasLasted({ reading, healthySince }, milliseconds) {
    return healthySince !== undefined && reading.at - healthySince >= milliseconds;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/why-hopeless.js

/**
 * Why a standby that is coming up will not come up, however long it is waited for: its image or a secret cannot be had,
 * or ECS has no room for its tasks. Nothing is lost by giving it up, since it has no traffic; with traffic the healthy
 * targets decide.
 * @returns undefined while nothing says so
 */
function whyHopeless(reading, { deployedAt, tasks }) {
    const hopeless = reading.stoppedTasks.map(explain_stopped_task/* explainStoppedTask */.q).find(({ isHopeless }) => isHopeless);
    if (hopeless)
        return hopeless.what;
    const primary = reading.deployments.find(({ status }) => status === 'PRIMARY');
    const isShort = (primary?.runningCount ?? 0) < tasks;
    const { unplaced } = reading;
    return isShort && unplaced && unplaced.at >= deployedAt ? unplaced.message : undefined;
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
            count: (0,readiness/* countHealthy */.h)(reading),
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
    const judged = (0,readiness/* judgeStandby */.z)(streak.reading, wanted);
    if (judged.kind === 'failed')
        return { kind: 'failed', reason: judged.cause };
    const isEnough = judged.kind === 'ready' && hasLasted(streak, period);
    if (isEnough)
        return { kind: 'done', value: streak };
    const reason = whyHopeless(streak.reading, wanted);
    return reason === undefined ? { kind: 'wait' } : { kind: 'failed', reason };
}
function noteOn({ reading }, wanted, period) {
    const judged = (0,readiness/* judgeStandby */.z)(reading, wanted);
    if (judged.kind === 'waiting')
        return judged.note;
    return judged.kind === 'ready' && period > 0 ? `to stay so for ${(0,duration/* formatDuration */.a)(period)}` : judged.kind;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/find-warm-standby.js



/**
 * The standby as it is, when it runs the wanted revision already with all the healthy targets that it needs: then
 * nothing has to be started. Undefined otherwise.
 */
async function findWarmStandby(plan, taskDefinition, ports) {
    const running = await readRunningStandby(plan, taskDefinition, ports);
    if (!running)
        return undefined;
    const judged = (0,readiness/* judgeStandby */.z)(await readStandby(running.subject, ports), running.wanted);
    return judged.kind === 'ready' ? running : undefined;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/gate-failed.js
var gate_failed = __webpack_require__(9595);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/gate-log.js
var gate_log = __webpack_require__(5386);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/gates.js
var gates_gates = __webpack_require__(7515);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/confirm-weights.js
var confirm_weights = __webpack_require__(653);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/standby-probe.js



/**
 * A gate that fails when the standby answers badly through its test rules, or another version does. A rollback has none:
 * its test rules follow the traffic.
 */
function createStandbyProbe({ plan, inputs, timeline }, ports) {
    const { testUrl, testHeaders } = inputs;
    if (testUrl === undefined || plan.mode === 'rollback')
        return undefined;
    const settings = {
        name: 'standby probe',
        request: { url: testUrl, headers: Object.fromEntries(testHeaders) },
        interval: inputs.probeInterval,
        threshold: inputs.probeFailures,
        budget: inputs.probeBudget,
        expectVersion: plan.expectVersion,
        isVersionRequired: () => true,
    };
    return (0,probe_gate/* createProbeGate */.y)(settings, { ...ports, counts: timeline.probes });
}
/**
 * The same gate, which says nothing any more once somebody else has changed a test rule: then it is not the standby that
 * answers it, and who changes test rules does not move the traffic of visitors.
 */
function heedTestRules(gate, { plan, timeline }, ports) {
    let isOver = false;
    return {
        ...gate,
        get interval() {
            return gate.interval;
        },
        isUndecided: () => !isOver && (gate.isUndecided?.() ?? false),
        async check(signal) {
            if (isOver)
                return undefined;
            const cause = await gate.check(signal);
            if (cause === undefined)
                return undefined;
            const changed = await findChange(plan, { ...ports, signal });
            if (changed === undefined)
                return cause;
            isOver = true;
            timeline.note(`The standby is not probed any more. ${changed}`);
            return undefined;
        },
    };
}
async function findChange(plan, ports) {
    try {
        await (0,move_test_rules/* confirmTestRules */.IU)(plan, ports);
        return undefined;
    }
    catch (error) {
        if (error instanceof confirm_weights/* RuleDiffers */.wL)
            return error.failure.cause;
        throw error;
    }
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/test-rules/check-test-rules.js
var check_test_rules = __webpack_require__(4533);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/probe-standby.js









/** Good answers in a row that prove the standby: one may have come from a node that still obeys an older rule. */
const PROOF = 3;
/**
 * Proves through the test rules that the standby answers well, and is the version that is released, once every node of
 * the load balancer obeys them.
 * @throws RuleDiffers when a test rule does not point at it, ActionFailure when it does not answer well, Inconclusive
 *   when something answers in its place
 */
async function probeStandby(probed, { isEnough, timeout }, ports) {
    const { plan, inputs, timeline } = probed;
    await (0,move_test_rules/* confirmTestRules */.IU)(plan, ports);
    const created = createStandbyProbe(probed, ports);
    if (!created)
        return;
    (0,check_test_rules/* requireTestRules */.Bp)(plan.testRules);
    const gate = (0,gate_log/* recordLooks */.m)(created, timeline.gates, ports.clock);
    await (0,action_clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
    const isProven = () => gate.goodInARow() >= PROOF && !gate.isUndecided?.();
    const failure = await (0,gates_gates/* watchGates */.c)([gate], timeout, { ...ports, isEnough: () => isProven() && isEnough() });
    // Whatever it saw, it saw it through rules that must not have been changed meanwhile.
    await (0,move_test_rules/* confirmTestRules */.IU)(plan, ports);
    if (failure)
        throw new gate_failed/* GateFailed */.j(failure.gate, failure.cause, plan);
    if (!isProven()) {
        throw new errors/* ActionFailure */.d({
            cause: `${plan.standby} did not answer well ${PROOF} times in a row at ${inputs.testUrl} within ${(0,duration/* formatDuration */.a)(timeout)}.`,
            advice: 'See what its container logged, and release a corrected version.',
        });
    }
    timeline.note(`${plan.standby} has answered well ${PROOF} times in a row at ${inputs.testUrl}`);
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
 * Brings the standby up, points the test rules at it, and proves it, before it gets any traffic; its checks begin when the
 * rules know it.
 * @throws ActionFailure when it does not, with the cause
 */
async function prepareStandby(preparation, ports) {
    const { plan, timeline } = preparation;
    await joinRules(plan, timeline, ports);
    const ready = await timeline.phase('prepare', `Bring up ${plan.standby}`, () => bringUp(preparation, ports));
    // Those of a rollback follow the traffic: nothing comes before that.
    if (plan.mode !== 'rollback')
        await (0,move_test_rules/* pointTestRules */.oD)(preparation, ports);
    return proveHealthy(preparation, ready, ports);
}
async function bringUp({ plan, taskDefinition, inputs, timeline, own }, ports) {
    const from = ports.clock.now();
    const warm = plan.mode === 'rollback' ? await findWarmStandby(plan, taskDefinition, ports) : undefined;
    if (warm) {
        timeline.note(`${plan.standby} is ready: it runs ${taskDefinition} already`);
        return { standby: warm, from };
    }
    const isServing = await refuseTakenStandby(plan, own, ports);
    const started = isServing ? await keepTasks(plan, ports) : plan;
    await (0,set_scaling/* setScaling */.E)({ plan, timeline }, plan.live, 'held', ports);
    const standby = await startStandby(started, taskDefinition, timeline, ports);
    // Not before: AWS would start tasks of the revision that it had, up to the minimum.
    await (0,set_scaling/* setScaling */.E)({ plan, timeline }, plan.standby, 'held', ports);
    const wait = { period: 0, from, timeout: inputs.healthyTimeout };
    const { reading, healthySince } = await awaitHealthy(standby, wait, ports);
    timeline.note(`${plan.standby} is ready: ${(0,readiness/* countHealthy */.h)(reading)} targets healthy, ${plan.required} required`);
    return { standby, from, healthySince };
}
/** The plan for a slot that has traffic, as when a rollback is gone on with: it loses none of the tasks that it has by now. */
async function keepTasks(plan, ports) {
    const { target, standby } = plan;
    const { cluster, slots } = target;
    const { desiredCount = 0 } = await (0,services/* readService */.u)(ports, { cluster, service: slots[standby].service });
    return { ...plan, desiredCount: Math.max(plan.desiredCount, desiredCount) };
}
/**
 * One good check makes a new target healthy; a version that turns bad at once is seen here, not by visitors, and so is one
 * that its test rules show to be bad. A rollback does not wait for it.
 * @throws ActionFailure when the standby does not stay healthy for a threshold period, or does not answer well
 */
async function proveHealthy(proven, { standby, from, healthySince }, ports) {
    const { plan, inputs, timeline } = proven;
    const { thresholdPeriod: period } = plan;
    if (period === 0)
        return { standby };
    const stretch = (0,duration/* formatDuration */.a)(period);
    const timeout = inputs.healthyTimeout + period;
    let isHealthy = false;
    let liveComplaint;
    const isProven = new AbortController();
    async function stayHealthy(own) {
        await awaitHealthy(standby, { period, from, timeout, healthySince }, own);
        isHealthy = true;
        timeline.note(`${plan.standby} has stayed healthy for ${stretch}, its target group's threshold period`);
    }
    const time = { isEnough: () => isHealthy, timeout };
    await timeline.phase('prove healthy', `Prove that ${plan.standby} stays healthy for ${stretch}`, () => runTogether(ports, [
        async (own) => {
            await runTogether(own, [stayHealthy, (inner) => probeStandby(proven, time, inner)]);
            isProven.abort();
        },
        async (own) => {
            liveComplaint = await complainAboutLive(proven, isProven.signal, own);
        },
    ]));
    return { standby, liveComplaint };
}

// EXTERNAL MODULE: ./lib/aws/alarms/describe-alarms.js + 2 modules
var describe_alarms = __webpack_require__(1507);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/judge-alarms.js
var judge_alarms = __webpack_require__(6258);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/alarm-gate.js

/** Milliseconds between two looks. CloudWatch evaluates alarms once a minute, those with short periods every 10 s. */
const INTERVAL = 10_000;
/** A gate that fails when an alarm goes into ALARM, or is deleted. One without data does not fail it. */
function createAlarmGate(names, read) {
    let last = names;
    let states = '';
    return {
        name: 'alarms',
        interval: INTERVAL,
        withoutData: () => last,
        async check() {
            const found = await read();
            const { cause, withoutData } = (0,judge_alarms/* judgeAlarms */.eX)(names, found);
            last = withoutData;
            states = (0,judge_alarms/* describeStates */.k_)(names, found);
            return cause;
        },
        saw: () => states,
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/alarm-log.js
/** Adds what one look at the alarms showed, where it is not what the look before did. */
function noteAlarms(log, at, names, found) {
    for (const name of names) {
        const state = found.find((alarm) => alarm.name === name)?.state ?? 'DELETED';
        const before = log.findLast((reading) => reading.name === name);
        if (before?.state !== state)
            log.push({ at, name, state });
    }
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/lease-gate.js
var lease_gate = __webpack_require__(5544);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/target-gate.js
var target_gate = __webpack_require__(4783);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/gates/release-gates.js









/** Milliseconds between two looks at the targets that have traffic. */
const TARGET_INTERVAL = 5_000;
async function createReleaseGates(gated, ports) {
    const record = (gate) => (0,gate_log/* recordLooks */.m)(gate, gated.timeline.gates, ports.clock);
    const found = await createAlarms(gated, ports);
    const alarms = found && record(found);
    const targets = record(createTargets(gated, ports));
    const standby = createStandbyProbe(gated, ports);
    const steady = [
        ...[record((0,lease_gate/* createLeaseGate */.a)(ports.journal)), targets, ...(alarms ? [alarms] : [])],
        ...(standby ? [record(heedTestRules(standby, gated, ports))] : []),
    ];
    let isRequired = false;
    const probes = createProbes(gated, () => isRequired, ports).map(record);
    return {
        ...{ steady, all: [...steady, ...probes], alarms },
        requireVersion() {
            isRequired = true;
        },
    };
}
function createTargets({ plan, standby, timeline }, ports) {
    const { wanted, subject } = standby;
    const read = () => readStandby(subject, ports);
    const report = (healthy) => timeline.note(`${plan.standby} has ${healthy} healthy targets of the new version, ${wanted.required} required`);
    return (0,target_gate/* createTargetGate */.J)(wanted, TARGET_INTERVAL, { read, report });
}
async function createAlarms({ alarms: names, timeline }, { monitoring, clock, signal }) {
    if (names.length === 0)
        return undefined;
    const cloudwatch = await monitoring();
    return createAlarmGate(names, async () => {
        const at = clock.now();
        const found = await (0,describe_alarms/* describeAlarms */.G)({ cloudwatch, signal }, names);
        noteAlarms(timeline.alarms, at, names, found);
        return found;
    });
}
function createProbes({ plan, inputs, timeline }, isVersionRequired, ports) {
    if (inputs.probeUrl === undefined)
        return [];
    const settings = {
        name: 'probe',
        request: { url: inputs.probeUrl, headers: {} },
        interval: inputs.probeInterval,
        threshold: inputs.probeFailures,
        budget: inputs.probeBudget,
        expectVersion: plan.expectVersion,
        isVersionRequired,
    };
    return [(0,probe_gate/* createProbeGate */.y)(settings, { ...ports, counts: timeline.probes })];
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/size.js
var size = __webpack_require__(2946);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/standby/grow.js






/** Milliseconds between two readings of the standby. */
const grow_POLL_INTERVAL = 2_000;
/**
 * Gives the standby as many tasks as the live slot has by now, if scaling has added some, and waits until these are
 * healthy: a larger share of the traffic than it was sized for comes next. What the plan requires stays the same.
 * @throws ActionFailure when they do not become healthy in time, or a gate fails meanwhile
 */
async function growStandby(growth, ports) {
    const { plan, standby, inputs, timeline } = growth;
    const { target, live, desiredCount: planned } = plan;
    if (!plan.scaling[live])
        return;
    const { cluster, slots } = target;
    const { service } = slots[plan.standby];
    const [ofLive, ofStandby] = await Promise.all([
        (0,services/* readService */.u)(ports, { cluster, service: slots[live].service }),
        (0,services/* readService */.u)(ports, { cluster, service }),
    ]);
    const desiredCount = (0,size/* sizeOfStandby */.si)(ofLive, (0,size/* boundsOfStandby */.oe)(plan.scaling, plan));
    if (desiredCount <= Math.max(planned, ofStandby.desiredCount ?? 0))
        return;
    const { ecs, journal, signal } = ports;
    await journal.ensureHeld();
    await ecs.updateService({ cluster, service, desiredCount }, { abortSignal: signal });
    timeline.note(`${live} has grown meanwhile, so ${service} (${plan.standby}) gets ${desiredCount} tasks`);
    const required = standby.wanted.required + desiredCount - planned;
    const gate = createGrowthGate(standby, { ...standby.wanted, tasks: desiredCount, required }, ports);
    await growth.watch(gate, inputs.healthyTimeout, gate.isOver);
    if (gate.isOver())
        return;
    throw new errors/* ActionFailure */.d({
        cause: `${service} did not get ${required} healthy targets within ${(0,duration/* formatDuration */.a)(inputs.healthyTimeout)}, and ${slots[live].service} runs ${desiredCount} tasks by now: ${gate.saw()}.`,
        advice: 'Find out why its tasks do not start, then release again.',
    });
}
function createGrowthGate({ subject }, wanted, ports) {
    let isOver = false;
    let seen = '';
    return {
        name: 'growth',
        interval: grow_POLL_INTERVAL,
        isOver: () => isOver,
        saw: () => seen,
        async check() {
            const reading = await readStandby(subject, ports);
            const judged = (0,readiness/* judgeStandby */.z)(reading, wanted);
            if (judged.kind === 'failed')
                return judged.cause;
            isOver = judged.kind === 'ready';
            seen = judged.kind === 'ready' ? `${(0,readiness/* countHealthy */.h)(reading)} healthy` : judged.note;
            return undefined;
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/scaling/before-step.js


/**
 * Makes the standby ready for a larger share: large enough for it and, before the first one, free to grow further. In
 * a rollback nothing comes before the weights.
 * @param index of the step, from 0 on
 * @throws ActionFailure when it does not get as many healthy targets in time, or a gate fails meanwhile
 */
async function beforeStep(start, index, ports) {
    if (start.plan.mode === 'rollback')
        return;
    // What visitors get before the first weight is not the standby's doing.
    const others = index === 0 ? [] : start.gates;
    await growStandby({
        ...start,
        watch: (gate, milliseconds, isEnough) => start.watch([...others, gate], milliseconds, { isEnough }),
    }, ports);
    if (index === 0)
        await (0,set_scaling/* setScaling */.E)(start, start.plan.standby, 'serving', ports);
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/inconclusive.js
var inconclusive = __webpack_require__(2198);
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
        throw new gate_failed/* GateFailed */.j(gate.name, cause, plan);
    if (gate.withoutData().length === 0)
        return;
    const told = (0,judge_alarms/* describeWithoutData */.yA)(gate.withoutData());
    switch (inputs.onNoData) {
        case 'pass':
            return timeline.note(`At the end of the bake ${told}, which on-no-data lets pass`);
        case 'fail':
            throw new gate_failed/* GateFailed */.j(gate.name, `at the end of the bake ${told}`, plan);
        case 'hold':
            timeline.note(`At the end of the bake ${told}: watching on, for ${(0,duration/* formatDuration */.a)(inputs.bake)} at most`);
            await watch(inputs.bake, { isEnough: () => gate.withoutData().length === 0 });
            if (gate.withoutData().length > 0)
                throw unproven(gate, inputs.bake, plan);
    }
}
function unproven(gate, bake, { image, standby }) {
    const told = (0,judge_alarms/* describeWithoutData */.yA)(gate.withoutData());
    return new inconclusive/* Inconclusive */.B({
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
    // Every node obeys by now, so nothing but the new version has a right to answer.
    gates.requireVersion();
    await watch(inputs.bake);
    if (gates.alarms)
        await awaitAlarmData(gates.alarms, move, watch, ports);
    // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
    await (0,confirm_weights/* confirmWeights */.gd)(plan, (0,plan_plan/* weightsFor */.NK)(plan, 100), ports, { mayStick: (0,stages/* mayBeSticky */.mq)(move) });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/cookies.js
var cookies = __webpack_require__(7484);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/stickiness.js
var plan_stickiness = __webpack_require__(1339);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/raise-weights.js
var raise_weights = __webpack_require__(57);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/raise-rules.js



/**
 * Raises the standby's share in each rule of the plan, in turn. A release stops at the first that somebody else has
 * changed. A rollback goes on with all the others: what it leaves must not keep more than it has to.
 * @throws RuleNotOurs, AggregateError of them for a rollback, and what `raiseWeights` throws
 */
async function raiseRules(step, ports) {
    const { plan } = step;
    const { rules, mode } = plan;
    if (mode === 'rollback')
        return raiseOthers(step, ports);
    for (const rule of rules) {
        const stickiness = (0,plan_stickiness/* stickinessOnTheWay */.ih)(plan, rule);
        await (0,raise_weights/* raiseSettledWeights */.Fs)({ ...step, rule, stickiness, writable: rule_not_ours/* OWN_ONLY */.Ac }, ports);
    }
}
/** Rules that seem to be somebody else's are looked at again when the others have moved, which cannot wait. */
async function raiseOthers(step, ports) {
    const later = [];
    for (const rule of step.plan.rules) {
        const stickiness = (0,plan_stickiness/* stickinessOnTheWay */.ih)(step.plan, rule);
        const raise = { ...step, rule, stickiness, writable: rule_not_ours/* ALL_BUT_FOREIGN */.Jn };
        if (await refusalOf(() => (0,raise_weights/* raiseWeights */.sp)(raise, ports)))
            later.push(raise);
    }
    const refusals = [];
    for (const raise of later) {
        const refusal = await refusalOf(() => (0,raise_weights/* raiseSettledWeights */.Fs)(raise, ports));
        if (refusal)
            refusals.push(refusal);
    }
    if (refusals.length > 0)
        throw new AggregateError(refusals, 'Not every rule could be moved.');
}
async function refusalOf(raise) {
    try {
        await raise();
        return undefined;
    }
    catch (error) {
        if (error instanceof rule_not_ours/* RuleNotOurs */.tf)
            return error;
        throw error;
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
 * @throws ActionFailure when a gate fails, or the standby is not healthy enough for the next write; RuleNotOurs when
 *   somebody else has changed a rule, AggregateError of them for a rollback, which has moved all the others by then
 */
async function shiftTraffic(shift, ports) {
    const { plan, own, begun, timeline } = shift;
    const requireHealth = createHealthGuard(shift, ports);
    // From the first weight on, expired credentials would leave a split that nobody can put back.
    await ports.session.refreshIfUnder(REFRESH_UNDER_MILLISECONDS);
    const whose = (0,cookies/* keepsCookies */.Y9)(plan) ? 'of the clients without a cookie go' : 'of the traffic goes';
    if ((0,cookies/* keepsCookies */.Y9)(plan))
        timeline.note(`Whoever has a cookie for ${plan.live} stays there, whatever the weights`);
    for (const [index, { percent, holdMilliseconds }] of plan.steps.entries()) {
        if ((0,stages/* shiftStage */.RT)(index) < begun)
            continue;
        await ports.journal.begin((0,stages/* shiftStage */.RT)(index));
        await shift.beforeStep(index);
        const weights = (0,plan_plan/* weightsFor */.NK)(plan, percent);
        await raiseRules({ plan, own, requireHealth, weights, patience: PATIENCE_MILLISECONDS }, ports);
        timeline.noteShare(percent, `${percent}% ${whose} to ${plan.standby}`);
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
        const healthy = (0,readiness/* countHealthy */.h)(last);
        if (healthy >= wanted.required)
            return last.at;
        throw new errors/* ActionFailure */.d({
            cause: `Slot ${plan.standby} has ${healthy} healthy targets of the new version and needs ${wanted.required}, so it gets no more traffic.`,
            advice: `See what container ${plan.target.container.name} of ${plan.target.slots[plan.standby].service} logged and why its targets are not healthy, then release again.`,
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
        const failure = await (0,gates_gates/* watchGates */.c)(watched, milliseconds, { ...ports, ...options });
        if (failure)
            throw new gate_failed/* GateFailed */.j(failure.gate, failure.cause, plan);
    };
    const watch = (milliseconds, options) => watchOnly(gates.all, milliseconds, options);
    const onTheWay = leavesGoodVersion(move) ? gates.all : gates.steady;
    await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
        if (plan.isFirst)
            timeline.note('Nothing serves, so all traffic moves at once; "steps" and "standby-count" do not apply');
        const read = () => readStandby(standby.subject, ports);
        if (move.liveComplaint !== undefined)
            timeline.note(describeBadLive(plan, move.liveComplaint));
        const start = { ...move, gates: onTheWay, watch: watchOnly };
        const before = (index) => beforeStep(start, index, ports);
        const watchStep = (milliseconds) => watchOnly(onTheWay, milliseconds);
        await shiftTraffic({ ...move, wanted: standby.wanted, read, watch: watchStep, beforeStep: before }, ports);
        await (0,confirm_weights/* confirmWeights */.gd)(plan, (0,plan_plan/* weightsFor */.NK)(plan, 100), ports, { mayStick: (0,stages/* mayBeSticky */.mq)(move) });
    });
    const shiftedAt = ports.stopwatch.read();
    if (plan.mode === 'rollback')
        await (0,set_scaling/* setScaling */.E)(move, plan.standby, 'serving', ports);
    await timeline.phase('hold', 'Hold until every load-balancer node obeys', () => watchOnly(onTheWay, inputs.hold));
    await timeline.phase('bake', 'Bake', () => bake(move, gates, watch, ports));
    return { shiftedAt };
}
/**
 * Until every node obeys, some requests still go to what is left. A release leaves a version that is known to be good,
 * unless it has been seen to answer badly; a rollback and a bootstrap leave one that may well be what is wrong.
 */
function leavesGoodVersion({ plan: { mode, isFirst }, liveComplaint }) {
    return mode === 'release' && !isFirst && liveComplaint === undefined;
}
function describeBadLive({ live }, complaint) {
    return `What ${live} serves answers badly already (${complaint}), so until all the traffic has moved the probe of visitors' requests decides nothing`;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/attempt.js
var attempt = __webpack_require__(6565);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/await-quiet.js
var await_quiet = __webpack_require__(8166);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/await-cookies.js







/**
 * Where clients have kept their cookies, waits until none leads to the old slot any more. The gates go on watching: until
 * it is parked there is a way back.
 * @returns the old slot when it has to be kept
 * @throws ActionFailure with the gate that failed, or when somebody else has changed a rule
 */
async function awaitCookies(course, ports) {
    const { plan, inputs, timeline, shiftedAt } = course;
    if (!(0,cookies/* keepsCookies */.Y9)(plan))
        return undefined;
    const { target, live } = plan;
    return timeline.phase('wait for cookies', `Wait until no cookie leads to ${live}`, async () => {
        await ports.journal.begin((0,stages/* waitStage */.gM)(plan));
        const gates = await createReleaseGates(course, ports);
        gates.requireVersion();
        const span = (0,cookies/* cookieSpan */.Rb)((0,cookies/* listSticky */.QO)(plan.rules));
        const deserted = { target, slot: live, since: shiftedAt + inputs.hold, span };
        const awaited = { deserted, timeout: inputs.stickyTimeout, gates: gates.all, timeline };
        const waited = await (0,await_quiet/* awaitQuiet */.T)(awaited, ports);
        if (waited.kind === 'failed')
            throw new gate_failed/* GateFailed */.j(waited.failure.gate, waited.failure.cause, plan);
        // Infrastructure code may have put the rule back meanwhile.
        await (0,confirm_weights/* confirmWeights */.gd)(plan, (0,plan_plan/* weightsFor */.NK)(plan, 100), ports, { mayStick: true });
        return waited.kind === 'kept' ? { slot: live, why: waited.why } : undefined;
    });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/legs.js
var legs = __webpack_require__(7839);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/settle-stickiness.js
var settle_stickiness = __webpack_require__(9702);
// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/ports.js
var src_ports = __webpack_require__(5883);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/scaling/await-scaling.js
var await_scaling = __webpack_require__(2619);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/gather-traffic.js + 2 modules
var gather_traffic = __webpack_require__(4902);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/gathered.js
var traffic_gathered = __webpack_require__(8795);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/undo.js











/**
 * Undoes a release that has failed, as far as it came. A run that has lost its lease leaves everything to its taker, a
 * rollback gives nothing back to the version that it leaves, and a first release has nothing to give it back to.
 */
async function undo(course, failed, ports) {
    const { failure } = failed;
    if (failed.isLeaseLost)
        return { verdict: 'interrupted', failure, isUnfinished: true };
    const [undone] = await Promise.all([undoHeld(course, failed, ports), failed.isSeenBad && condemn(ports)]);
    return undone;
}
function undoHeld(course, failed, ports) {
    // Where somebody else has moved traffic, something is to be done even if this run has not.
    if (!isWritten(course) && !failed.isContested)
        return undoPrepare(course, failed, ports);
    const { mode, isFirst } = course.plan;
    return mode === 'rollback' || isFirst
        ? keep(course, failed.failure, ports)
        : rollBack(course, failed, ports);
}
function isWritten({ plan, own }) {
    return plan.rules.some(({ ruleArn }) => (0,own_weights/* hasWritten */.qF)(own, ruleArn));
}
/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare(course, { failure, isInconclusive }, ports) {
    const { plan, timeline } = course;
    const free = (0,src_ports/* uncancelled */.v)(ports);
    const tested = await (0,attempt/* attempt */.C)(free, () => (0,move_test_rules/* putTestRulesBack */._n)(course, free));
    const undone = await (0,attempt/* attempt */.C)(ports, () => timeline.phase('park', `Park ${plan.standby} again`, () => (0,park/* parkAgain */.Bj)(course, free)));
    const unproven = isInconclusive ? 'inconclusive' : 'refused';
    return {
        verdict: ports.signal.aborted ? 'interrupted' : unproven,
        liveSlot: plan.live,
        failure: (0,attempt/* joinFailures */.c)((0,attempt/* joinFailures */.c)(failure, tested.failure), undone.failure),
        isUnfinished: undone.failure !== undefined,
    };
}
/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(course, failed, ports) {
    const { failure, isSeenBad } = failed;
    const { plan, timeline, own } = course;
    const hasMoved = isWritten(course);
    // A cancelled job is killed within seconds: no time is left to wait for anything.
    const isCancelled = ports.signal.aborted;
    const free = (0,src_ports/* uncancelled */.v)(ports);
    const back = await (0,attempt/* attempt */.C)(free, () => timeline.phase('roll back', `Roll back to ${plan.live}`, () => (0,gather_traffic/* gatherTraffic */.P)({ plan, own, timeline, isSeenBad, isPatient: !isCancelled }, free)));
    // What failed before was the other run's doing already.
    if (back.failure && back.isLeaseLost) {
        return { verdict: 'interrupted', failure: (0,attempt/* joinFailures */.c)(back.failure, failure), isUnfinished: true };
    }
    if (back.failure) {
        return { verdict: 'inconclusive', failure: (0,attempt/* joinFailures */.c)(failure, back.failure), isUnfinished: true };
    }
    const told = (0,attempt/* joinFailures */.c)(failure, (0,traffic_gathered/* describeGathered */.oc)(plan, back.value, false));
    const ended = endOf(course, back.value, told);
    if (isCancelled)
        return { ...ended, verdict: 'interrupted', isUnfinished: true };
    if (ended.liveSlot !== plan.live)
        return ended.isUnfinished ? ended : scaleBoth(course, ended, ports);
    const verdict = failed.isInconclusive ? 'inconclusive' : hasMoved ? 'rolled-back' : 'refused';
    return { ...(await parkStandby(course, ended, ports)), verdict };
}
/** Beside all else, which does not wait for it: of a run that is lost before, the version is not known to be bad. */
async function condemn({ journal, log }) {
    try {
        await journal.condemn();
    }
    catch (error) {
        log.warning(`That the version is bad could not be recorded: ${(0,sdk_error/* describeError */.U)(error)}`);
    }
}
/** How a release ends whose traffic did not go back to the old version, or not all of it. */
function endOf({ plan }, gathered, failure) {
    const liveSlot = (0,traffic_gathered/* slotOfAll */.jw)(gathered);
    if (liveSlot === undefined)
        return { verdict: 'inconclusive', failure, isUnfinished: true };
    // Where the old version has only gone missing, a later run brings it back; whom others have put there stays.
    const isUnfinished = liveSlot === plan.standby && !(0,traffic_gathered/* isFollowed */.bJ)(gathered);
    return { verdict: 'inconclusive', liveSlot, failure, isUnfinished };
}
/** The hold lets every node of the load balancer obey before the tasks go. */
async function parkStandby(course, ended, ports) {
    const { plan, inputs, timeline } = course;
    const tested = await (0,attempt/* attempt */.C)(ports, () => (0,move_test_rules/* putTestRulesBack */._n)(course, ports));
    const parked = await (0,attempt/* attempt */.C)(ports, () => timeline.phase('park', `Park ${plan.standby} again`, async () => {
        await (0,action_clock/* sleep */.yy)(ports.clock, inputs.hold, ports.signal);
        await (0,park/* parkAgain */.Bj)(course, ports);
        await (0,await_scaling/* awaitScaling */.C)(course, 'undone', ports);
    }));
    const failure = (0,attempt/* joinFailures */.c)(ended.failure, tested.failure);
    return afterwards({ ...ended, failure }, parked.failure);
}
/**
 * Both slots keep their tasks, and scale again. The hold keeps whoever comes next from tasks that a slow node of the load
 * balancer still sends requests to.
 */
async function scaleBoth(course, ended, ports) {
    const { failure } = await (0,attempt/* attempt */.C)(ports, async () => {
        await (0,action_clock/* sleep */.yy)(ports.clock, course.inputs.hold, ports.signal);
        await (0,park/* letBothScale */.Zk)(course, ports);
    });
    return afterwards(ended, failure);
}
function afterwards(ended, failure) {
    if (!failure)
        return ended;
    return {
        ...ended,
        failure: ended.failure ? (0,attempt/* joinFailures */.c)(ended.failure, failure) : failure,
        isUnfinished: true,
    };
}
/** What a rollback or a first release has moved stays where it is, and so does a rule that somebody else has changed. */
async function keep(course, failure, ports) {
    const { plan } = course;
    if (ports.signal.aborted)
        return { verdict: 'interrupted', failure, isUnfinished: true };
    const moved = await (0,attempt/* attempt */.C)(ports, () => (0,confirm_weights/* confirmSlot */.P)(plan, plan.standby, ports));
    if (moved.failure) {
        return { verdict: 'inconclusive', failure: (0,attempt/* joinFailures */.c)(failure, moved.failure), isUnfinished: true };
    }
    const tested = await (0,attempt/* attempt */.C)(ports, () => (0,move_test_rules/* settleTestRules */.nN)(course, ports));
    const stays = `All of the traffic goes to ${plan.standby} all the same, and ${plan.isFirst ? 'nothing served before that it could go back to' : `the tasks of ${plan.live} stay`}.`;
    const detail = [failure.detail, stays].filter((line) => line !== undefined).join('\n');
    const verdict = plan.isFirst ? 'inconclusive' : 'released';
    const told = (0,attempt/* joinFailures */.c)({ ...failure, detail }, tested.failure);
    const kept = { verdict, liveSlot: plan.standby, failure: told };
    return scaleBoth(course, { ...kept, isUnfinished: false }, ports);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/release.js
















/**
 * Releases, or rolls back, as planned. Whatever goes wrong on the way is undone as far as it can and may be, and told.
 * @param given with the weights that an earlier process may have written, when this one goes on with its plan
 */
async function release(given, ports) {
    const course = { own: (0,own_weights/* startOwnWeights */.AA)(given.plan), legs: legs/* LEGS */.W, begun: 0, ...given };
    const gone = await goThrough(course, ports);
    const settled = gone.isUnfinished || gone.leftOff ? gone : await (0,settle_stickiness/* settleAfterUndo */.Qy)(course, gone, ports);
    const { leftOff, ...ended } = settled;
    if (ended.isUnfinished || !leftOff)
        return ended;
    return { ...ended, leftOff: await (0,settle_stickiness/* tellLeftOff */._4)(leftOff, course.plan.target, ports) };
}
async function goThrough(course, ports) {
    const { legs } = course;
    let shiftedAt = ports.stopwatch.read();
    const proven = await (0,attempt/* attempt */.C)(ports, () => proveStandby(course, ports));
    if (proven.failure)
        return undo(course, proven, ports);
    if (legs.includes('shift')) {
        const moved = await (0,attempt/* attempt */.C)(ports, () => moveTraffic({ ...course, ...proven.value }, ports));
        if (moved.failure)
            return undo(course, moved, ports);
        ({ shiftedAt } = moved.value);
    }
    if (!legs.includes('finish'))
        return pause(course, ports);
    return finish({ ...course, ...proven.value, shiftedAt }, ports);
}
/** The traffic has moved, and whatever goes wrong now does not move it back. */
async function finish(course, ports) {
    const waited = await (0,attempt/* attempt */.C)(ports, () => awaitCookies(course, ports));
    if (waited.failure)
        return undo(course, waited, ports);
    const kept = waited.value;
    const tested = await (0,attempt/* attempt */.C)(ports, () => (0,move_test_rules/* settleTestRules */.nN)(course, ports));
    const parked = await (0,attempt/* attempt */.C)(ports, () => (kept ? (0,park/* letBothScale */.Zk)(course, ports) : release_park(course, ports)));
    const failure = tested.failure ? (0,attempt/* joinFailures */.c)(tested.failure, parked.failure) : parked.failure;
    const slot = course.plan.standby;
    const released = { verdict: 'released', liveSlot: slot, ...(failure && { failure }) };
    if (parked.failure)
        return { ...released, isUnfinished: true };
    if (kept)
        ports.log.warning((0,kept_slot/* describeKept */.g)(kept));
    // Of a slot that is kept nobody waits for the end of its cookies again.
    const timeout = kept ? 0 : course.inputs.stickyTimeout;
    const settled = await (0,settle_stickiness/* settleStickiness */.wY)(course, { slot, at: course.shiftedAt, timeout }, ports);
    return { ...(0,settle_stickiness/* joinStickiness */.Rc)({ ...released, isUnfinished: false }, settled), ...(kept && { kept }) };
}
/** Brings the standby up, or sees that what an earlier process has brought up and shifted to is as that one left it. */
async function proveStandby(course, ports) {
    const { plan, taskDefinition, legs, begun } = course;
    const [first] = legs;
    if (first === 'prepare')
        return prepareStandby(course, ports);
    const standby = await adoptStandby(plan, taskDefinition, ports);
    if (first === 'finish') {
        await (0,confirm_weights/* confirmWeights */.gd)(plan, (0,plan_plan/* weightsFor */.NK)(plan, 100), ports, { mayStick: (0,stages/* mayBeSticky */.mq)(course) });
        await requireHealthyStandby(standby, ports);
        return { standby };
    }
    if (begun < (0,stages/* shiftStage */.RT)(0))
        await (0,confirm_weights/* confirmUntouched */.C5)(plan, ports);
    // Nobody has watched it between the two processes.
    return proveHealthy(course, { standby, from: ports.clock.now() }, ports);
}
/** Leaves the release to the next mode of its pipeline. */
async function pause(course, ports) {
    const { plan, legs, inputs, timeline } = course;
    const isShifted = legs.includes('shift');
    const noted = await (0,attempt/* attempt */.C)(ports, () => ports.journal.begin(isShifted ? (0,stages/* shiftedStage */.cf)(plan) : stages/* PREPARED_STAGE */.lc));
    if (noted.failure)
        return undo(course, noted, ports);
    timeline.note(`Waits for mode: ${isShifted ? 'finish' : 'shift'} of this workflow run, ${(0,duration/* formatDuration */.a)(inputs.keepFor)} at most`);
    return {
        verdict: isShifted ? 'shifted' : 'prepared',
        liveSlot: isShifted ? plan.standby : plan.live,
        isUnfinished: true,
    };
}
/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function release_park(course, ports) {
    const { plan, timeline } = course;
    return timeline.phase('park', `Park ${plan.live}`, async () => {
        await ports.journal.begin((0,stages/* parkStage */.rl)(plan));
        await (0,park/* parkLive */.P0)(course, ports);
    });
}


/***/ }),

/***/ 9702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ keepOff),
/* harmony export */   Qy: () => (/* binding */ settleAfterUndo),
/* harmony export */   Rc: () => (/* binding */ joinStickiness),
/* harmony export */   _4: () => (/* binding */ tellLeftOff),
/* harmony export */   wY: () => (/* binding */ settleStickiness)
/* harmony export */ });
/* harmony import */ var _lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2921);
/* harmony import */ var _lib_aws_load_balancer_modify_rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6671);
/* harmony import */ var _lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6603);
/* harmony import */ var _lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9429);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9289);
/* harmony import */ var _plan_stickiness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1339);
/* harmony import */ var _record_stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7230);
/* harmony import */ var _report_stickiness_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8196);
/* harmony import */ var _traffic_confirm_weights_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(653);
/* harmony import */ var _traffic_put_stickiness_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1457);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6565);











/** Puts group stickiness back once the other slot is parked, or leaves that to a later run when cookies last too long. */
async function settleStickiness(course, { slot, at, timeout }, ports) {
    const { plan, inputs, timeline } = course;
    const planned = (0,_plan_stickiness_js__WEBPACK_IMPORTED_MODULE_4__/* .leaveOff */ .zr)(slot, plan, { at, hold: inputs.hold });
    if (!planned)
        return { isUnfinished: false };
    const found = (0,_record_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .mayBeSticky */ .mq)(course)
        ? await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_8__/* .attempt */ .C)(ports, () => keepOff(planned, plan.target, ports))
        : undefined;
    const leftOff = found?.value ?? planned;
    const task = { target: plan.target, leftOff, slot, timeout, timeline };
    const put = await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_8__/* .attempt */ .C)(ports, () => (0,_traffic_put_stickiness_back_js__WEBPACK_IMPORTED_MODULE_7__/* .putStickinessBack */ .L)(task, ports));
    if (!put.failure)
        return { leftOff: put.value, isUnfinished: false };
    const { failure, isLeaseLost } = put;
    if (isLeaseLost || ports.signal.aborted)
        return { leftOff, failure, isUnfinished: true };
    const seen = await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_8__/* .attempt */ .C)(ports, () => (0,_traffic_confirm_weights_js__WEBPACK_IMPORTED_MODULE_6__/* .confirmSlot */ .P)(plan, slot, ports));
    return { leftOff, failure, isUnfinished: false, isMovedAway: seen.failure !== undefined };
}
/** How a release ended, with how it ended with group stickiness: by then somebody else may have moved the traffic. */
function joinStickiness({ liveSlot, failure, ...ended }, { isMovedAway, failure: also, ...settled }) {
    const told = failure ? (0,_attempt_js__WEBPACK_IMPORTED_MODULE_8__/* .joinFailures */ .c)(failure, also) : also;
    const isServing = liveSlot !== undefined && !isMovedAway;
    return { ...ended, ...settled, ...(isServing && { liveSlot }), ...(told && { failure: told }) };
}
/**
 * The same for a release that was undone: one that had kept cookies has turned group stickiness off to go back. Others
 * have put it back with the weights.
 */
async function settleAfterUndo(course, ended, ports) {
    const { plan, inputs, legs } = course;
    const { liveSlot: slot = plan.standby } = ended;
    const at = ports.stopwatch.read();
    if (plan.stickiness?.mode !== 'wait') {
        const leftOff = (0,_plan_stickiness_js__WEBPACK_IMPORTED_MODULE_4__/* .leaveOff */ .zr)(slot, plan, { at, hold: inputs.hold });
        return leftOff ? { ...ended, leftOff } : ended;
    }
    // A cancelled job is killed within seconds, and has moved nothing where nothing is left unfinished.
    if (ports.signal.aborted)
        return ended;
    const timeout = legs.includes('finish') ? inputs.stickyTimeout : 0;
    return joinStickiness(ended, await settleStickiness(course, { slot, at, timeout }, ports));
}
/** Only what is still off: a lost run may have put some of it back. */
async function keepOff(leftOff, target, ports) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__/* .targetGroupsOf */ .TT)(target);
    const arns = leftOff.rules.map(({ ruleArn }) => ruleArn);
    const rules = await (0,_lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readRules */ .Kc)(ports, arns);
    const isOff = (_rule, index) => (0,_lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .forwardingOf */ .Hg)(rules[index]?.actions ?? [], pair)?.stickySeconds === undefined;
    return { ...leftOff, rules: leftOff.rules.filter(isOff) };
}
/** Adds what people need to know of stickiness that stays off, and warns of it in the log. */
async function tellLeftOff(leftOff, target, ports) {
    const { rules, until } = leftOff;
    const endsAt = ports.clock.now() + Math.max(0, until - ports.stopwatch.read());
    if (rules.length === 0)
        return { ...leftOff, endsAt, byHand: [] };
    ports.log.warning((0,_report_stickiness_js__WEBPACK_IMPORTED_MODULE_5__/* .describeLeftOff */ .a$)({ rules, endsAt }));
    const { value: byHand = [] } = await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_8__/* .attempt */ .C)(ports, () => listPutBacks(rules, target, ports));
    return { ...leftOff, endsAt, byHand };
}
async function listPutBacks(rules, target, ports) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__/* .targetGroupsOf */ .TT)(target);
    const arns = rules.map(({ ruleArn }) => ruleArn);
    const found = await (0,_lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readRules */ .Kc)(ports, arns);
    return found.map((rule, index) => (0,_lib_aws_load_balancer_modify_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .modifyRule */ .B)(rule, (0,_lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .withForwarding */ .Wv)(rule.actions, pair, { stickiness: rules[index]?.seconds }), (0,_lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_10__/* .regionOf */ .A)(rule.listenerArn)));
}


/***/ }),

/***/ 6380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ countHealthyTargets)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_target_health_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2750);

/** Healthy targets of each slot, of whatever version. */
async function countHealthyTargets({ slots }, ports) {
    const count = async (slot) => {
        const targets = await (0,_lib_aws_load_balancer_target_health_js__WEBPACK_IMPORTED_MODULE_0__/* .readTargetHealth */ ._)(ports, slots[slot].targetGroup);
        return targets.filter(({ state }) => state === 'healthy').length;
    };
    const [blue, green] = await Promise.all([count('blue'), count('green')]);
    return { blue, green };
}


/***/ }),

/***/ 789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cu: () => (/* binding */ findLiveSlot),
/* harmony export */   T9: () => (/* binding */ checkRule),
/* harmony export */   j1: () => (/* binding */ slotWithAllTraffic)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9289);


/**
 * The live slot is the one to which every production rule sends all its weight.
 * @param mayLack whether a rule may forward to one slot alone
 * @throws ActionFailure when a rule is split, foreign or at odds with another: such a state is recovered from by a
 *   person who knows which version is good, never guessed about
 */
function findLiveSlot(rules, mayLack = false) {
    const slots = rules.map((rule) => ({ rule, slot: slotOf(rule, mayLack) }));
    const [first] = slots;
    if (!first)
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({ cause: 'The target names no production rule.' });
    const odd = slots.find(({ slot }) => slot !== first.slot);
    if (odd) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `The production rules disagree about the live slot: ${first.rule.ruleArn} sends its traffic to ${first.slot}, ${odd.rule.ruleArn} to ${odd.slot}.`,
            advice: SETTLE,
            detail: slots.map(({ rule, slot }) => `${rule.ruleArn}: ${slot}`).join('\n'),
        });
    }
    return first.slot;
}
/** The slot that has all the weight of every production rule; undefined when none has. */
function slotWithAllTraffic(rules) {
    return _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_1__/* .SLOTS */ ._f.find((slot) => rules.every(({ forwarding }) => {
        if (!forwarding || forwarding.others.some(({ weight }) => weight > 0))
            return false;
        return forwarding.weights[slot] > 0 && forwarding.weights[(0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_1__/* .otherSlot */ .jx)(slot)] === 0;
    }));
}
const SETTLE = 'Give every production rule the weights of the slot that serves the good version (100 and 0), then run again.';
/**
 * Sees that a rule can be worked with, whatever its weights.
 * @param mayLack whether it may forward to one slot alone
 * @throws ActionFailure when it does not forward to both slots, or forwards to others too
 */
function checkRule({ ruleArn, forwarding }, mayLack = false) {
    if (!forwarding) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Production rule ${ruleArn} forwards to neither slot.`,
            advice: 'Name the rules that send users to this service in productionRules, or put both target groups into its forward action, the live one with weight 100 and the other with 0.',
        });
    }
    if (forwarding.absent.length > 0 && !mayLack) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Production rule ${ruleArn} does not forward to ${forwarding.absent.join(' or ')}: a group in no rule gets no health checks.`,
            advice: 'Run mode: bootstrap, which puts the other target group into it with weight 0 and goes on as a release.',
        });
    }
    const { others } = forwarding;
    if (others.length > 0) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Production rule ${ruleArn} also forwards to ${others.map(({ targetGroup }) => targetGroup).join(', ')}, which is neither slot of the target.`,
            advice: 'Take the other group out of the rule, or the rule out of productionRules.',
        });
    }
    return forwarding;
}
function slotOf(rule, mayLack) {
    const { weights } = checkRule(rule, mayLack);
    if (weights.blue > 0 && weights.green === 0)
        return 'blue';
    if (weights.green > 0 && weights.blue === 0)
        return 'green';
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Production rule ${rule.ruleArn} sends its traffic to ${weights.blue === 0 ? 'neither slot' : 'both slots'} (blue ${weights.blue}, green ${weights.green}).`,
        advice: SETTLE,
    });
}


/***/ }),

/***/ 4772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ observeAlarms)
});

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
// EXTERNAL MODULE: ./lib/aws/aws-command.js
var aws_command = __webpack_require__(4451);
// EXTERNAL MODULE: ./lib/aws/alarms/describe-alarms.js + 2 modules
var describe_alarms = __webpack_require__(1507);
// EXTERNAL MODULE: ./lib/aws/errors/kinds.js
var kinds = __webpack_require__(2943);
;// CONCATENATED MODULE: ./lib/aws/alarms/read-alarm-tags.js

/** Reads the tags of each alarm, a call for every one: one after the other, for AWS lets few a second through. */
async function readAlarmTags(ports, alarms) {
    const tagged = [];
    for (const alarm of alarms)
        tagged.push({ alarm, tags: await readTags(ports, alarm.arn) });
    return tagged;
}
async function readTags({ cloudwatch, signal }, arn) {
    const found = await (0,kinds/* unlessMissing */.F2)(() => cloudwatch.listTagsForResource({ ResourceARN: arn }, { abortSignal: signal }));
    // Alarms of scaling policies come and go: one may have gone since it was listed.
    return new Map(found?.Tags?.map(({ Key = '', Value = '' }) => [Key, Value]));
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
    if (names.length > describe_alarms/* ALARMS_LIMIT */.t)
        throw tooMany(names.length);
    const known = await (0,describe_alarms/* describeAlarms */.G)(ports, tags.length > 0 ? undefined : names);
    const named = new Map(known.map((alarm) => [alarm.name, alarm]));
    const missing = names.find((name) => !named.has(name));
    if (missing !== undefined)
        throw await unknownName(ports, missing);
    const byName = names.flatMap((name) => named.get(name) ?? []);
    const found = new Set([...byName, ...(await withTags(ports, known, tags))]);
    if (found.size > describe_alarms/* ALARMS_LIMIT */.t)
        throw tooMany(found.size);
    return [...found];
}
async function withTags(ports, alarms, wanted) {
    if (wanted.length === 0)
        return [];
    const tagged = await readAlarmTags(ports, alarms);
    const region = await ports.cloudwatch.config.region();
    return wanted.flatMap((tag) => {
        const carriers = tagged.filter(({ tags }) => tags.get(tag.key) === tag.value);
        if (carriers.length > 0)
            return carriers.map(({ alarm }) => alarm);
        const known = tagged.flatMap(({ tags }) => [...tags].map(([key, value]) => `${key}=${value}`));
        const meant = (0,nearest/* nearest */.p)(`${tag.key}=${tag.value}`, known);
        throw notFound(`No alarm has the tag ${tag.key}=${tag.value}`, meant, region);
    });
}
async function unknownName(ports, name) {
    const all = await (0,describe_alarms/* describeAlarms */.G)(ports);
    const meant = (0,nearest/* nearest */.p)(name, all.map((alarm) => alarm.name));
    const region = await ports.cloudwatch.config.region();
    return notFound(`Alarm "${name}" does not exist in ${region}`, meant, region);
}
function notFound(what, meant, region) {
    const options = { 'alarm-types': ['MetricAlarm', 'CompositeAlarm'] };
    const command = (0,aws_command/* awsCommand */.b)('cloudwatch describe-alarms', region, options);
    return new errors/* ActionFailure */.d({
        cause: `${what}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
        advice: `Correct the input "alarms". Which there are: ${command}`,
    });
}
function tooMany(count) {
    return new errors/* ActionFailure */.d({
        cause: `${count} alarms are too many: ${describe_alarms/* ALARMS_LIMIT */.t} can be watched in one call.`,
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
    for (let from = 0; from < names.length; from += describe_alarms/* ALARMS_LIMIT */.t) {
        found.push(...(await (0,describe_alarms/* describeAlarms */.G)(ports, names.slice(from, from + describe_alarms/* ALARMS_LIMIT */.t))));
    }
    return found;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/judge-alarms.js
var judge_alarms = __webpack_require__(6258);
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
        cause: `Before the release ${raised.map(judge_alarms/* describeRaised */.gb).join('; ')}.`,
        advice: 'Put right what the alarm tells, or leave it out of the input "alarms" for this release.',
    });
}


/***/ }),

/***/ 3972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ countHealthy),
/* harmony export */   z: () => (/* binding */ judgeStandby)
/* harmony export */ });
/* harmony import */ var _lib_aws_diagnosis_explain_stopped_task_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6773);

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
    const crashes = reading.stoppedTasks.map(_lib_aws_diagnosis_explain_stopped_task_js__WEBPACK_IMPORTED_MODULE_0__/* .explainStoppedTask */ .q).filter(({ isOwnFault }) => isOwnFault);
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


/***/ }),

/***/ 1139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ describeShare),
  t: () => (/* binding */ shareOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/aws/load-balancer/weights.js
var weights = __webpack_require__(9429);
;// CONCATENATED MODULE: ./lib/aws/load-balancer/rest.js


/** Of the digest, in hexadecimal digits: enough to tell any two apart. */
const DIGITS = 32;
/**
 * A hash of everything in a rule that `forwardingOf` does not tell of the pair: priority, conditions, transforms, other
 * actions such as authentication, and the other groups of the forward. The same rule gives the same hash however AWS puts
 * it, and whatever the weights are.
 */
function hashRest(rule, pair) {
    const { priority, conditions, transforms, actions } = rule;
    const forward = (0,weights/* findForward */.$i)(actions, pair);
    const kept = actions.map((action) => (action === forward ? restOfForward(action, pair) : restOf(action)));
    const text = JSON.stringify(canonical({ priority, conditions, transforms, actions: kept }));
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, DIGITS);
}
/** Actions are compared in their order, whose numbers AWS may give or not. The client secret is never told. */
function restOf({ Order: _order, AuthenticateOidcConfig, ...action }) {
    if (!AuthenticateOidcConfig)
        return action;
    const { ClientSecret: _secret, UseExistingClientSecret: _existing, ...login } = AuthenticateOidcConfig;
    return { ...action, AuthenticateOidcConfig: login };
}
function restOfForward(action, pair) {
    const others = (0,weights/* tuplesOf */.tl)(action)
        .filter(({ TargetGroupArn: arn }) => arn !== pair.blue && arn !== pair.green)
        .sort((a, b) => (a.TargetGroupArn < b.TargetGroupArn ? -1 : 1));
    return { Type: action.Type, others };
}
/** The same in an order of its own, without what is empty: AWS shows some members as empty, or not at all. */
function canonical(value) {
    if (Array.isArray(value))
        return value.map(canonical);
    if (value === null || typeof value !== 'object')
        return value;
    const entries = Object.entries(value)
        .map(([name, member]) => [name, canonical(member)])
        .filter(([, member]) => !isEmpty(member))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
}
function isEmpty(value) {
    if (value === undefined || value === null)
        return true;
    return typeof value === 'object' && Object.keys(value).length === 0;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/rule-share.js


/** What a rule means to the pair. */
function shareOf(rule, pair) {
    return { ruleArn: rule.arn, forwarding: (0,weights/* forwardingOf */.Hg)(rule.actions, pair), rest: hashRest(rule, pair) };
}
/** How it shares its requests, in words. */
function describeShare({ forwarding }) {
    if (!forwarding)
        return 'no weight for either slot';
    const { weights, others, stickySeconds } = forwarding;
    const more = others.map(({ targetGroup, weight }) => `${targetGroup} ${weight}`);
    const sticky = stickySeconds === undefined ? [] : [`group stickiness ${stickySeconds} s`];
    return [`blue ${weights.blue}`, `green ${weights.green}`, ...more, ...sticky].join(', ');
}


/***/ }),

/***/ 9648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ refuseMovingLive),
/* harmony export */   W2: () => (/* binding */ refuseEmptyLive),
/* harmony export */   _x: () => (/* binding */ checkService)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2921);
/* harmony import */ var _lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4451);



/**
 * Sees that two-slot releases can work with a slot's service, and that it fits its target group.
 * @throws ActionFailure otherwise
 */
function checkService(slot, { service, targetGroup }, target) {
    const { serviceName, deploymentController, loadBalancers = [] } = service;
    const controller = deploymentController?.type ?? 'ECS';
    const { targetGroup: arn } = target.slots[slot];
    if (controller !== 'ECS') {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Service ${serviceName} is deployed by ${controller}, which would undo what this action does.`,
            advice: 'Create the service with the deployment controller ECS; the type cannot be changed afterwards.',
        });
    }
    const registration = loadBalancers.find(({ targetGroupArn }) => targetGroupArn === arn);
    if (!registration) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Service ${serviceName} does not register its tasks with ${arn}, the target group of slot ${slot}.`,
            advice: 'Correct the slot in the target, or the loadBalancers of the service.',
        });
    }
    const { containerPort } = registration;
    if (containerPort !== target.container.port) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
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
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Target group ${TargetGroupArn} takes targets of type ${TargetType}, and the tasks of service ${serviceName} are of type ${needed}.`,
        advice: `Create a target group of type ${needed}, since the type cannot be changed afterwards, and name it in the service and in the target.`,
    });
}
/**
 * Without a version that serves there is nothing to go back to, and nothing to measure a release by.
 * @throws ActionFailure when the live slot runs no tasks
 */
function refuseEmptyLive(slot, { serviceName, runningCount = 0 }, target) {
    if (runningCount > 0)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Nothing serves: the live service ${serviceName} (slot ${slot}) runs no tasks.`,
        advice: `Put the new version into service with mode: bootstrap, which needs nothing to go back to. If ${slot} should be running: ${commandToSee(slot, target)} tells why it is not.`,
    });
}
/**
 * Tasks of the live slot that come and go would be counted wrongly.
 * @throws ActionFailure while it is deployed
 */
function refuseMovingLive(slot, { serviceName, deployments = [] }, target) {
    const isMoving = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
    if (deployments.length <= 1 && !isMoving)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `A deployment of service ${serviceName} is in progress, and its slot ${slot} is live.`,
        advice: `Wait for it, or end it, then run again: ${commandToSee(slot, target)}`,
    });
}
/** The command that tells how a slot's service is. */
function commandToSee(slot, { cluster, slots }) {
    const { service, targetGroup } = slots[slot];
    return (0,_lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__/* .awsCommand */ .b)('ecs describe-services', (0,_lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .regionOf */ .A)(targetGroup), { cluster, services: service });
}


/***/ }),

/***/ 7470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ checkTwins),
/* harmony export */   p: () => (/* binding */ checkLoadBalancer)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2921);
/* harmony import */ var _lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4451);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9289);




/**
 * Sees that one rule can forward to both slots: a target group belongs to one load balancer, which is in one VPC.
 * @param mayLack whether a group may be on none yet
 * @throws ActionFailure when the two are not on the same one, or could not be
 */
function checkLoadBalancer(groups, mayLack = false) {
    refuseTwoVpcs(groups);
    const [blue, green] = _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .SLOTS */ ._f.map((slot) => {
        const { LoadBalancerArns: [arn] = [], TargetGroupArn } = groups[slot];
        if (arn !== undefined || mayLack)
            return arn;
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `The target group of slot ${slot}, ${TargetGroupArn}, is on no load balancer.`,
            advice: 'Run mode: bootstrap, which puts it into every production rule with weight 0 and goes on as a release.',
        });
    });
    if (blue === green || blue === undefined || green === undefined)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `The target groups of the slots are on two load balancers, blue on ${blue} and green on ${green}, so no rule can forward to both.`,
        advice: 'A target group belongs to one load balancer: create a new group for the slot on the wrong one, forward to it with weight 0, and name it in the service and in the target.',
    });
}
function refuseTwoVpcs({ blue, green }) {
    if (blue.VpcId === green.VpcId)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `The target groups of the slots are in two VPCs, blue in ${blue.VpcId} and green in ${green.VpcId}, so no load balancer can forward to both.`,
        advice: 'The VPC of a target group cannot be changed: create a new group for the slot in the wrong one, and name it in the service and in the target.',
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
    const arn = green.TargetGroupArn ?? '';
    const command = (0,_lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__/* .awsCommand */ .b)('elbv2 modify-target-group', (0,_lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .regionOf */ .A)(arn), { 'target-group-arn': arn });
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `The target groups of blue and green have different health checks: ${differences.join(', ')}.`,
        advice: `Give both the settings that are right, where they are defined or by hand: ${command}`,
    });
}


/***/ }),

/***/ 3384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EX: () => (/* binding */ thresholdPeriodOf),
/* harmony export */   F3: () => (/* binding */ planRelease),
/* harmony export */   II: () => (/* binding */ planRollback),
/* harmony export */   NK: () => (/* binding */ weightsFor),
/* harmony export */   Qd: () => (/* binding */ AT_ONCE),
/* harmony export */   VU: () => (/* binding */ requiredOf),
/* harmony export */   Xk: () => (/* binding */ planMove),
/* harmony export */   aF: () => (/* binding */ findSides),
/* harmony export */   kp: () => (/* binding */ roleOf)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9289);
/* harmony import */ var _observe_live_slot_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(789);
/* harmony import */ var _test_rules_check_test_rules_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4533);
/* harmony import */ var _check_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9648);
/* harmony import */ var _check_target_groups_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7470);
/* harmony import */ var _scaling_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(326);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2946);









/** What a rule of the plan is to it. */
function roleOf({ testRules }, ruleArn) {
    return testRules.some((rule) => rule.ruleArn === ruleArn) ? 'test' : 'production';
}
/** For want of a version that could serve the rest of a share, or of one that should. */
const AT_ONCE = [{ percent: 100, holdMilliseconds: 0 }];
/**
 * Fixes what a release does.
 * @throws ActionFailure for every state that a release must not start from
 */
function planRelease(inputs, seen) {
    const { services, target, targetGroups, testRules } = seen;
    const sides = findSides(seen);
    const { live, standby } = sides;
    (0,_check_target_groups_js__WEBPACK_IMPORTED_MODULE_6__/* .checkTwins */ .Y)(targetGroups);
    (0,_test_rules_check_test_rules_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTestRules */ .U4)(testRules, inputs);
    (0,_check_services_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseEmptyLive */ .W2)(live, services[live], target);
    (0,_check_services_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseMovingLive */ .HH)(live, services[live], target);
    return {
        ...planMove(inputs, seen, sides),
        ...{ mode: 'release', steps: inputs.steps, isFirst: false },
        thresholdPeriod: thresholdPeriodOf(targetGroups[standby]),
    };
}
/**
 * Fixes what a rollback does: all traffic at once. The live slot may be in whatever trouble, and the other version
 * has served before: as soon as it is healthy it serves again.
 * @throws ActionFailure for every state that it must not start from
 */
function planRollback(inputs, seen) {
    const move = planMove(inputs, seen, findSides(seen));
    return { ...move, mode: 'rollback', steps: AT_ONCE, isFirst: false, thresholdPeriod: 0 };
}
/**
 * Which slot is live, and which one the traffic goes to.
 * @param mayLack whether a rule may lack the group of a slot, which is then put into it
 * @throws ActionFailure when no slot has all the traffic, or a slot's service cannot be worked with
 */
function findSides({ target, rules, services, targetGroups }, mayLack = false) {
    (0,_check_target_groups_js__WEBPACK_IMPORTED_MODULE_6__/* .checkLoadBalancer */ .p)(targetGroups, mayLack);
    const live = (0,_observe_live_slot_js__WEBPACK_IMPORTED_MODULE_3__/* .findLiveSlot */ .Cu)(rules, mayLack);
    const standby = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .otherSlot */ .jx)(live);
    for (const slot of [live, standby]) {
        (0,_check_services_js__WEBPACK_IMPORTED_MODULE_5__/* .checkService */ ._x)(slot, { service: services[slot], targetGroup: targetGroups[slot] }, target);
    }
    return { live, standby };
}
/** What is the same for all. */
function planMove({ image, desiredCount: asked, required, standbyCount, expectVersion }, { target, rules, testRules, services, scaling: seenScaling }, { live, standby }) {
    const { service } = target.slots[standby];
    const liveCount = services[live].desiredCount ?? 0;
    const scaling = (0,_scaling_js__WEBPACK_IMPORTED_MODULE_7__/* .planScaling */ .N)(seenScaling, { live, standby, liveCount });
    const bounds = (0,_size_js__WEBPACK_IMPORTED_MODULE_8__/* .boundsOfStandby */ .oe)(scaling, { live, standby });
    const desiredCount = (0,_size_js__WEBPACK_IMPORTED_MODULE_8__/* .planSize */ .FB)({ live: services[live], service, asked, bounds });
    return {
        target,
        live,
        standby,
        image,
        baseTaskDefinition: services[live].taskDefinition ?? '',
        liveCount,
        desiredCount,
        required: requiredOf(required, desiredCount),
        standbyTaskDefinition: services[standby].taskDefinition,
        standbyCountBefore: services[standby].desiredCount ?? 0,
        standbyCountUndone: services[standby].desiredCount ?? 0,
        parkedCount: standbyCount,
        expectVersion,
        scaling,
        rules: toPlanned(rules),
        testRules: toPlanned(testRules.filter((rule) => (0,_test_rules_check_test_rules_js__WEBPACK_IMPORTED_MODULE_4__/* .complainAboutTestRule */ .tS)(rule) === undefined)),
    };
}
function toPlanned(rules) {
    return rules.flatMap(({ ruleArn, forwarding, rest }) => forwarding ? [toPlannedRule(ruleArn, forwarding, rest)] : []);
}
function toPlannedRule(ruleArn, { weights, absent }, rest) {
    return { ruleArn, before: weights, rest, ...(absent.length > 0 && { lacks: absent }) };
}
/** A new target is healthy after one good check; what is healthy again needs as many as the threshold. */
function thresholdPeriodOf({ HealthCheckIntervalSeconds = 0, HealthyThresholdCount = 0, }) {
    return HealthCheckIntervalSeconds * HealthyThresholdCount * 1000;
}
/** Tasks that scale-out adds later are not required: the plan does not know of them. */
function requiredOf(asked, desiredCount) {
    if (asked === undefined || asked <= desiredCount)
        return asked ?? desiredCount;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .w({
        cause: `Input "required" is ${asked}, and the release runs ${desiredCount} tasks: so many targets never become healthy.`,
        advice: `Set "required" to ${desiredCount} at most, or "desired-count" to ${asked} at least.`,
    });
}
/** Weights with which a share of the traffic, in percent, goes to the standby. */
function weightsFor(plan, percent) {
    return (0,_lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsWith */ .aT)(plan.standby, percent);
}


/***/ }),

/***/ 326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ planScaling),
/* harmony export */   _: () => (/* binding */ parked)
/* harmony export */ });
/* harmony import */ var _lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8315);

/**
 * Fixes what becomes of the scaling of both slots. The one that goes live gets the minimum and the suspensions of the
 * one that was; each keeps its own maximum.
 */
function planScaling(seen, { live, standby, liveCount }) {
    const ofLive = seen[live];
    const ofStandby = seen[standby];
    return {
        ...(ofLive && { [live]: planLive(ofLive, liveCount) }),
        ...(ofStandby && { [standby]: planStandby(ofStandby, ofLive) }),
    };
}
function planLive(found, count) {
    // With a write AWS would end what is above the maximum, and start tasks in a slot that is meant to be empty.
    const isLeftAlone = count > found.maximum || count === 0;
    const held = isLeftAlone ? found : hold(found);
    return { found, held, serving: held, after: parked(found), undone: found };
}
function planStandby(found, ofLive) {
    const { minimum, suspended } = ofLive ?? found;
    const after = { minimum: Math.min(minimum, found.maximum), maximum: found.maximum, suspended };
    return { found, held: { ...after, suspended: _lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .ALL_SUSPENDED */ .GR }, serving: hold(after), after, undone: found };
}
/** Of a slot that serves nobody: nothing brings tasks back. */
function parked(settings) {
    return { ...settings, minimum: 0, suspended: _lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .ALL_SUSPENDED */ .GR };
}
/** Nothing but policies that add tasks goes on. */
function hold(settings) {
    const { scaleOut } = settings.suspended;
    return { ...settings, suspended: { scaleIn: true, scaleOut, scheduled: true } };
}


/***/ }),

/***/ 2946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ planSize),
/* harmony export */   oe: () => (/* binding */ boundsOfStandby),
/* harmony export */   si: () => (/* binding */ sizeOfStandby)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);

/** The minimum of the live slot, which the standby takes over, and the standby's own maximum. */
function boundsOfStandby(scaling, { live, standby }) {
    return {
        minimum: Math.max(scaling[live]?.found.minimum ?? 0, scaling[standby]?.after.minimum ?? 0),
        maximum: scaling[standby]?.found.maximum ?? Number.POSITIVE_INFINITY,
    };
}
/** As many tasks as the live slot has, however it got them, within the bounds. */
function sizeOfStandby({ desiredCount = 0, runningCount = 0 }, { minimum, maximum }) {
    return Math.min(Math.max(desiredCount, runningCount, minimum), maximum);
}
/**
 * Fixes how many tasks the standby gets: as many as serve now, and never fewer than asked for.
 * @throws ActionFailure when nothing says how many, or when it may have none; InputError when it may not have as many
 *   as are asked for
 */
function planSize({ live, service, asked, bounds }) {
    const { maximum } = bounds;
    if (maximum === 0) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `The scalable target of ${service} has the maximum 0, so the standby can run no tasks.`,
            advice: 'Give it the maximum that the slot is to have once it serves.',
        });
    }
    if (asked !== undefined && asked > maximum) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .w({
            cause: `Input "desired-count" is ${asked}, and the scalable target of ${service} has the maximum ${maximum}: AWS would end the tasks above it.`,
            advice: `Set "desired-count" to ${maximum} at most, or raise the maximum of both slots.`,
        });
    }
    const size = Math.max(sizeOfStandby(live, bounds), asked ?? 0);
    if (size > 0)
        return size;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `The live service ${live.serviceName} runs no tasks, so nothing says how many the release needs.`,
        advice: 'Set the input "desired-count".',
    });
}


/***/ }),

/***/ 5883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ uncancelled)
/* harmony export */ });
/** The same ports for work that a cancelled job must still finish: weights back, standby parked. */
function uncancelled(ports) {
    return { ...ports, signal: new AbortController().signal };
}


/***/ }),

/***/ 802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findLeftUnfinished)
/* harmony export */ });
/* harmony import */ var _lib_aws_record_find_unfinished_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9581);
/* harmony import */ var _lib_aws_record_read_leases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1818);
/* harmony import */ var _read_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7363);



/** What the record tells of a run that is at work or was lost; undefined without a record. Only reads. */
async function findLeftUnfinished(record, ports) {
    if (record === undefined)
        return undefined;
    const recordPorts = await (0,_read_record_js__WEBPACK_IMPORTED_MODULE_2__/* .withRecord */ .q)(ports);
    const highest = await (0,_lib_aws_record_read_leases_js__WEBPACK_IMPORTED_MODULE_1__/* .readLease */ .zR)(recordPorts, record, await (0,_lib_aws_record_read_leases_js__WEBPACK_IMPORTED_MODULE_1__/* .readHighestNumber */ .I0)(recordPorts, record));
    return (0,_lib_aws_record_find_unfinished_js__WEBPACK_IMPORTED_MODULE_0__/* .findUnfinished */ .d)(recordPorts, record, highest);
}


/***/ }),

/***/ 8934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ finishRecord)
/* harmony export */ });
/* harmony import */ var _lib_aws_record_prune_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5550);
/* harmony import */ var _lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1105);
/* harmony import */ var _left_off_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9712);



/** Records how a plan has ended, which is what a rollback goes by, and takes away what no run needs any more. */
async function finishRecord({ target, lease, ports }, { verdict, liveSlot, plan, leftOff, kept }, { owner, clock, stopwatch, timeline }) {
    const { releaseId, mode, image, taskDefinition, baseTaskDefinition, live, startedAt } = plan;
    const keeps = kept && { kept: { slot: kept.slot, plan: lease.number } };
    const release = {
        ...{ mode, verdict, owner, image, taskDefinition, startedAt },
        ...(liveSlot === undefined ? {} : { liveSlot }),
        ...(leftOff && { stickiness: { ...(0,_left_off_js__WEBPACK_IMPORTED_MODULE_2__/* .toRecordedStickiness */ .U1)(leftOff, stopwatch), ...keeps } }),
        previousSlot: live,
        previousTaskDefinition: baseTaskDefinition,
        finishedAt: new Date(clock.now()).toISOString(),
    };
    await (0,_lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .recordRelease */ .ty)(ports, target, { lease, release: releaseId }, release);
    timeline.releases.push({ ...release, number: releaseId });
    await (0,_lib_aws_record_prune_js__WEBPACK_IMPORTED_MODULE_0__/* .pruneRecord */ .eP)(ports, target, lease);
}


/***/ }),

/***/ 9712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ NOTHING_LEFT),
/* harmony export */   Qm: () => (/* binding */ findKept),
/* harmony export */   U1: () => (/* binding */ toRecordedStickiness),
/* harmony export */   gf: () => (/* binding */ readLeftBehind)
/* harmony export */ });
/* harmony import */ var _lib_aws_record_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5366);
/* harmony import */ var _lib_aws_record_parameters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1105);
/* harmony import */ var _read_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7363);




const NOTHING_LEFT = { leftOff: undefined, kept: undefined };
/** What the record tells of it. Only reads. */
async function readLeftBehind(record, ports) {
    if (record === undefined)
        return NOTHING_LEFT;
    const recordPorts = await (0,_read_record_js__WEBPACK_IMPORTED_MODULE_2__/* .withRecord */ .q)(ports);
    const { releases } = await (0,_lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .Lu)(recordPorts, record);
    const writtenAt = (release) => readWrittenAt(recordPorts, record, release, ports);
    const off = releases.find(({ stickiness }) => stickiness !== undefined);
    const kept = findKept(releases);
    return {
        leftOff: off?.stickiness?.off.length ? await toLeftOff(off, off.stickiness, writtenAt) : undefined,
        kept: kept?.stickiness?.kept && {
            ...{ ...kept.stickiness.kept, release: kept },
            since: await writtenAt(kept),
        },
    };
}
/**
 * The release that tells of a slot that is kept, newest first; undefined when none does. One that did not end well has
 * left the slot as it was, or has put another version on it.
 */
function findKept(releases) {
    const newest = releases.find(({ verdict, stickiness }) => verdict === 'released' || stickiness?.kept);
    return newest?.stickiness?.kept && newest;
}
async function toLeftOff(release, { off, cookiesLast }, writtenAt) {
    return { release, rules: off, until: (await writtenAt(release)) + 1_000 * cookiesLast };
}
/** By the stopwatch. */
async function readWrittenAt(recordPorts, record, { number }, { stopwatch }) {
    // Both times are AWS's own: the machine that wrote the entry may have had another clock.
    const { age = 0 } = (await (0,_lib_aws_record_parameters_js__WEBPACK_IMPORTED_MODULE_0__/* .readParameter */ .sv)(recordPorts, (0,_lib_aws_record_names_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseName */ ["do"])(record, number))) ?? {};
    return stopwatch.read() - age;
}
/** The same as a release's entry tells it. */
function toRecordedStickiness({ rules, until }, stopwatch) {
    const left = rules.length === 0 ? 0 : Math.max(0, until - stopwatch.read());
    return {
        off: rules.map(({ ruleArn, seconds }) => ({ ruleArn, seconds })),
        cookiesLast: Math.ceil(left / 1_000),
    };
}


/***/ }),

/***/ 7363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ readHistoryOf),
/* harmony export */   q: () => (/* binding */ withRecord)
/* harmony export */ });
/* harmony import */ var _lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1105);

/** The same ports, and what the record is kept in, which is loaded by who needs it alone. */
async function withRecord(ports) {
    return { ...ports, ssm: await ports.parameterStore() };
}
/** The releases of a record and what has been done beside them; nothing where none is kept. */
async function readHistoryOf(record, ports) {
    if (record === undefined)
        return { releases: [], migrations: [] };
    return (0,_lib_aws_record_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .readHistory */ .Lu)(await withRecord(ports), record);
}


/***/ }),

/***/ 9625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DC: () => (/* binding */ toPlan),
/* harmony export */   Zn: () => (/* binding */ toRecordedPlan),
/* harmony export */   _g: () => (/* binding */ weightsOfRun),
/* harmony export */   mt: () => (/* binding */ readRecordedPlan)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(458);
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3384);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7230);




const slot = valibot__WEBPACK_IMPORTED_MODULE_2__/* .picklist */ .KIO(['blue', 'green']);
const weights = valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ blue: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), green: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() });
const rules = valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    ...{ ruleArn: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), before: weights, rest: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() },
    lacks: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(slot)),
    sticky: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ seconds: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), isOn: valibot__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY() })),
}));
const versionCheck = valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    where: valibot__WEBPACK_IMPORTED_MODULE_2__/* .picklist */ .KIO(['header', 'json', 'body']),
    name: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    version: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
const settings = valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    minimum: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    maximum: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    suspended: valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ scaleIn: valibot__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(), scaleOut: valibot__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(), scheduled: valibot__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY() }),
});
const scaling = valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    ...{ found: settings, held: settings, serving: settings, after: settings, undone: settings },
});
/** What stands in `plan/<n>`: all that another run needs to finish or undo the release. */
const recordedPlanSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    version: valibot__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    /** Number under which the release is recorded: that of the lease under which it was planned first. */
    releaseId: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    /** The run that has planned it; whoever recovers it keeps that. */
    owner: valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ repository: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), runId: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }),
    mode: valibot__WEBPACK_IMPORTED_MODULE_2__/* .picklist */ .KIO(['release', 'bootstrap', 'rollback']),
    live: slot,
    standby: slot,
    image: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    baseTaskDefinition: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The revision that carries the image. */
    taskDefinition: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    liveCount: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    desiredCount: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    required: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    thresholdPeriod: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    ...{ standbyCountBefore: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), standbyCountUndone: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() },
    parkedCount: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    /** Of the slots whose services have a scalable target. */
    scaling: valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ blue: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(scaling), green: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(scaling) }),
    isFirst: valibot__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    expectVersion: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(versionCheck),
    stickiness: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ mode: valibot__WEBPACK_IMPORTED_MODULE_2__/* .picklist */ .KIO(['detach', 'wait']) })),
    rules,
    testRules: rules,
    /** Shares of the traffic that the standby gets; none until a run has been told to shift. */
    steps: valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ percent: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), holdMilliseconds: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() })),
    startedAt: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The stage that had begun under an earlier lease, from which this plan was taken over; 0 for one's own. */
    begun: valibot__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    /** Under an earlier lease requests have shown its version to be bad. */
    isSeenBad: valibot__WEBPACK_IMPORTED_MODULE_2__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(true)),
});
function sharedOf(plan) {
    const { mode, live, standby, image, baseTaskDefinition, isFirst, stickiness } = plan;
    const { liveCount, desiredCount, required, thresholdPeriod, parkedCount, scaling } = plan;
    const { standbyCountBefore, standbyCountUndone } = plan;
    return {
        ...{ mode, live, standby, image, baseTaskDefinition, isFirst },
        // The stopwatch of this process means nothing to another.
        ...(stickiness && { stickiness: { mode: stickiness.mode } }),
        ...{ liveCount, desiredCount, required, thresholdPeriod, parkedCount, scaling },
        ...{ standbyCountBefore, standbyCountUndone },
    };
}
function toRecordedPlan(plan, { releaseId, owner, taskDefinition, startedAt }) {
    return {
        version: 1,
        releaseId,
        owner,
        ...sharedOf(plan),
        taskDefinition,
        rules: plan.rules.map(({ lacks, ...rule }) => ({ ...rule, ...(lacks && { lacks: [...lacks] }) })),
        testRules: plan.testRules.map(({ ruleArn, before, rest }) => ({ ruleArn, before, rest })),
        ...(plan.expectVersion && { expectVersion: plan.expectVersion }),
        steps: [...plan.steps],
        startedAt: new Date(startedAt).toISOString(),
        begun: 0,
    };
}
/** @throws ActionFailure for a plan that this version of the action has not written */
function readRecordedPlan(document, where) {
    const result = valibot__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xLC(recordedPlanSchema, document);
    if (result.success)
        return result.output;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
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
        testRules: recorded.testRules,
        expectVersion: recorded.expectVersion,
        steps: recorded.steps,
    };
}
/**
 * Every weight that the interrupted run may have written, whichever it came to.
 * @param options with `isMoved` when it had confirmed that no rule shows any more what the plan started from
 */
function weightsOfRun({ rules, testRules, steps, standby, begun }, { isMoved } = { isMoved: false }) {
    // A recovery that was lost itself may have put all of it back. Before the shift began there was nothing to put back.
    const percents = begun < (0,_stages_js__WEBPACK_IMPORTED_MODULE_3__/* .shiftStage */ .RT)(0) ? [] : [0, ...steps.map(({ percent }) => percent)];
    const written = percents.map((percent) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsFor */ .NK)({ standby }, percent));
    const tested = { written: [(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsFor */ .NK)({ standby }, 100)], isMoved: false };
    return new Map([
        ...rules.map(({ ruleArn }) => [ruleArn, { written, isMoved }]),
        ...testRules.map(({ ruleArn }) => [ruleArn, tested]),
    ]);
}


/***/ }),

/***/ 7230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nc: () => (/* binding */ isPuttingBack),
/* harmony export */   RT: () => (/* binding */ shiftStage),
/* harmony export */   cf: () => (/* binding */ shiftedStage),
/* harmony export */   gM: () => (/* binding */ waitStage),
/* harmony export */   lc: () => (/* binding */ PREPARED_STAGE),
/* harmony export */   mq: () => (/* binding */ mayBeSticky),
/* harmony export */   rl: () => (/* binding */ parkStage)
/* harmony export */ });
/**
 * Stages of a recorded release, in the order in which they begin. A lease's cursor holds the number of the last one
 * that has begun; at 0 the plan has been written, and the standby may be on its way up.
 */
/** The standby is proven, and nothing has moved: mode `prepare` ends here. */
const PREPARED_STAGE = 1;
/** @param index of the step, from 0 on */
function shiftStage(index) {
    return PREPARED_STAGE + 1 + index;
}
/** All the traffic has moved, and the new version has been watched with it: mode `shift` ends here. */
function shiftedStage(plan) {
    return shiftStage(plan.steps.length);
}
/**
 * The old slot is kept until no cookie leads a client to it, and the gates still watch: a plan that does not wait for
 * that leaves this stage out.
 */
function waitStage(plan) {
    return shiftedStage(plan) + 1;
}
/** The old slot is parked: from here on there is no way but to the end. */
function parkStage(plan) {
    return waitStage(plan) + 1;
}
/** Group stickiness may be on: its plan never turns it off on the way, or has begun to put it back. */
function mayBeSticky(course) {
    return course.plan.stickiness?.mode === 'wait' || isPuttingBack(course);
}
/** Group stickiness may be on again: it is put back when the old slot is parked, which a lost run had begun to do. */
function isPuttingBack({ plan, begun, }) {
    return begun >= parkStage(plan);
}


/***/ }),

/***/ 1734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ underLease)
});

// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
// EXTERNAL MODULE: ./lib/action/clock.js
var action_clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: ./lib/action/random.js
var random = __webpack_require__(4172);
// EXTERNAL MODULE: ./lib/aws/record/lease-entry.js
var lease_entry = __webpack_require__(237);
;// CONCATENATED MODULE: ./lib/aws/record/claim.js

/** Decides by what has been seen. A wrong reading costs time alone: whether the next number can be created decides. */
function judgeClaim(highest, { owner, mayPreempt }, terms) {
    if (highest.entry.state === 'done')
        return { kind: 'free' };
    if ((0,lease_entry/* isSameOwner */.Ie)(highest.entry.owner, owner)) {
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

// EXTERNAL MODULE: ./lib/aws/record/names.js
var names = __webpack_require__(5366);
// EXTERNAL MODULE: ./lib/aws/record/parameters.js
var parameters = __webpack_require__(5260);
// EXTERNAL MODULE: ./lib/aws/record/read-leases.js
var read_leases = __webpack_require__(1818);
// EXTERNAL MODULE: ./lib/aws/record/terms.js
var record_terms = __webpack_require__(3933);
;// CONCATENATED MODULE: ./lib/aws/record/acquire-lease.js










/** Between two looks at a lease that another run holds, in milliseconds. */
const LOOK_AGAIN_AFTER = 5_000;
/**
 * Makes this process the one that may change the target, by creating the next lease. When it was taken from another
 * holder, a margin has passed since: no write of the other is under way any more, and what is read now is what counts.
 * @throws ActionFailure when another run holds the target and lives
 */
async function acquireLease(ports, request) {
    const { target, terms = record_terms/* LEASE_TERMS */.n } = request;
    let highest = await (0,read_leases/* readHighestNumber */.I0)(ports, target);
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
    let first = await (0,read_leases/* readExistingLease */.eh)(ports, request.target, highest);
    let last = first;
    for (;;) {
        const claim = judgeClaim({ ...last, unchangedFor: stopwatch.read() - since }, request, terms);
        if (claim.kind !== 'held')
            return { claim, before: last };
        const isOver = stopwatch.read() - from >= request.patience;
        if (isOver && isKept(last, first))
            throw heldByAnother(request.target, last);
        await (0,action_clock/* sleep */.yy)(clock, LOOK_AGAIN_AFTER, signal);
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
    const follower = await (0,read_leases/* readLease */.zR)(ports, target, last.number + 1);
    return follower ?? (await (0,read_leases/* readLease */.zR)(ports, target, last.number)) ?? last;
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
    if (await (0,parameters/* createParameter */.sX)(ports, (0,names/* leaseName */.AI)(target, number), (0,lease_entry/* writeLeaseEntry */.AY)(entry)))
        return lease;
    // It may be this very call's own: the answer to an earlier attempt was lost.
    const existing = await (0,read_leases/* readExistingLease */.eh)(ports, target, number);
    return existing.entry.nonce === entry.nonce ? lease : undefined;
}
/** Waits until nothing that the holder before has sent can still take effect. */
async function settle({ clock, log, signal }, { number, before }, claim, { margin }) {
    const whose = before ? (0,lease_entry/* describeOwner */.$S)(before.entry.owner) : 'nobody';
    log.info(`Lease ${number} was taken from ${whose} (${claim.why}); in ${(0,duration/* formatDuration */.a)(margin)} nothing of it is under way any more.`);
    await (0,action_clock/* sleep */.yy)(clock, margin, signal);
}
function heldByAnother(target, { number, entry }) {
    return new errors/* ActionFailure */.d({
        cause: `${(0,lease_entry/* describeOwner */.$S)(entry.owner)} is changing ${target} (${entry.mode}, lease ${number}), and ${describeHold(entry)}.`,
        advice: 'Wait until it has ended, then run again. A rollback or a recovery may take over from it: mode: rollback, mode: recover.',
    });
}
function describeHold({ state, holdSeconds = 0 }) {
    if (state !== 'handed-over')
        return 'renews its lease';
    return `has up to ${(0,duration/* formatDuration */.a)(holdSeconds * 1000)} to go on in its next step`;
}

// EXTERNAL MODULE: ./lib/aws/record/find-unfinished.js
var find_unfinished = __webpack_require__(9581);
// EXTERNAL MODULE: ./lib/aws/record/hold-lease.js
var hold_lease = __webpack_require__(9750);
// EXTERNAL MODULE: ./lib/aws/record/plan.js + 1 modules
var record_plan = __webpack_require__(63);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/ports.js
var src_ports = __webpack_require__(5883);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/journal.js
/** For `record: none`. */
const NO_JOURNAL = {
    ensureHeld: async () => { },
    begin: async () => { },
    condemn: async () => { },
};

// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/read-record.js
var read_record = __webpack_require__(7363);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/under-lease.js








/**
 * Works as the only run that may change the target, and leaves the lease so that the next one knows what it finds.
 * @param work gets no record for `record: none`
 * @throws ActionFailure when another run holds the target; whatever the work throws
 */
async function underLease({ record, mode, mayPreempt }, ports, work) {
    if (record === undefined)
        return (await work({ ...ports, journal: NO_JOURNAL }, undefined)).result;
    const recordPorts = await (0,read_record/* withRecord */.q)(ports);
    const { owner } = ports;
    const acquired = await acquireLease(recordPorts, { target: record, owner, mode, mayPreempt, patience: 0 });
    const free = (0,src_ports/* uncancelled */.v)(recordPorts);
    const lease = await (0,hold_lease/* holdLease */.U)(free, record, acquired);
    let isPlanned = false;
    async function plan(document) {
        // Another may have taken over while this run waited and looked: it must not find plans that nobody will follow.
        await lease.ensureHeld();
        isPlanned = true;
        await (0,record_plan/* writePlan */.p)(free, record ?? '', lease.number, document);
    }
    const journal = { ensureHeld: lease.ensureHeld, begin: lease.setCursor, condemn: lease.condemn };
    const { before } = acquired;
    let isUnfinished = before !== undefined && before.entry.state !== 'done';
    let keptFor = 0;
    try {
        const unfinished = await (0,find_unfinished/* findUnfinished */.d)(recordPorts, record, before);
        isUnfinished = unfinished !== undefined;
        const done = await work({ ...ports, journal }, { target: record, lease, ports: free, unfinished, plan });
        ({ isUnfinished, keptFor = 0 } = done);
        return done.result;
    }
    catch (error) {
        isUnfinished ||= isPlanned;
        throw error;
    }
    finally {
        await leave(lease, { isUnfinished, keptFor }, ports);
    }
}
/** An end that cannot be recorded costs the next run a wait until the lease expires, and nothing else. */
async function leave(lease, { isUnfinished, keptFor }, { log }) {
    try {
        // Another run may have taken over, and what it finds here must not look as if it had ended.
        await lease.ensureHeld();
        await (isUnfinished ? lease.handOver(Math.ceil(keptFor / 1_000)) : lease.finish());
    }
    catch (error) {
        lease.abandon();
        if (error instanceof hold_lease/* LeaseLost */.V)
            return;
        log.warning(`Lease ${lease.number} could not be ended, so the next run has to wait until it expires: ${(0,sdk_error/* describeError */.U)(error)}`);
    }
}


/***/ }),

/***/ 3209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ renderKept),
/* harmony export */   g: () => (/* binding */ describeKept)
/* harmony export */ });
/* harmony import */ var _lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9354);

/** In a few sentences, which slot keeps its tasks, why, and what comes next. */
function describeKept({ slot, why }) {
    return `${slot} has no weight and keeps its tasks: ${why}. Parked, it would answer whom a cookie leads there with 503. Run mode: recover, which parks it as soon as no cookie leads there; a release is refused until then, and a rollback (sticky: detach) finds ${slot} ready.`;
}
/** The same for a summary; nothing when none is kept. */
function renderKept(kept) {
    return kept ? [`:warning: ${(0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(describeKept(kept))}`] : [];
}


/***/ }),

/***/ 8196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ renderLeftOff),
/* harmony export */   a$: () => (/* binding */ describeLeftOff),
/* harmony export */   nL: () => (/* binding */ renderPlannedStickiness)
/* harmony export */ });
/* harmony import */ var _lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5775);
/* harmony import */ var _lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9354);


/** In one sentence, what is off and from when on it may be on again. */
function describeLeftOff({ rules, endsAt }) {
    const which = rules.map(({ ruleArn, seconds }) => `${ruleArn} (${seconds} s)`).join(', ');
    return `Group stickiness is off in ${which}: cookies from before may lead to the other slot until ${new Date(endsAt).toISOString()}.`;
}
/** The same for a summary, with the ways to put it back; nothing when none is off. */
function renderLeftOff(leftOff) {
    if (!leftOff || leftOff.rules.length === 0)
        return [];
    const { byHand } = leftOff;
    return [
        `:warning: ${(0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(describeLeftOff(leftOff))} From then on mode: recover puts it back, and so does the next release or rollback with "sticky: detach".`,
        ...(byHand.length === 0 ? [] : [(0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)('Put it back by hand, then', (0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(byHand.join('\n')))]),
    ];
}
/** What a dry run says of it; nothing when the plan has nothing to do with it. */
function renderPlannedStickiness({ rules, stickiness }) {
    const rows = rules.flatMap(({ ruleArn, sticky }) => sticky ? [[(0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineCode */ .ti)(ruleArn), describe(sticky, stickiness?.mode === 'wait')]] : []);
    return rows.length === 0 ? [] : [(0,_lib_action_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['Production rule', 'Group stickiness'], rows)];
}
function describe({ seconds, isOn }, isKept) {
    if (isOn && isKept) {
        return `stays ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(1_000 * seconds)}: clients with a cookie stay too, and the old slot is kept for them`;
    }
    const first = isOn ? 'off with the first weight' : 'off already';
    return `${first}, back to ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(1_000 * seconds)} when no cookie leads to the other slot`;
}


/***/ }),

/***/ 5855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ secondsOf),
/* harmony export */   m: () => (/* binding */ startTimeline)
/* harmony export */ });
/* harmony import */ var _gates_probe_counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5167);

function startTimeline({ clock, log }) {
    const phases = [];
    const moments = [];
    const shares = [];
    let plan;
    function note(text) {
        moments.push({ at: clock.now(), text });
        log.info(text);
    }
    return {
        phases,
        moments,
        shares,
        get plan() {
            return plan;
        },
        notePlan(decided) {
            plan = decided;
        },
        gates: [],
        alarms: [],
        probes: (0,_gates_probe_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .startProbeCounts */ .xx)(),
        releases: [],
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
/** Seconds the last phase of that name took, to a hundredth; undefined when it did not come to its end. */
function secondsOf(timeline, name) {
    const phase = timeline.phases.findLast((candidate) => candidate.name === name);
    return phase?.to === undefined || phase.hasFailed
        ? undefined
        : Math.round((phase.to - phase.from) / 10) / 100;
}


/***/ }),

/***/ 2619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ awaitScaling)
/* harmony export */ });
/* harmony import */ var _lib_action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);
/* harmony import */ var _lib_aws_scaling_scalable_targets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(486);
/* harmony import */ var _lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8315);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9289);




/** What was written shows within this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;
/**
 * Waits until the scaling of both slots reads as it was written: the next run takes what it reads for the settings to
 * go back to. What never does is told.
 */
async function awaitScaling({ plan, timeline }, moment, ports) {
    const { clock, signal } = ports;
    const { cluster, slots } = plan.target;
    const scaled = _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__/* .SLOTS */ ._f.flatMap((slot) => {
        const wanted = plan.scaling[slot]?.[moment];
        return wanted ? [{ service: slots[slot].service, wanted }] : [];
    });
    if (scaled.length === 0)
        return;
    const names = scaled.map(({ service }) => ({ cluster, service }));
    const end = clock.now() + SETTLES_WITHIN;
    for (;;) {
        const found = await (0,_lib_aws_scaling_scalable_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .readScaling */ .O)(ports, names);
        const odd = scaled.flatMap(({ service, wanted }, index) => {
            const settings = found[index];
            return !settings || isWritten(settings, wanted) ? [] : [`${service} with ${(0,_lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .describeScaling */ .Rk)(settings)}`];
        });
        if (odd.length === 0)
            return;
        if (clock.now() >= end) {
            return timeline.note(`Somebody else has changed the scaling, which reads back for ${odd.join(', ')}`);
        }
        await (0,_lib_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, LOOK_AGAIN_AFTER, signal);
    }
}
/** The maximum is never written. */
function isWritten(found, { minimum, suspended }) {
    return (0,_lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameScaling */ .uS)(found, { ...found, minimum, suspended });
}


/***/ }),

/***/ 7949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ setScaling)
/* harmony export */ });
/* harmony import */ var _lib_aws_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8251);
/* harmony import */ var _lib_aws_scaling_scalable_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(486);
/* harmony import */ var _lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8315);



/** What a slot may have been set to until then. */
const EARLIER = {
    held: ['found', 'undone'],
    serving: ['found', 'undone', 'held'],
    after: ['found', 'undone', 'held', 'serving'],
    undone: ['found', 'held', 'serving', 'after'],
};
/**
 * Sets the scaling of a slot to what the plan has for a moment. Nothing is written for a service without a scalable
 * target, also when it has lost it since, nor where the plan changes nothing. What was written last is not read first:
 * it may not show yet.
 */
async function setScaling({ plan, timeline }, slot, moment, ports) {
    const planned = plan.scaling[slot];
    if (!planned || EARLIER[moment].every((earlier) => (0,_lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameScaling */ .uS)(planned[earlier], planned[moment])))
        return;
    const { service } = plan.target.slots[slot];
    const name = { cluster: plan.target.cluster, service };
    await ports.journal.ensureHeld();
    try {
        await (0,_lib_aws_scaling_scalable_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .writeScaling */ .R)(ports, name, planned[moment]);
    }
    catch (error) {
        // AWS refuses a write that would make one.
        if ((0,_lib_aws_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_2__/* .asSdkError */ .n)(error).name !== 'ValidationException')
            throw error;
        const [found] = await (0,_lib_aws_scaling_scalable_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readScaling */ .O)(ports, [name]);
        if (found)
            throw error;
        timeline.note(`${service} (${slot}) has no scalable target any more, so its scaling is not set`);
        return;
    }
    timeline.note(`Scaling of ${service} (${slot}) is set to ${(0,_lib_aws_scaling_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .describeScaling */ .Rk)(planned[moment])}`);
}


/***/ }),

/***/ 9053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bj: () => (/* binding */ parkAgain),
/* harmony export */   P0: () => (/* binding */ parkLive),
/* harmony export */   Zk: () => (/* binding */ letBothScale),
/* harmony export */   oQ: () => (/* binding */ restoreScaling)
/* harmony export */ });
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9289);
/* harmony import */ var _scaling_await_scaling_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2619);
/* harmony import */ var _scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7949);
/* harmony import */ var _scale_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6479);




/**
 * Parks the slot that was live, and lets the other one scale in its place.
 * @throws ActionFailure when the slot that is to be parked gets traffic
 */
async function parkLive({ plan, timeline }, ports) {
    await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__/* .setScaling */ .E)({ plan, timeline }, plan.standby, 'after', ports);
    await (0,_scale_js__WEBPACK_IMPORTED_MODULE_3__/* .scaleSlot */ .J)(plan, plan.live, plan.parkedCount, timeline, ports);
    await (0,_scaling_await_scaling_js__WEBPACK_IMPORTED_MODULE_1__/* .awaitScaling */ .C)({ plan, timeline }, 'after', ports);
}
/**
 * Gives the standby the size that it goes back to, and both slots their scaling.
 * @throws ActionFailure when the standby gets traffic
 */
async function parkAgain({ plan, timeline }, ports) {
    await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__/* .setScaling */ .E)({ plan, timeline }, plan.live, 'undone', ports);
    await (0,_scale_js__WEBPACK_IMPORTED_MODULE_3__/* .scaleSlot */ .J)(plan, plan.standby, plan.standbyCountUndone, timeline, ports);
}
/** Lets both slots scale when the standby keeps the traffic that it has got, and the other one its tasks. */
async function letBothScale({ plan, timeline }, ports) {
    await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__/* .setScaling */ .E)({ plan, timeline }, plan.standby, 'after', ports);
    await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__/* .setScaling */ .E)({ plan, timeline }, plan.live, 'undone', ports);
}
/** Gives both slots the scaling that they had, wherever the traffic goes, and leaves their tasks. */
async function restoreScaling({ plan, timeline }, ports) {
    for (const slot of _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f)
        await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_2__/* .setScaling */ .E)({ plan, timeline }, slot, 'undone', ports);
}


/***/ }),

/***/ 6479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ scaleSlot)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8836);
/* harmony import */ var _lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9429);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9289);
/* harmony import */ var _scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7949);





/**
 * Sets the task count of a slot that gets no traffic, and before that its scaling, whose minimum would bring tasks back.
 * ECS itself takes its tasks out of the target group, waits the deregistration delay and only then stops them, so
 * requests in flight end well.
 * @throws ActionFailure when the slot does get traffic: somebody else has sent it there since
 */
async function scaleSlot(plan, slot, desiredCount, timeline, ports) {
    const { ecs, signal, journal } = ports;
    const { service } = plan.target.slots[slot];
    await refuseTraffic(plan, slot, ports);
    await (0,_scaling_set_scaling_js__WEBPACK_IMPORTED_MODULE_4__/* .setScaling */ .E)({ plan, timeline }, slot, slot === plan.live ? 'after' : 'undone', ports);
    await journal.ensureHeld();
    await ecs.updateService({ cluster: plan.target.cluster, service, desiredCount }, { abortSignal: signal });
    timeline.note(`${service} (${slot}) is set to ${desiredCount} tasks`);
}
async function refuseTraffic(plan, slot, ports) {
    const { productionRules, slots } = plan.target;
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_3__/* .targetGroupsOf */ .TT)(plan.target);
    const isFree = ({ actions }) => ((0,_lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .forwardingOf */ .Hg)(actions, pair)?.weights[slot] ?? 0) === 0;
    const rules = await (0,_lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettledRules */ .x)(ports, productionRules, isFree);
    const rule = rules.find((candidate) => !isFree(candidate));
    if (!rule)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Production rule ${rule.arn} sends traffic to ${slot}, so the tasks of ${slots[slot].service} stay.`,
        advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
}


/***/ }),

/***/ 4533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ requireTestRules),
/* harmony export */   U4: () => (/* binding */ checkTestRules),
/* harmony export */   tS: () => (/* binding */ complainAboutTestRule)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);

/** Why a test rule cannot be pointed at one of the slots; undefined when it can. */
function complainAboutTestRule(rule) {
    const { ruleArn, forwarding, isGone, isProduction, commandToForward } = rule;
    const refuse = (problem, advice) => ({ cause: `Test rule ${ruleArn} ${problem}.`, advice });
    if (isGone)
        return refuse('does not exist', 'Create it again, or take it out of testRules.');
    if (isProduction) {
        return refuse("is a production rule by another name: a listener's ARN and that of its default rule name the same rule", 'Take it out of testRules, or out of productionRules.');
    }
    if (!forwarding || forwarding.absent.length > 0) {
        return refuse('does not forward to both slots, so putting it back would leave it other than it was', `Put both target groups into its forward action, the live one with weight 100 and the other with 0, where it is defined or by hand: ${commandToForward}`);
    }
    const others = forwarding.others.filter(({ weight }) => weight > 0);
    if (others.length > 0) {
        const groups = others.map(({ targetGroup }) => targetGroup).join(', ');
        return refuse(`also forwards to ${groups}, which is neither slot of the target, so not every answer would come from the standby`, 'Take the other group out of the rule, or the rule out of testRules.');
    }
    return undefined;
}
/**
 * @throws ActionFailure for the first test rule that cannot be pointed at one of the slots; InputError for a test URL
 *   without one
 */
function checkTestRules(rules, { testUrl }) {
    if (testUrl !== undefined)
        requireTestRules(rules);
    const [complaint] = rules.flatMap((rule) => complainAboutTestRule(rule) ?? []);
    if (complaint)
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d(complaint);
}
/** @throws InputError when there is none: nothing would point a test URL at the standby */
function requireTestRules(rules) {
    if (rules.length > 0)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .w({
        cause: 'Input "test-url" needs a test rule, and the target names none, so nothing would point it at the standby.',
        advice: 'Name the rule behind that address in testRules of the target, or leave "test-url" out.',
    });
}


/***/ }),

/***/ 5204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IU: () => (/* binding */ confirmTestRules),
/* harmony export */   _n: () => (/* binding */ putTestRulesBack),
/* harmony export */   nN: () => (/* binding */ settleTestRules),
/* harmony export */   oD: () => (/* binding */ pointTestRules)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5568);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3384);
/* harmony import */ var _traffic_confirm_weights_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(653);
/* harmony import */ var _traffic_move_weights_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4680);
/* harmony import */ var _traffic_own_weights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2717);
/* harmony import */ var _traffic_raise_weights_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57);
/* harmony import */ var _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9219);







/** Only testers wait for them. */
const PATIENCE_MILLISECONDS = 30_000;
/**
 * Gives the standby all the weight of every test rule.
 * @throws RuleNotOurs when somebody else has changed one, which is left alone
 */
async function pointTestRules(tests, ports) {
    const { plan, timeline } = tests;
    await forEach(plan.testRules, async (rule) => {
        await move(tests, { rule, weights: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsFor */ .NK)(plan, 100), writable: _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__/* .OWN_ONLY */ .Ac }, ports);
        timeline.note(`Test rule ${rule.ruleArn} points at ${plan.standby}`);
    });
}
/**
 * Sees that the test rules point at the standby.
 * @throws RuleDiffers when somebody else has changed one
 */
async function confirmTestRules(plan, ports) {
    if (plan.testRules.length === 0)
        return;
    try {
        await (0,_traffic_confirm_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .confirmWeights */ .gd)(plan, (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .weightsFor */ .NK)(plan, 100), ports, { rules: plan.testRules });
    }
    catch (error) {
        if (!(0,_lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .isGone */ .S)(error))
            throw error;
        const arns = plan.testRules.map(({ ruleArn }) => ruleArn);
        const there = await (0,_lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readExistingRules */ .z)(ports, arns);
        const gone = arns.filter((arn) => there.every((rule) => rule.arn !== arn));
        throw new _traffic_confirm_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .RuleDiffers */ .wL({
            cause: `Somebody has deleted test rule ${gone.join(', ')}.`,
            advice: 'Create it again, or take it out of the testRules of the target; then run again.',
        });
    }
}
/**
 * Leaves the test rules with the slot that has the traffic now: a release has pointed them there before.
 * @throws RuleDiffers, RuleNotOurs when somebody else has changed one
 */
function settleTestRules(tests, ports) {
    return tests.plan.mode === 'rollback' ? pointTestRules(tests, ports) : confirmTestRules(tests.plan, ports);
}
/**
 * Gives every test rule that this run has written the weights that it had. One that somebody else has changed since is
 * left alone, which is told.
 * @throws what has kept rules from being written
 */
async function putTestRulesBack(tests, ports) {
    const { plan, own, timeline } = tests;
    const written = plan.testRules.filter(({ ruleArn }) => (0,_traffic_own_weights_js__WEBPACK_IMPORTED_MODULE_4__/* .hasWritten */ .qF)(own, ruleArn));
    await forEach(written, async (rule) => {
        try {
            await move(tests, { rule, weights: rule.before, writable: _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__/* .ALL_BUT_FOREIGN */ .Jn }, ports);
            timeline.note(`Test rule ${rule.ruleArn} is as it was before`);
        }
        catch (error) {
            if (!(error instanceof _traffic_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__/* .RuleNotOurs */ .tf))
                throw error;
            timeline.note(error.failure.cause);
        }
    });
}
/**
 * One that cannot be written does not keep the others from it.
 * @throws the error, or AggregateError of several
 */
async function forEach(rules, work) {
    const errors = [];
    for (const rule of rules)
        await work(rule).catch((error) => errors.push(error));
    if (errors.length > 1)
        throw new AggregateError(errors, 'Not every test rule could be written.');
    if (errors.length === 1)
        throw errors[0];
}
/** Which slot it points at hangs on nobody's health. */
function move({ plan, own }, how, ports) {
    return (0,_traffic_raise_weights_js__WEBPACK_IMPORTED_MODULE_5__/* .untilSettled */ .QJ)(ports, () => (0,_traffic_raise_weights_js__WEBPACK_IMPORTED_MODULE_5__/* .tryPatiently */ .S2)(ports, `Writing ${how.rule.ruleArn}`, PATIENCE_MILLISECONDS, () => (0,_traffic_move_weights_js__WEBPACK_IMPORTED_MODULE_3__/* .moveWeights */ .b)({ plan, own, stickiness: undefined, ...how }, ports)));
}


/***/ }),

/***/ 8166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ awaitQuiet)
/* harmony export */ });
/* harmony import */ var _lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5775);
/* harmony import */ var _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7202);
/* harmony import */ var _gates_gate_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5386);
/* harmony import */ var _gates_gates_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7515);
/* harmony import */ var _quiet_gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7829);





/**
 * Waits until no cookie leads to a slot any more, and no longer than it may; not at all when it would take longer anyway.
 * @throws the signal's reason when the run is cancelled, LeaseLost from a gate
 */
async function awaitQuiet({ deserted, timeout, gates, timeline }, ports) {
    const { slot, since, span } = deserted;
    const shortest = since + span + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .LATEST_MILLISECONDS */ .HD + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .MINUTE */ .pY - ports.stopwatch.read();
    if (shortest > timeout) {
        const why = `cookies last so long that it would take ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(shortest)} at least to see that none leads there`;
        return { kind: 'kept', why };
    }
    timeline.note(`Waits until no cookie leads a client to ${slot}, for ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(timeout)} at most`);
    const quiet = (0,_gates_gate_log_js__WEBPACK_IMPORTED_MODULE_4__/* .recordLooks */ .m)((0,_quiet_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .createQuietGate */ .e)(deserted, ports), timeline.gates, ports.clock);
    const { clock, signal } = ports;
    // It may be so already, and a look takes no time.
    await quiet.check(signal);
    const options = { clock, signal, isEnough: quiet.isQuiet };
    const failure = quiet.isQuiet() ? undefined : await (0,_gates_gates_js__WEBPACK_IMPORTED_MODULE_2__/* .watchGates */ .c)([...gates, quiet], timeout, options);
    if (failure)
        return { kind: 'failed', failure };
    if (!quiet.isQuiet())
        return {
            kind: 'kept',
            why: `in ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(timeout)} it was not seen that no cookie leads there: ${quiet.saw()}`,
        };
    timeline.note(`No cookie leads to ${slot} any more: ${quiet.saw()}`);
    return { kind: 'quiet' };
}


/***/ }),

/***/ 2205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ chooseSlot)
/* harmony export */ });
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9289);

/**
 * Chooses the better of the two slots: the preferred one, unless it has too few healthy targets and the other has more.
 * Preferred is the old version, which is known to be good; or the slot that rules serve which somebody else has changed,
 * so that visitors meet one version behind all rules. What requests have shown to be bad is never followed there, and
 * gets the traffic only when the old version has no healthy target at all.
 * @param base slot to prefer when no rule speaks for another
 */
function chooseSlot({ live, liveCount, required }, { healthy, states, isSeenBad }, base = live) {
    const preferred = (isSeenBad ? undefined : slotSpokenFor(live, states)) ?? base;
    const other = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_0__/* .otherSlot */ .jx)(preferred);
    // The old version may have served with fewer tasks than the new one was given.
    const whole = preferred === live ? Math.min(required, Math.max(1, liveCount)) : required;
    const enough = Math.min(isSeenBad ? 1 : whole, healthy[other]);
    const slot = healthy[preferred] >= enough ? preferred : other;
    return { preferred, slot: healthy[slot] > 0 ? slot : undefined };
}
/** The one slot that rules serve which others have changed; undefined when there are none, or they disagree. */
function slotSpokenFor(live, states) {
    const spoken = new Set(states.flatMap((state) => {
        if (state.kind === 'reset')
            return [live];
        return state.kind === 'foreign' && state.serves ? [state.serves] : [];
    }));
    const [slot] = spoken;
    return spoken.size === 1 ? slot : undefined;
}


/***/ }),

/***/ 653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C5: () => (/* binding */ confirmUntouched),
/* harmony export */   P: () => (/* binding */ confirmSlot),
/* harmony export */   gd: () => (/* binding */ confirmWeights),
/* harmony export */   wL: () => (/* binding */ RuleDiffers)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8836);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9289);
/* harmony import */ var _observe_live_slot_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(789);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1139);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3384);
/* harmony import */ var _plan_stickiness_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1339);
/* harmony import */ var _judge_rule_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8362);
/* harmony import */ var _own_weights_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2717);
/* harmony import */ var _rule_not_ours_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9219);










/** A rule reads back with other weights than were written. */
class RuleDiffers extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'RuleDiffers';
}
const NAMES = { production: 'Production rule', test: 'Test rule' };
/**
 * Reads rules back, all production rules when none are named.
 * @throws RuleDiffers when one does not have the weights, or group stickiness that it must not have
 */
async function confirmWeights(plan, weights, ports, { rules = plan.rules, mayStick = false } = {}) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetGroupsOf */ .TT)(plan.target);
    const isExpected = (rule) => {
        const found = (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair).forwarding;
        if (!found || !(0,_own_weights_js__WEBPACK_IMPORTED_MODULE_8__/* .isSameWeights */ .CC)(found.weights, weights))
            return false;
        if (mayStick === 'any')
            return true;
        const planned = rules.find(({ ruleArn }) => ruleArn === rule.arn) ?? {};
        return (0,_plan_stickiness_js__WEBPACK_IMPORTED_MODULE_6__/* .isOwnStickiness */ .Br)(planned, found.stickySeconds, mayStick);
    };
    const arns = rules.map(({ ruleArn }) => ruleArn);
    for (const rule of await (0,_lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettledRules */ .x)(ports, arns, isExpected)) {
        if (isExpected(rule))
            continue;
        const { forwarding } = (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair);
        const before = rules.find(({ ruleArn }) => ruleArn === rule.arn)?.before;
        const isReset = forwarding && before && (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_8__/* .isSameWeights */ .CC)(forwarding.weights, before);
        const wanted = (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .describeShare */ .r)({ forwarding: { weights, absent: [], others: [] } });
        throw new RuleDiffers({
            cause: `${NAMES[(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_5__/* .roleOf */ .kp)(plan, rule.arn)]} ${rule.arn} reads back with ${(0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .describeShare */ .r)({ forwarding })} instead of ${wanted}${isReset ? ': somebody has reset it to what the release started from, as infrastructure code does' : ''}.`,
            advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
        });
    }
}
/**
 * Sees where the production rules send their traffic, whoever has changed them.
 * @throws RuleDiffers when not all of it goes to the slot, with each rule that gives it to another one
 */
async function confirmSlot({ target, rules }, slot, ports) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetGroupsOf */ .TT)(target);
    const isThere = (rule) => (0,_observe_live_slot_js__WEBPACK_IMPORTED_MODULE_3__/* .slotWithAllTraffic */ .j1)([(0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair)]) === slot;
    const arns = rules.map(({ ruleArn }) => ruleArn);
    const found = await (0,_lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettledRules */ .x)(ports, arns, isThere);
    const others = found.filter((rule) => !isThere(rule));
    if (others.length === 0)
        return;
    const kept = others.map((rule) => `production rule ${rule.arn} keeps ${(0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .describeShare */ .r)((0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair))}`);
    const rest = others.length < found.length ? `, and all the others go to ${slot}` : '';
    throw new RuleDiffers({
        cause: `Not all of the traffic goes to ${slot}: ${kept.join(', ')}${rest}.`,
        advice: `Give every production rule the weights of ${slot} (100 and 0), then run mode: recover.`,
    });
}
/**
 * Sees that the production rules are as they were when the release was planned: another process of it may have waited.
 * @throws RuleNotOurs when somebody else has changed one
 */
async function confirmUntouched({ target, rules }, ports) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetGroupsOf */ .TT)(target);
    const plannedFor = ({ arn }) => rules.find(({ ruleArn }) => ruleArn === arn);
    const isUntouched = (rule) => {
        const planned = plannedFor(rule);
        return planned !== undefined && (0,_judge_rule_js__WEBPACK_IMPORTED_MODULE_7__/* .judgeRule */ .q)((0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair), planned, _own_weights_js__WEBPACK_IMPORTED_MODULE_8__/* .UNTOUCHED */ ._m).kind === 'own';
    };
    const arns = rules.map(({ ruleArn }) => ruleArn);
    for (const rule of await (0,_lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettledRules */ .x)(ports, arns, isUntouched)) {
        const planned = plannedFor(rule);
        if (planned)
            (0,_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_9__/* .refuseNotOurs */ .Rw)((0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_4__/* .shareOf */ .t)(rule, pair), planned, _own_weights_js__WEBPACK_IMPORTED_MODULE_8__/* .UNTOUCHED */ ._m);
    }
}


/***/ }),

/***/ 4902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ gatherTraffic)
});

// EXTERNAL MODULE: ./lib/action/clock.js
var action_clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/cookies.js
var cookies = __webpack_require__(7484);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/plan.js
var plan_plan = __webpack_require__(3384);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/stickiness.js
var stickiness = __webpack_require__(1339);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/confirm-weights.js
var confirm_weights = __webpack_require__(653);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/own-weights.js
var own_weights = __webpack_require__(2717);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/raise-weights.js
var raise_weights = __webpack_require__(57);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/rule-not-ours.js
var rule_not_ours = __webpack_require__(9219);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/count-healthy-targets.js
var count_healthy_targets = __webpack_require__(6380);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/slot-watch.js



/** The slot that was chosen is not the better one any more. */
class ChoiceChanged extends Error {
    name = 'ChoiceChanged';
}
/** A reading younger than this serves the next rule too, in milliseconds. */
const REUSED_MILLISECONDS = 1_500;
/** Between two looks at the slots, in milliseconds. */
const LOOK_AGAIN_AFTER = 2_000;
/**
 * Gives a function that tells when the slot was last seen to be the better one, seconds ago at most. Several rules at
 * once share a reading.
 * @param seen the reading by which it was chosen
 */
function createChoiceGuard({ plan, slot, choose }, seen, ports) {
    let { at } = seen;
    let reading = Promise.resolve(seen.healthy);
    return async () => {
        if (ports.clock.now() - at > REUSED_MILLISECONDS) {
            at = ports.clock.now();
            reading = (0,count_healthy_targets/* countHealthyTargets */.B)(plan.target, ports);
        }
        const readAt = at;
        if (choose(await reading) !== slot)
            throw new ChoiceChanged(`${slot} is not the better slot any more.`);
        return readAt;
    };
}
/**
 * Watches both slots until the other one is the better of them.
 * @param end milliseconds since the epoch
 * @returns false when it did not come to that
 */
async function awaitBetterSlot({ plan, slot, choose }, end, ports) {
    const { clock, signal, journal } = ports;
    while (clock.now() < end) {
        await (0,action_clock/* sleep */.yy)(clock, LOOK_AGAIN_AFTER, signal);
        await journal.ensureHeld();
        const healthy = await (0,raise_weights/* tryPatiently */.S2)(ports, 'Looking at the slots', end - clock.now(), () => (0,count_healthy_targets/* countHealthyTargets */.B)(plan.target, ports));
        const better = choose(healthy);
        if (better !== undefined && better !== slot)
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/bring-rules.js









/**
 * Gives a slot all the traffic of the rules that are not somebody else's: one write for each that shows, or may show,
 * anything else, for a rule may show what was before a write that is still on its way. A rule that cannot be written
 * does not keep the others from moving.
 * @returns false when the slots or the rules were no longer as they had been seen, so that it is to be decided anew
 * @throws AggregateError when a rule could not be written
 */
async function bringRules(bringing, ports) {
    const { plan, slot, own, timeline, seen, end } = bringing;
    const percent = slot === plan.standby ? 100 : 0;
    const weights = (0,plan_plan/* weightsFor */.NK)(plan, percent);
    const patience = end - ports.clock.now();
    const requireHealth = createChoiceGuard(bringing, seen, ports);
    const rules = seen.rules
        .filter(({ state }) => state.kind !== 'foreign')
        .map(({ rule }) => rule)
        .filter(({ ruleArn }) => slot === plan.standby || (0,own_weights/* hasWritten */.qF)(own, ruleArn) || mayLeadAway(plan, own));
    const given = { plan, weights, own, writable: rule_not_ours/* ALL_BUT_FOREIGN */.Jn, patience, requireHealth };
    const results = await Promise.allSettled(rules.map((rule) => (0,raise_weights/* raiseWeights */.sp)({ ...given, rule, stickiness: (0,stickiness/* stickinessIn */.o8)(slot, plan, rule) }, ports)));
    const errors = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    const isDecisive = ports.clock.now() >= end || errors.some((error) => !isNews(error));
    if (errors.length > 0 && isDecisive)
        throw new AggregateError(errors, 'Not every rule could be put back.');
    if (errors.length === 0 && (await isConfirmed())) {
        timeline.noteShare(percent, `All of the traffic goes to ${slot}${percent === 0 ? ' again' : ''}`);
        return true;
    }
    await (0,action_clock/* sleep */.yy)(ports.clock, LOOK_AGAIN_AFTER, ports.signal);
    return false;
    async function isConfirmed() {
        try {
            await (0,raise_weights/* tryPatiently */.S2)(ports, 'Reading the rules back', patience, () => (0,confirm_weights/* confirmWeights */.gd)(plan, weights, ports, { rules, mayStick: 'any' }));
            return true;
        }
        catch (error) {
            if (!(error instanceof confirm_weights/* RuleDiffers */.wL) || ports.clock.now() >= end)
                throw error;
            return false;
        }
    }
}
/** One rule that has moved is enough: its clients bring the cookie that it gave them to all the others. */
function mayLeadAway(plan, own) {
    return (0,cookies/* keepsCookies */.Y9)(plan) && plan.rules.some(({ ruleArn }) => (0,own_weights/* hasWritten */.qF)(own, ruleArn));
}
/** What is decided anew, rather than a failure to write. */
function isNews(error) {
    return error instanceof rule_not_ours/* RuleNotOurs */.tf || error instanceof ChoiceChanged;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/choose-slot.js
var choose_slot = __webpack_require__(2205);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/gathered.js
var traffic_gathered = __webpack_require__(8795);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/look.js
var look = __webpack_require__(3230);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/traffic/gather-traffic.js







/** AWS may be out of reach for a while just when a version is bad: giving up would leave the traffic there. */
const PATIENCE_MILLISECONDS = 120_000;
/**
 * Gives the better of the two slots all the traffic of the rules that are this run's, as a rollback does. Which one that
 * is, is decided anew before every write and, while there is patience, as long as it is not the preferred one: that may
 * come back within seconds. To a rule that somebody else has changed nothing is written.
 * @throws NobodyHealthy when neither slot has a healthy target (then the weights stay, for nothing better is there),
 *   with the command to run; AggregateError when a rule could not be written
 */
async function gatherTraffic(gathering, ports) {
    const { plan, own, timeline, base, isSeenBad, isPatient } = gathering;
    const { clock, journal, signal } = ports;
    const end = clock.now() + PATIENCE_MILLISECONDS;
    for (let isFirst = true;; isFirst = false) {
        await journal.ensureHeld();
        const patience = end - clock.now();
        const seen = await (0,raise_weights/* tryPatiently */.S2)(ports, 'Looking at the rules', patience, () => (0,look/* look */.O)(plan, own, ports));
        const states = seen.rules.map(({ state }) => state);
        const choose = (healthy) => (0,choose_slot/* chooseSlot */.O)(plan, { healthy, states, isSeenBad }, base ?? plan.live);
        const { slot, preferred } = choose(seen.healthy);
        const gathered = { slot: slot ?? preferred, rules: seen.rules };
        if (states.every(({ kind }) => kind === 'foreign'))
            return gathered;
        const mayWait = isPatient && clock.now() < end;
        if (slot === undefined) {
            if (!mayWait)
                throw new traffic_gathered/* NobodyHealthy */.pv(plan);
            if (isFirst)
                timeline.note('Neither slot has a healthy target: the weights stay, and both are watched');
            await (0,action_clock/* sleep */.yy)(clock, LOOK_AGAIN_AFTER, signal);
            continue;
        }
        const standing = { plan, slot, choose: (healthy) => choose(healthy).slot };
        if (!(await bringRules({ ...standing, own, timeline, seen, end }, ports)))
            continue;
        if (slot === preferred || !mayWait)
            return gathered;
        timeline.note(`${preferred} has ${seen.healthy[preferred]} healthy targets, and is watched for better`);
        if (!(await awaitBetterSlot(standing, end, ports)))
            return gathered;
    }
}


/***/ }),

/***/ 8795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bJ: () => (/* binding */ isFollowed),
/* harmony export */   jw: () => (/* binding */ slotOfAll),
/* harmony export */   oc: () => (/* binding */ describeGathered),
/* harmony export */   pv: () => (/* binding */ NobodyHealthy)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2921);
/* harmony import */ var _lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4451);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1139);




/** The slot that has all the traffic now, that of others' rules included; undefined when none has. */
function slotOfAll({ slot, rules }) {
    const there = rules.filter(({ share }) => share !== undefined);
    const slots = new Set(there.map(({ state }) => (state.kind === 'foreign' ? state.serves : slot)));
    const [only] = slots;
    return slots.size === 1 ? only : undefined;
}
/** Whether the traffic went where the rules of somebody else send it. */
function isFollowed(gathered) {
    return gathered.rules.some(({ state }) => state.kind === 'foreign' && state.serves === gathered.slot);
}
/**
 * What has to be told of it; undefined when all the traffic went to a version that is known to be good.
 * @param isProven whether the new version is, too
 */
function describeGathered(plan, gathered, isProven) {
    const isGood = isProven || gathered.slot === plan.live;
    if (gathered.rules.some(({ state }) => state.kind === 'foreign'))
        return describeForeign(plan, gathered, isGood);
    return isGood ? undefined : describeUnproven(plan);
}
function describeForeign({ image }, { slot, rules }, isGood) {
    const foreign = rules.filter(({ state }) => state.kind === 'foreign');
    const kept = foreign.map(({ rule, share }) => share ? `${rule.ruleArn}, which keeps ${(0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_2__/* .describeShare */ .r)(share)}` : `${rule.ruleArn}, which is gone`);
    const version = isGood ? '' : ` and ${image}, which nothing has proven`;
    const rest = foreign.length < rules.length ? `; all the others go to ${slot}${version}` : '';
    return {
        cause: `Somebody else has changed production rule ${kept.join(', and ')}${rest}.`,
        advice: 'Find out who deploys to this target beside this run, give the rule all the weight of the slot that should serve (100 and 0), and run mode: recover.',
    };
}
/** The better of two slots may be the one whose version was still being watched. */
function describeUnproven(plan) {
    const { live, standby, image, isFirst } = plan;
    return {
        cause: `${live} had too few healthy targets to go back to, so all the traffic went to ${standby} and ${image}, which nothing has proven.`,
        advice: isFirst
            ? 'Run mode: bootstrap again: it proves a version before that gets the traffic.'
            : `See whether it serves well. If it does not, bring ${live} up, then run mode: rollback: ${commandToBringUp(plan)}`,
    };
}
/** Neither slot is better than the other: nothing serves. */
class NobodyHealthy extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'NobodyHealthy';
    constructor(plan) {
        super({
            cause: `Neither ${plan.live} nor ${plan.standby} has a healthy target to give the traffic to, so the weights stay as they are.`,
            advice: `Bring the old version up by hand, then run mode: recover: ${commandToBringUp(plan)}`,
        });
    }
}
function commandToBringUp({ live, target, desiredCount }) {
    const { service, targetGroup } = target.slots[live];
    const options = { cluster: target.cluster, service, 'desired-count': desiredCount };
    return (0,_lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__/* .awsCommand */ .b)('ecs update-service', (0,_lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .regionOf */ .A)(targetGroup), options);
}


/***/ }),

/***/ 9243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ judgeQuiet),
/* harmony export */   u: () => (/* binding */ describeQuiet)
/* harmony export */ });
/* harmony import */ var _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7202);

/**
 * Whether no cookie leads to a slot any more. A load balancer publishes late, and nothing for a group without requests:
 * only minutes count whose data are due, up to the last one in which the load balancer itself had any.
 */
function judgeQuiet({ at, from, slot, loadBalancer }, { since, span }) {
    const minute = newest([...slot].flatMap(([beginning, count]) => (count > 0 ? [beginning] : [])));
    const known = newest([...loadBalancer.keys()].filter((beginning) => beginning + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .LATEST_MILLISECONDS */ .HD <= at));
    const asked = minute === undefined ? undefined : { minute, requests: slot.get(minute) ?? 0 };
    if (known === undefined)
        return { isQuiet: false, ...(asked && { asked }) };
    const until = known + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
    const quietFrom = minute === undefined ? from : minute + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
    return { isQuiet: until >= since && until - quietFrom >= span, ...(asked && { asked }), until };
}
function newest(minutes) {
    return minutes.length === 0 ? undefined : Math.max(...minutes);
}
/** What was seen, in a few words. */
function describeQuiet({ asked, until }) {
    if (!asked && until === undefined)
        return 'the load balancer has published no requests of anybody';
    const { minute, requests } = asked ?? { minute: undefined, requests: 0 };
    const last = minute === undefined
        ? 'no requests'
        : `${requests} ${requests === 1 ? 'request' : 'requests'} in the minute of ${timeOfMinute(minute)}`;
    const isNewer = until !== undefined && (minute === undefined || until > minute + _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY);
    return isNewer
        ? `${last}${minute === undefined ? '' : ', none after it'} until ${timeOfMinute(until)}`
        : last;
}
function timeOfMinute(at) {
    return new Date(at).toISOString().slice(11, 16);
}


/***/ }),

/***/ 8362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ judgeRule)
/* harmony export */ });
/* harmony import */ var _observe_live_slot_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(789);
/* harmony import */ var _plan_stickiness_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1339);
/* harmony import */ var _own_weights_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2717);



/** Judges a reading by what is planned for the rule and what the run has written to it. */
function judgeRule({ forwarding, rest }, planned, { written, isMoved }) {
    if (!forwarding || forwarding.others.some(({ weight }) => weight > 0)) {
        return { kind: 'foreign', serves: undefined };
    }
    const { weights } = forwarding;
    const isBefore = (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameWeights */ .CC)(weights, planned.before);
    if (isBefore && isMoved)
        return { kind: 'reset' };
    if (isBefore || written.some((own) => (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameWeights */ .CC)(own, weights))) {
        const isWhole = rest === planned.rest && isPaired(forwarding, planned);
        return { kind: isWhole ? 'own' : 'altered' };
    }
    return { kind: 'foreign', serves: (0,_observe_live_slot_js__WEBPACK_IMPORTED_MODULE_0__/* .slotWithAllTraffic */ .j1)([{ forwarding }]) };
}
/** Whether it shares requests among the slots that it did, and keeps no client with one of them but as it did. */
function isPaired({ absent, stickySeconds }, planned) {
    const { lacks = [] } = planned;
    return (0,_plan_stickiness_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnStickiness */ .Br)(planned, stickySeconds) && absent.every((slot) => lacks.includes(slot));
}


/***/ }),

/***/ 3230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ look)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5568);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9289);
/* harmony import */ var _observe_count_healthy_targets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6380);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1139);
/* harmony import */ var _judge_rule_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8362);
/* harmony import */ var _own_weights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2717);






/** Reads the production rules of a plan and the health of both slots. */
async function look(plan, own, ports) {
    const at = ports.clock.now();
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_1__/* .targetGroupsOf */ .TT)(plan.target);
    const arns = plan.rules.map(({ ruleArn }) => ruleArn);
    const [healthy, found] = await Promise.all([
        (0,_observe_count_healthy_targets_js__WEBPACK_IMPORTED_MODULE_5__/* .countHealthyTargets */ .B)(plan.target, ports),
        (0,_lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readExistingRules */ .z)(ports, arns),
    ]);
    const rules = plan.rules.map((rule) => {
        const read = found.find(({ arn }) => arn === rule.ruleArn);
        if (!read)
            return { rule, share: undefined, state: { kind: 'foreign', serves: undefined } };
        const share = (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_2__/* .shareOf */ .t)(read, pair);
        return { rule, share, state: (0,_judge_rule_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeRule */ .q)(share, rule, (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_4__/* .writtenTo */ .v5)(own, rule.ruleArn)) };
    });
    return { at, rules, healthy };
}


/***/ }),

/***/ 4680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ moveWeights)
/* harmony export */ });
/* harmony import */ var _lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5568);
/* harmony import */ var _lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6603);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9289);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1139);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3384);
/* harmony import */ var _own_weights_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2717);
/* harmony import */ var _rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9219);







/** A write on its way is given so long to end when the run does, in milliseconds. */
const GRACE_MILLISECONDS = 1_500;
/**
 * Gives a rule new weights, and perhaps another stickiness. Load balancers have no compare-and-swap, so the rule is read
 * right before: what it may not be found as belongs to somebody else, and is left alone.
 * @throws RuleNotOurs when that is so
 */
async function moveWeights(move, ports) {
    const { plan, rule, weights, stickiness, own, writable } = move;
    const { elbv2, signal, journal } = ports;
    const role = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .roleOf */ .kp)(plan, rule.ruleArn);
    await journal.ensureHeld();
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetGroupsOf */ .TT)(plan.target);
    // A write that is given up may still arrive, then after the one that was to undo it: its answer is awaited first.
    const late = abortLate(ports);
    function mayWrite(current) {
        signal.throwIfAborted();
        const { written, isMoved } = (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_5__/* .writtenTo */ .v5)(own, rule.ruleArn);
        const mine = { written: [...written, weights], isMoved };
        (0,_rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__/* .refuseNotOurs */ .Rw)((0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_3__/* .shareOf */ .t)(current, pair), { ...rule, role }, mine, writable);
        (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_5__/* .noteSent */ .b_)(own, rule, weights);
    }
    try {
        await (0,_lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWeights */ .Bc)({ elbv2, signal: late.signal }, rule.ruleArn, pair, { weights, stickiness }, mayWrite);
    }
    catch (error) {
        throw (0,_lib_aws_load_balancer_read_existing_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .isGone */ .S)(error) ? new _rule_not_ours_js__WEBPACK_IMPORTED_MODULE_6__/* .RuleNotOurs */ .tf({ ...rule, role }, 'gone') : error;
    }
    finally {
        late.letGo();
    }
    (0,_own_weights_js__WEBPACK_IMPORTED_MODULE_5__/* .noteAccepted */ .CQ)(own, rule, weights);
}
/** Aborts a little later than the signal of the run, until it is let go: a run has many writes, and one signal. */
function abortLate({ clock, signal }) {
    const late = new AbortController();
    let callOff = () => { };
    const abort = () => {
        callOff = clock.after(GRACE_MILLISECONDS, () => late.abort(signal.reason));
    };
    if (signal.aborted)
        late.abort(signal.reason);
    else
        signal.addEventListener('abort', abort, { once: true });
    return {
        signal: late.signal,
        letGo() {
            signal.removeEventListener('abort', abort);
            callOff();
        },
    };
}


/***/ }),

/***/ 2717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ startOwnWeights),
/* harmony export */   CC: () => (/* binding */ isSameWeights),
/* harmony export */   CQ: () => (/* binding */ noteAccepted),
/* harmony export */   _m: () => (/* binding */ UNTOUCHED),
/* harmony export */   b_: () => (/* binding */ noteSent),
/* harmony export */   qF: () => (/* binding */ hasWritten),
/* harmony export */   v5: () => (/* binding */ writtenTo)
/* harmony export */ });
/** Of a rule that the run has not written to. */
const UNTOUCHED = { written: [], isMoved: false };
/** Before the first write a rule may show only what the plan was made from. */
function startOwnWeights(plan) {
    return new Map(plan.rules.map(({ ruleArn }) => [ruleArn, UNTOUCHED]));
}
function writtenTo(own, ruleArn) {
    return own.get(ruleArn) ?? UNTOUCHED;
}
/** True when this run has sent a write to the rule, or may have. */
function hasWritten(own, ruleArn) {
    return writtenTo(own, ruleArn).written.length > 0;
}
/** Notes weights before they are sent: should their answer get lost, they are this run's all the same. */
function noteSent(own, { ruleArn, before }, weights) {
    const { written, isMoved } = writtenTo(own, ruleArn);
    own.set(ruleArn, {
        written: [...written, weights],
        isMoved: isMoved && !isSameWeights(weights, before),
    });
}
/** Notes that AWS has accepted them. */
function noteAccepted(own, { ruleArn, before }, weights) {
    own.set(ruleArn, { ...writtenTo(own, ruleArn), isMoved: !isSameWeights(weights, before) });
}
function isSameWeights(a, b) {
    return a.blue === b.blue && a.green === b.green;
}


/***/ }),

/***/ 1457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ putStickinessBack)
/* harmony export */ });
/* harmony import */ var _lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5775);
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8836);
/* harmony import */ var _lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6603);
/* harmony import */ var _lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9429);
/* harmony import */ var _lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9289);
/* harmony import */ var _gates_gates_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7515);
/* harmony import */ var _gates_lease_gate_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5544);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1139);









/**
 * Turns group stickiness on again as it was, once no cookie leads to the other slot: the load balancer would heed one
 * from before, though that slot is parked. When cookies last longer than may be waited for, it stays off.
 * @returns what is still off
 * @throws ActionFailure when somebody else has changed a rule
 */
async function putStickinessBack({ target, leftOff, slot, timeout, timeline }, ports) {
    const { rules, until } = leftOff;
    if (rules.length === 0)
        return leftOff;
    const wait = until - ports.stopwatch.read();
    if (wait > timeout) {
        timeline.note(`Old cookies lead to ${(0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__/* .otherSlot */ .jx)(slot)} for another ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(wait)}, so group stickiness stays off`);
        return leftOff;
    }
    return timeline.phase('put stickiness back', 'Put group stickiness back', async () => {
        if (wait > 0) {
            timeline.note(`Waits ${(0,_lib_action_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(wait)} until no old cookie leads to ${(0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__/* .otherSlot */ .jx)(slot)}`);
            await (0,_gates_gates_js__WEBPACK_IMPORTED_MODULE_6__/* .watchGates */ .c)([(0,_gates_lease_gate_js__WEBPACK_IMPORTED_MODULE_8__/* .createLeaseGate */ .a)(ports.journal)], wait, ports);
        }
        for (const rule of rules)
            await putBack(target, rule, slot, ports);
        await confirmPutBack(target, rules, ports);
        timeline.note('Group stickiness is on again, as it was');
        return { rules: [], until };
    });
}
async function putBack(target, { ruleArn, seconds }, slot, { elbv2, signal, journal }) {
    await journal.ensureHeld();
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__/* .targetGroupsOf */ .TT)(target);
    await (0,_lib_aws_load_balancer_rules_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWeights */ .Bc)({ elbv2, signal }, ruleArn, pair, { stickiness: seconds }, (current) => {
        const share = (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_7__/* .shareOf */ .t)(current, pair);
        if (share.forwarding && mayPutBack(share.forwarding, slot, seconds))
            return;
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d({
            cause: `Group stickiness of production rule ${ruleArn} was not put back: somebody else has changed the rule (${(0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_7__/* .describeShare */ .r)(share)}).`,
            advice: 'Find out who deploys to this target beside this run.',
        });
    });
}
/** A write whose answer was lost has turned it on already. */
function mayPutBack({ weights, stickySeconds }, slot, seconds) {
    const isServing = weights[slot] > 0 && weights[(0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__/* .otherSlot */ .jx)(slot)] === 0;
    return isServing && (stickySeconds === undefined || stickySeconds === seconds);
}
async function confirmPutBack(target, rules, ports) {
    const pair = (0,_lib_aws_target_js__WEBPACK_IMPORTED_MODULE_5__/* .targetGroupsOf */ .TT)(target);
    const wanted = new Map(rules.map(({ ruleArn, seconds }) => [ruleArn, seconds]));
    const isOn = ({ arn, actions }) => (0,_lib_aws_load_balancer_weights_js__WEBPACK_IMPORTED_MODULE_4__/* .forwardingOf */ .Hg)(actions, pair)?.stickySeconds === wanted.get(arn);
    const settled = await (0,_lib_aws_load_balancer_read_settled_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .readSettledRules */ .x)(ports, [...wanted.keys()], isOn);
    const odd = settled.find((rule) => !isOn(rule));
    if (!odd)
        return;
    throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d({
        cause: `Production rule ${odd.arn} reads back without its group stickiness of ${wanted.get(odd.arn)} s.`,
        advice: 'Find out who deploys to this target beside this run.',
    });
}


/***/ }),

/***/ 7829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ readQuiet),
/* harmony export */   e: () => (/* binding */ createQuietGate)
/* harmony export */ });
/* harmony import */ var _lib_aws_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8251);
/* harmony import */ var _evidence_metrics_fetch_metrics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1799);
/* harmony import */ var _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7202);
/* harmony import */ var _evidence_metrics_queries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8999);
/* harmony import */ var _judge_quiet_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9243);





/** Metrics are asked for from so long before what is needed, in milliseconds: this machine's clock may be wrong. */
const SLACK = 15 * _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .MINUTE */ .pY;
/**
 * Asks CloudWatch whether a cookie may still lead to a slot: once as long as a cookie lasts has passed, and nobody has
 * come for so long.
 */
async function readQuiet({ target, slot, since, span }, { monitoring, clock, stopwatch }, signal) {
    const now = clock.now();
    const window = { from: now - span - _evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .LATEST_MILLISECONDS */ .HD - SLACK, to: now + SLACK };
    const queries = (0,_evidence_metrics_queries_js__WEBPACK_IMPORTED_MODULE_2__/* .listRequestQueries */ .G1)(target, slot);
    const { results, answeredAt } = await (0,_evidence_metrics_fetch_metrics_js__WEBPACK_IMPORTED_MODULE_0__/* .fetchMetrics */ .y)(await monitoring(), { queries, window }, signal);
    const at = answeredAt ?? now;
    const series = (0,_evidence_metrics_minutes_js__WEBPACK_IMPORTED_MODULE_1__/* .toSeries */ .hA)(results);
    const passed = stopwatch.read() - since;
    const seen = {
        ...{ at, from: window.from },
        slot: series.get((0,_evidence_metrics_queries_js__WEBPACK_IMPORTED_MODULE_2__/* .queryId */ .KH)(slot, 'requests')) ?? new Map(),
        loadBalancer: series.get((0,_evidence_metrics_queries_js__WEBPACK_IMPORTED_MODULE_2__/* .queryId */ .KH)('elb', 'requests')) ?? new Map(),
    };
    const quiet = (0,_judge_quiet_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeQuiet */ .i)(seen, { since: at - passed, span });
    return { ...quiet, isQuiet: quiet.isQuiet && passed >= span };
}
/** Load balancers publish by the minute. */
const INTERVAL = 30_000;
/** Metrics that cannot be read for a while only make it last longer. */
function createQuietGate(deserted, ports) {
    let saw = '';
    let isQuiet = false;
    return {
        name: `cookies for ${deserted.slot}`,
        interval: INTERVAL,
        async check(signal) {
            try {
                const quiet = await readQuiet(deserted, ports, signal);
                ({ isQuiet } = quiet);
                saw = (0,_judge_quiet_js__WEBPACK_IMPORTED_MODULE_3__/* .describeQuiet */ .u)(quiet);
            }
            catch (error) {
                signal.throwIfAborted();
                isQuiet = false;
                saw = `the metrics could not be read: ${(0,_lib_aws_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .U)(error)}`;
            }
            return undefined;
        },
        saw: () => saw,
        isQuiet: () => isQuiet,
    };
}


/***/ }),

/***/ 57:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fs: () => (/* binding */ raiseSettledWeights),
/* harmony export */   QJ: () => (/* binding */ untilSettled),
/* harmony export */   S2: () => (/* binding */ tryPatiently),
/* harmony export */   sp: () => (/* binding */ raiseWeights)
/* harmony export */ });
/* harmony import */ var _lib_action_cancel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5981);
/* harmony import */ var _lib_action_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7153);
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_retry_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2761);
/* harmony import */ var _move_weights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4680);
/* harmony import */ var _rule_not_ours_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9219);






/** No write is sent for the first time later than this after the reading of health; 5 s are allowed to its last repetition. */
const FRESH_MILLISECONDS = 3_500;
/** A reading of a rule may be from before the last write to it, by less than this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;
/** Named so that it is tried again, as other calls are that took too long. */
class ReadingTooOld extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionFailure */ .d {
    name = 'TimeoutError';
}
/**
 * Gives a rule weights that raise a slot's share, behind a reading of the slot's health that is only seconds old. When
 * AWS is too slow for that, the health is read again.
 * @throws ActionFailure when the slot is not healthy enough; RuleNotOurs when somebody else has changed the rule; the
 *   last error when the patience is at its end
 */
async function raiseWeights(raise, ports) {
    const { requireHealth, patience } = raise;
    const { ruleArn } = raise.rule;
    await tryPatiently(ports, `Writing ${ruleArn}`, patience, async () => {
        const readAt = await requireHealth();
        await whileFresh(readAt, ruleArn, ports, (signal) => (0,_move_weights_js__WEBPACK_IMPORTED_MODULE_4__/* .moveWeights */ .b)(raise, { ...ports, signal }));
    });
}
/**
 * The same, and takes no old reading of the rule for somebody else's doing: it looks again until that has passed.
 * @throws what `raiseWeights` throws
 */
function raiseSettledWeights(raise, ports) {
    return untilSettled(ports, () => raiseWeights(raise, ports));
}
/** Writes a rule again as long as what it shows may be from before the last write to it. */
async function untilSettled({ clock, signal }, write) {
    let end;
    for (;;) {
        try {
            return await write();
        }
        catch (error) {
            if (!(error instanceof _rule_not_ours_js__WEBPACK_IMPORTED_MODULE_5__/* .RuleNotOurs */ .tf))
                throw error;
            end ??= clock.now() + SETTLES_WITHIN;
            if (clock.now() >= end)
                throw error;
        }
        await (0,_lib_action_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(clock, LOOK_AGAIN_AFTER, signal);
    }
}
/** Tries for longer than a client does: what hangs on it is where the traffic goes. */
function tryPatiently(ports, what, patience, work) {
    const policy = { attempts: 100, base: 500, throttledBase: 1_000, cap: 2_000, total: patience };
    return (0,_lib_aws_retry_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .withRetries */ .LH)(ports, { what, policy, signal: ports.signal }, work);
}
async function whileFresh(readAt, ruleArn, ports, write) {
    const tooOld = new ReadingTooOld({
        cause: `AWS is too slow: rule ${ruleArn} could not be written while the reading of the targets' health was fresh.`,
        advice: 'Run again when AWS answers sooner.',
    });
    const left = readAt + FRESH_MILLISECONDS - ports.clock.now();
    if (left <= 0)
        throw tooOld;
    try {
        await (0,_lib_action_cancel_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(ports, left, `Writing ${ruleArn}`, ({ signal }) => write(signal));
    }
    catch (error) {
        throw error instanceof _lib_action_cancel_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlinePassed */ .Xp ? tooOld : error;
    }
}


/***/ }),

/***/ 9219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ OWN_ONLY),
/* harmony export */   Jn: () => (/* binding */ ALL_BUT_FOREIGN),
/* harmony export */   Rw: () => (/* binding */ refuseNotOurs),
/* harmony export */   tf: () => (/* binding */ RuleNotOurs)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _observe_rule_share_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1139);
/* harmony import */ var _judge_rule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8362);



/** For what takes a version further: a rule that somebody else has a hand in gets no more of it. */
const OWN_ONLY = ['own'];
/** For what brings traffic back: all that this run has moved, whatever else has been done to it. */
const ALL_BUT_FOREIGN = ['own', 'reset', 'altered'];
/** A rule shows what somebody else has made of it, so this run raises nothing in it. */
class RuleNotOurs extends _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'RuleNotOurs';
    role;
    /** @param seen what the rule shows; absent for one that is gone */
    constructor({ ruleArn, role }, kind, seen = { forwarding: undefined }) {
        super(describe(`${role} rule ${ruleArn}`, role, kind, (0,_observe_rule_share_js__WEBPACK_IMPORTED_MODULE_1__/* .describeShare */ .r)(seen)));
        this.role = role;
    }
}
/**
 * @param allowed what the rule may be found as
 * @throws RuleNotOurs when it shows anything else
 */
function refuseNotOurs(seen, rule, written, allowed = OWN_ONLY) {
    const { kind } = (0,_judge_rule_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeRule */ .q)(seen, rule, written);
    if (kind !== 'own' && !allowed.includes(kind)) {
        throw new RuleNotOurs({ role: 'production', ...rule }, kind, seen);
    }
}
function describe(rule, role, kind, shown) {
    switch (kind) {
        case 'gone':
            return {
                cause: `Somebody has deleted ${rule}.`,
                advice: `Create it again, or take it out of the ${role}Rules of the target; then run again.`,
            };
        case 'reset':
            return {
                cause: `Somebody has reset ${rule} to what the release started from (${shown}), as infrastructure code does.`,
                advice: `Let infrastructure code ignore the weights of the ${role} rules, or apply none during a release; then release again.`,
            };
        case 'altered':
            return {
                cause: `Somebody else has changed ${rule} since the release was planned: not its weights, but its conditions, priority, stickiness or other actions.`,
                advice: 'See that the rule sends the right requests to the slots, then release again.',
            };
        case 'foreign':
            return {
                cause: `Somebody else has changed ${rule}: ${shown}.`,
                advice: 'Find out who deploys to this target beside this run; nothing was written to the rule since.',
            };
    }
}


/***/ }),

/***/ 1507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ ALARMS_LIMIT),
  G: () => (/* binding */ describeAlarms)
});

// EXTERNAL MODULE: ./lib/aws/pagination.js
var pagination = __webpack_require__(6308);
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
    return (0,pagination/* collect */.F)(pages, ({ MetricAlarms = [], CompositeAlarms = [] }) => [
        ...MetricAlarms.map(toMetricAlarm),
        ...CompositeAlarms.map(toCompositeAlarm),
    ], { signal });
}


/***/ }),

/***/ 6773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ noCapacity),
/* harmony export */   q: () => (/* binding */ explainStoppedTask)
/* harmony export */ });
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
const hopeless = (what, advice) => ({
    ...ownFault(what, advice),
    isHopeless: true,
});
function explainPull(task) {
    const text = findText(task, /CannotPull(Container|ImageManifest)Error|pull image manifest|image manifest/i);
    if (text === undefined)
        return undefined;
    const what = `the image cannot be pulled: ${text}`;
    if (/not found|manifest unknown|does not exist|no such image/i.test(text)) {
        return hopeless(what, 'Push the image to this repository, or give one that is there; a lifecycle policy may have removed it.');
    }
    if (/denied|forbidden|unauthorized|not authorized|no basic auth|40[13]/i.test(text)) {
        return hopeless(what, 'Give the execution role of the task definition ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer and ecr:BatchGetImage.');
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
    // ECS begins so for either, and tells which one only after it.
    const told = text.replace(/unable to pull secrets or registry auth/i, '');
    if (/secret|ssm|parameter/i.test(told) && !/registry auth/i.test(told)) {
        return hopeless(what, 'Check that every secret of the task definition exists in this region and that the execution role may read it (secretsmanager:GetSecretValue, ssm:GetParameters, kms:Decrypt).');
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


/***/ }),

/***/ 6618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   LD: () => (/* binding */ isListener),
/* harmony export */   RA: () => (/* binding */ targetGroupDimension),
/* harmony export */   n: () => (/* binding */ targetGroupNameIn)
/* harmony export */ });
/** `…:targetgroup/<name>/<id>` */
function targetGroupNameIn(arn) {
    return arn.split('/')[1] ?? '';
}
/** How CloudWatch names a target group: `targetgroup/<name>/<id>`. */
function targetGroupDimension(arn) {
    return arn.split(':').at(-1) ?? '';
}
/** `…:listener-rule/app/<name>/<id>/<listener>/<rule>`, or `…:listener/app/<name>/<id>/<listener>` */
function placeOf(ruleArn) {
    const [head = '', kind = '', name = '', id = '', listener = ''] = ruleArn.split(/:listener(?:-rule)?\/|\//);
    const path = [kind, name, id].join('/');
    return {
        listenerArn: `${head}:listener/${path}/${listener}`,
        loadBalancerArn: `${head}:loadbalancer/${path}`,
        loadBalancerDimension: path,
    };
}
/** Whether it stands for the default rule of the listener whose ARN it is. */
function isListener(arn) {
    return arn.includes(':listener/');
}


/***/ }),

/***/ 6671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ modifyRule)
/* harmony export */ });
/* harmony import */ var _aws_command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4451);

/** The command that gives a rule these actions. Those of a default rule belong to its listener. */
function modifyRule({ arn, listenerArn, isDefault }, actions, region) {
    return isDefault
        ? (0,_aws_command_js__WEBPACK_IMPORTED_MODULE_0__/* .awsCommand */ .b)('elbv2 modify-listener', region, { 'listener-arn': listenerArn, 'default-actions': actions })
        : (0,_aws_command_js__WEBPACK_IMPORTED_MODULE_0__/* .awsCommand */ .b)('elbv2 modify-rule', region, { 'rule-arn': arn, actions });
}


/***/ }),

/***/ 5568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isGone),
/* harmony export */   z: () => (/* binding */ readExistingRules)
/* harmony export */ });
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6603);

/** Whether an error says that a rule, or the listener that stands for one, does not exist. */
function isGone(error) {
    return error instanceof Error && /^(Rule|Listener)NotFound/.test(error.name);
}
/** Reads the rules that there are, in the order in which they are named: AWS refuses to read them with one that is not. */
async function readExistingRules(ports, arns) {
    try {
        return await (0,_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readRules */ .Kc)(ports, arns);
    }
    catch (error) {
        if (!isGone(error))
            throw error;
    }
    const each = await Promise.all(arns.map((arn) => readIfThere(ports, arn)));
    return each.flat();
}
async function readIfThere(ports, arn) {
    try {
        return await (0,_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readRules */ .Kc)(ports, [arn]);
    }
    catch (error) {
        if (isGone(error))
            return [];
        throw error;
    }
}


/***/ }),

/***/ 8836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readSettledRules)
/* harmony export */ });
/* harmony import */ var _action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6603);


/** A reading may be from before the last write, by less than this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;
/**
 * Reads rules until they are as expected. What a write has just changed may not show for a moment.
 * @returns the last reading, as expected or not
 */
async function readSettledRules(ports, arns, isExpected) {
    const { clock, signal } = ports;
    const end = clock.now() + SETTLES_WITHIN;
    for (;;) {
        const rules = await (0,_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readRules */ .Kc)(ports, arns);
        if (rules.every(isExpected) || clock.now() >= end)
            return rules;
        await (0,_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, LOOK_AGAIN_AFTER, signal);
    }
}


/***/ }),

/***/ 6603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ writeWeights),
/* harmony export */   Kc: () => (/* binding */ readRules)
/* harmony export */ });
/* unused harmony export findUnnamedRules */
/* harmony import */ var _action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _pagination_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6308);
/* harmony import */ var _arns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6618);
/* harmony import */ var _weights_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);




/**
 * Reads the rules that a target names, in its order, fresh from AWS. A listener stands for its default rule.
 * @throws AWS's RuleNotFound or ListenerNotFound when one does not exist
 */
async function readRules({ elbv2, signal }, arns) {
    const ListenerArns = arns.filter(_arns_js__WEBPACK_IMPORTED_MODULE_2__/* .isListener */ .LD);
    const RuleArns = arns.filter((arn) => !(0,_arns_js__WEBPACK_IMPORTED_MODULE_2__/* .isListener */ .LD)(arn));
    const listeners = ListenerArns.length === 0
        ? []
        : await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_3__/* .collect */ .F)(elbv2.paginateDescribeListeners({ ListenerArns }), (page) => page.Listeners, {
            signal,
        });
    const rules = RuleArns.length === 0
        ? []
        : await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_3__/* .collect */ .F)(elbv2.paginateDescribeRules({ RuleArns }), (page) => page.Rules, { signal });
    const found = [
        ...listeners.map(toDefaultRule),
        ...rules.map((rule) => toRule(rule, (0,_arns_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(rule.RuleArn ?? '').listenerArn)),
    ];
    return arns.map((arn) => {
        const rule = found.find((candidate) => candidate.arn === arn);
        if (rule)
            return rule;
        throw new _action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({ cause: `AWS did not answer for rule ${arn}, and did not say why.` });
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
 * Sets the pair's weights in one rule, and its group stickiness when that is to change. It reads the rule again first
 * and changes nothing else in it; `mayWrite` sees what was read, be it a rule that no longer forwards to the pair, and
 * refuses by throwing. It sends also what the rule shows already: a reading may be from before a write that is still on
 * its way, and repeating one is harmless.
 * @throws ActionFailure when the rule forwards to neither slot; AWS's error when it is gone
 */
async function writeWeights(ports, ruleArn, pair, change, mayWrite = () => { }) {
    const [rule] = await readRules(ports, [ruleArn]);
    if (rule)
        mayWrite(rule);
    const before = rule && (0,_weights_js__WEBPACK_IMPORTED_MODULE_1__/* .forwardingOf */ .Hg)(rule.actions, pair);
    if (!before) {
        throw new _action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
            cause: `Rule ${ruleArn} forwards to neither slot (${pair.blue}, ${pair.green}), so it has no weights to set.`,
            advice: 'Somebody has changed the rule, or the target names the wrong one.',
        });
    }
    await sendActions(ports, rule, (0,_weights_js__WEBPACK_IMPORTED_MODULE_1__/* .withForwarding */ .Wv)(rule.actions, pair, change));
    return { before, weights: change.weights ?? before.weights };
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
        priority: rule.Priority ?? '',
        conditions: rule.Conditions ?? [],
        transforms: rule.Transforms ?? [],
        actions: inOrder(rule.Actions),
    };
}
function toDefaultRule({ ListenerArn = '', DefaultActions }) {
    return {
        arn: ListenerArn,
        listenerArn: ListenerArn,
        isDefault: true,
        ...{ priority: 'default', conditions: [], transforms: [] },
        actions: inOrder(DefaultActions),
    };
}
function inOrder(actions = []) {
    return [...actions].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
}


/***/ }),

/***/ 2750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ readTargetHealth),
/* harmony export */   d: () => (/* binding */ summariseTargets)
/* harmony export */ });
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


/***/ }),

/***/ 9429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ findForward),
/* harmony export */   Hg: () => (/* binding */ forwardingOf),
/* harmony export */   Wv: () => (/* binding */ withForwarding),
/* harmony export */   aT: () => (/* binding */ weightsWith),
/* harmony export */   ev: () => (/* binding */ withForward),
/* harmony export */   tl: () => (/* binding */ tuplesOf)
/* harmony export */ });
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9289);

/**
 * Reads how a rule's actions share requests between the pair; undefined when they send none to either (a redirect, a
 * fixed response, a forward to somebody else).
 */
function forwardingOf(actions, pair) {
    const action = findForward(actions, pair);
    if (!action)
        return undefined;
    const tuples = tuplesOf(action);
    const weightOf = (arn) => tuples.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight;
    const { Enabled, DurationSeconds } = action.ForwardConfig?.TargetGroupStickinessConfig ?? {};
    return {
        weights: { blue: weightOf(pair.blue) ?? 0, green: weightOf(pair.green) ?? 0 },
        absent: _target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f.filter((slot) => weightOf(pair[slot]) === undefined),
        others: tuples
            .filter(({ TargetGroupArn }) => TargetGroupArn !== pair.blue && TargetGroupArn !== pair.green)
            .map(({ TargetGroupArn, Weight }) => ({ targetGroup: TargetGroupArn, weight: Weight })),
        ...(Enabled ? { stickySeconds: DurationSeconds ?? 0 } : {}),
    };
}
/**
 * The same actions with other weights for the pair, and perhaps another stickiness, fit for ModifyRule and
 * ModifyListener, which replace the whole list: everything else stays as it is, both groups are in the result, and
 * actions that authenticate users keep the client secret that AWS never tells.
 * @throws Error when no action forwards to the pair
 */
function withForwarding(actions, pair, change) {
    const forward = findForward(actions, pair);
    if (!forward)
        throw new Error('The rule forwards to neither slot.');
    return actions.map((action) => {
        if (action === forward)
            return changeForward(action, pair, change);
        return keepClientSecret(action);
    });
}
const ENDS = new Set(['forward', 'redirect', 'fixed-response']);
/** Actions that end with a forward to the pair instead of what ends them now, fit for the same calls. */
function withForward(actions, pair, weights) {
    const order = actions.find(({ Type }) => ENDS.has(Type))?.Order;
    const TargetGroups = _target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f.map((slot) => ({ TargetGroupArn: pair[slot], Weight: weights[slot] }));
    return [
        ...actions.filter(({ Type }) => !ENDS.has(Type)).map(keepClientSecret),
        { Type: 'forward', ...(order === undefined ? {} : { Order: order }), ForwardConfig: { TargetGroups } },
    ];
}
function changeForward(action, pair, { weights, stickiness }) {
    const { TargetGroupArn: _bare, ...rest } = action;
    const tuples = tuplesOf(action);
    const slotOf = (arn) => _target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f.find((slot) => pair[slot] === arn);
    const changed = tuples.map((tuple) => {
        const slot = slotOf(tuple.TargetGroupArn);
        return slot === undefined || !weights ? tuple : { ...tuple, Weight: weights[slot] };
    });
    const added = _target_js__WEBPACK_IMPORTED_MODULE_0__/* .SLOTS */ ._f.filter((slot) => tuples.every(({ TargetGroupArn }) => slotOf(TargetGroupArn) !== slot));
    return {
        ...rest,
        ForwardConfig: {
            ...action.ForwardConfig,
            TargetGroups: [
                ...changed,
                ...added.map((slot) => ({ TargetGroupArn: pair[slot], Weight: weights?.[slot] ?? 0 })),
            ],
            ...(stickiness !== undefined && { TargetGroupStickinessConfig: stickinessConfig(stickiness) }),
        },
    };
}
function stickinessConfig(stickiness) {
    return stickiness === 'off' ? { Enabled: false } : { Enabled: true, DurationSeconds: stickiness };
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
/** Weights with which so many percent of the requests go to a slot, and the rest to the other one. */
function weightsWith(slot, percent = 100) {
    return slot === 'green' ? { blue: 100 - percent, green: percent } : { blue: percent, green: 100 - percent };
}
/** The action that forwards to the pair; undefined when none does. */
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


/***/ }),

/***/ 6308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ collect)
/* harmony export */ });
/** Everything that the SDK's paginator brings, page by page: `collect(ecs.paginateListTasks({…}), (page) => page.taskArns, …)`. */
async function collect(pages, itemsOf, { signal, limit = Number.POSITIVE_INFINITY }) {
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


/***/ }),

/***/ 9581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ findUnfinished)
/* harmony export */ });
/* harmony import */ var _action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);
/* harmony import */ var _action_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(308);
/* harmony import */ var _aws_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4451);
/* harmony import */ var _lease_entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(237);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5366);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63);
/* harmony import */ var _read_leases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1818);







/** Reads of Parameter Store may be so old, in milliseconds; about a second is reported. */
const STALE_FOR = 5_000;
/**
 * The plan of the newest lease that nobody has ended, with the lease as it stands now. Leases without a plan are passed
 * over: their runs were lost before they had planned anything, and may themselves have come after one that had. It comes
 * back when whatever earlier runs have written into the record shows.
 * @param before the lease that was the highest when this run created its own
 * @throws ActionFailure when a plan that has been begun cannot be read
 */
async function findUnfinished(ports, target, before) {
    if (!before)
        return undefined;
    const { state } = before.entry;
    // The run before may have ended a moment ago, be it this one's own, and what it wrote last decides what is to be done.
    const wait = STALE_FOR - (state === 'done' ? (before.age ?? 0) : 0);
    if (wait > 0)
        await (0,_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(ports.clock, wait, ports.signal);
    if (state === 'done')
        return undefined;
    for (let number = before.number; number > 0; number -= 1) {
        const lease = await (0,_read_leases_js__WEBPACK_IMPORTED_MODULE_5__/* .readLease */ .zR)(ports, target, number);
        if (!lease || lease.entry.state === 'done')
            return undefined;
        const plan = await (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .readPlan */ .m)(ports, target, number);
        if (plan !== undefined)
            return { lease, plan };
        if (lease.entry.cursor > 0)
            throw await unreadable(ports, target, lease);
    }
    return undefined;
}
async function unreadable({ ssm }, target, { number, entry }) {
    const value = (0,_lease_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .writeLeaseEntry */ .AY)({ ...entry, state: 'done' });
    const options = { overwrite: true, name: (0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .leaseName */ .AI)(target, number), value };
    const command = (0,_aws_command_js__WEBPACK_IMPORTED_MODULE_2__/* .awsCommand */ .b)('ssm put-parameter', await ssm.config.region(), options);
    return new _action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d({
        cause: `Lease ${number} of ${target} says that its plan has been begun, and the plan cannot be read.`,
        advice: `See that every production rule sends all its traffic to one slot that is well, then mark the lease as ended: ${command}`,
    });
}


/***/ }),

/***/ 9750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ holdLease),
/* harmony export */   V: () => (/* binding */ LeaseLost)
/* harmony export */ });
/* harmony import */ var _action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8251);
/* harmony import */ var _lease_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(237);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5366);
/* harmony import */ var _parameters_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5260);
/* harmony import */ var _read_leases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1818);
/* harmony import */ var _terms_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3933);







/** Starts to renew a lease that has just been acquired. */
async function holdLease(ports, target, { number, entry: acquired, writtenAt }, terms = _terms_js__WEBPACK_IMPORTED_MODULE_4__/* .LEASE_TERMS */ .n) {
    const { stopwatch, log } = ports;
    let entry = acquired;
    let renewedAt = writtenAt;
    let writing = Promise.resolve();
    let stopRenewing = () => { };
    let look;
    /** One write at a time, in order: an older entry must not arrive after a newer one. */
    function write(change) {
        entry = { ...entry, ...change };
        const text = (0,_lease_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .writeLeaseEntry */ .AY)(entry);
        const next = writing.then(async () => {
            const begun = stopwatch.read();
            await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_2__/* .writeParameter */ .P)(ports, (0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .leaseName */ .AI)(target, number), text);
            renewedAt = begun;
        });
        writing = next.catch(() => { });
        return next;
    }
    function renewLater() {
        stopRenewing = ports.clock.after(terms.renewal, () => {
            write({}).catch((error) => log.warning(`Lease ${number} of ${target} could not be renewed: ${(0,_errors_sdk_error_js__WEBPACK_IMPORTED_MODULE_6__/* .describeError */ .U)(error)}`));
            renewLater();
        });
    }
    /** The lease after this one, by a look that is still to be trusted; several writes at once share one. */
    async function lookForFollower() {
        const isFresh = ({ at }) => stopwatch.read() - at <= terms.trust;
        if (!look || !isFresh(look))
            look = { at: stopwatch.read(), follower: (0,_read_leases_js__WEBPACK_IMPORTED_MODULE_3__/* .readLease */ .zR)(ports, target, number + 1) };
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
        condemn: () => write({ condemned: true }),
        handOver: (holdSeconds) => end({ state: 'handed-over', holdSeconds }),
        finish: () => end({ state: 'done' }),
        abandon: () => stopRenewing(),
    };
}
/** A run that has lost its lease changes nothing more, whatever it was doing. */
class LeaseLost extends _action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d {
    name = 'LeaseLost';
}
function lostToAnother(target, number, { owner, mode }) {
    return new LeaseLost({
        cause: `${(0,_lease_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .describeOwner */ .$S)(owner)} (${mode}) has taken over ${target} from this run (lease ${number}), so nothing more is changed here.`,
        advice: 'See there how it ended.',
    });
}
function lostByTime(target, number, milliseconds) {
    return new LeaseLost({
        cause: `Lease ${number} of ${target} has not been renewed for ${Math.round(milliseconds / 1000)} seconds, so another run may hold it by now and nothing more is changed here.`,
        advice: 'Run again with mode: recover when Parameter Store can be reached.',
    });
}


/***/ }),

/***/ 237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ describeOwner),
/* harmony export */   AY: () => (/* binding */ writeLeaseEntry),
/* harmony export */   Ie: () => (/* binding */ isSameOwner),
/* harmony export */   Rh: () => (/* binding */ readLeaseEntry)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);

/** Who holds a lease. A rerun of the same run is the same owner, so the attempt is no part of it. */
const ownerSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ repository: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), runId: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() });
const leaseEntrySchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    owner: ownerSchema,
    /** Made for one creation alone: by it a holder knows its own entry after a lost answer. */
    nonce: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** What the holder does, for people and for whoever recovers: `release`, `rollback`. */
    mode: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** How many writes of its plan the holder has begun. */
    cursor: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    /**
     * `settling`: taken from another holder, whose last writes may still be under way. `handed-over`: the run goes on in
     * another process, which adopts the lease within `holdSeconds`.
     */
    state: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['settling', 'held', 'handed-over', 'done']),
    holdSeconds: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    /** What the plan brings has been seen to be bad: nobody goes on with it. */
    condemned: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true)),
});
function writeLeaseEntry(entry) {
    return JSON.stringify(entry);
}
/** Undefined when a parameter holds anything else than a lease. */
function readLeaseEntry(value) {
    const result = valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeParse */ .xLC(leaseEntrySchema, parseJson(value));
    return result.success ? result.output : undefined;
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


/***/ }),

/***/ 5366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AI: () => (/* binding */ leaseName),
/* harmony export */   Aj: () => (/* binding */ migrationName),
/* harmony export */   MC: () => (/* binding */ numbersIn),
/* harmony export */   V6: () => (/* binding */ planName),
/* harmony export */   "do": () => (/* binding */ releaseName),
/* harmony export */   yS: () => (/* binding */ folderOf)
/* harmony export */ });
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
function migrationName(target, release, lease) {
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


/***/ }),

/***/ 5260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ writeParameter),
/* harmony export */   _h: () => (/* binding */ deleteParameters),
/* harmony export */   j1: () => (/* binding */ readFolder),
/* harmony export */   sX: () => (/* binding */ createParameter),
/* harmony export */   sv: () => (/* binding */ readParameter)
/* harmony export */ });
/* harmony import */ var _pagination_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6308);
/* harmony import */ var _server_date_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3616);


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
async function writeParameter({ ssm, signal }, name, value) {
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
    return { name, value: Value, version: Version, age: ageOf(LastModifiedDate, (0,_server_date_js__WEBPACK_IMPORTED_MODULE_0__/* .serverDateOf */ .H)(output)) };
}
/** Everything below a folder, at any depth, as name and value. */
async function readFolder({ ssm, signal }, path) {
    const pages = ssm.paginateGetParametersByPath({ Path: path, Recursive: true });
    const parameters = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_1__/* .collect */ .F)(pages, (page) => page.Parameters, { signal });
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


/***/ }),

/***/ 63:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ readPlan),
  p: () => (/* binding */ writePlan)
});

// EXTERNAL MODULE: ./lib/aws/record/names.js
var names = __webpack_require__(5366);
// EXTERNAL MODULE: ./lib/aws/record/parameters.js
var parameters = __webpack_require__(5260);
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
        await (0,parameters/* writeParameter */.P)(ports, (0,names/* planName */.V6)(target, leaseNumber, index + 1), chunk);
    }
}
/** @returns undefined when there is none, or only part of one: then nothing has been changed under that lease */
async function readPlan(ports, target, leaseNumber) {
    const folder = (0,names/* planName */.V6)(target, leaseNumber, 1).replace(/\/1$/, '');
    const chunks = await (0,parameters/* readFolder */.j1)(ports, folder);
    return joinPlan(chunks.map(({ value }) => value));
}


/***/ }),

/***/ 5550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eP: () => (/* binding */ pruneRecord),
/* harmony export */   t0: () => (/* binding */ KEPT)
/* harmony export */ });
/* unused harmony export choosePrunable */
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5366);
/* harmony import */ var _parameters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7979);



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
        ...releases.map((number) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseName */ ["do"])(target, number)),
        ...migrations.map(([release, number]) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .migrationName */ .Aj)(target, release, number)),
        ...plans.map(([number, index]) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .planName */ .V6)(target, number, index)),
        // Last, and oldest first: a lease that is left keeps everything above it in order.
        ...[...leases].sort((a, b) => a - b).map((number) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .leaseName */ .AI)(target, number)),
    ];
    if (names.length === 0)
        return;
    await lease.ensureHeld();
    await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_0__/* .deleteParameters */ ._h)(ports, names);
}
async function readContents(ports, target) {
    const list = (part) => listEntries(ports, target, part);
    const [leases, plans, releases] = [await list('lease'), await list('plan'), await list('releases')];
    return {
        leases: leases.flatMap(({ numbers: [number] }) => number ?? []),
        plans: plans.flatMap(({ numbers }) => pairOf(numbers)),
        releases: releases.flatMap(({ numbers: [number, second], value }) => number === undefined || second !== undefined
            ? []
            : [{ number, hasServed: (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRelease */ .B)(value)?.verdict === 'released' }]),
        migrations: releases.flatMap(({ numbers, value }) => pairOf(numbers).map((pair) => ({
            numbers: pair,
            isContract: (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .parseMigration */ .m)(value)?.phase === 'contract',
        }))),
    };
}
async function listEntries(ports, target, part) {
    const parameters = await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_0__/* .readFolder */ .j1)(ports, (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(target, part));
    return parameters.flatMap(({ name, value }) => {
        const numbers = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .numbersIn */ .MC)(name, target, part);
        return numbers ? [{ numbers, value }] : [];
    });
}
function pairOf([first, second]) {
    return first === undefined || second === undefined ? [] : [[first, second]];
}


/***/ }),

/***/ 1818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I0: () => (/* binding */ readHighestNumber),
/* harmony export */   eh: () => (/* binding */ readExistingLease),
/* harmony export */   zR: () => (/* binding */ readLease)
/* harmony export */ });
/* harmony import */ var _action_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7153);
/* harmony import */ var _action_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(308);
/* harmony import */ var _aws_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4451);
/* harmony import */ var _lease_entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(237);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5366);
/* harmony import */ var _parameters_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5260);






/** The highest number that a lease of the target has; 0 when none has ever been held. A newer one may not show yet. */
async function readHighestNumber(ports, target) {
    const parameters = await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_4__/* .readFolder */ .j1)(ports, (0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .folderOf */ .yS)(target, 'lease'));
    return Math.max(0, ...parameters.map(({ name }) => (0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .numbersIn */ .MC)(name, target, 'lease')?.[0] ?? 0));
}
/**
 * @returns undefined when it does not exist, or does not show yet
 * @throws ActionFailure when the parameter holds anything else than a lease
 */
async function readLease(ports, target, number) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .leaseName */ .AI)(target, number);
    const reading = await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_4__/* .readParameter */ .sv)(ports, name);
    if (!reading)
        return undefined;
    const entry = (0,_lease_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .readLeaseEntry */ .Rh)(reading.value);
    if (!entry)
        throw await noLease(ports, name);
    return { number, entry, version: reading.version, age: reading.age };
}
async function noLease({ ssm }, name) {
    const command = (0,_aws_command_js__WEBPACK_IMPORTED_MODULE_2__/* .awsCommand */ .b)('ssm get-parameter', await ssm.config.region(), { name });
    return new _action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d({
        cause: `Parameter ${name} is not a lease that this version of the action can read.`,
        advice: `If nothing deploys to this target, delete it. What it holds: ${command}`,
    });
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
            throw new _action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d({
                cause: `Parameter ${(0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .leaseName */ .AI)(target, number)} exists and cannot be read: Parameter Store has not shown it for 30 seconds.`,
                advice: 'Run again. If it stays so, somebody deletes parameters of this target while it is released.',
            });
        }
        await (0,_action_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(clock, LOOK_AGAIN_AFTER, signal);
    }
}


/***/ }),

/***/ 7979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseRelease),
/* harmony export */   m: () => (/* binding */ parseMigration)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);

const when = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yhX());
/** What a migration has done to the database, as `db-migrate` tells it. */
const migrationSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    /** `expand`: the version before still runs with it. `contract`: it does not, so there is no way back. */
    phase: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['expand', 'contract']),
    /** The snapshot, or the moment, from which the database before it can be had again. */
    backup: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
});
/** Group stickiness of rules that was turned off and is to be put back. */
const stickinessSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    /** Those that are still without it, and how long clients stay with a target group where they have it. */
    off: valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ ruleArn: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), seconds: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() })),
    /** Seconds from this entry on after which no cookie is valid any more that would lead its client to the wrong slot. */
    cookiesLast: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    /** A slot without weight that keeps its tasks for clients whose cookies lead to it, and the lease of the plan to park it by. */
    kept: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ slot: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['blue', 'green']), plan: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() })),
});
const releaseSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    mode: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    verdict: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['released', 'rolled-back', 'refused', 'inconclusive', 'interrupted']),
    owner: valibot__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ repository: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), runId: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    /** The slot that served afterwards, and what it ran. */
    liveSlot: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['blue', 'green'])),
    image: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    taskDefinition: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    /** The image of every container of that definition. */
    images: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    previousSlot: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['blue', 'green'])),
    previousTaskDefinition: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    /** Absent when the release had nothing to do with it. */
    stickiness: valibot__WEBPACK_IMPORTED_MODULE_0__/* .exactOptional */ .yqP(stickinessSchema),
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
        const result = valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeParse */ .xLC(schema, JSON.parse(text));
        return result.success ? result.output : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 1105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ previousRelease),
/* harmony export */   Lu: () => (/* binding */ readHistory),
/* harmony export */   YI: () => (/* binding */ contractsSince),
/* harmony export */   ty: () => (/* binding */ recordRelease)
/* harmony export */ });
/* unused harmony export recordMigration */
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5366);
/* harmony import */ var _parameters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7979);



/** Reads the recorded releases and migrations. Entries of another version of the record are left out. */
async function readHistory(ports, target) {
    const parameters = await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_0__/* .readFolder */ .j1)(ports, (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(target, 'releases'));
    const entries = parameters
        .map(({ name, value }) => ({ numbers: (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .numbersIn */ .MC)(name, target, 'releases') ?? [], value }))
        .sort((a, b) => compare(b.numbers, a.numbers));
    return {
        releases: entries.flatMap(({ numbers: [number, lease], value }) => {
            const release = lease === undefined ? (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRelease */ .B)(value) : undefined;
            return number === undefined || !release ? [] : [{ ...release, number }];
        }),
        migrations: entries.flatMap(({ numbers: [release, lease], value }) => {
            const migration = lease === undefined ? undefined : (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .parseMigration */ .m)(value);
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
/** Records how a release has ended. */
async function recordRelease(ports, target, { lease, release }, record) {
    await lease.ensureHeld();
    await (0,_parameters_js__WEBPACK_IMPORTED_MODULE_0__/* .writeParameter */ .P)(ports, (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseName */ ["do"])(target, release), JSON.stringify(record));
}
/**
 * Records what a migration has done for a release, be that finished or not. Each lease writes an entry of its own: a
 * reading may be a moment old, so adding to an entry could lose what it said, and with it that there is no way back.
 */
async function recordMigration(ports, target, { lease, release }, migration) {
    await lease.ensureHeld();
    await writeParameter(ports, migrationName(target, release, lease.number), JSON.stringify(migration));
}
function compare(a, b) {
    return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}


/***/ }),

/***/ 3933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ LEASE_TERMS)
/* harmony export */ });
const LEASE_TERMS = { timeToLive: 90_000, renewal: 20_000, trust: 5_000, margin: 30_000 };


/***/ }),

/***/ 486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readScaling),
/* harmony export */   R: () => (/* binding */ writeScaling)
/* harmony export */ });
/* harmony import */ var _pagination_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6308);

/** The only thing of an ECS service that is scaled. */
const DIMENSION = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };
/**
 * Reads the scalable targets of services in one call. What has just been written may not show for a moment.
 * @returns in the order of the services; undefined for one that has none
 */
async function readScaling({ scaling, signal }, services) {
    const client = await scaling();
    const ids = services.map(resourceIdOf);
    const pages = client.paginateDescribeScalableTargets({ ...DIMENSION, ResourceIds: ids });
    const found = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .collect */ .F)(pages, ({ ScalableTargets }) => ScalableTargets, { signal });
    return ids.map((id) => {
        const target = found.find(({ ResourceId }) => ResourceId === id);
        return target && toSettings(target);
    });
}
/**
 * Writes minimum and suspension of a scalable target that there is; its maximum stays. AWS brings the desired count
 * within the bounds at once, also when they have not changed. The same again changes nothing.
 * @throws AWS's ValidationException when there is none: without a maximum none is made
 */
async function writeScaling({ scaling, signal }, service, { minimum, suspended }) {
    const client = await scaling();
    await client.registerScalableTarget({
        ...{ ...DIMENSION, ResourceId: resourceIdOf(service), MinCapacity: minimum },
        SuspendedState: {
            DynamicScalingInSuspended: suspended.scaleIn,
            DynamicScalingOutSuspended: suspended.scaleOut,
            ScheduledScalingSuspended: suspended.scheduled,
        },
    }, { abortSignal: signal });
}
/** Both parts may be given as names or as ARNs, which end with the name. */
function resourceIdOf({ cluster, service }) {
    return `service/${cluster.split('/').at(-1)}/${service.split('/').at(-1)}`;
}
function toSettings({ MinCapacity = 0, MaxCapacity = 0, SuspendedState = {}, }) {
    return {
        minimum: MinCapacity,
        maximum: MaxCapacity,
        suspended: {
            scaleIn: SuspendedState.DynamicScalingInSuspended ?? false,
            scaleOut: SuspendedState.DynamicScalingOutSuspended ?? false,
            scheduled: SuspendedState.ScheduledScalingSuspended ?? false,
        },
    };
}


/***/ }),

/***/ 8315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GR: () => (/* binding */ ALL_SUSPENDED),
/* harmony export */   Rk: () => (/* binding */ describeScaling),
/* harmony export */   uS: () => (/* binding */ isSameScaling)
/* harmony export */ });
const ALL_SUSPENDED = { scaleIn: true, scaleOut: true, scheduled: true };
function isSameScaling(a, b) {
    return (a.minimum === b.minimum && a.maximum === b.maximum && listSuspended(a).join() === listSuspended(b).join());
}
/** `2 to 10 tasks`, `0 to 10 tasks, suspended`, `2 to 10 tasks, scale-in and scheduled scaling suspended`. */
function describeScaling(settings) {
    const bounds = `${settings.minimum} to ${settings.maximum} tasks`;
    const suspended = listSuspended(settings);
    if (suspended.length === 0)
        return bounds;
    if (suspended.length === 3)
        return `${bounds}, suspended`;
    return `${bounds}, ${suspended.join(' and ')} suspended`;
}
function listSuspended({ suspended: { scaleIn, scaleOut, scheduled } }) {
    return [
        ...(scaleIn ? ['scale-in'] : []),
        ...(scaleOut ? ['scale-out'] : []),
        ...(scheduled ? ['scheduled scaling'] : []),
    ];
}


/***/ }),

/***/ 3228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readService)
/* harmony export */ });
/* harmony import */ var _action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _action_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1397);
/* harmony import */ var _pagination_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6308);



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
    const arns = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_1__/* .collect */ .F)(ecs.paginateListServices({ cluster }), (page) => page.serviceArns, {
        signal,
        limit: NAMES_SHOWN,
    });
    const names = arns.map((arn) => arn.split('/').at(-1) ?? arn);
    const meant = (0,_action_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearest */ .p)(service, names);
    const what = isDeleted ? 'has been deleted from' : 'does not exist in';
    return new _action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Service "${service}" ${what} cluster "${cluster}" (${await ecs.config.region()}).${meant ? ` Did you mean "${meant}"?` : ''}`,
        advice: names.length > 0 ? `The cluster has: ${names.join(', ')}.` : 'The cluster has no services.',
    });
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
