import { join } from 'node:path';
import type { EmbeddedAws } from '../aws/embedded-aws.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { describeBaseImage, ensureBaseImage } from '../image/base-image.ts';
import { type LayerContent, packLayer } from '../image/layer.ts';
import type { Release } from './releases.ts';
import { PLACE, REPOSITORY } from './settings.ts';

/** Gives the inputs with which `deploy-image` publishes a release. */
export type ImageSource = (release: Release) => Promise<Readonly<Record<string, string>>>;

const APP = join(import.meta.dirname, '..', 'app');
const APP_FILES = ['answers.mjs', 'server.mjs', 'settings.mjs'];

/** The Dockerfile of the sample application, built by the engine from a base image made on this machine. */
export async function buildWithEngine(engine: EngineClient): Promise<ImageSource> {
  const base = await ensureBaseImage(engine);
  return async ({ version, behaviour }) => ({
    repository: REPOSITORY,
    context: APP,
    tags: version,
    'build-args': toLines({ BASE: base, APP_VERSION: version, ...behaviour }),
  });
}

/** Without an engine: the same image put together here and pushed; `deploy-image` then takes it as an existing one. */
export async function assembleWithoutEngine(aws: EmbeddedAws): Promise<ImageSource> {
  const base = await describeBaseImage();
  const app: LayerContent = {
    files: APP_FILES.map((name) => ({ path: `/app/${name}`, source: join(APP, name) })),
  };
  return async ({ version, behaviour }) => {
    const variables = { APP_VERSION: version, ...behaviour };
    await aws.pushImage({
      place: PLACE,
      repository: REPOSITORY,
      tag: version,
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      env: [...base.environment, ...toLines(variables).split('\n')],
      cmd: ['node', 'server.mjs'],
      workingDirectory: '/app',
      ports: [8080],
      layers: [base.layer(), packLayer(app)],
    });
    return { image: `${REPOSITORY}:${version}` };
  };
}

function toLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
