//! Source, method, translation, operator.

use askama::Template;

use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::{self, PageUrl};

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage<'a> {
    page: PageContext<'a>,
}

impl AboutPage<'_> {
    fn sums(&self) -> String {
        PageUrl::Sums(self.page.plan.year()).path(self.page.lang)
    }

    fn plan_json(&self) -> String {
        urls::plan_json(self.page.plan.year())
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    request.param::<crate::i18n::Lang>("lang")?;
    let t = &request.labels().about;
    let page = request.page(PageUrl::About).titled(t.heading.clone(), t.description.clone());
    html(&AboutPage { page })
}
