import { parseDuration } from '../../../../lib/action/duration.ts';

/** One stage of a shift: this share of the traffic goes to the new version, and stays there for a while. */
export interface Step {
  /** Whole percent, 1 to 100. */
  readonly percent: number;
  /** How long the gates watch before the next step, in milliseconds. */
  readonly holdMilliseconds: number;
}

/**
 * Reads a step list such as `10% 2m, 50% 2m, 100%`.
 * @throws Error that completes the sentence "Input steps is ..., which ..."
 */
export function parseSteps(text: string): readonly Step[] {
  const steps = text.split(',').map((part) => parseStep(part.trim()));
  const last = steps.at(-1);
  if (last?.percent !== 100) throw new Error('does not end with 100%');
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

function parseStep(part: string): Step {
  const [, percentText, holdText] = /^(\d{1,3})%(?:\s+(\S+))?$/.exec(part) ?? [];
  const percent = Number(percentText);
  if (percentText === undefined || percent < 1 || percent > 100) {
    throw new Error(`has the part ${JSON.stringify(part)}, which is no step`);
  }
  if (percent < 100 && holdText === undefined)
    throw new Error(`does not say how long ${percent}% is watched`);
  return { percent, holdMilliseconds: holdText === undefined ? 0 : parseDuration(holdText) };
}
