//! Faults of control totals.

use super::{Fault, text};
use crate::i18n::{Text, grouped};
use crate::load::Code;

/// What a control total counts, in words.
fn subject(code: Code) -> Text {
    match code {
        Code::ControlProjects => text("事業の数", "the number of projects"),
        Code::ControlListings => text("掲載の数", "the number of listings"),
        Code::ControlReprints => text("再掲の数", "the number of listings that are 再掲"),
        Code::ControlPriority => text("重点事業の数", "the number of priority projects"),
        Code::ControlNew => text("新規事業の数", "the number of new projects"),
        Code::ControlWithoutAmount => {
            text("金額の記載がない事業の数", "the number of projects without an amount")
        }
        Code::ControlBudget => text("予算額の合計（千円）", "the sum of the amounts in thousand yen"),
        Code::ControlProjectDepartments => {
            text("事業と担当課の組の数", "the number of rows in project_departments.csv")
        }
        _ => text("用語の数", "the number of terms"),
    }
}

pub(in crate::load) fn differs(code: Code, stated: u64, found: u64, table: &str) -> Fault {
    let Text { ja, en } = subject(code);
    let (stated, found_grouped) = (grouped(stated), grouped(found));
    Fault::new(
        code,
        text(
            format!(
                "検算用の値と表が合いません。{ja}は、ここでは {stated}、{table} では {found_grouped} です。"
            ),
            format!(
                "The control total does not agree with the table: {en} is {stated} here and {found_grouped} in {table}."
            ),
        ),
        text(
            format!(
                "{table} が途中で切れていないか、行が抜けたり重なったりしていないか確かめてください。表が正しければ、ここを {found} に直してください。"
            ),
            format!(
                "Check whether {table} was cut off, or a row is missing or there twice. If the table is right, change this to {found}."
            ),
        ),
    )
}
