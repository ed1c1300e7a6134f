/** A line of output that asks something of the runner. */
export interface WorkflowCommand {
  /** In lower case. */
  readonly name: string;
  /** By name in lower case. */
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads a line of output as the runner does: `::name key=value,key=value::data` at the start of the line but for white
 * space, or the older `##[name key=value;key=value]data` anywhere in it. Undefined for ordinary text and for names
 * that are not among the registered ones.
 */
export function parseWorkflowCommand(
  line: string,
  registered: ReadonlySet<string>,
): WorkflowCommand | undefined {
  return parseCurrent(line, registered) ?? parseOlder(line, registered);
}

function parseCurrent(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const trimmed = line.trimStart();
  if (!trimmed.startsWith('::')) return undefined;
  const end = trimmed.indexOf('::', 2);
  if (end < 0) return undefined;
  return toCommand(trimmed.slice(2, end), trimmed.slice(end + 2), CURRENT_FORM, registered);
}

function parseOlder(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return toCommand(line.slice(start + 3, end), line.slice(end + 1), OLDER_FORM, registered);
}

/** How a form separates its properties, and what it escapes; a percent sign is always unescaped last. */
interface Form {
  readonly separator: string;
  readonly dataEscapes: Readonly<Record<string, string>>;
  readonly propertyEscapes: Readonly<Record<string, string>>;
}

const LINE_ENDS = { '%0D': '\r', '%0A': '\n' };
const PERCENT = { '%25': '%' };
const CURRENT_FORM: Form = {
  separator: ',',
  dataEscapes: { ...LINE_ENDS, ...PERCENT },
  propertyEscapes: { ...LINE_ENDS, '%3A': ':', '%2C': ',', ...PERCENT },
};
const OLDER_ESCAPES = { '%3B': ';', ...LINE_ENDS, '%5D': ']', ...PERCENT };
const OLDER_FORM: Form = { separator: ';', dataEscapes: OLDER_ESCAPES, propertyEscapes: OLDER_ESCAPES };

function toCommand(
  head: string,
  data: string,
  form: Form,
  registered: ReadonlySet<string>,
): WorkflowCommand | undefined {
  const space = head.indexOf(' ');
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const property of space < 0 ? [] : head.slice(space).trim().split(form.separator)) {
    const equals = property.indexOf('=');
    const value = property.slice(equals + 1);
    if (equals > 0 && value)
      properties[property.slice(0, equals).toLowerCase()] = unescapeText(value, form.propertyEscapes);
  }
  return { name, properties, data: unescapeText(data, form.dataEscapes) };
}

function unescapeText(text: string, escapes: Readonly<Record<string, string>>): string {
  return Object.entries(escapes).reduce(
    (result, [escaped, plain]) => result.replaceAll(escaped, plain),
    text,
  );
}
