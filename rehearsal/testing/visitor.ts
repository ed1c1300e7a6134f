import type { VirtualAnswer } from '../aws/elbv2/data-plane/virtual.ts';

type Visit = (url: string, headers: Readonly<Record<string, string>>) => Promise<VirtualAnswer>;

/** Somebody who keeps the cookies that he is given and brings them along, as a browser does. */
export interface Visitor {
  visit(url: string): Promise<VirtualAnswer>;
}

/** @param visit sends one request with these headers */
export function createVisitor(visit: Visit): Visitor {
  const jar = new Map<string, string>();
  return {
    async visit(url) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await visit(url, jar.size > 0 ? { cookie } : {});
      if (answer !== 'refused') keepCookies(jar, answer.headers['set-cookie']);
      return answer;
    },
  };
}

/** @param header several cookies are in one header, each on a line of its own */
function keepCookies(jar: Map<string, string>, header = ''): void {
  for (const line of header.split('\n').filter((text) => text !== '')) {
    const [pair = ''] = line.split(';', 1);
    const mark = pair.indexOf('=');
    jar.set(pair.slice(0, mark), pair.slice(mark + 1));
  }
}
