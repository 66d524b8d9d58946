// What the terminal shows once the demonstration is served.

import { DEMO_PASSWORD, demoAgents } from './people.ts';
import { CITIZEN_PASSWORD, ODETTE } from './weeks/citizens.ts';

export function welcome(port: number): string {
  const at = (host: string, path = '/') => `http://${host}:${port}${path}`;
  const widest = Math.max(...demoAgents.map(({ email }) => email.length));
  return `
  Parvis, démonstration\u00A0: la Communauté de communes Entre Beauce et Perche et ses 33 communes.
  Les personnes, les téléphones et les horaires sont inventés.

  Tous les sites         ${at('localhost')}
  Une commune            ${at('le-favril.localhost')}
  L’intercommunalité     ${at('cc-entre-beauce-et-perche.localhost')}
  Les e-mails envoyés    ${at('localhost', '/_courrier')}
  L’espace des agents    ${at('le-favril.localhost', '/agent')}
  Se connecter           ${at('le-favril.localhost', '/connexion')}, aussi par des simulateurs de FranceConnect et de ProConnect

  Comptes d’agents, tous avec le mot de passe ${DEMO_PASSWORD}
${demoAgents.map(({ email, job }) => `    ${email.padEnd(widest)}  ${job}`).join('\n')}

  Une usagère du Favril, avec le mot de passe «\u00A0${CITIZEN_PASSWORD}\u00A0»
    ${ODETTE.email}
`;
}
