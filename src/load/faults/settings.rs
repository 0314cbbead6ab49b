//! Faults of plan.toml and site.toml.

use super::{Fault, shown, text, write};
use crate::load::Code;

/// A kind of value, for messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::load) enum Kind {
    Text,
    Flag,
    Count,
    Table,
    Tables,
}

impl Kind {
    const fn ja(self) -> &'static str {
        match self {
            Kind::Text => "文字列（\"…\"）",
            Kind::Flag => "true か false のどちらか",
            Kind::Count => "0 以上の整数",
            Kind::Table => "ja と en の組などの表（[…]）",
            Kind::Tables => "表の並び（[[…]]）",
        }
    }

    const fn en(self) -> &'static str {
        match self {
            Kind::Text => "a text (\"…\")",
            Kind::Flag => "true or false",
            Kind::Count => "a whole number, zero or more",
            Kind::Table => "a table ([…]), such as one of ja and en",
            Kind::Tables => "a list of tables ([[…]])",
        }
    }
}

pub(in crate::load) fn invalid_toml(reason: &str) -> Fault {
    let reason = reason.lines().next().unwrap_or_default();
    Fault::new(
        Code::InvalidToml,
        text(
            format!("TOML の書き方が正しくありません（{reason}）。"),
            format!("This is not valid TOML ({reason})."),
        ),
        text(
            "引用符「\"」や「=」、括弧が抜けていないか、ファイルが途中で切れていないか確かめてください。",
            "Check for a missing quotation mark, \"=\" or bracket, and whether the file was cut off.",
        ),
    )
}

pub(in crate::load) fn unknown_key(key: &str, near: Option<&str>) -> Fault {
    let key = shown(key);
    Fault::new(
        Code::UnknownKey,
        text(
            format!("項目「{key}」は決められたものではありません。"),
            format!("No setting is called \"{key}\"."),
        ),
        match near {
            Some(near) => text(format!("「{near}」のことですか。"), format!("Did you mean \"{near}\"?")),
            None => text(
                "項目を削除するか、名前を直してください。覚え書きは # で始まる行に書いてください。",
                "Remove it or correct its name. Notes go in lines that begin with #.",
            ),
        },
    )
}

pub(in crate::load) fn missing_key(key: &str) -> Fault {
    Fault::new(
        Code::MissingKey,
        text(format!("項目「{key}」がありません。"), format!("The setting \"{key}\" is missing.")),
        text(
            format!("「{key}」を加えてください。ファイルが途中で切れていないかも確かめてください。"),
            format!("Add \"{key}\", and check whether the file was cut off."),
        ),
    )
}

pub(in crate::load) fn wrong_type(kind: Kind) -> Fault {
    Fault::new(
        Code::WrongType,
        text("値の種類が違います。", "The value is of the wrong kind."),
        text(format!("{}にしてください。", kind.ja()), format!("Make it {}.", kind.en())),
    )
}

pub(in crate::load) fn invalid_date(raw: &str, example: &str, correction: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidDate,
        text(
            format!("「{raw}」は日付として正しくありません。"),
            format!("\"{raw}\" is not a date, or not written as one."),
        ),
        write(
            correction,
            text(
                format!("実在する日付を「{example}」の形で入力してください。"),
                format!("Write a date that exists, as \"{example}\"."),
            ),
        ),
    )
}

pub(in crate::load) fn year_differs(year: u64, folder: &str) -> Fault {
    Fault::new(
        Code::YearDiffers,
        text(
            format!("年度が {year} ですが、フォルダーは {folder} です。"),
            format!("The year is {year}, but the folder is {folder}."),
        ),
        text(
            "前の年度から写したファイルでないか確かめ、年度かフォルダー名を直してください。",
            "Check whether the file was copied from another year; correct the year or the folder's name.",
        ),
    )
}

pub(in crate::load) fn invalid_area_code(raw: &str) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidAreaCode,
        text(
            format!("「{raw}」は地方公共団体コードではありません。"),
            format!("\"{raw}\" is not the code of a local government."),
        ),
        text(
            "5桁または6桁の半角数字にしてください（熊本市は 43100）。",
            "Write five or six half-width digits (Kumamoto City: 43100).",
        ),
    )
}

pub(in crate::load) fn invalid_base_url(raw: &str, correction: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidBaseUrl,
        text(
            format!("「{raw}」はサイトのアドレスとして使えません。"),
            format!("\"{raw}\" cannot be the address of the site."),
        ),
        write(
            correction,
            text(
                "「https://city.example.jp」や「https://city.example.jp/keikaku」のように、https:// または http:// とホスト名を書き、必要ならポート番号とパスを続けてください。パスに使えるのは半角の英数字と「.」「_」「~」「-」で、末尾の「/」は要りません。",
                "Write https:// or http:// and a host, if need be with a port and a path, as \"https://city.example.jp\" or \"https://city.example.jp/keikaku\". A path has a-z, A-Z, 0-9, \".\", \"_\", \"~\" and \"-\" in it, and no slash at the end.",
            ),
        ),
    )
}

pub(in crate::load) fn invalid_contact(raw: &str) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidContact,
        text(
            format!("「{raw}」はメールアドレスでも URL でもありません。"),
            format!("\"{raw}\" is neither a mail address nor a URL."),
        ),
        text(
            "「plan@example.jp」または「https://…」の形にするか、空（\"\"）にしてください。",
            "Write it as \"plan@example.jp\" or \"https://…\", or leave it empty (\"\").",
        ),
    )
}
