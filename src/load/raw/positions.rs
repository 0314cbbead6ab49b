//! Places in a text: lines, and characters in them.

/// A text in which places are found without counting from its start each time.
#[derive(Debug)]
pub(in crate::load) struct Positions<'t> {
    text: &'t str,
    /// Every so many bytes an offset with its line and the character in the line, from 1.
    marks: Vec<(usize, u32, u32)>,
}

impl<'t> Positions<'t> {
    const STEP: usize = 1024;

    pub(in crate::load) fn new(text: &'t str) -> Self {
        let mut marks = vec![(0, 1, 1)];
        let (mut row, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            if at / Self::STEP >= marks.len() {
                marks.push((at, row, column));
            }
            (row, column) = after(c, row, column);
        }
        Self { text, marks }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The line of an offset and the character in it, from 1.
    pub(super) fn find(&self, offset: usize) -> (u32, u32) {
        let mark = self.marks.partition_point(|(at, _, _)| *at <= offset).saturating_sub(1);
        let (start, row, column) = self.marks.get(mark).copied().unwrap_or((0, 1, 1));
        let passed = self.text[start..].char_indices().take_while(|(at, _)| start + at < offset);
        passed.fold((row, column), |(row, column), (_, c)| after(c, row, column))
    }
}

/// The place of the character after `c`.
fn after(c: char, row: u32, column: u32) -> (u32, u32) {
    if c == '\n' { (row + 1, 1) } else { (row, column + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let position = |text, offset| Positions::new(text).find(offset);
        assert_eq!(position("計画 = 1\nx", 0), (1, 1));
        assert_eq!(position("計画 = 1\nx", "計画 = ".len()), (1, 6));
        assert_eq!(position("計画 = 1\nx", "計画 = 1\n".len()), (2, 1));
        assert_eq!(position("", 7), (1, 1));
    }

    #[test]
    fn places_are_the_same_far_into_a_text() {
        let text = "計画 = [1, 2]\n".repeat(400) + &"長い行".repeat(1000);
        let positions = Positions::new(&text);
        for (at, _) in text.char_indices().step_by(97) {
            let line = text[..at].rsplit('\n').next().unwrap();
            let expected = (text[..at].matches('\n').count() + 1, line.chars().count() + 1);
            let (row, column) = positions.find(at);
            assert_eq!((row as usize, column as usize), expected, "{at}");
        }
    }
}
