import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  type ECRClient,
  InitiateLayerUploadCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { repositoryName, setUp } from '../testing/images.ts';

describe('layers through the API', () => {
  const start = (client: ECRClient) => client.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = (client: ECRClient, uploadId: string | undefined, partFirstByte: number, text: string) =>
    client.send(
      new UploadLayerPartCommand({
        repositoryName,
        uploadId,
        partFirstByte,
        partLastByte: partFirstByte + text.length - 1,
        layerPartBlob: Buffer.from(text),
      }),
    );
  const digest = 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

  test('are there once they are complete, not before', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    expect((await part(client, uploadId, 0, 'hello')).lastByteReceived).toBe(4);
    const check = async () =>
      await client.send(
        new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [digest, 'nonsense'] }),
      );
    expect((await check()).layers).toEqual([{ layerDigest: digest, layerAvailability: 'UNAVAILABLE' }]);
    await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    const { layers, failures } = await check();
    expect(layers).toEqual([{ layerDigest: digest, layerAvailability: 'AVAILABLE', layerSize: 5 }]);
    expect(failures?.[0]?.failureCode).toBe('InvalidLayerDigest');
  });

  test('nothing uploaded is no layer, and a layer is uploaded once', async () => {
    const { client } = await setUp();
    const complete = (uploadId: string | undefined) =>
      client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    const { uploadId } = await start(client);
    await expect(complete(uploadId)).rejects.toMatchObject({ name: 'EmptyUploadException' });
    await part(client, uploadId, 0, 'hello');
    await complete(uploadId);
    const again = await start(client);
    await part(client, again.uploadId, 0, 'hello');
    await expect(complete(again.uploadId)).rejects.toMatchObject({
      name: 'LayerAlreadyExistsException',
      message: `The layer with digest '${digest}' already exists in the repository with name 'team/web' in registry with id '123456789012'`,
    });
  });

  test('a part has to follow the one before, and one that is followed has to hold 5 MiB', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    await expect(part(client, uploadId, 1, 'hello')).rejects.toMatchObject({
      name: 'InvalidLayerPartException',
    });
    await part(client, uploadId, 0, 'hello');
    await part(client, uploadId, 5, 'more');
    const complete = new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] });
    await expect(client.send(complete)).rejects.toMatchObject({ name: 'LayerPartTooSmallException' });
  });

  test('a wrong digest ends the upload, and nothing of it is left', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    await part(client, uploadId, 0, 'other');
    const complete = () =>
      client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    await expect(complete()).rejects.toMatchObject({
      name: 'InvalidLayerException',
      message: 'None of the provided layer digests match the calculated layer digest',
    });
    await expect(complete()).rejects.toMatchObject({ name: 'UploadNotFoundException' });
  });
});
