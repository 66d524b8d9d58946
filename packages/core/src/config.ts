// What an installation decides outside its database: where its data is, how it is reached, what it may send.

import { createHmac, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@parvis/kit';
import type { S3Options } from './files/s3-place.ts';
import { type PlaceConfig, placesFrom } from './places/place-config.ts';
import type { GatewayOptions } from './sms/texter.ts';

export interface Config extends PlaceConfig {
  /** Folder of the SQLite file, of what people sent, and of the secret. */
  readonly data: string;
  /** A `postgres://` URL turns PostgreSQL on. */
  readonly databaseUrl?: string;
  /** At least 32 characters. Seals tracking codes and anti-forgery tokens: changing it cuts off both. */
  readonly secret: string;
  readonly port: number;
  readonly host: string;
  /** `smtp://user:password@host:port`. Without it mails are kept in the database instead. */
  readonly smtp?: string;
  /** The gateway that text messages leave by. None is sent without it. */
  readonly sms?: GatewayOptions;
  /** The address that mails come from, when the site's authority has none. */
  readonly mailFrom: string;
  /** `host:port` of a clamd that scans what people send. */
  readonly clamd?: string;
  /** An S3-compatible store for files; a folder under `data` without it. */
  readonly s3?: S3Options;
  /** Hosts that list the sites, such as `localhost`. Empty in production. */
  readonly directoryHosts: readonly string[];
  /** The one host that FranceConnect, ProConnect and their like send people back to. Without it nobody signs in through them. */
  readonly brokerHost?: string;
  /** Believe `X-Forwarded-Proto` and `X-Forwarded-For`: only behind a proxy that sets them. */
  readonly trustProxy: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment (names in docs/operating.md).
 *
 * @throws CodedError PARVIS_CONFIG_SECRET, PARVIS_CONFIG_PORT, PARVIS_CONFIG_DATABASE_URL, PARVIS_CONFIG_S3,
 * PARVIS_CONFIG_SMS, PARVIS_CONFIG_GEOCODER, PARVIS_CONFIG_MAP
 */
export async function readConfig(env: Environment = process.env): Promise<Config> {
  const data = env['PARVIS_DATA'] ?? './data';
  await mkdir(data, { recursive: true });
  const databaseUrl = env['PARVIS_DATABASE_URL'];
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new CodedError(
      'PARVIS_CONFIG_DATABASE_URL',
      'PARVIS_DATABASE_URL is not a postgres:// address.',
      'Unset it to use SQLite under PARVIS_DATA.',
    );
  }
  return {
    data,
    ...(databaseUrl && { databaseUrl }),
    secret: secretFrom(env) ?? (await ownSecret(data)),
    port: portFrom(env),
    host: env['HOST'] ?? '0.0.0.0',
    ...(env['PARVIS_SMTP_URL'] && { smtp: env['PARVIS_SMTP_URL'] }),
    ...smsFrom(env),
    ...(env['PARVIS_CLAMD'] && { clamd: env['PARVIS_CLAMD'] }),
    ...s3From(env),
    ...placesFrom(env),
    mailFrom: env['PARVIS_MAIL_FROM'] ?? 'ne-pas-repondre@localhost',
    directoryHosts: (env['PARVIS_DIRECTORY_HOSTS'] ?? '').split(',').flatMap((name) => name.trim() || []),
    ...(env['PARVIS_BROKER_HOST'] && { brokerHost: env['PARVIS_BROKER_HOST'].trim().toLowerCase() }),
    trustProxy: env['PARVIS_TRUST_PROXY'] === '1',
  };
}

function portFrom(env: Environment): number {
  const port = Number(env['PORT'] ?? 3000);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new CodedError('PARVIS_CONFIG_PORT', `PORT is "${env['PORT']}".`, 'Give a number from 0 to 65535.');
}

function s3From(env: Environment): { readonly s3?: S3Options } {
  const endpoint = env['PARVIS_S3_ENDPOINT'];
  if (!endpoint) return {};
  const bucket = env['PARVIS_S3_BUCKET'];
  const keyId = env['PARVIS_S3_KEY_ID'];
  const key = env['PARVIS_S3_KEY'];
  if (bucket && keyId && key)
    return { s3: { endpoint, bucket, keyId, key, region: env['PARVIS_S3_REGION'] ?? 'us-east-1' } };
  throw new CodedError(
    'PARVIS_CONFIG_S3',
    'PARVIS_S3_ENDPOINT is set, but not all of PARVIS_S3_BUCKET, PARVIS_S3_KEY_ID and PARVIS_S3_KEY.',
    'Set all four, or unset the endpoint to keep files under PARVIS_DATA.',
  );
}

function smsFrom(env: Environment): { readonly sms?: GatewayOptions } {
  const url = env['PARVIS_SMS_URL'];
  if (!url) return {};
  const token = env['PARVIS_SMS_TOKEN'];
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (token && (protocol === 'https:' || (protocol === 'http:' && isHere))) return { sms: { url, token } };
  throw new CodedError(
    'PARVIS_CONFIG_SMS',
    'PARVIS_SMS_URL is not an https:// address with its PARVIS_SMS_TOKEN.',
    'Set both, or unset the address to send no text messages.',
  );
}

function secretFrom(env: Environment): string | undefined {
  const secret = env['PARVIS_SECRET'];
  if (secret === undefined || secret.length >= 32) return secret;
  throw new CodedError(
    'PARVIS_CONFIG_SECRET',
    'PARVIS_SECRET is shorter than 32 characters.',
    'Make one with: openssl rand -base64 32',
  );
}

/** The installation's own secret, made at the first start and kept beside its data, readable by its owner only. */
async function ownSecret(data: string): Promise<string> {
  const path = join(data, 'secret');
  const fresh = randomBytes(32).toString('base64url');
  // `wx`: of two processes that start together, one writes and both read.
  await writeFile(path, fresh, { flag: 'wx', mode: 0o600 }).then(
    () => chmod(path, 0o600),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return (await readFile(path, 'utf8')).trim();
}

/** A keyed hash of a value for one purpose, base64url, 43 characters. */
export function seal(secret: string, purpose: string, value: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url');
}
