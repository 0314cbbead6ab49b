//! Text widths by estimate, and labels broken into lines: SVG text does not wrap by itself, and the server has no fonts.

/// Letter spacing of the site's text, in thousandths of an em; each character takes it.
const LETTER_SPACING: usize = 20;

/// What may not begin a line: closing marks, small kana, marks that repeat or lengthen.
const NEVER_FIRST: &str = "、。，．・：；？！’”）〕］｝〉》」』】〙〗…‥ー〜～ゝゞヽヾ々\
    ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％,.:;?!)]}";

/// What may not end a line: opening brackets and quotes, units before a number.
const NEVER_LAST: &str = "‘“（〔［｛〈《「『【〘〖([{￥¥$#＃";

/// The cost of an ill-fitting break, in square em of space left empty: see [`emptiness`].
mod cost {
    pub(super) const WORD_END: usize = 0;
    pub(super) const PHRASE_END: usize = 100;
    pub(super) const SCRIPT_CHANGE: usize = 150;
    pub(super) const WITHIN_WORD: usize = 300;
}

/// The estimated width of `text` in thousandths of an em, letter spacing included.
///
/// Full-width characters are one em. The others are taken a little wider than in Noto Sans, so that Meiryo fits too.
///
/// ```
/// use keikaku::chart::text_width;
///
/// assert_eq!(text_width("事業"), 2_040);
/// assert_eq!(text_width("1,494,113"), 5_240); // 84 px at 16 px
/// ```
#[must_use]
pub fn text_width(text: &str) -> usize {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> usize {
    let glyph = match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' => 360,
        '0'..='9' => 620,
        'A'..='Z' | 'm' | 'w' | '%' | '&' | '@' => 720,
        '\u{ff61}'..='\u{ff9f}' => 500,
        '\u{2010}'..='\u{20ff}' | '\u{2e80}'.. => 1_000,
        _ => 560,
    };
    glyph + LETTER_SPACING
}

/// Breaks `text` into lines of at most `max` thousandths of an em; joined, they are `text` again.
///
/// As few lines as possible, then the best breaks: at a space, around a bracket, after a comma or dot; in Japanese also
/// where hiragana gives way to another script, and, where nothing better fits, between any two characters that the
/// rules for the start and end of a line allow. Latin words stay whole unless one is longer than a line. Among equals,
/// lines of even length. The space at a break stays at the end of its line.
///
/// ```
/// use keikaku::chart::wrap;
///
/// assert_eq!(wrap("雇用対策経費（うち経費分）", 9_000), ["雇用対策経費", "（うち経費分）"]);
/// assert_eq!(wrap("Support for small shops", 8_000), ["Support for ", "small shops"]);
/// ```
#[must_use]
pub fn wrap(text: &str, max: usize) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    // best[i]: the cheapest way to set the first i characters, and where its last line starts.
    // Costs compare in this order: lines that had to be forced, lines, ill-fitting breaks and empty space.
    let mut best = vec![((0, 0, 0), 0)];
    for end in 1..=chars.len() {
        let break_cost = match (chars[end - 1].1, chars.get(end)) {
            (_, None) => Some(cost::WORD_END),
            (before, Some(&(_, after))) => break_between(before, after),
        };
        let mut width = 0;
        let mut cheapest = ((usize::MAX, 0, 0), 0);
        for start in (0..end).rev() {
            width += advance(chars[start].1);
            let visible = width - overhang(chars[end - 1].1);
            if visible > max && start + 1 < end {
                break;
            }
            let ((forced, lines, total), _) = best[start];
            let slack = max.saturating_sub(visible);
            let new = (
                forced + usize::from(break_cost.is_none()),
                lines + 1,
                total + break_cost.unwrap_or_default() + emptiness(slack),
            );
            if new < cheapest.0 {
                cheapest = (new, start);
            }
        }
        best.push(cheapest);
    }
    let mut lines = Vec::new();
    let mut end = chars.len();
    while end > 0 {
        let start = best[end].1;
        let stop = chars.get(end).map_or(text.len(), |&(at, _)| at);
        lines.push(&text[chars[start].0..stop]);
        end = start;
    }
    lines.reverse();
    lines
}

/// The cost of what a line leaves empty: its square, so that even lines cost less than a full and a short one.
fn emptiness(slack: usize) -> usize {
    slack * slack / 1_000_000
}

/// How much of a line's last character shows nothing: a space is empty, a full-width closing mark is in the left half
/// of its square.
fn overhang(last: char) -> usize {
    match last {
        ' ' => advance(last),
        '、' | '。' | '，' | '．' | '）' | '〕' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' => {
            500
        }
        _ => 0,
    }
}

/// What a line break between two characters costs, `None` where it may not be.
fn break_between(before: char, after: char) -> Option<usize> {
    use Script::{Hiragana, Latin};
    if after == ' ' || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return None;
    }
    let pair = (Script::of(before), Script::of(after));
    if before == ' ' || (NEVER_LAST.contains(after) && !(before.is_ascii() && after.is_ascii())) {
        return Some(cost::WORD_END);
    }
    match pair {
        (Latin, Latin) => None,
        _ if NEVER_FIRST.contains(before) && !"ー々".contains(before) && !is_kana(before) => {
            Some(cost::WORD_END)
        }
        (Hiragana, after) if after != Hiragana => Some(cost::PHRASE_END),
        (a, b) if a != b && b != Hiragana => Some(cost::SCRIPT_CHANGE),
        _ => Some(cost::WITHIN_WORD),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Hiragana,
    Katakana,
    Han,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '\u{2e80}'.. => Self::Han,
            _ => Self::Latin,
        }
    }
}

fn is_kana(c: char) -> bool {
    c != '・' && matches!(Script::of(c), Script::Hiragana | Script::Katakana)
}
