import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { parameterNotFound, versionNotFound } from './get-parameters.ts';
import { checkIsIdle } from './put-parameter.ts';
import { newestOf, type Parameter, type ParameterStore, type ParameterVersion } from './store.ts';

/** Most labels of one version. */
const LABEL_LIMIT = 10;

/** Labels: names for versions, each held by one version of its parameter at a time. */
export function labelOperations(storeOf: (call: Call) => ParameterStore): Operations {
  function find(store: ParameterStore, name: string, number: number | undefined) {
    checkIsIdle(store, name);
    const parameter = store.current(name);
    if (!parameter) throw parameterNotFound();
    const wanted = number ?? newestOf(parameter).version;
    const version = parameter.versions.find((entry) => entry.version === wanted);
    if (!version) throw versionNotFound(wanted, name);
    return { parameter, version };
  }

  function label(input: sdk.LabelParameterVersionRequest, call: Call): sdk.LabelParameterVersionResult {
    const store = storeOf(call);
    const { parameter, version } = find(store, input.Name ?? '', input.ParameterVersion);
    const given = input.Labels ?? [];
    const valid = given.filter(isLabel);
    const labels = [...new Set([...version.labels, ...valid])];
    if (labels.length > LABEL_LIMIT) throw tooManyLabels();
    store.replace(parameter.name, moveLabels(parameter, version, labels));
    return {
      InvalidLabels: given.filter((text) => !isLabel(text)),
      ParameterVersion: version.version,
    };
  }

  function unlabel(input: sdk.UnlabelParameterVersionRequest, call: Call): sdk.UnlabelParameterVersionResult {
    const store = storeOf(call);
    const { parameter, version } = find(store, input.Name ?? '', input.ParameterVersion);
    const given = input.Labels ?? [];
    const left = version.labels.filter((text) => !given.includes(text));
    store.replace(parameter.name, moveLabels(parameter, version, left));
    return {
      RemovedLabels: given.filter((text) => version.labels.includes(text)),
      InvalidLabels: given.filter((text) => !version.labels.includes(text)),
    };
  }

  return { LabelParameterVersion: label, UnlabelParameterVersion: unlabel };
}

/** A label that another version has moves over. */
function moveLabels(parameter: Parameter, target: ParameterVersion, labels: readonly string[]): Parameter {
  return {
    ...parameter,
    versions: parameter.versions.map((entry) =>
      entry === target
        ? { ...entry, labels }
        : { ...entry, labels: entry.labels.filter((text) => !labels.includes(text)) },
    ),
  };
}

function isLabel(text: string): boolean {
  return /^[a-zA-Z_.-][a-zA-Z0-9_.-]*$/.test(text) && !/^(aws|ssm)/i.test(text);
}

function tooManyLabels(): AwsError {
  return new AwsError(
    'ParameterVersionLabelLimitExceeded',
    `A parameter version can have maximum ${LABEL_LIMIT} labels.Move one or more labels to another version and try again.`,
  );
}
