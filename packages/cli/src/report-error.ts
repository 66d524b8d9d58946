// How a command says why it failed.

/** A refusal of any package: coded errors of the pure ones are classes of their own. */
interface Coded {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Writes the code, the sentence and what to do; a stack only for what nobody foresaw. */
export function reportError(
  error: unknown,
  write: (text: string) => void = (text) => console.error(text),
): void {
  if (isCoded(error)) write(`${error.code}: ${error.message}\n${error.hint}`);
  else write(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function isCoded(error: unknown): error is Coded {
  return (
    error instanceof Error &&
    'code' in error &&
    'hint' in error &&
    typeof error.code === 'string' &&
    typeof error.hint === 'string' &&
    error.code.startsWith('PARVIS_')
  );
}
