/** Drizzle's operators that mean the same on both engines, so that nobody else imports Drizzle. */

export {
  and,
  asc,
  between,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  min,
  ne,
  not,
  notExists,
  notInArray,
  or,
  sum,
} from 'drizzle-orm';
/** Another name for a table, to join it to itself. Both engines' tables may be given. */
export { alias } from 'drizzle-orm/sqlite-core';
