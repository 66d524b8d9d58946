// What agents keep on their desk: notes on requests, templates of answers, searches.

import { schema } from '@parvis/core';
import { desc, newId } from '@parvis/db';
import type { TestHost } from '@parvis/testing';
import { type Place, remember, type Staff } from './places.ts';
import { filterData, templateData } from './rules.ts';
import { type Seeding, signedIn } from './seeding.ts';

export async function noteOn(seeding: Seeding, staff: Staff, requestId: string, note: string): Promise<void> {
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const page = await agent.get(`/agent/demandes/${requestId}`);
  const { status } = await agent.submit(page, { note }, '/notes');
  if (status !== 200) throw new Error(`the note was refused: ${status}`);
}

/** A template of the commune, and a search that one of its agents keeps. */
export async function furnishDesk(seeding: Seeding): Promise<void> {
  const { host, book, place } = seeding;
  const staff = place.staff.commune;
  const { tenant } = place;
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const text = book.word({ what: `template, ${place.key}`, tenant });
  await agent.submit(await agent.get('/agent/modeles'), { nom: 'Modèle', texte: text }, '/modeles');
  book.rule([text], templateData(staff.authorityId));
  const name = book.word({ what: `name of a search, ${place.key}`, tenant });
  await agent.submit(await agent.get('/agent?etat=toutes'), { nom: name.slice(0, 40) }, '/recherches');
  book.rule([name], filterData(staff.id));
  const { read } = host.house.db;
  const { answerTemplate, inboxFilter } = schema.for(read);
  // The newest: ids are ordered by time.
  const latest = async (table: typeof answerTemplate | typeof inboxFilter) =>
    (await read.select({ id: table.id }).from(table).orderBy(desc(table.id)).limit(1))[0]?.id ?? '';
  remember(place, 'template', await latest(answerTemplate));
  remember(place, 'inbox-filter', await latest(inboxFilter));
}

/** One more template of a commune; returns its id. */
export async function addTemplate({ house }: TestHost, place: Place): Promise<string> {
  const id = newId();
  const { tenantId, authorityId } = place;
  await house.db.write(async (tx) => {
    await tx
      .insert(schema.for(tx).answerTemplate)
      .values({ id, tenantId, authorityId, name: 'Modèle', text: '' });
  });
  return id;
}
