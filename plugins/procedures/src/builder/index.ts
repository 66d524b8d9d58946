// The builder, under `/agent/procedures/atelier`: procedures made and changed in the browser.

import type { DeskCtx, DeskRouter } from '@parvis/kit';
import { changeBlock, libraryPage, pressBlock } from './blocks.ts';
import { calculationPage, saveCalculation } from './calculation-page.ts';
import { conditionPage, saveCondition } from './condition-page.ts';
import { PAGE_CONDITION, QUESTION_CONDITION, STEP_CONDITION, type SubjectKind } from './condition-subject.ts';
import { kindPage, saveKind } from './kind-page.ts';
import { letterPage, saveLetter } from './letter-page.ts';
import { keepingTexts } from './lost-page.ts';
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
  whole(app, 'fiche', sheetPage, saveSheet);
  app.get(`${ONE}/scenarios`, (c) => scenariosPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/scenarios`, (c) => pressScenario(c.var.page, c.req.param('plan')));
  app.get(`${ONE}/publication`, (c) => publishPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/publication`, (c) => publishPlan(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/rattrapage`, (c) => catchUp(c.var.page, c.req.param('plan')));
}

function formRoutes(app: DeskRouter): void {
  edited(app, 'pages/:page', pagePage, savePage);
  app.post(`${ONE}/pages/:page/bloc`, (c) =>
    keepingTexts(c.var.page, () => pressBlock(c.var.page, c.req.param('plan'), c.req.param('page'))),
  );
  const place = (page: string, block: string | undefined) =>
    block === undefined ? page : `${page} ${block}`;
  app.get(`${ONE}/pages/:page/question`, (c) =>
    newQuestionPage(c.var.page, c.req.param('plan'), place(c.req.param('page'), c.req.query('bloc'))),
  );
  app.post(`${ONE}/pages/:page/question`, (c) =>
    keepingTexts(c.var.page, () =>
      addQuestion(c.var.page, c.req.param('plan'), place(c.req.param('page'), c.req.query('bloc'))),
    ),
  );
  conditioned(app, 'pages/:page/condition', PAGE_CONDITION);
  edited(app, 'questions/:question', questionPage, saveQuestion);
  edited(app, 'questions/:question/nature', kindPage, saveKind);
  edited(app, 'questions/:question/calcul', calculationPage, saveCalculation);
  conditioned(app, 'questions/:question/condition', QUESTION_CONDITION);
}

function wayRoutes(app: DeskRouter): void {
  app.get(`${ONE}/chemin`, (c) => wayPage(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/chemin`, (c) => pressWay(c.var.page, c.req.param('plan')));
  whole(app, 'silence', silencePage, saveSilence);
  whole(app, 'demandeur', requesterPage, saveRequester);
  edited(app, 'etats/:etat', statusPage, saveStatus);
  edited(app, 'lettres/:lettre', letterPage, saveLetter);
  edited(app, 'etapes/:etape', transitionPage, saveTransition);
  edited(
    app,
    'etapes/:etape/question',
    (page, plan, name) => newQuestionPage(page, plan, `:${name}`),
    (page, plan, name) => addQuestion(page, plan, `:${name}`),
  );
  conditioned(app, 'etapes/:etape/condition', STEP_CONDITION);
}

type OfPlan = (page: DeskCtx, plan: string) => Promise<Response>;
type OfThing = (page: DeskCtx, plan: string, name: string) => Promise<Response>;

/** A page that edits something that every plan has. */
function whole(app: DeskRouter, part: string, show: OfPlan, save: OfPlan): void {
  app.get(`${ONE}/${part}`, (c) => show(c.var.page, c.req.param('plan')));
  app.post(`${ONE}/${part}`, (c) => keepingTexts(c.var.page, () => save(c.var.page, c.req.param('plan'))));
}

/** A page that edits one thing of a plan: the thing is the parameter of its path. */
function edited(app: DeskRouter, path: string, show: OfThing, save: OfThing): void {
  const at: string = `${ONE}/${path}`;
  const [, name = ''] = /:(\w+)/.exec(path) ?? [];
  app.get(at, (c) => show(c.var.page, c.req.param('plan') ?? '', c.req.param(name) ?? ''));
  app.post(at, (c) =>
    keepingTexts(c.var.page, () => save(c.var.page, c.req.param('plan') ?? '', c.req.param(name) ?? '')),
  );
}

function conditioned(app: DeskRouter, path: string, kind: SubjectKind): void {
  edited(
    app,
    path,
    (page, plan, name) => conditionPage(page, plan, name, kind),
    (page, plan, name) => saveCondition(page, plan, name, kind),
  );
}
