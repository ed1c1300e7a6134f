import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { sleep } from '../../../../lib/action/clock.ts';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createSecretsManager } from '../secretsmanager.ts';

export const PLACE = { account: '123456789012', region: 'eu-west-1' };
export const START = Date.UTC(2026, 0, 1);

/** Secrets Manager in this process on a virtual clock. */
export function createWorld() {
  const clock = createVirtualClock(START);
  const secretsManager = createSecretsManager({ clock, random: createRandom(1) });
  const dispatch = createDispatch([secretsManager.service], {
    clock,
    random: createRandom(2),
    onCall: () => {},
  });
  const client = new SecretsManager(inProcessClient(dispatch));
  return {
    ...{ clock, client, secretsManager },
    wait: (milliseconds: number) => clock.run(sleep(clock, milliseconds)),
    /** Makes a secret and gives its ARN. */
    async create(Name: string, SecretString?: string): Promise<string> {
      const { ARN = '' } = await client.createSecret({ Name, SecretString });
      return ARN;
    },
    async read(SecretId: string, which: { VersionId?: string; VersionStage?: string } = {}) {
      return (await client.getSecretValue({ SecretId, ...which })).SecretString;
    },
  };
}
