import {
  CloudWatchLogs,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createLogs } from '../logs.ts';
import type { LogsSettings } from '../settings.ts';

export const START = Date.UTC(2026, 0, 31);
export const DAY = 24 * 60 * 60 * 1000;
export const logGroupName = '/ecs/web';
export const logStreamName = 'web/app/1';

/** Without delays, unless they are given. */
const PROMPT: LogsSettings = { readDelay: 0, expiredShown: 0, lastEventDelay: 0 };

export function setUp(settings: Partial<LogsSettings> = {}) {
  const clock = createVirtualClock(START);
  const { service, sink } = createLogs({ clock, settings: { ...PROMPT, ...settings } });
  const dispatch = createDispatch([service], { clock, random: createRandom(1), onCall: () => {} });
  return { clock, sink, client: new CloudWatchLogs(inProcessClient(dispatch)) };
}

export async function setUpStream(settings: Partial<LogsSettings> = {}) {
  const world = setUp(settings);
  await world.client.send(new CreateLogGroupCommand({ logGroupName }));
  await world.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const put = (logEvents: InputLogEvent[]) =>
    world.client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  return { ...world, put };
}

/** `count` events a second apart, the last one now. */
export const events = (count: number): InputLogEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: START - (count - 1 - index) * 1000,
    message: `line ${index}`,
  }));

export const messages = (page: { events?: { message?: string | undefined }[] | undefined }) =>
  page.events?.map(({ message }) => message);

/** Where the client calls. */
export const PLACE = { account: '123456789012', region: 'eu-west-1' };
