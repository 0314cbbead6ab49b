//! Characters that a reader cannot see, and texts made safe to print.

use std::borrow::Cow;

/// True for characters without a shape of their own: soft hyphens, fillers, zero-width and direction marks,
/// byte order marks, tags, and what every font draws differently (private use).
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}'
            | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}'
            | '\u{F0000}'..='\u{10FFFD}'
    )
}

/// A text as it can stand in one line of a log or a report: characters that break a line, control a
/// terminal, hide or turn text are written out.
///
/// ```
/// use keikaku::i18n::escaped;
/// assert_eq!(escaped("計画\nerror: 偽"), r"計画\nerror: 偽");
/// assert_eq!(escaped("a\u{202E}b\u{85}"), r"a\u{202e}b\u{85}");
/// ```
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        !c.is_control() && !is_invisible(c) && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}')
    };
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| if is_plain(c) { out.push(c) } else { out.extend(c.escape_default()) });
    out.into()
}
