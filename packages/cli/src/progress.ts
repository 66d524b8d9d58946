// Shows how far a command is, where somebody watches. Into a file or a pipe it writes nothing.

import type { FoundingStep } from '@parvis/core';

export interface Progress {
  start(total: number): void;
  step(step: FoundingStep): void;
  stop(): void;
}

const DOING: Readonly<Record<string, string>> = {
  bodies: 'public bodies',
  sites: 'sites',
  services: 'services',
  content: 'content',
};

/** A bar on a terminal, silence elsewhere. */
export async function progressBar(stream: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage} % {doing}',
      stream,
      noTTYOutput: false,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const done = new Set<FoundingStep>();
  return {
    start: (total) => bar.start(total, 0, { doing: '' }),
    step(step) {
      // A transaction that runs twice says its steps twice.
      done.add(step);
      bar.update(done.size, { doing: DOING[step] ?? step });
    },
    stop: () => bar.stop(),
  };
}
