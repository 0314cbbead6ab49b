//! Which rooms of the crate a file names: in `use` lines and in paths.

use std::collections::BTreeSet;

/// A file's code without its comments; texts stay, since none names a path of the crate.
pub(super) fn code_of(text: &str) -> String {
    let lines = text.lines().map(|line| match line.trim_start() {
        comment if comment.starts_with("//") => "",
        _ => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The rooms that a file names by `crate::` or by as many `super::` as lead out of its own.
pub(super) fn rooms_named_in(path: &str, code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    after(code, "crate::", &mut rooms);
    // `src/plan/tree.rs` is two rooms deep: `super::super::` is the crate. Tests inside are one deeper.
    let depth = path.trim_start_matches("src/").trim_end_matches("/mod.rs").split('/').count();
    after(code, &"super::".repeat(depth), &mut rooms);
    let known = ["crate", "super", "self", "tests"];
    rooms.retain(|room| !known.contains(&room.as_str()) && room.starts_with(|c: char| c.is_lowercase()));
    rooms
}

/// The names that stand after a prefix: one, or several in braces.
fn after(code: &str, prefix: &str, rooms: &mut BTreeSet<String>) {
    for (at, _) in code.match_indices(prefix) {
        // `$crate::` and `keikaku::` are not this prefix; nor is the middle of a longer run of `super::`.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c)) {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => first_names(list, rooms),
            None => rooms.extend(name(rest)),
        }
    }
}

/// The first name of each path in `a::b, c::{d, e}}`.
fn first_names(list: &str, rooms: &mut BTreeSet<String>) {
    let (mut depth, mut begin) = (0_usize, true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return,
            '}' => depth -= 1,
            ',' if depth == 0 => begin = true,
            c if begin && !c.is_whitespace() => {
                rooms.extend(name(&list[at..]));
                begin = false;
            }
            _ => {}
        }
    }
}

fn name(rest: &str) -> Option<String> {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let named = |path: &str, code: &str| -> Vec<String> {
        rooms_named_in(path, &code_of(code)).into_iter().collect()
    };
    assert_eq!(named("src/plan/tree.rs", "use crate::web::app;"), ["web"]);
    assert_eq!(named("src/plan/tree.rs", "use crate::{\n    web::{a, b},\n    load,\n};"), ["load", "web"]);
    assert_eq!(named("src/plan/tree.rs", "fn a() { crate::cli::main() }"), ["cli"]);
    assert_eq!(named("src/plan/tree.rs", "use super::super::web;"), ["web"]);
    assert_eq!(named("src/plan/mod.rs", "use super::web;"), ["web"]);
    assert_eq!(named("src/reload.rs", "use super::web;"), ["web"]);
    assert!(named("src/plan/tree.rs", "use super::model; // crate::web\n/// [`x`]: crate::web").len() == 1);
    assert!(named("src/plan/tree.rs", "/// as crate::web does\nuse super::model;").is_empty());
}
