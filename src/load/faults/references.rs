//! Faults of what hangs together with what.

use super::{Fault, shown, text};
use crate::i18n::Text;
use crate::load::Code;
use crate::plan::Number;

/// What was meant, or where the thing should have been.
fn meant(near: Option<&str>, table: &str) -> Text {
    match near {
        Some(near) => text(format!("「{near}」のことですか。"), format!("Did you mean \"{near}\"?")),
        None => text(
            format!("値を直すか、{table} に行を加えてください。"),
            format!("Correct the value, or add a row to {table}."),
        ),
    }
}

pub(in crate::load) fn unknown_direction(raw: &str, near: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::UnknownDirection,
        text(format!("方向性 {raw} はありません。"), format!("There is no direction {raw}.")),
        meant(near, "directions.csv"),
    )
}

pub(in crate::load) fn unknown_initiative(raw: &str, near: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::UnknownInitiative,
        text(format!("取組 {raw} はありません。"), format!("There is no initiative {raw}.")),
        meant(near, "initiatives.csv"),
    )
}

pub(in crate::load) fn unknown_project(raw: &str, near: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::UnknownProject,
        text(format!("事業「{raw}」はありません。"), format!("There is no project \"{raw}\".")),
        meant(near, "projects.csv"),
    )
}

pub(in crate::load) fn unknown_department(raw: &str, near: Option<&str>) -> Fault {
    let raw = shown(raw);
    Fault::new(
        Code::UnknownDepartment,
        text(format!("担当課「{raw}」はありません。"), format!("There is no department \"{raw}\".")),
        meant(near, "departments.csv"),
    )
}

pub(in crate::load) fn parent_is_itself(id: &str) -> Fault {
    Fault::new(
        Code::ParentIsItself,
        text(
            format!("「{id}」が、自分自身の室になっています。"),
            format!("\"{id}\" is given as an office of itself."),
        ),
        text(
            "課の場合は空欄にし、室の場合はその課の ID を入力してください。",
            "Leave the cell empty for a division; for an office write the id of its division.",
        ),
    )
}

pub(in crate::load) fn parent_is_office(parent: &str, row: u32) -> Fault {
    Fault::new(
        Code::ParentIsOffice,
        text(
            format!("「{parent}」は室です（{row}行目）。室の下に室は置けません。"),
            format!("\"{parent}\" is itself an office (row {row}). An office has no offices."),
        ),
        text("室が属する課の ID を入力してください。", "Write the id of the division."),
    )
}

pub(in crate::load) fn duplicate_listing(initiative: &str, number: &str, first: u32) -> Fault {
    Fault::new(
        Code::DuplicateListing,
        text(
            format!("取組 {initiative} の番号 {number} は{first}行目ですでに使われています。"),
            format!("Number {number} of initiative {initiative} is already used in row {first}."),
        ),
        text("番号を直してください。", "Correct the number."),
    )
}

pub(in crate::load) fn project_twice_in_initiative(project: &str, initiative: &str, first: u32) -> Fault {
    Fault::new(
        Code::ProjectTwiceInInitiative,
        text(
            format!("事業「{project}」は取組 {initiative} にすでに掲載されています（{first}行目）。"),
            format!("Initiative {initiative} already lists the project \"{project}\" (row {first})."),
        ),
        text(
            "同じ取組に同じ事業は1回だけ掲載できます。片方の行を直すか、削除してください。",
            "An initiative lists a project once. Correct or remove one of the rows.",
        ),
    )
}

pub(in crate::load) fn project_without_listing(project: &str) -> Fault {
    Fault::new(
        Code::ProjectWithoutListing,
        text(
            format!("事業「{project}」は、どの取組にも掲載されていません。"),
            format!("No initiative lists the project \"{project}\"."),
        ),
        text(
            "listings.csv に行を加えるか、この事業を削除してください。",
            "Add a row to listings.csv, or remove the project.",
        ),
    )
}

pub(in crate::load) fn project_without_original(project: &str) -> Fault {
    Fault::new(
        Code::ProjectWithoutOriginal,
        text(
            format!("事業「{project}」の掲載は再掲だけです。このままでは合計に含まれません。"),
            format!("The project \"{project}\" is only listed again, so no total would count it."),
        ),
        text(
            "listings.csv で、本来の掲載の reprint を 0 にしてください。",
            "Set reprint to 0 in listings.csv where it belongs.",
        ),
    )
}

pub(in crate::load) fn two_originals(project: &str, first: u32) -> Fault {
    Fault::new(
        Code::TwoOriginals,
        text(
            format!(
                "事業「{project}」は{first}行目にも再掲でない掲載があります。このままでは二重に数えられます。"
            ),
            format!(
                "The project \"{project}\" has its own listing in row {first} already: it would be counted twice."
            ),
        ),
        text(
            "どちらか一方を再掲（reprint を 1）にしてください。",
            "Mark one of the two as listed again (reprint 1).",
        ),
    )
}

pub(in crate::load) fn reprint_before_original(project: &str, initiative: Number, number: Number) -> Fault {
    Fault::new(
        Code::ReprintBeforeOriginal,
        text(
            format!(
                "事業「{project}」の再掲が、もとの掲載（取組{initiative}の番号{number}）より前にあります。"
            ),
            format!(
                "The project \"{project}\" is listed again here, before its main listing (initiative {initiative}, number {number})."
            ),
        ),
        text(
            "そのままでも公開できます。事業は、もとの掲載がある取組で数えます。どちらが再掲（reprint が 1）か、公表資料で確かめてください。",
            "It can be published: the project is counted under its main listing. Check in the document which of the two is listed again (reprint 1).",
        ),
    )
}

pub(in crate::load) fn project_without_department(project: &str) -> Fault {
    Fault::new(
        Code::ProjectWithoutDepartment,
        text(
            format!("事業「{project}」の担当課がありません。"),
            format!("No department is in charge of the project \"{project}\"."),
        ),
        text("project_departments.csv に行を加えてください。", "Add a row to project_departments.csv."),
    )
}

pub(in crate::load) fn duplicate_charge(project: &str, department: &str, first: u32) -> Fault {
    Fault::new(
        Code::DuplicateCharge,
        text(
            format!("事業「{project}」の担当課「{department}」は{first}行目にもあります。"),
            format!("The department \"{department}\" is already given for \"{project}\" in row {first}."),
        ),
        text("片方の行を削除してください。", "Remove one of the rows."),
    )
}

pub(in crate::load) fn direction_without_initiative(number: &str) -> Fault {
    Fault::new(
        Code::DirectionWithoutInitiative,
        text(
            format!("方向性 {number} に取組がありません。"),
            format!("Direction {number} has no initiative."),
        ),
        text(
            "そのままでも公開できますが、ページの内容が空になります。initiatives.csv を確かめてください。",
            "It can be published, but its page will be empty. Check initiatives.csv.",
        ),
    )
}

pub(in crate::load) fn initiative_without_listing(number: &str) -> Fault {
    Fault::new(
        Code::InitiativeWithoutListing,
        text(format!("取組 {number} に事業がありません。"), format!("Initiative {number} lists no project.")),
        text(
            "そのままでも公開できますが、ページの内容が空になります。listings.csv を確かめてください。",
            "It can be published, but its page will be empty. Check listings.csv.",
        ),
    )
}

pub(in crate::load) fn department_without_project(id: &str) -> Fault {
    Fault::new(
        Code::DepartmentWithoutProject,
        text(
            format!("「{id}」が担当する事業がありません。"),
            format!("The department \"{id}\" is in charge of no project."),
        ),
        text(
            "そのままでも公開できますが、ページの内容が空になります。project_departments.csv を確かめてください。",
            "It can be published, but its page will be empty. Check project_departments.csv.",
        ),
    )
}
