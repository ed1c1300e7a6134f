import type { Outcome } from '../../../lib/action/outcome.ts';
import { buildImage } from './build-image.ts';
import type { outputs } from './outputs.ts';
import type { Plan } from './plan.ts';
import type { Ports } from './ports.ts';
import { imageReference, type Result } from './result.ts';
import { renderSummary } from './summary.ts';
import { takeImage } from './take-image.ts';

/** Gets the image by the plan's way, and reports it. */
export async function run(plan: Plan, ports: Ports): Promise<Outcome> {
  const { source } = plan;
  const result = await (source.kind === 'build'
    ? buildImage(plan, source, ports)
    : takeImage(plan, source, ports));
  ports.log.info(`${imageReference(result)} (${result.origin})`);
  return { outputs: listOutputs(result), summary: renderSummary(result) };
}

function listOutputs(result: Result): Readonly<Record<keyof typeof outputs, string>> {
  const wanted = result.changes.map(({ tag }) => tag);
  return {
    image: imageReference(result),
    digest: result.digest,
    tags: (wanted.length > 0 ? wanted : result.tags).join('\n'),
  };
}
