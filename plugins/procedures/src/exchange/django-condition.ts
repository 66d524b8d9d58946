// Conditions of Publik, written as those of Django templates: comparisons of answers, with `and`, `or`, `not` and `in`.

import type { Field, Json, Rule } from '@parvis/forms';

/** The rule, or null where the condition says more than rules can. `fieldOf` finds a question by its name in Publik. */
export function djangoRule(text: string, fieldOf: (name: string) => Field | undefined): Rule | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (): string | undefined => tokens[at++];

  // Each returns null where it cannot go on; Django has no brackets here.
  const either = (): Rule | null => chain('or', both);
  const both = (): Rule | null => chain('and', one);

  function chain(word: 'and' | 'or', part: () => Rule | null): Rule | null {
    const parts = [part()];
    while (peek() === word) {
      take();
      parts.push(part());
    }
    const rules = parts.filter((rule): rule is Rule => rule !== null);
    if (rules.length < parts.length) return null;
    return rules.length === 1 ? (rules[0] ?? null) : { [word]: rules };
  }

  function one(): Rule | null {
    if (peek() === 'not') {
      take();
      const rule = one();
      return rule === null ? null : { '!': [rule] };
    }
    const left = operandOf(take());
    const operator = peek();
    if (operator === 'not' && tokens?.[at + 1] === 'in') {
      at += 2;
      const rule = compared('in', left, operandOf(take()));
      return rule === null ? null : { '!': [rule] };
    }
    if (operator === undefined || !COMPARISONS.has(operator))
      return left?.field ? { '!!': { var: left.field.id } } : null;
    take();
    return compared(operator, left, operandOf(take()));
  }

  function operandOf(token: string | undefined): Operand | null {
    if (token === undefined) return null;
    if (/^["']/.test(token)) return { value: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return { value: Number(token) };
    if (token === 'True' || token === 'False') return { value: token === 'True' };
    const name = /^form_var_(\w+?)(?:_raw)?$/.exec(token)?.[1];
    const field = name === undefined ? undefined : fieldOf(name);
    return field ? { field } : null;
  }

  const rule = either();
  return at === tokens.length ? rule : null;
}

interface Operand {
  readonly field?: Field;
  readonly value?: string | number | boolean;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', 'in']);

function tokensOf(text: string): readonly string[] | null {
  const pattern = /\s*("[^"]*"|'[^']*'|==|!=|<=|>=|<|>|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)\s*/y;
  const tokens: string[] = [];
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found?.[1]) return null;
    tokens.push(found[1]);
  }
  return tokens.length > 0 ? tokens : null;
}

function compared(operator: string, left: Operand | null, right: Operand | null): Rule | null {
  const field = left?.field ?? right?.field;
  if (!left || !right || !field) return null;
  const [a, b] = [jsonOf(left, field), jsonOf(right, field)];
  if (operator === 'in') return { in: [a, b] };
  const strict = operator === '==' ? '===' : operator === '!=' ? '!==' : operator;
  return { [strict]: [a, b] };
}

/** The label of an option stands for the option, and « True » for a box that is ticked. */
function jsonOf({ field, value }: Operand, compared: Field): Json {
  if (field) return { var: field.id };
  if ('options' in compared)
    return compared.options.find(({ label }) => label === value)?.value ?? value ?? null;
  if (compared.type === 'number' && typeof value === 'string') return Number(value);
  return value ?? null;
}
