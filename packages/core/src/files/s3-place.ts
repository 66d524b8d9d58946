// Files in an S3-compatible store: for an installation of several nodes, which share no folder.

import { CodedError } from '@parvis/kit';
import { AwsClient } from 'aws4fetch';
import type { FilePlace } from './place.ts';

export interface S3Options {
  /** Such as `https://s3.fr-par.scw.cloud`. The bucket comes after it, in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly key: string;
}

const TIMEOUT = 30_000;

/** A bucket, spoken to in S3's REST API with Signature Version 4. Files are small: each is sent in one request. */
export function s3Place({ endpoint, bucket, region, keyId, key }: S3Options): FilePlace {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: key,
    region,
    service: 's3',
    retries: 3,
  });
  const addressOf = (name: string) =>
    `${endpoint.replace(/\/+$/, '')}/${bucket}/${name.split('/').map(encodeURIComponent).join('/')}`;

  async function send(name: string, init: RequestInit): Promise<Response> {
    const response = await client.fetch(addressOf(name), { ...init, signal: AbortSignal.timeout(TIMEOUT) });
    if (response.ok) return response;
    const told = (await response.text()).match(/<Code>([^<]*)<\/Code>/)?.[1] ?? '';
    throw new CodedError(
      'PARVIS_FILE_STORE',
      `The file store answered ${response.status} ${told} to ${init.method} ${name}.`,
      'Check PARVIS_S3_ENDPOINT, the bucket, and the rights of the key.',
    );
  }

  return {
    async put(name, content) {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      await send(name, { method: 'PUT', body: Buffer.concat(parts) });
    },
    async get(name) {
      const { body } = await send(name, { method: 'GET' });
      if (!body) throw new Error('the file store answered without a body');
      return body;
    },
    async remove(name) {
      await send(name, { method: 'DELETE' });
    },
  };
}
