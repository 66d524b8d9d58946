// The pages of procedures, under `/agent/procedures`. Those of a case are `case/desk.ts`.

import type { DeskRouter } from '@parvis/kit';
import { openPage, saveOpen } from '../../bulk-move/desk.ts';
import { opinionPage, saveOpinion } from '../../opinions/desk.ts';
import { listPage } from './list-page.ts';
import { movePage, saveMove } from './move-page.ts';
import { procedurePage, scenariosPage } from './procedure-page.ts';
import { addQuestion, questionPage, removeQuestion } from './question-page.ts';
import { saveSettled, settlePage } from './settle-page.ts';
import { saveTexts, textsPage } from './texts-page.ts';
import { followPage, saveFollow, saveSwitch } from './use-pages.ts';

export function procedureRoutes(app: DeskRouter): void {
  app.get('/', (c) => listPage(c.var.page));
  app.get('/modeles/:slug', (c) => procedurePage(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/scenarios', (c) => scenariosPage(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/textes', (c) => textsPage(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/textes', (c) => saveTexts(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/question', (c) => questionPage(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/question', (c) => addQuestion(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/retrait', (c) => removeQuestion(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/reglage', (c) => settlePage(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/reglage', (c) => saveSettled(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/offre', (c) => saveSwitch(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/modele', (c) => followPage(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/modele', (c) => saveFollow(c.var.page, c.req.param('slug')));
  app.get('/modeles/:slug/demandes', (c) => openPage(c.var.page, c.req.param('slug')));
  app.post('/modeles/:slug/demandes', (c) => saveOpen(c.var.page, c.req.param('slug')));
  app.get('/demandes/:request/avis', (c) => opinionPage(c.var.page, c.req.param('request')));
  app.post('/demandes/:request/avis', (c) => saveOpinion(c.var.page, c.req.param('request')));
  app.get('/demandes/:request/version', (c) => movePage(c.var.page, c.req.param('request')));
  app.post('/demandes/:request/version', (c) => saveMove(c.var.page, c.req.param('request')));
}
