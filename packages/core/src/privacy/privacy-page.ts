// « Données personnelles »: what a site keeps about people, said from what the host and its plugins declare. It cannot be out
// of date, and a commune has nothing to write.

import type { Authority, PageCtx, PrivacyTheme } from '@parvis/kit';
import { phone as phoneWords } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName, type Link } from '../http/frame.ts';
import { withArticle } from '../services/service-pages.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { capitalised } from '../sites/text-pages.ts';
import { COOKIES } from './cookies.ts';
import type { OwnedRule } from './declarations.ts';
import { concerns, isOf } from './register.ts';
import { poolerOf, processorOf } from './responsible.ts';
import { keepDaysOf, rulesToRead, sayBasis, sayDays, sayKeep } from './rules.ts';

const NBSP = '\u00A0';

interface ThemePart {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

interface Controller {
  readonly name: string;
  /** What it answers for. */
  readonly services: readonly string[];
  readonly more: string | null;
  readonly processor: string | null;
  readonly dpo: string | null;
  readonly links: readonly Link[];
}

export function privacyPage(house: House, ctx: PageCtx, snapshot: SiteSnapshot): Response {
  const rules = rulesToRead(house).filter(isOf(snapshot));
  const days = snapshot.services.map(keepDaysOf);
  return ctx.page(
    'privacy',
    {
      keep: [...new Set(days)]
        .sort((a, b) => a - b)
        .map(sayDays)
        .join(' ou '),
      themes: themesOf(rules, snapshot),
      controllers: controllersOf(snapshot),
      cookies: COOKIES.map(({ name, purpose, lasts }) => [name, purpose, lasts]),
    },
    { title: 'Données personnelles', breadcrumb: [], cache: { tags: [] } },
  );
}

const THEMES: readonly (readonly [PrivacyTheme, string])[] = [
  ['requests', 'Quand vous faites une demande'],
  ['account', 'Quand vous avez un compte'],
  ['security', 'Pour la sécurité du site'],
  ['agents', 'Pour les agents et les conseillers'],
];

function themesOf(rules: readonly OwnedRule[], { services }: SiteSnapshot): readonly ThemePart[] {
  return THEMES.map(([theme, title]) => ({
    title,
    rows: rules
      .filter(({ rule }) => rule.theme === theme)
      .flatMap((owned) => {
        const own = services.filter((service) => concerns(owned, service));
        // What no service of this site has is kept of nobody here.
        if (theme === 'requests' && own.length === 0) return [];
        const { what, purpose, recipients } = owned.rule;
        return [[what, purpose, recipients, sayKeep(owned, own.map(keepDaysOf)), sayBasis(owned)]];
      }),
  })).filter(({ rows }) => rows.length > 0);
}

/** The body of the site first, then those that operate some of its services for it. */
function controllersOf(snapshot: SiteSnapshot): readonly Controller[] {
  const { site, services } = snapshot;
  const pooler = poolerOf(snapshot);
  const bodies = new Map<string, Authority>(
    [site.authority, ...services.map(({ operator }) => operator), pooler].map((one) => [one.id, one]),
  );
  return [...bodies.values()].map((body) => {
    const processor = processorOf(snapshot, body);
    return {
      name: counterName(body),
      services: services.filter(({ operator }) => operator.id === body.id).map(({ title }) => title),
      more: body.id === pooler.id ? 'Les comptes des usagers et la sécurité du service' : null,
      processor: processor
        ? `${capitalised(withArticle(processor))} héberge ces demandes pour son compte (sous-traitant, RGPD, art. 28).`
        : null,
      dpo: body.privacy?.dpo?.name ?? null,
      links: linksOf(body),
    };
  });
}

/** How to reach who answers: the officer, or else the counter. */
function linksOf({ privacy, contact }: Authority): readonly Link[] {
  const { email, phone } = privacy?.dpo ?? contact;
  return [
    ...(email ? [{ href: `mailto:${email}`, text: email }] : []),
    ...(phone ? [{ href: phoneWords(phone).href, text: `Appeler le${NBSP}${phoneWords(phone).text}` }] : []),
  ];
}
