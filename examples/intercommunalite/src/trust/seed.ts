// The people of one commune and what they do, through the very pages and functions that people's data comes in by. Every
// piece of it is a sentinel.

import { createCitizen, schema } from '@parvis/core';
import { eq } from '@parvis/db';
import type { Answer, Visitor } from '@parvis/testing';
import { remember, type Staff } from './places.ts';
import { accountData, noteData, ratingData, requestData, rolesAt } from './rules.ts';
import { furnishAgenda, makeAppointment } from './seed-agenda.ts';
import { furnishDesk, noteOn } from './seed-desk.ts';
import { holdKeys, inviteAgent, openDoors } from './seed-doors.ts';
import { leaveInAccount } from './seed-drafts.ts';
import { adaptProcedure, takeIn } from './seed-own-procedure.ts';
import { askToPay } from './seed-payments.ts';
import { writeProcedure } from './seed-plan.ts';
import { holdWorkshop } from './seed-workshops.ts';
import { codeOf, newVisitor, requestOf, type Seeding, signedIn, type Word } from './seeding.ts';

export async function seed(seeding: Seeding): Promise<void> {
  await furnishAgenda(seeding);
  await furnishDesk(seeding);
  const { citizenId, email } = await openAccount(seeding);
  const known = await signedIn(seeding, 'usager', citizenId, { signedInBy: 'link' });
  await askFor(seeding, known, citizenId, 'encombrants');
  await askFor(seeding, known, citizenId, 'recensement-citoyen');
  await makeAppointment(seeding, known, citizenId);
  await holdWorkshop(seeding, known, citizenId);
  await askFor(seeding, newVisitor(seeding), null, 'encombrants');
  await askFor(seeding, newVisitor(seeding), null, 'recensement-citoyen', seeding.place.epciId);
  await leaveDraft(seeding);
  await leaveInAccount(seeding, known, citizenId);
  await takeIn(seeding);
  await adaptProcedure(seeding);
  await writeProcedure(seeding);
  await noteInAudit(seeding);
  await openDoors(seeding, known, email);
  await inviteAgent(seeding);
  await holdKeys(seeding);
}

/** An account whose facts are all sentinels. */
async function openAccount({ host, book, place }: Seeding) {
  const { tenant, tenantId } = place;
  const planted: string[] = [];
  const word = (what: string) => {
    const text = book.word({ what: `${what} of an account, ${place.key}`, tenant });
    planted.push(text);
    return text;
  };
  const at = Date.now();
  const fact = (value: string) => ({ value, from: 'declared', at });
  const email = `${word('address')}@exemple.fr`;
  const id = await host.house.db.write((tx) =>
    createCitizen(tx, {
      tenantId,
      email,
      identity: {
        givenNames: fact(word('given name')),
        familyName: fact(word('family name')),
        birthplace: fact(word('birthplace')),
        address: fact(word('postal address')),
      },
      now: at,
    }),
  );
  book.rule(planted, accountData(id, [place.authorityId, place.epciId]));
  remember(place, 'citizen', id);
  return { citizenId: id, email };
}

/** Of two starter services: who operates them. */
const OPERATOR = { encombrants: 'epci', 'recensement-citoyen': 'commune' } as const;

/** Fills a form to its end, writes a message, and is answered. */
async function askFor(
  seeding: Seeding,
  visitor: Visitor,
  citizenId: string | null,
  service: keyof typeof OPERATOR,
  sharedWith?: string,
): Promise<void> {
  const { host, book, place } = seeding;
  const planted: string[] = [];
  const about = `${service} ${citizenId ? 'with' : 'without'} an account${sharedWith ? ', shared' : ''}, ${place.key}`;
  const word = (what: string) => {
    const text = book.word({ what: `${what}, ${about}`, tenant: place.tenant });
    planted.push(text);
    return text;
  };
  const phone = book.phone({ what: `telephone, ${about}`, tenant: place.tenant });
  planted.push(phone);
  let page = await visitor.get(`/demarches/${service}/commencer`);
  for (const typed of service === 'encombrants' ? bulky(word, phone) : census(word, phone)) {
    page = await visitor.submit(page, typed);
  }
  const sent = await visitor.submit(page, {}, '/envoi');
  const code = codeOf(sent);
  const staff = place.staff[OPERATOR[service]];
  await rate(seeding, visitor, sent, staff);
  const request = await requestOf(seeding, code);
  await visitor.submit(await visitor.get(`/suivi/${code}`), { message: word('citizen’s message') });
  await answer(seeding, staff, request, word('agent’s answer'));
  const of = {
    operatorId: staff.authorityId,
    communeId: place.authorityId,
    citizenId,
    ...(sharedWith && { sharedWith }),
  };
  if (sharedWith)
    await host.inside(place.host, 'procedures', (tx) =>
      tx.requests.share(request, sharedWith, { why: 'Avis demandé' }),
    );
  book.rule(planted, requestData(of), request);
  const note = book.word({ what: `agents’ note, ${about}`, tenant: place.tenant });
  await noteOn(seeding, staff, request, note);
  book.rule([note], noteData(of));
  remember(place, 'request', request);
  remember(place, 'code', code, request);
  if (service === 'recensement-citoyen') await askToPay(seeding, staff, request, of);
  await rememberRows(seeding, request);
}

/** What someone thought, with words that must not leave the bodies in charge. */
async function rate(
  { host, book, place }: Seeding,
  visitor: Visitor,
  sent: Answer,
  staff: Staff,
): Promise<void> {
  const [action = '', token = ''] = /\/avis\/([^"]+)/.exec(sent.html) ?? [];
  const comment = book.word({ what: `comment of a rating, ${place.key}`, tenant: place.tenant });
  await visitor.submit(sent, { avis: 'good', commentaire: comment }, action);
  book.rule([comment], ratingData([staff.authorityId, place.authorityId]));
  remember(place, 'rating-token', token);
  const { read } = host.house.db;
  const { rating } = schema.for(read);
  const rows = await read.select({ id: rating.id }).from(rating).where(eq(rating.comment, comment));
  for (const { id } of rows) remember(place, 'rating', id);
}

function bulky(word: Word, telephone: string): readonly Parameters<Visitor['submit']>[1][] {
  return [
    { quoi: ['meuble'], description: word('description') },
    { 'adresse--line': word('street'), 'adresse--postal-code': '28190', 'adresse--commune': 'Le Favril' },
    { aide: 'non' },
    contact(word, telephone),
  ];
}

function census(word: Word, telephone: string): readonly Parameters<Visitor['submit']>[1][] {
  const proof = (what: string) =>
    new File(
      [`%PDF-1.7\n${word(`content of a file (${what})`)}\n%%EOF`],
      `${word(`file name (${what})`)}.pdf`,
      {
        type: 'application/pdf',
      },
    );
  return [
    { francais: 'oui' },
    {
      'jeune-nom': word('child’s name'),
      'jeune-prenoms': word('child’s given names'),
      'jeune-naissance--day': '14',
      'jeune-naissance--month': '7',
      'jeune-naissance--year': '2010',
      'jeune-lieu': word('birthplace'),
      'jeune-adresse--line': word('street'),
      'jeune-adresse--postal-code': '28190',
      'jeune-adresse--commune': 'Le Favril',
    },
    { identite: proof('identity'), livret: proof('family book') },
    contact(word, telephone),
  ];
}

function contact(word: Word, telephone: string) {
  return {
    prenom: word('given name'),
    nom: word('family name'),
    courriel: `${word('address')}@exemple.fr`,
    telephone,
  };
}

async function answer(seeding: Seeding, staff: Staff, requestId: string, message: string): Promise<void> {
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const page = await agent.get(`/agent/demandes/${requestId}`);
  const { status } = await agent.submit(page, { message }, '/messages');
  if (status !== 200) throw new Error(`the answer was refused: ${status}`);
}

/** The files and messages of a request, by their ids. */
async function rememberRows({ host, place }: Seeding, requestId: string): Promise<void> {
  const { read } = host.house.db;
  const { file, requestMessage } = schema.for(read);
  for (const { id } of await read.select({ id: file.id }).from(file).where(eq(file.requestId, requestId)))
    remember(place, 'file', id);
  const messages = read
    .select({ id: requestMessage.id })
    .from(requestMessage)
    .where(eq(requestMessage.requestId, requestId));
  for (const { id } of await messages) remember(place, 'message', id);
}

/** Half a form, with a page that was wrong: its browser's alone. */
async function leaveDraft(seeding: Seeding): Promise<void> {
  const { book, place } = seeding;
  const word = (what: string) =>
    book.word({ what: `${what} of a draft, ${place.key}`, tenant: place.tenant });
  const visitor = newVisitor(seeding);
  const first = await visitor.get('/demarches/encombrants/commencer');
  const second = await visitor.submit(first, { quoi: ['meuble'], description: word('description') });
  await visitor.submit(second, { 'adresse--line': word('street'), 'adresse--postal-code': 'no' });
}

/** A line of the audit log with a sentinel among its details. */
async function noteInAudit({ host, book, place }: Seeding): Promise<void> {
  const note = book.word({ what: `detail in the audit log, ${place.key}`, tenant: place.tenant });
  book.rule([note], rolesAt([place.authorityId, place.epciId], ['data-protection-officer']));
  await host.inside(place.host, 'appointments', (tx) =>
    tx.record('noted', { kind: 'page', id: null, details: { note } }),
  );
}
