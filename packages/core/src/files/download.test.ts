import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachmentNamed } from './download.ts';

it('names a download twice: plainly, and as it was sent', () => {
  expect(attachmentNamed('Pièce d’identité (1).pdf')).toBe(
    `attachment; filename="Piece_d_identite_1_.pdf"; filename*=UTF-8''Pi%C3%A8ce%20d%E2%80%99identit%C3%A9%20%281%29.pdf`,
  );
});

it('stays one header line of plain signs, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\uD83D', '"\r\nX: y'), (name, end) => {
      expect(attachmentNamed(name + end)).toMatch(
        /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~%-]*$/,
      );
    }),
  );
});
