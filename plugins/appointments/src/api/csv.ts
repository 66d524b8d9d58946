// Rows as CSV (RFC 4180): a header, CRLF, quotes where they are needed.

export function toCsv<F extends string>(
  fields: readonly F[],
  rows: readonly { readonly [K in F]?: string | number }[],
): string {
  const line = (cells: readonly (string | number)[]) => `${cells.map(toCell).join(',')}\r\n`;
  return [line(fields), ...rows.map((row) => line(fields.map((field) => row[field] ?? '')))].join('');
}

function toCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
