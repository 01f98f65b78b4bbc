//! One entry on the desk of those who run its contest: with its author, what may be wrong with it, admitted, refused, given to jurors. It must not be opened by the jury.

use super::{say, show::base};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    page::publicity::{
        Part,
        board::{Board, Cell, ShowPage},
        say as words, shell,
    },
    ui::{Action, Badge, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::{
    contest::{self, ConflictKind, EntryView, Juror},
    suggestion::grouped,
};
use lantoa_domain::{
    contest::{EntryState, EntryStep},
    id::{EntryId, JurorId},
};
use lantoa_i18n::{Say, Word, word};

pub(super) const JURY_TEXT: Input = Input::new(InputKind::Lines, "ban-cham", word!("contest-jury-text"))
    .required()
    .max_chars(60_000)
    .hint(word!("contest-jury-text-hint"));
const REASON: Input = Input::new(InputKind::Radio, "vi", word!("contest-refused-for")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why"))
    .required()
    .max_chars(1000)
    .hint(word!("contest-refuse-hint"));

fn own(id: EntryId) -> String {
    format!("{}/bai/{id}", Part::Contests.address())
}

/// What can be done with an entry now.
fn actions(view: &EntryView) -> Vec<Action> {
    let (entry, own) = (&view.entry, own(view.entry.id));
    let state = view.contest.state.0;
    let mut out = Vec::new();
    if entry.state.0.after(EntryStep::Admit, state).is_ok() {
        out.push(Action::link(word!("contest-admit"), format!("{own}/nhan")).primary().icon("check"));
    } else if entry.state.0 == EntryState::Admitted && state.moderates() {
        out.push(Action::link(word!("contest-admit-again"), format!("{own}/nhan")).icon("pencil"));
    }
    if entry.state.0.after(EntryStep::Refuse, state).is_ok() {
        out.push(Action::link(word!("contest-refuse"), format!("{own}/tu-choi")).danger());
    }
    if entry.showing.0.tells() && entry.consent_gone.is_none() && entry.state.0 == EntryState::Admitted {
        out.push(Action::link(word!("contest-close-consent"), format!("{own}/rut-dong-y")).danger());
    }
    if view.author.is_some() {
        out.push(Action::link(word!("contest-erase"), format!("{own}/xoa-tac-gia")).danger());
    }
    out
}

pub(super) fn show_page(visit: &Visit, view: &EntryView) -> ShowPage {
    let entry = &view.entry;
    let shell =
        shell(visit, word!("contest-entry"), Part::Contests).crumb(view.contest.title.as_str(), base(view.contest.id));
    let mut page = ShowPage::new(shell, entry.title.as_str());
    page.badge = Some(say::entry(entry.state.0));
    page.sub = Some(word!("contest-number").with("n", entry.number).into());
    page.actions = actions(view);
    if !entry.why.is_empty() {
        let why = entry.refused_for.map(|found| say::refused_for(found.0).say(visit.locale()).into_owned());
        let said = word!("contest-refused-why").with("what", why.unwrap_or_default()).with("why", &entry.why);
        page.notices.push(("warn", "info", said));
    }
    if !view.found.is_empty() {
        let said: Vec<String> = view
            .found
            .iter()
            .map(|one| format!("“{}” ({})", one.words, words::topic(one.topic).say(visit.locale())))
            .collect();
        page.notices.push(("warn", "shield-alert", word!("publicity-look-again").with("words", said.join(", "))));
    }
    page.facts = facts(view);
    page.say([(word!("contest-body"), entry.body.clone()), (word!("contest-jury-text"), entry.jury_text.clone())]);
    if !view.alike.is_empty() {
        page.boards.push((word!("contest-alike"), alike(view)));
    }
    if entry.state.0 == EntryState::Admitted {
        page.boards.push((word!("contest-jury"), jury(view)));
    }
    page
}

fn facts(view: &EntryView) -> Vec<(Word, Cell)> {
    let entry = &view.entry;
    let consent = match entry.consent_gone {
        Some(day) => Cell::day(day).below(word!("contest-consent-gone")),
        None => Cell::text(say::showing(entry.showing.0)),
    };
    let mut out = vec![
        (word!("contest-subject"), Cell::text(entry.subject.as_str()).below(entry.place.as_str())),
        (word!("contest-received-on"), Cell::day(entry.received_on)),
        (word!("contest-code"), Cell::text(grouped(&entry.code))),
        (word!("contest-showing"), consent),
    ];
    match &view.author {
        Some(author) => {
            out.push((word!("contest-author"), Cell::text(author.name.as_str()).below(author.unit.as_str())));
            out.push((word!("contest-contact"), Cell::text(author.contact.as_str())));
            if !author.guardian.is_empty() {
                out.push((word!("contest-guardian"), Cell::text(author.guardian.as_str())));
            }
        }
        None => out.push((word!("contest-author"), Cell::text(word!("contest-author-erased")))),
    }
    out
}

fn alike(view: &EntryView) -> Board {
    let row = |(id, number, title): &(EntryId, i64, String)| {
        vec![Cell::link(word!("contest-number").with("n", *number), own(*id)), Cell::text(title.as_str())]
    };
    Board {
        caption: word!("contest-alike"),
        heads: vec![word!("contest-entry"), word!("contest-entry-title")],
        rows: view.alike.iter().map(row).collect(),
    }
}

/// Who marks the entry, who must not, and who could besides.
fn jury(view: &EntryView) -> Board {
    let (own, changes) = (own(view.entry.id), view.contest.state.0.seats());
    let to = |last: &str, label: Word, juror: &Juror| {
        Action::post(label, format!("{own}/{last}")).field("ghe", juror.id.to_string())
    };
    let marks = view.marked_by.iter().map(|(juror, is_in)| {
        let badge = if *is_in {
            Badge::new(word!("contest-sheet-in"), Tone::Good)
        } else {
            Badge::new(word!("contest-sheet-out"), Tone::Note)
        };
        let take = (changes && !is_in).then(|| to("thu", word!("contest-take"), juror));
        vec![Cell::text(juror.name.as_str()), Cell::badge(badge).action(take)]
    });
    let bars = view.barred.iter().map(|(juror, kind): &(Juror, ConflictKind)| {
        vec![Cell::text(juror.name.as_str()), Cell::badge(Badge::new(say::conflict(*kind), Tone::Bad))]
    });
    let free = view.free.iter().map(|juror| {
        let give = changes.then(|| to("giao", word!("contest-give"), juror));
        vec![Cell::text(juror.name.as_str()), Cell::none().action(give)]
    });
    Board {
        caption: word!("contest-jury"),
        heads: vec![word!("contest-juror"), word!("publicity-state")],
        rows: marks.chain(bars).chain(free).collect(),
    }
}

async fn load(visit: &Visit, id: EntryId) -> Result<EntryView, Failure> {
    contest::entry_page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<EntryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

fn ask(visit: &Visit, view: &EntryView, (title, last, lead): (Word, &str, Word)) -> Ask {
    let own = own(view.entry.id);
    let back = Action::link(word!("ui-confirm-back"), own.as_str());
    Ask::new(shell(visit, title, Part::Contests), title, format!("{own}/{last}"), Action::submit(title).primary(), back)
        .lead(lead)
        .fact(word!("contest-entry-title"), view.entry.title.as_str())
        .hidden(FormState::VERSION, view.entry.version.to_string())
}

pub(super) fn admit_page(visit: &Visit, view: &EntryView, form: &FormState) -> Ask {
    let page = ask(visit, view, (word!("contest-admit"), "nhan", word!("contest-admit-lead")));
    let page = match &view.author {
        Some(author) => page.fact(word!("contest-author"), format!("{} · {}", author.name, author.unit)),
        None => page,
    };
    page.fields(form, vec![form.show(JURY_TEXT)])
}

/// Leads back when an entry cannot be looked through now.
fn open(view: &EntryView) -> Result<(), Failure> {
    let moderates = view.contest.state.0.moderates() && view.entry.state.0 != EntryState::Withdrawn;
    if moderates { Ok(()) } else { Err(Failure::not_now(own(view.entry.id))) }
}

pub(super) async fn show_admit(visit: Visit, At(id): At<EntryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    open(&view)?;
    let form = FormState::filled([(JURY_TEXT.name, view.entry.jury_text.clone())]);
    Ok(visit.page(&admit_page(&visit, &view, &form)))
}

pub(super) async fn admit(visit: Visit, At(id): At<EntryId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(text) = form.text(JURY_TEXT) {
        match contest::admit(visit.cx()?, id, form.version()?, text).await {
            Ok(()) => return Ok(visit.redirect(&own(id), &Flash::done(word!("contest-admitted")))),
            Err(error) => blame(&mut form, &visit, error, &[("jury_text", JURY_TEXT)])?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&admit_page(&visit, &view, &form)))
}

pub(super) fn refuse_page(visit: &Visit, view: &EntryView, form: &FormState) -> Ask {
    let reasons: Vec<Choice> =
        say::REASONS.iter().map(|(code, one)| Choice::new(*code, say::refused_for(*one))).collect();
    ask(visit, view, (word!("contest-refuse"), "tu-choi", word!("contest-refuse-lead")))
        .fields(form, vec![form.show_choices(REASON, &reasons), form.show(WHY)])
}

pub(super) async fn show_refuse(visit: Visit, At(id): At<EntryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    open(&view)?;
    Ok(visit.page(&refuse_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn refuse(visit: Visit, At(id): At<EntryId>, mut form: FormState) -> Result<Response, Failure> {
    let of = form.choice(REASON, |text| say::REASONS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    let why = form.text(WHY);
    if let (Some(of), Some(why)) = (of, why) {
        contest::refuse(visit.cx()?, id, form.version()?, (of, why)).await.map_err(|why| visit.failed(why))?;
        return Ok(visit.redirect(&own(id), &Flash::done(word!("contest-refused"))));
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&refuse_page(&visit, &view, &form)))
}

pub(super) const ERASE: (Word, &str, Word) = (word!("contest-erase"), "xoa-tac-gia", word!("contest-erase-lead"));
pub(super) const CLOSE: (Word, &str, Word) =
    (word!("contest-close-consent"), "rut-dong-y", word!("contest-close-lead"));

pub(super) fn sure_page(visit: &Visit, view: &EntryView, of: (Word, &str, Word)) -> Ask {
    ask(visit, view, of).grave()
}

pub(super) async fn show_erase(visit: Visit, At(id): At<EntryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&sure_page(&visit, &view, ERASE)))
}

pub(super) async fn erase(visit: Visit, At(id): At<EntryId>, form: FormState) -> Result<Response, Failure> {
    contest::erase_author(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(id), &Flash::done(word!("contest-erased"))))
}

pub(super) async fn show_close(visit: Visit, At(id): At<EntryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&sure_page(&visit, &view, CLOSE)))
}

pub(super) async fn close(visit: Visit, At(id): At<EntryId>, form: FormState) -> Result<Response, Failure> {
    contest::close_consent(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(id), &Flash::done(word!("contest-consent-closed"))))
}

fn seat(form: &FormState) -> Result<JurorId, Failure> {
    form.raw("ghe").parse().map_err(|_| Failure::Unreadable)
}

pub(super) async fn give(visit: Visit, At(id): At<EntryId>, form: FormState) -> Result<Response, Failure> {
    contest::give(visit.cx()?, id, seat(&form)?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(id), &Flash::done(word!("publicity-saved"))))
}

pub(super) async fn take(visit: Visit, At(id): At<EntryId>, form: FormState) -> Result<Response, Failure> {
    contest::take(visit.cx()?, id, seat(&form)?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(id), &Flash::done(word!("publicity-saved"))))
}
