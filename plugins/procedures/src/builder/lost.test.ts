// Two people in one draft, on both engines: what one of them takes away, and what the other was writing.

import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { begun, EPCI, opened } from './testing/workshop.ts';

describeEachHost('what was typed', (open) => {
  const both = async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const helene = await town.signIn('helene', EPCI);
    const plan = await begun(thomas);
    const press = async (faire: string, part: 'ordre' | 'chemin' = 'ordre') =>
      helene.submit(await helene.get(part === 'ordre' ? plan : `${plan}/chemin`), { faire }, `/${part}`);
    return { thomas, helene, plan, press };
  };

  it('about a question that a colleague took away comes back, and can be put back', async () => {
    const { thomas, plan, press } = await both();
    const mine = await thomas.get(`${plan}/questions/etage`);
    await press('retirer question etage');
    const late = await thomas.submit(
      mine,
      { label: 'Quel étage ?', aide: 'Le mien', remplissage: 'aucun' },
      '/etage',
    );
    expect(late.status).toBe(409);
    expect(late.html).toContain('Cette question n’est plus dans le brouillon');
    expect(late.html).toContain('helene');
    expect(late.html).toContain('value="Quel étage ?"');
    expect(late.html).toContain('Le mien');
    expect(late.html).toContain('Ajouter à nouveau');
    // Nothing is there before the button.
    expect((await thomas.get(`${plan}/questions/etage`)).status).toBe(404);
    const wrong = await thomas.submit(late, { label: '', faire: 'remettre' }, '/etage');
    expect(wrong.html).toContain('Ajouter à nouveau');
    expect(wrong.html).toContain('Le mien');
    const back = await thomas.submit(
      wrong,
      { label: 'Quel étage ?', remplissage: 'aucun', faire: 'remettre' },
      '/etage',
    );
    expect(back.path, back.html).toBe(plan);
    const again = await thomas.get(`${plan}/questions/etage`);
    expect(again.html).toContain('Le mien');
    // In its place, with its condition.
    expect(again.html).toContain('Posée si «\u00A0Avez-vous besoin');
    const order = [...back.html.matchAll(/id="question-([\w-]+)"/g)].map(([, id]) => id);
    expect(order.indexOf('etage')).toBe(order.indexOf('aide') + 1);
  });

  it('goes to a page that is there, without a condition that cannot be', async () => {
    const { thomas, plan, press } = await both();
    const mine = await thomas.get(`${plan}/questions/etage`);
    await press('retirer question etage');
    await press('retirer question aide');
    await press('retirer page quand');
    const late = await thomas.submit(mine, { label: 'Quel étage ?', remplissage: 'aucun' }, '/etage');
    expect(late.html).toContain('elle irait sur la page «\u00A0Où passer les prendre');
    expect(late.html).toContain('Sa condition est à refaire.');
    const back = await thomas.submit(late, { remplissage: 'aucun', faire: 'remettre' }, '/etage');
    expect(back.path, back.html).toBe(plan);
    expect((await thomas.get(`${plan}/questions/etage`)).html).toContain('Toujours posée.');
  });

  it('of pages, new questions, states, steps and letters comes back too', async () => {
    const { thomas, helene, plan, press } = await both();
    const add = async (part: string, typed: Record<string, string | string[]>) =>
      helene.submit(await helene.get(`${plan}/${part}`), typed, `/${part}`);
    await add('pages/nouvelle', { titre: 'La météo' });
    await add('pages/page-la-meteo/question', { label: 'Pleut-il', nature: 'yes-no' });
    await add('etats/nouveau', { nom: 'Rendu', nature: 'done', usager: 'Merci.' });
    await add('etapes/nouvelle', { nom: 'Ranger', depuis: ['en-cours'], vers: 'rendu', qui: 'agent' });
    await add('lettres/nouvelle', { titre: 'Attestation', texte: 'Bonjour.', signe: 'Le maire' });
    const drawn = {
      page: await thomas.get(`${plan}/pages/page-la-meteo`),
      question: await thomas.get(`${plan}/pages/page-la-meteo/question`),
      step: await thomas.get(`${plan}/etapes/ranger`),
      status: await thomas.get(`${plan}/etats/rendu`),
      letter: await thomas.get(`${plan}/lettres/attestation`),
    };
    for (const part of ['etape ranger', 'etat rendu', 'lettre attestation'])
      expect((await press(`retirer ${part}`, 'chemin')).path, part).toBe(`${plan}/chemin`);
    expect((await press('retirer page page-la-meteo')).path).toBe(plan);

    const question = await thomas.submit(
      drawn.question,
      { label: 'Vente-t-il', nature: 'yes-no' },
      '/question',
    );
    expect(question.html).toContain('L’endroit où elle allait n’est plus dans le brouillon');
    expect(question.html).toContain('à la fin de la page «\u00A0Comment vous répondre');
    const added = await thomas.submit(question, { nature: 'yes-no', faire: 'remettre' }, '/question');
    expect(added.path, added.html).toBe(`${plan}/questions/vente-t-il`);

    const page = await thomas.submit(drawn.page, { titre: 'Le temps' }, '/page-la-meteo');
    expect(page.html).toContain('Sa question reviendrait avec elle.');
    await thomas.submit(page, { faire: 'remettre' }, '/page-la-meteo');
    expect((await thomas.get(`${plan}/pages/page-la-meteo`)).html).toContain('Pleut-il');

    // A step leads where it can: its state is gone too, so another is chosen.
    const step = await thomas.submit(
      drawn.step,
      { nom: 'Tout ranger', depuis: ['en-cours'], qui: 'agent' },
      '/ranger',
    );
    expect(step.status).toBe(409);
    expect(step.html).toContain('value="Tout ranger"');
    const nowhere = await thomas.submit(
      step,
      { depuis: ['en-cours'], vers: 'rendu', faire: 'remettre' },
      '/ranger',
    );
    expect(nowhere.status).toBe(409);
    const led = await thomas.submit(
      nowhere,
      { depuis: ['en-cours'], vers: 'acceptee', qui: 'agent', faire: 'remettre' },
      '/ranger',
    );
    expect(led.path, led.html).toBe(`${plan}/chemin`);
    expect(led.html).toContain('Tout ranger');

    const status = await thomas.submit(drawn.status, { nom: 'Bien rendu', nature: 'done' }, '/rendu');
    expect((await thomas.submit(status, { nature: 'done', faire: 'remettre' }, '/rendu')).html).toContain(
      'Bien rendu',
    );
    const letter = await thomas.submit(drawn.letter, { texte: 'Bonjour,\n\nMerci.' }, '/attestation');
    expect(letter.html).toContain('Merci.');
    const sent = await thomas.submit(letter, { faire: 'remettre' }, '/attestation');
    expect(sent.path).toBe(`${plan}/chemin`);
  });

  it('in a condition comes back, with the lines that cannot stay named', async () => {
    const { thomas, plan, press } = await both();
    const condition = await thomas.get(`${plan}/questions/acces/condition`);
    let lines = await thomas.submit(condition, { faire: 'ajouter 0', 'nouvelle-0': 'photo' }, '/condition');
    lines = await thomas.submit(
      lines,
      { 'est-0': 'filled', faire: 'ajouter 0', 'nouvelle-0': 'quoi' },
      '/condition',
    );
    await press('retirer question photo');
    const typed = {
      'champ-0': 'photo',
      'champ-1': 'quoi',
      'est-0': 'filled',
      'est-1': 'contains',
      'valeur-1': 'meuble',
    };
    const late = await thomas.submit(lines, typed, '/condition');
    expect(late.status).toBe(409);
    expect(late.html).toContain('La ligne sur «\u00A0');
    expect(late.html).toContain('Cette question n’est plus là.');
    const done = await thomas.submit(
      late,
      { 'champ-0': 'quoi', 'est-0': 'contains', 'valeur-0': 'meuble' },
      '/condition',
    );
    expect(done.path, done.html).toBe(`${plan}/questions/acces`);
  });

  it('stays where both wrote, what was not touched follows, and what has no box is told', async () => {
    const { thomas, helene, plan } = await both();
    const mine = await thomas.get(`${plan}/questions/description`);
    const hers = await helene.get(`${plan}/questions/description`);
    await helene.submit(hers, { label: 'Celle d’Hélène', aide: 'Son aide' }, '/description');
    const late = await thomas.submit(mine, { label: 'Celle de Thomas' }, '/description');
    expect(late.status).toBe(409);
    expect(late.html).toContain('Vous avez écrit tous les deux au même endroit');
    expect(late.html).toContain('Celle d’Hélène');
    expect(late.html).toContain('value="Celle de Thomas"');
    expect(late.html).toMatch(/<textarea[^>]*name="aide"[^>]*>\s*Son aide/);
    const done = await thomas.submit(late, {}, '/description');
    expect(done.path).toBe(plan);
    expect((await thomas.get(`${plan}/questions/description`)).html).toContain('Son aide');

    // She makes a choice of it: his limits have no box any more.
    const limits = await thomas.get(`${plan}/questions/acces`);
    const nature = await helene.get(`${plan}/questions/acces/nature`);
    const look = await helene.submit(
      nature,
      { nature: 'choice', options: 'Cour\nRue', faire: 'voir' },
      '/nature',
    );
    await helene.submit(look, { nature: 'choice', options: 'Cour\nRue', faire: 'changer' }, '/nature');
    const lost = await thomas.submit(limits, { 'plus-long': '77', aide: 'La mienne' }, '/acces');
    expect(lost.status).toBe(409);
    expect(lost.html).toContain('qui n’a plus de case');
    expect(lost.html).toContain('Caractères au plus');
    expect(lost.html).toContain('77');
    expect(lost.html).toContain('La mienne');
  });

  it('keeps a mail with its own words where another mail was taken away before it', async () => {
    const { thomas, helene, plan } = await both();
    const add = async (objet: string) =>
      helene.submit(
        await helene.get(`${plan}/etapes/prendre`),
        {
          depuis: ['recue'],
          vers: 'en-cours',
          qui: 'agent',
          ajout: 'mail',
          objet,
          texte: `Texte de ${objet}`,
        },
        '/prendre',
      );
    await add('Premier');
    await add('Second');
    const mine = await thomas.get(`${plan}/etapes/prendre`);
    const rank = /name="objet-(\d)" value="Premier"/.exec(mine.html)?.[1] ?? '';
    const next = String(Number(rank) + 1);
    await helene.submit(
      await helene.get(`${plan}/etapes/prendre`),
      { depuis: ['recue'], vers: 'en-cours', qui: 'agent', [`garder-${rank}`]: 'non' },
      '/prendre',
    );
    const late = await thomas.submit(
      mine,
      { depuis: ['recue'], vers: 'en-cours', qui: 'agent', [`texte-${next}`]: 'Ce que Thomas écrit' },
      '/prendre',
    );
    expect(late.status).toBe(409);
    expect(late.html).toContain('qui n’a plus de case');
    expect(late.html).toContain('Ce que Thomas écrit');
    expect(late.html).toContain(`name="objet-${rank}" value="Second"`);
  });

  it('is shown to be copied where the whole draft is gone', async () => {
    const { thomas, helene, plan } = await both();
    const mine = await thomas.get(`${plan}/questions/quoi`);
    const button = await thomas.get(plan);
    await helene.submit(await helene.get(plan), {}, '/abandon');
    const late = await thomas.submit(mine, { label: 'Tout ce que j’ai écrit' }, '/quoi');
    expect(late.status).toBe(409);
    expect(late.html).toContain('Ce brouillon n’existe pas');
    expect(late.html).toContain('Tout ce que j’ai écrit');
    expect((await thomas.submit(button, { faire: 'retirer question quoi' }, '/ordre')).status).toBe(404);
    expect((await thomas.get(plan)).status).toBe(404);
  });
});
