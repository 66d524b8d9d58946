// The simulators' pages: plain, and clearly nobody's but ours.

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

const STYLE = `body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1c1c1c;background:#fff}
.sign{border:3px dashed #8a2c0d;padding:.5rem 1rem;color:#8a2c0d;font-weight:700}
ul{list-style:none;padding:0}li{margin:.75rem 0}
button{font:inherit;text-align:left;padding:.6rem 1rem;min-height:44px;border:2px solid #1c1c1c;border-radius:4px;background:#fff;color:inherit;cursor:pointer}
button:focus-visible{outline:3px solid #0b5cad;outline-offset:2px}`;

/** A page of the simulator of a provider. */
export function simulatorPage(provider: string, title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)} – Simulateur</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="sign">Simulateur, ceci n’est pas ${escaped(provider)}</p>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>`;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

export function choicePage(provider: string, action: string, choices: readonly Choice[]): string {
  const items = choices.map(
    ({ id, name, about }) =>
      `<li><button name="personne" value="${escaped(id)}"><strong>${escaped(name)}</strong>, ${escaped(about)}</button></li>`,
  );
  return simulatorPage(
    provider,
    'Qui êtes-vous aujourd’hui ?'.replace(' ?', '\u202F?'),
    `<p>Ces personnes sont inventées. Choisissez-en une, sans mot de passe.</p>
<form action="${escaped(action)}" method="post">
<ul>
${items.join('\n')}
</ul>
<p><button name="personne" value="">Annuler et revenir au site</button></p>
</form>`,
  );
}

/** @param form the form that ends the session, made by oidc-provider */
export function signOutPage(provider: string, form: string): string {
  return simulatorPage(
    provider,
    'Se déconnecter',
    `${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Me déconnecter</button></p>`,
  );
}

export function notePage(provider: string, title: string, text: string): string {
  return simulatorPage(provider, title, `<p>${escaped(text)}</p>`);
}
