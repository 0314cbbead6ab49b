//! Text to rows of cells, by the rules of CSV (RFC 4180) and strictly so.
//!
//! The `csv` crate passes over empty lines and takes any quotation mark for what it
//! might have meant. Here rows have the numbers that Excel shows, empty ones counted,
//! and a quotation mark out of place is a fault that can be named.

use std::borrow::Cow;

/// Cells kept of one row; the rest are only counted.
const MAX_CELLS: usize = 256;

/// A fault of the quotation marks, with the number of the column, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Quotes {
    /// A mark inside a cell that does not begin with one, or text after the closing one.
    Stray(u32),
    /// A cell that never ends.
    Unclosed(u32),
}

/// One row. Kept and filled anew by [`Scanner::next`].
#[derive(Debug, Default)]
pub(in crate::load) struct Record<'t> {
    /// The row as Excel numbers it: line breaks in cells make no row, empty lines do.
    pub(in crate::load) row: u32,
    /// The cells.
    pub(in crate::load) cells: Vec<Cow<'t, str>>,
    /// Cells beyond those that are kept, as far as they are not empty.
    pub(in crate::load) surplus: usize,
    /// The first fault of its quotation marks.
    pub(in crate::load) quotes: Option<Quotes>,
    /// Whether a line break ends it, not the end of the file.
    pub(in crate::load) ended: bool,
}

impl Record<'_> {
    /// True where every cell is empty or blank: a row that only a spreadsheet sees.
    pub(in crate::load) fn is_blank(&self) -> bool {
        self.surplus == 0 && self.quotes.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads rows one by one.
#[derive(Debug)]
pub(in crate::load) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    row: u32,
}

impl<'t> Scanner<'t> {
    pub(in crate::load) fn new(text: &'t str) -> Self {
        Scanner { text, at: 0, row: 0 }
    }

    /// Reads the next row into the record; false at the end of the text.
    pub(in crate::load) fn next(&mut self, record: &mut Record<'t>) -> bool {
        record.cells.clear();
        (record.surplus, record.quotes, record.ended) = (0, None, false);
        if self.at >= self.text.len() {
            return false;
        }
        self.row += 1;
        record.row = self.row;
        loop {
            let column = u32::try_from(record.cells.len() + 1).unwrap_or(u32::MAX);
            let (cell, fault) = self.cell(column);
            record.quotes = record.quotes.or(fault);
            if record.cells.len() < MAX_CELLS {
                record.cells.push(cell);
            } else {
                record.surplus += usize::from(!cell.trim().is_empty());
            }
            match self.text.as_bytes().get(self.at) {
                Some(b',') => self.at += 1,
                Some(end) => {
                    let windows = *end == b'\r' && self.text.as_bytes().get(self.at + 1) == Some(&b'\n');
                    self.at += if windows { 2 } else { 1 };
                    record.ended = true;
                    return true;
                }
                None => return true,
            }
        }
    }

    /// Reads a cell up to its comma or line break.
    fn cell(&mut self, column: u32) -> (Cow<'t, str>, Option<Quotes>) {
        if self.text.as_bytes().get(self.at) != Some(&b'"') {
            let plain = self.plain();
            return (Cow::Borrowed(plain), plain.contains('"').then_some(Quotes::Stray(column)));
        }
        self.at += 1;
        let mut content = Cow::Borrowed("");
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.bytes().position(|byte| byte == b'"') else {
                self.at = self.text.len();
                append(&mut content, rest);
                return (content, Some(Quotes::Unclosed(column)));
            };
            append(&mut content, &rest[..length]);
            self.at += length + 1;
            if self.text.as_bytes().get(self.at) != Some(&b'"') {
                break;
            }
            append(&mut content, "\"");
            self.at += 1;
        }
        let after = self.plain();
        append(&mut content, after);
        (content, (!after.is_empty()).then_some(Quotes::Stray(column)))
    }

    /// What stands before the next comma or line break.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| matches!(byte, b',' | b'\n' | b'\r'));
        let plain = &rest[..end.unwrap_or(rest.len())];
        self.at += plain.len();
        plain
    }
}

/// Borrows as long as there is one piece only.
fn append<'t>(content: &mut Cow<'t, str>, piece: &'t str) {
    if content.is_empty() {
        *content = Cow::Borrowed(piece);
    } else if !piece.is_empty() {
        content.to_mut().push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>, Option<Quotes>)> {
        let (mut scanner, mut record, mut rows) = (Scanner::new(text), Record::default(), Vec::new());
        while scanner.next(&mut record) {
            rows.push((record.row, record.cells.iter().map(ToString::to_string).collect(), record.quotes));
        }
        rows
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).into_iter().map(|(_, cells, _)| cells).collect()
    }

    #[test]
    fn rows_are_numbered_as_excel_does() {
        let text = "a,b\r\n\"x\r\ny\",1\r\n\r\nz,2\n";
        let numbers: Vec<u32> = rows(text).into_iter().map(|(row, _, _)| row).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        assert_eq!(cells(text)[1], ["x\r\ny", "1"]);
    }

    #[test]
    fn quoted_cells_keep_commas_and_doubled_marks() {
        assert_eq!(cells("\"a,\"\"b\"\"\",,\"\"\n"), [["a,\"b\"", "", ""]]);
        assert_eq!(cells("a\rb"), [["a"], ["b"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn marks_out_of_place_are_named_and_the_rest_is_read() {
        assert_eq!(rows("a,b\"c\nd\n")[0].2, Some(Quotes::Stray(2)));
        assert_eq!(rows("\"a\"b,c\nd\n")[0].2, Some(Quotes::Stray(1)));
        assert_eq!(rows("\"a\"b,c\nd\n").len(), 2);
        assert_eq!(rows("a,\"b\nc,d\n")[0].2, Some(Quotes::Unclosed(2)));
    }

    /// Where there is nothing to complain of, the `csv` crate reads the same.
    #[test]
    fn agrees_with_the_csv_crate() {
        let pieces = ["a", ",", "\"b,\n\"\"c\"", "\r\n", "事業", ",,", "\n"];
        for seed in 0_usize..20_000 {
            let mut left = seed;
            let mut text = String::new();
            while left > 0 {
                text += pieces[left % pieces.len()];
                left /= pieces.len();
            }
            let ours = rows(&text);
            if ours.iter().any(|(_, _, quotes)| quotes.is_some()) {
                continue;
            }
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let ours: Vec<Vec<String>> =
                ours.into_iter().map(|(_, cells, _)| cells).filter(|cells| cells != &[""]).collect();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }
}
