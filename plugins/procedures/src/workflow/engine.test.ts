import { defineForm } from '@parvis/forms';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { checkWorkflow } from './check-workflow.ts';
import { silenceDay } from './clock.ts';
import { nextByItself, offered, startCase, take, tick } from './engine.ts';
import { usualWorkflow } from './usual.ts';
import type { Workflow } from './workflow.ts';

const ZONE = 'Europe/Paris';
const at = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(ZONE).epochMilliseconds;
const moment = (wall: string) => ({ now: at(wall), zone: ZONE });
const AGENT = { kind: 'agent', roles: ['case-worker'] } as const;
const CITIZEN = { kind: 'citizen' } as const;
const form = defineForm({
  pages: [{ id: 'p', title: 'Quoi', fields: [{ id: 'quoi', type: 'text', label: 'Quoi' }] }],
});
const workflow = usualWorkflow({
  granted: 'C’est accordé.',
  grantLabel: 'Accorder',
  correctable: ['quoi'],
  within: 10,
  silence: { means: 'acceptance', months: 2, law: 'CRPA, art. L231-1' },
});
const nothing = { answers: {}, work: {} };

function begun(wall = '2026-01-15T10:00') {
  return startCase(workflow, moment(wall));
}

describe('a case', () => {
  it('goes from one status to the next, and says what must be done', () => {
    const step = take(workflow, begun().state, nothing, {
      transition: 'completer',
      actor: AGENT,
      filled: { complement: 'Un justificatif' },
      moment: moment('2026-01-20T09:00'),
    });
    expect(step?.status.id).toBe('a-completer');
    expect(step?.work).toEqual({ complement: 'Un justificatif' });
    expect(step?.actions.map((action) => action.do)).toEqual(['correction', 'mail']);
  });

  it('offers to each what is theirs to do, and refuses the rest', () => {
    const { state } = begun();
    const ids = (actor: typeof AGENT | typeof CITIZEN) =>
      offered(workflow, state, nothing, actor).map(({ id }) => id);
    expect(ids(AGENT)).toEqual(['prendre', 'completer', 'accepter', 'refuser']);
    expect(ids(CITIZEN)).toEqual([]);
    const forged = { transition: 'accepter', actor: CITIZEN, moment: moment('2026-01-20T09:00') };
    expect(take(workflow, state, nothing, forged)).toBeNull();
    const narrowed: Workflow = {
      ...workflow,
      transitions: workflow.transitions.map((one) =>
        one.id === 'accepter' ? { ...one, by: { kind: 'agent', roles: ['secretary'] } } : one,
      ),
    };
    expect(offered(narrowed, state, nothing, AGENT).map(({ id }) => id)).not.toContain('accepter');
  });

  it('takes a transition only where its condition holds, on answers and on what agents filled in', () => {
    const conditional: Workflow = {
      ...workflow,
      transitions: workflow.transitions.map((one) =>
        one.id === 'accepter' ? { ...one, when: { '===': [{ var: 'quoi' }, 'oui'] } } : one,
      ),
    };
    const ids = (quoi: string) =>
      offered(conditional, begun().state, { answers: { quoi }, work: {} }, AGENT).map(({ id }) => id);
    expect(ids('oui')).toContain('accepter');
    expect(ids('non')).not.toContain('accepter');
  });
});

describe('silence', () => {
  it('speaks when the day of its delay is over', () => {
    const { state } = begun();
    expect(silenceDay(workflow, state, at('2026-01-15T10:00'), ZONE)?.toString()).toBe('2026-03-15');
    expect(tick(workflow, state, nothing, moment('2026-03-15T23:59'))).toEqual([]);
    const [spoken] = tick(workflow, state, nothing, moment('2026-03-16T00:00'));
    expect(spoken?.status.id).toBe('acceptee');
    expect(spoken?.state.enteredAt).toBe(at('2026-03-16T00:00'));
  });

  it.each([
    ['2026-12-31T10:00', '2027-02-28'],
    ['2027-12-31T10:00', '2028-02-29'],
    ['2026-07-31T23:30', '2026-09-30'],
  ])('received on %s, ends on %s', (received, day) => {
    expect(silenceDay(workflow, begun(received).state, at(received), ZONE)?.toString()).toBe(day);
  });

  it('does not count the days that the citizen was waited for', () => {
    const asked = take(workflow, begun().state, nothing, {
      transition: 'completer',
      actor: AGENT,
      moment: moment('2026-01-20T18:00'),
    });
    if (!asked) throw new Error('not offered');
    // However long it takes, silence does not speak meanwhile.
    expect(nextByItself(workflow, asked.state, nothing, moment('2026-02-20T10:00'))?.transition?.id).toBe(
      'relancer',
    );
    const sent = take(workflow, asked.state, nothing, {
      transition: 'completee',
      actor: CITIZEN,
      moment: moment('2026-01-30T08:00'),
    });
    if (!sent) throw new Error('not offered');
    expect(sent.state.stoppedDays).toBe(10);
    expect(silenceDay(workflow, sent.state, at('2026-02-01T10:00'), ZONE)?.toString()).toBe('2026-03-25');
  });

  it('reminds by itself of what the citizen never completed, then closes it, on the day after the last one', () => {
    const asked = take(workflow, begun().state, nothing, {
      transition: 'completer',
      actor: AGENT,
      moment: moment('2026-01-20T18:00'),
    });
    if (!asked) throw new Error('not offered');
    const by = (wall: string) =>
      tick(workflow, asked.state, nothing, moment(wall)).map(({ status }) => status.id);
    expect(by('2026-02-18T23:00')).toEqual([]);
    expect(by('2026-02-19T00:00')).toEqual(['relancee']);
    expect(by('2026-03-20T23:00')).toEqual(['relancee']);
    expect(by('2026-03-21T00:00')).toEqual(['relancee', 'sans-suite']);
  });

  it('says nothing of a request that is closed', () => {
    const done = take(workflow, begun().state, nothing, {
      transition: 'accepter',
      actor: AGENT,
      moment: moment('2026-01-16T10:00'),
    });
    if (!done) throw new Error('not offered');
    expect(silenceDay(workflow, done.state, at('2026-06-01T10:00'), ZONE)).toBeNull();
    expect(tick(workflow, done.state, nothing, moment('2027-01-01T10:00'))).toEqual([]);
  });
});

describe('whatever is done, in whatever order', () => {
  it('a case stands in one of its statuses, its time never runs backwards, and a closed one is left alone by the clock', () => {
    const ids = workflow.transitions.map(({ id }) => id);
    const event = fc.oneof(
      fc.record({ press: fc.constantFrom(...ids), who: fc.constantFrom(AGENT, CITIZEN) }),
      fc.record({ wait: fc.integer({ min: 1, max: 80 }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        let { state } = begun();
        let now = at('2026-01-15T10:00');
        for (const one of events) {
          if ('wait' in one) now += one.wait * 86_400_000;
          const steps =
            'wait' in one
              ? tick(workflow, state, nothing, { now, zone: ZONE })
              : [
                  take(workflow, state, nothing, {
                    transition: one.press,
                    actor: one.who,
                    moment: { now, zone: ZONE },
                  }),
                ];
          for (const step of steps) {
            if (!step) continue;
            expect(workflow.statuses).toContain(step.status);
            expect(step.state.enteredAt).toBeGreaterThanOrEqual(state.enteredAt);
            expect(step.state.enteredAt).toBeLessThanOrEqual(now);
            expect(step.state.stoppedDays).toBeGreaterThanOrEqual(state.stoppedDays);
            state = step.state;
          }
          // What the clock owes until now has been done, so that it owes nothing more.
          const left = nextByItself(workflow, state, nothing, { now, zone: ZONE });
          if ('wait' in one && left) expect(left.at).toBeGreaterThan(now);
        }
      }),
    );
  });
});

describe('a workflow that could not work', () => {
  const parts = { form, workflow, letters: [] };
  const codeOf = (changed: Partial<Workflow>) => {
    try {
      checkWorkflow({ ...parts, workflow: { ...workflow, ...changed } });
      return null;
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
  };
  const [prendre] = workflow.transitions;

  it('is refused with a code each; the usual one is not', () => {
    expect(codeOf({})).toBeNull();
    if (!prendre) throw new Error('no transition');
    const more = (transition: object) => ({
      transitions: [...workflow.transitions, { ...prendre, ...transition }],
    });
    expect(codeOf(more({}))).toBe('PARVIS_WORKFLOW_DUPLICATE');
    expect(codeOf(more({ id: 'x', asks: [{ id: 'quoi', type: 'text', label: 'Quoi' }] }))).toBe(
      'PARVIS_WORKFLOW_DUPLICATE',
    );
    expect(codeOf(more({ id: 'x', to: 'nulle-part' }))).toBe('PARVIS_WORKFLOW_REFERENCE');
    expect(codeOf(more({ id: 'x', when: { '===': [{ var: 'inconnu' }, 1] } }))).toBe(
      'PARVIS_WORKFLOW_REFERENCE',
    );
    expect(codeOf(more({ id: 'x', actions: [{ do: 'letter', letter: 'absente' }] }))).toBe(
      'PARVIS_WORKFLOW_REFERENCE',
    );
    expect(codeOf(more({ id: 'x', actions: [{ do: 'appointment', motif: 'x', text: '{{absent}}' }] }))).toBe(
      'PARVIS_WORKFLOW_REFERENCE',
    );
    expect(codeOf(more({ id: 'x', by: { kind: 'clock', days: 0, since: 'status' } }))).toBe(
      'PARVIS_WORKFLOW_CLOCK',
    );
    const island = { id: 'ile', label: 'Île', kind: 'in-progress', citizen: 'Seul' } as const;
    expect(codeOf({ statuses: [...workflow.statuses, island] })).toBe('PARVIS_WORKFLOW_UNREACHABLE');
    expect(
      codeOf({
        statuses: [...workflow.statuses, island],
        ...more({ id: 'x', to: 'ile' }),
        silence: { means: 'nothing', why: 'Pour voir.' },
      }),
    ).toBe('PARVIS_WORKFLOW_DEAD_END');
    expect(codeOf({ silence: { means: 'nothing', why: ' ' } })).toBe('PARVIS_WORKFLOW_SILENCE');
    expect(codeOf({ silence: { means: 'refusal', months: 2, law: 'x', to: 'acceptee' } })).toBe(
      'PARVIS_WORKFLOW_SILENCE',
    );
    expect(codeOf({ silence: { means: 'acceptance', months: 0, law: 'x', to: 'acceptee' } })).toBe(
      'PARVIS_WORKFLOW_SILENCE',
    );
  });
});
