const UNITS = { h: 3_600_000, m: 60_000, s: 1000 } as const;

/**
 * Milliseconds of `30s`, `5m`, `1h30m`: units fall in size, each at most once.
 * @throws Error that names the text and the form that is wanted
 */
export function parseDuration(text: string): number {
  const match = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(text.trim());
  if (!match) throw new Error(`${JSON.stringify(text)} is not a duration such as 30s, 5m or 1h30m.`);
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * UNITS.h + Number(minutes) * UNITS.m + Number(seconds) * UNITS.s;
}

/** `1h30m`, `1m12s`, `4s`; under a second `850ms`. Whole seconds are rounded down, so that no wait looks over too early. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  const total = Math.floor(milliseconds / 1000);
  const parts = [
    [Math.floor(total / 3600), 'h'],
    [Math.floor(total / 60) % 60, 'm'],
    [total % 60, 's'],
  ] as const;
  const shown = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return shown.length === 0 ? '0s' : shown.join('');
}
