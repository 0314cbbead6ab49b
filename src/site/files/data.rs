//! A year's plan as data.

use super::File;
use crate::open_data;
use crate::plan::Plan;
use crate::site::urls::DataFile;
use crate::site::{Error, Snapshot};

/// A file of the plan; `None` where it has none of that name.
pub(in crate::site) fn file(
    snapshot: &Snapshot,
    plan: &Plan,
    file: &DataFile,
) -> Result<Option<File>, Error> {
    let (content_type, body) = match file {
        DataFile::PlanJson => ("application/json", open_data::plan_json(plan)?),
        DataFile::Table(name) => match open_data::table(plan, &snapshot.dataset.terms, name) {
            Some(table) => ("text/csv; charset=utf-8", open_data::csv(&table)),
            None => return Ok(None),
        },
    };
    let download = Some(format!("keikaku-{}-{file}", plan.year()));
    Ok(Some(File { download, shared: true, ..File::text(content_type, body) }))
}
