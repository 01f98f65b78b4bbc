//! The form of a plan of fostering, new or changed; it must not decide for whom one is made.

use super::{about_word, home, level_word, load, shell};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    ui::Action,
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::{
    exemplar::Level,
    fostering::{self, About, NewPlan, Offered, View},
};
use lantoa_domain::id::FosteringId;
use lantoa_i18n::{Word, word};

const ABOUT: &str = "ve";
const OWNER: Input = Input::new(InputKind::Select, "nguoi-phu-trach", word!("fostering-owner")).required();
const SITUATION: Input = Input::new(InputKind::Lines, "hien-trang", word!("fostering-situation")).max_chars(4000);
const LEVEL: Input =
    Input::new(InputKind::Select, "cap", word!("fostering-next-level")).hint(word!("fostering-next-level-hint"));
const UNTIL: Input = Input::new(InputKind::Date, "den-ngay", word!("fostering-until")).required();
const EVERY: Input =
    Input::new(InputKind::Whole, "so-thang", word!("fostering-every")).required().hint(word!("fostering-every-hint"));
const LEVELS: [(&str, Level); 2] = [("tinh", Level::Province), ("nha-nuoc", Level::State)];
const FIELDS: [(&str, Input); 5] =
    [("owner", OWNER), ("until", UNTIL), ("every_months", EVERY), ("next_level", LEVEL), ("situation", SITUATION)];

/// The form: new for somebody, or of a plan that is there.
pub(super) fn page(visit: &Visit, offered: &Offered, known: Option<&View>, form: &FormState) -> Ask {
    let title = if known.is_some() { word!("fostering-change") } else { word!("fostering-new") };
    let (address, back) = match known {
        Some(view) => (format!("/boi-duong/{}/sua", view.plan.id), format!("/boi-duong/{}", view.plan.id)),
        None => ("/boi-duong/moi".to_owned(), home(offered.about)),
    };
    let carer = |one: &fostering::Carer| Choice::new(one.id.to_string(), format!("{} ({})", one.name, one.post));
    let carers: Vec<Choice> = offered.carers.iter().map(carer).collect();
    let mut fields = vec![form.show_choices(OWNER, &carers), form.show(SITUATION), form.show(UNTIL), form.show(EVERY)];
    if let Some(level) = offered.level.filter(|level| *level < Level::State) {
        let higher = LEVELS.iter().filter(|(_, one)| *one > level);
        let choices: Vec<Choice> = higher.map(|(code, one)| Choice::new(*code, level_word(*one))).collect();
        fields.push(form.show_choices(LEVEL, &choices));
    }
    let ask = Ask::new(
        shell(visit, title).crumb(offered.name.as_str(), home(offered.about)),
        title,
        address,
        Action::submit(word!("fostering-save")).primary(),
        Action::link(word!("ui-confirm-back"), back),
    );
    let ask = ask.fact(about_word(offered.about), offered.name.as_str()).fields(form, fields);
    match known {
        Some(view) => ask.hidden(FormState::VERSION, view.plan.version.to_string()),
        None => ask.hidden(ABOUT, offered.about.to_string()),
    }
}

async fn offered(visit: &Visit, about: About) -> Result<Offered, Failure> {
    fostering::offered(visit.cx()?, about).await.map_err(|why| visit.failed(why))
}

fn read(form: &mut FormState) -> Option<NewPlan> {
    let (owner, situation) = (form.choice(OWNER, |text| text.parse().ok()), form.text(SITUATION));
    let (until, every) = (form.date(UNTIL), form.whole(EVERY, 1..=12));
    let level = form.maybe(LEVEL, word!("ui-form-not-offered"), |text| {
        LEVELS.iter().find(|(code, _)| *code == text).map(|found| found.1)
    });
    Some(NewPlan {
        owner: owner?,
        situation: situation?,
        until: until?,
        every_months: u8::try_from(every?).ok()?,
        next_level: level?,
    })
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let about = About::parse(query.get(ABOUT).unwrap_or_default()).ok_or(Failure::NotFound)?;
    let offered = offered(&visit, about).await?;
    if !offered.may_plan {
        return Err(Failure::not_now(home(about)));
    }
    let person = visit.cx()?.actor().person;
    let form = FormState::filled([(EVERY.name, "3".to_owned()), (OWNER.name, person.to_string())]);
    Ok(visit.page(&page(&visit, &offered, None, &form)))
}

pub(super) async fn add(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let about = About::parse(form.raw(ABOUT)).ok_or(Failure::NotFound)?;
    if let Some(new) = read(&mut form) {
        match fostering::plan(visit.cx()?, about, new).await {
            Ok(id) => return Ok(saved(&visit, id, word!("fostering-planned"))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let offered = offered(&visit, about).await?;
    Ok(visit.page_again(&page(&visit, &offered, None, &form)))
}

pub(super) fn saved(visit: &Visit, id: FosteringId, word: Word) -> Response {
    visit.redirect(&format!("/boi-duong/{id}"), &Flash::done(word))
}

fn filled(view: &View) -> FormState {
    let level = view.plan.next_level.and_then(|level| LEVELS.iter().find(|(_, one)| *one == level.0));
    FormState::filled([
        (OWNER.name, view.plan.owner.to_string()),
        (SITUATION.name, view.plan.situation.clone()),
        (UNTIL.name, view.plan.until_day.to_string()),
        (EVERY.name, view.plan.every_months.to_string()),
        (LEVEL.name, level.map_or_else(String::new, |found| found.0.to_owned())),
    ])
}

pub(super) async fn show_change(visit: Visit, At(id): At<FosteringId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_keep {
        return Err(Failure::not_now(format!("/boi-duong/{id}")));
    }
    let offered = offered(&visit, view.about).await?;
    Ok(visit.page(&page(&visit, &offered, Some(&view), &filled(&view))))
}

pub(super) async fn change(visit: Visit, At(id): At<FosteringId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(new) = read(&mut form) {
        match fostering::change(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => return Ok(saved(&visit, id, word!("fostering-saved"))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let view = load(&visit, id).await?;
    let offered = offered(&visit, view.about).await?;
    Ok(visit.page_again(&page(&visit, &offered, Some(&view), &form)))
}
