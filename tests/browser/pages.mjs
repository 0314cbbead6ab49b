// Checks of every page in both languages, asked during one visit in the narrowest window. Each returns what is wrong.

import { accessibilityFaults } from './axe.mjs';

/** Smaller text is not for everyone's eyes: no text on screen goes below, in px. */
const SMALLEST_TEXT = 14;

export const pageChecks = {
  /** No message, no error, nothing refused by the content security policy, nothing asked of another site. */
  async quiet(visit) {
    const refused = await visit.ask('refused');
    return [...visit.noise, ...refused.map((what) => `refused by the policy: ${what}`)];
  },

  /** Everything fits into 320 px, and no text is cut off. */
  overflow: (visit) => visit.ask('overflow'),

  /** No word and no figure is broken over two lines at 320 px. */
  words: (visit) => visit.ask('brokenWords'),

  /** One heading of level 1, no level skipped, the right language. */
  outline: (visit) => visit.ask('outline', visit.page.lang),

  /** Every passage is marked with the language it is written in. */
  languages: (visit) => visit.ask('languages', visit.page.lang),

  /** No text is smaller than 14 px. */
  text: (visit) => visit.ask('smallText', SMALLEST_TEXT),

  /** Texts of a chart keep apart. */
  charts: (visit) => visit.ask('chartOverlaps'),

  /** The first screen of a phone has what a project is, what it costs and what it does. */
  async first(visit) {
    const before = visit.tab.viewportSize();
    await visit.tab.setViewportSize({ width: 360, height: 740 });
    const faults = await visit.ask('firstScreen');
    await visit.tab.setViewportSize(before);
    return faults;
  },

  /** The switch leads to the same page in the other language; from an error, to its front page. */
  async switch(visit) {
    const { others } = visit.page;
    const found = await Promise.all(others.map(async ([other, href]) => [await visit.ask('switchTo', other), href]));
    return found.filter(([is, href]) => is !== href).map(([is, href]) => `leads to ${is}, not to ${href}`);
  },

  /** No violation of WCAG 2.2 A and AA or of axe's best practice, in light. Last, for what axe puts into the page. */
  axe: accessibilityFaults,
};
