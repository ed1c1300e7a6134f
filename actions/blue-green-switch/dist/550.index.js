export const id = 550;
export const ids = [550];
export const modules = {

/***/ 5394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ inputs_inputs)
});

// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
// EXTERNAL MODULE: ./lib/action/inputs/spec.js
var spec = __webpack_require__(4954);
;// CONCATENATED MODULE: ./lib/action/inputs/boolean.js


// YAML 1.1 turned all of these into booleans, and GitHub's YAML 1.2 leaves `yes` and `on` as words: people write both.
const WORDS = new Map([
    ['true', true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['no', false],
    ['off', false],
]);
/** A switch. */
function boolean_boolean(declared) {
    return (0,spec/* specify */._s)(declared, {
        allowed: 'true or false (also yes, no, on, off)',
        absent: undefined,
        parse(value) {
            const known = WORDS.get(value.toLowerCase());
            if (known === undefined)
                throw new spec/* UnusableValue */.DO('is no switch', (0,nearest/* nearest */.p)(value, [...WORDS.keys()]));
            return known;
        },
    });
}

;// CONCATENATED MODULE: ./lib/action/inputs/choice.js


/** One of a few words, in whatever case. */
function choice(declared) {
    const words = declared.words;
    return (0,spec/* specify */._s)(declared, {
        allowed: words.join(', '),
        absent: undefined,
        parse(value) {
            const word = words.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
            if (word === undefined)
                throw new spec/* UnusableValue */.DO('is none of the choices', (0,nearest/* nearest */.p)(value, words));
            return word;
        },
    });
}

// EXTERNAL MODULE: ./lib/action/duration.js
var duration = __webpack_require__(5775);
;// CONCATENATED MODULE: ./lib/action/inputs/duration.js


/**
 * A length of time, in milliseconds.
 * @throws Error at definition when a limit is no duration
 */
function duration_duration(declared) {
    const { minimum, maximum } = declared;
    const least = minimum === undefined ? 0 : (0,duration/* parseDuration */.E)(minimum);
    const most = maximum === undefined ? Number.POSITIVE_INFINITY : (0,duration/* parseDuration */.E)(maximum);
    return (0,spec/* specify */._s)(declared, {
        allowed: `a duration such as 30s, 5m or 1h30m${describeLimits(minimum, maximum)}`,
        absent: undefined,
        parse(value) {
            const milliseconds = parse(value);
            if (milliseconds < least)
                throw new spec/* UnusableValue */.DO('is too short', minimum);
            if (milliseconds > most)
                throw new spec/* UnusableValue */.DO('is too long', maximum);
            return milliseconds;
        },
    });
}
function parse(value) {
    try {
        return (0,duration/* parseDuration */.E)(value);
    }
    catch {
        throw new spec/* UnusableValue */.DO('is not a duration', repair(value));
    }
}
function describeLimits(minimum, maximum) {
    if (minimum !== undefined && maximum !== undefined)
        return `, from ${minimum} to ${maximum}`;
    if (minimum !== undefined)
        return `, at least ${minimum}`;
    return maximum === undefined ? '' : `, at most ${maximum}`;
}
const UNITS = { h: 3_600_000, m: 60_000, s: 1000 };
/** Reads `5 min`, `90`, `1.5h` and `2 Hours` as what was most likely meant. */
function repair(value) {
    const parts = [...value.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)];
    let milliseconds = 0;
    for (const [, amount, word] of parts) {
        const unit = word === '' ? 's' : word?.[0];
        if (unit === undefined || UNITS[unit] === undefined || word?.startsWith('ms'))
            return undefined;
        milliseconds += Number(amount) * UNITS[unit];
    }
    return parts.length === 0 ? undefined : (0,duration/* formatDuration */.a)(Math.round(milliseconds / 1000) * 1000);
}

;// CONCATENATED MODULE: ./lib/action/inputs/integer.js

/** A whole number within limits, both included. */
function integer(declared) {
    const { minimum, maximum } = declared;
    return (0,spec/* specify */._s)(declared, {
        allowed: `a whole number from ${minimum} to ${maximum}`,
        absent: undefined,
        parse(value) {
            if (!/^[+-]?\d+$/.test(value))
                throw new spec/* UnusableValue */.DO('is not a whole number', nearestWhole(value, { minimum, maximum }));
            const number = Number(value);
            if (number < minimum)
                throw new spec/* UnusableValue */.DO('is too small', String(minimum));
            if (number > maximum)
                throw new spec/* UnusableValue */.DO('is too large', String(maximum));
            return number;
        },
    });
}
function nearestWhole(value, { minimum, maximum }) {
    const number = Math.round(Number.parseFloat(value));
    return Number.isNaN(number) ? undefined : String(Math.min(maximum, Math.max(minimum, number)));
}

;// CONCATENATED MODULE: ./lib/action/inputs/pattern.js
/** Whether a pattern matches all of a text: a pattern that forgets its anchors must not let the rest through. */
function matchesWhole(pattern, text) {
    return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(text);
}

;// CONCATENATED MODULE: ./lib/action/inputs/key-values.js


/** Pairs, one a line. Empty lines and lines that begin with `#` are skipped. */
function keyValues(declared) {
    const { pattern = /[^\s=]+/ } = declared;
    return (0,spec/* specify */._s)(declared, {
        allowed: 'lines of the form KEY=value',
        absent: new Map(),
        parse(value) {
            const pairs = new Map();
            for (const [index, line] of value.split('\n').entries()) {
                const trimmed = line.trim();
                if (trimmed === '' || trimmed.startsWith('#'))
                    continue;
                const [key, rest] = splitPair(trimmed);
                // The line itself may hold a secret, so the error names its number alone.
                if (rest === undefined)
                    throw new spec/* UnusableValue */.DO(`has no "=" in line ${index + 1}`);
                if (!matchesWhole(pattern, key))
                    throw new spec/* UnusableValue */.DO(`has a key that cannot be used in line ${index + 1}`);
                if (pairs.has(key))
                    throw new spec/* UnusableValue */.DO(`gives the key ${JSON.stringify(key)} twice`);
                pairs.set(key, rest);
            }
            return pairs;
        },
        secretsIn: (value) => value.split('\n').flatMap((line) => splitPair(line.trim())[1] ?? []),
    });
}
/** The key and what follows the first `=`; undefined when there is none. */
function splitPair(line) {
    const at = line.indexOf('=');
    return at < 0 ? [line.trim(), undefined] : [line.slice(0, at).trim(), line.slice(at + 1)];
}

;// CONCATENATED MODULE: ./lib/action/inputs/list.js


/** Several texts, one a line or separated by commas; an item in double quotes may hold commas. Empty when absent. */
function list(declared) {
    const { pattern, allowed = 'texts' } = declared;
    return (0,spec/* specify */._s)(declared, {
        allowed: `${allowed}, one a line or separated by commas`,
        absent: [],
        parse(value) {
            const items = splitList(value);
            const wrong = items.find((item) => pattern && !matchesWhole(pattern, item));
            if (wrong !== undefined)
                throw new spec/* UnusableValue */.DO(`holds ${JSON.stringify(wrong)}`);
            const twice = items.find((item, index) => items.indexOf(item) !== index);
            if (twice !== undefined)
                throw new spec/* UnusableValue */.DO(`holds ${JSON.stringify(twice)} twice`);
            return items;
        },
    });
}
/** Items in their order, without white space around them and without empty ones. */
function splitList(value) {
    return [...value.matchAll(/"([^"\n]*)"|[^,\n]+/g)]
        .map(([whole, quoted]) => (quoted ?? whole).trim())
        .filter((item) => item !== '');
}

;// CONCATENATED MODULE: ./lib/action/inputs/percentage.js

/** A share as `5%`, from 0% to 100%; its value is 0 to 1. */
function percentage(declared) {
    return (0,spec/* specify */._s)(declared, {
        allowed: 'a percentage such as 5% or 0.5%, from 0% to 100%',
        absent: undefined,
        parse(value) {
            const [, amount, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(value) ?? [];
            if (amount === undefined)
                throw new spec/* UnusableValue */.DO('is not a percentage');
            if (sign === '')
                throw new spec/* UnusableValue */.DO('has no percent sign', `${amount}%`);
            if (Number(amount) > 100)
                throw new spec/* UnusableValue */.DO('is too large', '100%');
            return Number(amount) / 100;
        },
    });
}

;// CONCATENATED MODULE: ./lib/action/inputs/text.js


/** Plain text, with the white space around it removed. */
function text_text(declared) {
    const { pattern, allowed = 'any text' } = declared;
    return (0,spec/* specify */._s)(declared, {
        allowed,
        absent: undefined,
        parse(value) {
            if (pattern && !matchesWhole(pattern, value))
                throw new spec/* UnusableValue */.DO(`is not ${allowed}`);
            return value;
        },
    });
}

// EXTERNAL MODULE: ./lib/action/inputs.js
var inputs = __webpack_require__(7142);
;// CONCATENATED MODULE: ./lib/aws/inputs.js

/** The inputs that every action takes which calls AWS. */
const awsInputs = {
    region: text_text({
        description: 'AWS region. Without it the one of the environment (`AWS_REGION`) is used.',
        pattern: /[a-z]{2}(-[a-z]+)+-\d/,
        allowed: 'a region such as eu-west-1',
    }),
    'role-to-assume': text_text({
        description: 'ARN of a role to assume with a fresh GitHub OIDC token (the job needs `permissions: id-token: write`). Without it the credentials of the environment are used.',
        pattern: /arn:aws[a-z-]*:iam::\d{12}:role\/\S+/,
        allowed: 'a role such as arn:aws:iam::123456789012:role/deploy',
    }),
};

// EXTERNAL MODULE: ./actions/blue-green-switch/src/modes/mode.js
var mode = __webpack_require__(5633);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/alarms.js

/** What may become of a release when an alarm has no data. */
const ON_NO_DATA = ['hold', 'pass', 'fail'];
const TAG = /^tag:/;
/**
 * Tells names from tags.
 * @param items such as `web-5xx` and `tag:service=web`
 * @throws UnusableValue for a tag without a key or a value
 */
function parseAlarms(items) {
    return {
        names: items.filter((item) => !TAG.test(item)),
        tags: items.filter((item) => TAG.test(item)).map(parseTag),
    };
}
/** What follows the first `=` is the value. */
function parseTag(item) {
    const [, key, value] = /^tag:([^=]+)=(.+)$/.exec(item) ?? [];
    if (key === undefined || value === undefined)
        throw new spec/* UnusableValue */.DO(`holds ${JSON.stringify(item)}`);
    return { key, value };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/destination.js
/** @throws Error that completes the sentence "Input to is ..., which ..." */
function parseDestination(text) {
    if (text === 'previous')
        return { kind: 'previous' };
    if (/^[1-9]\d*$/.test(text))
        return { kind: 'release', number: Number(text) };
    if (/^[^\s@]+@sha256:[0-9a-f]{64}$/.test(text))
        return { kind: 'image', image: text };
    if (/^(arn:[^\s]+:task-definition\/)?[A-Za-z0-9_-]+:[1-9]\d*$/.test(text)) {
        return { kind: 'task-definition', reference: text };
    }
    throw new Error('names no version');
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/plan/steps.js

/**
 * Reads a step list such as `10% 2m, 50% 2m, 100%`.
 * @throws Error that completes the sentence "Input steps is ..., which ..."
 */
function parseSteps(text) {
    const steps = text.split(',').map((part) => parseStep(part.trim()));
    const last = steps.at(-1);
    if (last?.percent !== 100)
        throw new Error('does not end with 100%');
    if (last.holdMilliseconds > 0)
        throw new Error('gives a time to 100%, which has none of its own: that is "bake"');
    steps.forEach((step, index) => {
        const before = steps[index - 1];
        if (before && before.percent >= step.percent) {
            throw new Error(`does not rise: ${step.percent}% after ${before.percent}%`);
        }
    });
    return steps;
}
function parseStep(part) {
    const [, percentText, holdText] = /^(\d{1,3})%(?:\s+(\S+))?$/.exec(part) ?? [];
    const percent = Number(percentText);
    if (percentText === undefined || percent < 1 || percent > 100) {
        throw new Error(`has the part ${JSON.stringify(part)}, which is no step`);
    }
    if (percent < 100 && holdText === undefined)
        throw new Error(`does not say how long ${percent}% is watched`);
    return { percent, holdMilliseconds: holdText === undefined ? 0 : (0,duration/* parseDuration */.E)(holdText) };
}

// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/stickiness.js
var stickiness = __webpack_require__(1339);
// EXTERNAL MODULE: ./actions/blue-green-switch/src/plan/version-check.js
var version_check = __webpack_require__(8510);
;// CONCATENATED MODULE: ./actions/blue-green-switch/src/inputs.js

















const inputs_inputs = (0,inputs/* defineInputs */.pf)({
    mode: choice({
        description: 'What to do: `release` a new version, or `prepare`, `shift` and `finish` it in steps of their own; `bootstrap` the very first one; `rollback` to an earlier one; `recover` what a lost run has left behind; or tell the `status`, which changes nothing.',
        words: mode/* MODES */.F,
        default: 'release',
    }),
    target: text_text({
        description: 'What exists: the name of a Parameter Store parameter (`/platform/<project>/<environment>/<service>`) or the target document itself, as YAML or JSON.',
        required: true,
    }),
    record: text_text({
        description: 'Name of Parameter Store below which releases are recorded, so that no two runs interleave and a lost one can be recovered. The default is the name given as `target`. `none` keeps no record.',
        pattern: /none|(\/[A-Za-z0-9_.-]+)+/,
        allowed: 'a name such as /platform/shop/production/web',
    }),
    image: text_text({
        description: 'The image to release, as `repository@sha256:digest`. A tag is refused: it may name another image tomorrow. Required by the modes `release`, `prepare` and `bootstrap`.',
        pattern: /[^\s@]+@sha256:[0-9a-f]{64}/,
        allowed: 'a repository with a digest such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0f3c…',
    }),
    to: destination({
        description: 'Where a rollback goes: `previous`, what served before; the number of a recorded release; an image as `repository@sha256:digest`; or a task definition.',
        default: 'previous',
    }),
    'accept-schema-risk': boolean_boolean({
        description: 'Rolls back although a migration has taken away what the older version needs of the database (phase contract).',
        default: 'false',
    }),
    'desired-count': integer({
        description: 'Tasks the new version needs at least. Without it the standby gets as many as the live slot has; a `bootstrap` where nothing serves must say it.',
        minimum: 1,
        maximum: 1000,
    }),
    required: integer({
        description: 'Healthy targets of the new version that are needed before and during every step. Without it as many as the release starts tasks; those that scale-out adds later are never required.',
        minimum: 1,
        maximum: 1000,
    }),
    steps: steps({
        description: 'Share of the traffic that the new version gets, and how long each share is watched: `10% 2m, 50% 2m, 100%`. A `bootstrap` where nothing serves moves all of it at once.',
        default: '100%',
    }),
    'keep-for': duration_duration({
        description: 'How long mode `prepare` or `shift` keeps what it has brought about for the next mode of the same workflow run. After that another run may take it back.',
        default: '1h',
        minimum: '1m',
        maximum: '24h',
    }),
    'on-interrupted': choice({
        description: 'What becomes of a release that a lost run has left half way: `revert` takes it back, `resume` goes on with it. A release or a shift goes on only with its own image.',
        words: mode/* ON_INTERRUPTED */.n,
        default: 'revert',
    }),
    hold: duration_duration({
        description: 'How long to wait after the last weight for every node of the load balancer to obey it, before anything of the old slot is touched.',
        default: '20s',
        maximum: '10m',
    }),
    bake: duration_duration({
        description: 'How long the new version is watched with all the traffic before the old slot is parked.',
        default: '5m',
        maximum: '3h',
    }),
    'standby-count': integer({
        description: 'Tasks that the slot that is left keeps. With as many as the new version has, a rollback is one write for each rule; with 0 it brings the old version up first.',
        default: '0',
        minimum: 0,
        maximum: 1000,
    }),
    sticky: choice({
        description: 'What becomes of clients that a production rule keeps with the target group they got first (group stickiness), whom weights do not move: `refuse` changes nothing and says why; `detach` turns it off with the first weight and on again when no cookie leads back any more; `wait` leaves it on, so that only clients without a cookie move, and parks the old slot when no cookie leads there any more. A rollback cannot wait.',
        words: stickiness/* STICKY */.Ag,
        default: 'refuse',
    }),
    'sticky-timeout': duration_duration({
        description: 'How long a run waits at most until old cookies have expired: to put group stickiness back, or with `sticky: wait` to park the old slot. When they last longer it stays off, or the slot is kept, and a later run does the rest.',
        default: '10m',
        maximum: '6h',
    }),
    'healthy-timeout': duration_duration({
        description: 'How long the standby may take until its tasks run and its targets are healthy.',
        default: '10m',
        minimum: '30s',
        maximum: '3h',
    }),
    'probe-url': text_text({
        description: 'Address that is requested through the production listener while traffic moves and during the bake. Without it only the health of the targets is watched.',
        pattern: /https?:\/\/\S+/,
        allowed: 'an http or https address such as https://www.example.com/',
    }),
    'test-url': text_text({
        description: 'Address that reaches the standby through a test rule of the target. Before the first weight it has to answer well, with the expected version, and it is requested until the end of the bake.',
        pattern: /https?:\/\/\S+/,
        allowed: 'an http or https address such as https://www.example.com/',
    }),
    'test-headers': keyValues({
        description: 'Headers that the test rule asks for, as `name=value`, one a line. `name=ssm:<parameter>` takes the value from a parameter of Parameter Store, such as a SecureString. Values are hidden in the log.',
        pattern: /[\w!#$%&'*+.^`|~-]+/,
        secret: true,
    }),
    'probe-interval': duration_duration({
        description: 'Time between two requests to each address. The default makes 60 requests in five minutes to each; rules of AWS WAF that limit the rate count them.',
        default: '5s',
        minimum: '1s',
        maximum: '1m',
    }),
    'probe-failures': integer({
        description: 'Failed requests in a row, to one address, that end the release.',
        default: '3',
        minimum: 1,
        maximum: 20,
    }),
    'probe-budget': percentage({
        description: 'Share of the requests to one address that may fail, once there are 20 of them. One failure never ends the release by itself.',
        default: '5%',
    }),
    'expect-version': versionCheck({
        description: 'What an answer shows when it comes from the new version: `header:<name>=<version>`, `json:<path>=<version>` of a JSON body, or `body:<text>`. Through the test rules it is always required, through the production listener from the bake on, and counted before. Without it no version is checked.',
    }),
    alarms: alarms({
        description: 'CloudWatch alarms that end the release when they go into ALARM, metric or composite: names, or `tag:<key>=<value>` for every alarm with that tag, one a line or separated by commas. One that is in ALARM already refuses the release.',
    }),
    'on-no-data': choice({
        description: 'What becomes of the release when an alarm has no data at the end of the bake: `hold` watches on, as long again at most, and then rolls back with the verdict `inconclusive`; `fail` rolls back at once; `pass` says so in the summary and goes on.',
        words: ON_NO_DATA,
        default: 'hold',
    }),
    'dry-run': boolean_boolean({
        description: 'Shows what the mode would do, and changes nothing.',
        default: 'false',
    }),
    ...awsInputs,
});
function destination(declared) {
    return (0,spec/* specify */._s)(declared, {
        allowed: 'previous, the number of a release such as 12, web@sha256:0f3c…, or web:7',
        absent: undefined,
        parse: (value) => usable(() => parseDestination(value)),
    });
}
function alarms(declared) {
    const items = list({ description: '', allowed: 'names of alarms and tag:<key>=<value>' });
    return (0,spec/* specify */._s)(declared, {
        allowed: items.allowed,
        absent: { names: [], tags: [] },
        parse: (value) => parseAlarms(items.read(value)),
    });
}
function versionCheck(declared) {
    return (0,spec/* specify */._s)(declared, {
        allowed: 'header:x-version=1.4.2, json:build.sha=3f2c1e9, or body:Shop 1.4',
        absent: undefined,
        parse: version_check/* parseVersionCheck */.au,
    });
}
function steps(declared) {
    return (0,spec/* specify */._s)(declared, {
        allowed: 'percentages that rise to 100%, each but the last with its time: 10% 2m, 50% 2m, 100%',
        absent: undefined,
        parse: (value) => usable(() => parseSteps(value)),
    });
}
/** What the parser throws completes the sentence "Input ... is ..., which ...". */
function usable(parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new spec/* UnusableValue */.DO(error instanceof Error ? error.message : String(error));
    }
}


/***/ }),

/***/ 5633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ MODES),
/* harmony export */   n: () => (/* binding */ ON_INTERRUPTED)
/* harmony export */ });
/** What the action can do. */
const MODES = [
    'release',
    'prepare',
    'shift',
    'finish',
    'bootstrap',
    'rollback',
    'recover',
    'status',
];
/** What may become of a release that a lost run has left half way. */
const ON_INTERRUPTED = ['revert', 'resume'];


/***/ }),

/***/ 6929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ toRequest)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(308);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5394);
/* harmony import */ var _mode_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5633);




const NEW_VERSION = ['release', 'prepare', 'bootstrap'];
const SHIFTS = ['release', 'shift', 'bootstrap', 'rollback', 'recover'];
/** Inputs that act in some modes alone. */
const ONLY_IN = {
    image: NEW_VERSION,
    to: ['rollback'],
    'accept-schema-risk': ['rollback'],
    'desired-count': [...NEW_VERSION, 'rollback'],
    required: [...NEW_VERSION, 'rollback'],
    steps: ['release', 'shift', 'bootstrap'],
    'keep-for': ['prepare', 'shift'],
    'on-interrupted': ['release', 'shift', 'bootstrap', 'recover'],
    hold: [...SHIFTS, 'prepare', 'finish'],
    bake: SHIFTS,
    'standby-count': ['release', 'finish', 'bootstrap', 'rollback'],
    sticky: ['release', 'prepare', 'bootstrap', 'rollback'],
    'sticky-timeout': ['release', 'finish', 'bootstrap', 'rollback', 'recover'],
    'healthy-timeout': ['prepare', ...SHIFTS],
    'probe-url': SHIFTS,
    'test-url': [...NEW_VERSION, 'shift', 'recover'],
    'test-headers': [...NEW_VERSION, 'shift', 'recover'],
    'probe-interval': [...SHIFTS, 'prepare'],
    'probe-failures': [...SHIFTS, 'prepare'],
    'probe-budget': [...SHIFTS, 'prepare'],
    'expect-version': [...NEW_VERSION, 'rollback'],
    alarms: ['release', 'shift', 'bootstrap', 'recover'],
    'on-no-data': ['release', 'shift', 'bootstrap', 'recover'],
    'dry-run': [...SHIFTS, 'prepare', 'finish'],
};
/** Modes that work with what an earlier run has recorded. */
const NEED_RECORD = ['prepare', 'shift', 'finish', 'recover'];
/**
 * Sees that the inputs suit the mode.
 * @throws InputError with every input that is missing, or that would be ignored
 */
function toRequest(inputs) {
    const { mode, image } = inputs;
    const record = recordOf(inputs);
    const idle = [...idleInputs(inputs), ...idleAlarms(inputs), ...idleProbing(inputs)];
    const problems = [...idle, ...missingInputs(inputs, record)];
    const [cause, ...others] = problems;
    if (cause !== undefined) {
        throw new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .w({
            cause,
            advice: 'Correct the "with:" of this step.',
            ...(others.length > 0 && { detail: others.join('\n') }),
        });
    }
    if (mode === 'status')
        return { mode, record };
    if (mode === 'rollback')
        return { mode, inputs, record };
    if (isNewVersion(mode)) {
        return { mode, inputs: { ...inputs, image: image ?? '' }, record };
    }
    return { mode, inputs, record: record ?? '' };
}
function missingInputs({ mode, image, dryRun, to, sticky, record: given }, record) {
    const { allowed } = _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputs */ .Q.record;
    const problems = [];
    if (isNewVersion(mode) && image === undefined) {
        problems.push(`Input "image" is required in mode "${mode}" and is not given. Allowed: ${_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputs */ .Q.image.allowed}.`);
    }
    const mayDoWithout = mode === 'release' || mode === 'bootstrap' || mode === 'rollback';
    if (mayDoWithout && !dryRun && record === undefined && given !== NONE) {
        problems.push(`Input "record" is required when "target" is a document. Allowed: ${allowed}, or ${NONE}.`);
    }
    if (NEED_RECORD.includes(mode) && record === undefined) {
        problems.push(`Input "record" is required in mode "${mode}". Allowed: ${allowed}.`);
    }
    if (given === NONE && sticky !== 'refuse') {
        problems.push(`Without a record, "sticky" cannot be ${sticky}: nothing would know what to put back after a lost run.`);
    }
    if (mode === 'rollback' && sticky === 'wait') {
        problems.push('Input "sticky" cannot be wait in mode "rollback": it would keep clients on the version that is left. Use detach.');
    }
    if (mode === 'rollback' && given === NONE && (to.kind === 'previous' || to.kind === 'release')) {
        problems.push('Without a record, "to" has to name an image with its digest or a task definition.');
    }
    return problems;
}
function isNewVersion(mode) {
    return NEW_VERSION.some((candidate) => candidate === mode);
}
/** Keeps no record. */
const NONE = 'none';
function recordOf({ record, target }) {
    if (record === NONE)
        return undefined;
    return record ?? (target.startsWith('/') ? target : undefined);
}
/** A recovery looks at alarms only when it goes on with a release. */
function idleAlarms({ mode, onInterrupted, alarms }) {
    const isGiven = alarms.names.length + alarms.tags.length > 0;
    if (mode !== 'recover' || onInterrupted === 'resume' || !isGiven)
        return [];
    return ['Input "alarms" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.'];
}
/** What mode `prepare` is told of the version is checked by mode `shift`. */
function idleProbing(inputs) {
    const { mode, onInterrupted, expectVersion, probeUrl, testUrl, testHeaders } = inputs;
    const idle = [];
    if (testHeaders.size > 0 && testUrl === undefined) {
        idle.push('Input "test-headers" does nothing without "test-url". Leave it out, or give that too.');
    }
    if (testUrl !== undefined && mode === 'recover' && onInterrupted !== 'resume') {
        idle.push('Input "test-url" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.');
    }
    const isProbed = probeUrl !== undefined || testUrl !== undefined || mode === 'prepare';
    if (expectVersion !== undefined && !isProbed) {
        idle.push('Input "expect-version" does nothing without "probe-url" or "test-url". Leave it out, or give one.');
    }
    return idle;
}
/** An input that would be ignored is most likely a mistake about the mode. */
function idleInputs(inputs) {
    const { mode } = inputs;
    const given = inputs;
    return Object.entries(ONLY_IN).flatMap(([name, modes]) => {
        const value = given[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())];
        const isDefault = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(value, _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputs */ .Q[name].read(''));
        if (modes.includes(mode) || isDefault)
            return [];
        const useful = _mode_js__WEBPACK_IMPORTED_MODULE_3__/* .MODES */ .F.filter((candidate) => modes.includes(candidate)).join(', ');
        return [`Input "${name}" does nothing in mode "${mode}". Leave it out, or use mode ${useful}.`];
    });
}


/***/ }),

/***/ 7484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QO: () => (/* binding */ listSticky),
/* harmony export */   Rb: () => (/* binding */ cookieSpan),
/* harmony export */   Y9: () => (/* binding */ keepsCookies)
/* harmony export */ });
/** A request may wait so long for the answer that brings its cookie, in milliseconds: a load balancer's idle timeout. */
const LAST_ANSWER = 60_000;
/**
 * How long after its last request a client may still have a valid cookie, in milliseconds. The cookie is one for all
 * rules of an address, so the longest of their durations counts.
 */
function cookieSpan(rules) {
    return LAST_ANSWER + 1_000 * Math.max(0, ...rules.map(({ seconds }) => seconds));
}
function listSticky(rules) {
    return rules.flatMap(({ ruleArn, sticky }) => (sticky ? [{ ruleArn, ...sticky }] : []));
}
/**
 * Whether clients keep their cookies while the traffic moves, and may be led to the slot that has lost its weight. What
 * serves first has no slot before it.
 */
function keepsCookies({ stickiness, isFirst, rules, }) {
    return stickiness?.mode === 'wait' && !isFirst && rules.some(({ sticky }) => sticky?.isOn);
}


/***/ }),

/***/ 1339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ STICKY),
/* harmony export */   Br: () => (/* binding */ isOwnStickiness),
/* harmony export */   W3: () => (/* binding */ planStickiness),
/* harmony export */   ih: () => (/* binding */ stickinessOnTheWay),
/* harmony export */   lk: () => (/* binding */ asLeftOff),
/* harmony export */   o8: () => (/* binding */ stickinessIn),
/* harmony export */   zr: () => (/* binding */ leaveOff)
/* harmony export */ });
/* harmony import */ var _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2921);
/* harmony import */ var _lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4451);
/* harmony import */ var _cookies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7484);




/** What becomes of the group stickiness of production rules. */
const STICKY = ['refuse', 'detach', 'wait'];
/**
 * Fixes what becomes of group stickiness in a plan.
 * @throws ActionFailure when it is to be refused, or could not be turned off
 */
function planStickiness(plan, sticky, { rules: shares, leftOff, stickyGroups }) {
    const rules = plan.rules.map((rule) => withStickyState(rule, shares, leftOff));
    const [first] = (0,_cookies_js__WEBPACK_IMPORTED_MODULE_2__/* .listSticky */ .QO)(rules);
    if (!first)
        return plan;
    if (sticky === 'refuse')
        throw refused(first);
    const [slot] = stickyGroups;
    if (slot)
        throw heldByTargetGroup(first, sticky, { slot, ...plan.target.slots[slot] });
    const isCarried = leftOff && rules.some((rule) => rule.sticky?.isOn === false);
    return { ...plan, rules, stickiness: { mode: sticky, ...(isCarried && { carriedUntil: leftOff.until }) } };
}
function withStickyState(rule, shares, leftOff) {
    const { ruleArn } = rule;
    const { stickySeconds } = shares.find((share) => share.ruleArn === ruleArn)?.forwarding ?? {};
    if (stickySeconds !== undefined)
        return { ...rule, sticky: { seconds: stickySeconds, isOn: true } };
    const left = leftOff?.rules.find((candidate) => candidate.ruleArn === ruleArn);
    return left ? { ...rule, sticky: { seconds: left.seconds, isOn: false } } : rule;
}
function refused({ ruleArn, seconds }) {
    return new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `Production rule ${ruleArn} keeps clients with the target group they got first (group stickiness, ${seconds} s): weights would not move them.`,
        advice: 'Set "sticky" to detach, which turns it off for the release, or to wait, which moves new clients alone (a rollback knows only detach), or turn it off yourself: that of both target groups first, if it is on (AWS does not allow it without the other one), then the group stickiness of the forward action.',
    });
}
function heldByTargetGroup({ ruleArn }, mode, { slot, targetGroup }) {
    return new _lib_action_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d({
        cause: `The target group of slot ${slot}, ${targetGroup}, keeps clients with single targets (stickiness.enabled), and while it does AWS does not let production rule ${ruleArn} be without group stickiness${mode === 'wait' ? ', and a release that goes back has to turn it off' : ''}.`,
        advice: `Turn it off for both target groups, if the application can do without: ${(0,_lib_aws_aws_command_js__WEBPACK_IMPORTED_MODULE_1__/* .awsCommand */ .b)('elbv2 modify-target-group-attributes', (0,_lib_aws_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .regionOf */ .A)(targetGroup), { 'target-group-arn': targetGroup, attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] })}`,
    });
}
/**
 * What a write that gives the standby more traffic does to a rule's stickiness: with it, weights would move only clients
 * without a cookie.
 */
function stickinessOnTheWay({ stickiness }, { sticky }) {
    return sticky && stickiness?.mode !== 'wait' ? 'off' : undefined;
}
/**
 * What a write that gives one slot all the traffic does to it. Back on the slot that was live it can be turned on at
 * once: while the other one had traffic no cookie was given. Anywhere else old cookies would lead clients away, and so
 * they would everywhere when it was on all the time.
 */
function stickinessIn(slot, { live, stickiness }, { sticky }) {
    if (!sticky)
        return undefined;
    return slot === live && sticky.isOn && stickiness?.mode !== 'wait' ? sticky.seconds : 'off';
}
/** The same plan where it may have been on while the standby had all the traffic: then it is nowhere to be on at once. */
function asLeftOff(plan) {
    const rules = plan.rules.map(({ sticky, ...rule }) => ({
        ...rule,
        ...(sticky && { sticky: { ...sticky, isOn: false } }),
    }));
    return { ...plan, rules };
}
/**
 * What is without it when one slot has been given all the traffic, by writes that are now behind. Where cookies were kept
 * it is what may be without it: only going back takes it away.
 * @returns undefined when the plan has nothing to do with it
 */
function leaveOff(slot, plan, { at, hold }) {
    const { stickiness, live, rules: all } = plan;
    if (!stickiness)
        return undefined;
    const rules = (0,_cookies_js__WEBPACK_IMPORTED_MODULE_2__/* .listSticky */ .QO)(all);
    const { carriedUntil } = stickiness;
    const fresh = at + hold + (0,_cookies_js__WEBPACK_IMPORTED_MODULE_2__/* .cookieSpan */ .Rb)(rules);
    const carried = carriedUntil ?? fresh;
    if (slot === live && !(0,_cookies_js__WEBPACK_IMPORTED_MODULE_2__/* .keepsCookies */ .Y9)(plan))
        return { rules: rules.filter(({ isOn }) => !isOn), until: carried };
    return { rules, until: rules.some(({ isOn }) => isOn) ? Math.max(fresh, carried) : carried };
}
/**
 * Whether a rule's stickiness is none that somebody else has given it.
 * @param mayBeOn whether the plan's own may be on
 */
function isOwnStickiness({ sticky }, seconds, mayBeOn = true) {
    if (seconds === undefined)
        return true;
    return mayBeOn && seconds === sticky?.seconds;
}


/***/ }),

/***/ 8510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UY: () => (/* binding */ formatVersionCheck),
/* harmony export */   au: () => (/* binding */ parseVersionCheck),
/* harmony export */   pm: () => (/* binding */ complainAboutVersion),
/* harmony export */   qv: () => (/* binding */ shownVersion)
/* harmony export */ });
/* harmony import */ var _lib_action_inputs_spec_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4954);

/**
 * Reads a check such as `header:x-version=1.4.2`, `json:build.sha=3f2c1e9` or `body:Shop 1.4`. What follows the first
 * `=` is the version.
 * @throws UnusableValue
 */
function parseVersionCheck(text) {
    const [, where, rest = ''] = /^(header|json|body):(.+)$/s.exec(text) ?? [];
    if (where === 'body')
        return { where, name: '', version: rest };
    const [, name = '', version = ''] = /^([^=]+)=(.+)$/s.exec(rest) ?? [];
    if (where === 'header' && version !== '' && /^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
        return { where, name: name.toLowerCase(), version };
    }
    if (where === 'json' && version !== '' && pathOf(name).every((key) => key !== '')) {
        return { where, name, version };
    }
    throw new _lib_action_inputs_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .UnusableValue */ .DO('names neither a header nor a JSON value nor a text, with the version');
}
/** As it is given, for people and for the record. */
function formatVersionCheck({ where, name, version }) {
    return where === 'body' ? `body:${version}` : `${where}:${name}=${version}`;
}
/** No version is longer; what comes from outside is shown no further. */
const LONGEST_SHOWN = 100;
/** The version that an answer shows, if it shows one; the beginning of what is too long for another than the expected. */
function shownVersion(check, shown) {
    const found = findVersion(check, shown);
    return found === check.version ? found : found?.slice(0, LONGEST_SHOWN);
}
function findVersion(check, { headers, body }) {
    switch (check.where) {
        case 'header':
            return headers[check.name];
        case 'json':
            return readValue(body, pathOf(check.name));
        case 'body':
            return body.includes(check.version) ? check.version : undefined;
    }
}
/**
 * Says why an answer does not come from the version that is released.
 * @returns undefined when it does
 */
function complainAboutVersion(check, shown) {
    const { where, name, version } = check;
    if (findVersion(check, shown) === version)
        return undefined;
    const found = shownVersion(check, shown);
    if (where === 'body')
        return `its body does not hold ${JSON.stringify(version)}`;
    const place = where === 'header' ? `header ${name}` : `${name} of its JSON`;
    if (found === undefined)
        return `it has no ${place}, where ${JSON.stringify(version)} is expected`;
    return `${place} is ${JSON.stringify(found)} instead of ${JSON.stringify(version)}`;
}
/** `builds[0].sha` has the keys builds, 0 and sha. */
function pathOf(name) {
    return name.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
}
function readValue(body, path) {
    let value;
    try {
        value = JSON.parse(body);
    }
    catch {
        return undefined;
    }
    for (const key of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}


/***/ }),

/***/ 1010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ started)
});

// EXTERNAL MODULE: ../../node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(2825);
;// CONCATENATED MODULE: ./lib/action/state.js

/**
 * One named piece of state. It stands in a file of the runner in the clear: never put a secret into it.
 * @param parse checks what comes back; it throws when an older version of the action has written something else
 */
function defineState(name, parse) {
    return {
        save: (value) => core/* saveState */.LZ(name, JSON.stringify(value)),
        read() {
            const saved = core/* getState */.Gu(name);
            return saved === '' ? undefined : parse(JSON.parse(saved));
        },
    };
}

;// CONCATENATED MODULE: ./actions/blue-green-switch/src/started.js

/** Left by a run whose inputs were good: one that had not come so far has nothing for `post` to put right. */
const started = defineState('started', (value) => value === true);


/***/ }),

/***/ 5981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NE: () => (/* binding */ withDeadline),
/* harmony export */   Xp: () => (/* binding */ DeadlinePassed),
/* harmony export */   q7: () => (/* binding */ abortOnCancel)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5775);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(308);


/** The reason of the run's signal when the job is cancelled. */
class Cancelled extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d {
    name = 'Cancelled';
    constructor(signal) {
        super({ cause: `The job was cancelled (${signal}).` });
    }
}
/** The reason when a limit of time is over. */
class DeadlinePassed extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .d {
    name = 'DeadlinePassed';
}
/**
 * An abort signal that the runner's cancel sets off. The runner sends SIGINT, 7.5 s later SIGTERM, and kills 2.5 s
 * after that: the first one aborts, and the second is swallowed so that the clean-up gets all of the time.
 */
function abortOnCancel(controller, source) {
    for (const signal of ['SIGINT', 'SIGTERM']) {
        source.on(signal, () => controller.abort(new Cancelled(signal)));
    }
}
/**
 * Runs `work` with a signal that also aborts when its time is over.
 * @param what completes the sentence "... took longer than 5m."
 * @throws DeadlinePassed when `work` gives way to the deadline, and whatever else it throws
 */
async function withDeadline(context, milliseconds, what, work) {
    const deadline = new AbortController();
    const cause = `${what} took longer than ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(milliseconds)}.`;
    const callOff = context.clock.after(milliseconds, () => deadline.abort(new DeadlinePassed({ cause })));
    try {
        return await work({ ...context, signal: AbortSignal.any([context.signal, deadline.signal]) });
    }
    finally {
        callOff();
    }
}


/***/ }),

/***/ 7153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T8: () => (/* binding */ systemStopwatch),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   yy: () => (/* binding */ sleep)
/* harmony export */ });
/** The machine's own time. */
const systemClock = {
    now: () => Date.now(),
    after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
    },
};
/** The machine's own. */
const systemStopwatch = { read: () => performance.now() };
/**
 * Waits on the given clock.
 * @throws the signal's reason, at once, when it aborts before the time is over
 */
function sleep(clock, milliseconds, signal) {
    return new Promise((resolve, reject) => {
        if (signal?.aborted) {
            reject(signal.reason);
            return;
        }
        const onAbort = () => {
            cancel();
            reject(signal?.reason);
        };
        const cancel = clock.after(milliseconds, () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
    });
}


/***/ }),

/***/ 5775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
const UNITS = { h: 3_600_000, m: 60_000, s: 1000 };
/**
 * Milliseconds of `30s`, `5m`, `1h30m`: units fall in size, each at most once.
 * @throws Error that names the text and the form that is wanted
 */
function parseDuration(text) {
    const match = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(text.trim());
    if (!match)
        throw new Error(`${JSON.stringify(text)} is not a duration such as 30s, 5m or 1h30m.`);
    const [, hours = '0', minutes = '0', seconds = '0'] = match;
    return Number(hours) * UNITS.h + Number(minutes) * UNITS.m + Number(seconds) * UNITS.s;
}
/** `1h30m`, `1m12s`, `4s`; under a second `850ms`. Whole seconds are rounded down, so that no wait looks over too early. */
function formatDuration(milliseconds) {
    if (milliseconds > 0 && milliseconds < 1000)
        return `${Math.round(milliseconds)}ms`;
    const total = Math.floor(milliseconds / 1000);
    const parts = [
        [Math.floor(total / 3600), 'h'],
        [Math.floor(total / 60) % 60, 'm'],
        [total % 60, 's'],
    ];
    const shown = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
    return shown.length === 0 ? '0s' : shown.join('');
}


/***/ }),

/***/ 308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ ActionFailure),
/* harmony export */   w: () => (/* binding */ InputError)
/* harmony export */ });
/** A red end that the action means: the user, the platform or AWS has to change something. Not a bug, so no stack. */
class ActionFailure extends Error {
    name = 'ActionFailure';
    failure;
    constructor(failure, options) {
        super(failure.cause, options);
        this.failure = failure;
    }
}
/** An input that cannot be used: it names the input, the value and what is allowed. */
class InputError extends ActionFailure {
    name = 'InputError';
}


/***/ }),

/***/ 2901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ renderPlain),
/* harmony export */   w: () => (/* binding */ toFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);

/**
 * What to tell about anything that was thrown. Whatever was not meant to end a run is a bug: its stack is shown.
 * @param signal the run's signal: an error that only echoes its abort gives way to the abort's reason
 */
async function toFailure(error, explain, signal) {
    if (error instanceof AggregateError)
        return unroll(error, explain, signal);
    if (signal.aborted && isAbortEcho(error) && error !== signal.reason) {
        return toFailure(signal.reason, explain, signal);
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionFailure */ .d)
        return error.failure;
    return (await explain(error)) ?? describeBug(error);
}
/** Of several errors the first is the cause, the others stand in the detail. */
async function unroll(error, explain, signal) {
    const failures = await Promise.all(error.errors.map((each) => toFailure(each, explain, signal)));
    const [first, ...others] = failures;
    if (!first)
        return describeBug(error);
    const detail = [first.detail, ...others.map(renderPlain)].filter((part) => part !== undefined).join('\n');
    return { ...first, ...(detail !== '' && { detail }) };
}
/** `fetch`, the SDK and Node's own calls throw an AbortError of theirs when their signal aborts. */
function isAbortEcho(error) {
    return error instanceof Error && error.name === 'AbortError';
}
function describeBug(error) {
    const isError = error instanceof Error;
    const cause = `An error that was not expected: ${isError ? `${error.name}: ${firstLine(error.message)}` : String(error)}`;
    return {
        cause,
        advice: `This is a bug, please report it with the stack: ${issuesPage(process.env)}`,
        detail: isError ? stacks(error).join('\ncaused by ') : cause,
    };
}
/** The stack of an error and of what caused it. */
function stacks(error) {
    const own = error.stack ?? `${error.name}: ${error.message}`;
    return error.cause instanceof Error ? [own, ...stacks(error.cause)] : [own];
}
function firstLine(text) {
    return text.split('\n')[0] ?? '';
}
function issuesPage(env) {
    const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_ACTION_REPOSITORY: repository } = env;
    return repository ? `${server}/${repository}/issues` : 'the issues page of platform-actions';
}
/** A failure as lines of text: cause, advice, detail. */
function renderPlain(failure) {
    return [failure.cause, failure.advice, failure.detail].filter((part) => part !== undefined).join('\n');
}


/***/ }),

/***/ 451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createGithubLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2825);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5840);


/** The log as the runner shows it. Nothing that is logged can act as a workflow command. */
function createGithubLog() {
    let depth = 0;
    async function group(title, work) {
        // The runner has no groups in groups: the inner title becomes a line, or its end would close the outer one.
        if (depth === 0)
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .startGroup */ .Oh((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(title));
        else
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLines */ .vL)(title).join(' '));
        depth++;
        try {
            return await work();
        }
        finally {
            depth--;
            if (depth === 0)
                _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .endGroup */ .N4();
        }
    }
    return {
        debug: (message) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(message)),
        info: (message) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(message)),
        warning: (message) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(message)),
        group,
    };
}


/***/ }),

/***/ 5840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kw: () => (/* binding */ harmlessLine),
/* harmony export */   fT: () => (/* binding */ harmlessText),
/* harmony export */   vL: () => (/* binding */ harmlessLines)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);

// Control characters (a tab is harmless), what reorders or hides text, and line separators that are not line feeds.
// Format characters matter for more than looks: the runner compares text by culture, which skips them, so a command
// stays one with a zero-width space inside it.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu;
/**
 * Text from AWS, from containers and from tools as lines that the runner takes for nothing but text. The runner obeys
 * `::name::` at the beginning of a line, white space before it or not, and the older `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs).
 */
function harmlessLines(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text)
        .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
        .map((line) => line
        .replace(INVISIBLE, (character) => (character === '\t' ? '\t' : ''))
        .replaceAll('##[', '## [')
        .replace(/^(\s*):(?=:)/, '$1: '));
}
/** {@link harmlessLines} as one text, for a command whose message may have several lines. */
function harmlessText(text) {
    return harmlessLines(text).join('\n');
}
/** {@link harmlessLines} as one line, for a title. */
function harmlessLine(text) {
    return harmlessLines(text).join(' ').trim();
}


/***/ }),

/***/ 7142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JR: () => (/* binding */ rawInput),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   pf: () => (/* binding */ defineInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(308);
/* harmony import */ var _inputs_spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4954);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1397);



/** States the inputs of an action once; types, errors and the drift test follow from it. */
function defineInputs(specs) {
    return specs;
}
/**
 * The only reader of `INPUT_*`.
 * @throws InputError with every wrong input: the first is the cause, the others stand in the detail
 */
function readInputs(specs, env) {
    const problems = unknownInputs(Object.keys(specs), env);
    const values = {};
    for (const [name, spec] of Object.entries(specs)) {
        const given = rawInput(name, env);
        try {
            values[toCamelCase(name)] = spec.read(given);
        }
        catch (error) {
            problems.push(describeProblem(name, spec, given, error));
        }
    }
    const [cause, ...others] = problems;
    if (cause === undefined)
        return values;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .w({
        cause,
        advice: 'Correct the "with:" of this step.',
        ...(others.length > 0 && { detail: others.join('\n') }),
    });
}
/** The text of an input as the step gives it, without white space around it; empty when it gives none. */
function rawInput(name, env) {
    return (env[environmentName(name)] ?? '').trim();
}
/** The runner upper-cases a name and replaces spaces; hyphens stay. */
function environmentName(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function toCamelCase(name) {
    return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
/** The runner only warns about an input that action.yml does not know, and hands it over all the same. */
function unknownInputs(names, env) {
    const known = new Set(names.map(environmentName));
    return Object.keys(env)
        .filter((key) => key.startsWith('INPUT_') && !known.has(key))
        .map((key) => key.slice('INPUT_'.length).toLowerCase())
        .map((name) => `Input ${quote(name)} is not known.${didYouMean((0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearest */ .p)(name, names))} Allowed: ${names.join(', ')}.`);
}
function describeProblem(name, spec, given, error) {
    if (error instanceof _inputs_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .MissingValue */ .m0)
        return `Input ${quote(name)} is required and is not given. Allowed: ${spec.allowed}.`;
    if (!(error instanceof _inputs_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .UnusableValue */ .DO))
        throw error;
    const shown = spec.secret ? 'a secret' : quote(given);
    return `Input ${quote(name)} is ${shown}, which ${error.message}. Allowed: ${spec.allowed}.${didYouMean(error.nearest)}`;
}
function didYouMean(suggestion) {
    return suggestion === undefined ? '' : ` Did you mean ${quote(suggestion)}?`;
}
const LONGEST_SHOWN = 120;
/** As JSON, so that a line break or a quote in a value cannot change the sentence around it. */
function quote(value) {
    return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}...` : value);
}


/***/ }),

/***/ 4954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ UnusableValue),
/* harmony export */   _s: () => (/* binding */ specify),
/* harmony export */   m0: () => (/* binding */ MissingValue)
/* harmony export */ });
/** A text that an input cannot take. */
class UnusableValue extends Error {
    name = 'UnusableValue';
    /** The right value that was most likely meant. */
    nearest;
    /** @param why completes the sentence "Input ... is ..., which ..." */
    constructor(why, nearest) {
        super(why);
        this.nearest = nearest;
    }
}
/** A required input that the step does not give. */
class MissingValue extends Error {
    name = 'MissingValue';
}
/**
 * Joins what action.yml says with what reads it. An empty text counts as not given: an unset expression leaves one.
 * @throws Error when the default is empty, which would be the same as none
 */
function specify(declared, parser) {
    if (declared.default === '')
        throw new Error('An empty default is none: leave it out.');
    const required = declared.required ?? false;
    return {
        description: declared.description,
        required,
        default: declared.default,
        secret: declared.secret ?? false,
        allowed: parser.allowed,
        read(text) {
            const effective = text === '' ? (declared.default ?? '') : text;
            if (effective !== '')
                return parser.parse(effective);
            if (required)
                throw new MissingValue();
            return parser.absent;
        },
        secretsIn: (text) => (declared.secret ? [text, ...(parser.secretsIn?.(text) ?? [])] : []),
    };
}


/***/ }),

/***/ 9354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5840);

const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '|': '&#124;',
    '@': '&#64;',
};
/** Text that Markdown shows as it stands, on one line: no markup, no links, no mentions, no table cells of its own. */
function escapeMarkdown(text) {
    return (0,_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLine */ .Kw)(text)
        .replace(/[\\`*_{}[\]#~$!]/g, '\\$&')
        .replace(/[&<>|@]/g, (character) => ENTITIES[character] ?? character)
        .replace(/:\/\//g, '&#58;//')
        .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}&#46;`)
        .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, escapeStart);
}
/** What would begin a list or underline a heading at the start of a line. */
function escapeStart(start) {
    return /^\d/.test(start) ? `${start}\\` : `\\${start}`;
}
/** Untrusted text in code style. HTML and not backticks, since a backtick or a bar in the text would end those. */
function inlineCode(text) {
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** Untrusted lines as a block; its fence is longer than any in the text. */
function codeBlock(text, language = '') {
    const lines = (0,_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLines */ .vL)(text);
    const longest = Math.max(2, ...[...lines.join('\n').matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return [fence + language, ...lines, fence].join('\n');
}
/** A table. Header and cells are Markdown: whatever is untrusted in them has gone through {@link escapeMarkdown}. */
function table(header, rows) {
    const lines = [header, header.map(() => '---'), ...rows];
    return lines
        .map((cells) => `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ')).join(' | ')} |`)
        .join('\n');
}
/** A part that is folded until somebody opens it. The title is text, the body Markdown. */
function details(title, body) {
    return `<details><summary>${escapeMarkdown(title)}</summary>\n\n${body}\n\n</details>`;
}
/** Text inside a Mermaid diagram: the characters that its grammars read become its own number codes. */
function escapeMermaid(text) {
    return (0,_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLine */ .Kw)(text).replace(/[^\p{L}\p{N} ./()%=+-]/gu, (character) => `#${character.codePointAt(0)};`);
}


/***/ }),

/***/ 1397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** The candidate that differs least, when it is close enough to be what was meant: one letter in three, at least one. */
function nearest(text, candidates) {
    let best;
    for (const candidate of candidates) {
        const distance = editDistance(simplify(text), simplify(candidate));
        if (distance > Math.max(1, Math.floor(candidate.length / 3)))
            continue;
        if (!best || distance < best.distance)
            best = { candidate, distance };
    }
    return best?.candidate;
}
/** Case and the choice between `-` and `_` are never what somebody meant to differ in. */
function simplify(text) {
    return text.toLowerCase().replaceAll('_', '-');
}
/** Letters added, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function editDistance(from, to) {
    const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
    const at = (i, j) => rows[i]?.[j] ?? 0;
    for (let i = 1; i <= from.length; i++) {
        rows[i] = [i];
        for (let j = 1; j <= to.length; j++) {
            const replaced = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
            const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
            const swapped = isSwap ? at(i - 2, j - 2) + 1 : replaced;
            rows[i]?.push(Math.min(replaced, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
        }
    }
    return at(from.length, to.length);
}


/***/ }),

/***/ 8045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ exit),
/* harmony export */   z: () => (/* binding */ report)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2825);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5840);
/* harmony import */ var _summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7935);



/** Writes a run's result where the runner looks for it: annotation, log, outputs, job summary. Outputs also when red. */
async function report(outcome) {
    const { failure } = outcome;
    if (failure) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setFailed */ .C1((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(failure.cause));
        if (failure.advice !== undefined)
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(`Next: ${failure.advice}`));
        if (failure.detail !== undefined)
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessText */ .fT)(failure.detail));
    }
    for (const [name, value] of Object.entries(outcome.outputs)) {
        if (value !== undefined)
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, value);
    }
    await (0,_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .writeSummary */ .Sy)(outcome.summary);
}
/** Ends the process when everything written has reached the runner, whatever timers and sockets are still open. */
async function exit(code) {
    for (const stream of [process.stdout, process.stderr]) {
        await new Promise((resolve) => stream.write('', () => resolve()));
    }
    process.exit(code);
}


/***/ }),

/***/ 7053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LX: () => (/* binding */ shellVariable),
/* harmony export */   ay: () => (/* binding */ commandLine),
/* harmony export */   kp: () => (/* binding */ assign)
/* harmony export */ });
/* unused harmony export quoteShell */
/** Stand for a variable of the shell in a text; no name of AWS holds characters for private use. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const VARIABLE = new RegExp(`${OPEN}([A-Z][A-Z0-9_]*)${CLOSE}`);
/**
 * A text that is known to the shell alone, such as the ARN of what an earlier command has made. It may stand in any text
 * that is quoted afterwards, in JSON too.
 * @param name in capitals
 */
function shellVariable(name) {
    return `${OPEN}${name}${CLOSE}`;
}
/** A text as one word of a POSIX shell. A variable that is not set ends the command before it is run. */
function quoteShell(text) {
    const parts = text.split(VARIABLE);
    return parts.length === 1
        ? quoteLiteral(text)
        : parts.map((part, index) => (index % 2 === 1 ? `"\${${part}:?}"` : part && quoteLiteral(part))).join('');
}
/** A command line of these words. */
function commandLine(words) {
    return words.map(quoteShell).join(' ');
}
/** Keeps what a command prints in a variable of the shell. */
function assign(variable, command) {
    return `${variable}=$(${command})`;
}
function quoteLiteral(text) {
    return /^[\w/:.,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}


/***/ }),

/***/ 7935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   zt: () => (/* binding */ renderFailure)
/* harmony export */ });
/* unused harmony exports SUMMARY_LIMIT_BYTES, fitSummary */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2825);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9354);


/** GitHub refuses the whole summary of a step beyond this: 1 MiB. */
const SUMMARY_LIMIT_BYTES = 1024 * 1024;
/** The summary of a run that ended red without writing one: cause first, then what to do, then the evidence. */
function renderFailure(name, failure) {
    return [
        `### :x: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(name)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(failure.cause)}`,
        ...(failure.advice === undefined ? [] : [`**Next:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(failure.advice)}`]),
        ...(failure.detail === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)('Evidence', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(failure.detail))]),
    ].join('\n\n');
}
/** Cuts Markdown at the end of a line so that it fits, closes what the cut has left open, and says that it was cut. */
function fitSummary(markdown, limitBytes = SUMMARY_LIMIT_BYTES) {
    if (Buffer.byteLength(markdown) <= limitBytes)
        return markdown;
    const note = '\n\n*The rest is left out: a job summary holds 1 MiB.*\n';
    const kept = [];
    let bytes = Buffer.byteLength(note);
    let opened = { fence: undefined, details: 0 };
    for (const line of markdown.split('\n')) {
        const next = follow(opened, line);
        bytes += Buffer.byteLength(line) + 1;
        if (bytes + close(next).length > limitBytes)
            break;
        kept.push(line);
        opened = next;
    }
    return `${kept.join('\n')}${close(opened)}${note}`;
}
function follow(opened, line) {
    if (opened.fence !== undefined)
        return line === opened.fence ? { ...opened, fence: undefined } : opened;
    const change = line.split('<details>').length - line.split('</details>').length;
    return { fence: /^`{3,}/.exec(line)?.[0], details: Math.max(0, opened.details + change) };
}
function close(opened) {
    return `${opened.fence === undefined ? '' : `\n${opened.fence}`}${'\n\n</details>'.repeat(opened.details)}`;
}
/** Adds to the job summary. Best effort: the run's result never depends on it, so a refusal becomes a warning. */
async function writeSummary(markdown) {
    if (!process.env.GITHUB_STEP_SUMMARY)
        return;
    try {
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(fitSummary(`${markdown}\n`)).write();
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(`The job summary could not be written: ${String(error)}`);
    }
}


/***/ }),

/***/ 2921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ regionOf)
/* harmony export */ });
/** Of `arn:<partition>:<service>:<region>:<account>:<resource>`; empty for what is nowhere, or no ARN. */
function regionOf(arn) {
    return arn.split(':')[3] ?? '';
}


/***/ }),

/***/ 4451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ awsCommand)
/* harmony export */ });
/* harmony import */ var _action_shell_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7053);

/** A command line for `aws`, fit for a POSIX shell. Options without a value are left out. */
function awsCommand(command, region, options) {
    const all = { ...options, region };
    const words = Object.entries(all).flatMap(([name, value]) => {
        if (value === undefined)
            return [];
        return value === true ? [`--${name}`] : [`--${name}`, toWord(value)];
    });
    return (0,_action_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .commandLine */ .ay)(['aws', ...command.split(' '), ...words]);
}
/** JSON is taken by every option that has a structure, and its values may hold what `aws`'s own shorthand splits at. */
function toWord(value) {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}


/***/ })

};
