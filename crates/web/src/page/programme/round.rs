//! Opening, closing and opening again of rounds. It must not move a dossier.

use super::{FormPage, crumbs, load};
use crate::kernel::{Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit};
use crate::page::plan::id;
use crate::ui::Action;
use axum::{extract::Path, response::Response};
use lantoa_app::programme::Shown;
use lantoa_app::round::{self, NewRound, Turn};
use lantoa_domain::id::{ProgrammeId, RoundId};
use lantoa_domain::plan::{Key, Rhythm};
use lantoa_i18n::word;

const TRACK: Input = Input::new(InputKind::Select, "quy-trinh", word!("programme-round-track")).required();
const LABEL: Input =
    Input::text("ten", word!("programme-round-label")).max_chars(120).hint(word!("programme-round-label-hint"));
const YEAR: Input = Input::new(InputKind::Whole, "nam", word!("programme-round-year")).required();
const MONTH: Input =
    Input::new(InputKind::Whole, "thang", word!("programme-round-month")).hint(word!("programme-round-month-hint"));
const OPENS: Input = Input::new(InputKind::Date, "mo", word!("programme-round-opens")).required();
const CLOSES: Input = Input::new(InputKind::Date, "dong", word!("programme-round-closes")).required();
const REFERENCE: Input = Input::new(InputKind::Date, "chot", word!("programme-round-reference"))
    .required()
    .hint(word!("programme-round-reference-hint"));

fn page(visit: &Visit, shown: &Shown, form: FormState) -> FormPage {
    let tracks: Vec<Choice> = shown.plan.tracks.iter().map(|t| Choice::new(t.key.as_str(), t.name.as_str())).collect();
    let mut fields = vec![form.show_choices(TRACK, &tracks)];
    fields.extend([LABEL, YEAR, MONTH, OPENS, CLOSES, REFERENCE].map(|input| form.show(input)));
    let address = format!("/chuong-trinh/{}", shown.id);
    FormPage {
        shell: crumbs(visit, shown, word!("programme-round-open")),
        form,
        fields,
        version: shown.version,
        submit: Action::submit(word!("programme-round-open")).primary(),
        cancel: Action::link(word!("plan-cancel"), address.clone()),
        address: format!("{address}/dot/moi"),
    }
}

/// A form filled with what the plan proposes.
fn filled(new: &NewRound) -> FormState {
    FormState::filled([
        (TRACK.name, new.track.to_string()),
        (LABEL.name, new.label.clone()),
        (YEAR.name, new.year.to_string()),
        (MONTH.name, if new.month == 0 { String::new() } else { new.month.to_string() }),
        (OPENS.name, new.opens.to_string()),
        (CLOSES.name, new.closes.to_string()),
        (REFERENCE.name, new.reference_day.to_string()),
    ])
}

pub(super) async fn show_new(visit: Visit, Path(text): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    let shown = load(&visit, &text, None).await?;
    if !shown.may_run {
        return Err(Failure::not_now(format!("/chuong-trinh/{}", shown.id)));
    }
    let asked: Option<Key> = query.get("quy-trinh").and_then(|key| key.parse().ok());
    let proposal = shown.proposals.iter().find(|new| asked.as_ref() == Some(&new.track)).or(shown.proposals.first());
    let form = proposal.map(filled).unwrap_or_default();
    Ok(visit.page(&page(&visit, &shown, form)))
}

pub(super) async fn open(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let shown = load(&visit, &text, None).await?;
    let Some(new) = read(&shown, &mut form) else {
        return Ok(visit.page_again(&page(&visit, &shown, form)));
    };
    let label = new.label.clone();
    match round::open(visit.cx()?, new).await {
        Ok(_) => {
            let flash = Flash::done(word!("programme-round-opened").with("label", label));
            Ok(visit.redirect(&format!("/chuong-trinh/{}#dot-xet", shown.id), &flash))
        }
        Err(lantoa_app::Error::Refused(lantoa_domain::Refusal::Invalid { field, why })) => {
            let input = match field {
                "year" => YEAR,
                "month" => MONTH,
                "closes" => CLOSES,
                _ => TRACK,
            };
            form.refuse(
                input,
                crate::kernel::sentence(&lantoa_domain::Refusal::Invalid { field, why }, visit.locale()),
            );
            Ok(visit.page_again(&page(&visit, &shown, form)))
        }
        Err(lantoa_app::Error::Refused(lantoa_domain::Refusal::Taken { .. })) => {
            form.refuse(LABEL, word!("programme-round-taken"));
            Ok(visit.page_again(&page(&visit, &shown, form)))
        }
        Err(why) => Err(visit.failed(why)),
    }
}

fn read(shown: &Shown, form: &mut FormState) -> Option<NewRound> {
    let track: Option<Key> = form.choice(TRACK, |key| key.parse().ok());
    let label = form.text(LABEL);
    let year = form.whole(YEAR, 1945..=2200);
    let monthly = track.as_ref().and_then(|key| shown.plan.track(key)).is_some_and(|t| t.rhythm == Rhythm::Monthly);
    let month = if monthly { form.whole(MONTH, 1..=12) } else { Some(0) };
    let (opens, closes, reference_day) = (form.date(OPENS), form.date(CLOSES), form.date(REFERENCE));
    let (year, month) = (i16::try_from(year?).ok()?, i8::try_from(month?).ok()?);
    let label = label?;
    Some(NewRound {
        programme: shown.id,
        track: track?,
        label: if label.is_empty() { round::label(year, month) } else { label },
        year,
        month,
        opens: opens?,
        closes: closes?,
        reference_day: reference_day?,
    })
}

/// `/dot-xet/{id}`: closes a round, or opens it again until the day it was to close, at least today.
pub(super) async fn turn(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let round: RoundId = id(&text)?;
    let programme: ProgrammeId = id(form.raw("chuong-trinh"))?;
    let (asked, flash) = match form.raw("viec") {
        "dong" => (Turn::Close, word!("programme-round-closed")),
        "mo" => {
            let until = form.raw("den").parse().map_err(|_| Failure::Unreadable)?;
            (Turn::Reopen(until), word!("programme-round-reopened"))
        }
        _ => return Err(Failure::Unreadable),
    };
    round::turn(cx, round, form.version()?, asked).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/chuong-trinh/{programme}#dot-xet"), &Flash::done(flash)))
}

/// The button that closes a round or opens it again.
pub(super) fn button(
    programme: ProgrammeId,
    row: &lantoa_app::programme::RoundRow,
    today: jiff::civil::Date,
) -> Action {
    let round = &row.round;
    let (label, what, until) = match round.status.0 {
        lantoa_app::round::RoundStatus::Open => (word!("programme-round-close"), "dong", round.closes),
        lantoa_app::round::RoundStatus::Closed => (word!("programme-round-reopen"), "mo", round.closes.max(today)),
    };
    Action::post(label, format!("/dot-xet/{}", round.id))
        .field(FormState::VERSION, round.version.to_string())
        .field("chuong-trinh", programme.to_string())
        .field("viec", what)
        .field("den", until.to_string())
}
