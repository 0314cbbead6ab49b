//! The published document, read from its text line by line: independent of the data and its loader.

use crate::support::site::read;

/// What the document says, and the lines that say nothing known.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// What stands above the first section: edition, plan, title, date, issuer.
    pub(super) head: Vec<String>,
    pub(super) priorities_heading: String,
    pub(super) priorities_lead: String,
    pub(super) priorities: Vec<String>,
    /// Heading of the list, with the legend of ★.
    pub(super) list_heading: String,
    /// How often the table's two heading lines are there.
    pub(super) column_heads: (usize, usize),
    pub(super) directions: Vec<(u16, String)>,
    /// Direction, number, name.
    pub(super) initiatives: Vec<(u16, u16, String)>,
    pub(super) rows: Vec<Row>,
    pub(super) note: String,
    /// Lines that fit nowhere, with their number.
    pub(super) leftovers: Vec<String>,
}

/// One listing, as printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) initiative: u16,
    pub(super) number: u16,
    /// False where the number lacks its brackets.
    pub(super) bracketed: bool,
    pub(super) priority: bool,
    pub(super) new: bool,
    pub(super) reprint: bool,
    pub(super) name: String,
    pub(super) departments: String,
    pub(super) amount: Option<u64>,
    pub(super) paragraphs: Vec<String>,
}

impl Document {
    /// Reads the document's text in the data folder.
    pub(super) fn read() -> Self {
        let text = read("data/2024/source.txt");
        let mut document = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if !line.is_empty() && document.take(line).is_none() {
                document.leftovers.push(format!("{number}: {line}"));
            }
        }
        document
    }

    /// Takes a line to where it belongs; `None` where it belongs nowhere.
    fn take(&mut self, line: &str) -> Option<()> {
        if self.list_heading.is_empty() { self.take_front(line) } else { self.take_list(line) }
    }

    fn take_front(&mut self, line: &str) -> Option<()> {
        if let Some(heading) = line.strip_prefix("1 ") {
            return set(&mut self.priorities_heading, heading);
        }
        if let Some(heading) = line.strip_prefix("2 ") {
            return set(&mut self.list_heading, heading);
        }
        if self.priorities_heading.is_empty() {
            self.head.push(line.to_owned());
            return Some(());
        }
        let Some(item) = line.strip_prefix("- ") else { return set(&mut self.priorities_lead, line) };
        let text = item.strip_prefix(&format!("({}) ", self.priorities.len() + 1))?;
        self.priorities.push(text.to_owned());
        Some(())
    }

    fn take_list(&mut self, line: &str) -> Option<()> {
        if let Some(note) = line.strip_prefix('※') {
            return set(&mut self.note, note);
        }
        if let Some(direction) = line.strip_prefix("方向性") {
            let (number, name) = direction.split_once('.')?;
            self.directions.push((number.parse().ok()?, name.trim_start().to_owned()));
            return Some(());
        }
        if let Some(initiative) = line.strip_prefix("取組") {
            let (mark, name) = initiative.split_once(' ')?;
            let direction = self.directions.last()?.0;
            self.initiatives.push((direction, circled(mark)?, name.to_owned()));
            return Some(());
        }
        match narrow(line).as_str() {
            "分野\t事業名\t担当課(室)\t予算額(千円)" => {
                self.column_heads.0 += 1;
                return Some(());
            }
            "事業概要" => {
                self.column_heads.1 += 1;
                return Some(());
            }
            _ => {}
        }
        if line.contains('\t') {
            let initiative = self.initiatives.last()?.1;
            self.rows.push(Row::read(initiative, line)?);
            return Some(());
        }
        let row = self.rows.last_mut().filter(|row| row.paragraphs.is_empty())?;
        row.paragraphs = paragraphs(line)?;
        Some(())
    }
}

impl Row {
    /// Number with ★, name with its mark, department, amount: four cells, no more.
    fn read(initiative: u16, line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, name, departments, amount] = cells[..] else { return None };
        let (priority, number) = strip(number, "★");
        let inside = number.strip_prefix('(').and_then(|number| number.strip_suffix(')'));
        let (new, name) = strip(name, "【新】");
        let (reprint, name) = strip(name, "【再掲】");
        let amount = match amount {
            "-" => None,
            digits => Some(ungrouped(digits)?),
        };
        Some(Self {
            initiative,
            number: inside.unwrap_or(number).parse().ok()?,
            bracketed: inside.is_some(),
            priority,
            new,
            reprint,
            name: name.to_owned(),
            departments: departments.to_owned(),
            amount,
            paragraphs: Vec::new(),
        })
    }
}

/// Puts a text in its place, unless something is there.
fn set(place: &mut String, text: &str) -> Option<()> {
    place.is_empty().then(|| text.clone_into(place))
}

fn strip<'a>(text: &'a str, mark: &str) -> (bool, &'a str) {
    text.strip_prefix(mark).map_or((false, text), |rest| (true, rest))
}

/// ① to ⑳ as numbers.
fn circled(mark: &str) -> Option<u16> {
    let mut chars = mark.chars();
    let code = u32::from(chars.next()?).checked_sub(u32::from('①'))?;
    (code < 20 && chars.next().is_none()).then(|| u16::try_from(code + 1).ok())?
}

/// Digits in groups of three, divided by commas.
fn ungrouped(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split(',').collect();
    let whole = groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
    let digits = groups.concat();
    (whole && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// A heading line without blanks, its brackets half-width: how it is printed differs from page to page.
fn narrow(line: &str) -> String {
    line.replace('（', "(").replace('）', ")").replace(' ', "")
}

/// The paragraphs of a summary: each in `<p>`, or all of it one.
fn paragraphs(line: &str) -> Option<Vec<String>> {
    if !line.contains("<p>") {
        return Some(vec![line.to_owned()]);
    }
    let parts = line.split("</p>").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.strip_prefix("<p>").map(str::to_owned)).collect()
}
