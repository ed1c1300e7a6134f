import type { Outcome } from '../../../../lib/action/outcome.ts';
import { isSameOwner } from '../../../../lib/aws/record/lease-entry.ts';
import { readHistory } from '../../../../lib/aws/record/releases.ts';
import { slotWithAllTraffic } from '../observe/live-slot.ts';
import { observe } from '../observe/observe.ts';
import type { Ports } from '../ports.ts';
import { prepareRollback, type RollbackRun } from './prepare-rollback.ts';
import { runSwitch } from './run-switch.ts';

/** Brings an earlier version back. It takes over from a release that is under way, which is then taken back. */
export async function runRollback(run: RollbackRun, ports: Ports): Promise<Outcome> {
  const isToPrevious = run.inputs.to.kind === 'previous';
  const done = isToPrevious ? await findOwnRollback(run, ports) : undefined;
  if (done) return done;
  return runSwitch(
    {
      ...run,
      mayPreempt: true,
      prepare: (own) => prepareRollback(run, own),
      resumes: () => false,
      isDoneBy: ({ verdict }) => verdict === 'rolled-back' && isToPrevious,
    },
    ports,
  );
}

/** A job that is run again must not go back twice: by now `previous` means an even older version. */
async function findOwnRollback({ target, record }: RollbackRun, ports: Ports): Promise<Outcome | undefined> {
  if (record === undefined) return undefined;
  const recordPorts = { ...ports, ssm: await ports.parameterStore() };
  const { releases } = await readHistory(recordPorts, record);
  const [newest] = releases;
  if (newest?.mode !== 'rollback' || newest.verdict !== 'released') return undefined;
  if (!isSameOwner(newest.owner, ports.owner)) return undefined;
  const { rules, services } = await observe(target, ports);
  const live = slotWithAllTraffic(rules);
  if (live === undefined || services[live].taskDefinition !== newest.taskDefinition) return undefined;
  return {
    outputs: {
      ...{ verdict: 'rolled-back', 'live-slot': live, image: newest.image },
      ...{ 'task-definition': newest.taskDefinition, 'release-id': `${newest.number}` },
    },
    summary: `### :white_check_mark: This run has rolled back to ${live} already (release ${newest.number})`,
  };
}
