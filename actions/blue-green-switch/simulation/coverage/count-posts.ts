import { type Facts, runOf } from '../judge/facts.ts';
import type { See } from './count-runs.ts';

/** Counts what the steps after jobs have found and done. */
export function countPosts(facts: Facts, see: See): void {
  for (const { name, inputs, log, ending } of facts.trace.runs) {
    if (inputs.mode !== 'post') continue;
    const says = (text: string) => log.some(({ line }) => line.includes(text));
    see('the step after a job', whatItDid(says, ending.kind === 'ended' && !ending.failure));
    const job = runOf(facts, name.replace('POST', ''));
    const struck = facts.trace.events.find((event) => event.kind === 'struck' && event.run === job?.name);
    see('the step after a job', `came after a ${struck?.kind === 'struck' ? struck.how : 'failure'}`);
  }
}

function whatItDid(says: (text: string) => boolean, isGreen: boolean): string {
  if (says('Nothing of this run is left unfinished')) return 'found nothing';
  return isGreen && !says('Next:') ? 'put right what was left' : 'found what it could not put right';
}
