//! Which of the seven parts a unit's plan needs in a programme; it must not decide who may set it.

use axum::response::Response;
use lantoa_app::unit_plan::{self, Setting};
use lantoa_domain::id::ProgrammeId;
use lantoa_i18n::word;

use super::{say, shell};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    ui::Action,
};

const NEEDED: Input = Input::new(InputKind::Ticks, "phan", word!("cascade-setting-parts"));

pub(super) fn page(visit: &Visit, setting: &Setting, form: &FormState) -> Ask {
    let back = format!("/ke-hoach-don-vi?chuong-trinh={}", setting.programme);
    let parts: Vec<Choice> = say::PARTS.iter().map(|(code, part)| Choice::new(*code, say::part(*part))).collect();
    Ask::new(
        shell(visit, word!("cascade-setting")),
        word!("cascade-setting"),
        format!("/ke-hoach-don-vi/thiet-lap/{}", setting.programme),
        Action::submit(word!("cascade-save")).primary(),
        Action::link(word!("ui-confirm-back"), back),
    )
    .lead(word!("cascade-setting-lead"))
    .fact(word!("cascade-programme"), setting.title.as_str())
    .hidden(FormState::VERSION, setting.version.to_string())
    .fields(form, vec![form.show_choices(NEEDED, &parts)])
}

async fn load(visit: &Visit, id: ProgrammeId) -> Result<Setting, Failure> {
    unit_plan::setting(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ProgrammeId>) -> Result<Response, Failure> {
    let setting = load(&visit, id).await?;
    let ticked = say::PARTS.iter().filter(|(_, part)| setting.parts.contains(part));
    let form = FormState::filled(ticked.map(|(code, _)| (NEEDED.name, (*code).to_owned())));
    Ok(visit.page(&page(&visit, &setting, &form)))
}

pub(super) async fn set(visit: Visit, At(id): At<ProgrammeId>, form: FormState) -> Result<Response, Failure> {
    let named = |code: &str| say::PARTS.iter().find(|(known, _)| *known == code).map(|found| found.1);
    let parts = form.all(NEEDED.name).filter_map(named).collect();
    unit_plan::set(visit.cx()?, id, parts, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/ke-hoach-don-vi?chuong-trinh={id}"), &Flash::done(word!("cascade-saved"))))
}
