import { NormalizedSchema } from '@smithy/core/schema';

export type Schema = NormalizedSchema;

/** What the protocols need to know of one operation. */
export interface OperationModel {
  readonly name: string;
  readonly input: Schema;
  readonly output: Schema;
}

export type Protocol = 'json' | 'query';

/** A service as its SDK package describes it; nothing of it is written by hand. */
export interface ServiceModel {
  /** As signatures name it: `ecs`, `elasticloadbalancing`. */
  readonly name: string;
  readonly protocol: Protocol;
  /** First half of `X-Amz-Target`. */
  readonly target: string;
  readonly version: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationModel>;
}

interface SdkClient {
  readonly config: object;
}

interface ResolvedConfig {
  readonly defaultSigningName: string;
  readonly protocol: { readonly constructor: { readonly name: string } };
  readonly protocolSettings: { serviceTarget: string; version: string; xmlNamespace: string };
}

/** Where the SDK puts the parts of an operation's schema: [kind, namespace, name, traits, input, output]. */
const OPERATION_KIND = 9;

/**
 * @param sdk the SDK package as a namespace: `import * as sdk from '@aws-sdk/client-ecs'`
 * @param client a client of that package; it is asked for its protocol, never used to send
 */
export function readModel(sdk: object, client: SdkClient): ServiceModel {
  const config = client.config as unknown as ResolvedConfig;
  const operations = Object.values(sdk)
    .filter((value): value is unknown[] => Array.isArray(value) && value[0] === OPERATION_KIND)
    .map(([, , name, , input, output]) => ({
      name: name as string,
      input: NormalizedSchema.of(input as never),
      output: NormalizedSchema.of(output as never),
    }));
  return {
    name: config.defaultSigningName,
    protocol: config.protocol.constructor.name === 'AwsQueryProtocol' ? 'query' : 'json',
    target: config.protocolSettings.serviceTarget,
    version: config.protocolSettings.version,
    xmlNamespace: config.protocolSettings.xmlNamespace,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
  };
}
