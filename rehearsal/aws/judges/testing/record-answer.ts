/**
 * A setup file for jest: keeps every answer that an embedded AWS gives while tests run, one a line, in a file below the
 * folder ANSWERS. Together with RECORDING, a change of the dispatch that hands over what it answers.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiResponse } from '../../kernel/http.ts';
import type { Service } from '../../kernel/service.ts';
import { clientNameOf } from '../implemented.ts';

const file = join(process.env.ANSWERS ?? '', `${process.pid}.jsonl`);

function recordAnswer(service: Service | undefined, operation: string, answer: ApiResponse): void {
  if (!service?.model.operations.has(operation)) return;
  const { status, headers, body } = answer;
  const line = {
    service: clientNameOf(service),
    operation,
    status,
    type: headers['content-type'],
    body: Buffer.from(body).toString('base64'),
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

Object.assign(globalThis, { recordAnswer });
