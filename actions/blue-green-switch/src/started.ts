import { defineState } from '../../../lib/action/state.ts';

/** Left by a run whose inputs were good: one that had not come so far has nothing for `post` to put right. */
export const started = defineState('started', (value) => value === true);
