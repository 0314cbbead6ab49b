//! The one reader of tables: a file of the format to records, with a fault for every cell that is not
//! what its field holds.

use std::borrow::Cow;

use super::faults::{Fault, shown};
use super::header::{Found, Header};
use super::raw::cell::{is_kana, text_faults};
use super::raw::scan::{Quotes, Record, Scanner};
use super::raw::{correct, file};
use super::records::{Cell, Records};
use super::sink::{FileId, Place, Sink};
use super::source::Source;
use super::{MAX_TABLE_BYTES, MAX_TABLE_LINES};
use crate::format::{Field, Kind, Presence, Table};
use crate::i18n::{Lang, Text, grouped};
use crate::plan::{InvalidAmount, Level, Number, Unit, Yen, is_slug};

/// Reads a table of a folder (`2024`; empty for the data folder itself) in the languages of its plan. `level`
/// is that of a table of groups, whose numbers may have the level's name before them.
pub(super) fn table(
    source: &Source,
    folder: &str,
    table: Table,
    langs: &[Lang],
    levels: &[Level],
    sink: &mut Sink,
) -> Records {
    let path = if folder.is_empty() { table.file() } else { format!("{folder}/{}", table.file()) };
    let file = sink.open(path.clone());
    let mut records = Records::new(table, file);
    if records.table.optional && !source.has(&path) {
        records.whole = true;
        return records;
    }
    let Some(text) = file::text(source, &path, MAX_TABLE_BYTES, file, sink) else { return records };
    let count = |end| text.bytes().filter(|byte| *byte == end).count();
    let lines = count(b'\n').max(count(b'\r'));
    if lines > MAX_TABLE_LINES {
        sink.error(Place::file(file), || {
            Fault::TooManyLines(grouped(lines as u64), grouped(MAX_TABLE_LINES as u64))
        });
        return records;
    }
    let (mut scanner, mut record) = (Scanner::new(&text), Record::default());
    // There is at least one row: an empty text has been refused.
    scanner.next(&mut record);
    report_quotes(&record, &[], file, sink);
    let Some(header) = Header::resolve(&record, &records.table, file, sink) else { return records };
    let ended = record.ended;
    let mut reader = Reader::new(records, header, langs, levels, sink);
    reader.rows(&mut scanner, &mut record, ended);
    reader.finish()
}

struct Reader<'r> {
    records: Records,
    header: Header,
    langs: &'r [Lang],
    levels: &'r [Level],
    sink: &'r mut Sink,
    /// For each field its columns in the file.
    columns: Vec<Vec<usize>>,
    /// How many texts of the table lack each language.
    untranslated: [usize; Lang::ALL.len()],
}

impl<'r> Reader<'r> {
    fn new(
        mut records: Records,
        header: Header,
        langs: &'r [Lang],
        levels: &'r [Level],
        sink: &'r mut Sink,
    ) -> Self {
        let mut columns = vec![Vec::new(); records.table.fields.len()];
        for (place, found) in header.found.iter().enumerate() {
            let own: &mut Vec<usize> = &mut columns[found.field];
            if own.is_empty() {
                records.columns[found.field] = u32::try_from(found.at + 1).unwrap_or(u32::MAX);
                records.headings[found.field].clone_from(&header.names[found.at]);
                records.unit = found.column.unit.unwrap_or(records.unit);
            }
            own.push(place);
        }
        records.whole = header.whole;
        Self { records, header, langs, levels, sink, columns, untranslated: [0; Lang::ALL.len()] }
    }

    /// Reads every row below the header.
    fn rows<'t>(&mut self, scanner: &mut Scanner<'t>, record: &mut Record<'t>, mut ended: bool) {
        let (file, width) = (self.records.file, self.header.names.len());
        let mut last = 1;
        while scanner.next(record) {
            ended = record.ended;
            if record.is_blank() {
                continue;
            }
            last = record.row;
            report_quotes(record, &self.header.names, file, self.sink);
            let surplus = record.cells.iter().skip(width).filter(|cell| !cell.trim().is_empty());
            let surplus = surplus.count() + record.surplus;
            let place = Place::row(file, record.row);
            if record.quotes.is_some() {
                // A cell that was not closed where it should have been has eaten the rows up to the next mark.
                self.records.whole = false;
            } else if record.cells.len() < width {
                self.sink.error(place, || Fault::TooFewCells(record.cells.len(), width));
            } else if surplus > 0 {
                self.sink.error(place, || Fault::TooManyCells(surplus, width));
            } else {
                self.row(record.row, &record.cells);
                continue;
            }
            self.unread_row(record.row, &record.cells);
            if let Some(Quotes::Unclosed(_)) = record.quotes {
                ended = true;
                break;
            }
        }
        if !ended {
            self.sink.error(Place::row(file, last), Fault::NoFinalLineBreak);
            self.records.whole = false;
        } else if self.records.len() == 0 && !self.records.table.optional {
            self.sink.error(Place::file(file), Fault::NoRows);
            self.records.whole = false;
        }
    }

    /// Reports what is missing of the table as a whole, and names its records by their keys.
    fn finish(self) -> Records {
        let Reader { mut records, langs, sink, untranslated, .. } = self;
        for lang in langs.iter().filter(|lang| untranslated[**lang as usize] > 0) {
            let n = untranslated[*lang as usize];
            sink.warning(Place::file(records.file), || Fault::MissingTranslation(n).form(lang.code()));
        }
        records.index(sink);
        records
    }

    fn raw<'c>(&self, found: usize, cells: &'c [Cow<'_, str>]) -> &'c str {
        cells.get(self.header.found[found].at).map_or("", AsRef::as_ref)
    }

    /// A row that cannot be read is counted, and known by its key.
    fn unread_row(&mut self, row: u32, cells: &[Cow<'_, str>]) {
        self.records.rows.push(row);
        self.records.cells.extend(self.records.table.fields.iter().map(|_| Cell::Refused));
        self.records.refuse_all();
        let keys = ["id", "number"].into_iter().filter_map(|key| self.records.table.field(key));
        let raw = keys.filter_map(|field| Some(self.raw(*self.columns[field].first()?, cells).to_owned()));
        let raw: Vec<String> = raw.collect();
        self.records.unreadable.extend(raw);
    }

    fn row(&mut self, row: u32, cells: &[Cow<'_, str>]) {
        self.records.rows.push(row);
        for field in 0..self.records.table.fields.len() {
            let cell = self.cell(row, field, cells);
            self.records.cells.push(cell);
        }
    }

    fn error(&mut self, row: u32, found: usize, fault: impl FnOnce() -> Fault) -> Cell {
        let Found { field, at, .. } = self.header.found[found];
        let column = (u32::try_from(at + 1).unwrap_or(u32::MAX), self.header.names[at].as_str());
        self.sink.error(Place::cell(self.records.file, row, column), fault);
        self.records.refuse(field);
        Cell::Refused
    }

    /// Reads the cell of a field.
    fn cell(&mut self, row: u32, field: usize, cells: &[Cow<'_, str>]) -> Cell {
        let Some(found) = self.columns[field].first().copied() else {
            let optional = self.records.table.fields[field].presence == Presence::Optional;
            return if optional { Cell::Empty } else { Cell::Refused };
        };
        let raw = self.raw(found, cells);
        let Field { kind, presence, .. } = &self.records.table.fields[field];
        if *kind == Kind::Text {
            return self.text(row, field, cells);
        }
        if raw.trim().is_empty() {
            return match presence {
                Presence::Required if *kind == Kind::Flag => {
                    self.error(row, found, || Fault::InvalidFlag(""))
                }
                Presence::Required => self.error(row, found, Fault::EmptyValue),
                // An amount is stated or not; a blank is neither.
                _ if *kind == Kind::Amount && !raw.is_empty() => self.amount(row, found, raw),
                _ => Cell::Empty,
            };
        }
        match kind {
            Kind::Id if is_slug(raw) => Cell::Id(raw.into()),
            Kind::Id => {
                self.records.unreadable.insert(raw.to_owned());
                self.error(row, found, || Fault::InvalidId(shown(raw)).correction(correct::id(raw)))
            }
            Kind::Number => self.number(row, found, raw),
            Kind::Reading => self.reading(row, found, raw),
            Kind::Amount => self.amount(row, found, raw),
            Kind::Flag => match raw {
                "1" => Cell::Flag(true),
                "0" => Cell::Flag(false),
                _ => self.error(row, found, || Fault::InvalidFlag(shown(raw)).correction(correct::flag(raw))),
            },
            Kind::Reference(_) => Cell::Key(raw.into()),
            Kind::Text => Cell::Refused,
        }
    }

    /// A text in every language of the plan that it was translated into.
    fn text(&mut self, row: u32, field: usize, cells: &[Cow<'_, str>]) -> Cell {
        let mut text = Some(Text::default());
        for lang in self.langs {
            let own = |found: &&usize| self.header.found[**found].column.lang == Some(*lang);
            let Some(found) = self.columns[field].iter().find(own).copied() else {
                // The original's own column has been reported as missing, and a misspelt one as unknown.
                let is_known =
                    *lang == Lang::ORIGINAL || self.records.table.optional || self.header.has_misspelt(*lang);
                self.untranslated[*lang as usize] += usize::from(!is_known);
                continue;
            };
            let raw = self.raw(found, cells);
            if raw.trim().is_empty() {
                if *lang == Lang::ORIGINAL {
                    self.error(row, found, Fault::EmptyValue);
                    text = None;
                } else {
                    self.untranslated[*lang as usize] += 1;
                }
                continue;
            }
            let faults = text_faults(raw);
            text = text.filter(|_| faults.is_empty()).map(|text| text.with(*lang, raw));
            faults.into_iter().for_each(|fault| {
                self.error(row, found, || fault);
            });
        }
        text.filter(|text| text.has(Lang::ORIGINAL)).map_or(Cell::Refused, Cell::Text)
    }

    fn number(&mut self, row: u32, found: usize, raw: &str) -> Cell {
        if let Some(meant) = correct::spreadsheet_number(raw) {
            self.records.unreadable.insert(raw.to_owned());
            return self.error(row, found, || Fault::ChangedBySpreadsheet(shown(raw), meant));
        }
        if raw.contains('?') {
            self.records.unreadable.insert(raw.to_owned());
            return self.error(row, found, Fault::LostCharacter);
        }
        let Ok(number) = bare_number(raw, self.levels).parse::<Number>() else {
            self.records.unreadable.insert(raw.to_owned());
            return self.error(row, found, || Fault::InvalidNumber(shown(raw)));
        };
        Cell::Number(number)
    }

    fn reading(&mut self, row: u32, found: usize, raw: &str) -> Cell {
        let faults = text_faults(raw);
        let good = faults.is_empty();
        faults.into_iter().for_each(|fault| {
            self.error(row, found, || fault);
        });
        if !raw.chars().all(is_kana) && good {
            return self.error(row, found, || Fault::ReadingNotKana(shown(raw)));
        }
        if good { Cell::Reading(raw.into()) } else { Cell::Refused }
    }

    fn amount(&mut self, row: u32, found: usize, raw: &str) -> Cell {
        let unit = self.records.unit;
        let fault = match unit.read(raw) {
            Ok(amount) => return Cell::Amount(amount),
            Err(InvalidAmount::Negative) => Fault::AmountNegative(shown(raw)),
            Err(InvalidAmount::TooLarge) => Fault::AmountTooLarge(shown(raw), largest(unit)),
            Err(InvalidAmount::NotPlainDigits) => {
                let text = raw.trim();
                // The document's own mark for "no amount stated".
                let is_dash = matches!(text, "-" | "－" | "―" | "—" | "ー" | "−");
                let minus = |c| matches!(c, '-' | '−' | '－' | '▲' | '△');
                match text.strip_prefix(minus).and_then(|rest| correct::amount(rest, unit)) {
                    Some(_) => Fault::AmountNegative(shown(raw)),
                    None => {
                        let fault = Fault::AmountNotPlainDigits(shown(raw));
                        let form = if is_dash { "dash" } else { unit.as_str() };
                        fault.correction(correct::amount(raw, unit)).form(form)
                    }
                }
            }
        };
        self.error(row, found, || fault)
    }
}

/// The most that an amount may be, in its unit.
fn largest(unit: Unit) -> String {
    grouped(Yen::MAX.get() / unit.yen())
}

/// A number without the name of its level and the brackets around it: `取組1-1`, `(3)`.
pub(super) fn bare_number<'n>(raw: &'n str, levels: &[Level]) -> &'n str {
    let names = levels.iter().flat_map(|level| [&level.name.one, &level.name.other]);
    let names = names.flat_map(|name| Lang::ALL.map(|lang| name.get(lang)));
    let mut names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let text = raw.trim();
    let text = names.iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text).trim();
    let inner = text.strip_prefix(['(', '（']).and_then(|text| text.strip_suffix([')', '）']));
    inner.unwrap_or(text)
}

fn report_quotes(record: &Record<'_>, names: &[String], file: FileId, sink: &mut Sink) {
    let Some(quotes) = record.quotes else { return };
    let (Quotes::Stray(column) | Quotes::Unclosed(column)) = quotes;
    let name = usize::try_from(column - 1).ok().and_then(|place| names.get(place));
    let place = Place::cell(file, record.row, (column, name.map_or("", String::as_str)));
    match quotes {
        Quotes::Stray(_) => sink.error(place, Fault::MalformedQuotes),
        Quotes::Unclosed(_) => sink.error(place, Fault::UnclosedQuote),
    }
}
