// Every cookie that a site sets. All are needed for what the person asks for: none needs consent (loi Informatique et Libertés,
// art. 82).

export interface SaidCookie {
  /** Without the `__Host-` that browsers see under HTTPS. */
  readonly name: string;
  readonly purpose: string;
  readonly lasts: string;
}

export const COOKIES: readonly SaidCookie[] = [
  {
    name: 'visiteur',
    purpose:
      'Vous rendre un formulaire interrompu et le protéger\u202F; déposé quand vous ouvrez un formulaire',
    lasts: '30\u00A0jours',
  },
  {
    name: 'usager',
    purpose: 'Vous garder connecté à votre compte',
    lasts: '24\u00A0heures au plus, ou quand vous vous déconnectez',
  },
  {
    name: 'connexion',
    purpose: 'Reconnaître l’appareil sur lequel vous avez demandé un code de connexion',
    lasts: '15\u00A0minutes',
  },
  {
    name: 'rattachement',
    purpose: 'Vous reconnaître au retour de FranceConnect ou de ProConnect',
    lasts: '10\u00A0minutes',
  },
  {
    name: 'agent',
    purpose: 'Garder un agent connecté à son espace de travail',
    lasts: '12\u00A0heures au plus',
  },
  {
    name: 'raccourcis',
    purpose: 'Se rappeler qu’un agent a éteint ou rallumé le raccourci « / » du clavier',
    lasts: '1\u00A0an',
  },
  {
    name: 'second-facteur',
    purpose: 'Garder un agent entre son mot de passe et sa seconde preuve',
    lasts: '10\u00A0minutes',
  },
];
