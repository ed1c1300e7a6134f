import { createHash, type Hash } from 'node:crypto';
import type { Clock } from '../../../lib/action/clock.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { BlobDraft, BlobStore, Digest } from './blobs/blob-store.ts';
import type { LayerKeeper } from './layers.ts';
import type { Repository } from './store.ts';

/** A layer or configuration on its way into a repository. Nothing of it can be read before it is complete. */
export interface LayerUpload {
  readonly id: string;
  /** Bytes taken in so far. */
  size(): number;
  /** The bytes that each call of `append` took in. */
  readonly parts: readonly number[];
  /** The digest of the bytes taken in so far. */
  digest(): Digest;
  /**
   * Takes in more. An upload whose content breaks off is over: its bytes are thrown away.
   * @param content read to its end
   */
  append(content: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * Puts the content into the repository when its digest is one of those given; the upload is over in any case.
   * @throws AwsError InvalidLayerException when it is not
   */
  complete(digests: readonly string[]): Promise<Digest>;
  abort(): Promise<void>;
}

/** The uploads of all repositories; an id is good for the repository that it was given for alone. */
export interface LayerUploads {
  start(repository: Repository): Promise<LayerUpload>;
  /** @throws AwsError UploadNotFoundException */
  find(repository: Repository, id: string): LayerUpload;
}

interface Session {
  readonly repository: Repository;
  readonly draft: BlobDraft;
  readonly hash: Hash;
  size: number;
  readonly parts: number[];
  /** One request at a time may add bytes. */
  busy: boolean;
  /** When it was asked for last, in milliseconds since the epoch. */
  usedAt: number;
}

export interface UploadPorts {
  readonly blobs: BlobStore;
  readonly random: Random;
  readonly clock: Clock;
  readonly layers: Pick<LayerKeeper, 'hold'>;
  /** How long an upload may wait for its next part, in milliseconds. */
  readonly uploadsKept: number;
}

export function createLayerUploads({ blobs, random, clock, layers, uploadsKept }: UploadPorts): LayerUploads {
  const sessions = new Map<string, Session>();

  async function start(repository: Repository): Promise<LayerUpload> {
    await discardAbandoned();
    const id = random.uuid();
    const session: Session = {
      repository,
      draft: await blobs.create(id),
      hash: createHash('sha256'),
      size: 0,
      parts: [],
      busy: false,
      usedAt: clock.now(),
    };
    sessions.set(id, session);
    return makeUpload(id, session);
  }

  /** Clients that die in a push never come back for what they began. */
  async function discardAbandoned(): Promise<void> {
    const since = clock.now() - uploadsKept;
    for (const [id, { draft, busy, usedAt }] of sessions) {
      if (busy || usedAt > since) continue;
      sessions.delete(id);
      await draft.discard();
    }
  }

  function find(repository: Repository, id: string): LayerUpload {
    const session = sessions.get(id);
    if (session?.repository === repository) {
      session.usedAt = clock.now();
      return makeUpload(id, session);
    }
    throw new AwsError(
      'UploadNotFoundException',
      `The upload with id '${id}' does not exist in the repository with name '${repository.name}' ` +
        `in the registry with id '${repository.registry.id}'`,
    );
  }

  function makeUpload(id: string, session: Session): LayerUpload {
    const discard = async () => {
      sessions.delete(id);
      await session.draft.discard();
    };
    return {
      id,
      size: () => session.size,
      parts: session.parts,
      digest: () => digestOf(session),
      append: async (content) => {
        if (session.busy) throw busyError(id);
        await append(session, content, discard);
      },
      complete: async (digests) => {
        if (session.busy) throw busyError(id);
        const digest = digestOf(session);
        if (!digests.includes(digest)) {
          await discard();
          throw new AwsError(
            'InvalidLayerException',
            'None of the provided layer digests match the calculated layer digest',
          );
        }
        sessions.delete(id);
        const letGo = layers.hold(digest);
        try {
          await session.draft.keep(digest);
          takeIn(session, digest, clock.now());
        } finally {
          letGo();
        }
        return digest;
      },
      abort: discard,
    };
  }

  async function append(
    session: Session,
    content: AsyncIterable<Uint8Array>,
    discard: () => Promise<void>,
  ): Promise<void> {
    session.busy = true;
    const before = session.size;
    try {
      for await (const bytes of content) {
        session.hash.update(bytes);
        await session.draft.write(bytes);
        session.size += bytes.length;
      }
      session.parts.push(session.size - before);
    } catch (error) {
      await discard();
      throw error;
    } finally {
      session.busy = false;
    }
  }

  return { start, find };
}

/** Until an image refers to it, the layer is nobody's. */
function takeIn({ repository, size }: Session, digest: Digest, now: number): void {
  const isNew = !repository.blobs.has(digest);
  repository.blobs.set(digest, size);
  if (isNew || repository.orphans.has(digest)) repository.orphans.set(digest, now);
}

function digestOf({ hash }: Session): Digest {
  return `sha256:${hash.copy().digest('hex')}`;
}

function busyError(id: string): AwsError {
  return new AwsError(
    'InvalidLayerPartException',
    `Another part of the upload with id '${id}' is under way.`,
  );
}
