import * as v from 'valibot';
import { type Evidence, evidenceSchema } from '../src/evidence/schema.ts';

/** Keeps the evidence of runs, and sees that it is what the published schema says. */
export function createEvidenceShelf() {
  const kept: Evidence[] = [];
  let problem: unknown;
  return {
    kept: kept as readonly Evidence[],
    /** Gives the path that the run tells. */
    keep(text: string): string {
      try {
        kept.push(v.parse(evidenceSchema, JSON.parse(text)));
      } catch (error) {
        problem = error;
      }
      return `/tmp/evidence-${kept.length}.json`;
    },
    /** A run only warns of evidence that it could not keep: @throws what was wrong with any of it */
    verify(): void {
      if (problem !== undefined) throw problem;
    },
  };
}
