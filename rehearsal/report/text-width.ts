/** Width of a character in the page's font, as a share of its size; a little wide, so that labels never touch. */
const AVERAGE_CHARACTER = 0.56;

export function textWidth(text: string, size: number): number {
  return [...text].length * size * AVERAGE_CHARACTER;
}

/** The first of the texts that fits, from the fullest to the shortest; undefined when none does. */
export function fittingText(texts: readonly string[], width: number, size: number): string | undefined {
  return texts.find((text) => textWidth(text, size) <= width);
}
