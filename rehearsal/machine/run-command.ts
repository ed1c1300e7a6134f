import { execFile } from 'node:child_process';

/** Environment of the machine's own commands: answers in English, no questions. */
const environment = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Runs a command of this machine to its end and gives what it wrote to standard output.
 * @param input what it reads from standard input
 * @throws Error with the command and the last lines that it wrote to standard error
 */
export function runCommand(command: string, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: environment, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) {
        resolve(stdout);
        return;
      }
      const cause =
        stderr
          .trim()
          .split(/\s*\n\s*/)
          .slice(-2)
          .join(' ') || error.message;
      reject(new Error(`${[command, ...args].join(' ')}: ${cause}`, { cause: error }));
    });
    // A command that does not read its input closes the pipe; how it ends tells what happened.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
