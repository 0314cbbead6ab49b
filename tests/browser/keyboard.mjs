// The way through a page with the Tab key.

/** So many stops are looked at closely: whether the focus can be seen. */
const CLOSE_STOPS = 30;
const THINNEST_RING = 2; // px

/** Goes through the whole page by Tab, then takes the skip link. */
export async function keyboardFaults(visit) {
  const { tab } = visit;
  const stops = await visit.ask('stops');
  const faults = [];
  const reached = new Set();
  for (let at = 0; at < stops.length; at += 1) {
    await tab.keyboard.press('Tab');
    const focus = await visit.ask('focus');
    if (!focus) {
      faults.push(`Tab ${at + 1} leaves the page`);
      break;
    }
    if (reached.has(focus.order)) {
      faults.push(`Tab comes back to ${focus.name}`);
      break;
    }
    reached.add(focus.order);
    if (at === 0 && focus.order !== stops[0].order) faults.push(`the first stop is ${focus.name}`);
    if (at >= CLOSE_STOPS) continue;
    const without = stops.find(({ order }) => order === focus.order)?.ring ?? 0;
    if (focus.ring < THINNEST_RING || focus.ring <= without) faults.push(`the focus cannot be seen on ${focus.name}`);
    if (!focus.isInWindow) faults.push(`${focus.name} has the focus outside of the window`);
  }
  const missed = stops.filter(({ order }) => !reached.has(order));
  return [...faults, ...missed.map(({ name }) => `Tab does not reach ${name}`), ...(await skipFaults(visit))];
}

/** The first Tab shows the skip link, Enter leads to the main part, and the next Tab goes on within it. */
async function skipFaults(visit) {
  const { tab } = visit;
  await visit.visit(visit.page);
  await tab.keyboard.press('Tab');
  const skip = await visit.ask('focus');
  if (!skip?.name.startsWith('<a.skip')) return [`the first stop is ${skip?.name}, not the skip link`];
  const faults = skip.isInWindow ? [] : ['the skip link cannot be seen'];
  await tab.keyboard.press('Enter');
  // A busy machine takes its time; an address that never changes is a fault all the same.
  await tab.waitForURL(/#main$/, { timeout: 10_000 }).catch(() => {});
  if (!tab.url().endsWith('#main')) faults.push(`the skip link leads to ${tab.url()}`);
  await tab.keyboard.press('Tab');
  const isPast = await tab.evaluate(() => {
    const main = document.querySelector('main');
    const place = main.compareDocumentPosition(document.activeElement);
    return Boolean(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
  });
  if (!isPast) faults.push('after the skip link, Tab goes on above the main part');
  return faults;
}
