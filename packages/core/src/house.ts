// The house: everything that one running installation holds, put together once at boot.

import type { Db } from '@parvis/db';
import type { Theming } from '@parvis/theming';
import type { Logger } from 'pino';
import type { AuditLog } from './audit/log.ts';
import type { Config } from './config.ts';
import type { FileStore } from './files/store.ts';
import type { PageCache } from './http/page-cache.ts';
import type { CitizenDoors, Doorkeeper, Limits } from './identity/index.ts';
import type { JobQueue } from './jobs/queue.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Geocoder } from './places/geocoder.ts';
import type { PluginSet } from './plugins/registry.ts';
import type { SiteDirectory } from './sites/directory.ts';
import type { Texter } from './sms/texter.ts';
import type { Vault } from './vault.ts';

export interface House {
  readonly config: Config;
  /** Epoch milliseconds: what a page, a job and a mail take for the time. */
  readonly now: () => number;
  /** The origin of a host name of the installation: `https://le-favril.fr`. */
  readonly originOf: (host: string) => string;
  readonly db: Db;
  readonly log: Logger;
  readonly theming: Theming;
  readonly plugins: PluginSet;
  readonly sites: SiteDirectory;
  readonly jobs: JobQueue;
  readonly files: FileStore;
  readonly mailer: Mailer;
  /** Null where the installation has no gateway. */
  readonly texter: Texter | null;
  /** Null where the installation has none. */
  readonly geocoder: Geocoder | null;
  readonly pages: PageCache;
  readonly vault: Vault;
  readonly limits: Limits;
  readonly audit: AuditLog;
  readonly agents: Doorkeeper;
  readonly citizens: CitizenDoors;
}
