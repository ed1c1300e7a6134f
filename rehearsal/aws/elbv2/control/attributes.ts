import { AwsError, notImplemented } from '../../kernel/errors.ts';
import { invalid } from './validate.ts';

/** One attribute of a kind of resource: its default, what AWS allows, and what works here. */
export interface AttributeModel {
  readonly initial: string;
  readonly allows: (value: string) => boolean;
  /** In words, for the error. */
  readonly allowed: string;
  /** The values that are implemented; all that AWS allows when left out. */
  readonly implemented?: readonly string[];
}

export type AttributeModels = Readonly<Record<string, AttributeModel>>;

/** An attribute as calls carry it. */
interface KeyAndValue {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Any whole number of the range, or `initial` itself when that lies outside (0 for off). */
export function numberAttribute(initial: number, min: number, max: number): AttributeModel {
  return {
    initial: String(initial),
    allows: (value) =>
      value === String(initial) || (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max),
    allowed: `a whole number from ${min} to ${max}`,
  };
}

/** One of a few words, the first of them the default. */
export function wordAttribute(...words: [string, ...string[]]): AttributeModel {
  return {
    initial: words[0],
    allows: (value) => words.includes(value),
    allowed: words.join(', '),
  };
}

export function textAttribute(): AttributeModel {
  return { initial: '', allows: () => true, allowed: 'any text' };
}

/** The attribute with only its default implemented. */
export function onlyDefault(model: AttributeModel): AttributeModel {
  return onlyImplemented(model, [model.initial]);
}

/** The attribute with some of its values implemented. */
export function onlyImplemented(model: AttributeModel, implemented: readonly string[]): AttributeModel {
  return { ...model, implemented };
}

export function initialAttributes(models: AttributeModels): Map<string, string> {
  return new Map(Object.entries(models).map(([key, { initial }]) => [key, initial]));
}

export function describeAttributes(attributes: ReadonlyMap<string, string>) {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }));
}

/**
 * The attributes as they would be after the changes, for whatever else must hold before they are put in force.
 * @param noun `Load balancer` or `Target group`, for the errors
 * @throws AwsError for an unknown key or a value that AWS refuses or that is not implemented
 */
export function changeAttributes(
  attributes: ReadonlyMap<string, string>,
  changes: readonly KeyAndValue[],
  { models, noun }: { models: AttributeModels; noun: string },
): ReadonlyMap<string, string> {
  const changed = new Map(attributes);
  for (const { Key = '', Value = '' } of changes) {
    checkAttribute(Key, Value, models, noun);
    changed.set(Key, Value);
  }
  return changed;
}

export function replaceAttributes(
  attributes: Map<string, string>,
  changed: ReadonlyMap<string, string>,
): void {
  for (const [key, value] of changed) attributes.set(key, value);
}

function checkAttribute(key: string, value: string, models: AttributeModels, noun: string): void {
  const model = Object.hasOwn(models, key) ? models[key] : undefined;
  if (!model) throw invalid(`${noun} attribute key '${key}' is not recognized`);
  if (!model.allows(value)) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      `${noun} attribute '${key}' must be ${model.allowed}; '${value}' is not valid`,
    );
  }
  if (model.implemented && !model.implemented.includes(value)) {
    const known = model.implemented.map((word) => word || 'empty').join(', ');
    throw notImplemented(`${noun.toLowerCase()} attribute ${key}=${value} (only ${known})`);
  }
}
