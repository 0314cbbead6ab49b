// A browser window that goes from page to page and listens.

import { install } from './probes.mjs';

/** The narrowest window that WCAG asks for (1.4.10), in CSS px. */
export const NARROW = 320;

const PATIENCE_MS = 30_000;

export class Visitor {
  /** Opens a window; options are those of a browser context. */
  static async open(browser, url, options = {}) {
    const context = await browser.newContext({
      viewport: { width: NARROW, height: 640 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(install);
    return new Visitor(context, await context.newPage(), url);
  }

  constructor(context, tab, url) {
    this.context = context;
    this.tab = tab;
    this.url = url;
    this.noise = [];
    tab.on('console', (message) => this.#hear(`console ${message.type()}: ${message.text()}`, message.location().url));
    tab.on('pageerror', (error) => this.#hear(`error: ${error.message}`));
    tab.on('requestfailed', (request) => this.#hear(`failed: ${request.url()} ${request.failure()?.errorText}`));
    tab.on('request', (request) => {
      if (new URL(request.url()).origin !== url) this.#hear(`request to elsewhere: ${request.url()}`);
    });
    tab.on('response', (response) => {
      const status = response.status();
      if (status >= 400) this.#hear(`status ${status}: ${response.url()}`, response.url());
    });
  }

  /** Goes to a page and waits for all that belongs to it. */
  async visit(page) {
    this.page = page;
    this.noise = [];
    await this.tab.goto(this.url + page.path, { waitUntil: 'load' });
    return this;
  }

  async close() {
    await this.context.close();
  }

  /** Asks the page: `ask('smallText', 14)` calls `probes.smallText(14)` in it. */
  ask(probe, ...args) {
    return this.tab.evaluate(([probe, args]) => window.probes[probe](...args), [probe, args]);
  }

  #hear(what, from) {
    // An error page's own status is what it is there for; the browser notes it as an error.
    const isOwnStatus = this.page.status !== 200 && from === this.url + this.page.path;
    if (!isOwnStatus) this.noise.push(what);
  }
}
