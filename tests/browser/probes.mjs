// What is looked up inside a page. `install` is sent to the browser as text: it can use nothing outside of itself.

/** Puts `probes` into the page, and keeps a list of what the content security policy refused. */
export function install() {
  const JAPANESE = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
  // Four words or more, of two letters or more: names such as “SME” or “X O S S P O I N T” are no passage.
  const LATIN_PASSAGE = /\p{Script=Latin}[\p{Script=Latin}’'-]+(?:[ ,]+\p{Script=Latin}[\p{Script=Latin}’'-]+){3,}/u;
  // An amount is one word, its unit included: 1,655万2,000円, JPY 43 million.
  const WORD = /JPY [\d.,]*\d(?: million)?|[\d,]+ thousand yen|\d[\d,億万]*千?円|[\p{Script=Latin}’]{2,}|\d[\d,.]*\d/gu;
  const refused = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );

  /** A short name of an element for messages. */
  function name(element) {
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    const classes = element.getAttribute('class');
    return `<${element.localName}${classes ? `.${classes.replaceAll(' ', '.')}` : ''}> “${text}”`;
  }

  /** Text nodes that say something, in the body. */
  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !['SCRIPT', 'STYLE'].includes(node.parentElement.tagName)) nodes.push(node);
    }
    return nodes;
  }

  /** True where the element is hidden from the eye by design: cut to nothing, in a closed fold, or kept outside until it
      has the focus. */
  function isForEarsOnly(element) {
    const fold = element.closest('details:not([open])');
    if (fold && !element.closest('summary')) return true;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== 'none' && (at.clientWidth <= 1 || at.matches('.vh'))) return true;
      if (at.matches('.skip') && !at.matches(':focus')) return true;
    }
    return false;
  }

  /** The boxes that the text node is drawn in; none where it is not drawn. */
  function boxes(node) {
    const element = node.parentElement;
    if (element instanceof SVGElement) {
      return element instanceof SVGGraphicsElement || element.localName === 'tspan' ? [element.getBoundingClientRect()] : [];
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  }

  function seen() {
    return texts()
      .filter((node) => !node.parentElement.closest('title, desc, defs'))
      .map((node) => ({ node, element: node.parentElement, boxes: boxes(node) }))
      .filter(({ element, boxes }) => boxes.some((box) => box.width > 0) && !isForEarsOnly(element));
  }

  function channels(color) {
    const [r, g, b, alpha = 1] = color.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], alpha };
  }

  function luminance(color) {
    const [r, g, b] = channels(color).rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** Contrast of two opaque colours, 1 to 21. */
  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  function ground(element) {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (color !== 'transparent' && channels(color).alpha > 0) return color;
    }
    const probe = document.createElement('div');
    probe.style.color = 'Canvas';
    document.body.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
  }

  /** The first word or figure of a text that is broken over two lines. Addresses may break anywhere. */
  function brokenWord(node) {
    const range = document.createRange();
    for (const found of node.data.replace(/https?:\S+/g, (url) => ' '.repeat(url.length)).matchAll(WORD)) {
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const [first, ...rest] = range.getClientRects();
      if (rest.some((box) => box.top > first.bottom - 1)) return found[0];
    }
    return null;
  }

  window.probes = {
    refused: () => refused,

    /** Text and boxes that reach out of the window, and text that its own box cuts off. */
    overflow() {
      const width = document.documentElement.clientWidth;
      const faults = [];
      const reach = document.documentElement.scrollWidth;
      if (reach > innerWidth) faults.push(`the page is ${reach} px wide in a window of ${innerWidth} px`);
      for (const { element, boxes } of seen()) {
        const out = boxes.find((box) => box.left < -1 || box.right > width + 1);
        if (out) faults.push(`${name(element)} reaches from ${out.left} to ${out.right} of ${width} px`);
      }
      for (const element of document.body.querySelectorAll('*:not(svg *)')) {
        const style = getComputedStyle(element);
        if (!['hidden', 'clip'].includes(style.overflowX) && !['hidden', 'clip'].includes(style.overflowY)) continue;
        // Shortened by design: the whole text stands on the page that the row leads to.
        if (style.webkitLineClamp !== 'none') continue;
        if (isForEarsOnly(element) || element.localName === 'svg') continue;
        const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        if (isCut) faults.push(`${name(element)} cuts its content off`);
      }
      return faults;
    },

    /** What of a project the first screen of a phone does not have: its name, its amount, two lines of what it does. */
    firstScreen() {
      const does = document.querySelector('.does');
      if (!does) return [];
      const end = (selector) => document.querySelector(selector).getBoundingClientRect().bottom;
      const lines = does.getBoundingClientRect().top + 2 * parseFloat(getComputedStyle(does).lineHeight);
      const ends = { 'the name': end('h1'), 'the amount': end('.cost strong'), 'the beginning of the summary': lines };
      const below = Object.entries(ends).filter(([, at]) => at > window.innerHeight);
      return below.map(([what, at]) => `${what} ends at ${Math.round(at)} px of ${window.innerHeight}`);
    },

    /** Words and figures broken over two lines. */
    brokenWords() {
      return seen()
        .filter(({ element, boxes }) => boxes.length > 1 && !(element instanceof SVGElement))
        .flatMap(({ node, element }) => {
          const word = brokenWord(node);
          return word ? [`“${word}” is broken in ${name(element)}`] : [];
        });
    },

    /** Texts of one chart that lie on one another, or outside of it. */
    chartOverlaps() {
      const faults = [];
      for (const chart of document.querySelectorAll('svg:has(text)')) {
        const all = seen().filter(({ element }) => chart.contains(element));
        const frame = chart.getBoundingClientRect();
        all.forEach((one, at) => {
          const [a] = one.boxes;
          if (a.bottom > frame.bottom + 1 || a.top < frame.top - 1) faults.push(`${name(one.element)} leaves its chart`);
          for (const other of all.slice(at + 1)) {
            const [b] = other.boxes;
            const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            // Boxes are taller than glyphs: lines of a label touch by design.
            if (x > 1 && y > 6) faults.push(`${name(one.element)} lies on ${name(other.element)}`);
          }
        });
      }
      return faults;
    },

    /** Headings in order, and the language of the page. */
    outline(lang) {
      const faults = [];
      const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
      const tops = headings.filter((heading) => heading.localName === 'h1').length;
      if (tops !== 1) faults.push(`${tops} headings of level 1`);
      let above = 0;
      for (const heading of headings) {
        const level = Number(heading.localName[1]);
        if (level > above + 1) faults.push(`${name(heading)} follows a heading of level ${above}`);
        above = level;
      }
      if (document.documentElement.lang !== lang) faults.push(`the page says lang="${document.documentElement.lang}"`);
      return faults;
    },

    /** Japanese that is not marked on a page in another language, and passages of Latin words that are not on a Japanese one. */
    languages(lang) {
      const named = ['alt', 'title', 'aria-label', 'placeholder'].flatMap((attribute) =>
        [...document.body.querySelectorAll(`[${attribute}]`)].map((element) => ({
          element, text: element.getAttribute(attribute),
        })),
      );
      const head = [...document.head.querySelectorAll('title, meta[content]')].map((element) => ({
        element, text: element.content ?? element.textContent,
      }));
      // Head and attributes cannot mark a passage: enough that the page itself marks it.
      const marked = [...document.body.querySelectorAll('[lang="ja"]')].map((element) => element.textContent).join(' ');
      const isMarked = (element, text) =>
        (element.matches('svg title, svg desc') || !texts().some((node) => node.parentElement === element && node.data === text)) &&
        text.match(new RegExp(`${JAPANESE.source}+`, 'gu')).every((passage) => marked.includes(passage));
      const written = texts().map((node) => ({ element: node.parentElement, text: node.data }));
      return [...written, ...named, ...head].flatMap(({ element, text }) => {
        const said = element.closest('[lang]').getAttribute('lang');
        const plain = text.replace(/https?:\S+/g, '');
        if (said !== 'ja' && JAPANESE.test(plain) && !isMarked(element, plain)) return [`Japanese in lang="${said}": ${text.trim().slice(0, 60)}`];
        const passage = said === 'ja' && plain.match(LATIN_PASSAGE);
        return passage ? [`a passage of Latin words in lang="ja": ${passage[0].slice(0, 60)}`] : [];
      });
    },

    /** Text below a size in px. */
    smallText(least) {
      return seen().flatMap(({ element }) => {
        const size = parseFloat(getComputedStyle(element).fontSize);
        return size < least ? [`${name(element)} has text of ${size} px`] : [];
      });
    },

    /** The switch to a language: its address. */
    switchTo(lang) {
      return document.querySelector(`header a[hreflang="${lang}"]`)?.getAttribute('href');
    },

    /** Bars without 3 : 1 to the ground they stand on, neither their fill nor their outline. */
    faintBars() {
      return [...document.querySelectorAll('.bar .b, .bar .tk, .share__part, .squares rect')].flatMap((bar) => {
        const behind = ground(bar.closest('svg'));
        const { fill, stroke } = getComputedStyle(bar);
        const best = [fill, stroke].filter((color) => color !== 'none').map((color) => contrast(color, behind));
        const most = Math.max(0, ...best);
        return most < 3 ? [`${name(bar.closest('svg'))}: a bar of ${most.toFixed(2)} : 1 (${fill}, ${stroke} on ${behind})`] : [];
      });
    },

    bodySize: () => parseFloat(getComputedStyle(document.body).fontSize),

    /** The element with the focus: what it is, how its focus is drawn, whether it is within the window. */
    focus() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const box = element.getBoundingClientRect();
      return {
        name: name(element),
        order: [...document.querySelectorAll('*')].indexOf(element),
        ring: probes.ring(element),
        isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    },

    /** The widest line drawn around an element or, in a chart, around a shape within it: 0 where there is none. */
    ring(element) {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const own = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
      const shapes = element instanceof SVGElement ? [...element.querySelectorAll(':scope > rect')] : [];
      const drawn = shapes.map((shape) => getComputedStyle(shape))
        .map(({ stroke, strokeWidth }) => (stroke === 'none' ? 0 : parseFloat(strokeWidth)));
      return Math.max(own, ...drawn);
    },

    /** What Tab should reach, by place in the document, with its line without the focus. */
    stops() {
      const everything = [...document.querySelectorAll('*')];
      return [...document.querySelectorAll('a[href], summary, input, select, button, textarea, [tabindex]')]
        .filter((element) => element.getClientRects().length && element.tabIndex >= 0)
        .filter((element) => !element.closest('details:not([open])') || element.closest('summary'))
        .map((element) => ({ order: everything.indexOf(element), name: name(element), ring: probes.ring(element) }));
    },

    /** What should be on paper and what should not. */
    onPaper() {
      const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
      const isDrawn = (element) => element.getClientRects().length > 0;
      // What a sheet leaves out on purpose, as a project's siblings, has no amounts to look for.
      const amounts = [...document.querySelectorAll('td.num, .cost strong')].filter(isDrawn);
      return {
        heading: document.querySelector('h1').textContent,
        hadAmounts: document.querySelector('td.num, .cost strong') !== null,
        amounts: amounts.map((cell) => cell.firstChild?.textContent.trim() ?? '').filter(Boolean),
        footer: texts('.footer > p'),
        heads: texts('main :is(h2, h3, figcaption, thead)'),
        totals: [...document.querySelectorAll('tfoot tr:has(.num)')].map((row) =>
          ['th', '.num'].map((cell) => row.querySelector(cell).textContent).join(''),
        ),
        canonical: document.querySelector('link[rel=canonical]')?.href,
        drawn: [...document.querySelectorAll('nav, .skip, .langs, form, [hreflang]:not(link)')]
          .filter(isDrawn)
          .map(name),
      };
    },
  };
}
