import { NormalizedSchema } from '@smithy/core/schema';

export type Schema = NormalizedSchema;

/** What the protocols need to know of one operation. */
export interface OperationModel {
  readonly name: string;
  readonly input: Schema;
  readonly output: Schema;
}

/** An error that a service's model declares: shapes and query codes often differ by a suffix. */
export interface ErrorModel {
  /** As JSON and CBOR name it: `ResourceNotFoundException`. */
  readonly shape: string;
  /** As the query protocol names it: `ResourceNotFound`. */
  readonly code: string;
  /** The status that the model gives it. */
  readonly status?: number;
}

export type ProtocolName = 'json' | 'query' | 'ec2' | 'cbor';

/** A service as its SDK package describes it; nothing of it is written by hand. */
export interface ServiceModel {
  /** As signatures name it: `ecs`, `elasticloadbalancing`. */
  readonly name: string;
  /** All that it understands, the one of its own SDK first. */
  readonly protocols: readonly ProtocolName[];
  readonly jsonVersion: '1.0' | '1.1';
  /** Whether its JSON and CBOR errors name their query code as well, for callers from the time before. */
  readonly queryCompatible: boolean;
  /** Namespace of its shapes: `com.amazonaws.cloudwatch`. */
  readonly namespace: string;
  /** First half of `X-Amz-Target`, and the service in a CBOR call's path. */
  readonly target: string;
  readonly version: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** By shape and by query code. */
  readonly errors: ReadonlyMap<string, ErrorModel>;
}

interface SdkClient {
  readonly config: object;
}

interface ResolvedConfig {
  readonly defaultSigningName: string;
  readonly protocol: { readonly constructor: { readonly name: string } };
  readonly protocolSettings: {
    readonly defaultNamespace: string;
    readonly errorTypeRegistries: readonly { readonly schemas: ReadonlyMap<string, unknown> }[];
    readonly serviceTarget: string;
    readonly version: string;
    readonly xmlNamespace?: string;
    readonly awsQueryCompatible?: boolean;
  };
}

/** Where the SDK puts the parts of an operation's schema: [kind, namespace, name, traits, input, output]. */
const OPERATION_KIND = 9;

/** What the SDK calls its implementations. */
const SDK_PROTOCOLS: Readonly<Record<string, ProtocolName>> = {
  AwsJson1_0Protocol: 'json',
  AwsJson1_1Protocol: 'json',
  AwsQueryProtocol: 'query',
  AwsEc2QueryProtocol: 'ec2',
};

/**
 * Protocols that a service's API model lists besides the one that the SDK speaks. Debian's `aws` command still speaks
 * query to CloudWatch.
 */
const FURTHER_PROTOCOLS: Readonly<Record<string, readonly ProtocolName[]>> = {
  monitoring: ['query', 'cbor'],
};

/**
 * @param sdk the SDK package as a namespace: `import * as sdk from '@aws-sdk/client-ecs'`
 * @param client a client of that package; it is asked for its protocol, never used to send
 * @throws Error when the SDK speaks a protocol to the service that the embedded AWS does not know
 */
export function readModel(sdk: object, client: SdkClient): ServiceModel {
  const config = client.config as unknown as ResolvedConfig;
  const { name: protocolClass } = config.protocol.constructor;
  const protocol = SDK_PROTOCOLS[protocolClass];
  if (!protocol) throw new Error(`${config.defaultSigningName} speaks ${protocolClass}`);
  const operations = Object.values(sdk)
    .filter((value): value is unknown[] => Array.isArray(value) && value[0] === OPERATION_KIND)
    .map(([, , name, , input, output]) => ({
      name: name as string,
      input: NormalizedSchema.of(input as never),
      output: NormalizedSchema.of(output as never),
    }));
  const settings = config.protocolSettings;
  return {
    name: config.defaultSigningName,
    protocols: [protocol, ...(FURTHER_PROTOCOLS[config.defaultSigningName] ?? [])],
    jsonVersion: protocolClass === 'AwsJson1_0Protocol' ? '1.0' : '1.1',
    queryCompatible: settings.awsQueryCompatible ?? false,
    namespace: settings.defaultNamespace,
    target: settings.serviceTarget,
    version: settings.version,
    xmlNamespace: settings.xmlNamespace ?? '',
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    errors: readErrors(settings),
  };
}

interface ErrorTraits {
  readonly awsQueryError?: readonly [code: string, status: number];
  readonly httpError?: number;
}

/** A shape's own name wins over another's query code. */
function readErrors({ errorTypeRegistries, defaultNamespace }: ResolvedConfig['protocolSettings']) {
  const errors = errorTypeRegistries
    .flatMap(({ schemas }) => [...schemas])
    .filter(([id]) => id.startsWith(`${defaultNamespace}#`))
    .map(([id, schema]) => readError(id.slice(defaultNamespace.length + 1), schema));
  return new Map([
    ...errors.map((error) => [error.code, error] as const),
    ...errors.map((error) => [error.shape, error] as const),
  ]);
}

function readError(shape: string, schema: unknown): ErrorModel {
  const traits = NormalizedSchema.of(schema as never).getMergedTraits() as ErrorTraits;
  const [code = shape, status = traits.httpError] = traits.awsQueryError ?? [];
  return { shape, code, ...(status === undefined ? {} : { status }) };
}
