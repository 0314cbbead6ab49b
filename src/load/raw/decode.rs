//! Bytes to text: UTF-8, with or without a byte order mark, or Shift_JIS where it cannot be anything else.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::str::Utf8Error;

use encoding_rs::{DecoderResult, SHIFT_JIS};

/// What the bytes of a file turn out to be.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::load) enum Decoded<'b> {
    /// UTF-8, its byte order mark taken off.
    Utf8(Cow<'b, str>),
    /// Shift_JIS in the variant of Windows (CP932).
    ShiftJis(String),
    /// A workbook of Excel, whatever its name says.
    Workbook,
    /// UTF-16: has a byte order mark of its own, or every other byte is zero.
    Utf16,
    /// Nothing that can be read.
    Broken {
        /// What precedes the first byte that is not UTF-8, without a byte order mark.
        valid: Cow<'b, str>,
        /// The place of that byte in the file, from 0.
        offset: usize,
        /// How many such places there are.
        places: usize,
    },
}

const UTF8_MARK: &str = "\u{FEFF}";

/// Tells the encoding of a file and decodes it. Bytes that are text already are not copied.
pub(in crate::load) fn decode(bytes: Cow<'_, [u8]>) -> Decoded<'_> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Decoded::Workbook;
    }
    if is_utf16(&bytes) {
        return Decoded::Utf16;
    }
    let (bytes, error) = match utf8(bytes) {
        Ok(text) => return Decoded::Utf8(without_mark(text)),
        Err(refused) => refused,
    };
    let (mut places, mut broken, mut multibyte) = (0, 0, 0);
    for (at, chunk) in bytes.utf8_chunks().enumerate() {
        let invalid = usize::from(!chunk.invalid().is_empty());
        broken += invalid;
        // Broken sequences one after the other are one place.
        places += if at == 0 || !chunk.valid().is_empty() { invalid } else { 0 };
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    // Damaged UTF-8 often decodes as Shift_JIS, into nonsense; but it still has more whole
    // UTF-8 characters than broken ones, and Shift_JIS has next to none. One or two are
    // rather a file cut within a character than a file with two characters.
    let is_marked = bytes.starts_with(UTF8_MARK.as_bytes());
    if !is_marked
        && broken > 2
        && multibyte < broken
        && let Some(text) = shift_jis(&bytes)
    {
        return Decoded::ShiftJis(text);
    }
    let offset = error.valid_up_to();
    let valid = match bytes {
        Cow::Borrowed(bytes) => bytes[..offset].into(),
        Cow::Owned(mut bytes) => {
            bytes.truncate(offset);
            bytes.into()
        }
    };
    // Valid up to there, so this never falls back.
    Decoded::Broken { valid: without_mark(utf8(valid).unwrap_or_default()), offset, places }
}

fn utf8(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, (Cow<'_, [u8]>, Utf8Error)> {
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| (bytes.into(), error))
        }
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| {
            let place = error.utf8_error();
            (error.into_bytes().into(), place)
        }),
    }
}

/// Programs that put files together leave several marks.
fn without_mark(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => text.trim_start_matches(UTF8_MARK).into(),
        Cow::Owned(mut text) => {
            let marks = text.len() - text.trim_start_matches(UTF8_MARK).len();
            text.drain(..marks);
            text.into()
        }
    }
}

/// The bytes as Shift_JIS, if they can be. Decoded twice, the first time to learn the length:
/// encoding_rs's own function asks for three times the memory even where the first byte is not valid.
fn shift_jis(bytes: &[u8]) -> Option<String> {
    let (mut length, mut expected, mut defined) = (0, 0, 0);
    let is_valid = shift_jis_pieces(bytes, |piece| {
        length += piece.len();
        defined += piece.chars().filter(|c| is_user_defined(*c)).count();
        expected += piece.chars().filter(|c| !c.is_ascii()).count();
        !piece.contains(is_passed_through)
    });
    // Users define a character for a name or two; bytes that are something else give many.
    let is_valid = is_valid && defined * RARELY <= expected;
    let mut text = String::with_capacity(length);
    (is_valid && shift_jis_pieces(bytes, |piece| text.write_str(piece).is_ok())).then_some(text)
}

/// Decodes piece by piece; false where the bytes are not valid or `each` says so.
fn shift_jis_pieces(mut bytes: &[u8], mut each: impl FnMut(&str) -> bool) -> bool {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut piece = String::with_capacity(64 * 1024);
    loop {
        piece.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut piece, true);
        bytes = &bytes[read..];
        match result {
            DecoderResult::Malformed(..) => return false,
            _ if !each(&piece) => return false,
            DecoderResult::InputEmpty => return true,
            DecoderResult::OutputFull => {}
        }
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [0, second, 0, ..] => *second != 0,
        [first, 0, third, 0, ..] => *first != 0 && *third != 0,
        _ => false,
    }
}

/// How many other characters there are for each that a user defined, at least.
const RARELY: usize = 50;

/// A byte that the encoding passes through unread.
fn is_passed_through(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}')
}

/// A character that only the fonts of whoever defined it have.
fn is_user_defined(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_optional() {
        assert_eq!(decode("\u{FEFF}事業".as_bytes().into()), Decoded::Utf8("事業".into()));
        assert_eq!(decode("事業".as_bytes().into()), Decoded::Utf8("事業".into()));
    }

    #[test]
    fn shift_jis_is_recognised_and_damaged_utf8_is_not_taken_for_it() {
        let text = "id,事業名\na,創業支援事業①\n";
        let (bytes, _, _) = SHIFT_JIS.encode(text);
        assert_eq!(decode(bytes), Decoded::ShiftJis(text.to_owned()));
        // A name with a character of the user's own (F040), in a text of ordinary size.
        let own = [SHIFT_JIS.encode(&text.repeat(8)).0.as_ref(), b"b,\xF0\x40\n"].concat();
        assert_eq!(decode(own.into()), Decoded::ShiftJis(text.repeat(8) + "b,\u{E000}\n"));
        let long = text.repeat(10_000);
        let (bytes, _, _) = SHIFT_JIS.encode(&long);
        assert_eq!(decode(bytes), Decoded::ShiftJis(long.clone()), "longer than a piece");

        let good = "id,事業名\na,創業支援事業、産学連携\n".as_bytes();
        for place in 0..good.len() {
            let mut damaged = good.to_vec();
            damaged[place] = 0xFF;
            assert!(
                matches!(decode(damaged.into()), Decoded::Broken { offset, .. } if offset <= place),
                "{place}"
            );
            if !std::str::from_utf8(good).unwrap_or_default().is_char_boundary(place) {
                assert!(matches!(decode(good[..place].into()), Decoded::Broken { places: 1, .. }), "{place}");
            }
        }
    }

    #[test]
    fn utf8_that_lost_bytes_is_not_taken_for_shift_jis() {
        let good = "学えかかね場さ事人ろ学とちら".as_bytes();
        let kept = good.iter().enumerate().filter(|(at, _)| ![3, 14, 39].contains(at));
        let damaged: Vec<u8> = kept.map(|(_, byte)| *byte).collect();
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&damaged);
        assert!(
            decoded.is_some_and(|text| !text.contains(is_passed_through)),
            "these bytes would not decode anyway"
        );
        assert!(matches!(decode(damaged.into()), Decoded::Broken { .. }));
    }

    #[test]
    fn utf16_is_recognised_with_and_without_a_mark() {
        assert_eq!(decode(b"\xFF\xFEi\0d\0"[..].into()), Decoded::Utf16);
        assert_eq!(decode(b"\xFE\xFF\0i\0d"[..].into()), Decoded::Utf16);
        assert_eq!(decode(b"i\0d\0,\0"[..].into()), Decoded::Utf16);
        assert_eq!(decode(b"\0i\0d\0,"[..].into()), Decoded::Utf16);
    }
}
