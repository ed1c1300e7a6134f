import type { Call } from './call.ts';
import { readModel, type ServiceModel } from './model.ts';
import { createRefuseInvalid, type RefuseInvalid } from './validation/refuse-invalid.ts';

/** One operation: input in, output out, an AwsError when AWS would refuse. */
// biome-ignore lint/suspicious/noExplicitAny: each operation has its own input type, fixed where it is written
export type Operation = (input: any, call: Call) => object | Promise<object>;

/** A service's implemented operations, by the name AWS gives them. */
export type Operations = Readonly<Record<string, Operation>>;

export interface Service {
  readonly model: ServiceModel;
  readonly operations: Operations;
  /** Throws an AwsError for an input that the service's model does not allow. */
  readonly refuseInvalid: RefuseInvalid;
}

/**
 * Ties operations to their service's model.
 * @throws Error when an operation's name is not one of the service's: a typing slip must not hide as NotImplemented
 */
export function defineService(sdk: object, client: { config: object }, operations: Operations): Service {
  const model = readModel(sdk, client);
  const stray = Object.keys(operations).filter((name) => !model.operations.has(name));
  if (stray.length > 0) throw new Error(`${model.name} has no operation ${stray.join(', ')}`);
  return { model, operations, refuseInvalid: createRefuseInvalid(model) };
}
