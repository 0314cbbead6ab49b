//! Faults of single values.

use super::{Fault, shown, text, write};
use crate::i18n::{Lang, grouped};
use crate::load::Code;
use crate::plan::ThousandYen;

pub(in crate::load) fn empty_value() -> Fault {
    Fault::new(
        Code::EmptyValue,
        text("値がありません。", "The value is empty."),
        text("値を入力してください。", "Fill it in."),
    )
}

pub(in crate::load) fn missing_translation(lang: Lang) -> Fault {
    let message = match lang {
        Lang::Ja => text("日本語がありません。", "The Japanese is missing."),
        Lang::En => text("英訳がありません。", "The English translation is missing."),
    };
    Fault::new(
        Code::MissingTranslation,
        message,
        text("両方の言語で入力してください。", "Fill in both languages."),
    )
}

pub(in crate::load) fn padding() -> Fault {
    Fault::new(
        Code::Padding,
        text(
            "前後または途中に余分な空白があります。",
            "There are surplus blanks, at an end or two in a row.",
        ),
        text(
            "前後の空白を削除し、途中の空白は1つにしてください（全角の空白も同じです）。",
            "Remove blanks at the ends, and leave one between words (full-width blanks count too).",
        ),
    )
}

pub(in crate::load) fn line_break() -> Fault {
    Fault::new(
        Code::LineBreak,
        text("値の中に改行があります。", "There is a line break in the value."),
        text(
            "1つの値は1行で書いてください。Excel のセル内の改行（Alt+Enter）を削除してください。",
            "Write the value in one line; in Excel remove what Alt+Enter put in.",
        ),
    )
}

pub(in crate::load) fn control_character(found: char) -> Fault {
    let number = format!("U+{:04X}", u32::from(found));
    Fault::new(
        Code::ControlCharacter,
        text(
            format!("目に見えない文字（{number}）が含まれています。"),
            format!("There is an invisible character in it ({number})."),
        ),
        text(
            "その文字を削除するか、値全体を入力し直してください。",
            "Remove it, or type the whole value again.",
        ),
    )
}

pub(in crate::load) fn replacement_character() -> Fault {
    Fault::new(
        Code::ReplacementCharacter,
        text(
            "文字コードの変換に失敗した跡の「\u{FFFD}」が含まれています。",
            "There is a \"\u{FFFD}\" in it, left by a failed conversion.",
        ),
        text("元の文字を入力し直してください。", "Type the original character again."),
    )
}

pub(in crate::load) fn formula_start(first: char) -> Fault {
    let first = first.escape_debug();
    Fault::new(
        Code::FormulaStart,
        text(
            format!("「{first}」で始まる値は、表計算ソフトで数式として実行されるおそれがあります。"),
            format!("Spreadsheets may run a value that begins with \"{first}\" as a formula."),
        ),
        text("先頭の文字を変えるか、削除してください。", "Change or remove the first character."),
    )
}

pub(in crate::load) fn invalid_id(raw: &str, correction: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidId,
        text(format!("「{raw}」は ID として使えません。"), format!("\"{raw}\" cannot be an id.")),
        write(
            correction,
            text(
                "半角の英小文字・数字・ハイフンで、英字から始めて64文字以内にしてください。",
                "Use a-z, 0-9 and single hyphens, a letter first, at most 64.",
            ),
        ),
    )
}

pub(in crate::load) fn duplicate_id(id: &str, first: u32) -> Fault {
    Fault::new(
        Code::DuplicateId,
        text(
            format!("ID「{id}」は{first}行目ですでに使われています。"),
            format!("The id \"{id}\" is already used in row {first}."),
        ),
        text(
            "別の ID にするか、同じ行が重複していれば片方を削除してください。",
            "Choose another, or remove one of the rows if they are the same.",
        ),
    )
}

pub(in crate::load) fn invalid_number(raw: &str, correction: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidNumber,
        text(format!("「{raw}」は番号として使えません。"), format!("\"{raw}\" cannot be a number.")),
        write(
            correction,
            text("1 から 9999 までの半角数字にしてください。", "Use half-width digits, from 1 to 9999."),
        ),
    )
}

pub(in crate::load) fn duplicate_number(number: &str, first: u32) -> Fault {
    Fault::new(
        Code::DuplicateNumber,
        text(
            format!("番号 {number} は{first}行目ですでに使われています。"),
            format!("The number {number} is already used in row {first}."),
        ),
        text(
            "別の番号にするか、同じ行が重複していれば片方を削除してください。",
            "Choose another, or remove one of the rows if they are the same.",
        ),
    )
}

pub(in crate::load) fn amount_negative(raw: &str) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::AmountNegative,
        text(format!("金額「{raw}」が負の数です。"), format!("The amount \"{raw}\" is negative.")),
        text(
            "予算額は 0 以上です。金額の記載がない場合は空欄にしてください。",
            "A budget is zero or more. Leave the cell empty if no amount is stated.",
        ),
    )
}

pub(in crate::load) fn amount_not_plain_digits(raw: &str, correction: Option<&str>) -> Fault {
    // The document's own mark for "no amount stated".
    let dash = matches!(raw.trim(), "-" | "－" | "―" | "—" | "ー" | "−");
    let raw = shown(raw);
    let rule = if dash {
        text("金額の記載がない場合は空欄にしてください。", "Leave the cell empty if no amount is stated.")
    } else {
        text(
            "千円単位の整数を、半角数字だけで入力してください。",
            "Write whole thousands of yen in half-width digits.",
        )
    };
    Fault::new(
        Code::AmountNotPlainDigits,
        text(
            format!("金額「{raw}」に半角数字以外の文字が入っています。"),
            format!("The amount \"{raw}\" has something other than half-width digits in it."),
        ),
        write(correction, rule),
    )
}

pub(in crate::load) fn amount_too_large(raw: &str) -> Fault {
    let (raw, limit) = (shown(raw), grouped(ThousandYen::MAX.get()));
    Fault::new(
        Code::AmountTooLarge,
        text(
            format!("金額「{raw}」が大きすぎます（上限は {limit}千円）。"),
            format!("The amount \"{raw}\" is too large (at most {limit} thousand yen)."),
        ),
        text(
            "桁数と、単位が千円であることを確かめてください。",
            "Check the digits, and that the unit is thousand yen.",
        ),
    )
}

pub(in crate::load) fn invalid_flag(raw: &str, correction: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::InvalidFlag,
        text(format!("「{raw}」は 1 でも 0 でもありません。"), format!("\"{raw}\" is neither 1 nor 0.")),
        write(
            correction,
            text("該当すれば 1、しなければ 0 を入力してください。", "Write 1 if it applies, 0 if not."),
        ),
    )
}

pub(in crate::load) fn reading_not_kana(raw: &str) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::ReadingNotKana,
        text(
            format!("読み「{raw}」に、かな以外の文字があります。"),
            format!("The reading \"{raw}\" is not all kana."),
        ),
        text(
            "ひらがなまたは全角カタカナだけで入力してください。",
            "Write it in hiragana or full-width katakana only.",
        ),
    )
}

pub(in crate::load) fn duplicate_term(term: &str, first: u32) -> Fault {
    let term = shown(term);
    Fault::new(
        Code::DuplicateTerm,
        text(
            format!("用語「{term}」は{first}行目ですでに説明されています。"),
            format!("The term \"{term}\" is already explained in row {first}."),
        ),
        text("1つの用語は1行にまとめてください。", "Explain a term in one row."),
    )
}
