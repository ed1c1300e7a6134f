/** A call of a run: its number, from 1 on, and its operation. */
export interface NumberedCall {
  readonly number: number;
  readonly operation: string;
}

/** Those of a run that are worth trying: what is asked over and over between two others is the same each time. */
export function tellingCalls(calls: readonly string[]): readonly NumberedCall[] {
  return calls
    .map((operation, index) => ({ number: index + 1, operation }))
    .filter(
      ({ operation, number }) =>
        calls[number] !== operation && !/^(DescribeTasks|ListTasks)$/.test(operation),
    );
}
