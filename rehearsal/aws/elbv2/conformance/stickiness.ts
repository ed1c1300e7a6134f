import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { STICKINESS } from '../behaviours/stickiness.ts';
import { plainAnswer } from '../testing/world.ts';
import { count, withSlots } from './slots.ts';

const GROUP_OFF = 'You must enable group stickiness';

/** Two blue targets and a client that sticks to one of them. */
async function withStickyTargets(attributes: Readonly<Record<string, string>> = {}) {
  const world = await withSlots({ sizes: [2, 0], sticky: 3600 });
  await world.setAttributes(world.blue, { 'stickiness.enabled': 'true', ...attributes });
  return world;
}

export const STICKINESS_PROOFS: Proofs<typeof STICKINESS> = {
  async 'group-cookie-outranks-weights'() {
    const { send, shift } = await withSlots({ sticky: 600 });
    const { body, cookies } = await send();
    expect(body).toBe('10.0.0.1');
    await shift([1, 999]);
    for (let sent = 0; sent < 20; sent += 1) expect((await send(cookies)).body).toBe('10.0.0.1');
    expect((await send()).body).toBe('10.0.1.1');
  },
  async 'group-cookie-pair'() {
    const { send, shift } = await withSlots({ sticky: 600 });
    const { cookies, headers } = await send();
    expect(Object.keys(cookies)).toEqual(['AWSALBTG', 'AWSALBTGCORS']);
    expect(headers['set-cookie']).toMatch(/AWSALBTGCORS=\S+; Expires=.+ GMT; Path=\/; SameSite=None/);
    await shift([1, 999]);
    const { AWSALBTGCORS = '' } = cookies;
    for (let sent = 0; sent < 10; sent += 1) expect((await send({ AWSALBTGCORS })).body).toBe('10.0.0.1');
  },
  async 'group-cookie-ends'() {
    const { send, shift, wait } = await withSlots({ sticky: 60 });
    const { cookies } = await send();
    await shift([0, 1]);
    await wait(59);
    expect((await send(cookies)).body).toBe('10.0.0.1');
    await wait(2);
    expect((await send(cookies)).body).toBe('10.0.1.1');
  },
  async 'cookie-lasts'() {
    for (const stickinessLasts of ['as-the-cookie-says', 'as-the-rule-says'] as const) {
      const { send, shift, wait } = await withSlots({ sticky: 60, settings: { stickinessLasts } });
      const { cookies } = await send();
      await shift([0, 1], 600);
      await wait(61);
      const isSaidByRule = stickinessLasts === 'as-the-rule-says';
      expect((await send(cookies)).body).toBe(isSaidByRule ? '10.0.0.1' : '10.0.1.1');
    }
  },
  async 'no-group-cookie-without-stickiness'() {
    const { send, shift, client, listener, actionsFor } = await withSlots({ sticky: 600 });
    const { cookies } = await send();
    const [forward] = actionsFor([0, 1]);
    const ForwardConfig = {
      ...forward?.ForwardConfig,
      TargetGroupStickinessConfig: { Enabled: false },
    };
    const DefaultActions = [{ Type: 'forward' as const, ForwardConfig }];
    await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    const moved = await send(cookies);
    expect([moved.body, moved.cookies]).toEqual(['10.0.1.1', {}]);
    await shift([0, 1], 600);
    expect((await send(cookies)).body).toBe('10.0.0.1');
  },
  async 'group-stickiness-duration'() {
    const { client, listener, actionsFor } = await withSlots();
    const words = 'Target group stickiness duration must be between 1 and 604800 seconds';
    const [forward] = actionsFor([1, 0]);
    for (const DurationSeconds of [undefined, 0, 604_801]) {
      const TargetGroupStickinessConfig = { Enabled: true, DurationSeconds };
      const ForwardConfig = { ...forward?.ForwardConfig, TargetGroupStickinessConfig };
      const DefaultActions = [{ Type: 'forward' as const, ForwardConfig }];
      const call = client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
      await expect(call).rejects.toMatchObject({ name: 'ValidationError', message: words });
    }
    await client.send(
      new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: actionsFor([1, 0], 604_800) }),
    );
  },
  async 'pinned-to-an-empty-group'() {
    const { send, shift, wait, targetGroups, targets, blue } = await withSlots({ sticky: 60 });
    const { cookies } = await send();
    await shift([1, 999]);
    for (const { target } of targets[0]) targetGroups.deregister(blue, target);
    for (let sent = 0; sent < 10; sent += 1) expect((await send(cookies)).status).toBe(503);
    await shift([0, 1]);
    expect((await send(cookies)).status).toBe(503);
    await wait(61);
    expect((await send(cookies)).body).toBe('10.0.1.1');
  },
  async 'cookie-for-weight-zero'() {
    for (const stickToZeroWeight of [true, false]) {
      const { send, shift } = await withSlots({ sticky: 600, settings: { stickToZeroWeight } });
      const { cookies } = await send();
      await shift([0, 1]);
      expect((await send(cookies)).body).toBe(stickToZeroWeight ? '10.0.0.1' : '10.0.1.1');
    }
  },
  async 'stickiness-is-renewed'() {
    for (const renewStickiness of [true, false]) {
      const { send, shift, wait } = await withSlots({ sticky: 60, settings: { renewStickiness } });
      const { cookies } = await send();
      await wait(40);
      const later = await send(cookies);
      await shift([0, 1]);
      await wait(40);
      expect((await send(later.cookies)).body).toBe(renewStickiness ? '10.0.0.1' : '10.0.1.1');
    }
  },
  async 'target-cookie'() {
    const { send } = await withStickyTargets({ 'stickiness.lb_cookie.duration_seconds': '100' });
    const { body, cookies } = await send();
    expect(Object.keys(cookies)).toEqual(['AWSALBTG', 'AWSALBTGCORS', 'AWSALB', 'AWSALBCORS']);
    for (let sent = 0; sent < 10; sent += 1) expect((await send(cookies)).body).toBe(body);
  },
  async 'sticky-target-falls-sick'() {
    const { send, targets, wait } = await withStickyTargets();
    const { body, cookies } = await send();
    const [sick, well] = body === '10.0.0.1' ? targets[0] : [...targets[0]].reverse();
    if (!sick || !well) throw new Error('blue has two targets');
    sick.checkAnswer = plainAnswer(500);
    await wait(40);
    const moved = await send(cookies);
    expect(moved.body).toBe(well.target.id);
    sick.checkAnswer = plainAnswer(200);
    await wait(60);
    expect((await send(moved.cookies)).body).toBe(well.target.id);
  },
  async 'application-cookie'() {
    const { send, targets } = await withStickyTargets({
      'stickiness.type': 'app_cookie',
      'stickiness.app_cookie.cookie_name': 'session',
    });
    expect(Object.keys((await send()).cookies)).toEqual(['AWSALBTG', 'AWSALBTGCORS']);
    for (const script of targets[0]) {
      const headers = { 'set-cookie': 'session=abc; Path=/' };
      script.answer = { milliseconds: 1, result: { status: 200, headers, body: script.target.id } };
    }
    const { body, cookies } = await send();
    expect(Object.keys(cookies)).toContain('AWSALBAPP-0');
    const ask = async (given: Record<string, string>) => {
      const got: string[] = [];
      for (let sent = 0; sent < 10; sent += 1) got.push((await send(given)).body);
      return Object.keys(count(got));
    };
    expect(await ask(cookies)).toEqual([body]);
    const { session: _, ...others } = cookies;
    expect(await ask(others)).toHaveLength(2);
  },
  async 'application-cookie-name'() {
    const { setAttributes, blue } = await withSlots({ sticky: 60 });
    const named = (name: string) =>
      setAttributes(blue, {
        'stickiness.enabled': 'true',
        'stickiness.type': 'app_cookie',
        'stickiness.app_cookie.cookie_name': name,
      });
    await expect(named('')).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
      message: 'You must specify a cookie name to enable stickiness of type app_cookie',
    });
    await expect(named('AWSALBTG')).rejects.toMatchObject({
      message: "The cookie name 'AWSALBTG' is reserved",
    });
  },
  async 'sticky-rule-refused'() {
    const world = await withStickyTargets();
    await world.shift([1, 1]);
    const [forward] = world.actionsFor([1, 0]);
    const ForwardConfig = { TargetGroups: forward?.ForwardConfig?.TargetGroups };
    const DefaultActions = [{ Type: 'forward' as const, ForwardConfig }];
    const call = world.client.send(
      new ModifyListenerCommand({ ListenerArn: world.listener, DefaultActions }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
      message: expect.stringContaining(GROUP_OFF),
    });
  },
  async 'sticky-group-refused'() {
    const { setAttributes, blue, shift } = await withSlots();
    const enable = () => setAttributes(blue, { 'stickiness.enabled': 'true' });
    await expect(enable()).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
      message: expect.stringMatching(/appears behind a rule with group stickiness disabled \(arn:.+\)/),
    });
    await shift([1, 0], 60);
    await enable();
  },
};
