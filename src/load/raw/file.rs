//! A file of the data folder as text, or the fault that keeps it from being one.

use std::borrow::Cow;

use super::decode::{Decoded, decode};
use super::scan::{Record, Scanner};
use crate::i18n::grouped;
use crate::load::MAX_FILE_BYTES;
use crate::load::faults::{Fault, shown};
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
        Err(Unread::Missing) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            sink.error(Place::file(file), || Fault::MissingFile(name));
        }
        Err(Unread::TooLarge(bytes)) => {
            sink.error(Place::file(file), || Fault::FileTooLarge(grouped(bytes), grouped(MAX_FILE_BYTES)));
        }
        Err(Unread::Failed(error)) => {
            sink.error(Place::file(file), || Fault::UnreadableFile(shown(&error.to_string())));
        }
    }
    None
}

/// The text of those bytes, if it can be read.
pub(in crate::load) fn text<'b>(bytes: &'b [u8], file: FileId, sink: &mut Sink) -> Option<Cow<'b, str>> {
    let text: Cow<'b, str> = match decode(bytes) {
        Decoded::Utf8(text) => text.into(),
        Decoded::ShiftJis(text) => {
            sink.warning(Place::file(file), Fault::ShiftJis);
            text
        }
        Decoded::Utf16 => {
            sink.error(Place::file(file), Fault::Utf16);
            return None;
        }
        Decoded::Broken { valid, offset, places } => {
            let (row, column, name) = last_cell(valid);
            let place = Place::cell(file, row, (column, &name));
            sink.error(place, || Fault::BrokenUtf8(places, offset + 1));
            return None;
        }
    };
    if text.trim().is_empty() {
        sink.error(Place::file(file), Fault::EmptyFile);
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
