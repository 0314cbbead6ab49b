//! Accessibility policy and test results.

use askama::Template;

use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct AccessibilityPage<'a> {
    page: PageContext<'a>,
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    request.param::<crate::i18n::Lang>("lang")?;
    let t = &request.labels().accessibility;
    let page = request.page(PageUrl::Accessibility).titled(t.heading.clone(), t.description.clone());
    html(&AccessibilityPage { page })
}
