/** The communes, EPCI, départements and régions of France, and how French speaks of them. See README.md. */
export { type Department, deDepartment, inDepartment, type Region } from './departments.ts';
export { longNameOf } from './epci-name.ts';
export { slugOf } from './fold.ts';
export { type Article, aName, articleOf, deName, withArticle } from './grammar.ts';
export {
  type Commune,
  type Epci,
  type EpciKind,
  type FindCommunesOptions,
  openTerritory,
  type Territory,
} from './territory.ts';
export { timeZoneOf } from './time-zone.ts';
