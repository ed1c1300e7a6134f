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
  /** Awaited before each call: makes the model whole where that takes time. */
  readonly load?: () => Promise<void>;
}

/**
 * Ties operations to their service's model.
 * @throws Error when an operation's name is not one of the service's: a typing slip must not hide as NotImplemented
 */
export function defineService(sdk: object, client: { config: object }, operations: Operations): Service {
  const model = readModel(sdk, client);
  refuseStray(model, operations);
  return { model, operations, refuseInvalid: createRefuseInvalid(model) };
}

/** What is known of a service before its SDK has been loaded: enough to find it by. */
export interface LazyService extends Pick<ServiceModel, 'name' | 'version'> {
  readonly protocol: ServiceModel['protocols'][number];
  readonly operations: Operations;
  load(): Promise<{ readonly sdk: object; readonly client: { readonly config: object } }>;
}

/** As `defineService`, of an SDK that is loaded with the first call. */
export function defineLazyService({ name, version, protocol, operations, load }: LazyService): Service {
  let model: ServiceModel = {
    ...{ name, version, protocols: [protocol], jsonVersion: '1.1', queryCompatible: false },
    ...{ namespace: '', target: name, xmlNamespace: '', operations: new Map(), errors: new Map() },
  };
  let loading: Promise<void> | undefined;
  return {
    get model() {
      return model;
    },
    operations,
    refuseInvalid: createRefuseInvalid(model),
    load() {
      loading ??= load().then(({ sdk, client }) => {
        model = readModel(sdk, client);
        refuseStray(model, operations);
      });
      return loading;
    },
  };
}

function refuseStray(model: ServiceModel, operations: Operations): void {
  const stray = Object.keys(operations).filter((name) => !model.operations.has(name));
  if (stray.length > 0) throw new Error(`${model.name} has no operation ${stray.join(', ')}`);
}
