//! Bytes to text: UTF-8, with or without a byte order mark, or Shift_JIS where it cannot be anything else.

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;

/// What the bytes of a file turn out to be.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::load) enum Decoded<'b> {
    /// UTF-8, its byte order mark taken off.
    Utf8(&'b str),
    /// Shift_JIS in the variant of Windows (CP932).
    ShiftJis(Cow<'b, str>),
    /// UTF-16: has a byte order mark of its own, or every other byte is zero.
    Utf16,
    /// Nothing that can be read.
    Broken {
        /// What precedes the first byte that is not UTF-8, without a byte order mark.
        valid: &'b str,
        /// The place of that byte in the file, from 0.
        offset: usize,
        /// How many such places there are.
        places: usize,
    },
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Tells the encoding of a file and decodes it.
pub(in crate::load) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if is_utf16(bytes) {
        return Decoded::Utf16;
    }
    let marked = bytes.strip_prefix(UTF8_MARK);
    let content = marked.unwrap_or(bytes);
    let error = match std::str::from_utf8(content) {
        Ok(text) => return Decoded::Utf8(text),
        Err(error) => error,
    };
    let (mut places, mut broken, mut multibyte) = (0, 0, 0);
    for (at, chunk) in content.utf8_chunks().enumerate() {
        let invalid = usize::from(!chunk.invalid().is_empty());
        broken += invalid;
        // Broken sequences one after the other are one place.
        places += if at == 0 || !chunk.valid().is_empty() { invalid } else { 0 };
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    // Damaged UTF-8 often decodes as Shift_JIS, into nonsense; but it still has more whole
    // UTF-8 characters than broken ones, and Shift_JIS has next to none. One or two are
    // rather a file cut within a character than a file with two characters.
    if marked.is_none() && broken > 2 && multibyte < broken {
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(content);
        if let Some(text) = decoded.filter(|text| text.chars().all(is_expected_of_shift_jis)) {
            return Decoded::ShiftJis(text);
        }
    }
    let (valid, _) = content.split_at(error.valid_up_to());
    Decoded::Broken {
        // Valid up to there, so this never falls back.
        valid: std::str::from_utf8(valid).unwrap_or_default(),
        offset: bytes.len() - content.len() + error.valid_up_to(),
        places,
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

/// Neither a byte that the encoding passes through unread nor a character that a user defined.
fn is_expected_of_shift_jis(c: char) -> bool {
    !matches!(c, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_optional() {
        assert_eq!(decode("\u{FEFF}事業".as_bytes()), Decoded::Utf8("事業"));
        assert_eq!(decode("事業".as_bytes()), Decoded::Utf8("事業"));
    }

    #[test]
    fn shift_jis_is_recognised_and_damaged_utf8_is_not_taken_for_it() {
        let text = "id,事業名\na,創業支援事業①\n";
        let (bytes, _, _) = SHIFT_JIS.encode(text);
        assert_eq!(decode(&bytes), Decoded::ShiftJis(text.into()));

        let good = "id,事業名\na,創業支援事業、産学連携\n".as_bytes();
        for place in 0..good.len() {
            let mut damaged = good.to_vec();
            damaged[place] = 0xFF;
            assert!(matches!(decode(&damaged), Decoded::Broken { offset, .. } if offset <= place), "{place}");
            if !std::str::from_utf8(good).unwrap_or_default().is_char_boundary(place) {
                assert!(matches!(decode(&good[..place]), Decoded::Broken { places: 1, .. }), "{place}");
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
            decoded.is_some_and(|text| text.chars().all(is_expected_of_shift_jis)),
            "these bytes would not decode anyway"
        );
        assert!(matches!(decode(&damaged), Decoded::Broken { .. }));
    }

    #[test]
    fn utf16_is_recognised_with_and_without_a_mark() {
        assert_eq!(decode(b"\xFF\xFEi\0d\0"), Decoded::Utf16);
        assert_eq!(decode(b"\xFE\xFF\0i\0d"), Decoded::Utf16);
        assert_eq!(decode(b"i\0d\0,\0"), Decoded::Utf16);
        assert_eq!(decode(b"\0i\0d\0,"), Decoded::Utf16);
    }
}
