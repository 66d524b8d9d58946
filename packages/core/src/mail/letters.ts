// The mails that the host writes: the receipt that the law asks for, an answer, the notice to whoever must answer.

import type { Authority, CitizenRequest, MailAttachment, MailContent } from '@parvis/kit';
import { phone as phoneWords, date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { withArticle } from '../services/service-pages.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import type { Mail } from './mailer.ts';

const NBSP = '\u00A0';

export interface Letter extends MailContent {
  readonly button?: { readonly href: string; readonly text: string };
}

/**
 * The mentions of an electronic receipt (CRPA, art. R112-11-1): the day it came, the service in charge with its address
 * and telephone. What silence means, and from when (art. L231-1 and following), the channel says: it knows the procedure.
 */
export function receiptMentions(
  request: CitizenRequest,
  operator: Authority,
  zone: string,
): readonly { readonly label: string; readonly value: string }[] {
  const { address, phone, email } = operator.contact;
  return [
    { label: 'Référence', value: request.reference },
    { label: 'Reçue le', value: sayDate(request.openedAt, 'day', zone) },
    { label: 'Service chargé de la demande', value: [counterName(operator), ...address].join(', ') },
    ...(phone ? [{ label: 'Téléphone', value: phoneWords(phone).text }] : []),
    ...(email ? [{ label: 'Courriel', value: email }] : []),
  ];
}

/** The receipt of a request: what the channel says, then what the law asks for. */
export function receiptLetter(
  content: MailContent,
  request: CitizenRequest,
  snapshot: SiteSnapshot,
  code: string,
): Letter {
  const operator = snapshot.authorities.get(request.operatorId) ?? snapshot.site.authority;
  return {
    ...content,
    paragraphs: [
      ...content.paragraphs,
      `Votre code de suivi${NBSP}: ${code}. Gardez-le${NBSP}: il ouvre votre demande sans compte.`,
    ],
    facts: [...(content.facts ?? []), ...receiptMentions(request, operator, snapshot.site.zone)],
    button: { href: `${snapshot.site.origin}/suivi/${code}`, text: 'Suivre ma demande' },
  };
}

/** What a receipt says where the channel has nothing of its own to add. */
export function plainReceipt(request: CitizenRequest): MailContent {
  return {
    subject: `Votre demande «${NBSP}${request.title}${NBSP}» est bien arrivée (${request.reference})`,
    title: 'Votre demande est bien arrivée',
    paragraphs: [`Bonjour ${request.requester.name},`, 'Nous l’avons reçue et nous vous répondrons.'],
  };
}

export function answerLetter(
  request: CitizenRequest,
  message: { readonly author: string; readonly body: string; readonly subject?: string },
  snapshot: SiteSnapshot,
  code: string,
): Letter {
  return {
    subject: message.subject ?? `Réponse à votre demande ${request.reference}`,
    title: 'Vous avez une réponse',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Voici la réponse à votre demande «${NBSP}${request.title}${NBSP}»${NBSP}:`,
      ...message.body.split(/\n{2,}/),
    ],
    facts: [
      { label: 'Réponse de', value: message.author },
      { label: 'Référence', value: request.reference },
    ],
    button: { href: `${snapshot.site.origin}/suivi/${code}`, text: 'Lire et répondre' },
  };
}

/** To the counter of the operator. It names no answer: mail is not a place for them. */
export function noticeLetter(request: CitizenRequest, snapshot: SiteSnapshot, isMessage: boolean): Letter {
  return {
    subject: isMessage
      ? `Nouveau message sur la demande ${request.reference}`
      : `Nouvelle demande${NBSP}: ${request.title}`,
    title: isMessage ? 'Un usager vous a écrit' : 'Une nouvelle demande est arrivée',
    paragraphs: [`Elle vient du site ${snapshot.site.name}.`],
    facts: [
      { label: 'Démarche', value: request.title },
      { label: 'Référence', value: request.reference },
    ],
    button: { href: `${snapshot.site.origin}/agent/demandes/${request.id}`, text: 'Ouvrir la demande' },
  };
}

/** To a counter, in the words of a workflow. */
export function notificationLetter(
  request: CitizenRequest,
  snapshot: SiteSnapshot,
  { subject, text }: { readonly subject: string; readonly text: string },
): Letter {
  return {
    subject,
    title: subject,
    paragraphs: text.split(/\n{2,}/),
    facts: [
      { label: 'Démarche', value: request.title },
      { label: 'Référence', value: request.reference },
    ],
    button: { href: `${snapshot.site.origin}/agent/demandes/${request.id}`, text: 'Ouvrir la demande' },
  };
}

/** A letter as it is sent, in plain text and in the hand of the site. */
export function toMail(house: House, snapshot: SiteSnapshot, to: string, id: string, letter: Letter): Mail {
  const { site } = snapshot;
  const { authority } = site;
  const html = house.theming.render(site.theme, 'core/mail', {
    page: {
      site: {
        name: site.name,
        counter: counterName(authority),
        by: withArticle(authority),
        origin: site.origin,
        phone: authority.contact.phone ? phoneWords(authority.contact.phone) : null,
      },
      brand: snapshot.brand,
      demo: site.demo,
      title: letter.title,
      paragraphs: letter.paragraphs,
      facts: letter.facts ?? [],
      button: letter.button ?? null,
    },
  });
  return {
    id,
    to,
    from: { name: counterName(authority), address: house.config.mailFrom },
    ...(authority.contact.email && { replyTo: authority.contact.email }),
    subject: letter.subject,
    text: plainText(letter, counterName(authority)),
    html,
    attachments: letter.attachments ?? ([] as readonly MailAttachment[]),
  };
}

function plainText({ title, paragraphs, facts = [], button }: Letter, signature: string): string {
  return [
    title,
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}${NBSP}: ${value}`).join('\n')] : []),
    ...(button ? [`${button.text}${NBSP}: ${button.href}`] : []),
    signature,
  ].join('\n\n');
}
