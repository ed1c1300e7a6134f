import { describe } from '@jest/globals';
import { findTool, type Tool } from './requirements.ts';

/**
 * A `describe` for tests that need tools which a machine may lack. Where one is missing, the tests are skipped
 * and the reason stands in their title; `npm test` prints and counts them, and with REQUIRE_ALL=1 it fails.
 * The body runs in both cases (jest has to learn the tests' names), so tools are used inside tests and hooks only:
 *
 *   describeWith('docker engine', 'the registry', () => {
 *     test('takes a push', () => run(toolPath('docker engine'), ['push', ...]));
 *   });
 */
export function describeWith(needs: Tool | readonly Tool[], name: string, body: () => void): void {
  const reasons = [needs].flat().flatMap((tool) => {
    const { missing } = findTool(tool);
    return missing === undefined ? [] : [`needs ${tool}: ${missing}`];
  });
  if (reasons.length === 0) describe(name, body);
  else describe.skip(`${name} (skipped, ${reasons.join('; ')})`, body);
}
