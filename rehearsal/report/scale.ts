/** From moments to places on the time axis. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Left and right end of the axis. */
  readonly left: number;
  readonly right: number;
  /** Moments outside of the axis stand at its ends. */
  x(at: number): number;
}

export function createTimeScale(
  { from, to }: { readonly from: number; readonly to: number },
  left: number,
  right: number,
): TimeScale {
  const perMillisecond = (right - left) / Math.max(1, to - from);
  return {
    from,
    to,
    left,
    right,
    x: (at) => left + (Math.min(Math.max(at, from), to) - from) * perMillisecond,
  };
}

const STEPS_IN_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** Moments for labels, at whole steps since the begin of the axis: at most 16 of them. */
export function timeTicks({ from, to }: TimeScale): { readonly at: number; readonly label: string }[] {
  const seconds = (to - from) / 1000;
  const step = STEPS_IN_SECONDS.find((candidate) => seconds / candidate <= 15) ?? seconds;
  const count = Math.floor(seconds / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: from + index * step * 1000,
    label: formatElapsed(index * step),
  }));
}

/** `1:05` for 65 seconds. */
export function formatElapsed(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A round number that is not under the value: 1, 2 or 5 times a power of ten, and steps between. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}
