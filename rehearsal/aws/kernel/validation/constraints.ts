import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a shape demands of a value beyond its kind. Absent members demand nothing. */
export interface ShapeConstraints {
  /** Members of a structure that must be given. */
  readonly required?: readonly string[];
  /** Shapes of a structure's members, by their names. */
  readonly members?: Readonly<Record<string, string>>;
  /** Shape of a list's items or a map's values. */
  readonly item?: string;
  /** Shape of a map's keys. */
  readonly key?: string;
  /** Least and most: of a number its value, of anything else its length. */
  readonly min?: number;
  readonly max?: number;
  /** Of the whole text, without anchors. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Bits of a whole number; fractions are none. */
  readonly integer?: 32 | 64;
  /** The value stands in no message. */
  readonly sensitive?: true;
}

/** The constraints of one service, as `npm run constraints` writes them. */
export interface ServiceConstraints {
  /** Where they are from, and under which license. */
  readonly notice: string;
  /** Shape of each operation's input, as far as it demands anything. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, ShapeConstraints>>;
}

/** Folder of the files, one for each service by its signing name. */
export const CONSTRAINTS_FOLDER = join(import.meta.dirname, 'data');

/** @returns undefined for a service without a file */
export function readConstraints(service: string): ServiceConstraints | undefined {
  const path = join(CONSTRAINTS_FOLDER, `${service}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
