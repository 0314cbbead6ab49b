//! Faults of the shape of a table.

use super::{Fault, shown, text};
use crate::i18n::grouped;
use crate::load::{Code, MAX_TABLE_LINES};

pub(in crate::load) fn too_many_lines(lines: usize) -> Fault {
    let (lines, limit) = (grouped(lines as u64), grouped(MAX_TABLE_LINES as u64));
    Fault::new(
        Code::TooManyLines,
        text(
            format!("表の行数が多すぎます（{lines}行。上限は{limit}行）。"),
            format!("The table has too many lines ({lines}; at most {limit})."),
        ),
        text(
            "別のファイルを置いていないか、末尾に空の行が続いていないか確かめてください。",
            "Check whether another file was put here by mistake, or empty lines follow the last row.",
        ),
    )
}

pub(in crate::load) fn missing_header(columns: &[&str]) -> Fault {
    let names = columns.join(",");
    Fault::new(
        Code::MissingHeader,
        text("1行目に列名がありません。", "The first row does not name the columns."),
        text(
            format!("1行目をコンマ区切りで「{names}」としてください。"),
            format!("Make the first row \"{names}\", separated by commas."),
        ),
    )
}

pub(in crate::load) fn missing_column(name: &str) -> Fault {
    Fault::new(
        Code::MissingColumn,
        text(format!("列「{name}」がありません。"), format!("The column \"{name}\" is missing.")),
        text(
            format!("1行目に列名「{name}」を加え、各行に値を入れてください。"),
            format!("Add \"{name}\" to the first row, and its value to every row."),
        ),
    )
}

pub(in crate::load) fn unknown_column(name: &str, near: Option<&str>) -> Fault {
    let message = if name.is_empty() {
        text("列名が空です。", "The name of the column is empty.")
    } else {
        let name = shown(name);
        text(
            format!("列名「{name}」は決められたものではありません。"),
            format!("No column is called \"{name}\"."),
        )
    };
    let help = match near {
        Some(near) => text(format!("「{near}」のことですか。"), format!("Did you mean \"{near}\"?")),
        None => text(
            "列を削除するか、列名を直してください。覚え書きは別のファイルに書いてください。",
            "Remove the column or correct its name. Keep notes in another file.",
        ),
    };
    Fault::new(Code::UnknownColumn, message, help)
}

pub(in crate::load) fn duplicate_column(name: &str, first: usize) -> Fault {
    Fault::new(
        Code::DuplicateColumn,
        text(
            format!("列「{name}」が2つあります（最初は{first}列目）。"),
            format!("The column \"{name}\" is there twice (first as column {first})."),
        ),
        text("どちらかの列を削除してください。", "Remove one of the two."),
    )
}

pub(in crate::load) fn too_few_cells(found: usize, expected: usize) -> Fault {
    Fault::new(
        Code::TooFewCells,
        text(
            format!("値が{found}個しかありません（列は{expected}個）。"),
            match found {
                1 => format!("The row has 1 cell; there are {expected} columns."),
                _ => format!("The row has {found} cells; there are {expected} columns."),
            },
        ),
        text(
            "コンマが抜けていないか、ファイルが途中で切れていないか確かめてください。空の値にもコンマが要ります。",
            "Check for a missing comma, and whether the file was cut off. An empty cell needs its comma too.",
        ),
    )
}

pub(in crate::load) fn too_many_cells(surplus: usize, expected: usize) -> Fault {
    Fault::new(
        Code::TooManyCells,
        text(
            format!("列名のないところに値が{surplus}個あります（列は{expected}個）。"),
            match surplus {
                1 => format!("The row has 1 cell more than the {expected} columns."),
                _ => format!("The row has {surplus} cells more than the {expected} columns."),
            },
        ),
        text(
            "値の中にコンマがあるときは、値全体を半角の「\"」で囲んでください。",
            "If a value has a comma in it, put the whole value in quotation marks (\").",
        ),
    )
}

pub(in crate::load) fn malformed_quotes() -> Fault {
    Fault::new(
        Code::MalformedQuotes,
        text("引用符「\"」の位置が正しくありません。", "A quotation mark (\") is out of place."),
        text(
            "値の中で「\"」を使うときは、「\"\"」と重ねたうえで、値全体を「\"」で囲んでください。",
            "To use one within a value, double it (\"\") and put the whole value in quotation marks.",
        ),
    )
}

pub(in crate::load) fn unclosed_quote() -> Fault {
    Fault::new(
        Code::UnclosedQuote,
        text(
            "ここで始まる引用符「\"」が閉じていません。以降の行は読めませんでした。",
            "The quotation mark (\") that begins here is never closed. The rows after it could not be read.",
        ),
        text(
            "値の終わりに「\"」を補ってください。または、ファイルが途中で切れていないか確かめてください。",
            "Close it at the end of the value, or check whether the file was cut off.",
        ),
    )
}

pub(in crate::load) fn no_final_line_break() -> Fault {
    Fault::new(
        Code::NoFinalLineBreak,
        text(
            "最後の行が改行で終わっていません。途中で切れている可能性があります。",
            "The last row does not end in a line break. It may have been cut off.",
        ),
        text(
            "最後の行の内容を確かめ、行末で改行して保存してください。Excel で保存し直せば改行が入ります。",
            "Check the last row, and end it with a line break. Excel adds one on saving.",
        ),
    )
}

pub(in crate::load) fn no_rows() -> Fault {
    Fault::new(
        Code::NoRows,
        text("列名の下に1行もありません。", "There is no row below the header."),
        text("内容を入力するか、控えから戻してください。", "Fill it in, or restore it from a backup."),
    )
}
