// What an owner of tables must say of them: every table is in a rule, or among those that hold nothing about people.

import { type Tables, tableNames } from '@parvis/db';
import { CodedError, type RetentionRule } from '@parvis/kit';

/** A rule with whoever declares it: `core` or a plugin. */
export interface OwnedRule {
  readonly owner: string;
  readonly rule: RetentionRule;
}

export interface Declarations {
  readonly owner: string;
  readonly tables?: Tables;
  readonly retention?: readonly RetentionRule[];
  /** Tables that hold nothing about people, each with the reason. */
  readonly impersonal?: Readonly<Record<string, string>>;
}

/**
 * Refuses declarations that leave something out.
 *
 * @throws CodedError PARVIS_PLUGIN_RETENTION, PARVIS_PLUGIN_RETENTION_TABLE
 */
export function checkDeclarations({ owner, tables, retention = [], impersonal = {} }: Declarations): void {
  const names = new Set<string>();
  for (const rule of retention) {
    const fault = names.has(rule.name) ? 'is there twice' : faultOf(rule);
    if (fault !== null) {
      throw new CodedError(
        'PARVIS_PLUGIN_RETENTION',
        `The retention rule "${rule.name}" of "${owner}" ${fault}.`,
        'Rules have a kebab-case name of their own, and bring the function that their clock calls.',
      );
    }
    names.add(rule.name);
  }
  const own = new Set(tables ? tableNames(tables) : []);
  const said = new Set([...retention.flatMap((rule) => rule.tables), ...Object.keys(impersonal)]);
  const wrong =
    [...own].find((table) => !said.has(table)) ?? [...said].find((table) => !own.has(table)) ?? null;
  if (wrong === null) return;
  throw new CodedError(
    'PARVIS_PLUGIN_RETENTION_TABLE',
    own.has(wrong)
      ? `"${owner}" does not say what its table "${wrong}" keeps about people, and for how long.`
      : `"${owner}" says what the table "${wrong}" keeps, which is not one of its tables.`,
    'Name the table in a rule of `retention`, or in `impersonal` with the reason why nobody is in it.',
  );
}

function faultOf({ name, keep, erase, purge }: RetentionRule): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return 'is not named in kebab-case';
  if (keep.clock === 'own' && !purge) return 'has a clock of its own but no `purge`';
  if ((keep.clock === 'request' || keep.clock === 'account') && !erase) return 'has no `erase`';
  return null;
}
