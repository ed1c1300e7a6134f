export const id = 91;
export const ids = [91];
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

/***/ 3933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ LEASE_TERMS)
/* harmony export */ });
const LEASE_TERMS = { timeToLive: 90_000, renewal: 20_000, trust: 5_000, margin: 30_000 };


/***/ })

};
