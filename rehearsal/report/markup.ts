/** Finished HTML or SVG: text that is safe to stand in a page as it is. */
export interface Markup {
  readonly html: string;
}

/** Children of an element: markup as it is, anything else escaped. */
export type Content = Markup | string | number | readonly Content[];

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Makes an element; what is not markup already is escaped, and attributes without a value are left out. */
export function element(name: string, attributes: Attributes = {}, ...content: Content[]): Markup {
  const rendered = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${escapeText(typeof value === 'number' ? shorten(value) : String(value))}"`,
    );
  return { html: `<${name}${rendered.join('')}>${render(content)}</${name}>` };
}

export function render(content: Content): string {
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return shorten(content);
  return 'html' in content ? content.html : content.map(render).join('');
}

/** A path through points, in the same short numbers. */
export function shorten(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  // Control characters, which XML does not allow, become visible.
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}
