import { createHash } from 'node:crypto';

/** A standard parameter holds 4,096 characters; the first line of a chunk is part of them. */
const CHUNK_CHARACTERS = 3_400;

/**
 * A document as texts that fit into parameters. Each begins with a line that says which one of how many it is and
 * what the whole must hash to, so that half a plan is never taken for one.
 */
export function splitPlan(document: unknown): string[] {
  const text = escapeUnicode(JSON.stringify(document));
  const count = Math.max(1, Math.ceil(text.length / CHUNK_CHARACTERS));
  const hash = hashOf(text);
  return Array.from({ length: count }, (_, index) => {
    const part = text.slice(index * CHUNK_CHARACTERS, (index + 1) * CHUNK_CHARACTERS);
    return `${index + 1}/${count} ${hash}\n${part}`;
  });
}

/** The document, from its chunks in any order; undefined while one is missing or belongs to another document. */
export function joinPlan(chunks: readonly string[]): unknown {
  const parsed = chunks.flatMap((chunk) => parseChunk(chunk) ?? []);
  const [first] = parsed;
  if (!first) return undefined;
  const ordered = Array.from({ length: first.count }, (_, index) =>
    parsed.find((chunk) => chunk.index === index + 1 && chunk.hash === first.hash),
  );
  const text = ordered.map((chunk) => chunk?.text ?? '').join('');
  return hashOf(text) === first.hash ? JSON.parse(text) : undefined;
}

interface Chunk {
  readonly index: number;
  readonly count: number;
  readonly hash: string;
  readonly text: string;
}

function parseChunk(chunk: string): Chunk | undefined {
  const [, index, count, hash = '', text = ''] =
    /^(\d{1,4})\/(\d{1,4}) ([0-9a-f]{64})\n([\s\S]*)$/.exec(chunk) ?? [];
  return index === undefined ? undefined : { index: Number(index), count: Number(count), hash, text };
}

/** Parameter Store's limit counts bytes of UTF-8 by some accounts: in ASCII both are the same. */
function escapeUnicode(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
