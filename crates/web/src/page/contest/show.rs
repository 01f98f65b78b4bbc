//! Contests for those who run and publish them: the list, one with entries, jury and standings, its steps, its seats. It must not name an author to the jury.

use super::{form::states, say};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    page::publicity::{
        Part,
        board::{Board, Cell, ListPage, ShowPage},
        list_shell, shell, tabs,
    },
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::contest::{self, ContestRow, ContestView, Juror, Standing};
use lantoa_domain::{
    contest::{ContestState, ContestStep},
    id::{ContestId, JurorId, PersonId},
    policy::{Act, JurySeat},
    practice::written,
};
use lantoa_i18n::{Word, word};

const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("publicity-state"));
const PERSON: Input = Input::new(InputKind::Select, "nguoi", word!("contest-juror")).required();
const SEAT: Input = Input::new(InputKind::Radio, "vai-tro", word!("contest-seat")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why")).required().max_chars(1000);

const SEATS: [(&str, JurySeat); 2] = [("truong-ban", JurySeat::Chair), ("thanh-vien", JurySeat::Member)];

pub(super) fn base(id: ContestId) -> String {
    format!("{}/{id}", Part::Contests.address())
}

pub(super) fn wanted(query: &ListQuery) -> Option<ContestState> {
    let code = query.get(STATE.name)?;
    say::STATES.iter().find(|(known, _)| *known == code).map(|found| found.1)
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[ContestRow]) -> ListPage {
    let form = query.form();
    let may_run = visit.cx().map_or(visit.state().app.is_none(), |cx| cx.may(Act::RunContest));
    let row = |one: &ContestRow| {
        vec![
            Cell::link(one.title.as_str(), base(one.id)),
            Cell::day(one.opens),
            Cell::day(one.closes),
            Cell::number(one.entries),
            Cell::number(one.waiting),
            Cell::badge(say::state(one.state)),
        ]
    };
    let mut actions = vec![query.excel()];
    if may_run {
        let new = format!("{}/moi", Part::Contests.address());
        actions.push(Action::link(word!("contest-new"), new).primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Contests),
        title: word!("contest-list"),
        tabs: tabs(visit, Part::Contests),
        lead: None,
        actions,
        filters: vec![form.show_choices(STATE, &states())],
        board: Board {
            caption: word!("contest-list"),
            heads: vec![
                word!("contest-title"),
                word!("contest-opens"),
                word!("contest-closes"),
                word!("contest-entries"),
                word!("contest-unread"),
                word!("publicity-state"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("pencil", word!("contest-none"), word!("contest-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = contest::list(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

/// A step by the last part of its address.
#[derive(Debug, Clone, Copy)]
struct StepWords {
    code: &'static str,
    step: ContestStep,
    title: Word,
    then: Word,
    done: Word,
}

const STEPS: [StepWords; 6] = [
    StepWords {
        code: "mo",
        step: ContestStep::Open,
        title: word!("contest-do-open"),
        then: word!("contest-then-open"),
        done: word!("contest-did-open"),
    },
    StepWords {
        code: "dong",
        step: ContestStep::Close,
        title: word!("contest-do-close"),
        then: word!("contest-then-close"),
        done: word!("contest-did-close"),
    },
    StepWords {
        code: "cham",
        step: ContestStep::Judge,
        title: word!("contest-do-judge"),
        then: word!("contest-then-judge"),
        done: word!("contest-did-judge"),
    },
    StepWords {
        code: "quyet-dinh",
        step: ContestStep::Decide,
        title: word!("contest-do-decide"),
        then: word!("contest-then-decide"),
        done: word!("contest-did-decide"),
    },
    StepWords {
        code: "cong-bo",
        step: ContestStep::Publish,
        title: word!("contest-do-publish"),
        then: word!("contest-then-publish"),
        done: word!("contest-did-publish"),
    },
    StepWords {
        code: "huy",
        step: ContestStep::CallOff,
        title: word!("contest-do-call-off"),
        then: word!("contest-then-call-off"),
        done: word!("contest-did-call-off"),
    },
];

/// Whether a step is the reader's and follows now.
fn may(view: &ContestView, step: ContestStep) -> bool {
    let theirs = match step {
        ContestStep::Decide | ContestStep::Publish => view.may_publish,
        _ => view.may_run,
    };
    theirs && view.contest.state.0.after(step).is_ok()
}

fn actions(view: &ContestView) -> Vec<Action> {
    let base = base(view.contest.id);
    let mut out: Vec<Action> = Vec::new();
    for one in STEPS.iter().filter(|one| may(view, one.step)) {
        let action = Action::link(one.title, format!("{base}/buoc/{}", one.code));
        out.push(if one.step == ContestStep::CallOff { action.danger() } else { action.primary() });
    }
    if may(view, ContestStep::Edit) {
        out.insert(out.len().min(1), Action::link(word!("publicity-edit"), format!("{base}/sua")).icon("pencil"));
    }
    if view.may_run && view.contest.state.0.seats() {
        let seat = Action::link(word!("contest-seat-do"), format!("{base}/giam-khao")).icon("users");
        out.insert(out.len().saturating_sub(1), seat);
    }
    if view.may_run && matches!(view.contest.state.0, ContestState::Closed | ContestState::Judging) {
        let deal = Action::post(word!("contest-deal"), format!("{base}/phan-bai"));
        out.insert(out.len().saturating_sub(1), deal);
    }
    if !matches!(view.contest.state.0, ContestState::Draft | ContestState::CalledOff) {
        out.push(Action::link(word!("contest-public-page"), format!("/cuoc-thi/{}", view.contest.id)));
    }
    out
}

pub(super) fn show_page(visit: &Visit, view: &ContestView) -> ShowPage {
    let (row, base) = (&view.contest, base(view.contest.id));
    let mut page = ShowPage::new(shell(visit, word!("contest-one"), Part::Contests), row.title.as_str());
    page.badge = Some(say::state(row.state.0));
    page.actions = actions(view);
    if view.may_run {
        page.actions.push(page.shell.excel(&base));
    }
    if !row.why.is_empty() {
        page.notices.push(("warn", "info", word!("contest-called-off-why").with("why", &row.why)));
    }
    if !view.may_run {
        page.notices.push(("note", "lock", word!("contest-without-authors").into()));
    }
    page.facts = facts(view);
    page.say([(word!("contest-rules"), row.body.clone())]);
    page.boards.push((word!("contest-criteria"), criteria(view)));
    page.boards.push((word!("contest-entries"), entries(view)));
    page.boards.push((word!("contest-jury"), jury(view, &base)));
    match &view.standings {
        Some(lines) => {
            page.actions.push(Action::post(word!("contest-ranking-excel"), format!("{base}/xep-hang/excel")));
            page.boards.push((word!("contest-ranking"), ranking(view, lines, None)));
        }
        None if row.state.0 == ContestState::Judging => {
            page.notices.push(("note", "lock", word!("contest-sheets-open").into()));
        }
        None => {}
    }
    page
}

fn facts(view: &ContestView) -> Vec<(Word, Cell)> {
    let row = &view.contest;
    let prizes: Vec<String> = row.prizes.0.iter().map(|prize| format!("{} ({})", prize.name, prize.count)).collect();
    let mut out = vec![
        (word!("contest-opens"), Cell::day(row.opens)),
        (word!("contest-closes"), Cell::day(row.closes)),
        (word!("contest-most-words"), Cell::number(row.most_words)),
        (word!("contest-jurors"), Cell::number(row.jurors)),
        (word!("contest-spread"), Cell::number(row.spread)),
        (word!("contest-prizes"), Cell::text(prizes.join("; "))),
    ];
    if !view.movement.is_empty() {
        out.insert(0, (word!("contest-movement"), Cell::text(view.movement.as_str())));
    }
    if row.decided_on.is_some() {
        out.push((word!("contest-decided-on"), Cell::day(row.decided_on).below(view.decided_by.as_str())));
    }
    if row.published_on.is_some() {
        out.push((word!("contest-published-on"), Cell::day(row.published_on)));
    }
    out
}

fn criteria(view: &ContestView) -> Board {
    let rows = view.contest.criteria.0.iter();
    Board {
        caption: word!("contest-criteria"),
        heads: vec![word!("contest-criterion"), word!("contest-weight"), word!("contest-highest")],
        rows: rows
            .map(|one| {
                vec![Cell::text(one.name.as_str()), Cell::text(format!("{} %", one.weight)), Cell::number(one.most)]
            })
            .collect(),
    }
}

/// How an entry is called: its number, and its title for those who may know the author.
fn entries(view: &ContestView) -> Board {
    let row = |one: &contest::EntryRow| {
        let number = word!("contest-number").with("n", one.number);
        let sheets = word!("contest-sheets-of").with("done", one.sheets.0).with("all", one.sheets.1);
        let author = one.author.as_ref();
        let named = if view.may_run {
            Cell::link(number, format!("{}/bai/{}", Part::Contests.address(), one.id)).below(one.title.as_str())
        } else {
            Cell::text(number)
        };
        vec![
            named,
            author.map_or(Cell::none(), |found| Cell::text(found.name.as_str()).below(found.unit.as_str())),
            Cell::text(one.subject.as_str()),
            Cell::day(one.received_on),
            Cell::text(sheets),
            Cell::badge(say::entry(one.state)),
        ]
    };
    Board {
        caption: word!("contest-entries"),
        heads: vec![
            word!("contest-entry"),
            word!("contest-author"),
            word!("contest-subject"),
            word!("contest-received-on"),
            word!("contest-sheets"),
            word!("publicity-state"),
        ],
        rows: view.entries.iter().map(row).collect(),
    }
}

fn jury(view: &ContestView, base: &str) -> Board {
    let unseat = |juror: &Juror, all: usize| {
        let may = view.may_run && all == 0 && view.contest.state.0.seats();
        let action = Action::post(word!("contest-unseat"), format!("{base}/giam-khao/bo"));
        may.then(|| action.field("ghe", juror.id.to_string()))
    };
    let row = |(juror, done, all): &(Juror, usize, usize)| {
        let seat = match juror.seat.0 {
            JurySeat::Chair => Badge::new(word!("contest-chair"), Tone::Honour),
            JurySeat::Member => Badge::new(word!("contest-member"), Tone::Plain),
        };
        vec![
            Cell::text(juror.name.as_str()).below(juror.post.as_str()),
            Cell::badge(seat),
            Cell::text(word!("contest-sheets-of").with("done", *done).with("all", *all)).action(unseat(juror, *all)),
        ]
    };
    Board {
        caption: word!("contest-jury"),
        heads: vec![word!("contest-juror"), word!("contest-seat"), word!("contest-sheets")],
        rows: view.jury.iter().map(row).collect(),
    }
}

/// The standings; `lead` is where the chair settles what the jury differs about.
pub(super) fn ranking(view: &ContestView, lines: &[Standing], lead: Option<&str>) -> Board {
    let row = |one: &Standing| {
        let prize = one.prize.and_then(|at| view.contest.prizes.0.get(at)).map(|prize| prize.name.clone());
        let (badge, todo) = standing(one, lead);
        let agreed = one.agreed.as_ref().map(|(_, why)| why.clone());
        let settled = one.settled.as_ref().map(|(_, why)| why.clone());
        vec![
            Cell::text(one.rank.to_string()),
            Cell::text(word!("contest-number").with("n", one.number)),
            Cell::text(written(one.points)).below(agreed.unwrap_or_default()),
            Cell::text(written(one.spread)),
            one.advised.map_or_else(
                || Cell::badge(Badge::new(word!("contest-advice-split"), Tone::Warn)),
                |advised| Cell::text(say::advice(advised)),
            ),
            match (prize, badge) {
                (Some(prize), _) => {
                    Cell::badge(Badge::new(prize.as_str(), Tone::Honour)).below(settled.unwrap_or_default())
                }
                (None, Some(badge)) => Cell::badge(badge).action(todo),
                (None, None) => Cell::none().action(todo),
            },
        ]
    };
    Board {
        caption: word!("contest-ranking"),
        heads: vec![
            word!("contest-rank"),
            word!("contest-entry"),
            word!("contest-points"),
            word!("contest-apart"),
            word!("contest-advice"),
            word!("contest-prize"),
        ],
        rows: lines.iter().map(row).collect(),
    }
}

/// What an entry waits for, and what the chair can do about it.
fn standing(one: &Standing, lead: Option<&str>) -> (Option<Badge>, Option<Action>) {
    let judging = lead.map(str::to_owned);
    let agree = judging
        .as_ref()
        .map(|lead| Action::link(word!("contest-agree"), format!("{lead}/thong-nhat?bai={}", one.entry)));
    if one.waits() {
        return (Some(Badge::new(word!("contest-differs"), Tone::Warn)), agree);
    }
    if one.tied {
        let settle =
            judging.map(|lead| Action::link(word!("contest-settle"), format!("{lead}/dong-diem?hang={}", one.rank)));
        return (Some(Badge::new(word!("contest-tied"), Tone::Warn)), settle);
    }
    let split = one.advised.is_none() && one.agreed.is_none();
    (None, agree.filter(|_| split))
}

pub(super) async fn load(visit: &Visit, id: ContestId) -> Result<ContestView, Failure> {
    contest::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_run && !view.may_publish {
        return Ok(visit.lead_to(&format!("/cham-thi/cuoc-thi/{id}")));
    }
    Ok(visit.page(&show_page(&visit, &view)))
}

fn step_of(code: &str) -> Result<StepWords, Failure> {
    STEPS.into_iter().find(|one| one.code == code).ok_or(Failure::NotFound)
}

pub(super) fn step_page(visit: &Visit, view: &ContestView, code: &str, form: &FormState) -> Result<Ask, Failure> {
    let (one, base) = (step_of(code)?, base(view.contest.id));
    if !may(view, one.step) {
        return Err(Failure::not_now(base));
    }
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let submit = Action::submit(one.title);
    let ends = one.step == ContestStep::CallOff;
    let submit = if ends { submit.danger() } else { submit.primary() };
    let ask = Ask::new(shell(visit, one.title, Part::Contests), one.title, format!("{base}/buoc/{code}"), submit, back)
        .fact(word!("contest-title"), view.contest.title.as_str())
        .consequence(one.then)
        .hidden(FormState::VERSION, view.contest.version.to_string())
        .fields(form, if ends { vec![form.show(WHY)] } else { Vec::new() });
    Ok(if ends { ask.grave() } else { ask })
}

pub(super) async fn show_step(visit: Visit, At((id, code)): At<(ContestId, String)>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&step_page(&visit, &view, &code, &FormState::empty())?))
}

pub(super) async fn step(
    visit: Visit,
    At((id, code)): At<(ContestId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (one, cx, seen) = (step_of(&code)?, visit.cx()?, form.version()?);
    let done = match one.step {
        ContestStep::Open => contest::open(cx, id, seen).await,
        ContestStep::Close => contest::close(cx, id, seen).await,
        ContestStep::Judge => contest::judge(cx, id, seen).await,
        ContestStep::Decide => contest::decide(cx, id, seen).await,
        ContestStep::Publish => contest::publish(cx, id, seen).await,
        ContestStep::CallOff => match form.text(WHY) {
            Some(why) => contest::call_off(cx, id, seen, why).await,
            None => {
                let view = load(&visit, id).await?;
                return Ok(visit.page_again(&step_page(&visit, &view, &code, &form)?));
            }
        },
        ContestStep::Edit => return Err(Failure::NotFound),
    };
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(id), &Flash::done(one.done)))
}

pub(super) fn seat_page(visit: &Visit, view: &ContestView, form: &FormState, people: &[(PersonId, String)]) -> Ask {
    let (title, base) = (word!("contest-seat-do"), base(view.contest.id));
    let people: Vec<Choice> = people.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let seats = [Choice::new(SEATS[0].0, word!("contest-chair")), Choice::new(SEATS[1].0, word!("contest-member"))];
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(
        shell(visit, title, Part::Contests),
        title,
        format!("{base}/giam-khao"),
        Action::submit(title).primary(),
        back,
    )
    .lead(word!("contest-seat-lead"))
    .fact(word!("contest-title"), view.contest.title.as_str())
    .fields(form, vec![form.show_choices(PERSON, &people), form.show_choices(SEAT, &seats)])
}

async fn seats(visit: &Visit, id: ContestId) -> Result<(ContestView, Vec<(PersonId, String)>), Failure> {
    let view = load(visit, id).await?;
    if !view.may_run || !view.contest.state.0.seats() {
        return Err(Failure::not_now(base(id)));
    }
    let people = contest::people(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok((view, people))
}

pub(super) async fn show_seat(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let (view, people) = seats(&visit, id).await?;
    let form = FormState::filled([(SEAT.name, SEATS[1].0.to_owned())]);
    Ok(visit.page(&seat_page(&visit, &view, &form, &people)))
}

pub(super) async fn seat(visit: Visit, At(id): At<ContestId>, mut form: FormState) -> Result<Response, Failure> {
    let person = form.choice(PERSON, |text| text.parse().ok());
    let seat = form.choice(SEAT, |text| SEATS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    if let (Some(person), Some(seat)) = (person, seat) {
        match contest::seat(visit.cx()?, id, person, seat).await {
            Ok(()) => return Ok(visit.redirect(&base(id), &Flash::done(word!("contest-seated")))),
            Err(error) => blame(&mut form, &visit, error, &[("person", PERSON)])?,
        }
    }
    let (view, people) = seats(&visit, id).await?;
    Ok(visit.page_again(&seat_page(&visit, &view, &form, &people)))
}

pub(super) async fn unseat(visit: Visit, At(id): At<ContestId>, form: FormState) -> Result<Response, Failure> {
    let juror: JurorId = form.raw("ghe").parse().map_err(|_| Failure::Unreadable)?;
    contest::unseat(visit.cx()?, id, juror).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(id), &Flash::done(word!("publicity-saved"))))
}

pub(super) async fn deal(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let (new, short) = contest::deal(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let said = match short {
        0 => Flash::done(word!("contest-dealt").with("count", new)),
        short => Flash::note(word!("contest-dealt-short").with("count", new).with("short", short)),
    };
    Ok(visit.redirect(&base(id), &said))
}
