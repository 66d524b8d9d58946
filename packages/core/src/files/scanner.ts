// Viruses: every file is shown to clamd before it is kept, where one is configured.

import { Readable } from 'node:stream';

/** `off`: no scanner is configured. `waiting`: it did not answer, the file is scanned later and given to nobody until then. */
export type ScanState = 'off' | 'clean' | 'waiting' | 'infected';

export interface Scanner {
  scan(bytes: Buffer): Promise<ScanState>;
}

export const noScanner: Scanner = { scan: async () => 'off' };

const TIMEOUT = 20_000;

/** Speaks to clamd over TCP (INSTREAM). `address` is `host:port`. */
export function clamdScanner(address: string): Scanner {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at);
  const port = Number(address.slice(at + 1));
  let opened: ReturnType<typeof open> | undefined;

  async function open() {
    const { default: Clam } = await import('clamscan');
    return new Clam().init({
      clamscan: { active: false },
      clamdscan: {
        active: true,
        socket: false,
        host,
        port,
        timeout: TIMEOUT,
        localFallback: false,
        bypassTest: true,
      },
      preference: 'clamdscan',
    });
  }

  return {
    async scan(bytes) {
      try {
        opened ??= open();
        const { isInfected } = await (await opened).scanStream(Readable.from([bytes]));
        return isInfected === null ? 'waiting' : isInfected ? 'infected' : 'clean';
      } catch {
        opened = undefined;
        return 'waiting';
      }
    },
  };
}
