// What the two procedures about water share: the service is industrial and commercial (CGCT, art. L2224-11), so a quarrel with
// it is one of private law.

/** How to contest an answer of the water service. */
export const WATER_APPEAL =
  'Si vous contestez cette réponse, écrivez-nous pour la faire revoir. Sans solution sous deux mois, vous pouvez saisir gratuitement la Médiation de l’eau (www.mediation-eau.fr), ou le tribunal judiciaire.';
