import type { Clock } from '../../../lib/action/clock.ts';
import type { Attempt } from '../kernel/dispatch.ts';

/** Answers as they were some time ago, to questions that have been asked before. */
export interface StaleReads {
  /** Notes what a read has answered. */
  note(read: Attempt, answer: object): void;
  /** Asks every noted question of the service again: a call is about to change what they answer, or just has. */
  askAgain(service: Attempt['service']): Promise<void>;
  /** The answer as of that moment, or the oldest one known; undefined for a question that was never asked. */
  answerAsOf(read: Attempt, at: number): object | undefined;
  forget(): void;
}

interface Question {
  readonly read: Attempt;
  /** Oldest first. */
  readonly answers: { readonly at: number; readonly answer: object }[];
}

/** Of each question; a fault that stands for hours must not fill the memory. */
const MOST_ANSWERS = 200;

export function isRead(operation: string): boolean {
  return /^(Describe|Get|List|BatchGet)/.test(operation);
}

export function createStaleReads(clock: Clock): StaleReads {
  const questions = new Map<string, Question>();

  function note(read: Attempt, answer: object): void {
    const key = keyOf(read);
    const question = questions.get(key) ?? { read, answers: [] };
    questions.set(key, question);
    question.answers.push({ at: clock.now(), answer });
    if (question.answers.length > MOST_ANSWERS) question.answers.shift();
  }

  return {
    note,
    async askAgain(service) {
      for (const { read } of [...questions.values()]) {
        const operation = service.operations[read.call.operation];
        if (read.service !== service || !operation) continue;
        try {
          note(read, await operation(read.input, read.call));
        } catch {
          // A question that can no longer be answered keeps its old answers.
        }
      }
    },
    answerAsOf(read, at) {
      const answers = questions.get(keyOf(read))?.answers ?? [];
      return (answers.findLast((known) => known.at <= at) ?? answers[0])?.answer;
    },
    forget: () => questions.clear(),
  };
}

function keyOf({ call, input }: Attempt): string {
  return JSON.stringify([call.account, call.region, call.service, call.operation, input]);
}
