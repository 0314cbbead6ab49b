// Checks of one page of each kind in each language: what takes too long for every page. Each returns what is wrong.

import { writeFile } from 'node:fs/promises';

import { accessibilityFaults } from './axe.mjs';
import { keyboardFaults } from './keyboard.mjs';
import { paperFaults } from './paper.mjs';
import { Visitor } from './visitor.mjs';

const OUT = new URL('out/', import.meta.url);
const WIDTHS = [360, 768, 1280];
const HEIGHT = 800;

/** A window on the page, closed again whatever happens. */
async function withVisit(browser, url, page, options, look) {
  const visitor = await Visitor.open(browser, url, { viewport: { width: WIDTHS.at(-1), height: HEIGHT }, ...options });
  try {
    return await look(await visitor.visit(page));
  } finally {
    await visitor.close();
  }
}

/** The name of a picture of the page. */
const picture = (page, what) => new URL(`${page.kind}-${page.lang}-${what}.png`, OUT).pathname;

/** Light or dark: everything fits at every width, bars stand out, and axe finds nothing. Takes the pictures. */
const scheme = (colorScheme) => (browser, url, page) =>
  withVisit(browser, url, page, { colorScheme }, async (visit) => {
    const faults = [];
    for (const width of WIDTHS) {
      await visit.tab.setViewportSize({ width, height: HEIGHT });
      const found = (await Promise.all(['overflow', 'brokenWords', 'chartOverlaps'].map((probe) => visit.ask(probe)))).flat();
      faults.push(...found.map((fault) => `at ${width} px: ${fault}`));
      await visit.tab.screenshot({ path: picture(page, `${width}-${colorScheme}`), fullPage: true });
    }
    return [...faults, ...(await visit.ask('faintBars')), ...visit.noise, ...(await accessibilityFaults(visit))];
  });

export const kindChecks = {
  light: scheme('light'),
  dark: scheme('dark'),

  /** The reader's text at 200 %: by the browser's zoom, which halves the window, and by its text size. */
  zoom: (browser, url, page) =>
    withVisit(browser, url, page, {}, async (visit) => {
      const before = await visit.ask('bodySize');
      await visit.tab.setViewportSize({ width: WIDTHS.at(-1) / 2, height: HEIGHT / 2 });
      const zoomed = await visit.ask('overflow');
      await visit.tab.setViewportSize({ width: WIDTHS.at(-1), height: HEIGHT });
      const session = await visit.context.newCDPSession(visit.tab);
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
      const after = await visit.ask('bodySize');
      const large = await visit.ask('overflow');
      // Not `tab.screenshot`, which sets the text back to its first size.
      const { data } = await session.send('Page.captureScreenshot', { captureBeyondViewport: true });
      await writeFile(picture(page, 'large-text'), data, 'base64');
      return [
        ...zoomed.map((fault) => `zoom of 200 %: ${fault}`),
        ...(after === 2 * before ? [] : [`text of ${before} px becomes ${after} px for a reader who asks for twice the size`]),
        ...large.map((fault) => `text size of 200 %: ${fault}`),
      ];
    }),

  /** Colours of the system only, light and dark: bars still stand out. */
  async forced(browser, url, page) {
    const faults = [];
    for (const colorScheme of ['light', 'dark']) {
      const options = { colorScheme, forcedColors: 'active' };
      const found = await withVisit(browser, url, page, options, async (visit) => {
        await visit.tab.screenshot({ path: picture(page, `forced-${colorScheme}`) });
        return visit.ask('faintBars');
      });
      faults.push(...found.map((fault) => `${colorScheme}: ${fault}`));
    }
    return faults;
  },

  keyboard: (browser, url, page) => withVisit(browser, url, page, {}, keyboardFaults),

  paper: (browser, url, page) =>
    withVisit(browser, url, page, {}, (visit) => paperFaults(visit, picture(page, 'paper').replace(/\.png$/, ''))),
};
