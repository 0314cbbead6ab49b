//! Characters that a reader cannot see.

/// True for characters without a shape: soft hyphens, zero-width and direction marks, byte order marks.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
