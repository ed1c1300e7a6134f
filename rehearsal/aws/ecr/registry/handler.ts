import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asRegistryError, errorAnswer, type RegistryAnswer } from './protocol.ts';
import { createRegistryRouter, type RegistryPorts } from './router.ts';

/** Answers one HTTP request below `/v2/`; settles when the answer is out or the client is gone. */
export type RegistryHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The Registry v2 protocol over HTTP: bodies stream in both directions, nothing large is held in memory. */
export function createRegistryHandler(ports: RegistryPorts): RegistryHandler {
  const route = createRegistryRouter(ports);
  return async (request, response) => {
    const answer = await route({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body: request,
    }).catch((error: unknown) => errorAnswer(asRegistryError(error)));
    await send(answer, response);
  };
}

async function send({ status, headers = {}, body }: RegistryAnswer, response: ServerResponse): Promise<void> {
  response.writeHead(status, { 'docker-distribution-api-version': 'registry/2.0', ...headers });
  if (!(body instanceof Readable)) {
    response.end(body);
    return;
  }
  try {
    await pipeline(body, response);
  } catch {
    // The client has gone or the content broke off. The pipeline has closed the connection, so nobody takes a part for all.
  }
}
