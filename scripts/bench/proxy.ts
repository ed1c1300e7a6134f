import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';
import { sendRequests } from './proxy/load.ts';
import { renderTable } from './table.ts';

/** Requests per second that one listener must carry at least. */
const AIM = 2_000;

const ROUNDS = 7;
const ROUND_MILLISECONDS = 2_000;
const CONNECTIONS = 32;
const WARM_UP_REQUESTS = 5_000;

const SCRIPTS = {
  target: fileURLToPath(new URL('proxy/target.ts', import.meta.url)),
  plain: fileURLToPath(new URL('proxy/plain-proxy.ts', import.meta.url)),
  listener: fileURLToPath(new URL('proxy/listener.ts', import.meta.url)),
};

const SUBJECTS = [
  { script: SCRIPTS.target, name: 'the target itself' },
  { script: SCRIPTS.plain, name: 'a plain Node proxy' },
  { script: SCRIPTS.listener, name: 'one listener' },
] as const;

/** A process that answers requests. */
interface Subject {
  readonly name: string;
  readonly url: string;
  /** Microseconds of processor time so far. */
  cpuTime(): Promise<number>;
  readonly rounds: Round[];
}

interface Round {
  /** Requests per second. */
  readonly rate: number;
  /** Microseconds of processor time for each request. */
  readonly cost: number;
}

/**
 * Requests per second through one listener of the embedded load balancer, next to a plain Node proxy and to the target
 * itself, which shows what the generator of the load can do. Each runs in a process of its own; rounds take turns, so that
 * what else the machine does hits all alike. The processor time of a request tells the same on a busy machine. Prints a table.
 */
export async function benchProxy(): Promise<void> {
  const children: ChildProcess[] = [];
  try {
    const subjects: Subject[] = [];
    for (const { script, name } of SUBJECTS) {
      subjects.push(await startSubject(children, script, { name, target: subjects[0]?.url ?? '' }));
    }
    for (const { url } of subjects) await warmUp(url);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const subject of subjects) subject.rounds.push(await measureRound(subject));
    }
    report(subjects);
  } finally {
    for (const child of children) child.kill();
  }
}

async function startSubject(
  children: ChildProcess[],
  script: string,
  { name, target }: { name: string; target: string },
): Promise<Subject> {
  const child = spawn(process.execPath, [script, target], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface(child.stdout);
  const [url] = await once(lines, 'line');
  return {
    ...{ name, url: String(url), rounds: [] },
    async cpuTime() {
      const answer = once(lines, 'line');
      child.stdin.write('\n');
      return Number((await answer)[0]);
    },
  };
}

/** The engine compiles what has run often enough, however long that takes on a busy machine. */
async function warmUp(url: string): Promise<void> {
  for (let answered = 0; answered < WARM_UP_REQUESTS; ) {
    answered += (await sendRequests(url, { connections: CONNECTIONS, milliseconds: 500 })).answered;
  }
}

async function measureRound({ url, cpuTime }: Subject): Promise<Round> {
  const before = await cpuTime();
  const load = { connections: CONNECTIONS, milliseconds: ROUND_MILLISECONDS };
  const { answered, seconds } = await sendRequests(url, load);
  return { rate: answered / seconds, cost: ((await cpuTime()) - before) / answered };
}

function report(subjects: readonly Subject[]): void {
  const [, plain, listener] = subjects;
  const rows = subjects.map(({ name, rounds }) => {
    const rates = rounds.map(({ rate }) => rate);
    const range = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
    return [name, median(rates).toFixed(0), range, median(rounds.map(({ cost }) => cost)).toFixed(0)];
  });
  console.log(renderTable([['', 'requests/s', 'of the rounds', 'processor time of each, in µs'], ...rows]));
  if (!plain || !listener) return;
  const rate = median(listener.rounds.map((round) => round.rate));
  const verdict = rate >= AIM ? 'met' : 'MISSED';
  const ratio = (of: keyof Round) =>
    median(listener.rounds.map((round, index) => round[of] / (plain.rounds[index]?.[of] ?? Number.NaN)));
  console.log(`\nthe aim of ${AIM} requests/s through one listener: ${verdict}`);
  console.log(
    `next to the plain proxy: ${ratio('rate').toFixed(2)} of its rate, ${ratio('cost').toFixed(2)} of its cost`,
  );
}
