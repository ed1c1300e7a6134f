const NEVER = Number.POSITIVE_INFINITY;
/** Longest time that a switch takes, in seconds: timers of Node end at 24 days. */
const DAY = 86_400;

/**
 * Reads the switches that make the sample application good or bad. An empty variable counts as absent, because a
 * build argument that was not given leaves an empty one in the image.
 * @throws an error that names the variable, its value and what is allowed
 */
export function readSettings(environment) {
  return {
    version: environment.APP_VERSION || 'unversioned',
    port: readNumber(environment, 'PORT', 8080, 65_535),
    startDelaySeconds: readNumber(environment, 'START_DELAY_SECONDS', 0, DAY),
    readyDelaySeconds: readNumber(environment, 'READY_DELAY_SECONDS', 0, DAY),
    neverReady: readFlag(environment, 'NEVER_READY'),
    crashAfterSeconds: readNumber(environment, 'CRASH_AFTER_SECONDS', NEVER, DAY),
    errorsAfterSeconds: readNumber(environment, 'ERRORS_AFTER_SECONDS', NEVER, DAY),
    errorRate: readNumber(environment, 'ERROR_RATE', 1, 1),
    errorsFailHealth: readFlag(environment, 'ERRORS_FAIL_HEALTH'),
    responseMilliseconds: readNumber(environment, 'RESPONSE_MILLISECONDS', 5, DAY),
    ignoreSigterm: readFlag(environment, 'IGNORE_SIGTERM'),
  };
}

function readNumber(environment, name, absent, limit) {
  const text = environment[name];
  if (!text) return absent;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= limit) return value;
  throw new Error(`${name} is "${text}", but has to be a number from 0 to ${limit}.`);
}

function readFlag(environment, name) {
  const text = environment[name];
  if (!text || text === 'false') return false;
  if (text === 'true') return true;
  throw new Error(`${name} is "${text}", but has to be "true" or "false".`);
}
