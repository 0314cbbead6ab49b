//! Every text of the interface, typed: a misspelt use does not compile, and a
//! missing, surplus or ill-filled text is refused when the labels are read.
//!
//! The texts are in `labels/ja.toml` and `labels/en.toml`, beside this file, and are built into the program.
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
    site: Site, nav: Nav, terms: Terms, count: Count, chart: Chart, overview: Overview, directions:
    Directions, direction: Direction, initiative: Initiative, projects: Projects, project: Project,
    departments: Departments, department: Department, priorities: Priorities, sums: Sums, glossary:
    Glossary, about: About, accessibility: Accessibility, error: Error, export: Export
}

/// Nouns with their number, its digits in groups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    projects: Message,
    largest: Message,
    more: Message,
    initiatives: Message,
}

impl Count {
    pub(crate) fn projects(&self, n: usize) -> String {
        counted(&self.projects, n)
    }

    pub(crate) fn largest(&self, n: usize) -> String {
        counted(&self.largest, n)
    }

    pub(crate) fn initiatives(&self, n: usize) -> String {
        counted(&self.initiatives, n)
    }

    pub(crate) fn more(&self, n: usize) -> String {
        counted(&self.more, n)
    }

    fn check(&self, problems: &mut Vec<String>) {
        self.more.check("Count.more", &["n"], problems);
        self.projects.check("Count.projects", &["n"], problems);
        self.largest.check("Count.largest", &["n"], problems);
        self.initiatives.check("Count.initiatives", &["n"], problems);
    }
}

fn counted(message: &Message, n: usize) -> String {
    message.fill(&[("n", &super::grouped(n as u64))])
}

section! { Site {
    skip, translation, source_heading, contact, colon, comma, and, sentence_gap;
    older(year), newer_same(year), newer_overview(year),
    name(issuer), unofficial(issuer), official(issuer), source(issuer, plan, title, issued),
    as_of(date), operator(operator)
} }

section! { Nav {
    main, footer, breadcrumb, overview, directions, projects, departments, priorities, sums,
    glossary, about, accessibility, previous, next, neighbours, parts;

} }

section! { Terms {
    direction, initiative, project, project_name, department, budget, budget_unit,
    number, priority, new, no_amount, total, unit, summary,
    amount_unit, extent_empty;
    amount_and_share(amount, share), extent(projects, amount), extent_unstated(projects), without_amount(n),
    direction_named(number, name), initiative_named(number, name)
} }

section! { Chart {
    description_none, without_why, thin;
    description(largest, amount), without(title, largest), only(title, largest), table(title)
} }

section! { Overview {
    figures, total, projects, priority, new, how, directions, by_direction, by_department, all_departments,
    priorities_more, largest, all_projects, new_heading, new_lead;
    heading(year), description(issuer, plan, year, projects, amount),
    description_none(issuer, plan, year, projects), sentence(issuer, year, projects, amount),
    sentence_none(issuer, year, projects), largest_direction(name, share), largest_title(n)
} }

section! { Directions {
    heading, counted;
    description(year, directions, initiatives), sentence(directions, initiatives)
} }

section! { Direction {
    by_initiative, listings;
    description(year, name, extent), sentence_bare(name), sentence(name, initiatives, projects, amount),
    sentence_none(name, initiatives, projects), sentence_empty(name, initiatives), largest(name, amount),
    reprints(n)
} }

section! { Initiative {
    by_project, listings;
    description(year, name, extent), sentence(name, projects, amount),
    sentence_none(name, projects), sentence_only_reprints(name), sentence_empty(name),
    reprints(n, amount), reprints_none(n),
    chart_reprint(name)
} }

section! { Projects {
    heading, order, order_reprints, marks, badge_priority, badge_new, badge_reprint;
    description(year, projects, amount), description_none(year, projects),
    sentence(year, projects, amount), sentence_none(year, projects), caption(year)
} }

section! { Project {
    is_priority, facts, amount_exact, amount_yen, none_why, share_heading,
    share_of_plan, share_description, share_whole, listed, listed_original,
    listed_again, marks, link, permanent, short, cite, original, original_name;
    description(year, name, amount, department), sentence(name, department, year, amount),
    sentence_none(name, department, year), shares(initiative, share_initiative, share_plan),
    rank(of, rank), is_new(year), reprinted(n), yen(n),
    share_of_initiative(name), listed_at(initiative, number), same_department(department),
    more_of_department(n, department),
    citation(issuer, plan, title, issued, initiative, number, name, url)
} }

section! { Departments {
    heading, order, order_none, shared, chart;
    description(year), sentence(year, divisions, name, amount), sentence_none(year, divisions)
} }

section! { Department {
    offices, projects;
    description(year, name, extent), sentence(name, year, projects, amount),
    sentence_none(name, year, projects), sentence_empty(name, year), shared(n), parent(name), chart(name)
} }

section! { Priorities {
    heading, projects, no_mapping, chart, sentence_empty;
    description(year, items, projects), description_none(year, items), sentence(projects, amount), sentence_none(projects)
} }

section! { Sums {
    heading, count, step, listings, reprints, projects, with_amount, without_amount, amounts,
    all_listings, reprint_amounts, plan_total, again, first_listed, listed_again, by_direction,
    by_direction_lead, by_department, by_department_lead, department_sum, difference,
    department_none_shared, office_note, equation, unit_count, unit_amount;
    description(year), sentence(counted, amount), sentence_none(counted),
    counted(listings, reprints, projects), counted_once(n), again_lead(n),
    department_equal(n, year), department_equal_zero(n, year), department_differs(n), office_of_which(name)
} }

section! { Glossary {
    heading, description, lead;

} }

section! { About {
    heading, description, purpose_heading, purpose, source_heading, source, authoritative,
    method_heading, method_once, method_none, method_text, method_share, method_rows,
    translation_heading, translation, data_heading, data, data_terms, privacy_heading, privacy,
    operator_heading, operator_none, contact_none;

} }

section! { Accessibility {
    heading, description, policy_heading, policy, how_heading, test_heading, test, limits_heading,
    limits, feedback_heading, feedback;
;
    lists how
} }

section! { Error {
    not_found, not_found_why, bad_request, bad_request_why, method, method_why, too_long,
    too_long_why, internal, internal_why, ways, near;
    near_in_year(name, year), elsewhere(year)
} }

section! { Export {
    read, limits_heading, limits_lead, moved, moved_lead;
;
    lists limits
} }

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

/// The labels file of a language.
pub(super) const fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("labels/ja.toml"),
        Lang::En => include_str!("labels/en.toml"),
    }
}

/// The file with the texts of the faults of data. They are typed where the faults are.
pub(crate) const fn fault_texts(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("labels/faults.ja.toml"),
        Lang::En => include_str!("labels/faults.en.toml"),
    }
}

static JA: LazyLock<Labels> = LazyLock::new(|| built_in(Lang::Ja));
static EN: LazyLock<Labels> = LazyLock::new(|| built_in(Lang::En));

#[expect(clippy::panic, reason = "a program built with broken labels must not start; a test reads them all")]
fn built_in(lang: Lang) -> Labels {
    Labels::parse(source(lang)).unwrap_or_else(|problems| panic!("labels of {lang}: {problems}"))
}
