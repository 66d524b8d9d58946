// The matrix as a page that a reviewer reads, and whose changes show in a diff.

import { knownPermissions, ROLES } from '@parvis/core';
import { BYSTANDERS, type MatrixRow } from './matrix.ts';
import { ALL_ROLES } from './rules.ts';
import type { World } from './world.ts';

export function matrixPage({ host }: World, rows: readonly MatrixRow[]): string {
  const roles = ALL_ROLES.map((role) => ROLES[role]);
  const permissions = [...knownPermissions(host.house.plugins)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { text, roles: holders }]) => [
      `\`${name}\``,
      text,
      ...ALL_ROLES.map((role) => (holders.includes(role) ? 'oui' : '')),
    ]);
  const routes = rows.map(({ route: { method, path, owner }, cells }) => [
    `${method} \`${path}\``,
    owner,
    ...cells,
  ]);
  return [
    '# Qui peut quoi',
    '',
    'Cette page est écrite par `npm run matrix` et vérifiée par les tests\u00A0: elle dit ce que l’installation répond vraiment, sur SQLite et sur PostgreSQL.',
    '',
    '## Les droits et les rôles',
    '',
    'Un agent tient un rôle dans une collectivité, jusqu’à une date. Ce qu’aucun de ses rôles ne donne lui est refusé.',
    '',
    ...table(['Droit', 'Ce qu’il permet', ...roles], permissions),
    '',
    '## Les pages des agents',
    '',
    'Chaque adresse de `/agent`, demandée par chaque rôle dans la collectivité qui a la chose en charge\u00A0: l’intercommunalité pour une demande qu’elle traite, sinon la commune. Puis par ceux d’à côté\u00A0: la secrétaire de la commune de l’usager quand une autre collectivité traite sa demande, un agent qui tient tous les rôles dans une autre commune, un usager connecté, quelqu’un sans compte. Les formulaires (POST) sont envoyés vides.',
    '',
    '- **oui**\u00A0: la page s’ouvre, ou le formulaire est lu\u00A0;',
    '- **lecture**\u00A0: la page s’ouvre sans rien à y faire, alors que d’autres y agissent\u00A0;',
    '- **refus**\u00A0: il manque un droit, et la page le dit\u00A0;',
    '- **introuvable**\u00A0: pour cette personne, cela n’existe pas\u00A0;',
    '- **connexion**\u00A0: la personne est priée de se connecter\u00A0;',
    '- **·**\u00A0: sans objet.',
    '',
    ...table(['Adresse', 'De', ...roles, ...BYSTANDERS], routes),
    '',
  ].join('\n');
}

/** Columns are as wide as their widest cell, as the formatter of the repository has them. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    titles.map(() => ''),
    '-',
  );
  return [line(titles), rule, ...rows.map((row) => line(row))];
}
