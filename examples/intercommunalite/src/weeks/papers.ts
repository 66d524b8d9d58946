// The papers that invented people join to their forms: one page that says what it stands for, and opens in any reader.

/** A one-page PDF (ISO 32000-1), named for what it is. */
export function paper(name: string, title: string): File {
  const text = (size: number, y: number, words: string) =>
    `BT /F1 ${size} Tf 72 ${y} Td (${escaped(words)}) Tj ET`;
  const drawn = [
    text(20, 740, title),
    text(12, 710, 'Pièce inventée pour la démonstration de Parvis.'),
    text(12, 692, 'Elle ne concerne personne.'),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = body.length;
  body += `xref\n0 6\n0000000000 65535 f \n${rows}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // One byte a letter, as WinAnsiEncoding has them: the offsets above count letters.
  return new File([Buffer.from(body, 'latin1')], name, { type: 'application/pdf' });
}

function escaped(words: string): string {
  return words.replaceAll('’', "'").replace(/[()\\]/g, '\\$&');
}
