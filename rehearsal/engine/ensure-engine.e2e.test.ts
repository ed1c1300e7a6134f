import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';

/** A machine of its own for a daemon: without network, processes or files of the one that other tests use. */
const MACHINE = `
  set -e
  for folder in /run /var/lib/docker /var/log /sys/fs/cgroup; do mount -t tmpfs tmpfs "$folder"; done
  ip link set lo up
  "$0" --no-warnings --input-type=module --eval "$1"
  kill "$(cat /run/docker.pid)"
`;

const SCRIPT = `
  import { ensureEngine } from ${JSON.stringify(fileURLToPath(new URL('./ensure-engine.ts', import.meta.url)))};
  import { systemClock } from ${JSON.stringify(fileURLToPath(new URL('../../lib/action/clock.ts', import.meta.url)))};
  for (const round of ['first', 'second']) {
    const report = (line) => console.log(round + ' report: ' + line);
    const { description, reason } = await ensureEngine({ env: {}, clock: systemClock, report });
    console.log(round + ' finding: ' + (description ?? reason));
  }
`;

describeWith(['docker engine', 'network namespaces'], 'ensureEngine', () => {
  test('starts a daemon where none answers, says so, and finds it the next time', () => {
    const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const command = [...namespaces, 'sh', '-c', MACHINE, process.execPath, SCRIPT];
    const output = execFileSync('unshare', command, { encoding: 'utf8' });
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^first report: Starting the Docker Engine: dockerd, which keeps running and logs to \S+$/,
      ),
      expect.stringMatching(/^first finding: Docker Engine \S+ at \/var\/run\/docker.sock$/),
      expect.stringMatching(/^second finding: Docker Engine \S+ at \/var\/run\/docker.sock$/),
    ]);
  }, 90_000);
});
