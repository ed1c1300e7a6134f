export const id = 16;
export const ids = [16];
export const modules = {

/***/ 16:
/***/ ((__unused_webpack___webpack_module__, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./lib/action/inputs.js
var inputs = __webpack_require__(7142);
// EXTERNAL MODULE: ./lib/action/cancel.js
var cancel = __webpack_require__(5981);
// EXTERNAL MODULE: ./lib/action/clock.js
var clock = __webpack_require__(7153);
// EXTERNAL MODULE: ./lib/action/failure.js
var action_failure = __webpack_require__(2901);
// EXTERNAL MODULE: ./lib/action/github-log.js
var github_log = __webpack_require__(451);
// EXTERNAL MODULE: ./lib/action/report.js
var report = __webpack_require__(8045);
;// CONCATENATED MODULE: ./lib/action/run-post.js





/**
 * Runs a post step to the end of the process.
 * @public
 */
async function runPost(post) {
    const controller = new AbortController();
    (0,cancel/* abortOnCancel */.q7)(controller, process);
    await performPost(post, { clock: clock/* systemClock */.ml, log: (0,github_log/* createGithubLog */.Y)(), signal: controller.signal });
    return (0,report/* exit */.N)(0);
}
/** It only warns: the job's result stands already. */
async function performPost(post, context) {
    try {
        await post.run(context);
    }
    catch (error) {
        const failure = await (0,action_failure/* toFailure */.w)(error, post.explain ?? (async () => undefined), context.signal);
        context.log.warning(`${post.name} (post): ${(0,action_failure/* renderPlain */.l)(failure)}`);
    }
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/inputs.js + 13 modules
var src_inputs = __webpack_require__(5394);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/request.js
var modes_request = __webpack_require__(6929);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/started.js + 1 modules
var started = __webpack_require__(1010);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/post.js





void runPost({
    name: 'blue-green-switch',
    async run(context) {
        if (!started/* started */.A.read())
            return;
        const given = (0,inputs/* readInputs */.Ko)(src_inputs/* inputs */.Q, process.env);
        const request = (0,modes_request/* toRequest */.d)(given);
        if (request.mode === 'status' || request.record === undefined || given.dryRun)
            return;
        await (await __webpack_require__.e(/* import() */ 276).then(__webpack_require__.bind(__webpack_require__, 7276))).startPost(given, request.record, context);
    },
    explain: async (error) => (await __webpack_require__.e(/* import() */ 9).then(__webpack_require__.bind(__webpack_require__, 9))).explainAwsError(error),
});


/***/ })

};
