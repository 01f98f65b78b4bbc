//! `/ho-so/moi`: opening a dossier, one question after the other, without script. It must not decide what may be opened.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::{
    Error,
    dossier::{
        self, Leading, NewDossier, NewSubject,
        opening::{OpenRound, rounds, similar},
        twin,
    },
    programme::{self, ProgrammeStatus},
    prospect::{self, Registration},
};
use lantoa_domain::{
    Refusal,
    id::{DossierId, ProspectId, RoundId},
    plan::Key,
    policy::Act,
    subject::SubjectKind,
};
use lantoa_i18n::{Message, word};

use super::{
    choices::{Offered, offered},
    say::{KINDS, of_slug, slug_of},
    view::Row,
};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit, sentence},
    nav::Area,
    ui::{Action, Field, Label},
    words,
};

const ROUND: Input = Input::new(InputKind::Radio, "dot", word!("dossier-round")).required();
const MOVEMENT: Input = Input::new(InputKind::Radio, "phong-trao", word!("dossier-movement")).required();
const KIND: Input = Input::new(InputKind::Radio, "doi-tuong", word!("dossier-subject-kind")).required();
pub(super) const FIND: Input = Input::new(InputKind::Search, "tim", word!("dossier-new-find"));
pub(super) const PERSON: Input = Input::new(InputKind::Radio, "nguoi", word!("dossier-new-person")).required();
pub(super) const UNIT: Input = Input::new(InputKind::Radio, "tap-the", word!("dossier-new-unit")).required();
const NAME: Input = Input::text("ten", word!("dossier-subject-name")).max_chars(200);
const OTHER_NAME: Input = NAME.sometimes().hint(word!("dossier-new-name-hint"));
const NOTE: Input = Input::text("ghi-chu", word!("dossier-new-note")).hint(word!("dossier-new-note-hint"));
pub(super) const HOME: Input =
    Input::new(InputKind::Select, "don-vi", word!("dossier-unit")).hint(word!("dossier-new-home-hint"));
const LEADER: Input = Input::new(InputKind::Tick, "lanh-dao", word!("dossier-leader-tick"));
const SECTOR: Input = Input::new(InputKind::Select, "nganh", word!("dossier-sector"));
const SCOPE: Input = Input::text("pham-vi", word!("dossier-scope")).hint(word!("dossier-scope-hint"));
const ACHIEVEMENT: Input = Input::new(InputKind::Lines, "thanh-tich", word!("dossier-summary"))
    .max_chars(8000)
    .hint(word!("dossier-summary-hint"));
const ANOTHER: Input = Input::new(InputKind::Tick, "van-lap", word!("dossier-new-another"));

/// The prospect from which the dossier is opened.
const PROSPECT: &str = "nhan-to";
/// Marks the choice of a collective that is not in the tree.
const OUTSIDE: &str = "ngoai";
/// Which question a form comes after; without it somebody comes by a link and has not been asked yet.
const AFTER: &str = "sau-buoc";
/// The name of the button that searches. It sends the same form, so that nothing typed there is lost.
const PRESSED: &str = "viec";
const SEARCH: &str = "tim";
/// The Enter key of a one-line field: it searches when other words stand in the search field than were searched for, else sends.
const ENTER: &str = "enter";
/// The words that were searched for, so that Enter knows.
const SEARCHED: &str = "da-tim";
/// What is carried along unseen while an earlier question has to be asked again.
const CARRIED: [Input; 12] = [MOVEMENT, KIND, FIND, PERSON, UNIT, NAME, NOTE, HOME, LEADER, SECTOR, SCOPE, ACHIEVEMENT];

/// `/ho-so/moi`, at any of its questions.
#[derive(Template)]
#[template(path = "dossier/new.html")]
pub(super) struct NewPage {
    shell: Shell,
    step: u8,
    method: &'static str,
    so_far: Vec<(Label, Label)>,
    find: Option<Field>,
    /// The prospect it is opened from.
    prospect: String,
    form: FormState,
    fields: Vec<Field>,
    hidden: Vec<(&'static str, String)>,
    alike: Vec<Row>,
    nothing: Option<Message>,
    /// Where a round is opened, for those who may when there is none.
    opener: Option<Action>,
    submit: Action,
    cancel: Action,
}

impl NewPage {
    fn new(visit: &Visit, step: u8, form: FormState) -> Self {
        let last = step == 3;
        let label = if last { word!("dossier-new-submit") } else { word!("dossier-new-next") };
        Self {
            shell: visit.shell(word!("dossier-new"), Area::Dossiers).crumb(word!("dossier-list-title"), "/ho-so"),
            step,
            method: if last { "post" } else { "get" },
            so_far: Vec::new(),
            find: None,
            prospect: form.raw(PROSPECT).to_owned(),
            form,
            fields: Vec::new(),
            hidden: Vec::new(),
            alike: Vec::new(),
            nothing: None,
            opener: None,
            submit: Action::submit(label).primary(),
            cancel: Action::link(word!("dossier-new-cancel"), "/ho-so"),
        }
    }

    /// Which round.
    pub(super) fn rounds(visit: &Visit, rounds: &[OpenRound], form: FormState) -> Self {
        let mut page = Self::new(visit, 1, form);
        page.hidden = vec![(AFTER, "1".to_owned())];
        let choice = |one: &OpenRound| {
            let note = word!("dossier-new-round-note").with("programme", &one.programme.1).with("until", one.closes);
            let label = word!("dossier-new-round").with("track", &one.track).with("round", &one.label);
            Choice::new(one.id.to_string(), label).note(note)
        };
        let choices: Vec<Choice> = rounds.iter().map(choice).collect();
        page.fields = vec![page.form.show_choices(ROUND, &choices)];
        page
    }

    /// No round takes dossiers now.
    pub(super) fn nothing(visit: &Visit, opener: Option<Action>) -> Self {
        let mut page = Self::new(visit, 1, FormState::empty());
        page.nothing = Some(word!("dossier-new-no-round").into());
        page.opener = opener;
        page.cancel = Action::link(word!("dossier-new-to-list"), "/ho-so");
        page
    }

    /// The last round closed while somebody was writing: what was written stands here to be copied.
    pub(super) fn too_late(visit: &Visit, opener: Option<Action>, form: &FormState) -> Self {
        let mut page = Self::nothing(visit, opener);
        page.nothing = Some(word!("dossier-new-too-late").into());
        let written = [NAME, NOTE, ACHIEVEMENT, SCOPE].into_iter().filter(|input| !form.raw(input.name).is_empty());
        page.so_far = written.map(|input| (input.label.into(), form.raw(input.name).into())).collect();
        page
    }

    /// Which movement, and what kind of subject.
    pub(super) fn movement(visit: &Visit, round: &OpenRound, form: FormState) -> Self {
        let mut page = Self::new(visit, 2, form);
        let movements: Vec<Choice> =
            round.movements.iter().map(|(key, name)| Choice::new(key.as_str(), name.clone())).collect();
        let kinds: Vec<Choice> = round.kinds.iter().map(|kind| kind_choice(*kind)).collect();
        page.fields = vec![page.form.show_choices(MOVEMENT, &movements), page.form.show_choices(KIND, &kinds)];
        page.hidden = vec![("dot", round.id.to_string()), (AFTER, "2".to_owned())];
        page.so_far = about_round(round);
        page
    }

    /// Whom or what, and the first words about it.
    pub(super) fn subject(visit: &Visit, chosen: &Chosen<'_>, offered: Offered, form: FormState) -> Self {
        let mut page = Self::new(visit, 3, form);
        page.hidden = chosen.hidden();
        page.so_far = about_round(chosen.round);
        page.so_far.push((word!("dossier-movement").into(), chosen.movement.1.clone().into()));
        page.so_far.push((word!("dossier-subject-kind").into(), words::kind(chosen.kind).into()));
        page.fields = fields(&page.form, chosen, &offered);
        let searches = matches!(chosen.kind, SubjectKind::Individual | SubjectKind::Collective);
        if searches && !chosen.round.only_self && (offered.more || !offered.words.is_empty()) {
            page.find = Some(page.form.show(FIND));
            page.hidden.push((SEARCHED, page.form.raw(FIND.name).to_owned()));
        }
        page.alike = offered.alike;
        page
    }

    /// Keeps what was typed for the last question while an earlier one is asked again.
    fn carrying(mut self) -> Self {
        self.method = "post";
        for input in CARRIED {
            let value = self.form.raw(input.name);
            if !value.is_empty() && self.fields.iter().all(|field| field.input.name != input.name) {
                self.hidden.push((input.name, value.to_owned()));
            }
        }
        self
    }

    /// The page, as an answer to a form with mistakes or to a person who comes.
    fn answer(&self, visit: &Visit) -> Response {
        if self.form.has_errors() { visit.page_again(self) } else { visit.page(self) }
    }
}

fn about_round(round: &OpenRound) -> Vec<(Label, Label)> {
    let label = word!("dossier-new-round").with("track", &round.track).with("round", &round.label);
    vec![
        (word!("dossier-programme").into(), round.programme.1.clone().into()),
        (word!("dossier-round").into(), label.into()),
    ]
}

fn kind_choice(kind: SubjectKind) -> Choice {
    let choice = Choice::new(slug_of(&KINDS, kind), words::kind(kind));
    match kind {
        SubjectKind::Individual => choice.note(word!("dossier-kind-individual-note")),
        SubjectKind::Collective => choice.note(word!("dossier-kind-collective-note")),
        SubjectKind::Household => choice.note(word!("dossier-kind-household-note")),
        SubjectKind::Practice => choice.note(word!("dossier-kind-practice-note")),
    }
}

/// What has been answered before the last question.
pub(super) struct Chosen<'a> {
    pub(super) round: &'a OpenRound,
    pub(super) movement: &'a (Key, String),
    pub(super) kind: SubjectKind,
}

impl Chosen<'_> {
    fn hidden(&self) -> Vec<(&'static str, String)> {
        vec![
            ("dot", self.round.id.to_string()),
            ("phong-trao", self.movement.0.to_string()),
            ("doi-tuong", slug_of(&KINDS, self.kind).to_owned()),
        ]
    }
}

fn fields(form: &FormState, chosen: &Chosen<'_>, offered: &Offered) -> Vec<Field> {
    let named = form.show(NAME.required());
    let mut out = match chosen.kind {
        SubjectKind::Individual if chosen.round.only_self => Vec::new(),
        SubjectKind::Individual => vec![form.show_choices(PERSON, &offered.people), form.show(LEADER)],
        SubjectKind::Collective => {
            let mut units = offered.units.clone();
            let outside = Choice::new(OUTSIDE, word!("dossier-new-outside"));
            units.push(outside.note(word!("dossier-new-outside-note")));
            vec![form.show_choices(UNIT, &units), form.show(OTHER_NAME), form.show(NOTE)]
        }
        SubjectKind::Household | SubjectKind::Practice => vec![named, form.show(NOTE)],
    };
    if chosen.kind != SubjectKind::Individual && offered.units.len() > 1 {
        out.push(form.show_choices(HOME, &offered.units));
    }
    if !chosen.round.sectors.is_empty() {
        let sectors: Vec<Choice> =
            chosen.round.sectors.iter().map(|name| Choice::new(name.clone(), name.clone())).collect();
        out.push(form.show_choices(SECTOR, &sectors));
    }
    out.extend([form.show(ACHIEVEMENT), form.show(SCOPE)]);
    if !offered.alike.is_empty() {
        out.push(form.show(ANOTHER));
    }
    out
}

pub(super) async fn ask(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let open = rounds(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    let mut form = query.form();
    let round = match (form.raw(ROUND.name), open.as_slice()) {
        ("", [only]) => Some(only),
        _ => round_of(&open, &form),
    };
    let Some(round) = round else {
        if open.is_empty() {
            return Ok(visit.page(&NewPage::nothing(&visit, opener(&visit).await?)));
        }
        if !form.raw(AFTER).is_empty() || !form.raw(ROUND.name).is_empty() {
            refuse_choice(&mut form, ROUND);
        }
        return Ok(NewPage::rounds(&visit, &open, form).answer(&visit));
    };
    let Some(chosen) = chosen(round, &form) else {
        if form.raw(AFTER) == "2" {
            refuse_choices(&mut form, round);
        }
        return Ok(NewPage::movement(&visit, round, form).answer(&visit));
    };
    let form = begun(&visit, &query, chosen.kind).await?;
    let offered = offered(&visit, &chosen, &form).await?;
    Ok(visit.page(&NewPage::subject(&visit, &chosen, offered, form)))
}

/// The last question as it begins: with what is known of the prospect it comes from.
async fn begun(visit: &Visit, query: &ListQuery, kind: SubjectKind) -> Result<FormState, Failure> {
    let find = query.get(FIND.name).unwrap_or_default().to_owned();
    let Some(id) = query.get(PROSPECT).and_then(|text| text.parse().ok()) else {
        return Ok(FormState::filled([(FIND.name, find)]));
    };
    let known = prospect::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let find = if find.is_empty() && kind == SubjectKind::Individual { known.row.name.clone() } else { find };
    Ok(FormState::filled([
        (PROSPECT, id.to_string()),
        (FIND.name, find),
        (NAME.name, known.row.name),
        (ACHIEVEMENT.name, known.deed),
        (SCOPE.name, known.scope),
        (HOME.name, known.unit.to_string()),
    ]))
}

/// Where a round is opened, for those who may: the programme that runs, or the list when several do.
async fn opener(visit: &Visit) -> Result<Option<Action>, Failure> {
    let cx = visit.cx()?;
    if !cx.may(Act::RunRounds) {
        return Ok(None);
    }
    let all = programme::list(cx).await.map_err(|why| visit.failed(why))?;
    let mut running = all.iter().filter(|one| one.status == ProgrammeStatus::Running);
    let address = match (running.next(), running.next()) {
        (Some(only), None) => format!("/chuong-trinh/{}", only.id),
        _ => Area::Plans.address().to_owned(),
    };
    Ok(Some(Action::link(word!("dossier-new-open-round"), address).primary()))
}

fn round_of<'a>(open: &'a [OpenRound], form: &FormState) -> Option<&'a OpenRound> {
    let id = form.raw(ROUND.name).parse::<RoundId>().ok()?;
    open.iter().find(|round| round.id == id)
}

/// Notes that a choice is missing, or is none of those offered.
fn refuse_choice(form: &mut FormState, input: Input) {
    let missing = form.raw(input.name).is_empty();
    form.refuse(input, if missing { word!("ui-form-not-chosen") } else { word!("ui-form-not-offered") });
}

fn refuse_choices(form: &mut FormState, round: &OpenRound) {
    if movement_of(round, form).is_none() {
        refuse_choice(form, MOVEMENT);
    }
    if kind_of(round, form).is_none() {
        refuse_choice(form, KIND);
    }
}

/// Movement and kind as answered; what leaves no choice is taken as answered.
fn chosen<'a>(round: &'a OpenRound, form: &FormState) -> Option<Chosen<'a>> {
    Some(Chosen { round, movement: movement_of(round, form)?, kind: kind_of(round, form)? })
}

fn movement_of<'a>(round: &'a OpenRound, form: &FormState) -> Option<&'a (Key, String)> {
    match round.movements.as_slice() {
        [only] => Some(only),
        all => all.iter().find(|(key, _)| key.as_str() == form.raw(MOVEMENT.name)),
    }
}

fn kind_of(round: &OpenRound, form: &FormState) -> Option<SubjectKind> {
    match round.kinds.as_slice() {
        [only] => Some(*only),
        all => of_slug(&KINDS, form.raw(KIND.name)).filter(|kind| all.contains(kind)),
    }
}

pub(super) async fn open(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let open = rounds(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    if open.is_empty() {
        let page = NewPage::too_late(&visit, opener(&visit).await?, &form);
        return Ok(visit.page_with(StatusCode::CONFLICT, &page));
    }
    let Some(round) = round_of(&open, &form) else {
        refuse_choice(&mut form, ROUND);
        return Ok(NewPage::rounds(&visit, &open, form).carrying().answer(&visit));
    };
    let Some(chosen) = chosen(round, &form) else {
        if form.raw(AFTER) != "1" {
            refuse_choices(&mut form, round);
        }
        return Ok(NewPage::movement(&visit, round, form).carrying().answer(&visit));
    };
    let mut offered = offered(&visit, &chosen, &form).await?;
    // A search, or an earlier question answered late, shows the last question as it was left.
    if searches(&form) || !form.raw(AFTER).is_empty() {
        return Ok(visit.page(&NewPage::subject(&visit, &chosen, offered, form)));
    }
    if let Some(answer) = carry_out(&visit, &mut form, &chosen, &mut offered).await? {
        return Ok(answer);
    }
    Ok(visit.page_again(&NewPage::subject(&visit, &chosen, offered, form)))
}

fn searches(form: &FormState) -> bool {
    match form.raw(PRESSED) {
        SEARCH => true,
        ENTER => form.raw(FIND.name).trim() != form.raw(SEARCHED).trim(),
        _ => false,
    }
}

/// Opens what the form asks for; `None` when something in it has to be changed first: that is then noted.
async fn carry_out(
    visit: &Visit,
    form: &mut FormState,
    chosen: &Chosen<'_>,
    offered: &mut Offered,
) -> Result<Option<Response>, Failure> {
    let cx = visit.cx()?;
    let Some(new) = read(cx, form, chosen) else { return Ok(None) };
    let from: Option<ProspectId> = form.raw(PROSPECT).parse().ok();
    // Sent twice: the dossier is there already, and no other one that is much alike.
    if let Some(there) = twin(cx, &new).await.map_err(|why| visit.failed(why))? {
        if let Some(from) = from {
            let known = prospect::register(cx, from, Registration::Known(there)).await;
            known.map_err(|why| visit.failed(why))?;
        }
        return Ok(Some(already(visit, there)));
    }
    offered.alike = alike(visit, form, &new, cx.today()).await?;
    if !offered.alike.is_empty() {
        return Ok(None);
    }
    let opened = match from {
        Some(from) => prospect::register(cx, from, Registration::Open(new)).await,
        None => dossier::open(cx, new).await,
    };
    match opened {
        Ok(id) => Ok(Some(visit.redirect(&format!("/ho-so/{id}"), &Flash::done(word!("dossier-opened"))))),
        Err(Error::Refused(Refusal::Duplicate { dossier })) => Ok(Some(already(visit, dossier))),
        Err(Error::Refused(refusal)) if !refusal.pretends_absence() => {
            let (input, message) = wrong(&refusal, visit);
            form.refuse(input, message);
            Ok(None)
        }
        Err(error) => Err(visit.failed(error)),
    }
}

fn already(visit: &Visit, dossier: DossierId) -> Response {
    visit.redirect(&format!("/ho-so/{dossier}"), &Flash::note(word!("domain-refusal-duplicate")))
}

/// Dossiers whose name is much alike, unless the person has said that this is another.
async fn alike(visit: &Visit, form: &FormState, new: &NewDossier, today: Date) -> Result<Vec<Row>, Failure> {
    let (NewSubject::Group(name, _) | NewSubject::Household(name, _) | NewSubject::Practice(name, _)) = &new.subject
    else {
        return Ok(Vec::new());
    };
    if form.ticked(ANOTHER) {
        return Ok(Vec::new());
    }
    let found = similar(visit.cx()?, name).await.map_err(|why| visit.failed(why))?;
    Ok(found.into_iter().map(|row| Row::of(row, today)).collect())
}

/// The place on the form to which a refusal belongs, and its sentence.
fn wrong(refusal: &Refusal, visit: &Visit) -> (Input, Message) {
    match refusal {
        Refusal::Invalid { field: "unit", .. } => (HOME, word!("dossier-new-unit-not-above").into()),
        Refusal::Invalid { field: "name", .. } => (NAME, word!("ui-form-empty").into()),
        other => (ACHIEVEMENT, sentence(other, visit.locale())),
    }
}

fn read(cx: &lantoa_app::Cx, form: &mut FormState, chosen: &Chosen<'_>) -> Option<NewDossier> {
    let subject = subject(cx, form, chosen);
    let unit = form.maybe(HOME, word!("ui-form-not-offered"), |text| text.parse().ok());
    let (achievement, scope, sector) = (form.text(ACHIEVEMENT), form.text(SCOPE), form.text(SECTOR));
    let leader = (chosen.kind == SubjectKind::Individual && form.ticked(LEADER)).then_some(Leading::Leads);
    Some(NewDossier {
        round: chosen.round.id,
        movement: chosen.movement.0.clone(),
        subject: subject?,
        unit: unit?,
        leader,
        sector: sector.filter(|sector| !sector.is_empty()),
        scope: scope?,
        achievement: achievement?,
    })
}

fn subject(cx: &lantoa_app::Cx, form: &mut FormState, chosen: &Chosen<'_>) -> Option<NewSubject> {
    match chosen.kind {
        SubjectKind::Individual if chosen.round.only_self => Some(NewSubject::Person(cx.actor().person)),
        SubjectKind::Individual => form.choice(PERSON, |text| text.parse().ok()).map(NewSubject::Person),
        SubjectKind::Collective if form.raw("tap-the") == OUTSIDE => {
            let (name, note) = (form.text(NAME.required()), form.text(NOTE));
            Some(NewSubject::Group(name?, note?))
        }
        SubjectKind::Collective => form.choice(UNIT, |text| text.parse().ok()).map(NewSubject::Unit),
        SubjectKind::Household => {
            let (name, note) = (form.text(NAME.required()), form.text(NOTE));
            Some(NewSubject::Household(name?, note?))
        }
        SubjectKind::Practice => {
            let (name, note) = (form.text(NAME.required()), form.text(NOTE));
            Some(NewSubject::Practice(name?, note?))
        }
    }
}
