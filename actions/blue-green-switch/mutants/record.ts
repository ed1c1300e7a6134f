import type { PlantedMutant } from './planted.ts';

const SRC = 'actions/blue-green-switch/src';
const RECORD = 'lib/aws/record';
const test = (path: string) => ({ kind: 'test', path }) as const;

/** Faults in the lease, the plan and the record, and in what is made of them after a loss. */
export const RECORD_MUTANTS: Readonly<Record<string, PlantedMutant>> = {
  'higher-lease-ignored': {
    fault: 'a run writes on although another has taken over',
    file: `${RECORD}/hold-lease.ts`,
    from: 'if (follower) throw lostToAnother(target, number, follower.entry);',
    to: 'void lostToAnother;',
    proof: test(`${RECORD}/lease.test.ts`),
  },
  'wall-clock-expiry': {
    fault: "another run's lease expires by this machine's own patience at once",
    file: `${RECORD}/claim.ts`,
    from: 'return unchangedFor >= limit || (age !== undefined && age >= limit);',
    to: 'return unchangedFor >= limit || age === undefined || age >= 0 * limit;',
    proof: test(`${RECORD}/claim.test.ts`),
  },
  'no-nonce': {
    fault: 'a run takes any lease of the number it wanted for its own',
    file: `${RECORD}/acquire-lease.ts`,
    from: 'return existing.entry.nonce === entry.nonce ? lease : undefined;',
    to: 'return existing.entry.nonce === "" ? undefined : lease;',
    proof: test(`${RECORD}/lease.test.ts`),
  },
  'no-margin-after-takeover': {
    fault: 'who takes over acts at once, while writes of the other are under way',
    file: `${RECORD}/acquire-lease.ts`,
    from: '  await sleep(clock, margin, signal);\n',
    to: '  void [clock, signal, sleep];\n',
    proof: test(`${RECORD}/lease.test.ts`),
  },
  'never-renewed': {
    fault: 'a lease is not renewed, so it expires under a run that lives',
    file: `${RECORD}/hold-lease.ts`,
    from: '  renewLater();\n  return {',
    to: '  return {',
    proof: test(`${RECORD}/lease.test.ts`),
  },
  'writes-past-its-time': {
    fault: 'a run whose lease could not be renewed goes on writing',
    file: `${RECORD}/hold-lease.ts`,
    from: 'const isLate = unrenewed > terms.timeToLive - terms.margin;',
    to: 'const isLate = unrenewed > terms.timeToLive * 1_000 + terms.margin;',
    proof: test(`${RECORD}/lease.test.ts`),
  },
  'own-settling-lease-taken-at-once': {
    fault: 'a rerun adopts a lease of its own before the margin of that one is over',
    file: `${RECORD}/claim.ts`,
    from: "return highest.entry.state === 'settling' ? { kind: 'take', why: 'unsettled' } : { kind: 'free' };",
    to: "return { kind: 'free' };",
    proof: test(`${RECORD}/claim.test.ts`),
  },
  'half-a-plan-read': {
    fault: 'a plan of which a part is missing is taken for a whole one',
    file: `${RECORD}/plan-chunks.ts`,
    from: 'return hashOf(text) === first.hash ? JSON.parse(text) : undefined;',
    to: 'return JSON.parse(text);',
    proof: test(`${RECORD}/plan-chunks.test.ts`),
  },
  'highest-lease-pruned': {
    fault: 'the number of leases starts anew when old ones are deleted',
    file: `${RECORD}/prune.ts`,
    from: 'leases: leases.filter((number) => number < oldestLease),',
    to: 'leases: leases.filter((number) => number <= Math.max(...leases) && oldestLease > 0),',
    proof: test(`${RECORD}/prune.test.ts`),
  },
  'plan-without-a-lease': {
    fault: 'a run that was taken over while it waited writes its plan all the same',
    file: `${SRC}/record/under-lease.ts`,
    from: '    await lease.ensureHeld();\n    isPlanned = true;',
    to: '    isPlanned = true;',
    proof: test(`${SRC}/recorded-release.test.ts`),
  },
  'wrong-stage': {
    fault: 'the stage of a shift is noted as the one before it, when nothing had moved',
    file: `${SRC}/traffic/shift.ts`,
    from: 'await ports.journal.begin(shiftStage(index));',
    to: 'await ports.journal.begin(shiftStage(index - 1));',
    proof: test(`${SRC}/recorded-release.test.ts`),
  },
  'rollback-taken-back': {
    fault: 'a rollback that fails gives the traffic back to the version that it leaves',
    file: `${SRC}/modes/undo.ts`,
    from: "return mode === 'rollback' || isFirst\n",
    to: "return mode === 'bootstrap' && isFirst\n",
    proof: test(`${SRC}/rollback.test.ts`),
  },
  'lost-rollback-reverted': {
    fault: 'a recovery takes a lost rollback back, as it does with a release',
    file: `${SRC}/modes/recover-unfinished.ts`,
    from: "if (recorded.mode === 'rollback') return [];",
    to: "if (recorded.mode === 'rollback') return undefined;",
    proof: test(`${SRC}/rollback.test.ts`),
  },
  'released-without-a-record': {
    fault: 'a release whose record could not be written is green',
    file: `${SRC}/modes/record-end.ts`,
    from: 'if (!recorded.failure) return ended;',
    to: 'if (recorded) return ended;',
    proof: test(`${SRC}/recorded-release.test.ts`),
  },
  'cancelled-behind-a-recovery-green': {
    fault: 'a release that is cancelled while it takes a lost one back is green',
    file: `${SRC}/modes/run-switch.ts`,
    from: 'const failure = joinFailures(cancelled.failure, recovered.failure);',
    to: 'const failure = recovered.failure;',
    proof: test(`${SRC}/recorded-release.test.ts`),
  },
};
