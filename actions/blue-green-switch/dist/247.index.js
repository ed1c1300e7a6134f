export const id = 247;
export const ids = [247];
export const modules = {

/***/ 5247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPostStep: () => (/* binding */ runPostStep)
/* harmony export */ });
/* harmony import */ var _lib_aws_record_lease_entry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(237);
/* harmony import */ var _record_find_left_unfinished_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(802);
/* harmony import */ var _record_under_lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1734);
/* harmony import */ var _report_timeline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5855);
/* harmony import */ var _recover_unfinished_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2188);





/**
 * Puts right what this run has left unfinished, at the end of a job that failed or was cancelled: its process may have
 * been killed, or a step after mode `prepare` has failed. The record decides, not what the process could still save.
 * What is another run's stays as it is.
 */
async function runPostStep({ inputs, target, record }, given) {
    const timeline = (0,_report_timeline_js__WEBPACK_IMPORTED_MODULE_4__/* .startTimeline */ .m)(given);
    const ports = { ...given, timeline };
    const { log, owner } = ports;
    const unfinished = await (0,_record_find_left_unfinished_js__WEBPACK_IMPORTED_MODULE_1__/* .findLeftUnfinished */ .W)(record, ports);
    if (!unfinished || !(0,_lib_aws_record_lease_entry_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameOwner */ .Ie)(unfinished.lease.entry.owner, owner)) {
        log.info('Nothing of this run is left unfinished.');
        return;
    }
    const use = { record, mode: 'recover', mayPreempt: false };
    const recovered = await (0,_record_under_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .underLease */ .z)(use, ports, async (free, open) => {
        // Until the lease was this one's, another run may have taken it up, and may have been lost in its turn.
        if (!open?.unfinished || !(0,_lib_aws_record_lease_entry_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameOwner */ .Ie)(open.unfinished.lease.entry.owner, owner)) {
            log.info('Another run has taken up meanwhile what this one had left unfinished.');
            return { result: undefined, isUnfinished: open?.unfinished !== undefined };
        }
        // The end of a job is no time to wait for old cookies: a later run puts group stickiness back.
        const unwaiting = { ...inputs, stickyTimeout: 0 };
        const run = { inputs: unwaiting, target, open, timeline, resumes: () => false };
        const result = await (0,_recover_unfinished_js__WEBPACK_IMPORTED_MODULE_3__/* .recoverUnfinished */ .O)(run, free);
        return { result, isUnfinished: result?.isUnfinished ?? false };
    });
    if (recovered)
        log.warning(describe(recovered));
}
function describe({ plan, liveSlot, failure }) {
    const traffic = liveSlot === undefined ? '' : ` All traffic goes to ${liveSlot}.`;
    const what = `This run had left the ${plan.mode} of ${plan.image} unfinished.${traffic}`;
    return failure ? `${what} ${describeFailure(failure)}` : what;
}
function describeFailure({ cause, advice }) {
    return advice === undefined ? cause : `${cause} Next: ${advice}`;
}


/***/ })

};
