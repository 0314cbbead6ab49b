// The page on paper: as a PDF, read back as text, and as pictures for a human to look at.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const A4 = [595.92, 842.88]; // points
const MARGINS_MM = 28; // left and right, as in static/css/print.css
const PAPER_PX = Math.floor(((210 - MARGINS_MM) / 25.4) * 96);
const MOST_PAGES = 12;
const FEWEST_CHARACTERS = 40; // on a page that is worth its sheet

/** Prints the page and reads it. Writes `name`.pdf and a picture of each of its pages. */
export async function paperFaults(visit, name) {
  const { tab } = visit;
  await tab.emulateMedia({ media: 'print', colorScheme: 'light' });
  await tab.setViewportSize({ width: PAPER_PX, height: 1000 });
  const wanted = await visit.ask('onPaper');
  const faults = (await visit.ask('overflow')).map((fault) => `on paper: ${fault}`);
  faults.push(...wanted.drawn.map((what) => `is printed: ${what}`));

  for (const landscape of [true, false]) {
    await tab.pdf({ path: `${name}.pdf`, format: 'A4', landscape });
    const { stdout: info } = await run('pdfinfo', [`${name}.pdf`]);
    const [, ...size] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map(Number);
    const asked = landscape ? A4.toReversed() : A4;
    if (size.join() !== asked.join()) faults.push(`paper of ${size.join(' × ')} points where ${asked.join(' × ')} were asked for`);
  }
  await run('pdftoppm', ['-png', '-r', '60', `${name}.pdf`, name]);

  const { stdout: text } = await run('pdftotext', ['-layout', `${name}.pdf`, '-'], { maxBuffer: 2 ** 24 });
  const sheets = text.split('\f').slice(0, -1).map(squeezed);
  if (sheets.length > MOST_PAGES) faults.push(`${sheets.length} pages of paper`);
  sheets.forEach((sheet, at) => {
    if (sheet.length < FEWEST_CHARACTERS) faults.push(`page ${at + 1} of ${sheets.length} is nearly empty: “${sheet}”`);
  });
  // A sheet may end with an amount, and then with its own number.
  const bare = sheets.map((sheet, at) => (sheet.endsWith(`${at + 1}/${sheets.length}`) ? sheet.slice(0, -`${at + 1}/${sheets.length}`.length) : sheet));
  bare.forEach((sheet, at) => {
    if (sheet === sheets[at]) faults.push(`page ${at + 1} has no number`);
    const head = wanted.heads.map(squeezed).find((head) => sheet.endsWith(head));
    if (head) faults.push(`page ${at + 1} of ${sheets.length} ends with a head: “${head}”`);
  });
  if (sheets.length > 1 && bare.at(-1).startsWith(squeezed(wanted.footer[0]))) faults.push('the last page has only the source');
  const printed = bare.join('');
  const lines = [wanted.heading, wanted.canonical, ...wanted.footer, ...wanted.amounts].filter(Boolean);
  faults.push(...lines.filter((line) => !printed.includes(squeezed(line))).map((line) => `is not on paper: “${line}”`));
  for (const total of wanted.totals) {
    const times = printed.split(squeezed(total)).length - 1;
    if (times !== 1) faults.push(`“${total}” is printed ${times} times`);
  }
  if (wanted.hadAmounts && wanted.amounts.length === 0) faults.push('no amount at all');
  if (wanted.footer.length < 3) faults.push('no source, date and standing at the foot');
  return faults;
}

/** Text as a PDF and a page have it in common: without spaces, and with kanji where a PDF has look-alike radicals. */
function squeezed(text) {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
