//! A file of the data folder as text, or the fault that keeps it from being one.

use std::borrow::Cow;

use super::decode::{Decoded, decode};
use super::scan::{Record, Scanner};
use crate::i18n::grouped;
use crate::load::faults::Fault;
use crate::load::sink::{FileId, Place, Sink};
use crate::load::source::{Source, Unread};

/// The text of a file, if it can be had and read and is not longer than `limit`.
pub(in crate::load) fn text<'s>(
    source: &'s Source,
    path: &str,
    limit: u64,
    file: FileId,
    sink: &mut Sink,
) -> Option<Cow<'s, str>> {
    let place = Place::file(file);
    let bytes = match source.read(path, limit) {
        Ok(bytes) => bytes,
        Err(unread) => {
            sink.error(place, || match unread {
                Unread::Missing => Fault::MissingFile(path.rsplit('/').next().unwrap_or(path)),
                Unread::TooLarge(bytes) => Fault::FileTooLarge(grouped(bytes), grouped(limit)),
                Unread::Failed(error) => {
                    let is_refused = error.kind() == std::io::ErrorKind::PermissionDenied;
                    Fault::UnreadableFile().form(if is_refused { "refused" } else { "other" })
                }
            });
            return None;
        }
    };
    let text: Cow<'s, str> = match decode(bytes) {
        Decoded::Utf8(text) => text,
        Decoded::ShiftJis(text) => {
            sink.warning(place, Fault::ShiftJis);
            text.into()
        }
        Decoded::Workbook => {
            sink.error(place, Fault::IsWorkbook);
            return None;
        }
        Decoded::Utf16 => {
            sink.error(place, Fault::Utf16);
            return None;
        }
        Decoded::Broken { valid, offset, places } => {
            let (row, column, name) = last_cell(&valid);
            let place = Place::cell(file, row, (column, &name));
            sink.error(place, || Fault::BrokenUtf8(places, offset + 1));
            return None;
        }
    };
    if text.trim().is_empty() {
        sink.error(place, Fault::EmptyFile);
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
            names = record.cells.iter().map(|name| column_name(name)).collect();
        }
        let cells = u32::try_from(record.cells.len()).unwrap_or(u32::MAX);
        (row, column) = if record.ended { (record.row + 1, 1) } else { (record.row, cells) };
    }
    let name = usize::try_from(column - 1).ok().and_then(|place| names.get(place));
    (row, column, name.filter(|_| row > 1).cloned().unwrap_or_default())
}

/// The name of a column: no more than the start of what may be a whole damaged file.
pub(in crate::load) fn column_name(cell: &str) -> String {
    cell.trim().chars().take(64).collect()
}
