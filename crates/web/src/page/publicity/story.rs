//! Stories for their writers: the queue, one story, its steps, and how it will look; it must not show the public anything.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    choices, list_shell, offered, say, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, UploadForm, Visit, handed},
    page::bulk,
    ui::Action,
    wrong::blame,
};
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::Error;
use lantoa_app::portal::{self, Published, PublishedKind, Told};
use lantoa_app::publicity::{
    Choices,
    story::{self, Looked, Photo, Standing, StoryRow, StoryView, Words},
};
use lantoa_domain::{
    Refusal,
    id::{ExemplarId, StoryId},
    policy::Act,
    publicity::{Reach, StoryState, sensitive::Weight},
    time::vietnam_date,
};
use lantoa_i18n::{Say, word};

const STANDING: Input = Input::new(InputKind::Select, "tinh-trang", word!("publicity-state"));
const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("publicity-exemplar")).required();
const TITLE: Input = Input::text("tieu-de", word!("publicity-story-title")).required().max_chars(160);
const LEAD: Input = Input::new(InputKind::Lines, "tom-tat", word!("publicity-story-lead")).required().max_chars(600);
const BODY: Input = Input::new(InputKind::Lines, "bai", word!("publicity-story-body"))
    .required()
    .max_chars(20_000)
    .hint(word!("publicity-story-body-hint"));
const QUOTE: Input = Input::new(InputKind::Lines, "loi-noi", word!("publicity-story-quote")).max_chars(600);
pub(super) const PHOTO: Input = Input::new(InputKind::File, "anh", word!("publicity-story-photo"))
    .accept(".jpg,.jpeg,.png")
    .hint(word!("publicity-story-photo-hint"));
const ALT: Input = Input::text("mo-ta-anh", word!("publicity-story-alt"))
    .max_chars(250)
    .sometimes()
    .hint(word!("publicity-story-alt-hint"));
const DROP: Input = Input::new(InputKind::Tick, "bo-anh", word!("publicity-story-drop-photo"));
const AUTHOR: Input = Input::text("tac-gia", word!("publicity-story-author")).required().max_chars(120);
const LOOKED: Input = Input::new(InputKind::Tick, "da-xem", word!("publicity-story-looked"));
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("publicity-story-day")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why")).required().max_chars(1000);

pub(super) fn wanted(query: &ListQuery) -> Option<Standing> {
    let code = query.get(STANDING.name)?;
    say::STANDINGS.iter().find(|(known, _)| *known == code).map(|found| found.1)
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[StoryRow]) -> ListPage {
    let form = query.form();
    let standings: Vec<Choice> =
        say::STANDINGS.iter().map(|(code, one)| Choice::new(*code, say::standing_word(*one))).collect();
    let bulk = bulk::bar(visit, bulk::Kind::Story, &query);
    let row = |one: &StoryRow| {
        vec![
            Cell::link(one.title.as_str(), format!("/tuyen-truyen/cau-chuyen/{}", one.id))
                .below(one.author.as_str())
                .tick(bulk.tick(one.id, &one.version, &one.title)),
            Cell::text(one.name.as_str()).below(one.unit.as_str()),
            Cell::day(one.publish_on),
            Cell::badge(say::standing(one.standing)),
        ]
    };
    ListPage {
        shell: list_shell(visit, Part::Stories),
        title: word!("publicity-stories"),
        tabs: tabs(visit, Part::Stories),
        lead: Some(word!("publicity-stories-lead").into()),
        actions: vec![
            query.excel(),
            Action::link(word!("publicity-story-new"), "/tuyen-truyen/cau-chuyen/moi").primary().icon("plus"),
        ],
        filters: vec![form.show_choices(STANDING, &standings)],
        board: Board {
            caption: word!("publicity-stories"),
            heads: vec![
                word!("publicity-story-title"),
                word!("publicity-exemplar"),
                word!("publicity-story-day"),
                word!("publicity-state"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("file-text", word!("publicity-stories-none"), word!("publicity-stories-none-text")),
        pager: None,
        bulk,
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = story::list(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn write_page(visit: &Visit, known: Option<&StoryView>, form: &FormState, offer: &Choices) -> Ask {
    let title = if known.is_some() { word!("publicity-story-edit") } else { word!("publicity-story-new") };
    let base = known.map(|view| format!("/tuyen-truyen/cau-chuyen/{}", view.story.id));
    let address = base.as_ref().map_or("/tuyen-truyen/cau-chuyen/moi".to_owned(), |base| format!("{base}/sua"));
    let back = base.unwrap_or_else(|| Part::Stories.address().to_owned());
    let submit = Action::submit(word!("publicity-save")).primary();
    let mut fields =
        vec![form.show(TITLE), form.show(LEAD), form.show(BODY), form.show(QUOTE), form.show(PHOTO), form.show(ALT)];
    match known {
        None => fields.insert(0, form.show_choices(EXEMPLAR, &offered(&offer.exemplars))),
        Some(view) if view.story.photo.is_some() => fields.push(form.show(DROP)),
        Some(_) => {}
    }
    fields.push(form.show(AUTHOR));
    Ask::new(shell(visit, title, Part::Stories), title, address, submit, Action::link(word!("ui-confirm-back"), back))
        .lead(word!("publicity-story-write-lead"))
        .hidden(FormState::VERSION, known.map_or(0, |view| view.story.version).to_string())
        .fields(form, fields)
        .with_files()
}

fn read_words(form: &mut FormState) -> Option<Words> {
    let (title, lead, body) = (form.text(TITLE), form.text(LEAD), form.text(BODY));
    let (quote, photo_alt, author) = (form.text(QUOTE), form.text(ALT), form.text(AUTHOR));
    Some(Words { title: title?, lead: lead?, body: body?, quote: quote?, photo_alt: photo_alt?, author: author? })
}

/// What becomes of the picture; nothing when the file cannot be taken, which is then noted. No file is no mistake.
fn read_photo(upload: &mut UploadForm) -> Option<Photo> {
    if upload.has_file(PHOTO) {
        return upload.file_of(PHOTO).map(|file| Photo::New(file.bytes));
    }
    Some(if upload.form.ticked(DROP) { Photo::Remove } else { Photo::Keep })
}

/// Notes what is wrong at its field.
fn noted(form: &mut FormState, visit: &Visit, error: Error) -> Result<(), Failure> {
    match &error {
        Error::Refused(Refusal::FileKind) => form.refuse(PHOTO, word!("publicity-photo-kind")),
        Error::Refused(Refusal::FileTooLarge { .. }) => form.refuse(PHOTO, word!("publicity-photo-large")),
        _ => {
            let fields = [("title", TITLE), ("lead", LEAD), ("body", BODY), ("author", AUTHOR), ("photo_alt", ALT)];
            return blame(form, visit, error, &fields);
        }
    }
    Ok(())
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    let form = FormState::filled([(EXEMPLAR.name, query.get(EXEMPLAR.name).unwrap_or_default().to_owned())]);
    Ok(visit.page(&write_page(&visit, None, &form, &offer)))
}

pub(super) async fn write(visit: Visit, mut upload: UploadForm) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let exemplar = upload.form.choice(EXEMPLAR, |text| text.parse::<ExemplarId>().ok());
    let (words, photo) = (read_words(&mut upload.form), read_photo(&mut upload));
    if let (Some(exemplar), Some(words), Some(photo)) = (exemplar, words, photo) {
        match story::write(cx, exemplar, words, photo).await {
            Ok(id) => {
                let page = format!("/tuyen-truyen/cau-chuyen/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-story-written"))));
            }
            Err(error) => noted(&mut upload.form, &visit, error)?,
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&write_page(&visit, None, &upload.form, &offer)))
}

async fn load(visit: &Visit, id: StoryId) -> Result<StoryView, Failure> {
    story::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show_edit(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_write || view.story.state.0 == StoryState::Released {
        return Err(Failure::not_now(format!("/tuyen-truyen/cau-chuyen/{id}")));
    }
    let story = &view.story;
    let form = FormState::filled([
        (TITLE.name, story.title.clone()),
        (LEAD.name, story.lead.clone()),
        (BODY.name, story.body.clone()),
        (QUOTE.name, story.quote.clone()),
        (ALT.name, story.photo_alt.clone()),
        (AUTHOR.name, story.author.clone()),
    ]);
    Ok(visit.page(&write_page(&visit, Some(&view), &form, &Choices::default())))
}

pub(super) async fn edit(visit: Visit, At(id): At<StoryId>, mut upload: UploadForm) -> Result<Response, Failure> {
    let (words, photo) = (read_words(&mut upload.form), read_photo(&mut upload));
    if let (Some(words), Some(photo)) = (words, photo) {
        match story::edit(visit.cx()?, id, upload.form.version()?, words, photo).await {
            Ok(()) => {
                let page = format!("/tuyen-truyen/cau-chuyen/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-saved"))));
            }
            Err(error) => noted(&mut upload.form, &visit, error)?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&write_page(&visit, Some(&view), &upload.form, &Choices::default())))
}

pub(super) fn show_page(visit: &Visit, view: &StoryView) -> ShowPage {
    let (story, base) = (&view.story, format!("/tuyen-truyen/cau-chuyen/{}", view.story.id));
    let mut page = ShowPage::new(shell(visit, word!("publicity-story"), Part::Stories), story.title.as_str());
    page.badge = Some(say::standing(view.standing));
    page.sub = Some(format!("{} · {}", view.name, view.unit).into());
    page.actions = steps(view, &base);
    let refused: Vec<_> = view.found.iter().filter(|one| one.weight == Weight::Refused).collect();
    let listed = |found: &[&story::SensitiveWord]| {
        let one =
            |one: &&story::SensitiveWord| format!("“{}” ({})", one.words, say::topic(one.topic).say(visit.locale()));
        found.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    if !refused.is_empty() {
        page.notices.push(("bad", "shield-alert", word!("publicity-sensitive").with("words", listed(&refused))));
    }
    let again: Vec<_> = view.found.iter().filter(|one| one.weight == Weight::LookAgain).collect();
    if !again.is_empty() {
        page.notices.push(("warn", "triangle-alert", word!("publicity-look-again").with("words", listed(&again))));
    }
    if view.standing == Standing::Withheld {
        page.notices.push(("warn", "lock", word!("publicity-story-withheld-why").into()));
    } else if !view.consented.contains(&Reach::Portal) {
        page.notices.push(("note", "info", word!("publicity-story-no-consent").into()));
    }
    if story.photo.is_some() && !view.may_show_photo {
        page.notices.push(("note", "info", word!("publicity-story-photo-hidden").into()));
    }
    if !story.why.is_empty() {
        page.notices.push(("warn", "info", word!("publicity-story-taken-why").with("why", &story.why)));
    }
    page.facts = facts(visit, view);
    page.say([
        (word!("publicity-story-lead"), story.lead.clone()),
        (word!("publicity-story-body"), story.body.clone()),
        (word!("publicity-story-quote"), story.quote.clone()),
    ]);
    page.photo = story.photo.map(|_| (format!("{base}/anh"), story.photo_alt.clone()));
    page
}

fn facts(visit: &Visit, view: &StoryView) -> Vec<(lantoa_i18n::Word, Cell)> {
    let reaches: Vec<_> = view.consented.iter().map(|one| say::reach(*one).say(visit.locale())).collect();
    let consent = Cell::link(word!("publicity-consents"), format!("/tuyen-truyen/dong-y/{}", view.story.exemplar));
    vec![
        (word!("publicity-exemplar"), Cell::link(view.name.as_str(), format!("/dien-hinh/{}", view.story.exemplar))),
        (word!("publicity-story-author"), Cell::text(view.story.author.as_str())),
        (word!("publicity-story-day"), Cell::day(view.story.publish_on)),
        (word!("publicity-consents"), if reaches.is_empty() { consent } else { consent.below(reaches.join(", ")) }),
    ]
}

/// What can be done with a story now, the next step first.
fn steps(view: &StoryView, base: &str) -> Vec<Action> {
    let mut actions = Vec::new();
    let state = view.story.state.0;
    if view.may_publish && state == StoryState::Draft {
        actions.push(Action::link(word!("publicity-story-check"), format!("{base}/kiem")).primary().icon("check"));
    }
    if view.may_publish && state == StoryState::Checked {
        actions.push(Action::link(word!("publicity-story-release"), format!("{base}/dang")).primary().icon("send"));
    }
    if view.standing == Standing::Published {
        let told = of_view(view);
        actions.push(Action::link(word!("publicity-story-open"), told.line.address()).icon("arrow-right"));
    } else {
        actions.push(Action::link(word!("publicity-story-preview"), format!("{base}/xem-truoc")).icon("file-text"));
    }
    if view.may_write && state != StoryState::Released {
        actions.push(Action::link(word!("publicity-edit"), format!("{base}/sua")).icon("pencil"));
    }
    if view.may_publish && state == StoryState::Released {
        actions.push(Action::link(word!("publicity-story-take-down"), format!("{base}/go")).danger());
    }
    actions
}

pub(super) async fn show(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) async fn photo(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let (media, bytes) = story::photo(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    handed("anh", &media, bytes)
}

/// A story as the public would read it.
pub(super) fn of_view(view: &StoryView) -> Told {
    let story = &view.story;
    Told {
        line: Published {
            kind: PublishedKind::Story(story.id),
            title: story.title.clone(),
            lead: story.lead.clone(),
            name: view.name.clone(),
            class: lantoa_domain::subject::SubjectKind::Individual,
            unit: view.unit.clone(),
            agency: String::new(),
            movement: String::new(),
            author: story.author.clone(),
            on: story.publish_on.unwrap_or_else(|| vietnam_date(story.changed)),
            changed: story.changed,
            year: vietnam_date(story.changed).year(),
            photo_alt: story.photo.filter(|_| view.may_show_photo).map(|_| story.photo_alt.clone()),
        },
        paragraphs: portal::paragraphs(&story.body),
        quote: story.quote.clone(),
    }
}

pub(super) async fn preview(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let photo = view.story.photo.filter(|_| view.may_show_photo).map(|_| format!("/tuyen-truyen/cau-chuyen/{id}/anh"));
    Ok(visit.page(&crate::page::portal::preview(&visit, of_view(&view), photo)))
}

fn step_page(visit: &Visit, view: &StoryView, (title, step): (lantoa_i18n::Word, &str)) -> Ask {
    let base = format!("/tuyen-truyen/cau-chuyen/{}", view.story.id);
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, title, Part::Stories), title, format!("{base}/{step}"), Action::submit(title).primary(), back)
        .fact(word!("publicity-story-title"), view.story.title.as_str())
        .fact(word!("publicity-exemplar"), view.name.as_str())
        .hidden(FormState::VERSION, view.story.version.to_string())
}

pub(super) fn check_page(visit: &Visit, view: &StoryView, form: &FormState) -> Ask {
    let words: Vec<&str> = view.found.iter().map(|one| one.words.as_str()).collect();
    let page =
        step_page(visit, view, (word!("publicity-story-check"), "kiem")).lead(word!("publicity-story-check-lead"));
    if words.is_empty() {
        return page.fields(form, Vec::new());
    }
    page.fact(word!("publicity-found"), words.join(", ")).fields(form, vec![form.show(LOOKED)])
}

fn may_now(view: &StoryView, state: StoryState) -> Result<(), Failure> {
    let fits = view.may_publish && view.story.state.0 == state;
    if fits { Ok(()) } else { Err(Failure::not_now(format!("/tuyen-truyen/cau-chuyen/{}", view.story.id))) }
}

pub(super) async fn show_check(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    may_now(&view, StoryState::Draft)?;
    Ok(visit.page(&check_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn check(visit: Visit, At(id): At<StoryId>, mut form: FormState) -> Result<Response, Failure> {
    let looked = if form.ticked(LOOKED) { Looked::Again } else { Looked::No };
    match story::check(visit.cx()?, id, form.version()?, looked).await {
        Ok(()) => {
            let page = format!("/tuyen-truyen/cau-chuyen/{id}");
            return Ok(visit.redirect(&page, &Flash::done(word!("publicity-story-checked-done"))));
        }
        Err(error) => blame(&mut form, &visit, error, &[("body", LOOKED), ("looked", LOOKED)])?,
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&check_page(&visit, &view, &form)))
}

pub(super) fn release_page(visit: &Visit, view: &StoryView, form: &FormState) -> Ask {
    step_page(visit, view, (word!("publicity-story-release"), "dang"))
        .consequence(word!("publicity-story-release-then"))
        .fields(form, vec![form.show(DAY)])
}

fn today(visit: &Visit) -> Option<Date> {
    visit.cx().ok().map(lantoa_app::Cx::today)
}

pub(super) async fn show_release(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    may_now(&view, StoryState::Checked)?;
    let form = FormState::filled([(DAY.name, today(&visit).map(|day| day.to_string()).unwrap_or_default())]);
    Ok(visit.page(&release_page(&visit, &view, &form)))
}

pub(super) async fn release(visit: Visit, At(id): At<StoryId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(on) = form.date(DAY) {
        match story::release(visit.cx()?, id, form.version()?, on).await {
            Ok(()) => {
                let page = format!("/tuyen-truyen/cau-chuyen/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-story-released").with("on", on))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("on", DAY), ("consent", DAY), ("body", DAY)])?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&release_page(&visit, &view, &form)))
}

pub(super) fn take_down_page(visit: &Visit, view: &StoryView, form: &FormState) -> Ask {
    step_page(visit, view, (word!("publicity-story-take-down"), "go")).fields(form, vec![form.show(WHY)])
}

pub(super) async fn show_take_down(visit: Visit, At(id): At<StoryId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    may_now(&view, StoryState::Released)?;
    Ok(visit.page(&take_down_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn take_down(visit: Visit, At(id): At<StoryId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(WHY) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&take_down_page(&visit, &view, &form)));
    };
    story::take_down(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/cau-chuyen/{id}"), &Flash::done(word!("publicity-story-taken-done"))))
}
