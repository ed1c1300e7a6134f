import type { Masks } from './masks.ts';
import type { AnnotationLevel, StepLog } from './step-log.ts';
import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts';

/** Obeys the workflow commands in a step's output and shows the rest. */
export interface CommandInterpreter {
  /** Takes a line as the process wrote it. */
  read(line: string): void;
  /** A command that could not be obeyed turns the step red, whatever its exit code. */
  hasFailed(): boolean;
}

/** Carries a command out; the result is the reason why it cannot, if so. */
type Handler = (command: WorkflowCommand, line: string) => string | undefined;

const REFUSED: Readonly<Record<string, string>> = {
  'set-env': 'The `set-env` command is disabled. Write to the file that GITHUB_ENV names.',
  'add-path': 'The `add-path` command is disabled. Write to the file that GITHUB_PATH names.',
  'set-output':
    'The `set-output` command is deprecated and refused here. Write to the file that GITHUB_OUTPUT names.',
  'save-state':
    'The `save-state` command is deprecated and refused here. Write to the file that GITHUB_STATE names.',
  'add-matcher': 'This runner has no problem matchers.',
  'remove-matcher': 'This runner has no problem matchers.',
};
const BAD_TOKEN =
  "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.";
/** Not shown when `::echo::on` shows commands: they show themselves, or must not be seen. */
const NEVER_ECHOED = new Set(['add-mask', 'debug', 'error', 'notice', 'warning']);

export function createCommandInterpreter(
  log: StepLog,
  masks: Masks,
  showsDebug: boolean,
): CommandInterpreter {
  let stopToken: string | undefined;
  let isEchoing = false;
  let hasFailed = false;

  function addMask({ data }: WorkflowCommand): undefined {
    if (data.trim() !== '') masks.add(data);
    else
      log.annotate({
        level: 'warning',
        message: "Can't add secret mask for empty string in ##[add-mask] command.",
      });
  }
  function setEcho({ data }: WorkflowCommand): string | undefined {
    const value = data.trim().toLowerCase();
    if (value !== 'on' && value !== 'off') {
      return `Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`;
    }
    isEchoing = value === 'on';
    return undefined;
  }
  function stopCommands({ data }: WorkflowCommand, line: string): string | undefined {
    const token = data.toLowerCase();
    if (token === '' || token === 'pause-logging' || registered.has(token)) return BAD_TOKEN;
    log.write(line);
    stopToken = token;
    registered.add(token);
    return undefined;
  }
  function debug({ data }: WorkflowCommand): undefined {
    if (showsDebug) log.write(`##[debug]${data}`);
  }

  const handlers = new Map<string, Handler>([
    ...Object.entries(REFUSED).map(([name, reason]): [string, Handler] => [name, () => reason]),
    ...(['error', 'warning', 'notice'] as const).map((level): [string, Handler] => [
      level,
      annotateWith(log, level),
    ]),
    ['add-mask', addMask],
    ['debug', debug],
    ['echo', setEcho],
    ['group', ({ data }) => void log.write(`##[group]${data}`)],
    ['endgroup', () => void log.write('##[endgroup]')],
    ['stop-commands', stopCommands],
  ]);
  const registered = new Set(handlers.keys());

  function resumeOrShow(command: WorkflowCommand, line: string): void {
    log.write(line);
    if (command.name !== stopToken) return;
    registered.delete(stopToken);
    stopToken = undefined;
  }

  function obey(command: WorkflowCommand, line: string): void {
    if (isEchoing && !NEVER_ECHOED.has(command.name)) log.write(line);
    const reason = handlers.get(command.name)?.(command, line);
    if (reason === undefined) return;
    hasFailed = true;
    log.annotate({ level: 'error', message: `Unable to process command '${line}' successfully.` });
    log.annotate({ level: 'error', message: reason });
  }

  function read(line: string): void {
    const command = parseWorkflowCommand(line, registered);
    if (!command) log.write(line);
    else if (stopToken !== undefined) resumeOrShow(command, line);
    else obey(command, line);
  }

  return { read, hasFailed: () => hasFailed };
}

function annotateWith(log: StepLog, level: AnnotationLevel): Handler {
  return ({ properties: { title, file, line }, data }) => {
    log.annotate({
      level,
      message: data,
      ...(title !== undefined && { title }),
      ...(file !== undefined && { file }),
      ...(line !== undefined && /^\d+$/.test(line) && { line: Number(line) }),
    });
    return undefined;
  };
}
