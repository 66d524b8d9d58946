// The départements and collectivities with the words that French puts before them, and the régions. They change
// less than once in ten years, so they are code; a test holds them equal to the Code officiel géographique.

export interface Department {
  /** '28', '2A', '976'; for the overseas collectivities '975', '988'… */
  readonly code: string;
  readonly name: string;
  /** Code of the région; an overseas collectivity that belongs to none has its own code here. */
  readonly region: string;
  /** INSEE code of the commune where the prefecture sits. */
  readonly chefLieu: string;
}

export interface Region {
  readonly code: string;
  readonly name: string;
}

// code | name | région | chef-lieu | « de … » | « dans … »: the last two end where the name begins.
const DEPARTMENTS = `
01|Ain|84|01053|de l’|dans l’
02|Aisne|32|02408|de l’|dans l’
03|Allier|84|03190|de l’|dans l’
04|Alpes-de-Haute-Provence|93|04070|des |dans les 
05|Hautes-Alpes|93|05061|des |dans les 
06|Alpes-Maritimes|93|06088|des |dans les 
07|Ardèche|84|07186|de l’|en 
08|Ardennes|44|08105|des |dans les 
09|Ariège|76|09122|de l’|en 
10|Aube|44|10387|de l’|dans l’
11|Aude|76|11069|de l’|dans l’
12|Aveyron|76|12202|de l’|en 
13|Bouches-du-Rhône|93|13055|des |dans les 
14|Calvados|28|14118|du |dans le 
15|Cantal|84|15014|du |dans le 
16|Charente|75|16015|de la |en 
17|Charente-Maritime|75|17300|de la |en 
18|Cher|24|18033|du |dans le 
19|Corrèze|75|19272|de la |en 
21|Côte-d’Or|27|21231|de la |en 
22|Côtes-d’Armor|53|22278|des |dans les 
23|Creuse|75|23096|de la |en 
24|Dordogne|75|24322|de la |en 
25|Doubs|27|25056|du |dans le 
26|Drôme|84|26362|de la |dans la 
27|Eure|28|27229|de l’|dans l’
28|Eure-et-Loir|24|28085|d’|en 
29|Finistère|53|29232|du |dans le 
2A|Corse-du-Sud|94|2A004|de la |en 
2B|Haute-Corse|94|2B033|de la |en 
30|Gard|76|30189|du |dans le 
31|Haute-Garonne|76|31555|de la |en 
32|Gers|76|32013|du |dans le 
33|Gironde|75|33063|de la |en 
34|Hérault|76|34172|de l’|dans l’
35|Ille-et-Vilaine|53|35238|d’|en 
36|Indre|24|36044|de l’|dans l’
37|Indre-et-Loire|24|37261|d’|en 
38|Isère|84|38185|de l’|en 
39|Jura|27|39300|du |dans le 
40|Landes|75|40192|des |dans les 
41|Loir-et-Cher|24|41018|du |dans le 
42|Loire|84|42218|de la |dans la 
43|Haute-Loire|84|43157|de la |en 
44|Loire-Atlantique|52|44109|de |en 
45|Loiret|24|45234|du |dans le 
46|Lot|76|46042|du |dans le 
47|Lot-et-Garonne|75|47001|du |dans le 
48|Lozère|76|48095|de la |en 
49|Maine-et-Loire|52|49007|de |en 
50|Manche|28|50502|de la |dans la 
51|Marne|44|51108|de la |dans la 
52|Haute-Marne|44|52121|de la |en 
53|Mayenne|52|53130|de la |en 
54|Meurthe-et-Moselle|44|54395|de |en 
55|Meuse|44|55029|de la |dans la 
56|Morbihan|53|56260|du |dans le 
57|Moselle|44|57463|de la |en 
58|Nièvre|27|58194|de la |dans la 
59|Nord|32|59350|du |dans le 
60|Oise|32|60057|de l’|dans l’
61|Orne|28|61001|de l’|dans l’
62|Pas-de-Calais|32|62041|du |dans le 
63|Puy-de-Dôme|84|63113|du |dans le 
64|Pyrénées-Atlantiques|75|64445|des |dans les 
65|Hautes-Pyrénées|76|65440|des |dans les 
66|Pyrénées-Orientales|76|66136|des |dans les 
67|Bas-Rhin|44|67482|du |dans le 
68|Haut-Rhin|44|68066|du |dans le 
69|Rhône|84|69123|du |dans le 
70|Haute-Saône|27|70550|de la |en 
71|Saône-et-Loire|27|71270|de |en 
72|Sarthe|52|72181|de la |dans la 
73|Savoie|84|73065|de la |en 
74|Haute-Savoie|84|74010|de la |en 
75|Paris|11|75056|de |à 
76|Seine-Maritime|28|76540|de la |en 
77|Seine-et-Marne|11|77288|de |en 
78|Yvelines|11|78646|des |dans les 
79|Deux-Sèvres|75|79191|des |dans les 
80|Somme|32|80021|de la |dans la 
81|Tarn|76|81004|du |dans le 
82|Tarn-et-Garonne|76|82121|du |dans le 
83|Var|93|83137|du |dans le 
84|Vaucluse|93|84007|de |dans le 
85|Vendée|52|85191|de la |en 
86|Vienne|75|86194|de la |dans la 
87|Haute-Vienne|75|87085|de la |en 
88|Vosges|44|88160|des |dans les 
89|Yonne|27|89024|de l’|dans l’
90|Territoire de Belfort|27|90010|du |dans le 
91|Essonne|11|91228|de l’|dans l’
92|Hauts-de-Seine|11|92050|des |dans les 
93|Seine-Saint-Denis|11|93008|de la |en 
94|Val-de-Marne|11|94028|du |dans le 
95|Val-d’Oise|11|95500|du |dans le 
971|Guadeloupe|01|97105|de la |en 
972|Martinique|02|97209|de la |en 
973|Guyane|03|97302|de la |en 
974|La Réunion|04|97411|de |à 
976|Mayotte|06|97611|de |à 
975|Saint-Pierre-et-Miquelon|975|97502|de |à 
977|Saint-Barthélemy|977|97701|de |à 
978|Saint-Martin|978|97801|de |à 
984|Terres australes et antarctiques françaises|984|97502|des |dans les 
986|Wallis et Futuna|986|98613|de |à 
987|Polynésie française|987|98735|de la |en 
988|Nouvelle-Calédonie|988|98818|de la |en 
989|Île de Clipperton|989|98901|de l’|sur l’
`;

const REGIONS = `
01|Guadeloupe
02|Martinique
03|Guyane
04|La Réunion
06|Mayotte
11|Île-de-France
24|Centre-Val de Loire
27|Bourgogne-Franche-Comté
28|Normandie
32|Hauts-de-France
44|Grand Est
52|Pays de la Loire
53|Bretagne
75|Nouvelle-Aquitaine
76|Occitanie
84|Auvergne-Rhône-Alpes
93|Provence-Alpes-Côte d’Azur
94|Corse
975|Saint-Pierre-et-Miquelon
977|Saint-Barthélemy
978|Saint-Martin
984|Terres australes et antarctiques françaises
986|Wallis et Futuna
987|Polynésie française
988|Nouvelle-Calédonie
989|Île de Clipperton
`;

const departments = new Map<string, Department & { readonly of: string; readonly in: string }>();
for (const line of DEPARTMENTS.split('\n').filter((line) => line !== '')) {
  const [code = '', name = '', region = '', chefLieu = '', of = '', within = ''] = line.split('|');
  // A name such as « Île de Clipperton » is an ordinary noun after « l’ ».
  const noun = name.startsWith('Île ') ? name.replace('Île', 'île') : name;
  departments.set(code, { code, name, region, chefLieu, of: of + noun, in: within + noun });
}

const regions = new Map<string, Region>(
  REGIONS.split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', name = ''] = line.split('|');
      return [code, { code, name }];
    }),
);

export const departmentByCode: ReadonlyMap<string, Department> = departments;
export const regionByCode: ReadonlyMap<string, Region> = regions;

/** The code of the département or collectivity in which an INSEE commune code lies. */
export function departmentCodeOf(insee: string): string {
  return insee.slice(0, insee.startsWith('97') || insee.startsWith('98') ? 3 : 2);
}

/** « d’Eure-et-Loir », « du Loiret », « de l’Eure », « de La Réunion »; `null` for an unknown code. */
export function deDepartment(code: string): string | null {
  return departments.get(code)?.of ?? null;
}

/** « en Eure-et-Loir », « dans le Loiret », « à Mayotte »; `null` for an unknown code. */
export function inDepartment(code: string): string | null {
  return departments.get(code)?.in ?? null;
}
