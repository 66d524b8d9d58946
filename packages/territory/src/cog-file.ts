// cog/communes.tsv cut where its intercommunalities begin. A section is read when a question first needs it, so that
// a process that asks about one commune or one EPCI does not pay for 35,000 communes.
import { type Cog, fromCog } from './cog-lines.ts';

export class CogFile {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #sections: (Cog | undefined)[] = [];
  #whole: Cog | undefined;

  constructor(text: string) {
    this.#text = text;
    const starts: number[] = [];
    for (let at = text.indexOf('\n='); at !== -1; at = text.indexOf('\n=', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The section in which a commune of today stands. */
  sectionOfCommune(insee: string): Cog | null {
    return this.#sectionWith(`\n${insee}\t`);
  }

  sectionOfEpci(siren: string): Cog | null {
    return this.#sectionWith(`\n=\t${siren}\t`);
  }

  /** All sections as one; each commune is the same object here as in its section. */
  whole(): Cog {
    if (this.#whole === undefined) {
      const sections = this.#starts.map((_, index) => this.#section(index));
      this.#whole = {
        communes: sections.flatMap((section) => section.communes),
        epcis: sections.flatMap((section) => section.epcis),
        former: sections.flatMap((section) => section.former),
      };
    }
    return this.#whole;
  }

  #sectionWith(line: string): Cog | null {
    const found = this.#text.indexOf(line);
    if (found === -1) return null;
    const next = this.#starts.findIndex((start) => start > found + 1);
    return this.#section(next === -1 ? this.#starts.length - 1 : next - 1);
  }

  #section(index: number): Cog {
    const section =
      this.#sections[index] ?? fromCog(this.#text.slice(this.#starts[index], this.#starts[index + 1]));
    this.#sections[index] = section;
    return section;
  }
}
