// « Qui reçoit »: the people and the counters of a body, each with an agenda; one is added here before it has any opening.

import { type Answers, type Field, type FieldSet, readFields } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { rosterChanged } from '../roster.ts';
import { type Resource, tables } from '../schema.ts';
import { addAdvisor } from '../seed.ts';
import { CRUMB, HOME, notHere, pools, resourcesOf } from './agendas.ts';
import { formPage, type SettingForm } from './settings-pages.ts';

const ADDRESS = `${HOME}/agendas`;

interface ResourceValues {
  readonly nom: string;
  readonly genre: string;
  readonly moi?: boolean | undefined;
  readonly pour?: string | undefined;
}

function sayWho(page: DeskCtx, { kind, agentId, communes }: Resource): string {
  return [
    kind === 'desk' ? 'Guichet' : 'Personne',
    ...(agentId === page.actor.id ? ['votre agenda'] : []),
    communes.length === 0 ? 'pour tout le territoire' : 'pour certaines communes seulement',
  ].join(', ');
}

export async function resourcesPage(page: DeskCtx): Promise<Response> {
  page.demand('appointments.settings');
  const model = {
    title: 'Qui reçoit',
    lead: 'Les personnes et les guichets qui ont un agenda. Donnez ensuite à chacun ses permanences.',
    rows: (await resourcesOf(page)).map((one) => ({
      name: one.name,
      text: sayWho(page, one),
      href: `${ADDRESS}/${one.id}`,
    })),
    add: { href: `${ADDRESS}/nouveau`, text: 'Ajouter un agenda' },
  };
  return page.page('desk-settings', model, { title: 'Qui reçoit', breadcrumb: [CRUMB] });
}

/** Whom a body without a commune of its own, or that pools, receives is not asked: everyone. */
function fieldsFor(page: DeskCtx, found: Resource | undefined): FieldSet<ResourceValues> {
  const { insee, name } = page.actor.authority;
  const mine = found?.agentId ?? null;
  const fields: readonly Field[] = [
    {
      id: 'nom',
      type: 'text',
      label: 'Nom',
      help: 'Lu par vos collègues et par les habitants\u00A0: «\u00A0Guichet état civil\u00A0», «\u00A0Mme Ménager\u00A0».',
      subject: 'le nom',
      maxLength: 80,
    },
    {
      id: 'genre',
      type: 'choice',
      label: 'Qui reçoit',
      options: [
        { value: 'desk', label: 'Un guichet', help: 'Tenu par l’un ou l’autre.' },
        { value: 'advisor', label: 'Une personne' },
      ],
      default: 'desk',
    },
    ...(insee === null || pools(page)
      ? []
      : [
          {
            id: 'pour',
            type: 'choice',
            label: 'Qui peut prendre rendez-vous',
            options: [
              { value: 'commune', label: `Depuis le site de ${name} seulement` },
              { value: 'tous', label: 'Depuis les sites de tout le territoire' },
            ],
            default: 'commune',
          } as const,
        ]),
    ...(mine === null || mine === page.actor.id
      ? [
          {
            id: 'moi',
            type: 'tick',
            label: 'C’est mon agenda',
            help: 'Il s’ouvre d’abord quand vous ouvrez «\u00A0Rendez-vous\u00A0».',
            optional: true,
          } as const,
        ]
      : []),
  ];
  return { fields };
}

interface OwnForm extends SettingForm {
  readonly found: Resource | undefined;
  readonly set: FieldSet<ResourceValues>;
}

async function formOf(page: DeskCtx, id: string | null): Promise<OwnForm> {
  page.demand('appointments.settings');
  const found = id === null ? undefined : (await resourcesOf(page)).find((one) => one.id === id);
  if (id !== null && found === undefined) throw notHere('Cet agenda');
  const set = fieldsFor(page, found);
  const answers: Answers =
    found === undefined
      ? {}
      : {
          nom: found.name,
          genre: found.kind,
          pour: found.communes.length === 0 ? 'tous' : 'commune',
          moi: found.agentId === page.actor.id,
        };
  return {
    title: id === null ? 'Ajouter un agenda' : 'Modifier un agenda',
    list: { href: ADDRESS, text: 'Qui reçoit' },
    action: `${ADDRESS}/${id ?? 'nouveau'}`,
    fields: set.fields,
    answers,
    found,
    set,
  };
}

export async function resourcePage(page: DeskCtx, id: string | null): Promise<Response> {
  return formPage(page, await formOf(page, id), {});
}

export async function saveResource(page: DeskCtx, id: string | null): Promise<Response> {
  const form = await formOf(page, id);
  const outcome = readFields(form.set, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return formPage(page, form, outcome);
  const { nom: name, genre, pour, moi } = outcome.values;
  const { insee, id: authorityId } = page.actor.authority;
  const { found } = form;
  const agentId = moi === undefined ? (found?.agentId ?? null) : moi ? page.actor.id : null;
  // Communes that were chosen one by one stay: the form knows its own and all of them.
  const some = found !== undefined && found.communes.length > 0 ? found.communes : [insee ?? ''];
  const communes = pour === undefined ? (found?.communes ?? []) : pour === 'tous' ? [] : some;
  const values = { name, kind: genre === 'advisor' ? 'advisor' : 'desk', agentId, communes } as const;
  await page.write(async (ctx) => {
    const { resource } = tables.for(ctx.tx);
    if (id !== null) {
      await ctx.tx
        .update(resource)
        .set(values)
        .where(ctx.own(resource, eq(resource.id, id)));
      await rosterChanged(ctx);
    }
    const { agentId: agent, ...added } = values;
    const subject =
      id ?? (await addAdvisor(ctx, { ...added, authorityId, ...(agent !== null && { agentId: agent }) }));
    await ctx.record('settings', { kind: 'resource', id: subject });
  });
  return page.seeOther(ADDRESS);
}
