// Checks the built site in Chromium, page by page. `node tests/browser/run.mjs --help` tells how to run a part of it.

import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { kindChecks } from './kinds.mjs';
import { pageChecks } from './pages.mjs';
import { Report } from './report.mjs';
import { examples, pages, start } from './site.mjs';
import { linkFaults } from './links.mjs';
import { htmlFaults, sourceFaults } from './source.mjs';
import { taskFaults } from './tasks.mjs';
import { Visitor } from './visitor.mjs';

const ALL = ['html', 'source', ...Object.keys(pageChecks), 'links', 'tasks', ...Object.keys(kindChecks)];
const WORKERS = 2; // as many as the smallest machine has cores

const HELP = `usage: node tests/browser/run.mjs [--data DIR] [--examples] [--page TEXT] [CHECK …]

  --data DIR   the data of the site [default: data]
  --examples   only one page of each kind in each language, the longest
  --page TEXT  only pages with TEXT in their path, e.g. --page /en/2024/sums/
  CHECK        one of: ${ALL.join(', ')} [default: all]

Pictures of every kind of page, on screen and on paper, are in tests/browser/out/ afterwards.
CHROMIUM names the browser [default: /usr/bin/chromium], KEIKAKU_BIN the program [default: target/debug/keikaku].`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: 'data' },
    examples: { type: 'boolean', default: false },
    page: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const unknown = positionals.filter((check) => !ALL.includes(check));
if (unknown.length) {
  console.error(`no such check: ${unknown.join(', ')}\n${HELP}`);
  process.exit(2);
}

const isWanted = (check) => positionals.length === 0 || positionals.includes(check);
const chosen = (checks) => Object.fromEntries(Object.entries(checks).filter(([check]) => isWanted(check)));

const report = new Report();
const site = await start(values.data);
let browser;
try {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
  // Without the site or the browser every further check would fail: better to stop and say so.
  const gone = new Promise((_, reject) => {
    browser.once('disconnected', () => reject(new Error('the browser ended by itself')));
  });
  await Promise.race([checkAll(), site.ended, gone]);
} finally {
  await browser?.close();
  site.stop();
}
report.print();
process.exitCode = report.failed ? 1 : 0;

async function checkAll() {
  const all = await pages(site.url);
  const wanted = (values.examples ? examples(all) : all).filter((page) => page.path.includes(values.page));
  const kinds = examples(all).filter((page) => page.path.includes(values.page));
  if (wanted.length === 0) throw new Error(`no page has “${values.page}” in its path`);
  console.log(`${wanted.length} pages, ${kinds.length} examples of a kind in a language, ${browser.version()}`);

  const began = Date.now();
  const lap = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}`);
  for (const page of wanted) {
    if (isWanted('html')) await report.run('html', page.path, () => htmlFaults(page.html));
    if (isWanted('source')) await report.run('source', page.path, () => sourceFaults(page.html));
  }
  lap('sources read');
  await visitAll(wanted);
  lap('pages visited');
  if (isWanted('links')) {
    for (const [page, faults] of await linkFaults(site.url, all, wanted)) report.add('links', page.path, faults);
    lap('links followed');
  }
  // They are told of the data that ships.
  if (isWanted('tasks') && values.data === 'data') {
    for (const [task, faults] of await taskFaults(browser, site.url)) report.add('tasks', task, faults);
    lap('tasks done');
  }
  await rm(new URL('out', import.meta.url), { recursive: true, force: true });
  await mkdir(new URL('out', import.meta.url));
  for (const [check, faults] of Object.entries(chosen(kindChecks))) {
    await shared(kinds, (page) => report.run(check, page.path, () => faults(browser, site.url, page)));
    lap(`${check} of every kind`);
  }
}

/** Opens every page once and asks it everything. */
async function visitAll(wanted) {
  const checks = chosen(pageChecks);
  if (Object.keys(checks).length === 0) return;
  const visitors = await Promise.all(Array.from({ length: WORKERS }, () => Visitor.open(browser, site.url)));
  await shared(wanted, async (page, worker) => {
    const visit = await visitors[worker].visit(page).catch((error) => ({ error }));
    for (const [check, faults] of Object.entries(checks)) {
      await report.run(check, page.path, () => {
        if (visit.error) throw visit.error;
        return faults(visit);
      });
    }
  });
  await Promise.all(visitors.map((visitor) => visitor.close()));
}

/** Does the work on every item, as many at once as there are workers. */
async function shared(items, work) {
  const queue = items.values();
  await Promise.all(Array.from({ length: WORKERS }, async (_, worker) => {
    for (const item of queue) await work(item, worker);
  }));
}
