// What French does to a place's name in a sentence: « la mairie du Favril », « aux Essarts », « d’Illiers-Combray ».
// Articles are contracted or kept as the Code officiel géographique writes them in the name itself.

export type Article = 'Le' | 'La' | 'Les' | 'L’' | 'Las' | 'Los' | 'Aux';

const ARTICLES: Readonly<Record<string, Article>> = {
  Le: 'Le',
  La: 'La',
  Les: 'Les',
  Las: 'Las',
  Los: 'Los',
  Aux: 'Aux',
};

// The first words that begin with a mute h in settled use. Before every other H, « de » is never felt as a
// mistake, whereas « d’ » before an aspirated one is.
const MUTE_H = new Set(
  `Habas Hagetmau Hagondange Halluin Harfleur Hasparren Haubourdin Hautmont Hayange Hazebrouck Hendaye Hénin
  Hennebont Henrichemont Herbault Herbeys Herbignac Herblay Hérépian Héric Héricourt Hérimoncourt Hérisson
  Hermanville Hermies Hérouville Hérouvillette Hersin Hesdin Heyrieux Hières Hillion Hirel Hirson Hommes Hostens
  Hostun Hourtin Huisseau Huriel Hyds Hyères Hyèvre Hymont`.split(/\s+/),
);

/** The article that opens a name (« Le Favril » → 'Le', « L’Abergement » → 'L’'), or `null`. */
export function articleOf(name: string): Article | null {
  if (/^L['’]/.test(name)) return 'L’';
  const [first = '', rest] = name.split(' ', 2);
  return rest === undefined ? null : (ARTICLES[first] ?? null);
}

/** « du Favril », « des Essarts », « de La Loupe », « de L’Abergement », « d’Illiers-Combray », « de Houx ». */
export function deName(name: string): string {
  const written = name.replaceAll("'", '’');
  switch (articleOf(written)) {
    case 'Le':
      return `du ${written.slice(3)}`;
    case 'Les':
    case 'Aux':
      return `des ${written.slice(4)}`;
    case null:
      return isElided(written) ? `d’${written}` : `de ${written}`;
    default:
      return `de ${written}`;
  }
}

/** « au Favril », « aux Essarts », « à La Loupe », « à Illiers-Combray ». */
export function aName(name: string): string {
  const written = name.replaceAll("'", '’');
  switch (articleOf(written)) {
    case 'Le':
      return `au ${written.slice(3)}`;
    case 'Les':
    case 'Aux':
      return `aux ${written.slice(4)}`;
    default:
      return `à ${written}`;
  }
}

function isElided(name: string): boolean {
  const [first = ''] = name.split(/[- ’]/, 1);
  if (MUTE_H.has(first)) return true;
  // Every Y of France is elided (Yèvres, Yerres, Y itself) but that of Yaté, whose name is Kanak.
  return /^[aeiouyœæ]/i.test(name.normalize('NFD')) && first !== 'Yaté';
}

/** « la mairie du Favril », « la Communauté de communes Entre Beauce et Perche », « le Département d’Eure-et-Loir » */
export function withArticle({ kind, name }: { readonly kind: string; readonly name: string }): string {
  if (kind === 'commune') return `la mairie ${deName(name)}`;
  if (/^(Communauté|Métropole|Région|Préfecture)/.test(name)) return `la ${name}`;
  if (/^(Centre|Syndicat|Conseil|Département)/.test(name)) return `le ${name}`;
  if (/^[AEIOUYÉÈ]/i.test(name)) return `l’${name}`;
  return name;
}
