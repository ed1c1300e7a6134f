import * as core from '@actions/core';

/** What `main` leaves for `post` of the same step. */
export interface State<Value> {
  save(value: Value): void;
  /** Undefined when `main` has not come so far. */
  read(): Value | undefined;
}

/**
 * One named piece of state. It stands in a file of the runner in the clear: never put a secret into it.
 * @param parse checks what comes back; it throws when an older version of the action has written something else
 */
export function defineState<Value>(name: string, parse: (value: unknown) => Value): State<Value> {
  return {
    save: (value) => core.saveState(name, JSON.stringify(value)),
    read() {
      const saved = core.getState(name);
      return saved === '' ? undefined : parse(JSON.parse(saved));
    },
  };
}
