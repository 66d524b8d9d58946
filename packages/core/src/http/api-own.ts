// What the host itself tells machines of a site: the public body, how to reach it, and what can be asked for there. All of
// it is in the site's picture: no query.

import type { ApiCtx, Authority, Endpoint, JsonSchema, Service } from '@parvis/kit';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'array', items: text };
const known = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const BODY = known({ name: text, kind: text, siren: text, insee: { type: ['string', 'null'] } }, []);

const HOURS = known({
  day: { type: 'integer', minimum: 1, maximum: 7, description: 'Jour ISO\u00A0: 1 est le lundi' },
  from: { ...text, description: 'Heure locale, HH:MM' },
  to: text,
});

export const siteEndpoint: Endpoint = {
  summary: 'La collectivité, ses coordonnées et ses heures d’ouverture',
  schema: known({
    name: text,
    url: { type: 'string', format: 'uri' },
    zone: { ...text, description: 'Fuseau horaire IANA des heures' },
    body: BODY,
    group: { oneOf: [BODY, { type: 'null' }], description: 'L’intercommunalité de la commune' },
    contact: known(
      { address: texts, postalCode: text, phone: text, email: text, hours: { type: 'array', items: HOURS } },
      ['postalCode', 'phone', 'email'],
    ),
  }),
  async answer({ site, authorities }) {
    const { authority } = site;
    const group = authority.kind === 'commune' ? authorities.find(({ kind }) => kind === 'epci') : undefined;
    return {
      body: {
        name: site.name,
        url: `${site.origin}/`,
        zone: site.zone,
        body: bodyOf(authority),
        group: group ? bodyOf(group) : null,
        contact: contactOf(authority),
      },
      cache: { tags: [] },
    };
  },
};

export const servicesEndpoint: Endpoint = {
  summary: 'Les démarches que le site propose, avec qui s’en charge',
  schema: known({
    services: {
      type: 'array',
      items: known(
        {
          slug: text,
          title: text,
          official: { type: ['string', 'null'], description: 'Le nom que lui donne l’administration' },
          summary: text,
          theme: text,
          keywords: texts,
          url: { type: 'string', format: 'uri' },
          operator: BODY,
          channels: {
            ...texts,
            description: 'form, appointment, link, embed, proxy, phone, counter, paper, assisted',
          },
          who: text,
          need: texts,
          cost: text,
          delay: text,
          legal: text,
        },
        ['legal'],
      ),
    },
  }),
  async answer(ctx) {
    return {
      body: { services: ctx.services.map((service) => toService(ctx, service)) },
      cache: { tags: [] },
    };
  },
};

function bodyOf({ name, kind, siren, insee }: Authority) {
  return { name, kind, siren, insee };
}

/** What is posted on the door; who answers for personal data is on its own page. */
function contactOf({ contact }: Authority) {
  const { address, postalCode, phone, email, hours } = contact;
  return {
    address,
    ...(postalCode !== undefined && { postalCode }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    hours: hours.map(({ day, from, to }) => ({ day, from, to })),
  };
}

function toService(ctx: ApiCtx, service: Service) {
  const { slug, title, official, summary, theme, keywords, operator, channels, sheet } = service;
  const { who, need, cost, delay, legal } = sheet;
  return {
    slug,
    title,
    official,
    summary,
    theme,
    keywords,
    url: ctx.url(`/demarches/${slug}`),
    operator: bodyOf(operator),
    channels: [...new Set(channels.map(({ kind }) => kind))],
    who,
    need,
    cost,
    delay,
    ...(legal !== undefined && { legal }),
  };
}
