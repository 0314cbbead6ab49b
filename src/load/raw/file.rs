//! A file of the data folder as text, or the fault that keeps it from being one.

use std::borrow::Cow;

use super::decode::{Decoded, decode};
use super::scan::{Record, Scanner};
use crate::load::faults::files as faults;
use crate::load::sink::{FileId, Place, Sink};
use crate::load::source::{Source, Unread};

/// The bytes of a file, if they can be had.
pub(in crate::load) fn bytes<'s>(
    source: &'s Source,
    path: &str,
    file: FileId,
    sink: &mut Sink,
) -> Option<Cow<'s, [u8]>> {
    match source.read(path) {
        Ok(bytes) => return Some(bytes),
        Err(Unread::Missing) => sink.error(Place::file(file), || faults::missing_file(path)),
        Err(Unread::TooLarge(bytes)) => sink.error(Place::file(file), || faults::file_too_large(bytes)),
        Err(Unread::Failed(error)) => sink.error(Place::file(file), || faults::unreadable_file(&error)),
    }
    None
}

/// The text of those bytes, if it can be read.
pub(in crate::load) fn text<'b>(bytes: &'b [u8], file: FileId, sink: &mut Sink) -> Option<Cow<'b, str>> {
    let text: Cow<'b, str> = match decode(bytes) {
        Decoded::Utf8(text) => text.into(),
        Decoded::ShiftJis(text) => {
            sink.warning(Place::file(file), faults::shift_jis);
            text
        }
        Decoded::Utf16 => {
            sink.error(Place::file(file), faults::utf16);
            return None;
        }
        Decoded::Broken { valid, offset, places } => {
            let (row, column, name) = last_cell(valid);
            let place = Place::cell(file, row, (column, &name));
            sink.error(place, || faults::broken_utf8(offset, places));
            return None;
        }
    };
    if text.trim().is_empty() {
        sink.error(Place::file(file), faults::empty_file);
        return None;
    }
    Some(text)
}

/// The row and the column in which a text ends, and the column's name in its first row.
fn last_cell(text: &str) -> (u32, u32, String) {
    let (mut scanner, mut record) = (Scanner::new(text), Record::default());
    let mut names: Vec<String> = Vec::new();
    let (mut row, mut column) = (1, 1);
    while scanner.next(&mut record) {
        if record.row == 1 {
            names = record.cells.iter().map(ToString::to_string).collect();
        }
        let cells = u32::try_from(record.cells.len()).unwrap_or(u32::MAX);
        (row, column) = if record.ended { (record.row + 1, 1) } else { (record.row, cells) };
    }
    let name = usize::try_from(column - 1).ok().and_then(|place| names.get(place));
    (row, column, name.filter(|_| row > 1).cloned().unwrap_or_default())
}
