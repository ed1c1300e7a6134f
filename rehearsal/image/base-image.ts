import type { EngineClient } from '../engine/engine-client.ts';
import { importImage } from './import-image.ts';
import type { LayerContent } from './layer.ts';
import { describeLocalImage, type LocalImage } from './local-image.ts';
import { collectProgram } from './program-files.ts';

const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  `NODE_VERSION=${process.versions.node}`,
];

/**
 * The image that sample applications are built FROM: Node as it runs here with its libraries, a user `node`, and /tmp.
 * Nothing is pulled, and there is no shell in it.
 */
export async function describeBaseImage(): Promise<LocalImage> {
  const content: LayerContent = {
    files: collectProgram(process.execPath, '/usr/local/bin/node'),
    texts: {
      '/etc/passwd':
        'root:x:0:0:root:/root:/usr/sbin/nologin\nnode:x:1000:1000::/home/node:/usr/sbin/nologin\n',
      '/etc/group': 'root:x:0:\nnode:x:1000:\n',
    },
    sharedFolders: ['/tmp'],
  };
  return describeLocalImage('platform-actions-rehearsal/node24', content, {
    environment: ENVIRONMENT,
    command: ['node'],
  });
}

/** Makes sure that the engine has the base image; gives the reference for `FROM`. */
export async function ensureBaseImage(engine: EngineClient): Promise<string> {
  return importImage(engine, await describeBaseImage());
}
