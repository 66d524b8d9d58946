/** Groups rows by their resource, in the given order. */
export function byResource<Row extends { resource: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.resource);
    if (group === undefined) groups.set(row.resource, [row]);
    else group.push(row);
  }
  return groups;
}
