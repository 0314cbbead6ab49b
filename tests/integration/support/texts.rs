//! Every text of the data, found by taking each type apart: a new field does not compile until it is here.

use keikaku::i18n::Text;
use keikaku::plan::{About, Dataset, Department, Direction, Initiative, Parts, Plan, Project, Site, Term};

/// The parts that a plan was made of.
pub(crate) fn parts_of(plan: &Plan) -> Parts {
    Parts {
        year: plan.year(),
        about: plan.about().clone(),
        directions: plan.directions().to_vec(),
        initiatives: plan.initiatives().to_vec(),
        departments: plan.departments().to_vec(),
        projects: plan.projects().to_vec(),
        listings: plan.listings().to_vec(),
    }
}

/// Visits every text of a plan, with a word on where it stands.
pub(crate) fn visit_plan(parts: &mut Parts, visit: &mut impl FnMut(&str, &mut Text)) {
    let Parts { year: _, about, directions, initiatives, departments, projects, listings: _ } = parts;
    visit_about(about, visit);
    for Direction { number, name } in directions {
        visit(&format!("direction {number}"), name);
    }
    for Initiative { number, direction: _, name } in initiatives {
        visit(&format!("initiative {number}"), name);
    }
    for Department { id, name, parent: _ } in departments {
        visit(&format!("department {id}"), name);
    }
    for project in projects {
        let Project { id, name, budget: _, priority: _, new: _, summary, departments: _ } = project;
        visit(&format!("project {id}, name"), name);
        visit(&format!("project {id}, summary"), summary);
    }
}

fn visit_about(about: &mut About, visit: &mut impl FnMut(&str, &mut Text)) {
    let About {
        area_code: _,
        plan,
        title,
        edition,
        issued,
        issuer,
        priorities_heading,
        priorities_lead,
        priorities,
        note,
        published: _,
        changes,
        as_of: _,
    } = about;
    visit("plan", plan);
    visit("title", title);
    visit("edition", edition);
    visit("issued", issued);
    visit("issuer", issuer);
    visit("heading of the priorities", priorities_heading);
    visit("lead of the priorities", priorities_lead);
    priorities.iter_mut().for_each(|text| visit("priority", text));
    visit("note", note);
    changes.iter_mut().for_each(|text| visit("change", text));
}

/// Visits every text of the data outside of the plans; readings are Japanese only.
pub(crate) fn visit_site(
    dataset: &mut Dataset,
    visit: &mut impl FnMut(&str, &mut Text),
    reading: &mut impl FnMut(&mut String),
) {
    let Dataset { site, terms, plans: _ } = dataset;
    let Site { base_url: _, official: _, operator, contact: _ } = site;
    operator.iter_mut().for_each(|operator| visit("operator", operator));
    for Term { id, term, reading: kana, meaning } in terms {
        visit(&format!("term {id}"), term);
        visit(&format!("term {id}, meaning"), meaning);
        reading(kana);
    }
}
