import { AwsError, notImplemented } from '../../kernel/errors.ts';
import { invalid } from './validate.ts';

/** One attribute of a kind of resource: its default, what AWS allows, and what works here. */
export interface AttributeModel {
  readonly initial: string;
  readonly allows: (value: string) => boolean;
  /** In words, for the error. */
  readonly allowed: string;
  /** Another value than the initial one would change what the embedded AWS does not do. */
  readonly fixed: boolean;
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
    fixed: false,
  };
}

/** One of a few words, the first of them the default. */
export function wordAttribute(...words: [string, ...string[]]): AttributeModel {
  return {
    initial: words[0],
    allows: (value) => words.includes(value),
    allowed: words.join(', '),
    fixed: false,
  };
}

export function textAttribute(): AttributeModel {
  return { initial: '', allows: () => true, allowed: 'any text', fixed: false };
}

/** The attribute with only its default implemented. */
export function onlyDefault(model: AttributeModel): AttributeModel {
  return { ...model, fixed: true };
}

export function initialAttributes(models: AttributeModels): Map<string, string> {
  return new Map(Object.entries(models).map(([key, { initial }]) => [key, initial]));
}

export function describeAttributes(attributes: ReadonlyMap<string, string>) {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Sets attributes, all or none.
 * @param noun `Load balancer` or `Target group`, for the errors
 * @throws AwsError for an unknown key or a value that AWS refuses or that is not implemented
 */
export function setAttributes(
  attributes: Map<string, string>,
  changes: readonly KeyAndValue[],
  models: AttributeModels,
  noun: string,
): void {
  const checked = changes.map(({ Key = '', Value = '' }) => {
    checkAttribute(Key, Value, models, noun);
    return [Key, Value] as const;
  });
  for (const [key, value] of checked) attributes.set(key, value);
}

function checkAttribute(key: string, value: string, models: AttributeModels, noun: string): void {
  const model = models[key];
  if (!model) throw invalid(`${noun} attribute key '${key}' is not recognized`);
  if (!model.allows(value)) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      `${noun} attribute '${key}' must be ${model.allowed}; '${value}' is not valid`,
    );
  }
  if (model.fixed && value !== model.initial) {
    throw notImplemented(
      `${noun.toLowerCase()} attribute ${key}=${value} (only ${model.initial || 'empty'})`,
    );
  }
}
