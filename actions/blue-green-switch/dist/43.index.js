export const id = 43;
export const ids = [43];
export const modules = {

/***/ 1043:
/***/ ((__unused_webpack___webpack_module__, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./lib/action/cancel.js
var cancel = __webpack_require__(5981);
// EXTERNAL MODULE: ./lib/action/clock.js
var clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/failure.js
var action_failure = __webpack_require__(2901);
// EXTERNAL MODULE: ./lib/action/github-log.js
var github_log = __webpack_require__(451);
// EXTERNAL MODULE: ./lib/action/inputs.js
var inputs = __webpack_require__(7142);
// EXTERNAL MODULE: ./lib/action/mask.js
var mask = __webpack_require__(6599);
// EXTERNAL MODULE: ./lib/action/report.js
var report = __webpack_require__(8045);
// EXTERNAL MODULE: ./lib/action/summary.js
var summary = __webpack_require__(7935);
;// CONCATENATED MODULE: ./lib/action/run-action.js








/**
 * Runs an action from its inputs to the end of the process: the one place that turns whatever happens into a result.
 * Red means exit code 1, an error annotation with the cause, and a summary; outputs are written then too.
 */
async function runAction(action) {
    const controller = new AbortController();
    const context = { clock: clock/* systemClock */.ml, log: (0,github_log/* createGithubLog */.Y)(), signal: controller.signal };
    (0,cancel/* abortOnCancel */.q7)(controller, process);
    const surprise = abortOnSurprise(controller, process);
    process.once('beforeExit', () => finish(failed(action, new Error('The run never came to its end.'), context)));
    const outcome = await perform(action, context);
    const missed = surprise();
    if (!missed || outcome.failure)
        return finish(outcome);
    return finish({ ...(await failed(action, missed, context)), outputs: outcome.outputs });
}
/** Reads the inputs and runs; every error becomes an outcome. */
async function perform(action, context) {
    try {
        for (const [name, spec] of Object.entries(action.inputs)) {
            for (const secret of spec.secretsIn((0,inputs/* rawInput */.JR)(name, process.env)))
                (0,mask/* maskSecret */.$)(secret);
        }
        return await action.run((0,inputs/* readInputs */.Ko)(action.inputs, process.env), context);
    }
    catch (error) {
        return failed(action, error, context);
    }
}
async function failed(action, error, context) {
    const failure = await (0,action_failure/* toFailure */.w)(error, action.explain ?? (async () => undefined), context.signal);
    return { outputs: {}, summary: (0,summary/* renderFailure */.zt)(action.name, failure), failure };
}
async function finish(outcome) {
    const known = await outcome;
    await (0,report/* report */.z)(known);
    return (0,report/* exit */.N)(known.failure ? 1 : 0);
}
/**
 * An error that nobody awaited aborts the run, so that it still cleans up, and makes it red whatever it says itself.
 * Gives the first such error, undefined when there was none.
 */
function abortOnSurprise(controller, source) {
    let first;
    for (const event of ['unhandledRejection', 'uncaughtException']) {
        source.on(event, (error) => {
            first ??= { error: error ?? new Error(`${event} without an error`) };
            controller.abort(first.error);
        });
    }
    return () => first?.error;
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/inputs.js + 13 modules
var src_inputs = __webpack_require__(5394);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/request.js
var modes_request = __webpack_require__(6929);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/started.js + 1 modules
var started = __webpack_require__(1010);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/index.js




void runAction({
    name: 'blue-green-switch',
    inputs: src_inputs/* inputs */.Q,
    async run(given, context) {
        const request = (0,modes_request/* toRequest */.d)(given);
        started/* started */.A.save(true);
        return (await __webpack_require__.e(/* import() */ 895).then(__webpack_require__.bind(__webpack_require__, 7276))).start(given, request, context);
    },
    explain: async (error) => (await __webpack_require__.e(/* import() */ 9).then(__webpack_require__.bind(__webpack_require__, 9))).explainAwsError(error),
});


/***/ }),

/***/ 6599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ maskSecret)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2825);

/**
 * Makes the runner hide a secret from here on; to be called before the first use. Each line of it is hidden by itself
 * too, since logs are read line by line.
 */
function maskSecret(secret) {
    for (const part of new Set([secret, ...secret.split(/\r?\n/)].map((line) => line.trim()))) {
        if (part !== '')
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(part);
    }
}


/***/ })

};
