import type { Action, ActionMetadata } from './actions.ts';

/** The README of an action with its tables of inputs and outputs as action.yml has them. */
export function renderActionReadme(readme: string, { name, metadata }: Action): string {
  const path = `actions/${name}/README.md`;
  const withInputs = replaceSection(readme, 'inputs', renderInputs(metadata.inputs), path);
  return replaceSection(withInputs, 'outputs', renderOutputs(metadata.outputs), path);
}

/** The README of the repository with its list of actions. */
export function renderRootReadme(readme: string, actions: readonly Action[]): string {
  const rows = actions.map(({ name, metadata }) => [
    `[\`${name}\`](actions/${name}/README.md)`,
    inCell(metadata.description),
  ]);
  return replaceSection(readme, 'actions', renderTable(['Action', 'What it does'], rows), 'README.md');
}

/**
 * Puts `content` between the section's two markers.
 * @throws Error when the markers are not there, with the lines to add
 */
export function replaceSection(text: string, section: string, content: string, path: string): string {
  const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
  const [before, inside, ...moreStarts] = text.split(start);
  const [, after, ...moreEnds] = inside?.split(end) ?? [];
  if (after === undefined || moreStarts.length > 0 || moreEnds.length > 0) {
    throw new Error(`${path} needs these two lines, once, where the generated table goes:\n${start}\n${end}`);
  }
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}

function renderInputs(inputs: ActionMetadata['inputs']): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    inCell(input.description) +
      (input.deprecationMessage ? ` **Deprecated**: ${inCell(input.deprecationMessage)}` : ''),
    input.required ? 'required' : input.default ? inlineCode(input.default) : '',
  ]);
  return rows.length === 0 ? 'None.' : renderTable(['Input', 'Description', 'Default'], rows);
}

function renderOutputs(outputs: ActionMetadata['outputs']): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, inCell(description)]);
  return rows.length === 0 ? 'None.' : renderTable(['Output', 'Description'], rows);
}

/** A table of Markdown; its cells are lines already. */
export function renderTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text for a cell of a table, which is one line: a blank line becomes two breaks, other line ends a space, and a pipe is escaped. */
export function inCell(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*\n\s*/g, '<br><br>')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

function inlineCode(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${inCell(text)}${fence}`;
}
