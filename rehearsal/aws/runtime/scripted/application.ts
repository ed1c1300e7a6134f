import type { PlainRequest, ScriptedAnswer } from '../../network.ts';
import type { Behaviour } from './behaviour.ts';
import { type ApplicationSettings, createAnswers, readSettings } from './sample-application.ts';
import type { Script, ScriptHost } from './script.ts';

/**
 * Runs the sample application without a process: its own settings and answers, with what its server does around them
 * retold in virtual time.
 */
export function runApplication(
  environment: Readonly<Record<string, string>>,
  behaviour: Behaviour,
  host: ScriptHost,
): Script {
  try {
    return runWith(readSettings(environment), behaviour, host);
  } catch (error) {
    return breakDown(error, host);
  }
}

/** Settings that it cannot read end the application at once, as they end the real one. */
function breakDown(error: unknown, host: ScriptHost): Script {
  host.after(0, () => {
    host.log(String(error), 'stderr');
    host.exit({ exitCode: 1 });
  });
  return { listenerAt: () => undefined, terminate: () => {}, isWell: () => false };
}

function runWith(settings: ApplicationSettings, behaviour: Behaviour, host: ScriptHost): Script {
  const { clock } = host;
  const startedAt = clock.now();
  const log = (line: string) => host.log(`version ${settings.version}: ${line}`, 'stdout');
  const reply = createReply(settings, behaviour, log);
  let isListening = false;
  let isStopping = false;
  /** When the last answer under way has been given. */
  let busyUntil = 0;

  function answer(request: PlainRequest): ScriptedAnswer {
    const now = clock.now();
    const end = now + settings.responseMilliseconds;
    const crash = startedAt + settings.crashAfterSeconds * 1000;
    if (end >= crash) return { milliseconds: crash - now, result: 'reset' };
    busyUntil = Math.max(busyUntil, end);
    return {
      milliseconds: settings.responseMilliseconds,
      result: reply(request, (end - startedAt) / 1000),
    };
  }

  function terminate(): void {
    if (settings.ignoreSigterm) {
      log('got SIGTERM and ignores it');
      return;
    }
    isStopping = true;
    log('got SIGTERM, finishes open requests');
    host.after(Math.max(0, busyUntil - clock.now()) / 1000, () => {
      log('stopped');
      host.exit({ exitCode: 0 });
    });
  }

  planCrash(settings, host);
  log('starting');
  host.after(settings.startDelaySeconds, () => {
    isListening = true;
    log(`listening on port ${settings.port}`);
  });
  return {
    listenerAt: (port) => (isListening && !isStopping && port === settings.port ? answer : undefined),
    terminate,
    isWell: () => isListening && !isStopping && !isInUnreadyTurn(behaviour, (clock.now() - startedAt) / 1000),
  };
}

function planCrash({ version, crashAfterSeconds }: ApplicationSettings, host: ScriptHost): void {
  host.after(crashAfterSeconds, () => {
    host.log(
      `version ${version}: crashes after ${crashAfterSeconds} s, as CRASH_AFTER_SECONDS asks`,
      'stderr',
    );
    host.exit({ exitCode: 1 });
  });
}

function createReply(settings: ApplicationSettings, behaviour: Behaviour, log: (line: string) => void) {
  const answerOf = createAnswers(settings);
  return ({ method, url }: PlainRequest, secondsUp: number): ScriptedAnswer['result'] => {
    const path = url.split('?', 1)[0] ?? '';
    const usual = answerOf({ method, path, body: new Uint8Array() }, secondsUp);
    const isUnready = path === '/readyz' && isInUnreadyTurn(behaviour, secondsUp);
    const { status, type, body } = isUnready
      ? { ...usual, status: 503, body: 'not ready in this turn' }
      : usual;
    if (status >= 500) log(`${method} ${path} answered ${status}`);
    return {
      status,
      headers: {
        'content-type': type,
        'content-length': String(Buffer.byteLength(body)),
        'x-app-version': settings.version,
      },
      body: method === 'HEAD' ? '' : body.toString(),
    };
  };
}

function isInUnreadyTurn({ flapping }: Behaviour, secondsUp: number): boolean {
  if (!flapping) return false;
  return secondsUp % (flapping.readySeconds + flapping.unreadySeconds) >= flapping.readySeconds;
}
