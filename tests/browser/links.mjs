// Every link within the site, and every place in a page that a link leads to.

/** The faults of each wanted page; `all` are the pages that links may lead to. */
export async function linkFaults(url, all, wanted) {
  const ids = new Map(all.map((page) => [url + page.path, new Set(idsOf(page.html))]));
  const answers = new Map();
  const found = [];
  for (const page of wanted) {
    const faults = [];
    for (const href of hrefsOf(page.html)) {
      const target = new URL(href, url + page.path);
      if (target.origin !== url) {
        // Other sites are not asked: whether they answer is not this site's fault.
        if (!['https:', 'http:', 'mailto:'].includes(target.protocol)) faults.push(`${href} is an odd address`);
        continue;
      }
      const anchor = decodeURIComponent(target.hash.slice(1));
      target.hash = '';
      const answer = answers.get(target.href) ?? (await ask(target.href));
      answers.set(target.href, answer);
      if (answer.status !== 200 && answer.url !== url + page.path) faults.push(`${href} answers ${answer.status}`);
      if (anchor && !ids.get(answer.url)?.has(anchor)) faults.push(`${href}: there is no “${anchor}”`);
    }
    found.push([page, faults]);
  }
  return found;
}

async function ask(address) {
  const response = await fetch(address);
  await response.arrayBuffer();
  return { status: response.status, url: response.url };
}

const hrefsOf = (html) => new Set([...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, href]) => unescaped(href)));
const idsOf = (html) => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => unescaped(id));

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text) {
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code, word) => (code ? String.fromCodePoint(code) : NAMED[word]));
}
