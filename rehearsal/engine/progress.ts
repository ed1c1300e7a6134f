import { EngineError } from './engine-client.ts';

/**
 * Reads the progress of a pull or an import: one JSON document a line. Its errors come after the status 200.
 * @throws EngineError with the engine's words
 */
export function throwOnFailure(progress: string): void {
  for (const line of progress.split('\n').filter((text) => text.trim() !== '')) {
    const { error } = JSON.parse(line) as { error?: string };
    if (error !== undefined) throw new EngineError(500, error);
  }
}
