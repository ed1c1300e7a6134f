import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process with its children, their children and so on, as the kernel lists them. */
export function listDescendants(pid: number): readonly number[] {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').map(Number).filter(Boolean);
  return [pid, ...children.flatMap(listDescendants)];
}

/** The local addresses (`127.0.0.1:4510`) at which a process takes connections and datagrams, of IPv4 and IPv6. */
export function listListening(pid: number): readonly string[] {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).map((descriptor) => readLink(`/proc/${pid}/fd/${descriptor}`)),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) => {
    const sockets = readText(`/proc/${pid}/net/${protocol}`).trim().split('\n').slice(1);
    return sockets.flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      // 0A: LISTEN; 07: CLOSE, which is how a bound UDP socket without a peer appears.
      return (state === '0A' || state === '07') && own.has(`socket:[${inode}]`) ? [formatAddress(local)] : [];
    });
  });
}

/** `0100007F:119E` is 127.0.0.1:4510: the bytes of an IPv4 address backwards. Others stay as the kernel writes them. */
function formatAddress(text: string): string {
  const [address = '', port = ''] = text.split(':');
  const bytes = address.match(/../g) ?? [];
  const host =
    bytes.length === 4
      ? bytes
          .reverse()
          .map((byte) => Number.parseInt(byte, 16))
          .join('.')
      : address;
  return `${host}:${Number.parseInt(port, 16)}`;
}

/** Empty for what is gone. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
