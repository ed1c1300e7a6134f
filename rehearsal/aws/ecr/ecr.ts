import * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { createAuthorization, createGetAuthorizationToken } from './authorization.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import { accountSettingOperations } from './control/account-settings.ts';
import { imageOperations } from './control/batch-images.ts';
import { layerOperations } from './control/layers.ts';
import { listImageOperations } from './control/list-images.ts';
import { repositoryOperations } from './control/repositories.ts';
import { createImages } from './find-images.ts';
import type { Images } from './images.ts';
import { createLayerUploads } from './layer-uploads.ts';
import { createPushImage, type PushImage } from './push-image.ts';
import { createRegistryHandler, type RegistryHandler } from './registry/handler.ts';
import { defaultEcrSettings, type EcrSettings } from './settings.ts';
import { createRegistries } from './store.ts';

export interface EcrPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly blobs: BlobStore;
  /** Where `/v2/` is answered, known once the server listens: `127.0.0.1:4510`. */
  readonly registryHost: () => string;
  readonly settings?: Partial<EcrSettings>;
  /** Of the images that this machine runs; its own when not given. */
  readonly architecture?: string;
}

export interface Ecr {
  readonly service: Service;
  /** The Registry v2 protocol. */
  readonly handleRegistry: RegistryHandler;
  readonly images: Images;
  readonly pushImage: PushImage;
}

/** ECR: its API and the registry that engines push to and pull from, over one store. */
export function createEcr({ clock, random, blobs, registryHost, ...options }: EcrPorts): Ecr {
  const registries = createRegistries({ ...defaultEcrSettings, ...options.settings });
  const authorization = createAuthorization({ clock, random: random.fork('ecr-tokens') });
  const uploads = createLayerUploads({ blobs, random: random.fork('ecr-uploads') });
  const architecture = options.architecture ?? machineArchitecture();
  const service = defineService(sdk, new sdk.ECRClient({ region: 'us-east-1' }), {
    ...repositoryOperations({ registries, clock, registryHost }),
    ...listImageOperations(registries),
    ...imageOperations(registries, clock),
    ...layerOperations(registries, uploads),
    ...accountSettingOperations(registries),
    GetAuthorizationToken: createGetAuthorizationToken(authorization, registryHost),
  });
  return {
    service,
    handleRegistry: createRegistryHandler({ registries, authorization, uploads, blobs, clock }),
    images: createImages({ registries, authorization, blobs, registryHost, architecture }),
    pushImage: createPushImage({ registries, uploads, clock }),
  };
}

/** Node and images name the common processors differently. */
function machineArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}
