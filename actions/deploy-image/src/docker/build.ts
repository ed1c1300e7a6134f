import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Log } from '../../../../lib/action/log.ts';
import type { BuildSource } from '../plan.ts';
import { buildCommand, type Destination } from './build-command.ts';
import { type Builder, describeBuilder } from './builder.ts';
import type { Docker } from './docker.ts';
import { lastReason, tail } from './output.ts';

/**
 * Builds an image; docker's output streams into a group of the log.
 * @throws ActionFailure with docker's own reason
 */
export async function build(
  docker: Docker,
  source: BuildSource,
  builder: Builder,
  destination: Destination,
  log: Log,
): Promise<void> {
  const command = buildCommand(source, builder, destination);
  const lines: string[] = [];
  const finished = await log.group(`Build ${source.dockerfile} with ${describeBuilder(builder)}`, () =>
    docker.run(command.arguments, {
      environment: command.environment,
      onLine(line) {
        lines.push(line);
        log.info(line);
      },
    }),
  );
  if (finished.exitCode === 0) return;
  const output = lines.join('\n');
  throw new ActionFailure({
    cause: `Building ${source.dockerfile} failed: ${lastReason(output)}`,
    advice: `The same happens with: docker build --file ${source.dockerfile} ${source.context}`,
    detail: tail(output),
  });
}
