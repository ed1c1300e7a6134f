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
import { policyOperations } from './control/policies.ts';
import { repositoryOperations } from './control/repositories.ts';
import { createImages } from './find-images.ts';
import type { Images } from './images.ts';
import { createLayerUploads } from './layer-uploads.ts';
import { createLayerKeeper } from './layers.ts';
import { applyPolicy } from './lifecycle/apply.ts';
import { lifecycleOperations } from './lifecycle/operations.ts';
import { previewOperations } from './lifecycle/preview.ts';
import { createPushImage, type PushImage } from './push-image.ts';
import { createRegistryHandler, type RegistryHandler } from './registry/handler.ts';
import type { AuthorizeRegistry } from './registry/router.ts';
import { scanOperations } from './scanning/operations.ts';
import { createScans, type Scans } from './scanning/scans.ts';
import { defaultEcrSettings, type EcrSettings } from './settings.ts';
import { createRegistries } from './store.ts';

export interface EcrPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly blobs: BlobStore;
  /** Where `/v2/` is answered, known once the server listens: `127.0.0.1:4510`. */
  readonly registryHost: () => string;
  readonly settings?: Partial<EcrSettings>;
  /** Asked before the registry does anything; without it everybody with a password may do everything. */
  readonly authorize?: AuthorizeRegistry;
  /** Of the images that this machine runs; its own when not given. */
  readonly architecture?: string;
}

export interface Ecr {
  readonly service: Service;
  /** The Registry v2 protocol. */
  readonly handleRegistry: RegistryHandler;
  readonly images: Images;
  readonly pushImage: PushImage;
  /** Says what scans of images find. */
  readonly scriptScan: Scans['script'];
}

/** ECR: its API and the registry that engines push to and pull from, over one store. */
export function createEcr({ clock, random, blobs, registryHost, ...options }: EcrPorts): Ecr {
  const settings = { ...defaultEcrSettings, ...options.settings };
  const registries = createRegistries(settings, (repository) => {
    applyPolicy(repository, clock.now(), settings.lifecycleInterval);
    layers.dropOrphans(repository, clock.now());
  });
  const layers = createLayerKeeper({ blobs, registries: registries.all, layersKept: settings.layersKept });
  const authorization = createAuthorization({ clock, random: random.fork('ecr-tokens') });
  const uploads = createLayerUploads({
    ...{ blobs, clock, layers, uploadsKept: settings.uploadsKept },
    random: random.fork('ecr-uploads'),
  });
  const scans = createScans(clock, settings);
  const architecture = options.architecture ?? machineArchitecture();
  const authorize = options.authorize ?? (async () => {});
  const service = defineService(sdk, new sdk.ECRClient({ region: 'us-east-1' }), {
    ...repositoryOperations({ registries, clock, layers, registryHost }),
    ...listImageOperations(registries, scans, clock),
    ...imageOperations(registries, clock),
    ...layerOperations(registries, uploads),
    ...accountSettingOperations(registries),
    ...policyOperations(registries),
    ...lifecycleOperations(registries, clock),
    ...previewOperations({ registries, clock, previewTime: settings.previewTime }),
    ...scanOperations(registries, scans, clock),
    GetAuthorizationToken: createGetAuthorizationToken(authorization, registryHost),
  });
  return {
    service,
    handleRegistry: createRegistryHandler({
      ...{ registries, authorization, uploads, blobs, clock, authorize },
      checkName: (repositoryName) => service.refuseInvalid('CreateRepository', { repositoryName }),
    }),
    images: createImages({ registries, authorization, blobs, registryHost, architecture }),
    pushImage: createPushImage({ registries, uploads, clock }),
    scriptScan: scans.script,
  };
}

/** Node and images name the common processors differently. */
function machineArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}
