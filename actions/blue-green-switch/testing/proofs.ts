/**
 * What is known to go wrong with slots, and what the record and the traffic must keep to; each with the tests that prove
 * it, as `file: title`. A title is what stands in the source, so one of a table has its placeholders.
 */
export interface Claim {
  readonly claim: string;
  /** Below the root of the repository, without `.test.ts`. */
  readonly proofs: readonly (readonly [file: string, title: string])[];
}

const SRC = 'actions/blue-green-switch/src';
const RECORD = 'lib/aws/record';
const BALANCER = 'lib/aws/load-balancer';

const CRASH = [
  `${SRC}/crash-matrix`,
  '$when of call $call ($operation) of $name, $post, what served still serves an hour later, and $by converges',
] as const;
const CONTENTION = [
  `${SRC}/contended-calls`,
  'one of which ($second) comes at call $atCall of the other ($first) change nothing in each other’s time',
] as const;
const FAULTS = [
  `${SRC}/faulty-calls`,
  '$name whose call $number ($operation) meets a $kind ends well, and nobody notices',
] as const;
const CANCEL = [
  `${SRC}/cancelled-calls`,
  '$point of call $number ($operation) of $name puts all weights back within 7 s, and its rerun converges',
] as const;
const refusedRule = (state: string) => [`${SRC}/observe/live-slot`, `'${state}'`] as const;
const STICKY_REFUSED = [
  `${SRC}/sticky-release`,
  'behind a sticky rule, unless "sticky" says what becomes of it',
] as const;
const RESET = [
  `${SRC}/contested-release`,
  'whose rules are put back during the bake is not released, and the slot that serves keeps its tasks',
] as const;

/** The traps of two slots, by the numbers of the list that they come from. */
export const TRAPS: readonly Claim[] = [
  {
    claim: '1 two rules point at the slot, and one is missed',
    proofs: [
      [`${SRC}/killed-release`, '$name makes no other changes than these, in this order'],
      [
        `${SRC}/cancelled-release`,
        'between two rules puts back the one that it has written, and leaves the other alone',
      ],
    ],
  },
  {
    claim: '2 a listener that redirects',
    proofs: [[`${SRC}/traps`, 'leaves a listener that redirects as it is']],
  },
  { claim: '3 a rule forwards to a third group', proofs: [refusedRule('a third group')] },
  { claim: '4 a live split from a dead run', proofs: [CRASH, refusedRule('a split')] },
  {
    claim: '5 a production rule points to an empty group',
    proofs: [[`${SRC}/bootstrap`, 'is no start for a release, which says what is']],
  },
  {
    claim: '6 healthy with no targets',
    proofs: [
      [
        `${SRC}/observe/readiness`,
        'is ready when the wanted revision runs, steady, with healthy targets of its own',
      ],
    ],
  },
  { claim: '7 a group in no rule', proofs: [refusedRule('a missing group')] },
  {
    claim: '8 stickiness on',
    proofs: [
      STICKY_REFUSED,
      [
        `${SRC}/sticky-release`,
        'while a target group keeps clients with single targets: AWS would not let the rule go',
      ],
    ],
  },
  { claim: '9 two deployers race', proofs: [CONTENTION] },
  { claim: '10 infrastructure code resets the action', proofs: [RESET] },
  {
    claim: '11 infrastructure code resets the desired count',
    proofs: [[`${SRC}/health-gate`, 'as many as there are tasks: none may be lost']],
  },
  {
    claim: '12 the minimum of the standby against zero tasks',
    proofs: [
      [
        `${SRC}/scaled-release`,
        'hands bounds and scaling over, in the order in which AWS does no harm with them',
      ],
    ],
  },
  {
    claim: '13 scale-in between the reading and the swap',
    proofs: [
      [
        `${SRC}/scaled-release`,
        'ends no task for want of load, in the old slot or the new one, until it is over',
      ],
      [
        `${SRC}/scaled-release`,
        'that adds tasks to the live slot gives the standby as many before it gets more traffic',
      ],
    ],
  },
  {
    claim: '14 the old slot is scaled down, and a rollback is asked for',
    proofs: [[`${SRC}/rollback`, 'to a parked slot brings it up first, and moves the traffic then']],
  },
  {
    claim: '15 its revision is inactive, or its image has expired',
    proofs: [
      [`${SRC}/rollback`, 'to a revision that has been deregistered registers a copy of it'],
      [`${SRC}/traps`, 'to an image that a lifecycle policy has removed moves nothing, and says so'],
    ],
  },
  {
    claim: '16 the database has moved on',
    proofs: [
      [
        `${SRC}/rollback`,
        'is refused across a contract migration, naming the backup, unless the risk is accepted',
      ],
    ],
  },
  {
    claim: '17 a zone that is not enabled',
    proofs: [
      [
        `${SRC}/traps`,
        'targets in a zone that the load balancer does not serve are not healthy, and are told so',
      ],
    ],
  },
  {
    claim: '18 the old slot is scaled in during propagation',
    proofs: [[`${SRC}/crash-matrix`, '$name, and it ends well']],
  },
  { claim: '19 killed between two rules', proofs: [CRASH] },
  {
    claim: '20 throttling of the write that goes back',
    proofs: [
      [`${SRC}/traps`, 'goes back as soon as it is no longer throttled'],
      [`${SRC}/release`, 'goes back as soon as %s works again'],
    ],
  },
  {
    claim: '21 credentials expire in a long canary',
    proofs: [
      [`${SRC}/role-to-assume`, 'is assumed again and again while a release outlasts two sessions'],
      [
        `${SRC}/expired-credentials`,
        'at call $number ($operation) of $name are told, and the same job with fresh ones converges',
      ],
      [
        `${SRC}/expired-credentials`,
        'at call $number ($operation) of $name is begun anew, and nobody notices',
      ],
    ],
  },
  {
    claim: '22 an alarm is in ALARM at the start',
    proofs: [[`${SRC}/gated-release`, 'while an alarm is in ALARM']],
  },
  {
    claim: '23 no traffic, and so no data',
    proofs: [
      [`${SRC}/gated-release`, 'holds for another bake, and leaves the release inconclusive and taken back'],
    ],
  },
  {
    claim: '24 pages of DescribeRules',
    proofs: [[`${BALANCER}/rules`, 'that the target does not name are found, on every listener and page']],
  },
  {
    claim: '25 an authentication action is dropped',
    proofs: [
      [`${BALANCER}/weights`, 'lets the load balancer keep the client secret that it does not tell'],
      [`${SRC}/takeover`, 'stays as it is when the other slot is put into it'],
    ],
  },
];

/** What the record keeps to. */
export const RECORD_CLAIMS: readonly Claim[] = [
  {
    claim: 'only creation decides, and reads are hints',
    proofs: [
      [`${RECORD}/lease`, 'two that begin at the same moment: one number each, never the same'],
      [
        `${RECORD}/mutual-exclusion`,
        'whatever happens, no write of a holder takes effect after one of a later holder',
      ],
      CONTENTION,
    ],
  },
  {
    claim: 'an entry is known again by its nonce',
    proofs: [[`${RECORD}/lease`, 'that was created and whose answer was lost is known again by its nonce']],
  },
  {
    claim: 'the plan stands before anything is changed, in chunks',
    proofs: [
      [
        `${RECORD}/plan-chunks`,
        'any document comes back, from chunks in any order, each in a standard parameter',
      ],
      [`${RECORD}/plan-chunks`, 'half a plan is none'],
      CRASH,
    ],
  },
  {
    claim: 'a lease expires by the taker’s own stopwatch or by AWS’s two times, never by the machine’s date',
    proofs: [
      [
        `${RECORD}/lease`,
        'of a dead holder is taken when it has not been renewed for its time to live, and a margin later',
      ],
      [`${RECORD}/lease`, 'that nobody has touched for long is taken at the first look: AWS tells its age'],
      [`${SRC}/contended-calls`, '$kinds of seed $seed, at $after ms'],
    ],
  },
  {
    claim: 'a holder stops a margin before its entry expires, and a taker waits one',
    proofs: [
      [`${RECORD}/lease`, 'whose holder cannot renew it stops writing before it expires'],
      [
        `${SRC}/contended-calls`,
        'when a %s takes over from its release has arrived before anything is put right',
      ],
    ],
  },
  {
    claim: 'the same run adopts its lease without waiting, and what was handed over is kept for it',
    proofs: [
      [`${RECORD}/lease`, 'of the same run is adopted without waiting'],
      [`${SRC}/stepwise-release`, 'keeps the target for the next mode, and after that time for nobody'],
    ],
  },
  {
    claim: 'a rollback and a recovery may pre-empt, and the other one stops, red, naming who took over',
    proofs: [
      [`${SRC}/rollback`, 'takes over and takes it back; the release ends red and names it'],
      [`${SRC}/recorded-release`, 'stops before its next write, names who took over, and undoes nothing'],
    ],
  },
  {
    claim: 'a rollback is never reverted, only finished',
    proofs: [
      [`${SRC}/rollback`, 'over a bad version that fails after it never goes forward again'],
      [
        `${SRC}/cancelled-calls`,
        '$point of call $number ($operation) of $name completes the write in hand, undoes none, and its rerun converges',
      ],
      CRASH,
    ],
  },
  {
    claim: 'the newest 20 are kept, the highest lease always, and the rest goes',
    proofs: [
      [`${RECORD}/prune`, 'keeps the newest leases with their plans'],
      [
        `${SRC}/record-growth`,
        'earlier ones makes no more calls than one after 20, and leaves as small a record',
      ],
    ],
  },
  {
    claim: 'without a record nothing is kept',
    proofs: [[`${SRC}/recorded-release`, 'without a record leaves nothing in Parameter Store']],
  },
  {
    claim: 'each write re-reads its rule and changes the weights alone',
    proofs: [
      [`${BALANCER}/weights`, 'is read back as written, and changes nothing else'],
      [`${SRC}/contested-release`, 'never writes a rule that somebody else has changed, and says so'],
      [`${SRC}/contested-rollback`, 'gives one other conditions writes its weights alone'],
    ],
  },
  {
    claim: 'a rule that infrastructure code has reset brings all rules back to that slot',
    proofs: [RESET, [`${SRC}/contested-rollback`, 'resets one after it is finished by a recovery']],
  },
];

/** What the traffic keeps to. */
export const TRAFFIC_CLAIMS: readonly Claim[] = [
  {
    claim: 'both groups stay in the action, and stickiness is refused unless it is told what becomes of it',
    proofs: [refusedRule('a missing group'), STICKY_REFUSED],
  },
  {
    claim: 'sticky: detach leads no client with a cookie astray',
    proofs: [
      [
        `${SRC}/sticky-release`,
        'moves clients with their cookies, and gives stickiness back when none leads away: load balancers %s',
      ],
      [`${SRC}/sticky-release`, 'stays off, and the summary says until when, and how to put it back'],
      [`${SRC}/sticky-release`, 'is put back by a recovery when its time has come, and not before'],
    ],
  },
  {
    claim: 'sticky: wait fails nobody with a cookie, and parks no slot to which one leads',
    proofs: [
      [
        `${SRC}/sticky-wait`,
        'keeps the old slot for whoever has a cookie for it, until no one can come: load balancers %s',
      ],
      [`${SRC}/sticky-wait`, 'is parked by a recovery when they have left, and not before'],
      [`${SRC}/sticky-wait`, 'nothing proves that nobody comes, and the old slot is kept'],
      [
        `${SRC}/sticky-wait-calls`,
        'killed $when of call $call ($operation) beside $stay, fails nobody, and after $by all is in order again',
      ],
    ],
  },
  {
    claim: 'test rules point at the standby, and the probe through them has to see the expected version',
    proofs: [
      [
        `${SRC}/test-rules`,
        'points at the standby before the first weight, and stays with the released slot',
      ],
      [`${SRC}/test-rules`, 'because it %s, never gets traffic'],
      [`${SRC}/test-rules`, 'moves the visitors first, and its test rules when it is through'],
    ],
  },
  {
    claim: 'the live slot has all the weight of every production rule',
    proofs: [[`${SRC}/observe/live-slot`, 'a slot is live only when it has all weight of every rule']],
  },
  {
    claim: 'all production rules move together',
    proofs: [[`${SRC}/killed-release`, '$name makes no other changes than these, in this order'], CRASH],
  },
  {
    claim: 'the standby is sized by the live slot, and again before each step',
    proofs: [
      [
        `${SRC}/scaled-release`,
        'that adds tasks to the live slot gives the standby as many before it gets more traffic',
      ],
      [
        `${SRC}/scaled-release`,
        'leaves each slot its own maximum, and gives the standby no more tasks than that',
      ],
    ],
  },
  {
    claim: 'scaling is suspended from prepare to the end of the bake, and undone exactly',
    proofs: [
      [`${SRC}/scaled-release`, 'and back again and again ends as it began'],
      [`${SRC}/scaled-undo`, 'after one that was rolled back, weights first'],
    ],
  },
  {
    claim: 'only targets of this deployment count, for a whole threshold period without a break',
    proofs: [
      [
        `${SRC}/health-gate`,
        'comes when the targets have been healthy for a threshold period, as the summary shows',
      ],
      [`${SRC}/health-gate`, 'never comes for a version that is healthy and then is not'],
      [
        `${SRC}/observe/healthy-streak`,
        'health has lasted only when every reading of the whole period had enough healthy targets',
      ],
    ],
  },
  {
    claim: 'no weight rises on an old reading of health',
    proofs: [[`${SRC}/release`, 'never gives traffic on an old reading of health, however long %s fails']],
  },
  {
    claim: 'after the last write: read back, hold, bake, and only then the old slot',
    proofs: [
      RESET,
      [`${SRC}/release`, 'that goes well takes all the traffic and parks the old slot'],
      [`${SRC}/crash-matrix`, '$name, and it ends well'],
    ],
  },
  {
    claim: 'no data is inconclusive, never a silent pass',
    proofs: [
      [`${SRC}/gated-release`, 'holds for another bake, and leaves the release inconclusive and taken back'],
    ],
  },
  {
    claim: 'a block by a firewall is inconclusive, never a failure of the version',
    proofs: [
      [`${SRC}/gates/probe-gate`, 'that stays blocked is inconclusive, which is no failure of the version'],
    ],
  },
  {
    claim: 'the first version has a mode of its own',
    proofs: [
      [
        `${SRC}/bootstrap`,
        'is bootstrapped at the desired count, and the record knows a release to go back to',
      ],
    ],
  },
  { claim: 'whatever a single call meets, visitors do not', proofs: [FAULTS] },
  { claim: 'a cancelled release gives the weights back', proofs: [CANCEL] },
  {
    claim: 'what cannot come up is given up at once',
    proofs: [[`${SRC}/fail-fast`, '%s ends a release, with its cause and what to do']],
  },
];

/** Lines that are not of this action yet: what is missing for them. */
export const NOT_YET: Readonly<Record<string, string>> = {
  'dead-man schedules': 'a later part of the suite',
  'hashed static assets': 'a later part of the suite',
  discover: 'a later part of the suite',
  'platform.yml': 'a later part of the suite',
};
