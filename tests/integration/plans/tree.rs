//! A page as a tree that threads can share, which the parser's own cannot be: each page is parsed once.

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(String),
}

/// The text of an element that stands in lines of its own, without that of such elements within it.
pub(super) struct Block<'a> {
    pub(super) element: &'a Element,
    pub(super) text: String,
}

/// A page, and what is wrong with its HTML.
pub(super) fn parse(text: &str) -> (Element, Vec<String>) {
    let html = Html::parse_document(text);
    let errors = html.errors.iter().map(ToString::to_string).collect();
    (Element::of(html.root_element()), errors)
}

impl Element {
    fn of(parsed: ElementRef<'_>) -> Self {
        let children = parsed.children().filter_map(|child| match child.value() {
            Node::Element(_) => Some(Child::Element(Self::of(ElementRef::wrap(child)?))),
            Node::Text(text) => Some(Child::Text(text.to_string())),
            _ => None,
        });
        let attributes = parsed.value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            name: parsed.value().name().to_owned(),
            attributes: attributes.collect(),
            children: children.collect(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attr("class").is_some_and(|classes| classes.split(' ').any(|other| other == class))
    }

    /// The elements directly in this one.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The pieces of text directly in this one.
    pub(super) fn own_texts(&self) -> impl Iterator<Item = &str> {
        self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        })
    }

    /// The elements in this one, in the order of the page.
    pub(super) fn descendants(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        self.add_descendants(&mut all);
        all
    }

    fn add_descendants<'a>(&'a self, all: &mut Vec<&'a Element>) {
        for child in self.children() {
            all.push(child);
            child.add_descendants(all);
        }
    }

    /// Whether there is any text in it.
    pub(super) fn has_text(&self) -> bool {
        self.children.iter().any(|child| match child {
            Child::Text(text) => !text.trim().is_empty(),
            Child::Element(element) => element.has_text(),
        })
    }

    /// The whole text as a browser shows it: one blank for several, and one between cells and lines.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        collapsed(&text)
    }

    fn add_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) if element.is_inline() => element.add_text(out),
                Child::Element(element) => {
                    // Cells and lines stand apart.
                    out.push(' ');
                    element.add_text(out);
                    out.push(' ');
                }
            }
        }
    }

    /// Every text that is not empty, apart by the element that it stands in.
    pub(super) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        self.add_blocks(&mut blocks);
        blocks.retain(|block| !block.text.is_empty());
        blocks
    }

    fn add_blocks<'a>(&'a self, blocks: &mut Vec<Block<'a>>) {
        let own = blocks.len();
        blocks.push(Block { element: self, text: String::new() });
        self.add_inline(own, blocks);
        blocks[own].text = collapsed(&blocks[own].text);
    }

    fn add_inline<'a>(&'a self, own: usize, blocks: &mut Vec<Block<'a>>) {
        for child in &self.children {
            match child {
                Child::Text(text) => blocks[own].text.push_str(text),
                Child::Element(element) if element.is_inline() => element.add_inline(own, blocks),
                Child::Element(element) => {
                    blocks[own].text.push(' ');
                    element.add_blocks(blocks);
                }
            }
        }
    }

    /// Whether its text is part of the sentence around it.
    fn is_inline(&self) -> bool {
        matches!(
            self.name.as_str(),
            "a" | "b" | "em" | "small" | "span" | "strong" | "tspan" | "mark" | "wbr"
        )
    }

    /// The elements that a selector finds, in the order of the page: `main table.plain th a[rel=next]`,
    /// several with commas between them. Names, classes and attributes, one within another; no more.
    pub(super) fn find(&self, selector: &str) -> Vec<&Element> {
        let choices: Vec<Vec<Compound<'_>>> = selector
            .split(',')
            .map(|choice| choice.split_ascii_whitespace().map(Compound::new).collect())
            .collect();
        let mut found = Vec::new();
        self.add_found(&choices.iter().map(Vec::as_slice).collect::<Vec<_>>(), &mut found);
        found
    }

    fn add_found<'a>(&'a self, choices: &[&[Compound<'_>]], found: &mut Vec<&'a Element>) {
        for child in self.children() {
            let is_end = |choice: &&[Compound<'_>]| choice.len() == 1 && choice[0].matches(child);
            if choices.iter().any(is_end) {
                found.push(child);
            }
            // What is nearest to the root is enough for the part that stands outside.
            let is_outer = |choice: &&[Compound<'_>]| choice.len() > 1 && choice[0].matches(child);
            if choices.iter().any(is_outer) {
                let within =
                    choices.iter().map(|choice| if is_outer(choice) { &choice[1..] } else { choice });
                child.add_found(&within.collect::<Vec<_>>(), found);
            } else {
                child.add_found(choices, found);
            }
        }
    }

    /// The first element that a selector finds.
    pub(super) fn first(&self, selector: &str) -> Option<&Element> {
        self.find(selector).into_iter().next()
    }

    /// The text of all that a selector finds.
    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        self.find(selector).into_iter().map(Element::text).collect()
    }

    /// An attribute of all that a selector finds.
    pub(super) fn attributes(&self, selector: &str, name: &str) -> Vec<&str> {
        self.find(selector).into_iter().filter_map(|element| element.attr(name)).collect()
    }
}

fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// One step of a selector: `a[rel=next]`, `.badge`, `[lang]`.
struct Compound<'s> {
    name: &'s str,
    classes: Vec<&'s str>,
    attributes: Vec<(&'s str, Option<&'s str>)>,
}

impl<'s> Compound<'s> {
    fn new(text: &'s str) -> Self {
        let (plain, attributes) = text.split_once('[').unwrap_or((text, ""));
        let mut parts = plain.split('.');
        let attribute = |part: &'s str| match part.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (part, None),
        };
        let attributes = attributes.split(['[', ']']).filter(|part| !part.is_empty()).map(attribute);
        Self {
            name: parts.next().unwrap_or_default(),
            classes: parts.collect(),
            attributes: attributes.collect(),
        }
    }

    fn matches(&self, element: &Element) -> bool {
        (self.name.is_empty() || self.name == element.name)
            && self.classes.iter().all(|class| element.has_class(class))
            && self.attributes.iter().all(|(name, value)| {
                element.attr(name).is_some_and(|found| value.is_none_or(|value| value == found))
            })
    }
}

#[test]
fn selectors_find_what_they_name() {
    let (page, _) = parse(
        "<!DOCTYPE html><title>t</title><main><p class='a b'>one <b>two</b><p>three</main><p class=a>four",
    );
    assert_eq!(page.texts("main p"), ["one two", "three"]);
    assert_eq!(page.texts(".a"), ["one two", "four"]);
    assert_eq!(page.texts("main .a.b b, p.a"), ["one two", "two", "four"]);
    assert_eq!(page.texts("p[class=a]"), ["four"]);
    assert_eq!(page.find("main main, p p").len(), 0);
    let blocks: Vec<String> = page.blocks().into_iter().map(|block| block.text).collect();
    assert_eq!(blocks, ["t", "one two", "three", "four"]);
}
