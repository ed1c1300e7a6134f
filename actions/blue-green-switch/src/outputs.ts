/** Outputs of the action, as action.yml describes them. */
export const outputs = {
  verdict:
    'How it ended: `released`, `rolled-back`, `refused`, `interrupted` or `inconclusive`; `prepared` and `shifted` for those modes.',
  'live-slot':
    'The slot that has all the traffic afterwards: `blue` or `green`; empty when that is not known.',
  'previous-slot': 'The slot that had the traffic before.',
  'release-id': 'Number of the release in the record; with `status` that of the newest one.',
  image: 'The image that was to be released; with `status` the one that serves.',
  'task-definition': 'ARN of the revision that carries the image.',
  'seconds-to-healthy': 'Seconds until the standby was ready.',
  'seconds-to-shift': 'Seconds from the first weight to the last one read back.',
  'seconds-to-rollback': 'Seconds from the decision to the last weight read back.',
  'failed-requests': 'Requests of the probe that failed.',
  evidence:
    'Path of `evidence.json`, what the run saw and did: every write, gate and request, and the metrics of the load balancer. Empty for `status` and dry runs, which change nothing.',
} as const;
