import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from './explain.ts';

const FILE = join(import.meta.dirname, 'comparison.json');

/** What the scenario gave when it was last compared with moto. */
export function readRecorded(): Comparison {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

export function writeRecorded(comparison: Comparison): void {
  writeFileSync(FILE, `${JSON.stringify(comparison, undefined, 2)}\n`);
}
