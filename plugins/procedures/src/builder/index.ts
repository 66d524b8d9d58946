// The builder, under `/agent/procedures/atelier`: procedures made and changed in the browser.

import type { DeskRouter } from '@parvis/kit';
import { changeBlock, libraryPage, pressBlock } from './blocks.ts';
import { conditionPage, saveCondition } from './condition-page.ts';
import { subjectPage, subjectQuestion, subjectTransition } from './condition-subject.ts';
import { letterPage, saveLetter } from './letter-page.ts';
import { addQuestion, newQuestionPage } from './new-question-page.ts';
import { abandonPlan, outlinePage, pressOutline } from './outline-page.ts';
import { pagePage, savePage } from './page-page.ts';
import { answerPreview, previewPage } from './preview-page.ts';
import { catchUp, publishPage, publishPlan } from './publish-page.ts';
import { questionPage, saveQuestion } from './question-page.ts';
import { pressScenario, scenariosPage } from './scenarios-page.ts';
import { saveSheet, sheetPage } from './sheet-page.ts';
import { requesterPage, saveRequester, saveSilence, silencePage } from './silence-page.ts';
import { createPlan, newPlanPage, openPlan, workshopPage } from './start-page.ts';
import { saveStatus, statusPage } from './status-page.ts';
import { saveTransition, transitionPage } from './transition-page.ts';
import { pressWay, wayPage } from './way-page.ts';

const AT = '/atelier';
const ONE = `${AT}/:plan`;

export function builderRoutes(app: DeskRouter): void {
  app.get(AT, (c) => workshopPage(c.var.page));
  app.get(`${AT}/nouvelle`, (c) => newPlanPage(c.var.page));
  app.post(`${AT}/nouvelle`, (c) => createPlan(c.var.page));
  app.post(`${AT}/ouvrir`, (c) => openPlan(c.var.page));
  app.get(`${AT}/blocs`, (c) => libraryPage(c.var.page));
  app.post(`${AT}/blocs`, (c) => changeBlock(c.var.page));

  app.get(ONE, (c) => outlinePage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/ordre`, (c) => pressOutline(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/abandon`, (c) => abandonPlan(c.var.page, c.req.param('plan')));
  formRoutes(app);
  wayRoutes(app);

  app.get(`${ONE}/apercu`, (c) =>
    previewPage(c.var.page, c.req.param('plan'), {
      at: c.req.query('page'),
      scenario: c.req.query('scenario'),
    }),
  );
  app.post(`${ONE}/apercu`, (c) => answerPreview(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/fiche`, (c) => sheetPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/fiche`, (c) => saveSheet(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/scenarios`, (c) => scenariosPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/scenarios`, (c) => pressScenario(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/publication`, (c) => publishPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/publication`, (c) => publishPlan(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/rattrapage`, (c) => catchUp(c.var.page, c.req.param('plan')));
}

function formRoutes(app: DeskRouter): void {
  const aPage = `${ONE}/pages/:page`;
  app.get(aPage, (c) => pagePage(c.var.page, c.req.param('plan'), c.req.param('page')));
  app.post(aPage, (c) => savePage(c.var.page, c.req.param('plan'), c.req.param('page')));
  app.post(`${aPage}/bloc`, (c) => pressBlock(c.var.page, c.req.param('plan'), c.req.param('page')));
  app.get(`${aPage}/question`, (c) =>
    newQuestionPage(c.var.page, c.req.param('plan'), c.req.param('page'), c.req.query('bloc')),
  );
  app.post(`${aPage}/question`, (c) =>
    addQuestion(c.var.page, c.req.param('plan'), c.req.param('page'), c.req.query('bloc')),
  );
  app.get(`${aPage}/condition`, (c) =>
    conditionPage(c.var.page, c.req.param('plan'), c.req.param('page'), subjectPage),
  );
  app.post(`${aPage}/condition`, (c) =>
    saveCondition(c.var.page, c.req.param('plan'), c.req.param('page'), subjectPage),
  );

  const aQuestion = `${ONE}/questions/:question`;
  app.get(aQuestion, (c) => questionPage(c.var.page, c.req.param('plan'), c.req.param('question')));
  app.post(aQuestion, (c) => saveQuestion(c.var.page, c.req.param('plan'), c.req.param('question')));
  app.get(`${aQuestion}/condition`, (c) =>
    conditionPage(c.var.page, c.req.param('plan'), c.req.param('question'), subjectQuestion),
  );
  app.post(`${aQuestion}/condition`, (c) =>
    saveCondition(c.var.page, c.req.param('plan'), c.req.param('question'), subjectQuestion),
  );
}

function wayRoutes(app: DeskRouter): void {
  app.get(`${ONE}/chemin`, (c) => wayPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/chemin`, (c) => pressWay(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/silence`, (c) => silencePage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/silence`, (c) => saveSilence(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/demandeur`, (c) => requesterPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/demandeur`, (c) => saveRequester(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/etats/:etat`, (c) => statusPage(c.var.page, c.req.param('plan'), c.req.param('etat')));
  app.post(`${ONE}/etats/:etat`, (c) => saveStatus(c.var.page, c.req.param('plan'), c.req.param('etat')));
  app.get(`${ONE}/lettres/:lettre`, (c) =>
    letterPage(c.var.page, c.req.param('plan'), c.req.param('lettre')),
  );
  app.post(`${ONE}/lettres/:lettre`, (c) =>
    saveLetter(c.var.page, c.req.param('plan'), c.req.param('lettre')),
  );
  const aStep = `${ONE}/etapes/:etape`;
  app.get(aStep, (c) => transitionPage(c.var.page, c.req.param('plan'), c.req.param('etape')));
  app.post(aStep, (c) => saveTransition(c.var.page, c.req.param('plan'), c.req.param('etape')));
  app.get(`${aStep}/condition`, (c) =>
    conditionPage(c.var.page, c.req.param('plan'), c.req.param('etape'), subjectTransition),
  );
  app.post(`${aStep}/condition`, (c) =>
    saveCondition(c.var.page, c.req.param('plan'), c.req.param('etape'), subjectTransition),
  );
}
