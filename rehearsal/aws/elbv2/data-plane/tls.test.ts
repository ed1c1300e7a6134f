import { once } from 'node:events';
import { type ConnectionOptions, connect } from 'node:tls';
import {
  AddListenerCertificatesCommand,
  CreateListenerCommand,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Elbv2Settings } from '../settings.ts';
import { closeAll, startTarget, withTargets } from '../testing/socket-world.ts';
import { forwardTo } from '../testing/world.ts';
import { createSelfSigned } from './self-signed.ts';

afterEach(closeAll);

const arnOf = (name: string) => `arn:aws:acm:eu-west-1:123456789012:certificate/${name}`;

const NOW = Date.now();
const SHOP = createSelfSigned({ dns: ['shop.example.com'], addresses: [] }, NOW);
const DEFAULT = createSelfSigned({ dns: ['www.example.com'], addresses: [] }, NOW);

/** An HTTPS listener before a target that tells how it was asked. */
async function withTls(settings: Partial<Elbv2Settings> = {}, SslPolicy?: string) {
  const { port } = await startTarget(({ headers }, response) =>
    response.end(`${headers['x-forwarded-proto']} ${headers['x-forwarded-port']}`),
  );
  const world = await withTargets([[port]], settings);
  const { Listeners = [] } = await world.client.send(
    new CreateListenerCommand({
      ...{ LoadBalancerArn: world.loadBalancer, Protocol: 'HTTPS', Port: 443, SslPolicy },
      Certificates: [{ CertificateArn: arnOf('default') }],
      DefaultActions: [forwardTo([world.groups[0] ?? '', 1])],
    }),
  );
  const ListenerArn = Listeners[0]?.ListenerArn ?? '';
  return { ...world, ListenerArn, secure: world.endpoints()[ListenerArn] ?? '' };
}

/** Shakes hands, asks for one page, and tells whose certificate it was. */
async function visit(url: string, options: ConnectionOptions = {}) {
  const { hostname, port } = new URL(url);
  const socket = connect({
    host: hostname,
    port: Number(port || 443),
    rejectUnauthorized: false,
    ...options,
  });
  await once(socket, 'secureConnect');
  const { subject, subjectaltname } = socket.getPeerCertificate();
  const protocol = socket.getProtocol();
  socket.write('GET / HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n\r\n');
  let text = '';
  for await (const chunk of socket) text += chunk;
  return { subject: subject.CN, names: subjectaltname, text, protocol };
}

describe('HTTPS listeners', () => {
  test('sign a certificate of their own that a client can choose to trust, and tell targets of HTTPS', async () => {
    const { secure } = await withTls();
    expect(secure).toMatch(/^https:/);
    const { names, text } = await visit(secure);
    expect(names).toContain(`IP Address:${new URL(secure).hostname}`);
    expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(text).toContain('https 443');
  });

  test('show the certificate that they were given, and to a client the one for the name it asks for', async () => {
    const certificates = { [arnOf('default')]: DEFAULT, [arnOf('shop')]: SHOP };
    const { secure, client, ListenerArn } = await withTls({ certificates });
    const asShop = { servername: 'shop.example.com', ca: SHOP.certificate, rejectUnauthorized: true };
    expect((await visit(secure)).subject).toBe('www.example.com');
    await expect(visit(secure, asShop)).rejects.toThrow();
    const Certificates = [{ CertificateArn: arnOf('shop') }];
    await client.send(new AddListenerCertificatesCommand({ ListenerArn, Certificates }));
    expect((await visit(secure, asShop)).subject).toBe('shop.example.com');
    expect((await visit(secure, { servername: 'other.example.com' })).subject).toBe('www.example.com');
  });

  test('talk only the versions of their security policy', async () => {
    const policy = 'ELBSecurityPolicy-TLS13-1-3-2021-06';
    const { secure, client, ListenerArn, endpoints } = await withTls({}, policy);
    expect((await visit(secure)).protocol).toBe('TLSv1.3');
    await expect(visit(secure, { maxVersion: 'TLSv1.2' })).rejects.toThrow();
    await client.send(
      new ModifyListenerCommand({ ListenerArn, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
    );
    expect((await visit(endpoints()[ListenerArn] ?? '', { maxVersion: 'TLSv1.2' })).protocol).toBe('TLSv1.2');
  });

  test('become HTTP listeners and back', async () => {
    const { client, ListenerArn, endpoints } = await withTls();
    await client.send(new ModifyListenerCommand({ ListenerArn, Protocol: 'HTTP' }));
    const plain = endpoints()[ListenerArn] ?? '';
    expect(plain).toMatch(/^http:/);
    expect(await (await fetch(plain)).text()).toBe('http 443');
    const Certificates = [{ CertificateArn: arnOf('default') }];
    await client.send(new ModifyListenerCommand({ ListenerArn, Protocol: 'HTTPS', Certificates }));
    expect((await visit(endpoints()[ListenerArn] ?? '')).text).toContain('https 443');
  });
});
