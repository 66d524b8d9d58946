// A server that is asked to stop finishes what it is doing.

interface Closable {
  close(): Promise<void>;
}

/** Closes at the first SIGINT or SIGTERM, then ends the process. A second signal ends it at once. */
export function untilStopped(host: Closable): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
