import type { SecretSource } from '../ecs/secret-source.ts';
import type { ExecutionRole, StartCall } from '../ecs/task-roles.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Ssm } from '../ssm/ssm.ts';
import type { SecretsManager } from './secretsmanager.ts';
import type { Place } from './store.ts';

export interface SecretSourcePorts {
  readonly parameters: Pick<Ssm, 'readValue'>;
  readonly secrets: Pick<SecretsManager, 'readText'>;
  /**
   * Asked before every read, with the call that AWS makes for the task.
   * @throws AwsError AccessDeniedException or ThrottlingException
   */
  readonly admit?: (call: StartCall) => Promise<void>;
}

/**
 * The values that containers get as secrets: parameters by name or ARN, secrets by ARN, of which
 * `:json-key:version-stage:version-id` may choose a part. They count as calls of the account.
 */
export function createSecretSource({
  parameters,
  secrets,
  admit = () => Promise.resolve(),
}: SecretSourcePorts): SecretSource {
  async function readParameter(here: Place, text: string, role: ExecutionRole): Promise<string> {
    const place = text.startsWith('arn:') ? placeOf(text) : here;
    await admit({ role, place, service: 'ssm', operation: 'GetParameters', input: { Names: [text] } });
    try {
      return parameters.readValue(place, text);
    } catch (error) {
      const isMissing = error instanceof AwsError && /^Parameter(Version)?NotFound$/.test(error.code);
      throw isMissing
        ? new AwsError('ResourceInitializationError', `invalid ssm parameters: ${text}`)
        : error;
    }
  }

  async function readSecret(text: string, role: ExecutionRole): Promise<string> {
    const { arn, key, stage, version } = splitSecret(text);
    const place = placeOf(arn);
    const input = { SecretId: arn, VersionStage: stage, VersionId: version };
    await admit({ role, place, service: 'secretsmanager', operation: 'GetSecretValue', input });
    const value = secrets.readText(place, { id: arn, stage, version }) ?? '';
    return key === undefined ? value : pick(value, key);
  }

  return {
    read(place, valueFrom, role) {
      const isSecret = /^arn:[^:]+:secretsmanager:/.test(valueFrom);
      return isSecret ? readSecret(valueFrom, role) : readParameter(place, valueFrom, role);
    },
  };
}

/** An ARN names its region and account itself. */
function placeOf(arn: string): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}

function splitSecret(text: string) {
  const parts = text.split(':');
  const [key, stage, version] = parts.slice(7).map((part) => (part === '' ? undefined : part));
  return { arn: parts.slice(0, 7).join(':'), key, stage, version };
}

/** The refusals of ECS's agent itself have its own code, and its words. */
function pick(value: string, key: string): string {
  const fields = readObject(value, key);
  const field = fields[key];
  if (field === undefined) {
    throw new AwsError(
      'ResourceInitializationError',
      `retrieved secret from Secrets Manager did not contain json key ${key}`,
    );
  }
  return typeof field === 'string' ? field : JSON.stringify(field);
}

function readObject(value: string, key: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    // Not JSON; said below.
  }
  throw new AwsError(
    'ResourceInitializationError',
    `retrieved secret from Secrets Manager is no JSON object with key ${key}`,
  );
}
