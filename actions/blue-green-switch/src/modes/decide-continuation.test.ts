import { expect, test } from '@jest/globals';
import { PREPARED_STAGE, parkStage, shiftedStage, shiftStage, waitStage } from '../record/stages.ts';
import { type Continuation, decideContinuation } from './decide-continuation.ts';

const steps = [10, 100].map((percent) => ({ percent, holdMilliseconds: 0 }));
const told = { mode: 'release' as const, steps };
const untold = { mode: 'release' as const, steps: [] };

const GO_ON: Continuation = { kind: 'go-on' };
const INTERRUPTED: Continuation = { kind: 'interrupted' };

test.each<[string, Parameters<typeof decideContinuation>, Continuation]>([
  [
    'a shift of what is prepared goes on',
    ['shift', { plan: { ...untold, begun: PREPARED_STAGE }, isOwn: true }, false],
    GO_ON,
  ],
  [
    'a shift that was lost before its first weight goes on too',
    ['shift', { plan: { ...told, begun: PREPARED_STAGE }, isOwn: true }, false],
    GO_ON,
  ],
  [
    'a shift of what another run has prepared is too early',
    ['shift', { plan: { ...untold, begun: PREPARED_STAGE }, isOwn: false }, false],
    { kind: 'too-early', missing: 'prepare' },
  ],
  ['a shift of nothing is too early', ['shift', undefined, true], { kind: 'too-early', missing: 'prepare' }],
  [
    'a shift finds a preparation that was lost',
    ['shift', { plan: { ...untold, begun: 0 }, isOwn: true }, true],
    INTERRUPTED,
  ],
  [
    'a shift finds a shift that was lost',
    ['shift', { plan: { ...told, begun: shiftStage(1) }, isOwn: true }, false],
    INTERRUPTED,
  ],
  [
    'a shift resumes one that was lost',
    ['shift', { plan: { ...told, begun: shiftStage(1) }, isOwn: true }, true],
    GO_ON,
  ],
  [
    'a shift does not resume one whose version was seen to be bad',
    ['shift', { plan: { ...told, begun: shiftStage(1), isSeenBad: true }, isOwn: true }, true],
    INTERRUPTED,
  ],
  [
    'a shift again is done',
    ['shift', { plan: { ...told, begun: shiftedStage(told) }, isOwn: true }, false],
    { kind: 'done' },
  ],
  [
    'a shift is done, too, when a finish after it was lost while it waited',
    ['shift', { plan: { ...told, begun: waitStage(told) }, isOwn: true }, false],
    { kind: 'done' },
  ],
  [
    'a finish that was lost while it waited goes on, to wait again',
    ['finish', { plan: { ...told, begun: waitStage(told) }, isOwn: true }, false],
    GO_ON,
  ],
  [
    'a finish that has seen the version to be bad while it waited is put right',
    ['finish', { plan: { ...told, begun: waitStage(told), isSeenBad: true }, isOwn: true }, false],
    INTERRUPTED,
  ],
  [
    'a finish of what is prepared is too early',
    ['finish', { plan: { ...untold, begun: PREPARED_STAGE }, isOwn: true }, false],
    { kind: 'too-early', missing: 'shift' },
  ],
  [
    'a finish of what has shifted goes on',
    ['finish', { plan: { ...told, begun: shiftedStage(told) }, isOwn: true }, false],
    GO_ON,
  ],
  [
    'a finish finds a shift that was lost',
    ['finish', { plan: { ...told, begun: shiftStage(0) }, isOwn: true }, true],
    INTERRUPTED,
  ],
  [
    'a finish finds one that was lost while it parked',
    ['finish', { plan: { ...told, begun: parkStage(told) }, isOwn: true }, false],
    INTERRUPTED,
  ],
  [
    'nothing goes on with a rollback',
    ['finish', { plan: { ...told, mode: 'rollback', begun: shiftedStage(told) }, isOwn: true }, false],
    { kind: 'too-early', missing: 'prepare' },
  ],
])('%s', (_what, given, continuation) => {
  expect(decideContinuation(...given)).toEqual(continuation);
});
