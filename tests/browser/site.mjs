// The site under test: starts it, and lists its pages and the kinds of them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.KEIKAKU_BIN ?? `${process.env.CARGO_TARGET_DIR ?? `${ROOT}target`}/debug/keikaku`;
const START_MS = 20_000;

/** Starts the program on a free port of this machine, with data of this folder or the repository's own. */
export async function start(data = 'data') {
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KEIKAKU_')));
  const options = { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'pipe'] };
  const child = spawn(BINARY, ['--data', data, '--listen', url.replace('http://', ''), '--base-url', url], options);
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  const said = [];
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the site did not start: ${said.join('\n')}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`the site ended with status ${code}: ${said.join('\n')}`)));
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.includes(`${url}/`)) {
        clearTimeout(late);
        resolve();
      }
    });
  });
  await Promise.race([ready, failed]);
  child.removeAllListeners('exit');
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the site ended by itself with status ${code ?? signal}: ${said.join('\n')}`);
  });
  ended.catch(() => {}); // only a fault for those who wait for it
  return { url, ended, stop: () => child.kill('SIGTERM') };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Every page of the sitemap and the error pages, with their HTML as served. */
export async function pages(url) {
  const sitemap = await (await fetch(`${url}/sitemap.xml`)).text();
  const paths = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => new URL(loc).pathname);
  const found = paths.map((path) => ({ path, status: 200, kind: kindOf(path) }));
  const langs = [...new Set(paths.map((path) => path.split('/')[1]))];
  const year = paths.map((path) => path.split('/')[2]).find((part) => /^\d{4}$/.test(part));
  const wrong = langs.flatMap((lang) => [
    { path: `/${lang}/${year}/nothing/`, status: 404, kind: 'error-404' },
    { path: `/${lang}/%zz/`, status: 400, kind: 'error-400' },
  ]);
  const there = new Set([...found, ...wrong].map((page) => page.path));
  const all = [...found, ...wrong].map((page) => {
    const lang = page.path.split('/')[1];
    // The other languages that the page is in, with where the switch leads.
    const others = langs
      .filter((other) => other !== lang && there.has(inLang(page.path, other)))
      .map((other) => [other, page.status === 200 ? inLang(page.path, other) : `/${other}/`]);
    return { ...page, lang, others };
  });
  for (const page of all) {
    const response = await fetch(url + page.path);
    if (response.status !== page.status) throw new Error(`${page.path} answers ${response.status}`);
    page.html = await response.text();
  }
  return all;
}

/** The template of a page, told by its path: `/ja/2024/projects/x/` is a `projects-one`. */
function kindOf(path) {
  const [, , ...parts] = path.split('/').slice(0, -1);
  if (/^\d{4}$/.test(parts[0])) parts.shift();
  if (parts.length === 0) return 'overview';
  return parts.length === 1 ? parts[0] : `${parts[0]}-one`;
}

/** One page of each kind in each language, the longest: what fits there fits everywhere. */
export function examples(all) {
  const longest = new Map();
  for (const page of all.filter((page) => page.lang === all[0].lang)) {
    const best = longest.get(page.kind);
    if (!best || page.html.length > best.html.length) longest.set(page.kind, page);
  }
  const wanted = new Set([...longest.values()].flatMap(({ path, others }) => [path, ...others.map(([lang]) => inLang(path, lang))]));
  return all.filter((page) => wanted.has(page.path));
}

/** The same page in a language. */
export function inLang(path, lang) {
  return path.replace(/^\/[a-z]+\//, `/${lang}/`);
}
