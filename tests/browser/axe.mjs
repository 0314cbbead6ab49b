// axe-core on the page that a visitor stands on.

import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations of a page, each with the elements that it is about. */
export async function accessibilityFaults(visit) {
  await visit.tab.evaluate(axe.source);
  const { violations, passes } = await visit.tab.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false }),
    TAGS,
  );
  if (passes.length === 0) return ['axe found nothing to check'];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}; ${node.failureSummary.replace(/\s+/g, ' ')}`),
  );
}
