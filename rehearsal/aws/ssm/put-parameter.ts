import type * as sdk from '@aws-sdk/client-ssm';
import { type Clock, sleep } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { callerArn } from '../sts/sts.ts';
import { DEFAULT_KEY } from './encryption.ts';
import { checkName, keyOf } from './names.ts';
import type { SsmSettings } from './settings.ts';
import { newestOf, type Parameter, type ParameterStore, type ParameterVersion } from './store.ts';
import { checkTags, setTags } from './tags.ts';
import { checkLength, checkPattern, chooseTier, measure } from './values.ts';

export interface WritePorts {
  readonly storeOf: (call: Call) => ParameterStore;
  readonly clock: Clock;
  readonly settings: SsmSettings;
}

/** AWS keeps this many versions of a parameter. */
const HISTORY_LIMIT = 100;

/**
 * PutParameter. To create what is not there yet is the one atomic step of Parameter Store: of all who try exactly one
 * succeeds. The write takes effect at once, its answer comes when it is no longer under way.
 */
export function createPutParameter({ storeOf, clock, settings }: WritePorts) {
  return async (input: sdk.PutParameterRequest, call: Call): Promise<sdk.PutParameterResult> => {
    const name = input.Name ?? '';
    const store = storeOf(call);
    checkInput(input);
    checkIsIdle(store, name);
    const before = store.current(name);
    if (before && !input.Overwrite) throw alreadyExists();
    if (!before) checkRest(store, name, clock.now(), settings);
    const version = makeVersion(input, before, call, { clock, settings });
    if (!before && version.tier === 'Standard') checkRoom(store, settings);
    store.replace(name, { name: before?.name ?? name, versions: addVersion(before, version) });
    setTags(store.tagsOf(name), input.Tags ?? []);
    await occupy(store, name, clock, settings);
    return { Version: version.version, Tier: version.tier };
  };
}

function checkInput(input: sdk.PutParameterRequest): void {
  checkName(input.Name ?? '');
  refuseGiven('PutParameter', input, ['Policies']);
  if (input.Overwrite && input.Tags?.length) {
    throw new AwsError(
      'ValidationException',
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove " +
        'overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    );
  }
  checkTags(new Map(), input.Tags ?? []);
  checkDataType(input.DataType);
}

function checkDataType(type: string | undefined): void {
  if (type === undefined || type === 'text') return;
  if (type === 'aws:ec2:image' || type === 'aws:ssm:integration') {
    throw notImplemented(`data type ${type} of PutParameter`);
  }
  throw new AwsError(
    'ValidationException',
    `The following data type is not supported: ${type} (Data type names are all lowercase.)`,
  );
}

/** @throws AwsError TooManyUpdates while another write of the name is under way; AWS gives it no message */
export function checkIsIdle(store: ParameterStore, name: string): void {
  if (store.writing.has(keyOf(name))) throw new AwsError('TooManyUpdates', '');
}

/** Keeps other writes of the name out until this one is over. */
async function occupy(
  store: ParameterStore,
  name: string,
  clock: Clock,
  { writeTime }: SsmSettings,
): Promise<void> {
  if (writeTime <= 0) return;
  store.writing.add(keyOf(name));
  try {
    await sleep(clock, writeTime);
  } finally {
    store.writing.delete(keyOf(name));
  }
}

function alreadyExists(): AwsError {
  return new AwsError(
    'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  );
}

/** In the words of awslabs/aws-orbit-workbench #1170. */
function checkRest(store: ParameterStore, name: string, now: number, { restAfterDelete }: SsmSettings): void {
  const deletedAt = store.deletedAt(name);
  if (deletedAt === undefined || now - deletedAt >= restAfterDelete) return;
  throw new AwsError(
    'TooManyUpdates',
    'Failed to create the parameter since stale tags associated to the name detected. Please retry in a while or ' +
      'change a parameter name.',
  );
}

function checkRoom(store: ParameterStore, { standardParameters }: SsmSettings): void {
  if (store.countStandard() < standardParameters) return;
  throw new AwsError(
    'ParameterLimitExceeded',
    'You have reached the maximum number of standard parameters for this AWS account and Region ' +
      `(${standardParameters}). To add more parameters, either delete existing parameters or upgrade to the ` +
      'advanced-parameter tier (charges apply).',
  );
}

/** What an overwrite leaves out stays as it was. */
function makeVersion(
  input: sdk.PutParameterRequest,
  before: Parameter | undefined,
  call: Call,
  { clock, settings }: Omit<WritePorts, 'storeOf'>,
): ParameterVersion {
  const { Value: value = '' } = input;
  const newest = before && newestOf(before);
  const type = chooseType(input.Type, newest, settings);
  const allowedPattern = input.AllowedPattern ?? newest?.allowedPattern;
  const length = measure(value, settings);
  const tier = chooseTier(input.Tier, newest?.tier, length);
  checkLength(length, tier);
  checkPattern(value, allowedPattern);
  return {
    version: (newest?.version ?? 0) + 1,
    ...{ value, type, tier, allowedPattern },
    description: input.Description ?? newest?.description,
    keyId: checkKey(input.KeyId, type),
    dataType: 'text',
    lastModified: new Date(clock.now()),
    lastModifiedUser: callerArn(call),
    labels: [],
  };
}

function chooseType(
  wanted: sdk.ParameterType | undefined,
  newest: ParameterVersion | undefined,
  { typeMayChange }: SsmSettings,
): sdk.ParameterType {
  const type = wanted ?? newest?.type;
  if (!type) {
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  }
  if (newest && newest.type !== type && !typeMayChange) {
    throw new AwsError(
      'HierarchyTypeMismatchException',
      "Parameter Store doesn't support changing a parameter type in a hierarchy.",
    );
  }
  return type;
}

function checkKey(key: string | undefined, type: sdk.ParameterType): string | undefined {
  if (type === 'SecureString') {
    if (key !== undefined && key !== DEFAULT_KEY) throw notImplemented(`KMS key ${key} of PutParameter`);
    return DEFAULT_KEY;
  }
  if (key === undefined) return undefined;
  throw new AwsError('ValidationException', 'KeyId is required for SecureString type parameter only.');
}

/** The oldest version makes room for the hundred-and-first, unless a label holds it. */
function addVersion(before: Parameter | undefined, version: ParameterVersion): ParameterVersion[] {
  const versions = [...(before?.versions ?? []), version];
  if (versions.length <= HISTORY_LIMIT) return versions;
  const [oldest, ...rest] = versions;
  if (before && oldest && oldest.labels.length > 0) {
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${before.name} by calling the PutParameter API with the overwrite ` +
        `flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated ` +
        'with it. Move the label to another version of the parameter, and try again.',
    );
  }
  return rest;
}
