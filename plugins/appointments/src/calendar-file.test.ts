import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { appointmentDetail } from './testing/appointment-detail.ts';

const detail = appointmentDetail({}, { title: 'Être aidé; par "quelqu’un"' });
const options = {
  now: Date.UTC(2026, 10, 24),
  link: 'https://le-favril.fr/suivi/ABC',
  organizer: { name: 'CC', email: 'contact@exemple.fr' },
  host: 'le-favril.fr',
};

/** Lines unfolded (RFC 5545, 3.1). */
const lines = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe('calendarFile', () => {
  it('says when on the clock of the place, where, and how to come back to it', () => {
    const file = lines(calendarFile(detail, options));
    expect(file).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:appointment-1@le-favril.fr',
        'SEQUENCE:0',
        'DTSTART;TZID=Europe/Paris:20261201T090000',
        'DTEND;TZID=Europe/Paris:20261201T094500',
        'SUMMARY:Être aidé\\; par "quelqu’un"',
        'LOCATION:Mairie\\, 1 place\\, La Loupe',
        'STATUS:CONFIRMED',
        'URL:https://le-favril.fr/suivi/ABC',
      ]),
    );
    expect(file.find((line) => line.startsWith('DESCRIPTION:'))).toContain('https://le-favril.fr/suivi/ABC');
    expect(file.find((line) => line.startsWith('ORGANIZER'))).toContain('mailto:contact@exemple.fr');
  });

  it('strikes a cancelled appointment out under the same UID, with a higher sequence', () => {
    const cancelled = {
      ...detail,
      appointment: { ...detail.appointment, status: 'cancelled', sequence: 1 } as const,
    };
    expect(lines(calendarFile(cancelled, options))).toEqual(
      expect.arrayContaining([
        'METHOD:CANCEL',
        'UID:appointment-1@le-favril.fr',
        'SEQUENCE:1',
        'STATUS:CANCELLED',
      ]),
    );
  });

  it('names no organizer without an address', () => {
    const file = calendarFile(detail, { ...options, organizer: { name: 'CC' } });
    expect(file).not.toMatch(/ORGANIZER|METHOD/);
  });
});
