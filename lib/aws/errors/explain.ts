import { formatDuration } from '../../action/duration.ts';
import type { Failure } from '../../action/outcome.ts';
import { classifyError } from '../retry/classify-error.ts';
import { explainDenial, readDenial } from './access-denied.ts';
import { type FailedCall, failedCallOf } from './failed-call.ts';
import { hasExpired, isNotFound } from './kinds.ts';
import { asSdkError, describeError, type SdkError } from './sdk-error.ts';

/**
 * Says why a call of an AWS client failed and what to do; undefined for an error that comes from elsewhere. It is
 * async because that is how `runAction` takes it.
 */
export async function explainAwsError(thrown: unknown): Promise<Failure | undefined> {
  const error = asSdkError(thrown);
  const call = failedCallOf(thrown);
  const setup = explainSetup(error);
  if (setup) return setup;
  if (!call && error.$metadata === undefined && error.$fault === undefined && !isNetwork(thrown, error)) {
    return undefined;
  }
  const denial = readDenial(error, call);
  if (denial) return explainDenial(error, denial);
  return explainCredentials(error) ?? explainTransient(thrown, error, call) ?? explainRefusal(error, call);
}

/** What is wrong before any call is made. */
function explainSetup(error: SdkError): Failure | undefined {
  if (error.name === 'CredentialsProviderError') {
    return {
      cause: `There are no AWS credentials: ${firstLine(error.message)}`,
      advice:
        'Give the step "role-to-assume" (and the job "permissions: id-token: write"), or run aws-actions/configure-aws-credentials before it.',
    };
  }
  if (/^Region is missing/.test(error.message)) {
    return {
      cause: 'No AWS region is given.',
      advice: 'Set the input "region", or AWS_REGION in the environment of the step.',
    };
  }
  return undefined;
}

const NOT_ACCEPTED =
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|AuthFailure)$/;

function explainCredentials(error: SdkError): Failure | undefined {
  if (hasExpired(error)) {
    return {
      cause: `The AWS credentials have expired: ${firstLine(error.message)}`,
      advice:
        'Give the step "role-to-assume": it then renews its credentials itself. Credentials of an earlier step end while a long step runs.',
    };
  }
  if (NOT_ACCEPTED.test(error.name)) {
    return {
      cause: `AWS does not accept the credentials (${error.name}): ${firstLine(error.message)}`,
      advice:
        'Check that access key, secret and session token belong together, to a key that is active, and that the clock of the runner is right.',
    };
  }
  return undefined;
}

/** What went on until the attempts were used up. */
function explainTransient(
  thrown: unknown,
  error: SdkError,
  call: FailedCall | undefined,
): Failure | undefined {
  const tried = call ? `${call.attempts} attempts in ${formatDuration(call.milliseconds)}` : 'one attempt';
  const name = describeCall(call);
  switch (classifyError(thrown)) {
    case 'throttled':
      return {
        cause: `AWS throttled ${name} until the end (${tried}): ${describeError(error)}`,
        advice:
          'Everything in this account and region shares the limit: run fewer things at a time, or ask for a higher quota.',
      };
    case 'network':
      return {
        cause: `${capitalise(name)} got no answer (${tried}): ${describeError(error)}${place(error)}`,
        advice:
          'Check the spelling of the region, AWS_ENDPOINT_URL if it is set, and that this runner may reach that address.',
      };
    case 'server':
      return {
        cause: `${capitalise(name)} failed inside AWS (${tried}): ${describeError(error)}`,
        advice: 'Run it again later; see https://health.aws.amazon.com for the state of AWS.',
        ...requestId(error),
      };
    case 'permanent':
      return undefined;
  }
}

function explainRefusal(error: SdkError, call: FailedCall | undefined): Failure {
  if (isNotFound(error)) {
    const what = call?.resource ? `this does not exist: ${call.resource}` : firstLine(error.message);
    return {
      cause: `${capitalise(describeOperation(call))}: ${what} (${describeError(error)})`,
      advice: 'Check the name, and that region and account of the credentials are those of the resource.',
      ...requestId(error),
    };
  }
  return { cause: `AWS refused ${describeCall(call)}: ${describeError(error)}`, ...requestId(error) };
}

function isNetwork(thrown: unknown, error: SdkError): boolean {
  return error.code !== undefined && classifyError(thrown) === 'network';
}

function describeOperation(call: FailedCall | undefined): string {
  return call ? `${call.service} ${call.operation}` : 'a call to AWS';
}

/** `ECS DescribeServices (cluster "main", service "web")` */
function describeCall(call: FailedCall | undefined): string {
  return call?.resource ? `${describeOperation(call)} (${call.resource})` : describeOperation(call);
}

/** The address, where the message does not have it. */
function place({ hostname, address, port, message }: SdkError): string {
  const host = hostname ?? address;
  if (host === undefined || message.includes(host)) return '';
  return ` (${port === undefined ? host : `${host}:${port}`})`;
}

function requestId({ $metadata }: SdkError): { detail?: string } {
  return $metadata?.requestId ? { detail: `AWS request ID: ${$metadata.requestId}` } : {};
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
