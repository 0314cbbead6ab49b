//! Every text of the data, found by taking each type apart: a new field does not compile until it is here.

use keikaku::i18n::Text;
use keikaku::plan::{
    About, Dataset, Department, Flag, Group, Level, Need, Noun, Parts, Plan, Priorities, Project, Site, Term,
};

/// The parts that a plan was made of.
pub(crate) fn parts_of(plan: &Plan) -> Parts {
    Parts {
        year: plan.year(),
        draft: plan.is_draft(),
        about: plan.about().clone(),
        unit: plan.unit(),
        levels: plan.levels().to_vec(),
        flags: plan.flags().to_vec(),
        groups: plan.groups().to_vec(),
        departments: plan.departments().to_vec(),
        projects: plan.projects().to_vec(),
        listings: plan.listings().to_vec(),
        needs: plan.needs().to_vec(),
    }
}

/// Visits every text of a plan, with a word on where it stands.
pub(crate) fn visit_plan(parts: &mut Parts, visit: &mut impl FnMut(&str, &mut Text)) {
    let Parts {
        year: _,
        draft: _,
        about,
        unit: _,
        levels,
        flags,
        groups,
        departments,
        projects,
        listings: _,
        needs,
    } = parts;
    visit_about(about, visit);
    for Level { id, one: _, name, number, has_index: _ } in levels {
        visit(&format!("level {id}, number"), number);
        visit_noun(&format!("level {id}"), name, visit);
    }
    for Flag { column, sign: _, name, badge } in flags {
        visit_noun(&format!("flag {column}"), name, visit);
        visit(&format!("flag {column}, badge"), badge);
    }
    for Group { level, id, number: _, name, kana: _, parent: _ } in groups {
        visit(&format!("group {id} of level {level}"), name);
    }
    for Department { id, name, kana: _, parent: _ } in departments {
        visit(&format!("department {id}"), name);
    }
    for project in projects {
        let Project { id, name, kana: _, budget: _, flags: _, summary, departments: _ } = project;
        visit(&format!("project {id}, name"), name);
        visit(&format!("project {id}, summary"), summary);
    }
    for Need { words, groups: _ } in needs {
        visit("need", words);
    }
}

fn visit_noun(name: &str, Noun { one, other }: &mut Noun, visit: &mut impl FnMut(&str, &mut Text)) {
    visit(&format!("{name}, one"), one);
    visit(&format!("{name}, several"), other);
}

fn visit_about(about: &mut About, visit: &mut impl FnMut(&str, &mut Text)) {
    let About {
        area_code: _,
        plan,
        title,
        edition,
        issued,
        issuer,
        site_name,
        purpose,
        unstated,
        priorities,
        note,
        published: _,
        changes,
        rounding,
        as_of: _,
    } = about;
    visit("plan", plan);
    visit("title", title);
    visit("issued", issued);
    visit("issuer", issuer);
    let optional = [("edition", edition), ("purpose", purpose), ("unstated", unstated), ("note", note)];
    for (name, text) in optional.into_iter().chain([("rounding", rounding), ("site name", site_name)]) {
        text.iter_mut().for_each(|text| visit(name, text));
    }
    if let Some(Priorities { heading, lead, items, note, flag: _ }) = priorities {
        visit("heading of the priorities", heading);
        lead.iter_mut().chain(note).for_each(|text| visit("lead or note of the priorities", text));
        items.iter_mut().for_each(|text| visit("priority", text));
    }
    changes.iter_mut().for_each(|text| visit("change", text));
}

/// Visits every text of the data outside of the plans; readings are Japanese only.
pub(crate) fn visit_site(
    dataset: &mut Dataset,
    visit: &mut impl FnMut(&str, &mut Text),
    reading: &mut impl FnMut(&mut String),
) {
    let Dataset { site, terms, plans: _, faulty: _ } = dataset;
    let Site { base_url: _, official: _, operator, contact: _, accessibility_tests } = site;
    operator.iter_mut().for_each(|operator| visit("operator", operator));
    accessibility_tests.iter_mut().for_each(|tests| visit("accessibility tests", tests));
    for Term { id, term, reading: kana, meaning } in terms {
        visit(&format!("term {id}"), term);
        visit(&format!("term {id}, meaning"), meaning);
        reading(kana);
    }
}
