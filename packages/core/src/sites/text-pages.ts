// The pages that the law asks of every site, and the way to a human. Written once from what the host knows; a commune
// has nothing to type.

import type { PageCtx } from '@parvis/kit';
import { deName } from '@parvis/territory';
import { phone as phoneWords } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName, type Link, navOf } from '../http/frame.ts';
import { withArticle } from '../services/service-pages.ts';
import { type WeekLine, weekOf } from './opening-hours.ts';
import type { SiteSnapshot } from './snapshot.ts';

export interface TextSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly items?: readonly string[];
  /** The opening hours of a week. */
  readonly week?: readonly WeekLine[];
  readonly links?: readonly Link[];
}

interface TextPage {
  readonly title: string;
  readonly sections: readonly TextSection[];
}

/** Pages by their address. */
export const TEXT_PAGES: Readonly<
  Record<string, (house: House, snapshot: SiteSnapshot, now: number) => TextPage>
> = {
  '/contact': contact,
  '/accessibilite': accessibility,
  '/mentions-legales': legal,
  '/plan-du-site': sitemap,
};

export function textPage(house: House, ctx: PageCtx, snapshot: SiteSnapshot, path: string): Response {
  const page = TEXT_PAGES[path]?.(house, snapshot, ctx.now);
  if (!page) throw new Error(`no text page at ${path}`);
  return ctx.page('text-page', page, { title: page.title, breadcrumb: [], cache: { tags: [] } });
}

function contact(house: House, { site, group }: SiteSnapshot, now: number): TextPage {
  const { authority } = site;
  const { address, phone, email, hours } = authority.contact;
  return {
    title: 'Contact',
    sections: [
      {
        title: 'Venir',
        paragraphs: [[counterName(authority), ...address].join(', ')],
        ...(hours.length > 0 && { week: weekOf(hours, site.zone, now) }),
      },
      {
        title: 'Appeler ou écrire',
        paragraphs: [
          'Vous pouvez toujours parler à quelqu’un, avant, pendant ou après une démarche en ligne.',
        ],
        links: [
          ...(phone ? [{ href: phoneWords(phone).href, text: `Appeler le ${phoneWords(phone).text}` }] : []),
          ...(email ? [{ href: `mailto:${email}`, text: email }] : []),
        ],
      },
      {
        title: 'Être aidé',
        paragraphs: [
          'Internet n’est pas facile pour tout le monde. Un conseiller numérique peut faire la démarche avec vous, gratuitement.',
          ...(group
            ? [`${capitalised(withArticle(group))} organise ces rendez-vous dans plusieurs communes.`]
            : []),
        ],
        links: [
          ...house.plugins.all.flatMap((plugin) => plugin.menu ?? []),
          { href: '/demarches', text: 'Toutes les démarches' },
          { href: '/suivi', text: 'Suivre une demande déjà envoyée' },
        ],
      },
    ],
  };
}

/** Before an audit the law's word is « non conforme » (décret n° 2019-768). */
function accessibility(_house: House, { site }: SiteSnapshot): TextPage {
  const { authority } = site;
  const { email, phone } = authority.contact;
  return {
    title: 'Accessibilité\u00A0: non conforme',
    sections: [
      {
        title: 'État de conformité',
        paragraphs: [
          `${capitalised(withArticle(authority))} s’engage à rendre son site accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.`,
          'Ce site n’a pas encore été audité\u00A0: il est donc déclaré non conforme au référentiel général d’amélioration de l’accessibilité (RGAA 4.1.2), même si ses pages sont construites et vérifiées pour être utilisables par tous.',
        ],
      },
      {
        title: 'Signaler une difficulté',
        paragraphs: [
          'Si vous ne parvenez pas à accéder à un contenu ou à un service, dites-le-nous\u00A0: nous vous aiderons autrement.',
        ],
        links: [
          ...(email ? [{ href: `mailto:${email}`, text: email }] : []),
          ...(phone ? [phoneWords(phone)] : []),
        ],
      },
      {
        title: 'Voies de recours',
        paragraphs: [
          'Si vous nous avez signalé un défaut d’accessibilité et n’avez pas obtenu de réponse satisfaisante, vous pouvez vous adresser au Défenseur des droits.',
        ],
        links: [{ href: 'https://www.defenseurdesdroits.fr/', text: 'Défenseur des droits' }],
      },
    ],
  };
}

function legal(_house: House, { site, group }: SiteSnapshot): TextPage {
  const { authority } = site;
  return {
    title: 'Mentions légales',
    sections: [
      {
        title: 'Éditeur',
        paragraphs: [
          `${counterName(authority)}, SIREN ${authority.siren}.`,
          ...(authority.contact.address.length > 0 ? [authority.contact.address.join(', ')] : []),
          authority.kind === 'commune'
            ? `Directeur de la publication\u00A0: le maire ${deName(authority.name)}.`
            : 'Directeur de la publication\u00A0: le président.',
        ],
      },
      {
        title: 'Hébergement',
        paragraphs: [
          group
            ? `Ce site est mis à disposition par ${withArticle(group)} (SIREN ${group.siren}), pour ses communes.`
            : `Ce site est hébergé par ${withArticle(authority)}.`,
        ],
      },
      {
        title: 'Données et logiciel',
        paragraphs: [
          'Les noms, codes et populations des communes viennent du Code officiel géographique (INSEE), sous Licence Ouverte.',
          'Le site fonctionne avec Parvis, un logiciel libre sous licence MIT.',
        ],
      },
    ],
  };
}

function sitemap(house: House, { services }: SiteSnapshot): TextPage {
  return {
    title: 'Plan du site',
    sections: [
      {
        title: 'Pages',
        paragraphs: [],
        links: [{ href: '/', text: 'Accueil' }, ...navOf(house), { href: '/recherche', text: 'Recherche' }],
      },
      {
        title: 'Démarches',
        paragraphs: [],
        links: services.map((one) => ({ href: `/demarches/${one.slug}`, text: one.title })),
      },
      {
        title: 'À propos de ce site',
        paragraphs: [],
        links: [
          { href: '/accessibilite', text: 'Accessibilité' },
          { href: '/mentions-legales', text: 'Mentions légales' },
          { href: '/donnees-personnelles', text: 'Données personnelles' },
          { href: '/agent', text: 'Espace des agents' },
        ],
      },
    ],
  };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
