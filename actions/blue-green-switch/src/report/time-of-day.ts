/** `12:00:00`, in UTC. */
export function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}

/** `12:00:00.123`, in UTC. */
export function exactTimeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}
