// Citizens' accounts: never required, and gone with all that hangs on them.

import { eq, inArray, lt, or } from '@parvis/db';
import type { ExportedPart, IdentityField, RetentionRule } from '@parvis/kit';
import { schema } from '../schema.ts';
import { sayInstant } from './request-rules.ts';

const FIELD_WORDS: Readonly<Record<IdentityField, string>> = {
  givenNames: 'prénoms',
  familyName: 'nom de naissance',
  usualName: 'nom d’usage',
  birthdate: 'date de naissance',
  gender: 'sexe',
  birthplace: 'lieu de naissance',
  birthcountry: 'pays de naissance',
  email: 'adresse électronique',
  phone: 'téléphone',
  address: 'adresse',
};

const PEOPLE = 'Les personnes qui ont un compte';

export const accountRule: RetentionRule = {
  name: 'accounts',
  theme: 'account',
  tables: ['citizen', 'linked_identity'],
  what: 'L’adresse électronique, ce que vous avez dit de votre identité ou ce que FranceConnect en a transmis, et le mot de passe sous une forme illisible',
  people: PEOPLE,
  purpose: 'Ouvrir votre espace, retrouver vos demandes et ne pas vous redemander ce que vous avez déjà dit',
  basis: 'public-task',
  law: 'CRPA, art. L114-8',
  recipients: 'Vous\u202F; les agents n’en voient que ce que vous mettez dans une demande',
  keep: { clock: 'account' },
  async export(ctx, { citizenId }): Promise<readonly ExportedPart[]> {
    if (citizenId === null) return [];
    const { citizen, linkedIdentity } = schema.for(ctx.read);
    const [row] = await ctx.read
      .select()
      .from(citizen)
      .where(ctx.own(citizen, eq(citizen.id, citizenId)));
    if (!row) return [];
    const linked = await ctx.read
      .select()
      .from(linkedIdentity)
      .where(ctx.own(linkedIdentity, eq(linkedIdentity.citizenId, citizenId)));
    const when = (at: number) => sayInstant(at, ctx.site.zone);
    const facts = Object.entries(row.identity) as [
      IdentityField,
      { value: string; from: string; at: number },
    ][];
    return [
      {
        title: 'Votre compte',
        data: {
          'adresse électronique': row.email,
          'créé le': when(row.createdAt),
          'dernière connexion': when(row.seenAt),
          'mot de passe': row.passwordHash === null ? 'aucun' : 'gardé sous une forme illisible',
          identité: facts.map(([field, { value, from, at }]) => ({
            donnée: FIELD_WORDS[field],
            valeur: value,
            source: from === 'declared' ? 'vous' : from,
            le: when(at),
          })),
          'moyens de connexion': linked.map(({ provider, linkedAt }) => ({
            service: provider,
            'relié le': when(linkedAt),
          })),
        },
      },
    ];
  },
  // Sessions, links and codes that wait for the account go with it, and its requests leave it: the database's own rules.
  async erase(ctx, { citizenId }) {
    if (citizenId === null) return 0;
    const { citizen } = schema.for(ctx.tx);
    const gone = await ctx.tx
      .delete(citizen)
      .where(ctx.own(citizen, eq(citizen.id, citizenId)))
      .returning({ id: citizen.id });
    return gone.length;
  },
};

export const sessionsRule: RetentionRule = {
  name: 'sessions',
  theme: 'account',
  tables: ['citizen_session'],
  what: 'L’appareil et l’heure de chaque connexion',
  people: PEOPLE,
  purpose: 'Vous garder connecté, et vous montrer où vous l’êtes',
  basis: 'public-task',
  recipients: 'Vous seul',
  keep: { clock: 'own', days: 1, from: 'la fin de la connexion' },
  async export(ctx, { citizenId }) {
    if (citizenId === null) return [];
    const { citizenSession } = schema.for(ctx.read);
    const rows = await ctx.read.select().from(citizenSession).where(eq(citizenSession.personId, citizenId));
    return [
      {
        title: 'Vos connexions',
        data: rows.map(({ device, startedAt, expiresAt }) => ({
          appareil: device,
          depuis: sayInstant(startedAt, ctx.site.zone),
          'jusqu’à': sayInstant(expiresAt, ctx.site.zone),
        })),
      },
    ];
  },
  async purge(ctx, before) {
    const { citizenSession } = schema.for(ctx.tx);
    const old = await ctx.tx
      .select({ id: citizenSession.idHash })
      .from(citizenSession)
      .where(lt(citizenSession.expiresAt, before))
      .limit(500);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await ctx.tx.delete(citizenSession).where(inArray(citizenSession.idHash, ids));
    return old.length;
  },
};

/** Sign-ins under way: links and codes that were sent, and people who are away at a provider. */
export const codesRule: RetentionRule = {
  name: 'codes',
  theme: 'account',
  tables: ['one_time', 'oidc_flow'],
  what: 'L’adresse à laquelle un lien ou un code de connexion a été envoyé',
  people: 'Les personnes qui se connectent',
  purpose: 'Vérifier que cette adresse est bien la leur',
  basis: 'public-task',
  recipients: 'Personne',
  keep: { clock: 'own', days: 1, from: 'la fin de validité du code' },
  async erase(ctx, { citizenId, emails }) {
    const { oneTime } = schema.for(ctx.tx);
    const theirs = [
      ...(citizenId === null ? [] : [eq(oneTime.citizenId, citizenId)]),
      ...(emails.length === 0 ? [] : [inArray(oneTime.email, [...emails])]),
    ];
    if (theirs.length === 0) return 0;
    const gone = await ctx.tx
      .delete(oneTime)
      .where(ctx.own(oneTime, or(...theirs)))
      .returning({ id: oneTime.id });
    return gone.length;
  },
  async purge(ctx, before) {
    const { oneTime, oidcFlow } = schema.for(ctx.tx);
    const codes = await ctx.tx
      .select({ id: oneTime.id })
      .from(oneTime)
      .where(ctx.own(oneTime, lt(oneTime.expiresAt, before)))
      .limit(250);
    const flows = await ctx.tx
      .select({ id: oidcFlow.id })
      .from(oidcFlow)
      .where(ctx.own(oidcFlow, lt(oidcFlow.expiresAt, before)))
      .limit(250);
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    if (codes.length > 0) await ctx.tx.delete(oneTime).where(inArray(oneTime.id, ids(codes)));
    if (flows.length > 0) await ctx.tx.delete(oidcFlow).where(inArray(oidcFlow.id, ids(flows)));
    return codes.length + flows.length;
  },
};
