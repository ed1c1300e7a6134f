import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * Asks for one page again and again over kept connections, each sending its next request when it has the answer. It reads
 * no more of an answer than its length, so that it is not what limits the rate.
 * @throws Error when an answer is not 200 or a connection breaks
 */
export async function sendRequests(
  url: string,
  { connections, milliseconds }: { connections: number; milliseconds: number },
): Promise<{ answered: number; seconds: number }> {
  const begun = performance.now();
  const until = begun + milliseconds;
  const counts = await Promise.all(Array.from({ length: connections }, () => keepAsking(url, until)));
  const seconds = (performance.now() - begun) / 1000;
  return { answered: counts.reduce((sum, count) => sum + count, 0), seconds };
}

function keepAsking(url: string, until: number): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const request = `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port || 80), hostname, () => socket.write(request));
    let received = '';
    let answered = 0;
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${url} closed the connection after ${answered} answers.`)));
    socket.on('data', (text: string) => {
      received += text;
      const length = lengthOf(received);
      if (length === undefined || received.length < length) return;
      if (!received.startsWith('HTTP/1.1 200 ')) {
        reject(new Error(`${url} answered ${received.slice(0, received.indexOf('\r'))}`));
        return;
      }
      answered += 1;
      received = '';
      if (performance.now() < until) socket.write(request);
      else {
        resolve(answered);
        socket.destroy();
      }
    });
  });
}

/** Head and body together, once the head is there. */
function lengthOf(received: string): number | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const body = /\r\ncontent-length: (\d+)/i.exec(received);
  return end + HEAD_END.length + Number(body?.[1] ?? 0);
}
