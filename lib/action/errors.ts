import type { Failure } from './outcome.ts';

/** A red end that the action means: the user, the platform or AWS has to change something. Not a bug, so no stack. */
export class ActionFailure extends Error {
  override readonly name: string = 'ActionFailure';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.cause, options);
    this.failure = failure;
  }
}

/** An input that cannot be used: it names the input, the value and what is allowed. */
export class InputError extends ActionFailure {
  override readonly name = 'InputError';
}
