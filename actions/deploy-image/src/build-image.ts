import { buildInEngine } from './build-in-engine.ts';
import { buildToRegistry } from './build-to-registry.ts';
import { checkBuilder, findBuilder } from './docker/builder.ts';
import { createDocker } from './docker/docker.ts';
import { logIn } from './docker/log-in.ts';
import { createPrivateConfig } from './docker/private-config.ts';
import { authorize } from './ecr/authorize.ts';
import { ensureRepository, hostOf } from './ecr/repository.ts';
import { confirmTags, writeTags } from './ecr/tags.ts';
import { checkFiles } from './files.ts';
import type { BuildSource, Plan } from './plan.ts';
import type { Ports } from './ports.ts';
import type { Result } from './result.ts';

/** Builds an image, pushes it and gives it its tags. All that can be wrong here is found before ECR is changed. */
export async function buildImage(plan: Plan, source: BuildSource, ports: Ports): Promise<Result> {
  await checkFiles(source);
  const config = await createPrivateConfig(ports.environment);
  try {
    const docker = createDocker(ports.processes, ports.signal, config.environment);
    const builder = await findBuilder(docker);
    checkBuilder(source, builder);
    const repository = await ensureRepository(ports, plan.repository, plan.creation, ports.log);
    await config.makeRoomFor(hostOf(repository));
    await logIn(docker, hostOf(repository), await authorize(ports));
    const work = { tags: plan.tags, source, docker, builder, repository, folder: config.folder };
    const { image, changes, pushedTag } = await (pushesItself(source) ? buildToRegistry : buildInEngine)(
      work,
      ports,
    );
    await writeTags(
      ports,
      repository,
      image,
      changes.filter(({ tag }) => tag !== pushedTag),
    );
    const tags = await confirmTags(ports, repository, image.digest, plan.tags);
    return { origin: `built from ${source.dockerfile}`, repository, digest: image.digest, changes, tags };
  } finally {
    await config.remove();
  }
}

/** An engine's own store holds neither several platforms nor attestations. */
function pushesItself({ platforms, provenance }: BuildSource): boolean {
  return platforms.length > 1 || provenance !== 'none';
}
