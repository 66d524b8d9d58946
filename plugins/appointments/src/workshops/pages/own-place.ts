// The place that a tracking code opens: taking or leaving what is held for the person, giving the place back, the calendar file.

import { type CitizenRequest, type PageCtx, PageError } from '@parvis/kit';
import { CALENDAR_TYPE } from '../../calendar-file.ts';
import { callUs, contactOf } from '../../words.ts';
import { type EnrolmentDetail, enrolmentOf, nextOf, plannedOf } from '../enrolment.ts';
import { fileOf, heldUntil } from '../letters.ts';
import { sayPeople, saySession, sessionPlace } from '../says.ts';
import { STEP } from '../steps.ts';
import { acceptOffer, passOffer } from '../waiting-line.ts';

interface OwnPlace {
  readonly request: CitizenRequest;
  readonly detail: EnrolmentDetail;
  readonly code: string;
}

/**
 * Codes that open nothing are counted: nobody tries them all.
 *
 * @throws PageError 404, 429
 */
async function openedBy(page: PageCtx, typedCode: string): Promise<OwnPlace> {
  const wait = await page.tries.code();
  if (wait !== null) throw new PageError(429, 'Trop d’essais', `Attendez ${wait}, ou appelez la mairie.`);
  const request = await page.requests.byCode(typedCode);
  const detail = request === null ? null : await enrolmentOf(page, page.read, request.id);
  if (request !== null && detail !== null) {
    await page.tries.codeWasRight();
    return { request, detail, code: page.requests.codeOf(request.id) };
  }
  throw new PageError(
    404,
    'Cette inscription est introuvable',
    'Vérifiez le code de suivi\u00A0: il est dans le courriel reçu.',
    [{ href: '/suivi', text: 'Saisir le code de suivi' }],
  );
}

/** What is held for the person, or how to give the place back. */
export async function ownPlacePage(page: PageCtx, typedCode: string, missed = false): Promise<Response> {
  const { detail, code, request } = await openedBy(page, typedCode);
  const { enrolment, workshop } = detail;
  if (enrolment.status === 'cancelled') return page.seeOther(`/suivi/${code}`);
  if (nextOf(detail, page.now) === undefined)
    throw new PageError(409, 'Cet atelier est passé', 'Il n’y a plus rien à changer.', [
      { href: `/suivi/${code}`, text: 'Revenir à l’inscription' },
      { href: '/ateliers', text: 'Voir les ateliers' },
    ]);
  const held = enrolment.status === 'offered' && (enrolment.offeredUntil ?? 0) > page.now;
  const model = {
    title: workshop.title,
    sessions: plannedOf(detail).map(({ session, venue }) => ({
      when: saySession(session),
      place: sessionPlace(venue, workshop).join(', '),
    })),
    people: enrolment.people > 1 ? sayPeople(enrolment.people) : null,
    action: `/ateliers/place/${code}`,
    back: `/suivi/${code}`,
    held: held ? heldUntil(page, detail) : null,
    waiting: enrolment.status !== 'booked',
    missed,
    help: callUs(contactOf(page, request.operatorId)),
  };
  const title = held
    ? 'Une place vous est gardée'
    : enrolment.status === 'booked'
      ? 'Annuler mon inscription'
      : 'Quitter la liste d’attente';
  return page.page('workshop-place', model, {
    title,
    breadcrumb: [{ href: `/suivi/${code}`, text: 'Mon inscription' }],
    ...(missed && { status: 409 as const }),
  });
}

/** What a button of the page says: `prendre`, `laisser`, `annuler`. Anything else changes nothing. */
export async function changePlace(page: PageCtx, typedCode: string): Promise<Response> {
  const { request, code } = await openedBy(page, typedCode);
  const body = await page.body();
  const back = page.seeOther(`/suivi/${code}`);
  switch (body.get('geste')) {
    case 'prendre': {
      const taken = await page.write((ctx) => acceptOffer(ctx, request.id));
      return taken ? back : ownPlacePage(page, code, true);
    }
    case 'laisser':
      await page.write((ctx) => passOffer(ctx, request.id));
      return back;
    case 'annuler':
      await page.write(async (ctx) => {
        const detail = await enrolmentOf(ctx, ctx.tx, request.id);
        if (detail === null || nextOf(detail, ctx.now) === undefined) return;
        const said =
          detail.enrolment.status === 'booked'
            ? 'Inscription annulée par l’usager.'
            : 'Liste d’attente quittée par l’usager.';
        await ctx.requests.move(request.id, ['received', 'in-progress'], 'cancelled', said, {
          step: STEP.cancelled,
        });
      });
      return back;
    default:
      return back;
  }
}

export async function placeCalendar(page: PageCtx, typedCode: string): Promise<Response> {
  const { request, detail } = await openedBy(page, typedCode);
  if (detail.enrolment.status === 'waiting' || detail.enrolment.status === 'offered')
    throw new PageError(409, 'Vous n’avez pas encore de place', 'Le fichier d’agenda viendra avec elle.');
  return new Response(fileOf(page, request, detail, { sent: false }), {
    headers: {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'attachment; filename="atelier.ics"',
      'cache-control': 'private, no-store',
    },
  });
}
