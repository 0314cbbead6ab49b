// What people come for, on a phone: each task as a path, at most two taps, each tap and each answer within three screens.
// The expected numbers are added up here from the tables of the shipped data.

import { readFile } from 'node:fs/promises';

import { Visitor } from './visitor.mjs';

const PHONE = { width: 360, height: 740 };
const MOST_TAPS = 2;
const BUDGET_PX = 3 * PHONE.height;

/** The rows of a table of `data/2024`, by column. Cells may be quoted. */
async function table(name) {
  const text = (await readFile(new URL(`../../data/2024/${name}.csv`, import.meta.url), 'utf8')).replace(/^\ufeff/, '');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  const [heads, ...cells] = rows.filter((row) => row.length > 1);
  return cells.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at]])));
}

const sum = (projects) => projects.reduce((total, { budget_thousand_yen: budget }) => total + Number(budget), 0);
const written = (number) => number.toLocaleString('en-US');

/** A phone on a task: counts taps, and notes what lies too far down. */
class Path {
  taps = 0;
  faults = [];

  constructor(tab) {
    this.tab = tab;
  }

  async within(locator, what) {
    const target = locator.first();
    const box = await target.boundingBox();
    if (!box) return this.faults.push(`${what} is not there`);
    const y = box.y + (await this.tab.evaluate(() => scrollY));
    if (y > BUDGET_PX) this.faults.push(`${what} is ${Math.round(y)} px down, not within ${BUDGET_PX}`);
  }

  async tap(locator, what) {
    await this.within(locator, what);
    this.taps += 1;
    if (this.taps > MOST_TAPS) this.faults.push(`${what} is tap ${this.taps}`);
    await Promise.all([this.tab.waitForLoadState('load'), locator.first().click()]);
    await this.tab.waitForLoadState('load');
  }

  /** Writes words into the search box and sends them: one tap. */
  async search(words) {
    await this.tab.locator('header input[type=search]').fill(words);
    await this.tap(this.tab.locator('header [role=search] button'), 'the button of the search');
  }

  answer(text) {
    return this.within(this.tab.locator('main').getByText(text, { exact: false }), `“${text}”`);
  }
}

/** Each task: where it begins, and its path. */
async function tasks() {
  const projects = await table('projects');
  const charges = await table('project_departments');
  const of = (department) => {
    const own = charges.filter((row) => row.department === department).map((row) => row.project);
    return projects.filter(({ id }) => own.includes(id));
  };
  const largest = (own) => own.toSorted((a, b) => Number(b.budget_thousand_yen) - Number(a.budget_thousand_yen));
  const share = (own) => `${((sum(own) / sum(projects)) * 100).toFixed(1)}%`;
  return {
    'which projects are new, and how much in all': ['/ja/2024/', async (path) => {
      const marked = projects.filter((project) => project.new === '1');
      await path.tap(path.tab.locator('main a[href$="/2024/new/"]'), 'the way to the new projects');
      await path.answer(`${marked.length}事業`);
      await path.answer(`${written(sum(marked))}千円`);
    }],
    'what 商業金融課 spends here, and on which three most': ['/ja/2024/', async (path) => {
      const own = of('commerce-finance');
      await path.tap(path.tab.locator('header nav a[href$="/departments/"]'), 'the departments');
      await path.tap(path.tab.locator('main th a', { hasText: '商業金融課' }), '商業金融課');
      await path.answer(written(sum(own)));
      for (const project of largest(own).slice(0, 3)) await path.answer(project.name_ja);
    }],
    'is there help for empty shops': ['/ja/2024/', async (path) => {
      const found = projects.filter((project) => project.summary_ja.includes('空き店舗'));
      await path.search('空き店舗');
      await path.answer(`${found.length}事業`);
      for (const project of found) await path.answer(project.name_ja);
    }],
    'the share of a tourism division in the whole': ['/ja/2024/', async (path) => {
      const own = of('tourism-policy');
      await path.search('観光政策課');
      await path.answer(`${own.length}事業`);
      await path.answer(share(own));
    }],
    'support for foreign workers': ['/en/2024/', async (path) => {
      const found = projects.filter((project) => /foreign workers?/i.test(`${project.name_en} ${project.summary_en}`));
      await path.search('foreign workers');
      for (const project of found) await path.answer(project.name_en);
    }],
  };
}

/** Goes every path; a line of faults for each task. */
export async function taskFaults(browser, url) {
  const found = [];
  for (const [task, [start, go]] of Object.entries(await tasks())) {
    const visitor = await Visitor.open(browser, url, { viewport: PHONE, hasTouch: true });
    const path = new Path(visitor.tab);
    try {
      await visitor.visit({ path: start, status: 200 });
      await go(path);
    } finally {
      await visitor.close();
    }
    found.push([task, [...path.faults, ...visitor.noise]]);
  }
  return found;
}
