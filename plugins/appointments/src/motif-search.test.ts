import type { Service } from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import { findMotifs } from './motif-search.ts';
import type { Motif } from './schema.ts';

function offer(title: string, keywords: readonly string[] = []) {
  const operator = {
    id: 'a',
    kind: 'commune',
    name: 'Le Favril',
    siren: '',
    insee: null,
    contact: { address: [], hours: [] },
    privacy: null,
  } as const;
  const service: Service = {
    id: title,
    slug: title,
    title,
    official: null,
    summary: '',
    theme: '',
    keywords,
    featured: false,
    sheet: { who: '', need: [], cost: '', delay: '' },
    channels: [],
    operator,
  };
  const motif: Motif = {
    id: title,
    tenantId: 't',
    slug: title,
    title,
    summary: '',
    receivedBy: '',
    place: 'on-site',
    bring: [],
    minutes: 30,
    step: 30,
    bufferBefore: 0,
    bufferAfter: 0,
    noticeMinutes: 0,
    horizonDays: 1,
    cancelHours: 0,
    rescheduleHours: 0,
  };
  return { service, motif };
}

const offers = [
  offer('Refaire une carte d’identité', ['cni', 'papiers']),
  offer('Être aidé par un conseiller numérique', ['ordinateur', 'internet']),
  offer('Préparer un mariage', ['pacs', 'noces']),
];
const found = (typed: string) => findMotifs(offers, typed).map(({ motif }) => motif.title.split(' ')[0]);

describe('findMotifs', () => {
  it.each([
    ['', ['Refaire', 'Être', 'Préparer']],
    ['je veux un rdv', []],
    ['prendre rendez-vous', ['Refaire', 'Être', 'Préparer']],
    ['CARTE d’identite', ['Refaire']],
    ['cartes', ['Refaire']],
    ['mes ordinateurs en panne', ['Être']],
    ['pacs ou carte d’identité', ['Refaire', 'Préparer']],
    ['piscine', []],
    ['<script>', []],
  ])('answers «\u00A0%s\u00A0»', (typed, titles) => {
    expect(found(typed)).toEqual(titles);
  });
});
