// What is wrong with a page's HTML, by html-validate. One set of rules for pages, components and mails.

import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // White space and void elements are as HTML allows.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    // The site spaces its numbers itself, and titles are as long as what they name.
    'tel-non-breaking': 'off',
    'long-title': 'off',
    // Style sheet and script come from the site itself.
    'require-sri': ['error', { target: 'crossorigin' }],
    // Boxes to tick share a name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
});

/** A line for each complaint about a whole document; none when it is valid. */
export async function htmlErrors(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map((one) => `${one.ruleId}: ${one.message} (${one.selector})`),
  );
}
