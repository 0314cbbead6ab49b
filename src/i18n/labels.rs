//! Every text of the interface, typed: a misspelt use does not compile, and a
//! missing, surplus or ill-filled text is refused when the labels are read.
//!
//! The texts are in `labels/ja.toml` and `labels/en.toml`, beside this file, those of the overview and of the page of
//! data in files of their own (`labels/overview.ja.toml`); they are built into the program.
#![expect(clippy::too_many_arguments, reason = "a text has as many places as it needs, named in its section")]

use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;
use super::message::{Message, section};

/// Declares the labels with all their sections, and checks every one.
macro_rules! labels {
    ($($section:ident: $type:ident),+) => {
        /// The interface texts of one language. The sections are those of the files.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Labels {
            $(pub(crate) $section: $type,)+
        }

        impl Labels {
            /// Says where a text does not have the places that the program fills.
            fn check(&self) -> Vec<String> {
                let mut problems = Vec::new();
                $(self.$section.check(&mut problems);)+
                problems
            }
        }
    };
}

labels! {
    site: Site, nav: Nav, unit: UnitNames, terms: Terms, count: Count, chart: Chart, overview: Overview,
    level: Level, rows: Rows, group: Group, flag: Flag, projects: Projects, project: Project, departments: Departments,
    department: Department, priorities: Priorities, sums: Sums, glossary: Glossary, data: Data, find: Find, about: About,
    accessibility: Accessibility, error: Error, export: Export, check: Check
}

section! { Site {
    skip, standing, translation, source_heading, contact, colon, comma, and, sentence_gap, draft;
    older(year), newer_same(year), newer_overview(year),
    name(issuer), unofficial(issuer), official(issuer), source(issuer, plan, title, issued),
    as_of(date), operator(operator)
} }

section! { Nav {
    main, footer, breadcrumb, overview, projects, departments, priorities, sums, glossary, about,
    accessibility, previous, next, neighbours, parts, projects_short, departments_short, priorities_short, sums_short, more, data;

} }

section! { UnitNames {
    yen, thousand_yen, million_yen;

} }

section! { Terms {
    project, projects, project_name, department, budget, number, no_amount, without_any, total, summary, extent_empty;
    amount_in(amount, unit), budget_unit(unit), amount_and_share(amount, share),
    extent(projects, amount), extent_unstated(projects), without_amount(n)
} }

section! { Count {
    ;
    projects(n), more(n), groups(n, name), few_groups(n, name), many_groups(n, name)
} }

section! { Chart {
    ;
    table(title)
} }

section! { Overview {
    how, unstated, none_in_total, needs, needs_note, picture_note, picture_table, picture_skip, key_other, key_small,
    key_unstated;
    heading(year), description(plan, year, projects, amount), description_none(plan, year, projects),
    headline(issuer, purpose, year, projects, amount), headline_none(issuer, purpose, year, projects),
    purpose(purpose), lead(title), lead_none(title), of_whole(share), departments(n), largest_department(name, amount),
    picture_heading(things), picture_note_groups(one), key_zero(amount),
    message_alone(name, share, top, top_share), message_largest(name, share, top, top_share),
    message_one(name, share), message_top(top, top_share),
    square(name, amount, share), square_unstated(name, amount), square_group(name, projects),
    marked(flag, projects, amount), marked_one(flag, projects, amount), marked_none(flag, projects)
} }

section! { Level {
    below_then, arranged_then, with, each, or, counts;
    description(year, groups), below(whole, parts), sentence(groups), arranged(whole, parts), counted(level),
    reprints(places), reprints_at(name, n, amount), reprints_at_none(name, n)
} }

section! { Rows {
    name, summary, words, share, order, by_document, by_amount, scale, thin;
    elsewhere(place), total(projects), total_without(projects, n), dwarfed(names), scale_of_each(level),
    share_of_plan(share), exactly(amount), mark(flag, extent), title_by_amount(title),
    description_by_amount(description)
} }

section! { Group {
    listed, sisters, only_reprints, holds_nothing;
    named(number, name), quoted(name), by_level(level), description(year, name, contents, extent),
    holds(groups, projects), holds_none(groups, projects), holds_groups(groups), holds_projects(projects),
    holds_projects_none(projects), largest(name, amount), largest_tied(names, amount),
    reprints(n, amount, level), reprints_none(n, level), all_reprints(n, amount, level), all_reprints_none(n, level)
} }

section! { Flag {
    badges_comma;
    a(name), an(name), named(name, sign), named_bracketed(name, sign), badge(badge, name), badge_signed(badge, name, sign),
    badges(flags), sentence(flag, projects), sentence_none(flag, projects), sentence_empty(flag),
    description(year, flag, extent)
} }

section! { Projects {
    heading, order, order_amount, badge_reprint, left_out;
    order_reprints(level), description(year, projects, amount), description_none(year, projects),
    sentence(year, projects, amount), sentence_none(year, projects), caption(year, level, unit), unstated(n, of), unstated_description(year, sentence)
} }

section! { Project {
    facts, share_of_plan, together, year, listed, listed_original, listed_again, marks, apply, terms, here, none_stated,
    link, permanent, short, cite, original, original_name;
    description(sentence, issuer, department, year, amount), description_none(sentence, issuer, department, year),
    rank(of, rank), rank_first(of), rank_last(of), tied(n), share_of(group), listed_at(group, number),
    apply_where(issuer), related(projects, name), same_projects(name, projects, other), alone_in_group(name),
    alone_in_department(name), more(n, name),
    citation(issuer, plan, title, issued, group, number, name, url)
} }

section! { Departments {
    heading, order, order_none, shared, only_list, chart;
    description(year), sentence(year, n, name, amount), sentence_tied(year, n, names, amount), sentence_none(year, n)
} }

section! { Department {
    offices, projects, shared_only, shared_all;
    description(year, name, extent), sentence(name, year, projects, amount),
    sentence_one(name, year, projects, amount),
    sentence_none(name, year, projects), sentence_empty(name, year), shared(n), parent(name)
} }

section! { Priorities {
    heading, as_written;
    written(heading), description(year, items, flag, projects), description_none(year, items)
} }

section! { Sums {
    heading, subtitle, each_once, no_amounts, listings, reprints, projects, all_listings, reprint_amounts, nothing_again,
    count, not_stated, same, same_projects, none_shared, total_counted, amounts_same, unaffected, same_departments, office_note, check, data;
    description(year), once(n), more(amount), why_projects(n), stated(n, projects), unstated(n), why_total(amount),
    bar(share, again), left_out(share), again(n), places(counted, again), again_total(unit), same_groups(levels),
    without_again(listings, reprints), counted(n, counted), amounts_more(amount),
    unaffected_unstated(n), without_shared(n, projects), without_shared_amount(more, extent), by_chance(n),
    office_of_which(name), check_open(projects), check_sum(amount)
} }

section! { Glossary {
    heading, description, lead, letters;

} }

section! { Find {
    heading_page, copy, by_term, by_term_lead, lists, label, button, narrow, apply, conditions, clear,
    dot, crumb, heading_all, by_match, smallest, by_name, by_department, alike, near, loosen,
    without_none, alone_none, other_ways, glossary, any_of, any_listed, all_of, mark, again;
    description_page(year, groups), lead_page(groups), remove(name), heading(words), heading_with(words,
    filters), heading_filters(filters), nothing(words), nothing_with(words, filters),
    nothing_filters(filters), description(year, heading, extent), without_amount(projects),
    tier_name(words), tier_reading(words), tier_summary(words), tier_around(groups, words),
    several_reading(words), several_summary(words), several_around(groups, words), reading(text),
    term(text), caption(heading, unit), searched(words, projects, groups), searched_with(filters, words,
    projects, groups), searched_filters(filters, projects), without_n(projects), alone_n(projects),
    clear_all(projects), all(projects), unknown(facet, value, year), unknown_why(names), chosen(n),
    more(n), below(to), between(from, to), above(from)
} }

section! { Data {
    heading, contents, files, workbook, workbook_about, json, json_about, schema, archive, archive_about, package,
    catalogue, too_long, tables, file, holds, rows, size, projects, listings, departments, project_departments,
    needs, glossary, fields, field, kind, meaning, key, text, integer, decimal, flag, primary_key, refers, may_be_empty, translated,
    scope, included, included_reprints, included_translation, included_glossary, excluded, excluded_results,
    excluded_departments, cite, cite_short, cite_long, cite_note, version, version_about, version_how, terms, years, year, reading, sheet_list, sheet_fields, list, list_csv, lists, lists_about, lists_csv, lists_json, lists_page, address, gives;
    description(year, projects), lead(year, projects, n), meta(version, date, unit), rows_n(n), in_unit(kind, unit),
    included_projects(projects, groups), included_marks(marks), included_priorities(n),
    excluded_amounts(n), sum(amount), sum_listings(n, amount), citation_short(issuer, title, version),
    citation_long(issuer, plan, title, published, site, version, url), terms_about(issuer), year_data(year), name_of(name), readme_version(version), readme_page(url)
} }

section! { About {
    heading, description, purpose_heading, purpose, source_heading, source, authoritative,
    method_heading, method_once, method_none, method_text, method_changes, method_share, method_rows,
    translation_heading, translation, data_heading, data, data_terms, privacy_heading, privacy,
    operator_heading, operator_none;

} }

section! { Accessibility {
    heading, description, policy_heading, policy, how_heading, test_heading, feedback_heading, feedback;
;
    lists how
} }

section! { Error {
    not_found, not_found_why, bad_request, bad_request_why, method, method_why, too_long,
    too_long_why, internal, internal_why, unavailable, unavailable_why, ways, near, other_language;
    near_in_year(name, year), elsewhere(year)
} }

section! { Export {
    read, limits_heading, limits_lead, moved, moved_lead;
;
    lists limits_language, limits
} }

section! { Check {
    sound, nothing, no_amounts;
    omitted(n), errors(n), warnings(n), refused(found), sound_with(found), draft(year, errors), draft_sound(year),
    faulty(year),
    plan(year, projects, listings, reprints, amounts), listings(n), sum(exact, words), without_amount(projects),
    terms(n)
} }

impl Count {
    /// So many groups within a sentence. Japanese has a counter of its own up to nine.
    pub(crate) fn groups_in_words(&self, n: usize, name: &str) -> String {
        if n < 10 { self.few_groups(n, name) } else { self.many_groups(n, name) }
    }
}

impl Labels {
    /// The texts of a language, as built into the program.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Labels {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }

    /// Reads a labels file.
    ///
    /// # Errors
    /// All of what is missing, surplus, or has other places than the program fills.
    pub fn parse(toml: &str) -> Result<Labels, String> {
        let labels: Labels = toml::from_str(toml).map_err(|error| error.to_string())?;
        let problems = labels.check();
        if problems.is_empty() { Ok(labels) } else { Err(problems.join("\n")) }
    }
}

/// The labels of a language.
pub(super) const fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => concat!(
            include_str!("labels/ja.toml"),
            "\n",
            include_str!("labels/overview.ja.toml"),
            "\n",
            include_str!("labels/data.ja.toml"),
            "\n",
            include_str!("labels/find.ja.toml"),
            "\n",
            include_str!("labels/operator.ja.toml")
        ),
        Lang::En => concat!(
            include_str!("labels/en.toml"),
            "\n",
            include_str!("labels/overview.en.toml"),
            "\n",
            include_str!("labels/data.en.toml"),
            "\n",
            include_str!("labels/find.en.toml"),
            "\n",
            include_str!("labels/operator.en.toml")
        ),
    }
}

/// The file with the texts of the faults of data. They are typed where the faults are.
pub(crate) const fn fault_texts(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("labels/faults.ja.toml"),
        Lang::En => include_str!("labels/faults.en.toml"),
    }
}

/// The file with the descriptions of the data format. They are typed where the format is.
pub(crate) const fn format_texts(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("labels/format.ja.toml"),
        Lang::En => include_str!("labels/format.en.toml"),
    }
}

static JA: LazyLock<Labels> = LazyLock::new(|| built_in(Lang::Ja));
static EN: LazyLock<Labels> = LazyLock::new(|| built_in(Lang::En));

#[expect(clippy::panic, reason = "a program built with broken labels must not start; a test reads them all")]
fn built_in(lang: Lang) -> Labels {
    Labels::parse(source(lang)).unwrap_or_else(|problems| panic!("labels of {lang}: {problems}"))
}
