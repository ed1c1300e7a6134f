export const id = 496;
export const ids = [496];
export const modules = {

/***/ 7091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ verdictOf),
/* harmony export */   endWithVerdict: () => (/* binding */ endWithVerdict)
/* harmony export */ });
/* harmony import */ var _lib_action_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2901);
/* harmony import */ var _lib_action_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7935);
/* harmony import */ var _lib_aws_errors_explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9);
/* harmony import */ var _lib_aws_record_hold_lease_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9750);
/* harmony import */ var _evidence_outputs_of_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5994);





/**
 * Gives a run that ends by an error the verdict that later steps ask for. Whatever throws has changed nothing: what goes
 * wrong after the first change is undone and reported by the mode itself.
 * @throws what `work` throws in mode `status`, which gives no verdict
 */
async function endWithVerdict({ mode }, { signal }, work) {
    try {
        return await work();
    }
    catch (error) {
        if (mode === 'status')
            throw error;
        const failure = await (0,_lib_action_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .toFailure */ .w)(error, _lib_aws_errors_explain_js__WEBPACK_IMPORTED_MODULE_2__.explainAwsError, signal);
        const outputs = { verdict: verdictOf(error, signal), ...(0,_evidence_outputs_of_error_js__WEBPACK_IMPORTED_MODULE_4__/* .outputsOf */ .Y)(error) };
        return { outputs, summary: (0,_lib_action_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderFailure */ .zt)('blue-green-switch', failure), failure };
    }
}
/** The verdict on a run that an error has ended before its first change. */
function verdictOf(error, signal) {
    return signal.aborted || error instanceof _lib_aws_record_hold_lease_js__WEBPACK_IMPORTED_MODULE_3__/* .LeaseLost */ .V ? 'interrupted' : 'refused';
}


/***/ }),

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ markOutputs),
/* harmony export */   Y: () => (/* binding */ outputsOf)
/* harmony export */ });
/** Outputs of runs that ended with an error which was thrown. */
const outputs = new WeakMap();
/** Gives an error, which ends a run, outputs that are to be written all the same. */
function markOutputs(error, given) {
    if (typeof error === 'object' && error !== null)
        outputs.set(error, given);
}
/** Those that the error was given; none for any other. */
function outputsOf(error) {
    return (typeof error === 'object' && error !== null && outputs.get(error)) || {};
}


/***/ }),

/***/ 8496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/action/failure.js
var action_failure = __webpack_require__(2901);
// EXTERNAL MODULE: ./lib/aws/errors/explain.js + 1 modules
var explain = __webpack_require__(9);
// EXTERNAL MODULE: ./lib/aws/errors/sdk-error.js
var sdk_error = __webpack_require__(8251);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/end-with-verdict.js
var end_with_verdict = __webpack_require__(7091);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/probe-counts.js
var probe_counts = __webpack_require__(5167);
// EXTERNAL MODULE: ./lib/action/markdown.js
var markdown = __webpack_require__(9354);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/read-record.js
var read_record = __webpack_require__(7363);
// EXTERNAL MODULE: ./lib/action/cancel.js
var cancel = __webpack_require__(5981);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/read-at-end.js



/** What is told at the end has to wait no longer for AWS, in milliseconds. */
const PATIENCE = 10_000;
/**
 * Reads what only the end of a run can know. Best effort: whatever goes wrong is told instead of it.
 * @param what `Reading the metrics`
 */
async function readAtEnd(ports, what, read) {
    try {
        return await (0,cancel/* withDeadline */.NE)(ports, PATIENCE, what, async ({ signal }) => {
            signal.throwIfAborted();
            return read(signal);
        });
    }
    catch (error) {
        return { kind: 'unread', why: (await (0,action_failure/* toFailure */.w)(error, explain.explainAwsError, ports.signal)).cause };
    }
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/releases.js


/** Reads the releases of a record. */
async function readReleases(record, ports) {
    if (record === undefined)
        return { kind: 'not-kept' };
    return readAtEnd(ports, 'Reading the record', async (signal) => {
        const { releases } = await (0,read_record/* readHistoryOf */._)(record, { ...ports, signal });
        return { kind: 'read', releases };
    });
}
/** The same with those that this run has recorded itself: a reading may be from before that. */
function withOwnReleases(releases, own) {
    const others = releases.filter(({ number }) => own.every((release) => release.number !== number));
    return [...own, ...others].sort((a, b) => b.number - a.number);
}

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
// EXTERNAL MODULE: ./lib/aws/target.js
var aws_target = __webpack_require__(9289);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/time-of-day.js
/** `12:00:00`, in UTC. */
function timeOfDay(milliseconds) {
    return new Date(milliseconds).toISOString().slice(11, 19);
}
/** `12:00:00.123`, in UTC. */
function exactTimeOfDay(milliseconds) {
    return new Date(milliseconds).toISOString().slice(11, 23);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/targets-table.js



/** A slot whose targets flap shows its last changes only; all of them are in the evidence. */
const CHANGES_SHOWN = 12;
/** The targets of each slot that were looked at, from change to change. */
function renderTargets({ slots }, readings) {
    const rows = aws_target/* SLOTS */._f.flatMap((slot) => {
        const ofSlot = readings.filter((reading) => reading.slot === slot);
        return ofSlot.length === 0 ? [] : [[slot, (0,markdown/* inlineCode */.ti)(slots[slot].service), listChanges(ofSlot)]];
    });
    return rows.length === 0 ? '' : (0,markdown/* table */.tp)(['Slot', 'Service', 'Targets'], rows);
}
function listChanges(readings) {
    const left = readings.length - CHANGES_SHOWN;
    return [
        ...(left > 0 ? [`${left} changes before`] : []),
        ...readings.slice(-CHANGES_SHOWN).map(({ at, states }) => `${timeOfDay(at)} ${describeStates(states)}`),
    ].join('<br>');
}
function describeStates(states) {
    if (states.size === 0)
        return 'none';
    return [...states].map(([state, count]) => `${count} ${(0,markdown/* escapeMarkdown */.FV)(state)}`).join(', ');
}
/** Healthy targets of a slot's group at the last reading up to a moment; undefined without one. */
function healthyAt(readings, slot, moment) {
    const last = readings.findLast((reading) => reading.slot === slot && reading.at <= moment);
    return last && (last.states.get('healthy') ?? 0);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/gates-table.js




/** Phases that are gates themselves: what they wait for has to come before any traffic. */
const WAITS = {
    prepare: 'standby is ready',
    'prove healthy': 'standby stays healthy',
};
/** Each gate: what it saw, how often it looked, and whether it held. */
function renderGates({ phases, gates, plan }, targets) {
    const rows = [
        ...phases.flatMap((phase) => (plan ? rowOfWait(phase, plan, targets) : [])),
        ...gates.map(rowOfGate),
    ];
    return rows.length === 0 ? '' : (0,markdown/* table */.tp)(['Gate', 'Looks', 'Saw', 'Result'], rows);
}
function rowOfWait({ name, from, to, hasFailed }, { standby, required }, targets) {
    const what = WAITS[name];
    if (what === undefined || to === undefined)
        return [];
    const healthy = healthyAt(targets, standby, to);
    const seen = healthy === undefined ? 'targets were not read' : `${healthy} targets healthy`;
    const saw = `${seen}, ${required} required`;
    return [[what, '', saw, `${hasFailed ? ':x: failed' : 'held'} after ${(0,duration/* formatDuration */.a)(to - from)}`]];
}
/** Gates that flap show what they saw last. */
const READINGS_SHOWN = 5;
function rowOfGate({ gate, looks, readings, failure }) {
    const shown = readings
        .slice(-READINGS_SHOWN)
        .map(({ at, saw }) => `${timeOfDay(at)} ${(0,markdown/* escapeMarkdown */.FV)(saw)}`);
    const left = readings.length - shown.length;
    return [
        (0,markdown/* escapeMarkdown */.FV)(gate),
        `${looks}`,
        [...(left > 0 ? [`${left} changes before`] : []), ...shown].join('<br>'),
        failure ? `:x: failed at ${timeOfDay(failure.at)}: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : 'held',
    ];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/metrics-table.js



/** A summary shows so many minutes; all of them are in the evidence. */
const MINUTES_SHOWN = 120;
/** What the load balancer measured: the sums, for how many minutes there is data, and each minute. */
function renderMetrics(metrics) {
    if (metrics.kind === 'unread')
        return `Load balancer: no metrics were read. ${(0,markdown/* escapeMarkdown */.FV)(metrics.why)}`;
    const { loadBalancer, slots, from, to } = metrics;
    const rows = loadBalancer.map((minute, index) => [
        timeOfDay(minute.at).slice(0, 5),
        ...aws_target/* SLOTS */._f.flatMap((slot) => cellsOfSlot(slots[slot][index])),
        cell(minute, ({ elb5xx }) => `${elb5xx}`),
    ]);
    const header = ['UTC', ...aws_target/* SLOTS */._f.flatMap((slot) => [`${slot} requests`, '5xx', 'p50, p95']), 'Own 5xx'];
    return [
        `Load balancer, ${timeOfDay(from)} to ${timeOfDay(to)}: ${sumUp(loadBalancer, [...slots.blue, ...slots.green])}.`,
        (0,markdown/* details */.zH)('Load balancer, minute by minute', (0,markdown/* table */.tp)(header, rows.slice(-MINUTES_SHOWN))),
    ].join('\n\n');
}
function sumUp(minutes, ofSlots) {
    const known = minutes.flatMap(valuesIn);
    const without = minutes.filter(({ state }) => state === 'no-requests').length;
    const missing = minutes.length - known.length - without;
    const coverage = [
        `minutes with data: ${known.length} of ${minutes.length}`,
        ...(without > 0 ? [`without requests: ${without}`] : []),
        ...(missing > 0 ? [`not there yet: ${missing}`] : []),
    ].join(', ');
    if (known.length === 0)
        return coverage;
    const requests = sum(known.map((minute) => minute.requests));
    const own = sum(known.map(({ elb5xx }) => elb5xx));
    const bad = sum(ofSlots.flatMap(valuesIn).map(({ target5xx }) => target5xx));
    return `${requests} requests, ${bad} answered with 5xx by targets, ${own} by itself (${coverage})`;
}
/** What is known of a minute; nothing without data. */
function valuesIn(minute) {
    return minute.state === 'data' ? [minute] : [];
}
function cellsOfSlot(minute) {
    if (!minute)
        return ['', '', ''];
    return [
        cell(minute, ({ requests }) => `${requests}`),
        cell(minute, ({ target5xx }) => `${target5xx}`, ''),
        cell(minute, ({ p50, p95 }) => `${inMilliseconds(p50)}, ${inMilliseconds(p95)}`, ''),
    ];
}
const UNKNOWN = { 'no-requests': 'no requests', 'not-there-yet': 'not there yet' };
function cell(minute, show, unknown) {
    return minute.state === 'data' ? show(minute) : (unknown ?? UNKNOWN[minute.state]);
}
function inMilliseconds(seconds) {
    return seconds === undefined ? 'none' : `${Math.round(seconds * 1_000)} ms`;
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/moments-table.js


/** What happened when. */
function renderMoments({ moments }) {
    return (0,markdown/* table */.tp)(['UTC', 'What'], moments.map(({ at, text }) => [timeOfDay(at), (0,markdown/* escapeMarkdown */.FV)(text)]));
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/probe-chart.js


/** What one point of a chart may stand for, in seconds. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600];
const POINTS = 120;
const COLOURS = {
    sent: ['green', '#2da44e'],
    blocked: ['yellow', '#bf8700'],
    failed: ['red', '#cf222e'],
};
/** The probe's requests over time, as Mermaid; nothing for less than two points. */
function renderProbeChart({ seconds, blocked }) {
    const times = seconds.map(({ at }) => at / 1_000);
    const from = Math.min(...times);
    const length = Math.max(...times) - from + 1;
    const width = WIDTHS.find((candidate) => length / candidate <= POINTS) ?? 86_400;
    const count = Math.ceil(length / width);
    if (seconds.length === 0 || count < 2)
        return '';
    const counted = blocked > 0 ? ['sent', 'blocked', 'failed'] : ['sent', 'failed'];
    const series = counted.map((of) => addUp(seconds, { from, width, count, of }));
    const palette = counted.map((of) => COLOURS[of][1]).join(', ');
    const legend = counted.map((of) => `${of} ${COLOURS[of][0]}`).join(', ');
    const lines = [
        `%%{init: {"xyChart": {"width": 900, "height": 240}, "themeVariables": {"xyChart": {"plotColorPalette": "${palette}"}}}}%%`,
        'xychart-beta',
        `  title "Requests of the probe in each ${width === 1 ? 'second' : `${width} s`}: ${legend}"`,
        `  x-axis "seconds from ${timeOfDay(from * 1_000)} UTC" 0 --> ${(count - 1) * width}`,
        `  y-axis "requests" 0 --> ${Math.max(...series.flat())}`,
        ...series.map((values) => `  line [${values.join(', ')}]`),
    ];
    return (0,markdown/* codeBlock */.DV)(lines.join('\n'), 'mermaid');
}
/** The sum for each point. Times in seconds. */
function addUp(seconds, { from, width, count, of }) {
    const points = Array.from({ length: count }, () => 0);
    for (const second of seconds) {
        const index = Math.floor((second.at / 1_000 - from) / width);
        points[index] = (points[index] ?? 0) + second[of];
    }
    return points;
}
const SECONDS_SHOWN = 30;
/** The seconds in which requests failed, the last ones where there are many; nothing when none did. */
function renderFailedSeconds({ seconds }) {
    const bad = seconds.filter(({ failed }) => failed > 0);
    if (bad.length === 0)
        return '';
    const rows = bad
        .slice(-SECONDS_SHOWN)
        .map(({ at, gate, sent, failed, answers }) => [
        timeOfDay(at),
        (0,markdown/* escapeMarkdown */.FV)(gate),
        `${sent}`,
        `${failed}`,
        [...answers].map(([answer, count]) => `${answer}: ${count}`).join(', '),
    ]);
    const shown = (0,markdown/* table */.tp)(['Second (UTC)', 'Gate', 'Sent', 'Failed', 'Answers'], rows);
    const left = bad.length - rows.length;
    return left > 0
        ? `Seconds with failures before these, which the evidence lists: ${left}\n\n${shown}`
        : shown;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/version-check.js
var version_check = __webpack_require__(8510);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/probes.js



/** More than two come from a release that went wrong before, or from what is no version. */
const VERSIONS_SHOWN = 5;
/** What the probes have come to, one a line: failures also when zero, and which versions have answered. */
function describeProbes(counts, expected) {
    const standby = (0,probe_counts/* countsOf */.mQ)(counts, 'standby probe');
    const lines = [describe('Probe', (0,probe_counts/* countsOf */.mQ)(counts, 'probe'), expected)];
    if (standby.sent > 0)
        lines.push(describe('Standby probe', standby, expected));
    if (!expected)
        lines.push('No version was checked.');
    return lines.join('  \n');
}
function describe(name, counts, expected) {
    const { sent, failed, blocked } = counts;
    const unheard = blocked === 0 ? '' : ` ${blocked} were answered by something in front of the version.`;
    return `${name}: ${sent} requests, ${failed} failed.${unheard}${describeVersions(counts, expected)}`;
}
function describeVersions({ sent, versions }, expected) {
    if (!expected || sent === 0)
        return '';
    const shown = [...versions]
        .sort(([, a], [, b]) => b - a)
        .slice(0, VERSIONS_SHOWN)
        .map(([version, count]) => `${count} by ${(0,markdown/* escapeMarkdown */.FV)(version)}`);
    const answered = shown.length === 0 ? 'Answered by no known version' : `Answered ${shown.join(', ')}`;
    return ` ${answered} (expected: ${(0,markdown/* inlineCode */.ti)((0,version_check/* formatVersionCheck */.UY)(expected))}).`;
}
/** What a dry run tells of what is probed. */
function describeProbing({ expectVersion, testRules, standby, }) {
    const rules = testRules.map(({ ruleArn }) => (0,markdown/* inlineCode */.ti)(ruleArn)).join(', ');
    return [
        ...(rules === '' ? [] : [`Test rules that would point at ${standby}: ${rules}.`]),
        expectVersion
            ? `From the bake on every answer has to show ${(0,markdown/* inlineCode */.ti)((0,version_check/* formatVersionCheck */.UY)(expectVersion))}.`
            : 'No version would be checked.',
    ].join(' ');
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/releases-table.js

const RELEASES_SHOWN = 5;
/** The newest releases of a record; nothing when there is none. */
function renderReleases(releases) {
    if (releases.length === 0)
        return '';
    const rows = releases.slice(0, RELEASES_SHOWN).map(({ number, finishedAt, verdict, image = '' }) => {
        return [`${number}`, finishedAt, verdict, (0,markdown/* inlineCode */.ti)(image)];
    });
    return (0,markdown/* table */.tp)(['Release', 'Ended', 'Verdict', 'Image'], rows);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/rules-table.js


/** Every production rule: what it was before, and what it was when it was last read. */
function renderRules({ rules }, readings) {
    return (0,markdown/* table */.tp)(['Production rule', 'Weights before', 'Weights after'], rules.map(({ ruleArn, before }) => {
        const last = readings.findLast(({ rule }) => rule === ruleArn);
        const after = last ? `${show(last.weights)} (read at ${timeOfDay(last.until)})` : 'not read';
        return [(0,markdown/* inlineCode */.ti)(ruleArn), show(before), after];
    }));
}
function show({ blue, green }) {
    return `blue ${blue}, green ${green}`;
}

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

// EXTERNAL MODULE: ./lib/aws/record/releases.js
var record_releases = __webpack_require__(1105);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/way-back.js


const BY_HAND = 'No record is kept, so no run can put this right: give every production rule all the weight of the slot that is well (100 and 0).';
/** The step that goes back from what serves now, or that puts right what is left; nothing when nothing has changed. */
function renderWayBack(departure) {
    const { plan, inputs, liveSlot, taskDefinition, releases, isRecorded } = departure;
    if (liveSlot === undefined && !isRecorded)
        return BY_HAND;
    if (liveSlot === undefined)
        return `To put it right:\n\n${renderStep(inputs, { mode: 'recover' })}`;
    if (liveSlot !== plan.standby)
        return '';
    if (!releases) {
        return `To go back:\n\n${renderStep(inputs, { mode: 'rollback', to: plan.baseTaskDefinition })}`;
    }
    const before = (0,record_releases/* previousRelease */.Fi)({ releases, migrations: [] }, taskDefinition);
    if (!before)
        return 'No earlier release is recorded, so there is none to go back to.';
    const { number, image = '' } = before;
    const what = `release ${number} (${(0,markdown/* escapeMarkdown */.FV)(image)})`;
    return `To go back to ${what}:\n\n${renderStep(inputs, { mode: 'rollback', to: `${number}` })}`;
}
/** The inputs of a step, as a workflow file has them. */
function renderStep({ target, record, region, roleToAssume }, own) {
    const isName = target.startsWith('/');
    const lines = [
        'with:',
        ...Object.entries(own).map(line),
        isName ? line(['target', target]) : '  # target: the same document as in this step',
        ...[
            ['record', record],
            ['region', region],
            ['role-to-assume', roleToAssume],
        ].flatMap(([name = '', value]) => (value === undefined ? [] : [line([name, value])])),
    ];
    return (0,markdown/* codeBlock */.DV)(lines.join('\n'), 'yaml');
}
function line([name, value]) {
    return `  ${name}: ${/^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value)}`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/writes-table.js


const WRITES_SHOWN = 200;
/** Writes to the platform, when each was sent and answered; those to the record are in the evidence alone. */
function renderWrites(writes) {
    const shown = writes.filter(({ service }) => service !== 'SSM');
    if (shown.length === 0)
        return '';
    const rows = shown
        .slice(-WRITES_SHOWN)
        .map((write) => [
        exactTimeOfDay(write.sentAt),
        write.outcome === 'unanswered' ? 'never' : exactTimeOfDay(write.endedAt),
        (0,markdown/* escapeMarkdown */.FV)(write.operation),
        (0,markdown/* inlineCode */.ti)(write.resource),
        describeChange(write.change),
        write.error === undefined ? 'done' : `:x: ${(0,markdown/* escapeMarkdown */.FV)(write.error)}`,
    ]);
    const header = ['Sent (UTC)', 'Answered', 'Call', 'To', 'Sets', 'Result'];
    return (0,markdown/* details */.zH)(`Writes to the platform: ${shown.length}`, (0,markdown/* table */.tp)(header, rows));
}
function describeChange(change) {
    const { weights, desiredCount, taskDefinition, minCapacity, maxCapacity, suspended } = change;
    return [
        ...(weights ? [`blue ${weights.blue}, green ${weights.green}`] : []),
        ...(desiredCount === undefined ? [] : [`${desiredCount} tasks`]),
        ...(taskDefinition === undefined ? [] : [(0,markdown/* inlineCode */.ti)(taskDefinition)]),
        ...(minCapacity === undefined ? [] : [`minimum ${minCapacity}`]),
        ...(maxCapacity === undefined ? [] : [`maximum ${maxCapacity}`]),
        ...(suspended ? [`suspended: ${(0,markdown/* escapeMarkdown */.FV)(suspended.join(', ') || 'nothing')}`] : []),
    ].join(', ');
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/closing.js














/** Everything that follows the verdict: rules, timeline, gates, targets, requests, metrics, writes, the way back. */
function renderClosing({ account, inputs, record, releases }) {
    const { timeline, target, calls, metrics, outputs } = account;
    const { plan, probes } = timeline;
    if (!plan)
        return '';
    const known = releases.kind === 'read' ? withOwnReleases(releases.releases, timeline.releases) : undefined;
    const departure = {
        ...{ plan, inputs, liveSlot: outputs['live-slot'], taskDefinition: outputs['task-definition'] },
        isRecorded: record !== undefined,
        releases: known,
    };
    const ofVisitors = probes.seconds.filter(({ gate }) => gate === 'probe');
    return [
        renderRules(plan, calls.rules),
        renderGantt(plan, timeline),
        renderMoments(timeline),
        renderGates(timeline, calls.targets),
        renderTargets(target, calls.targets),
        describeProbes(probes, plan.expectVersion),
        renderProbeChart({ ...(0,probe_counts/* countsOf */.mQ)(probes, 'probe'), seconds: ofVisitors }),
        renderFailedSeconds(probes),
        renderMetrics(metrics),
        renderWrites(calls.writes),
        ...(known ? [renderReleases(known)] : []),
        ...(releases.kind === 'unread' ? [`The record was not read. ${(0,markdown/* escapeMarkdown */.FV)(releases.why)}`] : []),
        renderWayBack(departure),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/report/timeline.js
var report_timeline = __webpack_require__(5855);
// EXTERNAL MODULE: ../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(458);
// EXTERNAL MODULE: ./lib/action/version.js
var version = __webpack_require__(2803);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/plan.js
var plan_plan = __webpack_require__(3384);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/mode.js
var mode = __webpack_require__(5633);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/verdict.js
/** How a run that changes something may end. */
const VERDICTS = [
    /** `prepared` and `shifted`: it has come to the end of that mode, and waits for the next one. */
    'prepared',
    'shifted',
    'released',
    'rolled-back',
    'refused',
    'interrupted',
    /**
     * Nothing has proven the version, and the traffic is back, or stays for want of anything that served before; or, when
     * no slot is known to have all the traffic, it is neither where it was nor where it should be, and a person has to
     * look.
     */
    'inconclusive',
];

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/schema.js



/**
 * The evidence that a run leaves: `evidence.json`. `schemas/evidence.schema.json` is made from this schema. Whatever is
 * changed in it raises `version`.
 */
const described = (schema, text) => dist/* pipe */.FsL(schema, dist/* description */.h_(text));
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0));
const instant = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX());
const slotSchema = dist/* picklist */.KIO(['blue', 'green']);
const weights = dist/* strictObject */.rej({ blue: count, green: count });
const counts = dist/* record */.g1P(dist/* string */.YjP(), count);
const verdictSchema = dist/* picklist */.KIO(VERDICTS);
/** When something was read first, and when the same was read for the last time. */
const lasting = { at: instant, until: instant };
const target = dist/* strictObject */.rej({
    cluster: dist/* string */.YjP(),
    slots: dist/* strictObject */.rej({
        blue: dist/* strictObject */.rej({ service: dist/* string */.YjP(), targetGroup: dist/* string */.YjP() }),
        green: dist/* strictObject */.rej({ service: dist/* string */.YjP(), targetGroup: dist/* string */.YjP() }),
    }),
    productionRules: dist/* array */.YOg(dist/* string */.YjP()),
});
const rule = dist/* strictObject */.rej({
    rule: described(dist/* string */.YjP(), 'ARN of a production rule, or of a listener for its default rule.'),
    before: described(weights, 'Weights that the run started from.'),
    planned: described(weights, 'Weights that it was to end with.'),
    lastRead: dist/* exactOptional */.yqP(described(weights, 'Weights that it showed when it was last read.')),
});
const plan = dist/* strictObject */.rej({
    mode: described(dist/* picklist */.KIO(['release', 'bootstrap', 'rollback']), 'Of a recovery: what the interrupted run was doing.'),
    live: described(slotSchema, 'The slot that had the traffic.'),
    standby: described(slotSchema, 'The slot that was to get it.'),
    image: dist/* string */.YjP(),
    desiredCount: described(count, 'Tasks of the standby.'),
    required: described(count, 'Healthy targets without which it gets no traffic.'),
    thresholdPeriodSeconds: described(dist/* number */.aig(), 'How long they had to be healthy before the first weight.'),
    parkedCount: described(count, 'Tasks that the slot that is left keeps.'),
    steps: dist/* array */.YOg(dist/* strictObject */.rej({ percent: dist/* number */.aig(), holdSeconds: described(dist/* number */.aig(), 'How long it is watched.') })),
    rules: dist/* array */.YOg(rule),
});
const write = dist/* strictObject */.rej({
    service: described(dist/* string */.YjP(), 'As the SDK names its client: ElasticLoadBalancingV2, ECS, SSM.'),
    operation: dist/* string */.YjP(),
    resource: described(dist/* string */.YjP(), 'ARN or name of what it changes.'),
    sentAt: instant,
    endedAt: described(instant, 'When its answer was there, or was given up.'),
    outcome: described(dist/* picklist */.KIO(['done', 'failed', 'unanswered']), 'unanswered: it was sent, and AWS may have done it or not.'),
    error: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    weights: dist/* exactOptional */.yqP(weights),
    desiredCount: dist/* exactOptional */.yqP(count),
    taskDefinition: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    minCapacity: dist/* exactOptional */.yqP(count),
    maxCapacity: dist/* exactOptional */.yqP(count),
    suspended: dist/* exactOptional */.yqP(described(dist/* array */.YOg(dist/* string */.YjP()), 'What of its scaling is suspended from then on.')),
});
const gate = dist/* strictObject */.rej({
    gate: dist/* string */.YjP(),
    looks: count,
    readings: described(dist/* array */.YOg(dist/* strictObject */.rej({ at: instant, saw: dist/* string */.YjP() })), 'What it saw, where that was not what it had seen before.'),
    failure: dist/* exactOptional */.yqP(dist/* strictObject */.rej({ at: instant, cause: dist/* string */.YjP() })),
});
const probeSecond = dist/* strictObject */.rej({
    at: described(instant, 'When the second began in which the requests were sent.'),
    gate: dist/* string */.YjP(),
    sent: count,
    failed: count,
    blocked: described(count, 'Answered by something in front of the version: neither good nor bad.'),
    answers: described(counts, 'By class of status (2xx), or unanswered.'),
    versions: dist/* exactOptional */.yqP(described(counts, 'By the version that answered, where the answers tell it.')),
});
const minute = (values) => dist/* variant */.Oxt('state', [
    dist/* strictObject */.rej({ at: instant, state: dist/* literal */.euz('data'), ...values }),
    dist/* strictObject */.rej({ at: instant, state: dist/* literal */.euz('no-requests') }),
    dist/* strictObject */.rej({ at: instant, state: dist/* literal */.euz('not-there-yet') }),
]);
const minutesOfSlot = dist/* array */.YOg(minute({
    requests: count,
    target5xx: count,
    p50: dist/* exactOptional */.yqP(described(dist/* number */.aig(), 'TargetResponseTime in seconds.')),
    p95: dist/* exactOptional */.yqP(dist/* number */.aig()),
}));
const metrics = dist/* variant */.Oxt('kind', [
    dist/* strictObject */.rej({
        kind: dist/* literal */.euz('read'),
        readAt: described(instant, 'When CloudWatch was asked: minutes come up to three minutes late.'),
        from: described(instant, 'When the first weight was sent.'),
        to: instant,
        loadBalancer: dist/* array */.YOg(minute({ requests: count, elb5xx: count })),
        slots: dist/* strictObject */.rej({ blue: minutesOfSlot, green: minutesOfSlot }),
    }),
    dist/* strictObject */.rej({ kind: dist/* literal */.euz('unread'), why: dist/* string */.YjP() }),
]);
const evidenceSchema = dist/* pipe */.FsL(dist/* strictObject */.rej({
    version: dist/* literal */.euz(1),
    action: dist/* strictObject */.rej({ name: dist/* literal */.euz('blue-green-switch'), version: dist/* string */.YjP() }),
    run: described(dist/* strictObject */.rej({ repository: dist/* string */.YjP(), runId: dist/* string */.YjP() }), 'The workflow run.'),
    mode: dist/* picklist */.KIO(mode/* MODES */.F.filter((mode) => mode !== 'status')),
    startedAt: instant,
    endedAt: instant,
    verdict: dist/* exactOptional */.yqP(described(verdictSchema, 'Absent when there was nothing to do.')),
    cause: dist/* exactOptional */.yqP(described(dist/* string */.YjP(), 'Why the run is red.')),
    advice: dist/* exactOptional */.yqP(described(dist/* string */.YjP(), 'What to do next.')),
    releaseId: dist/* exactOptional */.yqP(described(count, 'Number of the release in the record.')),
    image: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    taskDefinition: dist/* exactOptional */.yqP(dist/* string */.YjP()),
    liveSlot: dist/* exactOptional */.yqP(described(slotSchema, 'The slot that has all the traffic afterwards.')),
    previousSlot: dist/* exactOptional */.yqP(described(slotSchema, 'The slot that had it before.')),
    target,
    plan: dist/* exactOptional */.yqP(described(plan, 'Absent when the run ended before it had one.')),
    writes: described(dist/* array */.YOg(write), 'Every sending of every call that changes something, in order.'),
    phases: dist/* array */.YOg(dist/* strictObject */.rej({
        name: dist/* string */.YjP(),
        from: instant,
        to: dist/* exactOptional */.yqP(instant),
        isFailed: dist/* boolean */.zMY(),
    })),
    shares: described(dist/* array */.YOg(dist/* strictObject */.rej({ at: instant, percent: dist/* number */.aig() })), 'From each moment on the standby had this share of the traffic.'),
    moments: described(dist/* array */.YOg(dist/* strictObject */.rej({ at: instant, text: dist/* string */.YjP() })), 'What was logged.'),
    gates: dist/* array */.YOg(gate),
    alarms: described(dist/* array */.YOg(dist/* strictObject */.rej({ at: instant, name: dist/* string */.YjP(), state: dist/* string */.YjP() })), 'Changes of state, as they were seen.'),
    targets: described(dist/* array */.YOg(dist/* strictObject */.rej({ ...lasting, slot: slotSchema, states: counts })), 'Targets of each slot by state, each until that changed: when it was read first, and last.'),
    rules: described(dist/* array */.YOg(dist/* strictObject */.rej({ ...lasting, rule: dist/* string */.YjP(), weights })), 'Weights that each production rule showed, each until that changed: when it was read first, and last.'),
    probe: dist/* strictObject */.rej({ sent: count, failed: count, blocked: count, seconds: dist/* array */.YOg(probeSecond) }),
    metrics: described(metrics, 'The metrics of the load balancer from the first weight on.'),
}), dist/* title */.DDF('Evidence of a blue-green-switch'), dist/* description */.h_('What a run of blue-green-switch saw and did. All times are UTC.'));

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/assemble.js




/**
 * The evidence of a run as it is published. Container log lines are not in it: nobody masks what they may hold in a
 * file.
 */
function assembleEvidence(account) {
    const { mode, owner, startedAt, endedAt, timeline, calls, metrics } = account;
    const { plan, phases, moments, shares } = timeline;
    return {
        version: 1,
        action: { name: 'blue-green-switch', version: version/* VERSION */.x },
        run: owner,
        ...{ mode, startedAt: assemble_instant(startedAt), endedAt: assemble_instant(endedAt) },
        ...endingOf(account),
        target: targetOf(account),
        ...(plan && { plan: planOf(plan, calls) }),
        writes: calls.writes.map(writeOf),
        phases: phases.map(({ name, from, to, hasFailed = false }) => ({
            ...{ name, from: assemble_instant(from), isFailed: hasFailed },
            ...(to === undefined ? {} : { to: assemble_instant(to) }),
        })),
        shares: shares.map(timed),
        moments: moments.map(timed),
        gates: gatesOf(timeline),
        alarms: timeline.alarms.map(timed),
        targets: calls.targets.map((reading) => ({
            ...assemble_lasting(reading),
            states: Object.fromEntries(reading.states),
        })),
        rules: calls.rules.map(assemble_lasting),
        probe: probeOf(timeline),
        metrics: metricsOf(metrics),
    };
}
function endingOf({ outputs, failure }) {
    const { image, verdict, 'task-definition': taskDefinition, 'release-id': releaseId } = outputs;
    const { 'live-slot': liveSlot, 'previous-slot': previousSlot } = outputs;
    return {
        ...(dist.is(verdictSchema, verdict) ? { verdict } : {}),
        ...(failure ? { cause: failure.cause } : {}),
        ...(failure?.advice === undefined ? {} : { advice: failure.advice }),
        ...(releaseId === undefined ? {} : { releaseId: Number(releaseId) }),
        ...(image === undefined ? {} : { image }),
        ...(taskDefinition === undefined ? {} : { taskDefinition }),
        ...(dist.is(slotSchema, liveSlot) ? { liveSlot } : {}),
        ...(dist.is(slotSchema, previousSlot) ? { previousSlot } : {}),
    };
}
function targetOf({ target: { cluster, slots, productionRules } }) {
    return { cluster, slots, productionRules };
}
function planOf(plan, { rules }) {
    const { mode, live, standby, image, desiredCount, required, parkedCount } = plan;
    const planned = (0,plan_plan/* weightsFor */.NK)(plan, plan.steps.at(-1)?.percent ?? 0);
    return {
        ...{ mode, live, standby, image, desiredCount, required, parkedCount },
        thresholdPeriodSeconds: plan.thresholdPeriod / 1_000,
        steps: plan.steps.map(({ percent, holdMilliseconds }) => ({
            ...{ percent, holdSeconds: holdMilliseconds / 1_000 },
        })),
        rules: plan.rules.map(({ ruleArn, before }) => {
            const lastRead = rules.findLast(({ rule }) => rule === ruleArn)?.weights;
            return { rule: ruleArn, before, planned, ...(lastRead && { lastRead }) };
        }),
    };
}
function writeOf({ change, sentAt, endedAt, ...write }) {
    const { suspended, ...rest } = change;
    return {
        ...{ ...write, sentAt: assemble_instant(sentAt), endedAt: assemble_instant(endedAt), ...rest },
        ...(suspended && { suspended: [...suspended] }),
    };
}
function gatesOf({ gates }) {
    return gates.map(({ gate, looks, readings, failure }) => ({
        ...{ gate, looks, readings: readings.map(timed) },
        ...(failure && { failure: timed(failure) }),
    }));
}
function probeOf({ probes: { sent, failed, blocked, seconds } }) {
    const listed = seconds.map(({ at, answers, versions, ...second }) => ({
        ...{ at: assemble_instant(at), ...second, answers: Object.fromEntries(answers) },
        ...(versions.size > 0 && { versions: Object.fromEntries(versions) }),
    }));
    return { sent, failed, blocked, seconds: listed };
}
function metricsOf(metrics) {
    if (metrics.kind === 'unread')
        return metrics;
    const { kind, readAt, from, to, loadBalancer, slots } = metrics;
    return {
        ...{ kind, readAt: assemble_instant(readAt), from: assemble_instant(from), to: assemble_instant(to) },
        loadBalancer: minutesOf(loadBalancer),
        slots: { blue: minutesOf(slots.blue), green: minutesOf(slots.green) },
    };
}
function minutesOf(minutes) {
    return minutes.map(timed);
}
/** The same with its time as text. */
function timed(given) {
    return { ...given, at: assemble_instant(given.at) };
}
function assemble_lasting(given) {
    return { ...given, at: assemble_instant(given.at), until: assemble_instant(given.until) };
}
/** `2026-01-01T12:00:00.000Z` */
function assemble_instant(milliseconds) {
    return new Date(milliseconds).toISOString();
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/aws/load-balancer/weights.js
var load_balancer_weights = __webpack_require__(9429);
;// CONCATENATED MODULE: ./lib/aws/operations.js
const READS = /^(Describe|List|Get|BatchGet|BatchCheck|Filter|Lookup)/;
/** Whether a call may change something, by AWS's habit of naming: what does not say that it reads is taken for a write. */
function isWrite(operation) {
    return !READS.test(operation);
}
/** Whether a call changes what a rule does with requests. That of a default rule is its listener's. */
function isRuleWrite(operation) {
    return operation === 'ModifyRule' || operation === 'ModifyListener';
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/describe-write.js



/** The record of a call; undefined for one that only reads. */
function describeWrite(call, pair) {
    const { service, operation, input, sentAt, endedAt, result } = call;
    if (!isWrite(operation))
        return undefined;
    const about = { service, operation, resource: resourceOf(input), sentAt, endedAt };
    const change = changeOf(input, pair);
    if (!('error' in result))
        return { ...about, outcome: 'done', change };
    const isAnswered = (0,sdk_error/* asSdkError */.n)(result.error).$metadata?.httpStatusCode !== undefined;
    const outcome = isAnswered ? 'failed' : 'unanswered';
    return { ...about, outcome, error: (0,sdk_error/* describeError */.U)(result.error), change };
}
function changeOf(input, pair) {
    const { Actions = [], DefaultActions = [], desiredCount, taskDefinition } = input;
    const { MinCapacity, MaxCapacity, SuspendedState } = input;
    const weights = (0,load_balancer_weights/* forwardingOf */.Hg)([...Actions, ...DefaultActions], pair)?.weights;
    return {
        ...(weights && { weights }),
        ...(desiredCount === undefined ? {} : { desiredCount }),
        ...(taskDefinition === undefined ? {} : { taskDefinition }),
        ...(MinCapacity === undefined ? {} : { minCapacity: MinCapacity }),
        ...(MaxCapacity === undefined ? {} : { maxCapacity: MaxCapacity }),
        ...(SuspendedState && { suspended: suspendedIn(SuspendedState) }),
    };
}
function suspendedIn(state) {
    return Object.entries(state).flatMap(([part, isSuspended]) => isSuspended ? [part.replace(/Suspended$/, '')] : []);
}
/** Inputs that name what a call changes. */
const NAMES = [
    ...['RuleArn', 'ListenerArn', 'TargetGroupArn', 'ResourceId'],
    ...['service', 'family', 'Name', 'Names'],
];
function resourceOf(input) {
    const given = { ...input };
    const named = NAMES.map((name) => given[name]).find((value) => value !== undefined);
    return [named ?? '']
        .flat()
        .map((value) => String(value))
        .join(', ');
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/readings.js


/** What an answer tells of the targets of a slot; undefined for any other call. */
function readTargets(call, pair) {
    const { TargetGroupArn } = call.input;
    const slot = aws_target/* SLOTS */._f.find((name) => pair[name] === TargetGroupArn);
    if (call.operation !== 'DescribeTargetHealth' || slot === undefined)
        return undefined;
    const targets = answerOf(call)?.TargetHealthDescriptions;
    if (!targets)
        return undefined;
    const groups = Map.groupBy(targets, ({ TargetHealth }) => TargetHealth?.State ?? 'unknown');
    return {
        ...askedAt(call),
        slot,
        states: new Map([...groups].map(([state, { length }]) => [state, length])),
    };
}
/**
 * What an answer tells of the weights of these rules.
 * @param rules a default rule may go by the ARN of its listener
 */
function readWeights(call, rules, pair) {
    const { Rules = [], Listeners = [] } = answerOf(call) ?? {};
    const shown = [
        ...Rules.map(({ RuleArn, Actions }) => [RuleArn, Actions]),
        ...Listeners.map(({ ListenerArn, DefaultActions }) => [ListenerArn, DefaultActions]),
    ];
    return shown.flatMap(([rule, actions = []]) => {
        const weights = (0,load_balancer_weights/* forwardingOf */.Hg)(actions, pair)?.weights;
        if (rule === undefined || !weights || !rules.includes(rule))
            return [];
        return [{ ...askedAt(call), rule, weights }];
    });
}
function askedAt({ sentAt }) {
    return { at: sentAt, until: sentAt };
}
function answerOf({ result }) {
    return 'error' in result ? undefined : result.output;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/call-log.js




function startCallLog(target) {
    const pair = (0,aws_target/* targetGroupsOf */.TT)(target);
    const writes = [];
    const targets = [];
    const rules = [];
    /** An answer may come when later calls have been sent. */
    function addWrite(write) {
        const index = writes.findLastIndex(({ sentAt }) => sentAt <= write.sentAt);
        writes.splice(index + 1, 0, write);
    }
    return {
        ...{ writes, targets, rules },
        note(call) {
            const write = describeWrite(call, pair);
            if (write)
                return addWrite(write);
            const ofSlot = readTargets(call, pair);
            if (ofSlot)
                addChange(targets, ofSlot, ({ slot }) => slot);
            for (const ofRule of readWeights(call, target.productionRules, pair)) {
                addChange(rules, ofRule, ({ rule }) => rule);
            }
        },
    };
}
/** Adds a reading, or, where the last one of the same thing has shown the same, to that one. */
function addChange(readings, reading, subjectOf) {
    const before = readings.findLast((candidate) => subjectOf(candidate) === subjectOf(reading));
    const { at, until } = reading;
    if (before && (0,external_node_util_.isDeepStrictEqual)({ ...before, at, until }, reading))
        before.until = Math.max(before.until, at);
    else
        readings.push(reading);
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/evidence/metrics/fetch-metrics.js
var fetch_metrics = __webpack_require__(1799);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/evidence/metrics/minutes.js
var minutes = __webpack_require__(7202);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/evidence/metrics/queries.js
var queries = __webpack_require__(8999);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/metrics/read-metrics.js




/**
 * Reads the load balancer's metrics, all in one call.
 * @param from when the first weight was sent, milliseconds since the epoch; undefined when none was
 */
async function readMetrics(target, from, ports) {
    if (from === undefined)
        return { kind: 'unread', why: 'No weight was written.' };
    const readAt = ports.clock.now();
    const window = { from, to: readAt, readAt };
    return readAtEnd(ports, 'Reading the metrics', async (signal) => {
        const request = { queries: (0,queries/* listQueries */.xr)(target), window };
        const { results } = await (0,fetch_metrics/* fetchMetrics */.y)(await ports.monitoring(), request, signal);
        return { kind: 'read', ...window, ...(0,minutes/* readMinutes */.wM)(results, window) };
    });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/evidence/outputs-of-error.js
var outputs_of_error = __webpack_require__(5994);
// EXTERNAL MODULE: ./lib/action/once.js
var once = __webpack_require__(2026);
// EXTERNAL MODULE: ./lib/aws/middleware.js
var middleware = __webpack_require__(5688);
;// CONCATENATED MODULE: ./lib/aws/observe-calls.js

/**
 * The same client, with its retries and whatever else it has been given, for one who wants to be told of every call
 * that goes out through it. What others send through the client that was given is not told.
 */
function observeCalls(client, clock, tell) {
    const middlewareStack = client.middlewareStack.clone();
    middlewareStack.addRelativeTo((next, context) => async (args) => {
        const sentAt = clock.now();
        const about = { ...(0,middleware/* nameCall */.w)(context), input: args.input, sentAt };
        try {
            const result = await next(args);
            const { output } = result;
            tell({ ...about, endedAt: clock.now(), result: { output } });
            return result;
        }
        catch (error) {
            tell({ ...about, endedAt: clock.now(), result: { error } });
            throw error;
        }
    }, 
    // Around the reading of the answer, inside of all retries.
    { relation: 'before', toMiddleware: 'deserializerMiddleware', name: 'platformActionsObservation' });
    return Object.create(client, { middlewareStack: { value: middlewareStack } });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/watch-calls.js


/**
 * The same ports, of which every call that may change something is told, and every reading of targets: the one place
 * where that is taken down, whichever part of a run makes the call.
 */
function watchCalls(ports, tell) {
    const { clock, ecs, elbv2 } = ports;
    return {
        ...ports,
        ecs: observeCalls(ecs, clock, tell),
        elbv2: observeCalls(elbv2, clock, tell),
        parameterStore: (0,once/* once */.O)(async () => observeCalls(await ports.parameterStore(), clock, tell)),
        scaling: (0,once/* once */.O)(async () => observeCalls(await ports.scaling(), clock, tell)),
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/evidence/with-evidence.js













/**
 * Runs, and leaves evidence of whatever ending: also of one with an error, which goes on to whoever catches it, with the
 * outputs of its own.
 */
async function withEvidence(run, given) {
    const timeline = (0,report_timeline/* startTimeline */.m)(given);
    const calls = startCallLog(run.target);
    const startedAt = given.clock.now();
    const { request, target } = run;
    const begun = { request, target, startedAt, owner: given.owner, timeline, calls };
    const ended = await run.work({ ...watchCalls(given, calls.note), timeline }).then((outcome) => ({ outcome }), (error) => ({ error }));
    if ('outcome' in ended)
        return with_evidence_close(begun, ended.outcome, given);
    const { error } = ended;
    const failure = await (0,action_failure/* toFailure */.w)(error, explain.explainAwsError, given.signal);
    const told = { outputs: { verdict: (0,end_with_verdict/* verdictOf */.V)(error, given.signal) }, summary: '', failure };
    const { outputs } = await with_evidence_close(begun, told, given);
    (0,outputs_of_error/* markOutputs */.U)(error, outputs);
    throw error;
}
/** Reads what can be known only at the end, keeps the evidence, and adds both to what is told. */
async function with_evidence_close({ request, ...begun }, outcome, ports) {
    const { timeline, target, calls } = begun;
    const { mode, inputs, record } = request;
    const endedAt = ports.clock.now();
    const [metrics, releases] = await Promise.all([
        readMetrics(target, firstWeightAt(calls, target), ports),
        readReleases(timeline.plan && record, ports),
    ]);
    const outputs = {
        'failed-requests': String((0,probe_counts/* countsOf */.mQ)(timeline.probes, 'probe').failed),
        ...outcome.outputs,
    };
    const account = { ...begun, mode, endedAt, outputs, failure: outcome.failure, metrics };
    const evidence = await keep(account, ports);
    const closing = complete({ account, inputs, record, releases }, ports);
    const summary = [outcome.summary, closing].filter((part) => part !== '').join('\n\n');
    return { ...outcome, summary, outputs: { ...outputs, evidence } };
}
/** What a run has done stands, whatever becomes of the rest of its summary. */
function complete(closing, { log }) {
    try {
        return renderClosing(closing);
    }
    catch (error) {
        log.warning(`The summary of this run could not be completed: ${(0,sdk_error/* describeError */.U)(error)}`);
        return '';
    }
}
/** Test rules send no visitor anywhere. */
function firstWeightAt({ writes }, { testRules = [] }) {
    return writes.find(({ change, resource }) => change.weights && !testRules.includes(resource))?.sentAt;
}
/** @returns its path; undefined when it could not be kept, which is no reason to fail */
async function keep(account, { keepEvidence, log }) {
    try {
        return await keepEvidence(`${JSON.stringify(assembleEvidence(account), undefined, 1)}\n`);
    }
    catch (error) {
        log.warning(`The evidence of this run could not be kept: ${(0,sdk_error/* describeError */.U)(error)}`);
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/aws/record/lease-entry.js
var lease_entry = __webpack_require__(237);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/live-slot.js
var live_slot = __webpack_require__(789);
// EXTERNAL MODULE: ./lib/aws/load-balancer/rules.js
var load_balancer_rules = __webpack_require__(6603);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
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

// EXTERNAL MODULE: ./lib/aws/scaling/scalable-targets.js
var scalable_targets = __webpack_require__(486);
// EXTERNAL MODULE: ./lib/aws/services.js
var services = __webpack_require__(3228);
// EXTERNAL MODULE: ./lib/aws/arn.js
var arn = __webpack_require__(2921);
// EXTERNAL MODULE: ./lib/aws/load-balancer/modify-rule.js
var modify_rule = __webpack_require__(6671);
// EXTERNAL MODULE: ./lib/aws/load-balancer/read-existing-rules.js
var read_existing_rules = __webpack_require__(5568);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/rule-share.js + 1 modules
var rule_share = __webpack_require__(1139);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/test-rules/observe-test-rules.js







/**
 * Reads the test rules of a target. One that is gone, or is none, keeps nobody from going back to an older version.
 * @param rules the production rules as they were read
 */
async function observeTestRules(target, rules, ports) {
    const { testRules = [] } = target;
    if (testRules.length === 0)
        return [];
    const pair = (0,aws_target/* targetGroupsOf */.TT)(target);
    const found = await (0,read_existing_rules/* readExistingRules */.z)(ports, testRules);
    const production = rules.map(identityOf);
    const live = (0,live_slot/* slotWithAllTraffic */.j1)(rules.map((rule) => (0,rule_share/* shareOf */.t)(rule, pair))) ?? 'blue';
    return testRules.map((ruleArn) => {
        const rule = found.find(({ arn }) => arn === ruleArn);
        if (!rule)
            return { ...GONE, ruleArn };
        const isProduction = production.includes(identityOf(rule));
        const commandToForward = forwardTo(live, rule, pair);
        return { ...(0,rule_share/* shareOf */.t)(rule, pair), isGone: false, isProduction, commandToForward };
    });
}
const GONE = { forwarding: undefined, rest: '', isGone: true, isProduction: false, commandToForward: '' };
function forwardTo(live, rule, pair) {
    const weights = (0,load_balancer_weights/* weightsWith */.aT)(live);
    const actions = (0,load_balancer_weights/* forwardingOf */.Hg)(rule.actions, pair)
        ? (0,load_balancer_weights/* withForwarding */.Wv)(rule.actions, pair, { weights })
        : (0,load_balancer_weights/* withForward */.ev)(rule.actions, pair, weights);
    return (0,modify_rule/* modifyRule */.B)(rule, actions, (0,arn/* regionOf */.A)(rule.listenerArn));
}
function identityOf({ arn, listenerArn, isDefault }) {
    return isDefault ? listenerArn : arn;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/observe.js







/**
 * Reads what a plan is made from: the production rules, and both slots' services, scaling and target groups. Nothing is
 * written.
 * @throws ActionFailure when a part of the target does not exist
 */
async function observe(target, ports) {
    const { cluster, slots } = target;
    const [blue, green, scaling] = await Promise.all([
        (0,services/* readService */.u)(ports, { cluster, ...slots.blue }),
        (0,services/* readService */.u)(ports, { cluster, ...slots.green }),
        observeScaling(target, ports),
    ]);
    const pair = (0,aws_target/* targetGroupsOf */.TT)(target);
    const targetGroups = await readTargetGroups(ports, pair);
    const rules = await (0,load_balancer_rules/* readRules */.Kc)(ports, target.productionRules);
    const testRules = await observeTestRules(target, rules, ports);
    return {
        target,
        services: { blue, green },
        scaling,
        targetGroups,
        testRules,
        rules: rules.map((rule) => (0,rule_share/* shareOf */.t)(rule, pair)),
    };
}
/** A slot whose service has no scalable target is left out. */
async function observeScaling({ cluster, slots }, ports) {
    const [blue, green] = await (0,scalable_targets/* readScaling */.O)(ports, [
        { cluster, ...slots.blue },
        { cluster, ...slots.green },
    ]);
    return { ...(blue && { blue }), ...(green && { green }) };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/find-own-release.js




/** Finds the newest release of the record, when it is this very run's own, ended well, and serves. Only reads. */
async function findOwnRelease({ mode, target, record }, ports) {
    const { releases } = await (0,read_record/* readHistoryOf */._)(record, ports);
    const [release] = releases;
    if (release?.mode !== mode || release.verdict !== 'released')
        return undefined;
    if (!(0,lease_entry/* isSameOwner */.Ie)(release.owner, ports.owner))
        return undefined;
    const { rules, services } = await observe(target, ports);
    const live = (0,live_slot/* slotWithAllTraffic */.j1)(rules);
    if (live === undefined || services[live].taskDefinition !== release.taskDefinition)
        return undefined;
    return { release, live };
}
/** What a job that is run again has to tell. */
function reportOwnRelease({ release, live }, verdict, what) {
    return {
        outputs: {
            ...{ verdict, 'live-slot': live, 'previous-slot': release.previousSlot, image: release.image },
            ...{ 'task-definition': release.taskDefinition, 'release-id': `${release.number}` },
        },
        summary: `### :white_check_mark: This run has ${what} ${live} already (release ${release.number})`,
    };
}

// EXTERNAL MODULE: ./lib/aws/errors/kinds.js
var kinds = __webpack_require__(2943);
// EXTERNAL MODULE: ./lib/action/harmless.js
var harmless = __webpack_require__(5840);
// EXTERNAL MODULE: ./lib/aws/aws-command.js
var aws_command = __webpack_require__(4451);
// EXTERNAL MODULE: ./lib/action/shell.js
var shell = __webpack_require__(7053);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/correct-target.js



/**
 * Names in the target what was made: AWS gives an ARN of its own to everything that is.
 * @param groups ARNs of the target groups as they are once all is made
 * @param productionRules ARNs of the rules as they are then
 */
function correctTarget({ target, parameter, region }, groups, productionRules) {
    const { blue, green } = target.slots;
    const corrected = {
        ...target,
        slots: { blue: { ...blue, targetGroup: groups.blue }, green: { ...green, targetGroup: groups.green } },
        productionRules: [...productionRules],
    };
    if ((0,external_node_util_.isDeepStrictEqual)(corrected, target))
        return [];
    const value = JSON.stringify(corrected);
    if (parameter === undefined) {
        const commands = [(0,shell/* commandLine */.ay)(['printf', '%s\\n', value])];
        return [{ what: 'input "target"', isMissing: false, note: 'becomes what this prints', commands }];
    }
    const command = (0,aws_command/* awsCommand */.b)('ssm put-parameter', region, { name: parameter, value, overwrite: true });
    const note = 'names what was made';
    return [{ what: `parameter ${parameter}`, isMissing: false, note, commands: [command] }];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/make-service.js



/**
 * The service of a slot, when it does not exist, like the other one; or its registration, when that is with a group that
 * does not exist.
 * @param groups ARNs of the target groups as they are once all is made
 */
function makeService(slot, parts, groups) {
    const { target, services, region } = parts;
    const { service, meant } = services[slot];
    const { service: name } = target.slots[slot];
    const what = `service ${name} (slots.${slot}.service)`;
    const loadBalancers = registrationOf(target, groups[slot]);
    if (service) {
        if (!needsAssociation(slot, parts))
            return [];
        const options = { cluster: target.cluster, service: name, 'load-balancers': loadBalancers };
        const note = 'registers its tasks with a target group that does not exist';
        return [{ what, isMissing: false, note, commands: [(0,aws_command/* awsCommand */.b)('ecs update-service', region, options)] }];
    }
    const twin = services[(0,aws_target/* otherSlot */.jx)(slot)].service;
    const command = (0,aws_command/* awsCommand */.b)('ecs create-service', region, {
        cluster: target.cluster,
        'service-name': name,
        ...(twin ? optionsOf(twin) : optionsWithoutTwin(target)),
        'load-balancers': loadBalancers,
        'deployment-controller': 'type=ECS',
        'desired-count': 0,
    });
    const notes = [meant && `unless ${meant} was meant`, twin && `like ${twin.serviceName}`];
    const note = notes.filter((each) => each !== undefined).join(', ');
    return [{ what, isMissing: true, ...(note !== '' && { note }), commands: [command] }];
}
/** Whether ECS is to register a slot's tasks anew, which it refuses while the target group is in no rule. */
function needsAssociation(slot, { services, targetGroups }) {
    const { service } = services[slot];
    if (!service)
        return true;
    const { group, namesake } = targetGroups[slot];
    if (group)
        return false;
    const { loadBalancers = [] } = service;
    return namesake === undefined || !loadBalancers.some(({ targetGroupArn }) => targetGroupArn === namesake);
}
function registrationOf({ container }, targetGroupArn) {
    return [{ targetGroupArn, containerName: container.name, containerPort: container.port }];
}
function optionsOf(twin) {
    const { capacityProviderStrategy = [], deploymentConfiguration } = twin;
    const { deploymentCircuitBreaker, maximumPercent, minimumHealthyPercent } = deploymentConfiguration ?? {};
    const hasStrategy = capacityProviderStrategy.length > 0;
    return {
        'task-definition': twin.taskDefinition,
        'launch-type': hasStrategy ? undefined : twin.launchType,
        'capacity-provider-strategy': hasStrategy ? capacityProviderStrategy : undefined,
        'platform-version': twin.platformVersion,
        'network-configuration': twin.networkConfiguration,
        'placement-constraints': unlessEmpty(twin.placementConstraints),
        'placement-strategy': unlessEmpty(twin.placementStrategy),
        'deployment-configuration': { deploymentCircuitBreaker, maximumPercent, minimumHealthyPercent },
        'health-check-grace-period-seconds': twin.healthCheckGracePeriodSeconds,
        'enable-ecs-managed-tags': twin.enableECSManagedTags || undefined,
        'propagate-tags': twin.propagateTags === 'NONE' ? undefined : twin.propagateTags,
        'enable-execute-command': twin.enableExecuteCommand || undefined,
        // AWS keeps its own prefix for itself.
        tags: unlessEmpty(twin.tags?.filter(({ key }) => !key?.startsWith('aws:'))),
    };
}
function optionsWithoutTwin({ subnets, securityGroups }) {
    return {
        'task-definition': (0,shell/* shellVariable */.LX)('TASK_DEFINITION'),
        'launch-type': 'FARGATE',
        'network-configuration': {
            awsvpcConfiguration: {
                subnets: subnets ?? [(0,shell/* shellVariable */.LX)('TASK_SUBNET_A'), (0,shell/* shellVariable */.LX)('TASK_SUBNET_B')],
                securityGroups: securityGroups ?? [(0,shell/* shellVariable */.LX)('TASK_SECURITY_GROUP')],
            },
        },
    };
}
function unlessEmpty(items) {
    return items && items.length > 0 ? items : undefined;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/change-rule.js



/**
 * Puts the slots into a rule that answers by itself, and a group into one that lacks it, when ECS could make no service
 * for it otherwise. What a rule forwards or redirects to elsewhere may be in use: that is nobody's to replace.
 */
function changeRule(rule, { parts, groups, weights }) {
    const { region } = parts;
    const forwarding = (0,load_balancer_weights/* forwardingOf */.Hg)(rule.actions, groups);
    if (!forwarding) {
        if (rule.actions.at(-1)?.Type !== 'fixed-response')
            return [];
        const commands = [(0,modify_rule/* modifyRule */.B)(rule, (0,load_balancer_weights/* withForward */.ev)(rule.actions, groups, weights), region)];
        const what = `a forward to the slots in production rule ${rule.arn}`;
        return [{ what, isMissing: true, note: 'which answers by itself', commands }];
    }
    const lacking = forwarding.absent.filter((slot) => needsRule(slot, parts));
    if (lacking.length === 0)
        return [];
    const commands = [
        (0,modify_rule/* modifyRule */.B)(rule, (0,load_balancer_weights/* withForwarding */.Wv)(rule.actions, groups, { weights: forwarding.weights }), region),
    ];
    const note = `lacks ${lacking.join(' and ')}, and ECS takes no service whose target group is in no rule`;
    return [{ what: `production rule ${rule.arn}`, isMissing: false, note, commands }];
}
function needsRule(slot, parts) {
    const { LoadBalancerArns = [] } = parts.targetGroups[slot].group ?? {};
    return LoadBalancerArns.length === 0 && needsAssociation(slot, parts);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/make-listener.js


/** A listener, and its load balancer before the first that needs it. */
function makeListener(given) {
    const { arn, place, index, balancer, actions, region } = given;
    const command = (0,aws_command/* awsCommand */.b)('elbv2 create-listener', region, {
        'load-balancer-arn': balancer === undefined ? place.loadBalancerArn : (0,shell/* shellVariable */.LX)(variable(balancer)),
        protocol: 'HTTPS',
        port: 443,
        certificates: [{ CertificateArn: (0,shell/* shellVariable */.LX)('CERTIFICATE_ARN') }],
        'default-actions': actions,
        query: 'Listeners[0].ListenerArn',
        output: 'text',
    });
    const { listenerArn } = place;
    const what = arn === listenerArn ? `listener ${arn}` : `listener ${listenerArn} of production rule ${arn}`;
    const listener = { what, isMissing: true, commands: [(0,shell/* assign */.kp)(`LISTENER_${index + 1}`, command)] };
    return balancer === index ? [makeLoadBalancer(given), listener] : [listener];
}
function makeLoadBalancer({ place: { loadBalancerArn }, index, region }) {
    const command = (0,aws_command/* awsCommand */.b)('elbv2 create-load-balancer', region, {
        // `…:loadbalancer/app/<name>/<id>`
        name: loadBalancerArn.split('/')[2],
        subnets: [(0,shell/* shellVariable */.LX)('SUBNET_A'), (0,shell/* shellVariable */.LX)('SUBNET_B')],
        'security-groups': [(0,shell/* shellVariable */.LX)('SECURITY_GROUP')],
        query: 'LoadBalancers[0].LoadBalancerArn',
        output: 'text',
    });
    const what = `load balancer ${loadBalancerArn}`;
    return { what, isMissing: true, commands: [(0,shell/* assign */.kp)(variable(index), command)] };
}
function variable(index) {
    return `LOAD_BALANCER_${index + 1}`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/make-rules.js





/** @param groups ARNs of the target groups as they are once all is made */
function makeRules(parts, groups) {
    const { rules, region } = parts;
    const weights = weightsOf(parts, groups);
    const actions = newActions(parts, groups, weights);
    const made = rules.map(({ arn, rule, place }, index) => {
        if (rule)
            return { steps: changeRule(rule, { parts, groups, weights }), arns: [arn] };
        const listener = place.hasListener ? undefined : indexOfPlace(parts, 'listenerArn', place);
        // A new listener has its default rule, which the first of its rules may be.
        if (listener === index) {
            const balancer = place.hasLoadBalancer ? undefined : indexOfPlace(parts, 'loadBalancerArn', place);
            const steps = makeListener({ arn, place, index, balancer, actions, region });
            return { steps, arns: [(0,shell/* shellVariable */.LX)(`LISTENER_${index + 1}`)] };
        }
        const listenerArn = listener === undefined ? place.listenerArn : (0,shell/* shellVariable */.LX)(`LISTENER_${listener + 1}`);
        const command = (0,aws_command/* awsCommand */.b)('elbv2 create-rule', region, {
            'listener-arn': listenerArn,
            priority: place.nextPriority + index,
            conditions: (0,shell/* shellVariable */.LX)('RULE_CONDITIONS'),
            actions,
            query: 'Rules[0].RuleArn',
            output: 'text',
        });
        const variable = `RULE_${index + 1}`;
        const what = `production rule ${arn}`;
        const steps = [{ what, isMissing: true, commands: [(0,shell/* assign */.kp)(variable, command)] }];
        return { steps, arns: [(0,shell/* shellVariable */.LX)(variable)] };
    });
    return { steps: made.flatMap(({ steps }) => steps), arns: made.flatMap(({ arns }) => arns) };
}
/** The first rule of the target that would be at the same place. */
function indexOfPlace({ rules }, key, { [key]: arn }) {
    return rules.findIndex(({ place }) => place?.[key] === arn);
}
/** The slot that serves by the rules that there are gets the users, and blue where there are none. */
function weightsOf({ rules }, groups) {
    const known = rules.flatMap(({ rule }) => (rule && (0,load_balancer_weights/* forwardingOf */.Hg)(rule.actions, groups)) ?? []);
    const isGreen = known.some(({ weights }) => weights.green > weights.blue);
    return (0,load_balancer_weights/* weightsWith */.aT)(isGreen ? 'green' : 'blue');
}
/** What a new rule does, like another production rule: it may authenticate users first. */
function newActions({ rules }, groups, weights) {
    const twin = rules.find(({ rule }) => rule && (0,load_balancer_weights/* forwardingOf */.Hg)(rule.actions, groups))?.rule;
    return twin
        ? (0,load_balancer_weights/* withForwarding */.Wv)(twin.actions, groups, { weights }).map(withSecret)
        : (0,load_balancer_weights/* withForward */.ev)([], groups, weights);
}
/** A new rule has no client secret yet that it could keep. */
function withSecret(action) {
    if (!action.AuthenticateOidcConfig)
        return action;
    const { UseExistingClientSecret: _kept, ...config } = action.AuthenticateOidcConfig;
    return {
        ...action,
        AuthenticateOidcConfig: { ...config, ClientSecret: (0,shell/* shellVariable */.LX)('OIDC_CLIENT_SECRET') },
    };
}

// EXTERNAL MODULE: ./lib/aws/load-balancer/arns.js
var arns = __webpack_require__(6618);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/make-target-group.js




/** ARNs of the target groups as they are once all is made. */
function groupArnsOf({ target, targetGroups }) {
    const arnOf = (slot) => {
        const { group, namesake } = targetGroups[slot];
        return group ? target.slots[slot].targetGroup : (namesake ?? (0,shell/* shellVariable */.LX)(variableOf(slot)));
    };
    return { blue: arnOf('blue'), green: arnOf('green') };
}
/** The group of a slot, when it does not exist: with the settings of the other one. */
function makeTargetGroup(slot, parts) {
    const { target, targetGroups, region } = parts;
    const { group, namesake } = targetGroups[slot];
    if (group)
        return [];
    const arn = target.slots[slot].targetGroup;
    const what = `target group ${arn} (slots.${slot}.targetGroup)`;
    if (namesake !== undefined) {
        return [{ what, isMissing: true, note: `whose name ${namesake} has`, commands: [] }];
    }
    const twin = targetGroups[(0,aws_target/* otherSlot */.jx)(slot)].group;
    const made = (0,aws_command/* awsCommand */.b)('elbv2 create-target-group', region, {
        name: (0,arns/* targetGroupNameIn */.n)(arn),
        ...(twin ? make_target_group_optionsOf(twin) : make_target_group_optionsWithoutTwin(parts)),
        query: 'TargetGroups[0].TargetGroupArn',
        output: 'text',
    });
    const commands = [(0,shell/* assign */.kp)(variableOf(slot), made), ...(twin ? [copyAttributes(slot, twin, region)] : [])];
    return [{ what, isMissing: true, ...(twin && { note: `like ${twin.TargetGroupName}` }), commands }];
}
function variableOf(slot) {
    return `${slot.toUpperCase()}_TARGET_GROUP`;
}
/** What decides whether a target is healthy, and how it is reached. */
function make_target_group_optionsOf(twin) {
    return {
        protocol: twin.Protocol,
        'protocol-version': twin.ProtocolVersion,
        port: twin.Port,
        'vpc-id': twin.VpcId,
        'target-type': twin.TargetType,
        'ip-address-type': twin.IpAddressType,
        'health-check-protocol': twin.HealthCheckProtocol,
        'health-check-port': twin.HealthCheckPort,
        'health-check-path': twin.HealthCheckPath,
        'health-check-interval-seconds': twin.HealthCheckIntervalSeconds,
        'health-check-timeout-seconds': twin.HealthCheckTimeoutSeconds,
        'healthy-threshold-count': twin.HealthyThresholdCount,
        'unhealthy-threshold-count': twin.UnhealthyThresholdCount,
        matcher: twin.Matcher,
    };
}
function make_target_group_optionsWithoutTwin({ target, services }) {
    const service = services.blue.service ?? services.green.service;
    const isInstance = service && !service.networkConfiguration?.awsvpcConfiguration;
    return {
        protocol: 'HTTP',
        port: target.container.port,
        'vpc-id': (0,shell/* shellVariable */.LX)('VPC_ID'),
        'target-type': isInstance ? 'instance' : 'ip',
        'health-check-path': (0,shell/* shellVariable */.LX)('HEALTH_CHECK_PATH'),
    };
}
/** The delay before targets are let go, for one, is no setting of the group itself. */
function copyAttributes(slot, { TargetGroupArn }, region) {
    const group = { 'target-group-arn': TargetGroupArn };
    const attributes = (0,aws_command/* awsCommand */.b)('elbv2 describe-target-group-attributes', region, {
        ...group,
        query: 'Attributes',
        output: 'json',
    });
    const copied = { 'target-group-arn': (0,shell/* shellVariable */.LX)(variableOf(slot)) };
    const modify = (0,aws_command/* awsCommand */.b)('elbv2 modify-target-group-attributes', region, copied);
    return `${modify} --attributes "$(${attributes})"`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/explain-missing.js








/** What nothing that there is tells: variables of the shell that have to be set before the commands are run. */
const GIVEN = {
    VPC_ID: 'the VPC of the load balancer and the tasks',
    HEALTH_CHECK_PATH: 'the path that a healthy task answers with status 200',
    SUBNET_A: 'a subnet of the load balancer',
    SUBNET_B: 'another, in another zone',
    SECURITY_GROUP: 'the security group of the load balancer',
    CERTIFICATE_ARN: 'the certificate of the HTTPS listener',
    RULE_CONDITIONS: 'such as Field=host-header,Values=www.example.com',
    OIDC_CLIENT_SECRET: 'what the identity provider has given',
    TASK_DEFINITION: 'family and revision that the services start from',
    TASK_SUBNET_A: 'a subnet of the tasks',
    TASK_SUBNET_B: 'another, in another zone',
    TASK_SECURITY_GROUP: 'the security group of the tasks',
};
/** All that a target names and that does not exist, with the commands that make it; undefined when all is there. */
function explainMissing(parts) {
    const groups = groupArnsOf(parts);
    const rules = makeRules(parts, groups);
    const steps = [
        ...makeCluster(parts),
        ...aws_target/* SLOTS */._f.flatMap((slot) => makeTargetGroup(slot, parts)),
        ...rules.steps,
        ...aws_target/* SLOTS */._f.flatMap((slot) => makeService(slot, parts, groups)),
        ...correctTarget(parts, groups, rules.arns),
    ];
    const missing = steps.filter(({ isMissing }) => isMissing);
    if (missing.length === 0)
        return undefined;
    const script = steps.flatMap(({ commands, ...step }) => [`# ${explain_missing_describe(step)}`, ...commands]).join('\n');
    return new errors/* ActionFailure */.d({
        cause: `The target names what does not exist: ${missing.map(explain_missing_describe).join('; ')}.`,
        advice: `A bootstrap makes no such thing. Run these commands in one shell, then run it again.${describeGiven(script)}`,
        detail: script,
    });
}
function makeCluster({ target: { cluster }, hasCluster, region }) {
    if (hasCluster)
        return [];
    // An ARN ends with the name.
    const options = { 'cluster-name': cluster.split('/').at(-1) };
    const commands = [(0,aws_command/* awsCommand */.b)('ecs create-cluster', region, options)];
    return [{ what: `cluster ${cluster}`, isMissing: true, commands }];
}
/** On one line, whatever stands in the names: behind a line feed it would be a command. */
function explain_missing_describe({ what, note }) {
    return (0,harmless/* harmlessLine */.Kw)(note === undefined ? what : `${what}, ${note}`);
}
function describeGiven(script) {
    const needed = Object.entries(GIVEN).filter(([name]) => script.includes(`\${${name}:?}`));
    if (needed.length === 0)
        return '';
    const list = needed.map(([name, what]) => `${name} (${what})`).join(', ');
    return ` Set before: ${list}.`;
}

// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
// EXTERNAL MODULE: ./lib/aws/pagination.js
var pagination = __webpack_require__(6308);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/find-parts.js






/**
 * Reads every part of a target by itself, so that one that does not exist does not hide the others. Nothing is written.
 * @param parameter name of the parameter that holds the target
 */
async function findParts(target, parameter, ports) {
    const services = await (0,kinds/* unlessMissing */.F2)(() => readServices(target, ports));
    const names = services ? await listNames(target, ports) : [];
    const { blue, green } = target.slots;
    return {
        ...{ target, parameter, region: await ports.ecs.config.region(), hasCluster: services !== undefined },
        services: {
            blue: findService('blue', target, services ?? [], names),
            green: findService('green', target, services ?? [], names),
        },
        targetGroups: {
            blue: await findGroup(blue.targetGroup, ports),
            green: await findGroup(green.targetGroup, ports),
        },
        rules: await Promise.all(target.productionRules.map((arn) => findRule(arn, ports))),
    };
}
async function readServices({ cluster, slots }, { ecs, signal }) {
    const names = [slots.blue.service, slots.green.service];
    const { services = [] } = await ecs.describeServices({ cluster, services: names, include: ['TAGS'] }, { abortSignal: signal });
    return services.filter(({ status }) => status === 'ACTIVE');
}
async function listNames({ cluster }, { ecs, signal }) {
    const arns = await (0,pagination/* collect */.F)(ecs.paginateListServices({ cluster }), (page) => page.serviceArns, { signal });
    return arns.map((arn) => arn.split('/').at(-1) ?? arn);
}
function findService(slot, { slots }, services, names) {
    const name = slots[slot].service;
    const service = services.find(({ serviceName, serviceArn }) => [serviceName, serviceArn].includes(name));
    if (service)
        return { service };
    // The other slot's name is most like it, and not what was meant.
    return {
        service,
        meant: (0,nearest/* nearest */.p)(name, names.filter((each) => each !== slots[(0,aws_target/* otherSlot */.jx)(slot)].service)),
    };
}
async function findGroup(arn, { elbv2, signal }) {
    const read = (query) => (0,kinds/* unlessMissing */.F2)(async () => {
        const { TargetGroups = [] } = await elbv2.describeTargetGroups(query, { abortSignal: signal });
        return TargetGroups[0];
    });
    const group = await read({ TargetGroupArns: [arn] });
    if (group)
        return { group };
    const namesake = await read({ Names: [(0,arns/* targetGroupNameIn */.n)(arn)] });
    return { group, namesake: namesake?.TargetGroupArn };
}
async function findRule(arn, ports) {
    const [rule] = await (0,read_existing_rules/* readExistingRules */.z)(ports, [arn]);
    if (rule)
        return { arn, rule };
    const { elbv2, signal } = ports;
    const { listenerArn, loadBalancerArn } = (0,arns/* placeOf */.$t)(arn);
    const priorities = await (0,kinds/* unlessMissing */.F2)(async () => {
        const rules = await (0,pagination/* collect */.F)(elbv2.paginateDescribeRules({ ListenerArn: listenerArn }), (page) => page.Rules, { signal });
        return rules.map(({ Priority }) => Number(Priority)).filter(Number.isInteger);
    });
    const listeners = await (0,kinds/* unlessMissing */.F2)(() => elbv2.describeListeners({ LoadBalancerArn: loadBalancerArn }, { abortSignal: signal }));
    return {
        arn,
        place: {
            ...{ listenerArn, hasListener: priorities !== undefined },
            ...{ loadBalancerArn, hasLoadBalancer: listeners !== undefined },
            nextPriority: Math.max(0, ...(priorities ?? [])) + 1,
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/missing/observe-whole.js





/**
 * Reads what a plan is made from.
 * @param parameter name of the parameter that holds the target; undefined for a document
 * @throws ActionFailure with every part of the target that does not exist, and the commands that make them
 */
async function observeWhole(target, parameter, ports) {
    const explain = async () => explainMissing(await findParts(target, parameter, ports));
    const seen = await observe(target, ports).catch(async (error) => {
        if (!(0,kinds/* isNotFound */.c4)(error) && !(error instanceof errors/* ActionFailure */.d))
            throw error;
        throw (await explain()) ?? error;
    });
    const missing = seen.rules.every(({ forwarding }) => forwarding) ? undefined : await explain();
    if (missing)
        throw missing;
    return seen;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/count-healthy-targets.js
var count_healthy_targets = __webpack_require__(6380);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/test-rules/check-test-rules.js
var check_test_rules = __webpack_require__(4533);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/check-services.js
var check_services = __webpack_require__(9648);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/check-target-groups.js
var check_target_groups = __webpack_require__(7470);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/plan-bootstrap.js







/** A service that has run with one slot so far has rules that forward to that alone. */
const MAY_LACK = true;
/**
 * Fixes what a bootstrap does. Where something serves, that is what a release does. Where nothing does, all traffic goes
 * to the new version at once: there is nobody who could serve the rest of a share, and nothing to go back to.
 * @param healthy healthy targets of each slot
 * @throws ActionFailure for every state that it must not start from; InputError without a count that nothing else tells
 */
function planBootstrap(inputs, seen, healthy) {
    const { rules, testRules, services, target, targetGroups } = seen;
    const isFirst = !isServing(rules, healthy);
    const sides = isFirst ? findIdleSides(seen) : (0,plan_plan/* findSides */.aF)(seen, MAY_LACK);
    (0,check_target_groups/* checkTwins */.Y)(targetGroups);
    (0,check_test_rules/* checkTestRules */.U4)(testRules, inputs);
    if (!isFirst)
        (0,check_services/* refuseMovingLive */.HH)(sides.live, services[sides.live], target);
    return {
        ...(isFirst ? planFirst(inputs, seen, sides) : (0,plan_plan/* planMove */.Xk)(inputs, seen, sides)),
        ...{ mode: 'bootstrap', steps: isFirst ? plan_plan/* AT_ONCE */.Qd : inputs.steps, isFirst },
        thresholdPeriod: (0,plan_plan/* thresholdPeriodOf */.EX)(targetGroups[sides.standby]),
    };
}
/** Whether any rule sends requests to a slot that can answer them. */
function isServing(rules, healthy) {
    return aws_target/* SLOTS */._f.some((slot) => healthy[slot] > 0 && rules.some(({ forwarding }) => (forwarding?.weights[slot] ?? 0) > 0));
}
/** Where nothing serves, no weight tells which version is good, so any will do; the slot that is left is parked. */
function findIdleSides({ rules, services, target, targetGroups }) {
    (0,check_target_groups/* checkLoadBalancer */.p)(targetGroups, MAY_LACK);
    for (const rule of rules)
        (0,live_slot/* checkRule */.T9)(rule, MAY_LACK);
    for (const slot of aws_target/* SLOTS */._f) {
        (0,check_services/* checkService */._x)(slot, { service: services[slot], targetGroup: targetGroups[slot] }, target);
    }
    const running = (slot) => services[slot].runningCount ?? 0;
    const fuller = running('green') > running('blue') ? 'green' : 'blue';
    const live = (0,live_slot/* slotWithAllTraffic */.j1)(rules) ?? fuller;
    return { live, standby: (0,aws_target/* otherSlot */.jx)(live) };
}
function planFirst(inputs, seen, sides) {
    const { desiredCount } = inputs;
    if (desiredCount === undefined) {
        throw new errors/* InputError */.w({
            cause: 'Input "desired-count" is not given, and nothing serves that would tell how many tasks are needed.',
            advice: 'Set "desired-count" to the number of tasks that the new version is to run.',
        });
    }
    return {
        ...(0,plan_plan/* planMove */.Xk)(inputs, seen, sides),
        ...{ desiredCount, required: (0,plan_plan/* requiredOf */.VU)(inputs.required, desiredCount) },
        // What does not serve is not kept warm.
        parkedCount: 0,
    };
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
    const command = (0,aws_command/* awsCommand */.b)('ecs list-task-definitions', region, { 'family-prefix': family });
    return new errors/* ActionFailure */.d({
        cause: `Task definition "${reference}" does not exist in ${region}.`,
        advice: `See which there are: ${command}`,
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

// EXTERNAL MODULE: ./actions/blue-green-switch/src/observe/observe-alarms.js + 4 modules
var observe_alarms = __webpack_require__(4772);
;// CONCATENATED MODULE: ./lib/aws/load-balancer/target-stickiness.js

/**
 * The slots whose target group keeps a client with the target that it got first. While one does, AWS lets no rule that
 * forwards to several groups be without group stickiness.
 */
async function findStickyGroups({ elbv2, signal }, pair) {
    const isSticky = async (slot) => {
        const { Attributes = [] } = await elbv2.describeTargetGroupAttributes({ TargetGroupArn: pair[slot] }, { abortSignal: signal });
        return Attributes.some(({ Key, Value }) => Key === 'stickiness.enabled' && Value === 'true');
    };
    const answers = await Promise.all(aws_target/* SLOTS */._f.map(isSticky));
    return aws_target/* SLOTS */._f.filter((_, index) => answers[index]);
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/cookies.js
var cookies = __webpack_require__(7484);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/scaling.js
var plan_scaling = __webpack_require__(326);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/kept-standby.js

/**
 * The standby keeps its tasks since an earlier release, for clients whose cookies lead there no more. When the release is
 * undone it is parked, as that one would have parked it: nothing would tell later runs to.
 */
function parkWhenUndone(plan) {
    const { standby, parkedCount, scaling } = plan;
    const ofStandby = scaling[standby];
    return {
        ...plan,
        standbyCountUndone: parkedCount,
        scaling: {
            ...scaling,
            ...(ofStandby && { [standby]: { ...ofStandby, undone: (0,plan_scaling/* parked */._)(ofStandby.found) } }),
        },
    };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/stickiness.js
var stickiness = __webpack_require__(1339);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/left-off.js
var left_off = __webpack_require__(9712);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/quiet-gate.js
var quiet_gate = __webpack_require__(7829);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/judge-quiet.js
var judge_quiet = __webpack_require__(9243);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/kept-slot.js




/**
 * The slot that an earlier run has kept, and what may still lead clients to it.
 * @returns undefined when it is no more what that run has left, has been given weight, or no rule heeds cookies
 */
function desertedBy(kept, { rules, services, target }) {
    if (!kept)
        return undefined;
    const { slot, since, release } = kept;
    const { taskDefinition, desiredCount = 0 } = services[slot];
    if (desiredCount === 0 || taskDefinition !== release.previousTaskDefinition)
        return undefined;
    const shares = rules.flatMap(({ forwarding }) => forwarding ?? []);
    const sticky = shares.flatMap(({ stickySeconds: seconds }) => (seconds === undefined ? [] : [{ seconds }]));
    if (sticky.length === 0 || shares.some(({ weights }) => weights[slot] > 0))
        return undefined;
    return { target, slot, since, span: (0,cookies/* cookieSpan */.Rb)(sticky) };
}
/**
 * Sees that nobody is led to a slot that another version is to be started on.
 * @throws ActionFailure when cookies may still lead there
 */
async function refuseDeserted({ mode }, deserted, { release }, ports) {
    const quiet = await (0,quiet_gate/* readQuiet */.F)(deserted, ports, ports.signal);
    if (quiet.isQuiet)
        return;
    const { slot } = deserted;
    const { number, previousTaskDefinition: runs } = release;
    const isBack = mode === 'rollback';
    const ready = isBack ? `Go back to what ${slot} runs, which is ready (to: ${runs}). Or run` : 'Run';
    throw new errors/* ActionFailure */.d({
        cause: `Slot ${slot} keeps its tasks since release ${number} for clients whose cookies lead there (${(0,judge_quiet/* describeQuiet */.u)(quiet)}): a version that is started on it would get their requests unproven.`,
        advice: `${ready} mode: recover, which waits for that and parks ${slot}, and ${isBack ? 'roll back' : 'release'} again; or turn group stickiness off in the production rules yourself, which takes those clients to the other slot at once.`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/with-stickiness.js








/**
 * Finds what group stickiness there is, or was before an earlier run, and plans what becomes of it. Only reads.
 * @throws ActionFailure when it is to be refused, or could not be turned off, when cookies may still lead to the standby,
 *   or what tells that of a slot cannot be read
 */
async function withStickiness(plan, { sticky, record, returnsTo }, seen, ports) {
    const { rules, target } = seen;
    const { leftOff, kept } = sticky === 'refuse' ? left_off/* NOTHING_LEFT */.AS : await (0,left_off/* readLeftBehind */.gf)(record, ports);
    const hasAny = leftOff !== undefined || rules.some(({ forwarding }) => forwarding?.stickySeconds !== undefined);
    const asks = sticky !== 'refuse' && hasAny;
    const stickyGroups = asks ? await findStickyGroups(ports, (0,aws_target/* targetGroupsOf */.TT)(target)) : [];
    const planned = (0,stickiness/* planStickiness */.W3)(plan, sticky, { rules, leftOff, stickyGroups });
    // What runs on a slot that is kept can go on there: its clients have it already.
    const isThere = returnsTo !== undefined && returnsTo === seen.services[plan.standby].taskDefinition;
    return seeMetrics(planned, isThere ? undefined : kept, seen, ports);
}
async function seeMetrics(plan, kept, seen, ports) {
    const deserted = desertedBy(kept, seen);
    if (kept && deserted) {
        await refuseDeserted(plan, deserted, kept, ports);
        return parkWhenUndone(plan);
    }
    if (!(0,cookies/* keepsCookies */.Y9)(plan))
        return plan;
    // What is not allowed to read them would find out when the traffic has moved.
    const { target, live: slot } = plan;
    const since = ports.stopwatch.read();
    await (0,quiet_gate/* readQuiet */.F)({ target, slot, since, span: (0,cookies/* cookieSpan */.Rb)((0,cookies/* listSticky */.QO)(plan.rules)) }, ports, ports.signal);
    return plan;
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

// EXTERNAL MODULE: ./lib/aws/record/plan.js + 1 modules
var record_plan = __webpack_require__(63);
// EXTERNAL MODULE: ./lib/aws/record/prune.js
var prune = __webpack_require__(5550);
// EXTERNAL MODULE: ./lib/aws/record/read-leases.js
var read_leases = __webpack_require__(1818);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/record/is-planned.js





const planSchema = dist/* object */.Ikc({ taskDefinition: dist/* string */.YjP() });
/**
 * Whether the newest plan of the record is one that puts this revision on its standby: then a run of this target has
 * begun its deployment, be that run lost, ended or at work. Only reads.
 */
async function isPlanned(taskDefinition, record, ports) {
    if (record === undefined)
        return false;
    const recordPorts = await (0,read_record/* withRecord */.q)(ports);
    const highest = await (0,read_leases/* readHighestNumber */.I0)(recordPorts, record);
    // Runs that ended before they had planned anything leave leases without a plan.
    for (let number = highest; number > Math.max(0, highest - prune/* KEPT */.t0); number -= 1) {
        const plan = await (0,record_plan/* readPlan */.m)(recordPorts, record, number);
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
    const { serviceName = '' } = service;
    const options = { cluster, service: serviceName, 'desired-count': 0 };
    const command = (0,aws_command/* awsCommand */.b)('ecs update-service', await ports.ecs.config.region(), options);
    const stranger = record === undefined
        ? 'without a record nothing tells whether a run of this action began it'
        : 'no run of this target began it';
    throw new errors/* ActionFailure */.d({
        cause: `A deployment of the standby's service ${serviceName} with ${taskDefinition} is in progress, and ${stranger}.`,
        advice: `Wait until it has completed, or end it, then run again: ${command}`,
    });
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepare-release.js







/**
 * Looks at everything that a release depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found
 * @throws ActionFailure for every state that a release must not start from
 */
async function prepareRelease(run, ports, before) {
    const seen = await observe(run.target, ports);
    const planned = (0,plan_plan/* planRelease */.F3)(run.inputs, seen);
    return prepareNewVersion({ ...run, planned, seen }, ports, before);
}
/**
 * Looks at what depends on the version.
 * @param before what an earlier look found: alarms are not looked for by their tags again, which takes a call for each
 *   one that the region has
 */
async function prepareNewVersion({ inputs, target, record, planned, seen }, ports, before) {
    const plan = await withStickiness(planned, { ...inputs, record }, seen, ports);
    await refuseForeignDeployment(target.cluster, seen.services[plan.standby], record, ports);
    const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
    const definition = withImage(base.definition, target.container.name, inputs.image);
    const found = before && { names: before.alarms.map(({ name }) => name), tags: [] };
    const alarms = await (0,observe_alarms/* observeAlarms */.R)({ ...inputs, alarms: found ?? inputs.alarms }, ports);
    ports.log.info(`${plan.isFirst ? 'Nothing serves' : `${plan.live} is live`}, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`);
    return { plan, revision: { definition }, alarms };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepare-bootstrap.js






/**
 * Looks at everything that a bootstrap depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found
 * @throws ActionFailure for every state that it must not start from: parts that do not exist, a release that serves
 */
async function prepareBootstrap(run, ports, before) {
    const { inputs, target, record } = run;
    const parameter = inputs.target.startsWith('/') ? inputs.target : undefined;
    const seen = await observeWhole(target, parameter, ports);
    const plan = planBootstrap(inputs, seen, await (0,count_healthy_targets/* countHealthyTargets */.B)(target, ports));
    const hasTwoSlots = plan.rules.every(({ lacks }) => lacks === undefined);
    if (!plan.isFirst && hasTwoSlots && record !== undefined)
        await refuseKnownRelease(plan, record, ports);
    return prepareNewVersion({ ...run, planned: plan, seen }, ports, before);
}
/** A bootstrap that ended badly may be repeated: what it left may serve, and nothing has proven it. */
async function refuseKnownRelease({ live }, record, ports) {
    const { releases } = await (0,read_record/* readHistoryOf */._)(record, ports);
    const [newest] = releases;
    if (newest?.mode === 'bootstrap' && newest.verdict !== 'released')
        return;
    const known = releases.find(({ verdict }) => verdict === 'released');
    if (!known)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `Slot ${live} serves, and the record ${record} knows of release ${known.number}${known.image === undefined ? '' : ` (${known.image})`}, so there is nothing to bootstrap.`,
        advice: 'Use mode: release.',
    });
}

// EXTERNAL MODULE: ./lib/aws/retry/classify-error.js
var classify_error = __webpack_require__(2902);
// EXTERNAL MODULE: ./lib/aws/retry/retry.js
var retry = __webpack_require__(2761);
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
    return JSON.stringify(canonical_prune({
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
function canonical_prune(value) {
    if (Array.isArray(value))
        return value.map(canonical_prune);
    if (typeof value !== 'object' || value === null)
        return value ?? undefined;
    const kept = Object.entries(value)
        .map(([key, member]) => [key, canonical_prune(member)])
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
    return (0,pagination/* collect */.F)(ecs.paginateListTaskDefinitions({ familyPrefix, status: 'ACTIVE', sort: 'DESC' }), (page) => page.taskDefinitionArns, { signal, limit: REVISIONS_SEARCHED });
}
async function register({ ecs, signal }, wanted) {
    const { taskDefinition } = await ecs.registerTaskDefinition(wanted, { abortSignal: signal });
    return taskDefinition?.taskDefinitionArn ?? '';
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/probe-gate.js + 2 modules
var probe_gate = __webpack_require__(7157);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/longest-duration.js

/**
 * What every wait of some legs of a release and of its rollback adds up to at most, in milliseconds.
 * @param plan undefined while a lost run has left what nothing can be planned from
 */
function longestDuration(inputs, plan, legs) {
    const { healthyTimeout, hold, steps, testUrl, probeInterval, sticky, stickyTimeout } = inputs;
    // Until the nodes obey the test rules, for good answers in a row, and for a probe that is blocked.
    const probed = testUrl === undefined ? 0 : hold + 3 * probeInterval + probe_gate/* BLOCKED_PATIENCE */.T;
    const proof = legs[0] === 'finish' ? 0 : healthyTimeout + (plan?.thresholdPeriod ?? 0) + probed;
    // Before every step the standby may have to grow as the live slot has.
    const grows = plan !== undefined && plan.scaling[plan.live] !== undefined && plan.mode !== 'rollback';
    const growth = grows ? steps.length * healthyTimeout : 0;
    const isSticky = plan ? plan.stickiness !== undefined : sticky !== 'refuse';
    // A release that waits may have to go back in the end, and then waits until the cookies of the new version expire.
    const waits = (plan ? plan.stickiness?.mode : sticky) === 'wait' ? 2 : 1;
    const cookies = isSticky && legs.includes('finish') ? waits * stickyTimeout : 0;
    return proof + (legs.includes('shift') ? growth + longestShift(inputs) : 0) + hold + cookies;
}
function longestShift({ steps, hold, bake, alarms, onNoData, probeUrl }) {
    const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
    const isGated = alarms.names.length + alarms.tags.length > 0;
    const bakes = isGated && onNoData === 'hold' ? 2 : 1;
    const blocked = probeUrl === undefined ? 0 : probe_gate/* BLOCKED_PATIENCE */.T;
    return held + hold + bakes * bake + blocked;
}

// EXTERNAL MODULE: ./lib/aws/scaling/settings.js
var settings = __webpack_require__(8315);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/remark-scaling.js

/** What somebody who looks after the slots' scaling may not expect of a plan, as sentences. */
function remarkScaling({ scaling, live, standby, target: { slots }, }) {
    const [ofLive, ofStandby] = [scaling[live]?.found, scaling[standby]?.found];
    const [old, next] = [slots[live].service, slots[standby].service];
    const remarks = [];
    if (ofLive && !ofStandby) {
        remarks.push(`${next} has no scalable target, so it will not scale as ${old} does.`);
    }
    if (ofStandby && !ofLive) {
        const own = (0,settings/* describeScaling */.Rk)(ofStandby);
        remarks.push(`${old} has no scalable target that ${next} could take over from: it keeps its own, ${own}.`);
    }
    if (ofLive && ofStandby && ofLive.maximum !== ofStandby.maximum) {
        remarks.push(`${next} keeps its own maximum of ${ofStandby.maximum} tasks, and ${old} has ${ofLive.maximum}.`);
    }
    if (ofLive && ofStandby && Object.values(ofLive.suspended).includes(true)) {
        remarks.push(`Of ${old} scaling is suspended (${(0,settings/* describeScaling */.Rk)(ofLive)}), and ${next} takes that over.`);
    }
    if (ofLive && isLeftAlone(scaling[live])) {
        remarks.push(`Scaling of ${old} is not suspended: its tasks are outside of its bounds, and AWS would bring them inside.`);
    }
    return remarks;
}
function isLeftAlone(planned) {
    if (!planned)
        return false;
    const { scaleIn, scheduled } = planned.held.suspended;
    return (0,settings/* isSameScaling */.uS)(planned.held, planned.found) && !(scaleIn && scheduled);
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/find-left-unfinished.js
var find_left_unfinished = __webpack_require__(802);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/recorded-plan.js
var recorded_plan = __webpack_require__(9625);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/under-lease.js + 3 modules
var under_lease = __webpack_require__(1734);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/report/kept-slot.js
var kept_slot = __webpack_require__(3209);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/report/stickiness.js
var report_stickiness = __webpack_require__(8196);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/recovery.js




const DOING = { release: 'releasing', bootstrap: 'bootstrapping', rollback: 'going back to' };
/** What a recovery has to tell. */
function reportRecovery(recovered, timeline) {
    const { verdict, liveSlot, plan, taskDefinition, releaseId, failure } = recovered;
    const seconds = (phase) => (0,report_timeline/* secondsOf */.T)(timeline, phase)?.toString();
    return {
        outputs: {
            ...{ verdict, 'live-slot': liveSlot, 'previous-slot': plan.live, image: plan.image },
            ...{ 'task-definition': taskDefinition, 'release-id': `${releaseId}` },
            'seconds-to-shift': seconds('shift'),
            'seconds-to-rollback': seconds(plan.mode === 'rollback' ? 'shift' : 'roll back'),
        },
        summary: renderRecovery(recovered),
        ...(failure && { failure }),
    };
}
/** How the job summary begins: what was found, what came of it, where the traffic goes. */
function renderRecovery(recovered) {
    const { failure, kept, leftOff, liveSlot, plan, whose } = recovered;
    return [
        `### ${headline(recovered)}${failure ? `: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : ''}`,
        ...(failure?.advice === undefined ? [] : [`**Next:** ${(0,markdown/* escapeMarkdown */.FV)(failure.advice)}`]),
        `${(0,markdown/* escapeMarkdown */.FV)(whose)} was ${DOING[plan.mode]} ${(0,markdown/* inlineCode */.ti)(plan.image)} on ${plan.standby}.`,
        ...(liveSlot === undefined ? [] : [`All traffic goes to ${liveSlot}.`]),
        ...(0,kept_slot/* renderKept */.P)(kept),
        ...(0,report_stickiness/* renderLeftOff */.DF)(leftOff),
        ...(failure?.detail === undefined ? [] : [(0,markdown/* details */.zH)('Evidence', (0,markdown/* codeBlock */.DV)(failure.detail))]),
    ].join('\n\n');
}
function headline({ plan, verdict, liveSlot, failure, isUnfinished }) {
    if (failure && isUnfinished)
        return `:x: The interrupted ${plan.mode} could not be recovered`;
    if (liveSlot === undefined)
        return `:x: The interrupted ${plan.mode} was given up`;
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
function describeRecovery({ mode, live, standby }, recovery) {
    switch (recovery.kind) {
        case 'go-on':
            return `the ${mode} to ${standby} would be gone on with`;
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/scaling.js



/** How both slots scale now and afterwards, with what may surprise; empty when neither does. */
function renderScaling(plan, { parks }) {
    const { scaling, target } = plan;
    const rows = [plan.standby, plan.live].flatMap((slot) => {
        const planned = scaling[slot];
        if (!planned)
            return [];
        const { found, held, serving, after } = planned;
        const columns = parks ? [found, serving, after] : [found, held];
        return [[(0,markdown/* inlineCode */.ti)(target.slots[slot].service), ...columns.map(settings/* describeScaling */.Rk)]];
    });
    if (rows.length === 0)
        return [];
    const head = ['Service', 'Scaling now', 'Meanwhile', ...(parks ? ['In the end'] : [])];
    return [(0,markdown/* table */.tp)(head, rows), ...remarkScaling(plan).map(markdown/* escapeMarkdown */.FV)];
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/summary.js







const HEADLINES = {
    prepared: ':white_check_mark: Prepared, and no traffic has moved yet',
    shifted: ':white_check_mark: Shifted, and the old slot is still there',
    released: ':white_check_mark: Released',
    'rolled-back': ':x: Rolled back',
    refused: ':x: Refused before any traffic',
    interrupted: ':x: Interrupted',
    inconclusive: ':x: Inconclusive, and rolled back',
};
const NOT_RECORDED = 'No record is kept (`record: none`): nothing keeps two runs apart, a lost run cannot be recovered, and a rollback has to be told its version.';
/** How the job summary of a release begins: verdict and cause, what to do, where the traffic goes. */
function renderRelease(report) {
    const { failure } = report;
    return [
        `### ${summary_headline(report)}${failure ? `: ${(0,markdown/* escapeMarkdown */.FV)(failure.cause)}` : ''}`,
        ...(failure?.advice === undefined ? [] : [`**Next:** ${(0,markdown/* escapeMarkdown */.FV)(failure.advice)}`]),
        describeTraffic(report),
        ...(0,kept_slot/* renderKept */.P)(report.kept),
        ...(0,report_stickiness/* renderLeftOff */.DF)(report.leftOff),
        ...(failure?.detail === undefined ? [] : [(0,markdown/* details */.zH)('Evidence', (0,markdown/* codeBlock */.DV)(failure.detail))]),
        ...(report.isRecorded ? [] : [NOT_RECORDED]),
    ].join('\n\n');
}
function summary_headline({ plan, verdict, liveSlot, failure, timeline }) {
    if (verdict === 'inconclusive' && liveSlot === plan.live && timeline.shares.length === 0) {
        return ':x: Inconclusive, before any traffic';
    }
    if (verdict === 'inconclusive' && liveSlot === undefined)
        return ':x: Inconclusive: a person has to look';
    if (verdict === 'inconclusive' && liveSlot === plan.standby) {
        return `:x: Inconclusive: ${liveSlot} has the traffic, and nothing has proven its version`;
    }
    if (plan.mode !== 'rollback' || verdict !== 'released')
        return HEADLINES[verdict];
    return `${failure ? ':x:' : ':white_check_mark:'} Rolled back to ${plan.standby}`;
}
/** The share that mode `prepare` ends with. */
const PREPARED_ONLY = { percent: 0 };
/** The plan of a dry run: what would be written, rule by rule, and the alarms that would be watched. */
function renderPlan(plan, alarms, { parks }) {
    const { percent } = plan.steps.at(-1) ?? PREPARED_ONLY;
    const after = (0,plan_plan/* weightsFor */.NK)(plan, percent);
    const what = percent === 0 ? 'be brought up on' : 'go to';
    return [
        `### Dry run: ${(0,markdown/* escapeMarkdown */.FV)(plan.image)} would ${what} ${plan.standby}, and nothing was changed`,
        ...(plan.isFirst ? ['Nothing serves, so all of the traffic would move at once.'] : []),
        (0,markdown/* table */.tp)(['Production rule', 'blue', 'green'], plan.rules.map((rule) => [
            (0,markdown/* inlineCode */.ti)(rule.ruleArn),
            `${weightBefore(rule, 'blue')} → ${after.blue}`,
            `${weightBefore(rule, 'green')} → ${after.green}`,
        ])),
        ...(plan.rules.some(({ lacks }) => lacks) ? [JOINS] : []),
        ...(0,report_stickiness/* renderPlannedStickiness */.nL)(plan),
        (0,markdown/* table */.tp)(['Service', 'Tasks'], [
            [
                (0,markdown/* inlineCode */.ti)(plan.target.slots[plan.standby].service),
                `${plan.standbyCountBefore} → ${plan.desiredCount}`,
            ],
            [
                (0,markdown/* inlineCode */.ti)(plan.target.slots[plan.live].service),
                !parks ? 'as now' : `as now until the bake is over, then ${plan.parkedCount}`,
            ],
        ]),
        ...renderScaling(plan, { parks }),
        `The new revision is ${(0,markdown/* inlineCode */.ti)(plan.baseTaskDefinition)} with ${(0,markdown/* inlineCode */.ti)(plan.image)} in container ${(0,markdown/* inlineCode */.ti)(plan.target.container.name)}.`,
        describeHealthGate(plan),
        describeProbing(plan),
        ...(alarms.length === 0 ? [] : [renderAlarms(alarms)]),
    ].join('\n\n');
}
/** Told of a plan that begins with it. */
const JOINS = 'A slot that is not in a rule is put into it first, with weight 0, and stays there whatever comes next.';
function weightBefore({ before, lacks = [] }, slot) {
    return lacks.includes(slot) ? 'not in the rule' : `${before[slot]}`;
}
function describeHealthGate({ required, thresholdPeriod }) {
    const stretch = thresholdPeriod > 0 ? ` for ${(0,duration/* formatDuration */.a)(thresholdPeriod)} without a break` : '';
    return `Healthy targets of it that are required${stretch} before the first weight: ${required}.`;
}
function renderAlarms(alarms) {
    return (0,markdown/* table */.tp)(['Alarm', 'State'], alarms.map(({ name, state }) => [(0,markdown/* inlineCode */.ti)(name), state]));
}
function describeTraffic({ plan, liveSlot, taskDefinition }) {
    const revision = taskDefinition === undefined ? '' : ` (${(0,markdown/* inlineCode */.ti)(taskDefinition)})`;
    const traffic = liveSlot === undefined
        ? 'Where the traffic goes is not known.'
        : `All of the traffic goes to ${liveSlot}.`;
    return `${(0,markdown/* inlineCode */.ti)(plan.image)}${revision} on ${plan.standby}. ${traffic}`;
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
    const { plan, verdict, liveSlot, taskDefinition, timeline } = report;
    const seconds = (phase) => (0,report_timeline/* secondsOf */.T)(timeline, phase)?.toString();
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
        'failed-requests': String((0,probe_counts/* countsOf */.mQ)(timeline.probes, 'probe').failed),
    };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/attempt.js
var attempt = __webpack_require__(6565);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/legs.js
var modes_legs = __webpack_require__(7839);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/prepared-switch.js

/** What it would do. */
function describeDryRun({ plan, alarms }) {
    return {
        outputs: { 'live-slot': plan.live, image: plan.image },
        summary: renderPlan(plan, alarms, { parks: plan.steps.length > 0 }),
    };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/finish-record.js
var finish_record = __webpack_require__(8934);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/record-end.js


/** A release that is not recorded is red: nothing could find the way back to it. */
async function recordEnd(open, ended, plan, ports) {
    const { verdict, liveSlot, isUnfinished, failure, leftOff, kept } = ended;
    // A cancelled job is killed within seconds, and what is unfinished is recorded by whoever finishes it.
    if (isUnfinished || ports.signal.aborted || verdict === 'prepared' || verdict === 'shifted')
        return ended;
    const told = { ...(liveSlot && { liveSlot }), ...(leftOff && { leftOff }), ...(kept && { kept }) };
    const recorded = await (0,attempt/* attempt */.C)(ports, () => (0,finish_record/* finishRecord */.Z)(open, { verdict, plan, ...told }, ports));
    if (!recorded.failure)
        return ended;
    return { ...ended, failure: failure ? (0,attempt/* joinFailures */.c)(failure, recorded.failure) : recorded.failure };
}
/** How the lease is left: what waits for the next mode of this run is kept for it. */
function leaveAs(result, { verdict, isUnfinished }, { keepFor }) {
    const isWaiting = verdict === 'prepared' || verdict === 'shifted';
    return { result, isUnfinished, keptFor: isWaiting ? keepFor : 0 };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/recover-unfinished.js + 1 modules
var recover_unfinished = __webpack_require__(2188);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/release.js + 35 modules
var release = __webpack_require__(4754);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-switch.js















/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS but the lease. */
async function runSwitch(run, ports) {
    const { inputs, record, mayPreempt, legs = modes_legs/* LEGS */.W } = run;
    const early = await (0,attempt/* attempt */.C)(ports, () => run.prepare(ports));
    // A split that a lost run has left is no reason to refuse: it is put right first.
    const isRefused = early.failure && (inputs.dryRun || !(await (0,find_left_unfinished/* findLeftUnfinished */.W)(record, ports)));
    if (isRefused)
        throw new errors/* ActionFailure */.d(early.failure);
    if (inputs.dryRun && early.value)
        return describeDryRun(early.value);
    await ports.session.ensureOutlasts(longestDuration(inputs, early.value?.plan, legs));
    const { timeline } = ports;
    for (;;) {
        const ended = await (0,under_lease/* underLease */.z)({ record, mode: inputs.mode, mayPreempt }, ports, (free, open) => open?.unfinished
            ? recoverFirst(run, open, timeline, free)
            : switchAlone({ run, early: early.value, open, timeline }, free));
        if (ended)
            return ended;
    }
}
/** Gives no outcome when the run may go on, under a lease of its own. */
async function recoverFirst({ inputs, target, resumes, isDoneBy }, open, timeline, ports) {
    const recovered = await (0,recover_unfinished/* recoverUnfinished */.O)({ inputs: unwaiting({ inputs, resumes }, open), target, open, timeline, resumes }, ports);
    if (recovered?.failure) {
        timeline.note(`What ${recovered.whose} has left ended badly: ${recovered.failure.cause}`);
    }
    const isUnfinished = recovered?.isUnfinished ?? false;
    if (!recovered)
        return { result: undefined, isUnfinished };
    if (isUnfinished || isDoneBy(recovered))
        return { result: reportRecovery(recovered, timeline), isUnfinished };
    const cancelled = await (0,attempt/* attempt */.C)(ports, async () => ports.signal.throwIfAborted());
    if (!cancelled.failure)
        return { result: undefined, isUnfinished };
    // What was left is put right, and what this run was asked for has not begun.
    const failure = (0,attempt/* joinFailures */.c)(cancelled.failure, recovered.failure);
    const { outputs, ...told } = reportRecovery({ ...recovered, failure }, timeline);
    return { result: { ...told, outputs: { ...outputs, verdict: 'interrupted' } }, isUnfinished };
}
/**
 * Old cookies are not waited for: this run itself, or one after it, puts group stickiness back. Only what this run goes
 * on with may be all that it has to do, and then it waits as it would have.
 */
function unwaiting({ inputs, resumes }, open) {
    const plan = open.unfinished && (0,recover_unfinished/* readInterruptedPlan */.k)(open.unfinished, open.target);
    const isGoneOnWith = plan?.stickiness?.mode === 'wait' && resumes(plan);
    return isGoneOnWith ? inputs : { ...inputs, stickyTimeout: 0 };
}
async function switchAlone({ run, early, open, timeline }, ports) {
    const startedAt = ports.clock.now();
    // Read again: while the lease was waited for, the run before may have changed everything.
    const { plan, revision, alarms } = await run.prepare(ports, early);
    timeline.notePlan(plan);
    const { legs = modes_legs/* LEGS */.W } = run;
    await ports.session.ensureOutlasts(longestDuration(run.inputs, plan, legs));
    for (const remark of remarkScaling(plan))
        timeline.note(remark);
    const isRecorded = open !== undefined;
    const told = {
        plan,
        timeline,
        isRecorded,
        releaseId: open?.lease.number,
    };
    const registered = await (0,attempt/* attempt */.C)(ports, () => ensureRevision(revision, timeline, ports));
    if (registered.failure) {
        const verdict = ports.signal.aborted ? 'interrupted' : 'refused';
        const ended = { verdict, liveSlot: plan.live, failure: registered.failure };
        const report = { ...told, ...ended, releaseId: undefined };
        return { result: reportRelease(report), isUnfinished: false };
    }
    const names = alarms.map(({ name }) => name);
    const course = { ...told, taskDefinition: registered.value, inputs: run.inputs, alarms: names, legs };
    const { taskDefinition } = course;
    const recorded = (0,recorded_plan/* toRecordedPlan */.Zn)(plan, {
        releaseId: open?.lease.number ?? 0,
        owner: ports.owner,
        taskDefinition,
        startedAt,
    });
    await open?.plan(recorded);
    const ended = await (0,release/* release */._)(course, ports);
    const final = open ? await recordEnd(open, ended, recorded, ports) : ended;
    return leaveAs(reportRelease({ ...course, ...final }), final, run.inputs);
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-bootstrap.js



/** Puts the first version into service, or the first one after nothing served any more. */
async function runBootstrap(run, ports) {
    const { inputs } = run;
    const { image } = inputs;
    // A job that is run again finds a platform that serves, which is no reason to refuse.
    const own = await findOwnRelease({ ...run, mode: 'bootstrap' }, ports);
    if (own?.release.image === image)
        return reportOwnRelease(own, 'released', 'bootstrapped');
    return runSwitch({
        ...run,
        mayPreempt: false,
        prepare: (free, before) => prepareBootstrap(run, free, before),
        resumes: (plan) => inputs.onInterrupted === 'resume' && plan.image === image,
        isDoneBy: ({ verdict, failure, plan }) => plan.mode === 'bootstrap' && plan.image === image && verdict === 'released' && !failure,
    }, ports);
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/continuation.js


/** What an earlier attempt of the run has done already. */
function reportDone({ standby, live, image, taskDefinition, releaseId }) {
    return {
        outputs: {
            ...{ verdict: 'shifted', 'live-slot': standby, 'previous-slot': live, image },
            ...{ 'task-definition': taskDefinition, 'release-id': `${releaseId}` },
        },
        summary: `### :white_check_mark: This run has shifted the traffic to ${standby} already`,
    };
}
/** What a dry run tells of a mode that goes on with a release. */
function describeContinuation(mode, plan, { kind }) {
    const outputs = { image: plan.image };
    if (kind === 'interrupted') {
        const summary = `### Dry run: an earlier attempt of this run was lost in the middle, which would be put right, and nothing was changed`;
        return { outputs, summary };
    }
    if (mode === 'shift')
        return { outputs, summary: renderPlan(plan, [], { parks: false }) };
    return { outputs, summary: renderFinish(plan) };
}
function renderFinish({ target, live, parkedCount }) {
    return [
        `### Dry run: ${live} would be parked, and nothing was changed`,
        (0,markdown/* table */.tp)(['Service', 'Tasks'], [[(0,markdown/* inlineCode */.ti)(target.slots[live].service), `as now → ${parkedCount}`]]),
    ].join('\n\n');
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/record/stages.js
var stages = __webpack_require__(7230);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/decide-continuation.js

/**
 * Decides by how far the release has come.
 * @param found undefined when nothing is unfinished
 * @param resumes whether a shift that was lost half way is gone on with
 */
function decideContinuation(mode, found, resumes) {
    if (!found?.isOwn || found.plan.mode !== 'release')
        return { kind: 'too-early', missing: 'prepare' };
    const { plan } = found;
    if (plan.begun === stages/* PREPARED_STAGE */.lc) {
        return mode === 'shift' ? { kind: 'go-on' } : { kind: 'too-early', missing: 'shift' };
    }
    const isShifted = plan.begun === (0,stages/* shiftedStage */.cf)(plan) || plan.begun === (0,stages/* waitStage */.gM)(plan);
    if (isShifted && !plan.isSeenBad)
        return { kind: mode === 'shift' ? 'done' : 'go-on' };
    const isShifting = plan.begun > stages/* PREPARED_STAGE */.lc && plan.begun < (0,stages/* parkStage */.rl)(plan);
    return mode === 'shift' && resumes && isShifting && !plan.isSeenBad
        ? { kind: 'go-on' }
        : { kind: 'interrupted' };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-continuation.js














/** Goes on with what an earlier mode of the same workflow run has brought about. */
async function runContinuation(run, ports) {
    const { mode, inputs, record } = run;
    const early = find(run, await (0,find_left_unfinished/* findLeftUnfinished */.W)(record, ports), ports);
    const plan = run_continuation_planOf(run, early);
    if (early.continuation.kind === 'done')
        return reportDone(plan);
    const alarms = mode === 'shift' ? await (0,observe_alarms/* observeAlarms */.R)(inputs, ports) : [];
    if (inputs.dryRun)
        return describeContinuation(mode, (0,recorded_plan/* toPlan */.DC)(plan, run.target), early.continuation);
    await ports.session.ensureOutlasts(longestDuration(inputs, plan, [mode]));
    const { timeline } = ports;
    return (0,under_lease/* underLease */.z)({ record, mode, mayPreempt: false }, ports, async (free, open) => {
        if (!open)
            throw new Error('A release that goes on has a record.');
        // Read again under the lease.
        const found = find(run, open.unfinished, ports);
        const task = { run, open, timeline, plan: run_continuation_planOf(run, found), alarms };
        return found.continuation.kind === 'go-on' ? goOnWithLeg(task, free) : putRight(task, free);
    });
}
function find({ mode, inputs, record }, unfinished, { owner }) {
    const plan = unfinished && (0,recover_unfinished/* readInterruptedPlan */.k)(unfinished, record);
    // Its lease may be this run's although the plan is another's, which an earlier attempt was recovering.
    const isOwn = plan !== undefined && (0,lease_entry/* isSameOwner */.Ie)(plan.owner, owner);
    const continuation = decideContinuation(mode, plan && { plan, isOwn }, inputs.onInterrupted === 'resume');
    return { continuation, plan };
}
/**
 * The plan with what this mode adds to it.
 * @throws ActionFailure when there is none that this mode could go on with
 */
function run_continuation_planOf({ mode, inputs, record }, { continuation, plan }) {
    if (continuation.kind === 'too-early' || !plan) {
        const missing = continuation.kind === 'too-early' ? continuation.missing : 'prepare';
        throw new errors/* ActionFailure */.d({
            cause: `Mode "${mode}" goes on with what mode "${missing}" of the same workflow run has brought about, and ${record} knows of nothing that waits for it.`,
            advice: `Run mode: ${missing} in an earlier step or job of this workflow run. What was prepared may have been taken back since, or taken over by another run: see mode: status.`,
        });
    }
    if (continuation.kind !== 'go-on')
        return plan;
    if (mode === 'finish')
        return { ...plan, parkedCount: inputs.standbyCount };
    return plan.steps.length > 0 ? plan : { ...plan, steps: [...inputs.steps] };
}
async function goOnWithLeg({ run, open, timeline, plan: recorded, alarms }, ports) {
    const { mode, inputs, target } = run;
    await open.plan(recorded);
    const plan = (0,recorded_plan/* toPlan */.DC)(recorded, target);
    timeline.notePlan(plan);
    const { begun, taskDefinition, releaseId } = recorded;
    const course = {
        ...{ plan, taskDefinition, inputs, timeline, begun, releaseId, isRecorded: true },
        own: (0,recorded_plan/* weightsOfRun */._g)(recorded),
        alarms: alarms.map(({ name }) => name),
        legs: [mode],
    };
    const final = await recordEnd(open, await (0,release/* release */._)(course, ports), recorded, ports);
    return leaveAs(reportRelease({ ...course, ...final }), final, inputs);
}
/** Whatever was lost is put right; what was being parked is finished with that. */
async function putRight({ run, open, timeline }, ports) {
    const recovered = await (0,recover_unfinished/* recoverUnfinished */.O)({ ...run, open, timeline, resumes: () => false }, ports);
    if (!recovered)
        throw new Error('What was interrupted has a plan.');
    const outcome = reportRecovery(recovered, timeline);
    const isDone = recovered.verdict === 'released' || recovered.failure !== undefined;
    const failure = {
        cause: `An earlier attempt of this run was lost in the middle, and ${recovered.plan.standby} is parked again.`,
        advice: 'Run the whole workflow again, or mode: prepare first.',
    };
    return {
        result: isDone ? outcome : { ...outcome, failure },
        isUnfinished: recovered.isUnfinished,
    };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/look.js
var look = __webpack_require__(3230);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/decide-recovery.js
var decide_recovery = __webpack_require__(972);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/go-on.js
var go_on = __webpack_require__(5468);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/put-stickiness-back.js
var put_stickiness_back = __webpack_require__(1457);
// EXTERNAL MODULE: ./lib/aws/record/names.js
var names = __webpack_require__(5366);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/gates/lease-gate.js
var lease_gate = __webpack_require__(5544);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/standby/scale.js
var scale = __webpack_require__(6479);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/traffic/await-quiet.js
var await_quiet = __webpack_require__(8166);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/park-kept.js











/**
 * Parks a slot that an earlier run has kept for clients with cookies, as that run would have, once none leads there.
 * @throws ActionFailure when it has got traffic meanwhile, or its plan is gone
 */
async function parkKept({ inputs, target, open, timeline }, { recorded, deserted }, ports) {
    const { slot } = deserted;
    const plan = await readPlanOf(recorded, target, open);
    const awaited = {
        deserted,
        timeout: inputs.stickyTimeout,
        gates: [(0,lease_gate/* createLeaseGate */.a)(ports.journal)],
        timeline,
    };
    const waited = await timeline.phase('wait for cookies', `Wait until no cookie leads to ${slot}`, () => (0,await_quiet/* awaitQuiet */.T)(awaited, ports));
    if (waited.kind !== 'quiet') {
        const kept = { slot, why: waited.kind === 'kept' ? waited.why : waited.failure.cause };
        ports.log.warning((0,kept_slot/* describeKept */.g)(kept));
        return { kept };
    }
    // The other slot has its scaling since, and somebody may have changed it.
    await timeline.phase('park', `Park ${slot}`, () => (0,scale/* scaleSlot */.J)(plan, slot, plan.parkedCount, timeline, ports));
    const { number, stickiness, ...release } = recorded.release;
    const { kept: _parked, ...rest } = stickiness ?? { off: [], cookiesLast: 0 };
    const { ports: free, target: record, lease } = open;
    await (0,record_releases/* recordRelease */.ty)(free, record, { lease, release: number }, { ...release, stickiness: rest });
    return { parked: slot };
}
async function readPlanOf({ plan: number, slot }, target, { ports, target: record }) {
    const found = await (0,record_plan/* readPlan */.m)(ports, record, number);
    if (found !== undefined)
        return (0,recorded_plan/* toPlan */.DC)((0,recorded_plan/* readRecordedPlan */.mt)(found, (0,names/* leaseName */.AI)(record, number)), target);
    const { service, targetGroup } = target.slots[slot];
    const options = { cluster: target.cluster, service, 'desired-count': 0 };
    throw new errors/* ActionFailure */.d({
        cause: `The plan by which ${slot} is to be parked is not in the record any more (${(0,names/* leaseName */.AI)(record, number)}).`,
        advice: `When no cookie leads there any more, park it by hand: ${(0,aws_command/* awsCommand */.b)('ecs update-service', (0,arn/* regionOf */.A)(targetGroup), options)}`,
    });
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/settle-stickiness.js
var settle_stickiness = __webpack_require__(9702);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/recover-nothing.js











/**
 * Does what earlier runs have left to do when cookies have expired, if that time has come: parks a slot that was kept for
 * whom they led there, and puts group stickiness back.
 * @throws ActionFailure when no slot has all the traffic: the record knows of no run that could have left it so
 */
async function recoverNothing(run, ports) {
    const { target, open, inputs, timeline } = run;
    const found = await lookAround(target, open.target, ports);
    const { liveSlot, leftOff } = found;
    const parking = found.kept && (await parkKept(run, found.kept, ports));
    const told = { liveSlot, ...parking };
    if (!leftOff)
        return report({ ...told, back: [], leftOff: undefined });
    const { stickyTimeout: timeout } = inputs;
    const left = await (0,put_stickiness_back/* putStickinessBack */.L)({ target, leftOff, slot: liveSlot, timeout, timeline }, ports);
    if (left.rules.length === 0)
        await recordAllOn(open, { leftOff, isKept: told.kept !== undefined }, left, ports);
    const back = leftOff.rules.filter((rule) => !left.rules.includes(rule)).map(({ ruleArn }) => ruleArn);
    return report({ ...told, back, leftOff: await (0,settle_stickiness/* tellLeftOff */._4)(left, target, ports) });
}
/** Tells that nothing is to be recovered, which group stickiness is off, and which slot is kept. Only reads. */
async function reportNothing(target, record, ports) {
    const { liveSlot, leftOff, kept } = await lookAround(target, record, ports);
    const isKept = kept && { kept: { slot: kept.deserted.slot, why: 'cookies may lead there' } };
    return report({
        ...{ liveSlot, back: [], ...isKept },
        leftOff: leftOff && (await (0,settle_stickiness/* tellLeftOff */._4)(leftOff, target, ports)),
    });
}
async function lookAround(target, record, ports) {
    const seen = await observe(target, ports);
    const { rules } = seen;
    const isOff = (arn) => rules.some(({ ruleArn, forwarding }) => ruleArn === arn && forwarding?.stickySeconds === undefined);
    const { leftOff, kept } = await (0,left_off/* readLeftBehind */.gf)(record, ports);
    const off = leftOff?.rules.filter(({ ruleArn }) => isOff(ruleArn)) ?? [];
    const deserted = desertedBy(kept, seen);
    try {
        return {
            // A service that runs with one slot so far may lack the other one in its rules.
            liveSlot: (0,live_slot/* findLiveSlot */.Cu)(rules, true),
            leftOff: leftOff && off.length > 0 ? { ...leftOff, rules: off } : undefined,
            kept: kept && deserted && { recorded: kept, deserted },
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
/** Later runs would turn it on again, though somebody may have turned it off for good. */
async function recordAllOn({ ports: free, target, lease }, { leftOff, isKept }, left, { stopwatch }) {
    const { number, ...release } = leftOff.release;
    const kept = isKept ? release.stickiness?.kept : undefined;
    const stickiness = { ...(0,left_off/* toRecordedStickiness */.U1)(left, stopwatch), ...(kept && { kept }) };
    await (0,record_releases/* recordRelease */.ty)(free, target, { lease, release: number }, { ...release, stickiness });
}
function report({ liveSlot, back, leftOff, parked, kept }) {
    const again = back.length === 0 ? '' : `, and group stickiness is on again in ${back.join(', ')}`;
    const gone = parked === undefined ? '' : `, and ${parked} is parked: no cookie leads there any more`;
    return {
        outputs: { 'live-slot': liveSlot },
        summary: [
            `### :white_check_mark: Nothing to recover: ${liveSlot} has all the traffic${gone}${again}`,
            ...(0,kept_slot/* renderKept */.P)(kept),
            ...(0,report_stickiness/* renderLeftOff */.DF)(leftOff),
        ].join('\n\n'),
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-recover.js










/**
 * Puts right what a lost run has left, be its lease expired or not: whoever asks for a recovery takes over. Green when
 * all traffic goes to one slot afterwards.
 */
async function runRecover({ inputs, target, record }, ports) {
    const resumes = () => inputs.onInterrupted === 'resume';
    if (inputs.dryRun)
        return run_recover_describeRecovery({ target, record, resumes }, ports);
    const { timeline } = ports;
    const use = { record, mode: inputs.mode, mayPreempt: true };
    return (0,under_lease/* underLease */.z)(use, ports, async (free, open) => {
        if (!open)
            throw new Error('A recovery has a record.');
        const recovered = await (0,recover_unfinished/* recoverUnfinished */.O)({ inputs, target, open, timeline, resumes }, free);
        if (!recovered) {
            return { result: await recoverNothing({ inputs, target, open, timeline }, free), isUnfinished: false };
        }
        return { result: reportRecovery(recovered, timeline), isUnfinished: recovered.isUnfinished };
    });
}
/** What it would do. A run that lives looks like a lost one: to recover is to take over from either. */
async function run_recover_describeRecovery({ target, record, resumes }, ports) {
    const unfinished = await (0,find_left_unfinished/* findLeftUnfinished */.W)(record, ports);
    if (!unfinished)
        return reportNothing(target, record, ports);
    const plan = (0,recover_unfinished/* readInterruptedPlan */.k)(unfinished, record);
    const recovery = plan.mode === 'rollback' || ((0,go_on/* canGoOn */.I)(plan) && resumes())
        ? { kind: 'go-on' }
        : (0,decide_recovery/* decideRecovery */.U)(plan, plan.begun, await seeRecovery(plan, target, ports));
    const whose = (0,lease_entry/* describeOwner */.$S)(unfinished.lease.entry.owner);
    return { outputs: { image: plan.image }, summary: renderPlannedRecovery({ whose, plan, recovery }) };
}
async function seeRecovery(plan, target, ports) {
    const { healthy, rules } = await (0,look/* look */.O)((0,recorded_plan/* toPlan */.DC)(plan, target), (0,recorded_plan/* weightsOfRun */._g)(plan), ports);
    return { healthy, states: rules.map(({ state }) => state) };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-release.js



/** Puts a new version into service, or brings it up only: then the next modes of this run go on. */
function runRelease({ mode, inputs, target, record }, ports) {
    const isWhole = mode === 'release';
    // How to shift is told by mode `shift`.
    const given = isWhole ? inputs : { ...inputs, steps: [] };
    return runSwitch({
        ...{ inputs: given, target, record, mayPreempt: false, legs: isWhole ? modes_legs/* LEGS */.W : ['prepare'] },
        prepare: (own, before) => prepareRelease({ inputs: given, target, record }, own, before),
        resumes: ({ image }) => isWhole && inputs.onInterrupted === 'resume' && image === inputs.image,
        // Most likely an earlier attempt of this run had begun it, and now it is through.
        isDoneBy: ({ verdict, failure, plan }) => isWhole && verdict === 'released' && !failure && plan.image === inputs.image,
    }, ports);
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
            const release = (0,record_releases/* previousRelease */.Fi)(history, live);
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
            const release = served.find(({ taskDefinition }) => isSame(taskDefinition, to.reference));
            return { release, taskDefinition: to.reference, image: release?.image };
        }
    }
}
/** @throws ActionFailure when the database has been changed in a way that the version cannot live with */
function refuseSchemaRisk(history, { release }) {
    const [newest] = (0,record_releases/* contractsSince */.YI)(history, release?.number ?? 0);
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
function isSame(arn, reference) {
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
    const { live, standby } = (0,plan_plan/* findSides */.aF)(seen);
    const liveDefinition = seen.services[live].taskDefinition ?? '';
    const history = await (0,read_record/* readHistoryOf */._)(record, ports);
    const version = chooseVersion(history, liveDefinition, inputs.to);
    if (!inputs.acceptSchemaRisk)
        refuseSchemaRisk(history, version);
    const { revision, image } = await findRevision(version, liveDefinition, target, ports);
    if ('arn' in revision && revision.arn === liveDefinition)
        throw servesAlready(live, revision.arn);
    const planned = (0,plan_plan/* planRollback */.II)({ ...inputs, image }, seen);
    const stickiness = { ...inputs, record, ...('arn' in revision && { returnsTo: revision.arn }) };
    const plan = await withStickiness(planned, stickiness, seen, ports);
    ports.log.info(`${live} is live; back to ${image}${version.release ? ` of release ${version.release.number}` : ''} on ${standby}`);
    for (const rule of seen.testRules) {
        const complaint = (0,check_test_rules/* complainAboutTestRule */.tS)(rule);
        if (complaint)
            ports.log.info(`It is left alone: ${complaint.cause}`);
    }
    // What an alarm tells now is most likely what the rollback is for.
    return { plan, revision, alarms: [] };
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

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-rollback.js



/** Brings an earlier version back. It takes over from a release that is under way, which is then taken back. */
async function runRollback(run, ports) {
    const isToPrevious = run.inputs.to.kind === 'previous';
    // A job that is run again must not go back twice: by now `previous` means an even older version.
    const own = isToPrevious ? await findOwnRelease({ ...run, mode: 'rollback' }, ports) : undefined;
    if (own)
        return reportOwnRelease(own, 'rolled-back', 'rolled back to');
    return runSwitch({
        ...run,
        mayPreempt: true,
        prepare: (free) => prepareRollback(run, free),
        resumes: () => false,
        isDoneBy: ({ verdict }) => verdict === 'rolled-back' && isToPrevious,
    }, ports);
}

// EXTERNAL MODULE: ./lib/aws/load-balancer/target-health.js
var target_health = __webpack_require__(2750);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/report/status.js








/** The job summary of a status: who serves first, then rules, slots, the lease and the newest releases. */
function renderStatus(status) {
    const { liveSlot, record } = status;
    return [
        `### ${status_headline(status)}`,
        renderSlots(status),
        describeKept(status),
        status_renderRules('Production rule', status.rules, record),
        ...(status.testRules.length === 0 ? [] : [status_renderRules('Test rule', status.testRules, record)]),
        ...(record ? [describeLease(record.lease), renderReleases(record.releases)] : []),
        ...(liveSlot === undefined && record ? ['**Next:** run mode: recover'] : []),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
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
    return (0,markdown/* table */.tp)(['Slot', 'Service', 'Image', 'Task definition', 'Tasks', 'Scaling', 'Targets'], aws_target/* SLOTS */._f.map((slot) => {
        const { service, image = '', taskDefinition, runningCount, desiredCount, scaling, targets, } = slots[slot];
        return [
            slot,
            (0,markdown/* inlineCode */.ti)(service),
            (0,markdown/* inlineCode */.ti)(image),
            (0,markdown/* inlineCode */.ti)(taskDefinition),
            `${runningCount} of ${desiredCount}`,
            scaling ? (0,settings/* describeScaling */.Rk)(scaling) : 'none',
            (0,markdown/* escapeMarkdown */.FV)((0,target_health/* summariseTargets */.d)(targets)),
        ];
    }));
}
/** It may have been parked by hand since, or serve again. */
function describeKept({ slots, liveSlot, record }) {
    const release = (0,left_off/* findKept */.Qm)(record?.releases ?? []);
    const slot = release?.stickiness?.kept?.slot;
    if (!release || !slot || slot === liveSlot || slots[slot].desiredCount === 0)
        return '';
    if (slots[slot].taskDefinition !== release.previousTaskDefinition)
        return '';
    return `${slot} keeps its tasks since release ${release.number}, for clients whose cookies lead there: mode: recover parks it when none does.`;
}
function status_renderRules(title, rules, record) {
    const weightOf = ({ forwarding }, slot) => forwarding ? `${forwarding.weights[slot]}` : 'not in the rule';
    return (0,markdown/* table */.tp)([title, 'blue', 'green', 'Group stickiness'], rules.map((rule) => [
        (0,markdown/* inlineCode */.ti)(rule.ruleArn),
        weightOf(rule, 'blue'),
        weightOf(rule, 'green'),
        describeStickiness(rule, record),
    ]));
}
/** What is off may have been turned off by a release. */
function describeStickiness({ ruleArn, forwarding }, record) {
    const { stickySeconds } = forwarding ?? {};
    if (stickySeconds !== undefined)
        return `${stickySeconds} s`;
    const told = record?.releases.find(({ stickiness }) => stickiness !== undefined);
    const left = told?.stickiness?.off.find((rule) => rule.ruleArn === ruleArn);
    return told && left ? `off since release ${told.number}, to be ${left.seconds} s again` : 'off';
}
function describeLease(lease) {
    if (!lease)
        return 'Nobody has ever held the lease.';
    const { number, age, entry } = lease;
    const since = age === undefined ? '' : `, renewed ${(0,duration/* formatDuration */.a)(age)} ago`;
    const owner = (0,markdown/* escapeMarkdown */.FV)((0,lease_entry/* describeOwner */.$S)(entry.owner));
    if (entry.state === 'done')
        return `Nobody holds the lease; ${owner} had it last (${entry.mode}).`;
    return `${owner} holds lease ${number} (${(0,markdown/* escapeMarkdown */.FV)(entry.mode)}, ${entry.state}${since}).`;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/modes/run-status.js








/** Tells who serves what, with which weight, how healthy, since when, and who holds the lease. Only reads. */
async function runStatus({ target, record }, ports) {
    const { rules, testRules, services, scaling } = await observe(target, ports);
    const [readBlue, readGreen, recorded] = await Promise.all([
        readSlot('blue', services.blue, target, ports),
        readSlot('green', services.green, target, ports),
        record === undefined ? undefined : readRecord(record, ports),
    ]);
    const blue = { ...readBlue, ...(scaling.blue && { scaling: scaling.blue }) };
    const green = { ...readGreen, ...(scaling.green && { scaling: scaling.green }) };
    const liveSlot = (0,live_slot/* slotWithAllTraffic */.j1)(rules);
    const live = liveSlot && { blue, green }[liveSlot];
    return {
        outputs: {
            'live-slot': liveSlot,
            image: live?.image,
            'task-definition': live?.taskDefinition,
            'release-id': recorded?.releases[0]?.number.toString(),
        },
        summary: renderStatus({ rules, testRules, slots: { blue, green }, liveSlot, record: recorded }),
    };
}
async function readSlot(slot, { taskDefinition = '', desiredCount = 0, runningCount = 0 }, { slots, container }, ports) {
    const { service, targetGroup } = slots[slot];
    const targets = await (0,target_health/* readTargetHealth */._)(ports, targetGroup);
    const { definition } = await fetchTaskDefinition(ports, taskDefinition);
    const image = definition.containerDefinitions?.find(({ name }) => name === container.name)?.image;
    return {
        ...{ slot, service, taskDefinition, desiredCount, runningCount, targets },
        ...(image === undefined ? {} : { image }),
    };
}
async function readRecord(record, ports) {
    const recordPorts = await (0,read_record/* withRecord */.q)(ports);
    const number = await (0,read_leases/* readHighestNumber */.I0)(recordPorts, record);
    const lease = number === 0 ? undefined : await (0,read_leases/* readLease */.zR)(recordPorts, record, number);
    const { releases } = await (0,record_releases/* readHistory */.Lu)(recordPorts, record);
    return { releases, ...(lease && { lease }) };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/observe/reveal-test-headers.js




/** What the value of a header begins with when Parameter Store holds the rest of it. */
const KEPT = 'ssm:';
/**
 * The same inputs with what Parameter Store holds in the place of the names of its parameters, hidden in the log before
 * anything sees it.
 * @throws ActionFailure when there is no such parameter
 */
async function revealTestHeaders(inputs, ports) {
    const headers = new Map(inputs.testHeaders);
    for (const [name, value] of headers) {
        if (value.startsWith(KEPT))
            headers.set(name, await readSecret(name, value.slice(KEPT.length), ports));
    }
    return { ...inputs, testHeaders: headers };
}
async function readSecret(header, Name, { parameterStore, mask, signal }) {
    const ssm = await parameterStore();
    const found = await (0,kinds/* unlessMissing */.F2)(() => ssm.getParameter({ Name, WithDecryption: true }, { abortSignal: signal }));
    if (!found) {
        const region = await ssm.config.region();
        const value = (0,shell/* shellVariable */.LX)('TEST_HEADER');
        const write = (0,aws_command/* awsCommand */.b)('ssm put-parameter', region, { name: Name, type: 'SecureString', value });
        throw new errors/* ActionFailure */.d({
            cause: `There is no value for test header ${header}: parameter ${Name} does not exist in ${region}.`,
            advice: `Put what the test rule asks for into the variable TEST_HEADER, then: ${write}`,
        });
    }
    const value = found.Parameter?.Value ?? '';
    mask(value);
    return value;
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/run.js









/** Does what was asked for, and leaves evidence where that is more than looking. */
async function run(request, target, given) {
    if (request.mode === 'status' || request.inputs.dryRun) {
        return perform(request, target, { ...given, timeline: (0,report_timeline/* startTimeline */.m)(given) });
    }
    return withEvidence({ request, target, work: (ports) => perform(request, target, ports) }, given);
}
async function perform(request, target, ports) {
    const reveal = (inputs) => revealTestHeaders(inputs, ports);
    switch (request.mode) {
        case 'status':
            return runStatus({ ...request, target }, ports);
        case 'recover':
            return runRecover({ ...request, inputs: await reveal(request.inputs), target }, ports);
        case 'release':
        case 'prepare':
            return runRelease({ ...request, mode: request.mode, inputs: await reveal(request.inputs), target }, ports);
        case 'shift':
        case 'finish':
            return runContinuation({ ...request, mode: request.mode, inputs: await reveal(request.inputs), target }, ports);
        case 'bootstrap':
            return runBootstrap({ ...request, inputs: await reveal(request.inputs), target }, ports);
        case 'rollback':
            return runRollback({ ...request, target }, ports);
    }
}


/***/ })

};
