//! What is done with a report: begun, drafted anew, submitted, sent, opened again. It must not count.

use super::{at, say, show::load};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    ui::Action,
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::document::{About, DocumentStatus, of_thing};
use lantoa_app::report::{self, New, Offered, ReportView, Sending};
use lantoa_domain::id::{ProgrammeId, ReportId, UnitId};
use lantoa_domain::report::{ReportKind, ReportState};
use lantoa_i18n::{Message, word};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("report-programme")).required();
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("report-kind")).required();
const LEVEL: Input = Input::new(InputKind::Radio, "cap", word!("report-level")).required();
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("report-unit")).required();
const YEAR: Input =
    Input::new(InputKind::Whole, "nam", word!("report-year")).sometimes().hint(word!("report-year-hint"));
const MONTH: Input =
    Input::new(InputKind::Whole, "thang", word!("report-month")).sometimes().hint(word!("report-month-hint"));
const TO: Input = Input::new(InputKind::Lines, "noi-nhan", word!("report-addressees"))
    .max_chars(2000)
    .hint(word!("report-addressees-hint"));
const ON: Input = Input::new(InputKind::Date, "ngay", word!("report-sent-on")).required();
const NUMBER: Input =
    Input::text("so", word!("report-number")).required().max_chars(60).hint(word!("report-number-hint"));

pub(super) fn new_page(visit: &Visit, form: &FormState, offered: &Offered) -> Ask {
    let title = word!("report-new");
    let span = |(from, to): (i16, i16)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    let programme = |(id, title, years): &(ProgrammeId, String, (i16, i16))| {
        Choice::new(id.to_string(), format!("{title} ({})", span(*years)))
    };
    let programmes: Vec<Choice> = offered.programmes.iter().map(programme).collect();
    let units: Vec<Choice> =
        offered.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let kinds = say::KINDS.map(|(code, kind)| Choice::new(code, say::kind(kind)));
    let levels = say::LEVELS.map(|(code, level)| Choice::new(code, say::level(&level)));
    let shell = visit.shell(title, Area::Reports).crumb(word!("ui-area-reports"), Area::Reports.address());
    let back = Action::link(word!("ui-confirm-back"), Area::Reports.address());
    Ask::new(shell, title, "/bao-cao/moi", Action::submit(word!("report-begin")).primary(), back)
        .lead(word!("report-new-lead"))
        .fields(
            form,
            vec![
                form.show_choices(PROGRAMME, &programmes),
                form.show_choices(KIND, &kinds),
                form.show(YEAR),
                form.show(MONTH),
                form.show_choices(UNIT, &units),
                form.show_choices(LEVEL, &levels),
            ],
        )
}

async fn offered(visit: &Visit) -> Result<Offered, Failure> {
    let found = report::offered(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    if found.units.is_empty() {
        return Err(Failure::not_now(Area::Reports.address().to_owned()));
    }
    Ok(found)
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let offered = offered(&visit).await?;
    let unit = offered.units.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let form = FormState::filled([
        (PROGRAMME.name, query.get(PROGRAMME.name).unwrap_or_default().to_owned()),
        (KIND.name, "nam".to_owned()),
        (LEVEL.name, "tong-hop".to_owned()),
        (YEAR.name, visit.cx()?.today().year().to_string()),
        (UNIT.name, unit),
    ]);
    Ok(visit.page(&new_page(&visit, &form, &offered)))
}

fn read(form: &mut FormState) -> Option<New> {
    let programme = form.choice(PROGRAMME, |text| text.parse::<ProgrammeId>().ok());
    let kind = form.choice(KIND, |text| say::KINDS.iter().find(|(code, _)| *code == text).map(|(_, kind)| *kind));
    let level = form.choice(LEVEL, |text| say::LEVELS.iter().find(|(code, _)| *code == text).map(|(_, level)| *level));
    let unit = form.choice(UNIT, |text| text.parse::<UnitId>().ok());
    let kind = kind?;
    let year = if kind == ReportKind::Final { Some(0) } else { form.whole(YEAR.required(), 1945..=2200) };
    let needs_month = matches!(kind, ReportKind::Monthly | ReportKind::Interim);
    let month = if needs_month { form.whole(MONTH.required(), 1..=12) } else { Some(0) };
    Some(New {
        programme: programme?,
        unit: Some(unit?),
        kind,
        level: level?,
        year: i16::try_from(year?).ok()?,
        month: i8::try_from(month?).ok()?,
    })
}

pub(super) async fn begin(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    if let Some(new) = read(&mut form) {
        match report::begin(cx, new).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("report-begun")))),
            Err(error) => blame(&mut form, &visit, error, &[("year", YEAR), ("month", MONTH), ("report", KIND)])?,
        }
    }
    let offered = offered(&visit).await?;
    Ok(visit.page_again(&new_page(&visit, &form, &offered)))
}

pub(super) async fn refresh(visit: Visit, At(id): At<ReportId>, form: FormState) -> Result<Response, Failure> {
    report::refresh(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-refreshed"))))
}

fn crumbs(visit: &Visit, title: Message, view: &ReportView) -> Shell {
    visit
        .shell(title, Area::Reports)
        .crumb(word!("ui-area-reports"), Area::Reports.address())
        .crumb(say::head_title(&view.content.head), at(view.row.id))
}

/// A page with one form about a report.
fn ask(visit: &Visit, view: &ReportView, (title, path): (lantoa_i18n::Word, &str), primary: Action) -> Ask {
    let base = at(view.row.id);
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(crumbs(visit, title.into(), view), title, format!("{base}/{path}"), primary, back)
        .lead(say::head_title(&view.content.head))
        .hidden(FormState::VERSION, view.row.version.to_string())
}

async fn wanted(visit: &Visit, id: ReportId, fits: impl Fn(&ReportView) -> bool) -> Result<ReportView, Failure> {
    let view = load(visit, id).await?;
    if fits(&view) { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

pub(super) fn address_page(visit: &Visit, view: &ReportView, form: &FormState) -> Ask {
    let title = word!("report-address");
    let submit = Action::submit(word!("report-save")).primary();
    ask(visit, view, (title, "noi-nhan"), submit).fields(form, vec![form.show(TO)])
}

const fn writes(view: &ReportView) -> bool {
    view.may_write && matches!(view.row.state.0, ReportState::Draft)
}

pub(super) async fn show_address(visit: Visit, At(id): At<ReportId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, writes).await?;
    let form = FormState::filled([(TO.name, view.row.addressees.clone())]);
    Ok(visit.page(&address_page(&visit, &view, &form)))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

pub(super) async fn address(visit: Visit, At(id): At<ReportId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(to) = form.text(TO) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&address_page(&visit, &view, &form)));
    };
    let done = report::address(visit.cx()?, id, form.version()?, lines(&to)).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-saved"))))
}

pub(super) fn submit_page(visit: &Visit, view: &ReportView) -> Ask {
    let title = word!("report-submit");
    let submit = Action::submit(title).primary().icon("stamp");
    ask(visit, view, (title, "trinh"), submit)
        .consequence(word!("report-submit-drafts"))
        .consequence(word!("report-submit-freezes").with("ordinal", view.versions.len() + 1))
}

pub(super) async fn show_submit(visit: Visit, At(id): At<ReportId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, writes).await?;
    Ok(visit.page(&submit_page(&visit, &view)))
}

pub(super) async fn submit(visit: Visit, At(id): At<ReportId>, form: FormState) -> Result<Response, Failure> {
    report::submit(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-submitted"))))
}

pub(super) fn reopen_page(visit: &Visit, view: &ReportView) -> Ask {
    let title = word!("report-reopen");
    ask(visit, view, (title, "ban-moi"), Action::submit(title).primary())
        .consequence(word!("report-reopen-then").with("count", view.versions.len()))
}

pub(super) async fn show_reopen(visit: Visit, At(id): At<ReportId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, |view| view.may_write && view.row.state.0 != ReportState::Draft).await?;
    Ok(visit.page(&reopen_page(&visit, &view)))
}

pub(super) async fn reopen(visit: Visit, At(id): At<ReportId>, form: FormState) -> Result<Response, Failure> {
    report::reopen(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-reopened"))))
}

pub(super) fn send_page(visit: &Visit, view: &ReportView, form: &FormState) -> Ask {
    let title = word!("report-send");
    let submit = Action::submit(title).primary().icon("send");
    ask(visit, view, (title, "gui"), submit)
        .consequence(word!("report-send-then"))
        .fields(form, vec![form.show(TO.required()), form.show(NUMBER), form.show(ON)])
}

/// The number under which the paper was issued, where it was.
async fn issued(visit: &Visit, id: ReportId) -> Result<String, Failure> {
    let found = of_thing(visit.cx()?, About::Report(id)).await.map_err(|why| visit.failed(why))?;
    let row = found.into_iter().find(|row| row.status == DocumentStatus::Issued);
    Ok(row.map(|row| format!("{}/{}", row.number, row.symbol)).unwrap_or_default())
}

pub(super) async fn show_send(visit: Visit, At(id): At<ReportId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, |view| view.may_send && view.row.state.0 == ReportState::Submitted).await?;
    let form = FormState::filled([
        (TO.name, view.row.addressees.clone()),
        (NUMBER.name, issued(&visit, id).await?),
        (ON.name, visit.cx()?.today().to_string()),
    ]);
    Ok(visit.page(&send_page(&visit, &view, &form)))
}

pub(super) async fn send(visit: Visit, At(id): At<ReportId>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (to, number, on) = (form.text(TO.required()), form.text(NUMBER), form.date(ON));
    if let (Some(to), Some(number), Some(on)) = (to, number, on) {
        let sending = Sending { to: lines(&to), on, number };
        match report::send(cx, id, form.version()?, sending).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("report-was-sent")))),
            Err(error) => blame(&mut form, &visit, error, &[("to", TO), ("number", NUMBER), ("on", ON)])?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&send_page(&visit, &view, &form)))
}
