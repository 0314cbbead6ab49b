//! Faults of files and folders.

use std::io;
use std::path::Path;

use super::{Fault, text};
use crate::i18n::grouped;
use crate::load::Code;

pub(in crate::load) fn missing_folder(folder: &Path, error: &io::Error) -> Fault {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = folder.display();
    let message = match error.kind() {
        io::ErrorKind::NotFound => text(
            format!("データフォルダー「{folder}」がありません。"),
            format!("There is no data folder \"{folder}\"."),
        ),
        _ => text(
            format!("データフォルダー「{folder}」を開けません（{error}）。"),
            format!("The data folder \"{folder}\" cannot be opened ({error})."),
        ),
    };
    Fault::new(
        Code::MissingFolder,
        message,
        text(
            "フォルダーの場所と、読み取りの権限を確かめてください。",
            "Check where the folder is, and whether it may be read.",
        ),
    )
}

pub(in crate::load) fn no_year() -> Fault {
    Fault::new(
        Code::NoYear,
        text(
            "年度のフォルダー（例: 2024）が一つもありません。",
            "There is no folder of a year, such as 2024.",
        ),
        text(
            "西暦4桁の名前のフォルダーを作り、その年度の plan.toml と表を入れてください。",
            "Make a folder named by the year in four digits, and put that year's plan.toml and tables in it.",
        ),
    )
}

pub(in crate::load) fn invalid_year_folder() -> Fault {
    Fault::new(
        Code::InvalidYearFolder,
        text("フォルダー名が年度として正しくありません。", "The name of the folder is not a year of a plan."),
        text(
            "年度は 1990 から 9998 までの西暦4桁です。年度でないフォルダーは、4桁の数字以外の名前にしてください。",
            "A year is 1990 to 9998. Give a folder that is not a year a name other than four digits.",
        ),
    )
}

pub(in crate::load) fn missing_file(path: &str) -> Fault {
    let name = path.rsplit('/').next().unwrap_or(path);
    Fault::new(
        Code::MissingFile,
        text(format!("ファイル {name} がありません。"), format!("The file {name} is not there.")),
        text(
            "この名前のファイルを置いてください。大文字と小文字は区別されます。",
            "Put a file of this name there. Upper and lower case differ.",
        ),
    )
}

pub(in crate::load) fn unreadable_file(error: &io::Error) -> Fault {
    Fault::new(
        Code::UnreadableFile,
        text(format!("ファイルを読み取れません（{error}）。"), format!("The file cannot be read ({error}).")),
        text(
            "同じ名前のフォルダーがないか、読み取りの権限があるかを確かめてください。",
            "Check that it is a file and not a folder, and that it may be read.",
        ),
    )
}

pub(in crate::load) fn file_too_large(bytes: u64, limit: u64) -> Fault {
    let (bytes, limit) = (grouped(bytes), grouped(limit));
    Fault::new(
        Code::FileTooLarge,
        text(
            format!("ファイルが大きすぎます（{bytes} バイト。上限は {limit} バイト）。"),
            format!("The file is too large ({bytes} bytes; at most {limit})."),
        ),
        text(
            "別のファイルを置いていないか確かめてください。",
            "Check whether another file was put here by mistake.",
        ),
    )
}

pub(in crate::load) fn empty_file() -> Fault {
    Fault::new(
        Code::EmptyFile,
        text("ファイルが空です。", "The file is empty."),
        text("控えから戻してください。", "Restore it from a backup."),
    )
}

pub(in crate::load) fn shift_jis() -> Fault {
    Fault::new(
        Code::ShiftJis,
        text(
            "文字コードが Shift_JIS（CP932）です。UTF-8 に変換して読み込みました。",
            "The file is in Shift_JIS (CP932). It was converted to UTF-8 and read.",
        ),
        text(
            "Excel では「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。",
            "Save it again, in Excel as \"CSV UTF-8 (Comma delimited)\".",
        ),
    )
}

pub(in crate::load) fn utf16() -> Fault {
    Fault::new(
        Code::Utf16,
        text(
            "文字コードが UTF-16 です（Excel の「Unicode テキスト」など）。",
            "The file is in UTF-16 (Excel's \"Unicode Text\", for one).",
        ),
        text(
            "Excel では「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。",
            "Save it again, in Excel as \"CSV UTF-8 (Comma delimited)\".",
        ),
    )
}

pub(in crate::load) fn broken_utf8(offset: usize, places: usize) -> Fault {
    let byte = offset + 1;
    Fault::new(
        Code::BrokenUtf8,
        text(
            format!(
                "UTF-8 として読めない箇所が {places} か所あります。最初はファイルの {byte} バイト目です。"
            ),
            match places {
                1 => format!("Byte {byte} of the file is not UTF-8."),
                _ => format!("{places} places in the file are not UTF-8, the first at byte {byte}."),
            },
        ),
        text(
            "ファイルが壊れているか、途中で切れています。控えから戻すか、文字コードを UTF-8 にして保存し直してください。",
            "The file is damaged or cut off. Restore it from a backup, or save it again in UTF-8.",
        ),
    )
}
