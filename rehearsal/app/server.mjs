import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createAnswers } from './answers.mjs';
import { readSettings } from './settings.mjs';

const settings = readSettings(process.env);
const answer = createAnswers(settings);
const secondsUp = () => performance.now() / 1000;
const log = (line) => console.log(`version ${settings.version}: ${line}`);
let isStopping = false;

/** Connections that have not sent a request yet: Node counts them as busy and would wait for them. */
const silentConnections = new Set();
/** Longer than the 60 s that a load balancer keeps an idle connection: whoever closes first must not be the target. */
const keepAliveTimeout = 65_000;
const server = createServer({ keepAliveTimeout }, (request, response) => {
  silentConnections.delete(request.socket);
  respond(request, response).catch((error) => log(`a request broke off: ${error.message}`));
});

server.on('connection', (socket) => {
  silentConnections.add(socket);
  socket.on('close', () => silentConnections.delete(socket));
});

async function respond(request, response) {
  const chunks = await request.toArray();
  await delay(settings.responseMilliseconds);
  const path = request.url.split('?', 1)[0];
  const { status, type, body } = answer(
    { method: request.method, path, body: Buffer.concat(chunks) },
    secondsUp(),
  );
  if (status >= 500) log(`${request.method} ${path} answered ${status}`);
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-app-version': settings.version,
  };
  // Whoever keeps this connection has to send the next request elsewhere.
  if (isStopping) headers.connection = 'close';
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
}

function stop() {
  if (settings.ignoreSigterm) {
    log('got SIGTERM and ignores it');
    return;
  }
  isStopping = true;
  log('got SIGTERM, finishes open requests');
  // Connections between two requests are closed at once; close() calls back when the busy ones have ended too.
  server.close(() => {
    log('stopped');
    process.exit(0);
  });
  for (const socket of silentConnections) socket.destroy();
}

process.on('SIGTERM', stop);
if (Number.isFinite(settings.crashAfterSeconds)) {
  setTimeout(() => {
    console.error(
      `version ${settings.version}: crashes after ${settings.crashAfterSeconds} s, as CRASH_AFTER_SECONDS asks`,
    );
    process.exit(1);
  }, settings.crashAfterSeconds * 1000);
}
log('starting');
await delay(settings.startDelaySeconds * 1000);
if (!isStopping) server.listen(settings.port, () => log(`listening on port ${server.address().port}`));
