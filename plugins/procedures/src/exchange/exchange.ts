// A procedure leaves an installation as one file, and comes into another one from it, or from the file of another software.

import { CodedError, type Exchange, type TxCtx } from '@parvis/kit';
import { checkDefinition } from '../check-definition.ts';
import { type Adoption, adoptionOf, inUse } from '../pooling/adoption.ts';
import { diffDefinitions } from '../pooling/diff-definitions.ts';
import { type NewProcedure, publishProcedure } from '../publish.ts';
import type { Definition } from '../schema.ts';
import type { Imported } from './imported.ts';
import { fromFile, toFile } from './procedure-file.ts';
import { readOpenForms } from './read-open-forms.ts';
import { readPublik } from './read-publik.ts';
import { parsedJson, unreadable } from './record.ts';

const LARGEST = 5_000_000;

export const procedureExchange: Exchange = {
  async export(tx, slug) {
    const adoption = await adoptionOf(tx, slug, tx.site.authority.id);
    if (adoption) return toFile(adoption.slug, adoption.title, inUse(adoption).definition);
    throw new CodedError(
      'PARVIS_PROCEDURE_UNKNOWN',
      `${tx.site.authority.name} has no procedure "${slug}".`,
      'Look at the addresses of « Démarches » on the desk: each ends with its slug.',
    );
  },
  async import(tx, bytes, { dry }) {
    const { procedure, report } = readAny(bytes);
    const { letters = [], scenarios = [] } = procedure;
    const definition = checkDefinition({ ...procedure, letters, scenarios });
    const owner = ownerOf(tx);
    const known = await adoptionOf(tx, procedure.slug, tx.site.authority.id);
    const told = [...report, ...whatChanges(known, procedure, definition)];
    if (!dry) {
      const own = owner === null ? {} : { authorityId: owner };
      await publishProcedure(tx, { ...procedure, ...own });
      await tx.record('imported', { kind: 'procedure', id: procedure.slug });
    }
    return told;
  },
};

/** Null where the body pools: what it brings in is for all. */
function ownerOf({ authorities, site }: Pick<TxCtx, 'authorities' | 'site'>): string | null {
  const pools = !authorities.some(({ kind }) => kind === 'epci') || site.authority.kind === 'epci';
  return pools ? null : site.authority.id;
}

function whatChanges(
  known: Adoption | null,
  { slug, title }: NewProcedure,
  definition: Definition,
): readonly string[] {
  if (!known)
    return [
      `«\u00A0${title}\u00A0» est une nouvelle démarche (${slug}). Nommez-la dans un service pour l’ouvrir.`,
    ];
  const changes = diffDefinitions(known.shared.definition, definition);
  return changes.length === 0
    ? [`«\u00A0${title}\u00A0» (${slug}) est déjà là, la même\u00A0: une version de plus, sans changement.`]
    : [`«\u00A0${title}\u00A0» (${slug}) change\u00A0:`, ...changes];
}

function readAny(bytes: Uint8Array): Imported {
  if (bytes.byteLength > LARGEST) throw unreadable(`The file has more than ${LARGEST} bytes.`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readOpenForms(bytes);
  const text = new TextDecoder().decode(bytes).trimStart();
  if (text.startsWith('<')) return readPublik(text);
  return { procedure: fromFile(parsedJson(text, 'The file')), report: [] };
}
