export const id = 758;
export const ids = [758];
export const modules = {

/***/ 3758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assembleTarget: () => (/* binding */ assembleTarget),
  parseTargetLayer: () => (/* binding */ parseTargetLayer)
});

// EXTERNAL MODULE: ../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(458);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(3483);
// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: ./lib/aws/target.js
var target = __webpack_require__(9289);
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
    const result = dist/* safeParse */.xLC(target/* targetSchema */.tX, document);
    if (!result.success)
        throw refuse(describeIssues(target/* targetSchema */.tX, result.issues), layers);
    const contradictions = (0,target/* findContradictions */._I)(result.output);
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
