/** One input of an action: what action.yml says about it, and how its text becomes a value. */
export interface InputSpec<Value> {
  /** Word for word as in action.yml. */
  readonly description: string;
  readonly required: boolean;
  /** As written in action.yml; undefined when it states none. */
  readonly default: string | undefined;
  /** No error shows its text. */
  readonly secret: boolean;
  /** What may be given, as the end of the sentence "Allowed: ...". */
  readonly allowed: string;
  /**
   * The value of a text, which is empty when the step does not give the input.
   * @throws MissingValue, UnusableValue
   */
  read(text: string): Value;
  /** What has to be masked before anything else looks at the text; nothing unless the input is secret. */
  secretsIn(text: string): readonly string[];
}

/** The part of a spec that action.yml states. */
export interface Declaration {
  readonly description: string;
  readonly required?: true;
  readonly default?: string;
  readonly secret?: true;
}

/** What turns the text of an input into a value. */
export interface Parser<Value, Absent = undefined> {
  readonly allowed: string;
  /** The value of an input that is neither given nor has a default. */
  readonly absent: Absent;
  /** @throws UnusableValue */
  parse(text: string): Value;
  /** The secret parts of a text, when they are less than the whole of it. */
  secretsIn?(text: string): readonly string[];
}

/** A value that can be absent only when the declaration neither requires it nor has a default. */
export type Given<Value, Absent, Declared> = Declared extends { required: true } | { default: string }
  ? Value
  : Value | Absent;

/** A text that an input cannot take. */
export class UnusableValue extends Error {
  override readonly name = 'UnusableValue';
  /** The right value that was most likely meant. */
  readonly nearest: string | undefined;

  /** @param why completes the sentence "Input ... is ..., which ..." */
  constructor(why: string, nearest?: string) {
    super(why);
    this.nearest = nearest;
  }
}

/** A required input that the step does not give. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
}

/**
 * Joins what action.yml says with what reads it. An empty text counts as not given: an unset expression leaves one.
 * @throws Error when the default is empty, which would be the same as none
 */
export function specify<Value, Absent, const Declared extends Declaration>(
  declared: Declared,
  parser: Parser<Value, Absent>,
): InputSpec<Given<Value, Absent, Declared>> {
  if (declared.default === '') throw new Error('An empty default is none: leave it out.');
  const required = declared.required ?? false;
  return {
    description: declared.description,
    required,
    default: declared.default,
    secret: declared.secret ?? false,
    allowed: parser.allowed,
    read(text) {
      const effective = text === '' ? (declared.default ?? '') : text;
      if (effective !== '') return parser.parse(effective) as Given<Value, Absent, Declared>;
      if (required) throw new MissingValue();
      return parser.absent as Given<Value, Absent, Declared>;
    },
    secretsIn: (text) => (declared.secret ? [text, ...(parser.secretsIn?.(text) ?? [])] : []),
  };
}
