import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { toolsFolder } from '../requirements.ts';

/** A shape as botocore's models write it, as far as constraints are concerned. */
export interface BotocoreShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
}

export interface BotocoreModel {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

/** The botocore of the tools' virtual environment. */
export interface Botocore {
  readonly version: string;
  /** @param folder as botocore names the service: `elbv2` */
  readModel(folder: string): BotocoreModel;
}

/** @throws Error when `npm run tools` has not installed it */
export function openBotocore(): Botocore {
  const library = join(toolsFolder, 'venv', 'lib');
  const [python] = readdirSync(library).filter((name) => name.startsWith('python'));
  const packages = join(library, python ?? '', 'site-packages');
  const [info] = readdirSync(packages).filter((name) => /^botocore-.*\.dist-info$/.test(name));
  if (!info) throw new Error(`no botocore in ${packages}`);
  return {
    version: info.slice('botocore-'.length, -'.dist-info'.length),
    readModel(folder) {
      const versions = join(packages, 'botocore', 'data', folder);
      const newest = readdirSync(versions).sort().at(-1) ?? '';
      return JSON.parse(gunzipSync(readFileSync(join(versions, newest, 'service-2.json.gz'))).toString());
    },
  };
}
