// « Combien de personnes »: asked before a place and a time, because each who brings an application takes a length of their own.

import type { PageCtx } from '@parvis/kit';
import { sayLength } from '../french.ts';
import type { Offer } from '../offers.ts';
import { sayPeople } from '../people.ts';
import { agendaTag } from '../schema.ts';
import { wishesQuery } from '../wishes.ts';
import { callUs } from '../words.ts';
import { stepsOf } from './place-choice.ts';
import type { AskedTime } from './time-choice.ts';

/** More than a family are better served by telephone. */
const CHOICES = [1, 2, 3, 4, 5, 6];

export function peopleChoicePage(page: PageCtx, offer: Offer, { place, wishes }: AskedTime): Response {
  const { motif, service } = offer;
  // A deep link to a place, or to the wishes of before, goes on from here.
  const kept = new URLSearchParams(wishesQuery({ ...wishes, people: null }));
  if (place !== undefined) kept.set('lieu', place);
  return page.page(
    'people',
    {
      title: motif.title,
      steps: stepsOf(true),
      action: `/rendez-vous/${motif.slug}`,
      kept: [...kept].map(([name, value]) => ({ name, value })),
      choices: CHOICES.map((people) => ({
        value: people,
        label: sayPeople(people),
        hint: sayLength(motif.minutes * people),
      })),
      help: callUs(service.operator.contact),
    },
    {
      title: 'Combien de personnes viennent\u202F?',
      description: motif.summary,
      breadcrumb: [
        { href: '/rendez-vous', text: 'Rendez-vous' },
        { href: `/rendez-vous/${motif.slug}`, text: motif.title },
      ],
      cache: { tags: [agendaTag(page.tenant)] },
    },
  );
}
