import { ActionFailure } from '../../../../lib/action/errors.ts';
import { shellVariable } from '../../../../lib/action/shell.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import { unlessMissing } from '../../../../lib/aws/errors/kinds.ts';
import type { Inputs } from '../inputs.ts';
import type { Ports } from '../ports.ts';

/** What the value of a header begins with when Parameter Store holds the rest of it. */
const KEPT = 'ssm:';

/**
 * The same inputs with what Parameter Store holds in the place of the names of its parameters, hidden in the log before
 * anything sees it.
 * @throws ActionFailure when there is no such parameter
 */
export async function revealTestHeaders<Given extends Pick<Inputs, 'testHeaders'>>(
  inputs: Given,
  ports: Pick<Ports, 'parameterStore' | 'mask' | 'signal'>,
): Promise<Given> {
  const headers = new Map(inputs.testHeaders);
  for (const [name, value] of headers) {
    if (value.startsWith(KEPT)) headers.set(name, await readSecret(name, value.slice(KEPT.length), ports));
  }
  return { ...inputs, testHeaders: headers };
}

async function readSecret(
  header: string,
  Name: string,
  { parameterStore, mask, signal }: Pick<Ports, 'parameterStore' | 'mask' | 'signal'>,
): Promise<string> {
  const ssm = await parameterStore();
  const found = await unlessMissing(() =>
    ssm.getParameter({ Name, WithDecryption: true }, { abortSignal: signal }),
  );
  if (!found) {
    const region = await ssm.config.region();
    const value = shellVariable('TEST_HEADER');
    const write = awsCommand('ssm put-parameter', region, { name: Name, type: 'SecureString', value });
    throw new ActionFailure({
      cause: `There is no value for test header ${header}: parameter ${Name} does not exist in ${region}.`,
      advice: `Put what the test rule asks for into the variable TEST_HEADER, then: ${write}`,
    });
  }
  const value = found.Parameter?.Value ?? '';
  mask(value);
  return value;
}
