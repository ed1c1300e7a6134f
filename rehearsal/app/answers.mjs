const HEALTH_PATHS = new Set(['/healthz', '/version']);

/**
 * Decides what the application answers, by its settings and its age alone.
 * @returns a function from a request and the seconds since the start to `{ status, type, body }`
 */
export function createAnswers(settings) {
  const isDueError = spreadEvenly(settings.errorRate);

  return function answer({ method, path, body }, secondsUp) {
    const isBad = secondsUp >= settings.errorsAfterSeconds;
    if (isBad && mayFail(path, settings) && isDueError()) return text(500, 'this version has turned bad');
    if (path === '/echo' && method === 'POST') return { status: 200, type: 'application/octet-stream', body };
    if (method !== 'GET' && method !== 'HEAD') return text(405, 'only GET, HEAD and POST /echo');
    if (path === '/healthz') return text(200, 'ok');
    if (path === '/readyz') return readiness(settings, secondsUp);
    if (path === '/version') return json({ version: settings.version });
    if (path === '/') return page(settings.version);
    return text(404, 'no such page');
  };
}

function mayFail(path, settings) {
  if (HEALTH_PATHS.has(path)) return false;
  return path !== '/readyz' || settings.errorsFailHealth;
}

/** Spreads errors without chance: of every ten calls at a rate of 0.3 exactly three are due. */
function spreadEvenly(rate) {
  let asked = 0;
  return () => {
    asked += 1;
    return Math.floor(asked * rate) > Math.floor((asked - 1) * rate);
  };
}

function readiness(settings, secondsUp) {
  if (settings.neverReady) return text(503, 'never ready');
  return secondsUp < settings.readyDelaySeconds ? text(503, 'not ready yet') : text(200, 'ready');
}

function text(status, body) {
  return { status, type: 'text/plain; charset=utf-8', body };
}

function json(value) {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}

function page(version) {
  const shown = version.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><title>Sample ${shown}</title><h1>Sample application</h1><p>Version <b>${shown}</b></p></html>\n`,
  };
}
