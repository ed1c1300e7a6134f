import { Agent, request } from 'node:http';
import type { SignedRequest } from './signed-request.ts';

/** Sends requests as they are over kept connections, and reads their answers to the last byte. */
export function createSender() {
  const agent = new Agent({ keepAlive: true });
  return {
    /** @throws Error when the answer is not 200 */
    send: ({ method, hostname, port, path, headers, body }: SignedRequest): Promise<void> =>
      new Promise((resolve, reject) => {
        const sent = request({ agent, method, hostname, port, path, headers: { ...headers } }, (answer) => {
          answer.on('error', reject);
          answer.on('end', () => {
            if (answer.statusCode === 200) resolve();
            else reject(new Error(`${hostname}:${port} answered ${answer.statusCode}.`));
          });
          answer.resume();
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
