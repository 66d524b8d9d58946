// « Informations »: what is known of someone, and where each thing came from (CRPA L114-8). What a provider vouched for is
// its word, not the person's: it is shown and cannot be changed here. The rest is theirs to write.

import { eq } from '@parvis/db';
import {
  type Address,
  type Answer,
  type Answers,
  type Field,
  type FieldError,
  fieldSet,
  formatDay,
  formatPhone,
  readFields,
  type Typed,
  toControls,
} from '@parvis/forms';
import type { IdentityField } from '@parvis/kit';
import { openTerritory } from '@parvis/territory';
import { citizenEntry } from '../identity/citizen-audit.ts';
import type { CitizenFacts } from '../identity/citizens.ts';
import { DECLARED, type FactSource } from '../identity/facts.ts';
import { providerName } from '../identity/provider-name.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

const LABELS: Readonly<Record<IdentityField, string>> = {
  givenNames: 'Prénoms',
  familyName: 'Nom de naissance',
  usualName: 'Nom d’usage',
  birthdate: 'Date de naissance',
  gender: 'Sexe',
  birthplace: 'Lieu de naissance',
  birthcountry: 'Pays de naissance',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  address: 'Adresse postale',
};

const FIELDS = Object.keys(LABELS) as readonly IdentityField[];

/** What people may write themselves, under the ids that their controls carry. */
const DECLARABLE = {
  givenNames: { id: 'prenoms', type: 'text', autocomplete: 'given-name', maxLength: 100 },
  familyName: { id: 'nom', type: 'text', autocomplete: 'family-name', maxLength: 100 },
  usualName: {
    id: 'nom-usage',
    type: 'text',
    help: 'Si ce n’est pas votre nom de naissance.',
    maxLength: 100,
  },
  birthdate: { id: 'naissance', type: 'date', autocomplete: 'bday', earliest: '1900-01-01', latest: 'today' },
  phone: { id: 'telephone', type: 'phone', autocomplete: 'tel' },
  address: { id: 'adresse', type: 'address' },
} as const satisfies { readonly [K in IdentityField]?: object };

type Declarable = keyof typeof DECLARABLE;

const ALL_DECLARABLE = Object.keys(DECLARABLE) as readonly Declarable[];

function fieldOf(name: Declarable): Field {
  return { ...DECLARABLE[name], label: LABELS[name], optional: true };
}

/** A set for each choice of names: what a provider vouched for is not in it. */
const sets = new Map<string, ReturnType<typeof fieldSet>>();

function setOf(names: readonly Declarable[]) {
  const key = names.join();
  const known = sets.get(key);
  if (known) return known;
  const made = fieldSet(names.map(fieldOf));
  sets.set(key, made);
  return made;
}

function openTo(identity: CitizenFacts): readonly Declarable[] {
  return ALL_DECLARABLE.filter((name) => (identity[name]?.from ?? DECLARED) === DECLARED);
}

export async function identityPage(
  visit: SpaceVisit,
  returned?: { readonly errors: readonly FieldError[]; readonly typed: Typed },
): Promise<Response> {
  const { account } = visit.me;
  const names = openTo(account.identity);
  const answers: Answers = Object.fromEntries(
    names.flatMap((name) => {
      const value = account.identity[name]?.value;
      return value === undefined
        ? []
        : [[DECLARABLE[name].id, name === 'address' ? toAddress(value) : value]];
    }),
  );
  return spacePage(
    visit,
    'space-identity',
    {
      facts: factRows(visit),
      controls: toControls(names.map(fieldOf), { answers, ...returned }),
      errors: returned?.errors ?? [],
      saved: visit.c.req.query('enregistre') !== undefined && !returned,
    },
    { title: 'Mes informations', status: returned ? 422 : 200 },
  );
}

function factRows({ house, me, snapshot }: SpaceVisit) {
  const { email, identity } = me.account;
  const known = FIELDS.flatMap((name) => {
    const fact = identity[name];
    return fact
      ? [{ label: LABELS[name], value: sayFact(name, fact), from: originOf(fact), at: fact.at }]
      : [];
  });
  const proven = email
    ? [
        {
          label: 'Adresse de connexion',
          value: email,
          from: 'Vérifiée par un courriel',
          at: me.account.createdAt,
        },
      ]
    : [];
  const vouched = Object.values(identity).some(({ from }) => from !== DECLARED);
  return { rows: [...proven, ...known], vouched, zone: snapshot.site.zone };

  function originOf({ from }: FactSource): string {
    return from === DECLARED ? 'Écrit par vous' : `Transmis par ${providerName(house.plugins, from)}`;
  }
}

/** A fact in everyday words: providers give some as codes. */
function sayFact(name: IdentityField, { value }: FactSource): string {
  switch (name) {
    case 'birthdate':
      return sayBirthdate(value);
    case 'phone':
      return formatPhone(value);
    case 'gender':
      return { female: 'Féminin', male: 'Masculin' }[value] ?? value;
    case 'birthplace':
      return openTerritory().communeByInsee(value)?.name ?? `Commune de code Insee ${value}`;
    case 'birthcountry':
      return value === FRANCE ? 'France' : `Pays de code Insee ${value}`;
    default:
      return value;
  }
}

/** Of someone born abroad, the day or the month may be unknown: it is then `00`. */
function sayBirthdate(value: string): string {
  const [year = '', month, day] = value.split('-');
  if (month === '00') return `En ${year}`;
  if (day === '00') return formatDay(`${year}-${month}-01`).replace(/^1er /, 'En ');
  return formatDay(value);
}

const FRANCE = '99100';

export async function saveIdentity(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const names = openTo(me.account.identity);
  const outcome = readFields(setOf(names), await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return identityPage(visit, outcome);
  await house.db.write(async (tx) => {
    const { citizen } = schema.for(tx);
    const [row] = await tx.select({ identity: citizen.identity }).from(citizen).where(eq(citizen.id, me.id));
    if (!row) return;
    const { identity, changed } = merged(row.identity, outcome.answers, ctx.now);
    if (changed.length === 0) return;
    await tx.update(citizen).set({ identity }).where(eq(citizen.id, me.id));
    const subject = { id: me.id, details: { fields: changed } };
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.identity-changed', subject)]);
  });
  return ctx.seeOther('/mon-espace/identite?enregistre=1');
}

/** What the person wrote, over what they had written. A provider's word stays, whatever was sent. */
function merged(before: CitizenFacts, answers: Answers, at: number) {
  const identity: { [K in IdentityField]?: FactSource } = { ...before };
  const changed: IdentityField[] = [];
  for (const name of openTo(before)) {
    const value = toValue(answers[DECLARABLE[name].id]);
    if (value === before[name]?.value) continue;
    changed.push(name);
    if (value === undefined) delete identity[name];
    else identity[name] = { value, from: DECLARED, at };
  }
  return { identity, changed };
}

/** A fact is one line: « 3 rue du Lavoir, 28190 Le Favril ». */
function toValue(answer: Answer | undefined): string | undefined {
  if (typeof answer === 'string') return answer;
  if (typeof answer !== 'object' || !('postalCode' in answer)) return undefined;
  return `${answer.line}, ${answer.postalCode} ${answer.commune}`;
}

function toAddress(value: string): Address {
  const [, line = value, postalCode = '', commune = ''] = /^(.*), (\d{5}) (.+)$/.exec(value) ?? [];
  return { line, postalCode, commune };
}
