//! Guidance on the awards of a year: the register, entering a document, its file; it must not say what a document means.

use crate::{
    filters,
    kernel::{
        AppState, At, Choice, Column, Excel, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, UploadForm,
        Visit, handed, sentence,
    },
    nav::Area,
    page::publicity::board::{Board, Cell},
    sample::Easel,
    ui::{Action, Badge, Tone},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::Error;
use lantoa_app::guidance::{self, Line, New, Register};
use lantoa_domain::Refusal;
use lantoa_domain::id::{GuidanceId, ProgrammeId};
use lantoa_i18n::word;

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("report-programme"));
const YEAR: Input = Input::new(InputKind::Whole, "nam", word!("report-year"));
const TITLE: Input = Input::text("ten", word!("guidance-name")).required().max_chars(300);
const NUMBER: Input = Input::text("so", word!("guidance-number")).required().max_chars(60);
const ON: Input = Input::new(InputKind::Date, "ngay", word!("guidance-on")).required();
const ISSUER: Input = Input::text("co-quan", word!("guidance-issuer")).max_chars(200);
const ADDRESS: Input =
    Input::text("dia-chi", word!("guidance-address")).max_chars(500).hint(word!("guidance-address-hint"));
const FILE: Input =
    Input::new(InputKind::File, "tep", word!("guidance-file")).accept(".pdf,.doc,.docx,.jpg,.jpeg,.png,.webp");
const REPLACES: Input = Input::new(InputKind::Select, "thay", word!("guidance-replaces"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/huong-dan-khen-thuong", get(list))
        .route("/huong-dan-khen-thuong/excel", post(excel))
        .route("/huong-dan-khen-thuong/moi", get(show_new).post(enter))
        .route("/huong-dan-khen-thuong/{id}", get(read))
}

/// Where a document can be read: its file, else its address.
pub(super) fn address(line: &Line) -> String {
    if line.file_name.is_empty() { line.address.clone() } else { format!("/huong-dan-khen-thuong/{}", line.id) }
}

/// “Hướng dẫn 12/HD-SNV”.
pub(super) fn called(line: &Line) -> String {
    format!("{}: {}", line.number, line.title)
}

/// `/huong-dan-khen-thuong`.
#[derive(Template)]
#[template(path = "guidance/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    programmes: Vec<Choice>,
    board: Board,
    actions: Vec<Action>,
}

fn programmes(register: &Register) -> Vec<Choice> {
    register.programmes.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect()
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, register: &Register) -> Self {
        let row = |line: &Line| {
            let held = match line.replaced_by {
                Some(_) => Badge::new(word!("guidance-replaced"), Tone::Plain),
                None => Badge::new(word!("guidance-in-force"), Tone::Good),
            };
            vec![
                Cell::link(line.title.as_str(), address(line)).below(line.programme_title.as_str()),
                Cell::text(line.year.to_string()),
                Cell::text(line.number.as_str()),
                Cell::day(line.on_day),
                Cell::text(line.issuer.as_str()),
                Cell::badge(held),
            ]
        };
        let mut actions = vec![query.excel()];
        if register.may_enter {
            let enter = Action::link(word!("guidance-new"), "/huong-dan-khen-thuong/moi");
            actions.push(enter.primary().icon("plus"));
        }
        Self {
            shell: shell(visit, word!("guidance-title")),
            filters: query.form(),
            programmes: programmes(register),
            board: Board {
                caption: word!("guidance-title"),
                heads: vec![
                    word!("guidance-name"),
                    word!("report-year"),
                    word!("guidance-number"),
                    word!("guidance-on"),
                    word!("guidance-issuer"),
                    word!("guidance-state"),
                ],
                rows: register.rows.iter().map(row).collect(),
            },
            query,
            actions,
        }
    }
}

fn shell(visit: &Visit, title: lantoa_i18n::Word) -> Shell {
    visit.shell(title, Area::Reports).crumb(word!("ui-area-reports"), Area::Reports.address())
}

async fn load(visit: &Visit, query: &ListQuery) -> Result<Register, Failure> {
    let programme = query.get(PROGRAMME.name).and_then(|text| text.parse().ok());
    let year = query.get(YEAR.name).and_then(|text| text.parse().ok());
    guidance::list(visit.cx()?, programme, year).await.map_err(|why| visit.failed(why))
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let register = load(&visit, &query).await?;
    Ok(visit.page(&ListPage::new(&visit, query, &register)))
}

const GUIDANCE: Excel<Line> = Excel {
    name: "guidance",
    title: word!("guidance-title"),
    file: "huong-dan-khen-thuong",
    told: &["chuong-trinh", "nam"],
    columns: &[
        Column::number(word!("report-year"), |row| Some(i64::from(row.year))),
        Column::text(word!("guidance-number"), 18, |row, _| row.number.clone()),
        Column::day(word!("guidance-on"), |row| Some(row.on_day)),
        Column::text(word!("guidance-name"), 60, |row, _| row.title.clone()),
        Column::text(word!("guidance-issuer"), 34, |row, _| row.issuer.clone()),
        Column::text(word!("report-programme"), 50, |row, _| row.programme_title.clone()),
        Column::text(word!("guidance-address"), 40, |row, _| row.address.clone()),
    ],
};

async fn excel(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let register = load(&visit, &query).await?;
    visit.excel_of(&GUIDANCE, &query, register.rows).await
}

/// `/huong-dan-khen-thuong/moi`.
fn new_page(visit: &Visit, form: &FormState, register: &Register) -> crate::kernel::Ask {
    let title = word!("guidance-new");
    let open = register.rows.iter().filter(|line| line.replaced_by.is_none());
    let older: Vec<Choice> =
        open.map(|line| Choice::new(line.id.to_string(), format!("{} ({})", called(line), line.year))).collect();
    let back = Action::link(word!("ui-confirm-back"), "/huong-dan-khen-thuong");
    let submit = Action::submit(word!("report-save")).primary();
    crate::kernel::Ask::new(shell(visit, title), title, "/huong-dan-khen-thuong/moi", submit, back)
        .lead(word!("guidance-lead"))
        .with_files()
        .fields(
            form,
            vec![
                form.show_choices(PROGRAMME.required(), &programmes(register)),
                form.show(YEAR.required()),
                form.show(TITLE),
                form.show(NUMBER),
                form.show(ON),
                form.show(ISSUER),
                form.show(ADDRESS),
                form.show(FILE),
                form.show_choices(REPLACES, &older),
            ],
        )
}

async fn all(visit: &Visit) -> Result<Register, Failure> {
    let register = guidance::list(visit.cx()?, None, None).await.map_err(|why| visit.failed(why))?;
    if register.may_enter { Ok(register) } else { Err(Failure::not_now("/huong-dan-khen-thuong".to_owned())) }
}

async fn show_new(visit: Visit) -> Result<Response, Failure> {
    let register = all(&visit).await?;
    let form = FormState::filled([(YEAR.name, visit.cx()?.today().year().to_string())]);
    Ok(visit.page(&new_page(&visit, &form, &register)))
}

fn read_form(form: &mut FormState, file: Option<(String, Vec<u8>)>) -> Option<New> {
    let programme = form.choice(PROGRAMME.required(), |text| text.parse::<ProgrammeId>().ok());
    let year = form.whole(YEAR.required(), 1945..=2200);
    let (title, number, on) = (form.text(TITLE), form.text(NUMBER), form.date(ON));
    let (issuer, address) = (form.text(ISSUER), form.text(ADDRESS));
    let replaces = form.maybe(REPLACES, word!("ui-form-not-offered"), |text| text.parse::<GuidanceId>().ok());
    Some(New {
        programme: programme?,
        year: i16::try_from(year?).ok()?,
        title: title?,
        number: number?,
        on: on?,
        issuer: issuer?,
        address: address?,
        file,
        replaces: replaces?,
    })
}

const BLAMED: [(&str, Input); 7] = [
    ("title", TITLE),
    ("number", NUMBER),
    ("on", ON),
    ("year", YEAR),
    ("address", ADDRESS),
    ("programme", PROGRAMME),
    ("replaces", REPLACES),
];

async fn enter(visit: Visit, mut upload: UploadForm) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let file = if upload.has_file(FILE) { upload.file_of(FILE) } else { None };
    let mut form = upload.form;
    let new = read_form(&mut form, file.map(|file| (file.name, file.bytes)));
    if let Some(new) = new.filter(|_| !form.has_errors()) {
        match guidance::enter(cx, new).await {
            Ok(_) => {
                return Ok(visit.redirect("/huong-dan-khen-thuong", &Flash::done(word!("guidance-entered"))));
            }
            Err(Error::Refused(why @ (Refusal::FileKind | Refusal::FileTooLarge { .. }))) => {
                form.refuse(FILE, sentence(&why, visit.locale()));
            }
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    let register = all(&visit).await?;
    Ok(visit.page_again(&new_page(&visit, &form, &register)))
}

async fn read(visit: Visit, At(id): At<GuidanceId>) -> Result<Response, Failure> {
    let reading = guidance::read(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    handed(&reading.name, &reading.media, reading.bytes)
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    use lantoa_domain::id::Id;
    let visit = easel.visit().clone();
    let line = |n: i64, number: &str, replaced_by| Line {
        id: Id::from_raw(n),
        programme: Id::from_raw(1),
        programme_title: "Điển hình tiên tiến 2026-2030".to_owned(),
        year: 2026,
        title: "Hướng dẫn công tác khen thưởng năm 2026".to_owned(),
        number: number.to_owned(),
        on_day: jiff::civil::date(2026, 1, 20),
        issuer: "Sở Nội vụ".to_owned(),
        address: "https://example.org/huong-dan".to_owned(),
        file_name: if n == 1 { "huong-dan.pdf".to_owned() } else { String::new() },
        replaced_by,
    };
    let register = Register {
        rows: vec![line(2, "118/HD-SNV", None), line(1, "12/HD-SNV", Some(Id::from_raw(2)))],
        programmes: vec![(Id::from_raw(1), "Điển hình tiên tiến 2026-2030".to_owned())],
        may_enter: true,
    };
    let query = || ListQuery::new("/huong-dan-khen-thuong", &[]);
    easel.show("guidance/list", &ListPage::new(&visit, query(), &register));
    easel.show("guidance/list-empty", &ListPage::new(&visit, query(), &Register::default()));
    easel.show("guidance/new", &new_page(&visit, &FormState::empty(), &register));
    let mut wrong = FormState::filled([(ON.name, "hôm qua".to_owned())]);
    let _ = read_form(&mut wrong, None);
    easel.show("guidance/new-wrong", &new_page(&visit, &wrong, &register));
}
