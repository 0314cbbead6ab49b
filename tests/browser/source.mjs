// The HTML as it is served, before a browser mends it.

import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // A title names the page, the year and the site; names of projects are the city's, and may be long.
    'long-title': 'off',
    // A phone shows rows of tables as grids, and then some browsers forget that they are tables.
    'no-redundant-role': 'off',
    // Several boxes of one question: the choices are one list in the query.
    'form-dup-name': ['error', { shared: ['checkbox', 'radio', 'submit'] }],
  },
});

/** What is no valid HTML. */
export async function htmlFaults(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

const FORBIDDEN = [
  // Data for search engines (JSON-LD) is no script: no browser runs it.
  [/<script\b(?! type="application\/ld\+json">)/i, 'a script'],
  [/<style\b/i, 'a style sheet in the page'],
  [/<[a-z][^>]*\sstyle\s*=/i, 'a style attribute'],
  [/<[a-z][^>]*\son[a-z]+\s*=/i, 'an event handler'],
  [/javascript:/i, 'a link that is a script'],
];

/** What no page of this site contains. */
export function sourceFaults(html) {
  return FORBIDDEN.filter(([pattern]) => pattern.test(html)).map(([pattern, what]) => `${what}: ${html.match(pattern)[0]}`);
}
