// The files that a question accepts, as sorts that people know.

const SORTS = [
  { sort: 'pdf', label: 'PDF', accept: ['.pdf', 'application/pdf'] },
  {
    sort: 'photo',
    label: 'Photos (JPEG, PNG, HEIC)',
    accept: ['.jpg', '.jpeg', '.png', '.heic', 'image/jpeg', 'image/png', 'image/heic'],
  },
  {
    sort: 'texte',
    label: 'Textes (Word, LibreOffice)',
    accept: [
      '.docx',
      '.odt',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.oasis.opendocument.text',
    ],
  },
  {
    sort: 'tableau',
    label: 'Tableaux (Excel, LibreOffice, CSV)',
    accept: [
      '.xlsx',
      '.ods',
      '.csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.spreadsheet',
      'text/csv',
    ],
  },
] as const;

export const ACCEPTED: readonly {
  readonly sort: string;
  readonly label: string;
  readonly accept: readonly string[];
}[] = SORTS;

/** The sorts among what a question accepts; PDF and photos where it does not say. */
export function sortsOf(accept: readonly string[] | undefined): readonly string[] {
  if (!accept) return ['pdf', 'photo'];
  const given = new Set(accept.map((one) => one.toLowerCase()));
  const images = given.has('image/*');
  return ACCEPTED.filter(
    ({ sort, accept: some }) => some.some((one) => given.has(one)) || (sort === 'photo' && images),
  ).map(({ sort }) => sort);
}
