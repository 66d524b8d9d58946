// The files among answers, wherever they stand: in a question of their own, or in a block.

import type { Answer, Answers, FileAnswer, ItemAnswer } from './field.ts';
import { isFileAnswer } from './kinds/file.ts';
import { isItems } from './kinds/item.ts';

/** In the order of the answers. */
export function filesIn(answers: Answers): readonly FileAnswer[] {
  return Object.values(answers).flatMap((answer) =>
    isItems(answer) ? answer.items.flatMap((item) => Object.values(item).flatMap(filesOf)) : filesOf(answer),
  );
}

/** The answers with each file replaced; one for which nothing is given back is left out. */
export function withFiles(answers: Answers, replace: (file: FileAnswer) => FileAnswer | null): Answers {
  const one = <A extends Answer>(answer: A): A | readonly FileAnswer[] | undefined => {
    const files = filesOf(answer);
    if (files.length === 0) return answer;
    const left = files.flatMap((file) => replace(file) ?? []);
    return left.length > 0 ? left : undefined;
  };
  return mapped(answers, (answer) =>
    isItems(answer)
      ? { ...answer, items: answer.items.map((item) => mapped<ItemAnswer>(item, one)) }
      : one(answer),
  );
}

function mapped<A>(
  record: Readonly<Record<string, A>>,
  change: (answer: A) => A | undefined,
): Readonly<Record<string, A>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([id, answer]) => {
      const changed = change(answer);
      return changed === undefined ? [] : [[id, changed] as const];
    }),
  );
}

function filesOf(answer: Answer): readonly FileAnswer[] {
  return Array.isArray(answer) ? answer.filter(isFileAnswer) : [];
}
