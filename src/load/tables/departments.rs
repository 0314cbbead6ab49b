//! `departments.csv`: divisions, and the offices within them. Two levels, no more.

use std::collections::HashMap;

use super::{Table, first_row};
use crate::load::faults::{Fault, shown};
use crate::load::keys::{Key as _, Keys};
use crate::load::raw::table::{self, Format};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Department, DepartmentId};

pub(super) const FORMAT: Format =
    Format { file: "departments.csv", columns: &["id", "name_ja", "name_en", "parent"], key: Some("id") };

pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    sink: &mut Sink,
) -> Table<Department, DepartmentId> {
    let (mut rows, mut keys) = (Vec::new(), HashMap::new());
    // A division may stand below its office, so parents are looked up once all rows are known.
    let mut parents: Vec<(u32, u32, Option<DepartmentId>, DepartmentId)> = Vec::new();
    let mut outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let id: Option<DepartmentId> = row.id("id");
        if let Some(id) = &id
            && let Some(first) = first_row(&mut keys, id.clone(), row.number)
        {
            row.error("id", || Fault::DuplicateId(id, first));
        }
        let name = row.text("name_ja", "name_en");
        let raw = row.raw("parent").unwrap_or_default().to_owned();
        let parent = match raw.parse::<DepartmentId>() {
            Ok(parent) => {
                parents.push((row.number, row.column("parent"), id.clone(), parent.clone()));
                Some(Some(parent))
            }
            Err(_) if raw.is_empty() => Some(None),
            Err(_) => {
                row.error("parent", || DepartmentId::invalid(&raw));
                None
            }
        };
        if let (Some(id), Some(name), Some(parent)) = (id, name, parent) {
            rows.push((row.number, Department { id, name, parent }));
        }
    });

    let keys = Keys::new(keys, &mut outcome);
    let offices: HashMap<&DepartmentId, u32> =
        parents.iter().filter_map(|(row, _, id, _)| Some((id.as_ref()?, *row))).collect();
    for (row, column, id, parent) in &parents {
        let place = Place::cell(outcome.file, *row, (*column, "parent"));
        let refused = sink.errors();
        if id.as_ref() == Some(parent) {
            sink.error(place, || Fault::ParentIsItself(parent));
        } else if let Some(office) = offices.get(parent) {
            sink.error(place, || Fault::ParentIsOffice(parent, office));
        } else if keys.is_whole() && keys.first_row(parent).is_none() && !keys.is_unreadable(parent.as_str())
        {
            let near = keys.nearest(parent.as_str());
            sink.error(place, || Fault::UnknownDepartment(shown(parent.as_str())).near(near));
        }
        if sink.errors() > refused {
            outcome.faulty.insert("parent");
        }
    }
    Table { rows, keys, outcome }
}
