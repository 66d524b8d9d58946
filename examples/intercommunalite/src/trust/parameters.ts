// What stands for each parameter of a route. A route whose parameters are not here fails the test, which says what to add.

import type { Route } from '@parvis/core';
import type { Place, Value } from './places.ts';

interface Parameter {
  /** Of which paths, from the start. */
  readonly path: RegExp;
  readonly name: string;
  /** What was seeded under this kind (`remember`), or values that are the same everywhere. */
  readonly is: string | readonly string[];
}

const PARAMETERS: readonly Parameter[] = [
  { path: /^\/agent\/demandes\//, name: 'id', is: 'request' },
  { path: /^\/agent\/paiements\//, name: 'id', is: 'payment' },
  { path: /^\/paiement\//, name: 'cle', is: 'payment-key' },
  { path: /^\/agent\/modeles\//, name: 'id', is: 'template' },
  { path: /^\/agent\/avis\//, name: 'avis', is: 'rating' },
  { path: /^\/avis\//, name: 'jeton', is: 'rating-token' },
  { path: /^\/agent\/fiches\//, name: 'fiche', is: ['encombrants', 'recensement-citoyen'] },
  { path: /^\/agent\/recherches\//, name: 'id', is: 'inbox-filter' },
  { path: /^\/agent\/fichiers\//, name: 'id', is: 'file' },
  { path: /^\/agent\/appointments\/absences\//, name: 'id', is: 'absence' },
  { path: /^\/agent\/appointments\/fermetures\//, name: 'id', is: 'closure' },
  { path: /^\/agent\/appointments\/permanences\//, name: 'id', is: 'opening' },
  { path: /^\/agent\/appointments\/motifs\//, name: 'id', is: 'motif' },
  { path: /^\/agent\/appointments\/lieux\//, name: 'id', is: 'venue-id' },
  { path: /^\/agent\/appointments\/:request\//, name: 'request', is: 'request' },
  { path: /^\/agent\/appointments\/(agendas|calendriers)\//, name: 'id', is: 'resource' },
  { path: /^\/agenda-prive\//, name: 'token', is: 'feed' },
  { path: /^\/assets\//, name: 'name', is: ['parvis.css'] },
  { path: /^\/envois\//, name: 'upload', is: 'file' },
  { path: /^\/reprendre\//, name: 'code', is: 'draft-code' },
  { path: /\/mis-de-cote\//, name: 'draft', is: 'draft' },
  { path: /^\/_courrier\//, name: 'id', is: ['mail'] },
  { path: /^\/_courrier\//, name: 'index{\\d+}', is: ['0'] },
  { path: /^\/demarches\//, name: 'service', is: ['encombrants', 'recensement-citoyen', 'aide-numerique'] },
  { path: /^\/demarches\/:service\/commencer\//, name: 'page', is: ['objets', 'jeune', 'coordonnees'] },
  { path: /^\/rendez-vous\//, name: 'code', is: 'code' },
  { path: /^\/suivi\//, name: 'code', is: 'code' },
  { path: /^\/mon-espace\/demandes\//, name: 'id', is: 'request' },
  { path: /^\/(suivi|mon-espace\/demandes)\//, name: 'fichier', is: 'file' },
  { path: /^\/mon-espace\/documents\//, name: 'id', is: 'file' },
  { path: /^\/connexion\/lien\//, name: 'token', is: 'sign-in-link' },
  { path: /^\/agent\/nouveau-mot-de-passe\//, name: 'token', is: 'reset-link' },
  { path: /^\/agent\/invitation\//, name: 'token', is: 'invitation' },
  { path: /^\/agent\/equipe\//, name: 'id', is: 'agent' },
  { path: /^\/agent\/compte\/cles\//, name: 'id', is: 'passkey' },
  { path: /^\/agent\/procedures\/modeles\//, name: 'slug', is: ['encombrants', 'recensement-citoyen'] },
  { path: /^\/agent\/procedures\/atelier\//, name: 'plan', is: 'plan' },
  { path: /^\/agent\/procedures\/atelier\//, name: 'page', is: ['objets', 'nouvelle'] },
  { path: /^\/agent\/procedures\/atelier\//, name: 'question', is: ['description', 'total'] },
  { path: /^\/agent\/procedures\/atelier\//, name: 'etat', is: ['recue', 'nouveau'] },
  { path: /^\/agent\/procedures\/atelier\//, name: 'etape', is: ['accepter'] },
  { path: /^\/agent\/procedures\/atelier\//, name: 'lettre', is: ['refus', 'nouvelle'] },
  { path: /^\/agent\/procedures\//, name: 'request', is: 'request' },
  { path: /^\/agent\/procedures\/modeles\//, name: 'slug', is: ['encombrants'] },
  { path: /^\/agent\/procedures\//, name: 'transition', is: ['completer', 'prendre', 'accepter'] },
  { path: /^\/completer\//, name: 'code', is: 'code' },
  { path: /^\/oidc\//, name: 'provider', is: ['franceconnect', 'proconnect'] },
  { path: /^\/rendez-vous\//, name: 'motif', is: ['aide-numerique'] },
  { path: /^\/ateliers\/place\//, name: 'code', is: 'code' },
  { path: /^\/ateliers\//, name: 'workshop', is: 'workshop-slug' },
  { path: /^\/agent\/appointments\/ateliers\//, name: 'workshop', is: 'workshop' },
  { path: /^\/agent\/appointments\/(ateliers|orientations)\//, name: 'session', is: 'workshop-session' },
  { path: /^\/agent\/appointments\/orientations\//, name: 'motif', is: ['aide-numerique'] },
  { path: /^\/rendez-vous\//, name: 'venue', is: 'venue' },
  { path: /^\/rendez-vous\//, name: 'slot', is: 'slot' },
];

const NAMED = /:([\w-]+(?:\{[^}]*\})?)\??/g;

export interface Address {
  readonly path: string;
  /** The id of what a code or a token in it opens. */
  readonly opens: string | null;
}

/** The addresses of a route at a place: one for each value of its parameters, together. */
export function addressesOf(route: Route, place: Place): readonly Address[] {
  let addresses: readonly Address[] = [{ path: route.path, opens: null }];
  for (const [found, name = ''] of route.path.matchAll(NAMED)) {
    const values = valuesOf(route, name, place);
    addresses = addresses.flatMap(({ path, opens }) =>
      values.map((value) => ({ path: path.replace(found, value.text), opens: value.opens ?? opens })),
    );
  }
  return addresses;
}

/** The kind of thing that the first parameter of a route names, or null. */
export function kindOf(route: Route): string | null {
  const [, name = ''] = /:([\w-]+)/.exec(route.path) ?? [];
  const known = PARAMETERS.find((one) => one.name === name && one.path.test(route.path));
  return typeof known?.is === 'string' ? known.is : null;
}

function valuesOf(route: Route, name: string, place: Place): readonly Value[] {
  const known = PARAMETERS.find((one) => one.name === name && one.path.test(route.path));
  if (!known) throw new Error(missing(route, name));
  if (typeof known.is !== 'string') return known.is.map((text) => ({ text }));
  const values = place.values.get(known.is);
  if (!values)
    throw new Error(`nothing of the kind "${known.is}" was seeded for ${place.key}: add it to seed.ts`);
  return values;
}

/** The parameters that nothing stands for, as sentences that say what to add. */
export function unresolved(routes: readonly Route[]): readonly string[] {
  return routes.flatMap((route) => [
    ...(route.method === 'ALL'
      ? [
          `${route.path} of ${route.owner} answers every method: mark its handler with \`handsOver\`, or say its method.`,
        ]
      : []),
    ...[...route.path.matchAll(NAMED)].flatMap(([, name = '']) =>
      PARAMETERS.some((one) => one.name === name && one.path.test(route.path)) ? [] : [missing(route, name)],
    ),
  ]);
}

function missing({ method, path, owner }: Route, name: string): string {
  return `${method} ${path} (${owner}): nothing stands for ":${name}". Add it to PARAMETERS in trust/parameters.ts, and what it names to trust/seed.ts.`;
}
