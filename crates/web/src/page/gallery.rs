//! The living gallery: every component and every sample page in both languages, in debug builds only; it must not be reachable in production.

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::election::board_file,
    sample::{self, Easel},
    ui::{
        Action, Badge, BarChart, LineChart, Pager, Point, Pressure, Progress, QuotaBar, QuotaRule, Series, Stat, Tabs,
        Tone, Track, TrackStep, Tree, TreeNode,
    },
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use lantoa_i18n::word;

const NAME: Input =
    Input::text("ho-ten", word!("gallery-field-name")).required().hint(word!("gallery-field-name-hint"));
const BORN: Input = Input::new(InputKind::Date, "ngay-sinh", word!("gallery-field-date"));
const COUNT: Input = Input::new(InputKind::Whole, "so-luong", word!("gallery-field-count")).required();
const STORY: Input = Input::new(InputKind::Lines, "thanh-tich", word!("gallery-field-lines"));
const FIELD: Input = Input::new(InputKind::Select, "linh-vuc", word!("gallery-field-select")).required();
const KIND: Input = Input::new(InputKind::Radio, "doi-tuong", word!("gallery-field-radio")).required();
const CHANNELS: Input = Input::new(InputKind::Ticks, "kenh", word!("gallery-field-ticks"));
const CONSENT: Input = Input::new(InputKind::Tick, "dong-y", word!("gallery-field-tick")).required();
const FILE: Input = Input::new(InputKind::File, "tep", word!("gallery-field-file")).accept(".pdf,.docx");

/// Addresses of this feature: none in a release build.
pub fn routes() -> Router<AppState> {
    if !cfg!(debug_assertions) {
        return Router::new();
    }
    Router::new()
        .route("/mau", get(index))
        .route("/mau/{feature}/{page}", get(show))
        .route("/mau/bo-phieu/{file}", get(board))
}

/// The list of all samples.
#[derive(Template)]
#[template(path = "gallery/index.html")]
struct IndexPage {
    shell: Shell,
    names: Vec<&'static str>,
}

async fn index(visit: Visit) -> Response {
    let names = sample::all(visit.locale()).iter().map(|s| s.name).collect();
    visit.page(&IndexPage { shell: visit.shell(word!("gallery-title"), Area::None), names })
}

async fn show(visit: Visit, Path((feature, page)): Path<(String, String)>) -> Result<Response, Failure> {
    let name = format!("{feature}/{page}");
    let found = sample::all(visit.locale()).into_iter().find(|s| s.name == name);
    let found = found.ok_or(Failure::NotFound)?;
    Ok(Html(found.html).into_response())
}

/// The board behind the sample pages of the ballot, whose programs ask for it.
async fn board(Path(file): Path<String>) -> Result<Response, Failure> {
    board_file(&file).map(IntoResponse::into_response).ok_or(Failure::NotFound)
}

/// Every component on one page.
#[derive(Template)]
#[template(path = "gallery/components.html")]
struct ComponentsPage {
    shell: Shell,
    actions: Vec<Action>,
    badges: Vec<Badge>,
    fresh: FormState,
    wrong: FormState,
    fields: Vec<Choice>,
    kinds: Vec<Choice>,
    quotas: Vec<QuotaBar>,
    track: Track,
    returned: Track,
    stats: Vec<Stat>,
    tabs: Tabs,
    bars: BarChart,
    lines: LineChart,
    tree: Tree,
    pager: Pager,
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mut wrong = FormState::filled([("so-luong", "ba".to_owned())]);
    wrong.text(NAME);
    wrong.whole(COUNT, 1..=50);
    wrong.choice(KIND, |_| Some(()));
    easel.show(
        "gallery/components",
        &ComponentsPage {
            shell: visit.shell(word!("gallery-title"), Area::None),
            actions: actions(),
            badges: badges(),
            fresh: FormState::empty(),
            wrong,
            fields: vec![
                Choice::new("1", "Giáo dục và Đào tạo"),
                Choice::new("2", "Y tế"),
                Choice::new("3", "Cải cách hành chính"),
            ],
            kinds: vec![
                Choice::new("ca-nhan", word!("gallery-kind-person")).note(word!("gallery-kind-person-note")),
                Choice::new("tap-the", word!("gallery-kind-collective")).note(word!("gallery-kind-collective-note")),
            ],
            quotas: quotas(),
            track: track(Progress::Now),
            returned: track(Progress::Returned),
            stats: stats(),
            tabs: Tabs::new(word!("gallery-title"), 0)
                .tab(word!("gallery-tab-all"), "/mau", Some(1284))
                .tab(word!("gallery-tab-mine"), "/mau", Some(12))
                .tab(word!("gallery-tab-closed"), "/mau", None),
            bars: bars(),
            lines: lines(),
            tree: tree(),
            pager: Pager::new(&ListQuery::new("/ho-so", &[("q", "Khai")]), 50, Some("b2x")).of(1284),
        },
    );
}

fn actions() -> Vec<Action> {
    vec![
        Action::link(word!("gallery-action-primary"), "/mau").primary().icon("send"),
        Action::link(word!("gallery-action-quiet"), "/mau").icon("download"),
        Action::post(word!("gallery-action-danger"), "/mau").danger(),
        Action::post(word!("gallery-action-primary"), "/mau")
            .primary()
            .refused(Some(word!("gallery-action-why").with("count", 2))),
    ]
}

fn badges() -> Vec<Badge> {
    [
        (Tone::Plain, word!("gallery-badge-draft")),
        (Tone::Note, word!("gallery-badge-appraise")),
        (Tone::Warn, word!("gallery-badge-returned")),
        (Tone::Bad, word!("gallery-badge-late")),
        (Tone::Good, word!("gallery-badge-passed")),
        (Tone::Honour, word!("gallery-badge-exemplar")),
    ]
    .into_iter()
    .map(|(tone, word)| Badge::new(word, tone))
    .collect()
}

fn quotas() -> Vec<QuotaBar> {
    let bar = |label: &str, rule, recognised, under_way, forecast| QuotaBar {
        label: label.into(),
        rule,
        pressure: Pressure::Assigned,
        recognised,
        under_way,
        forecast,
        counts: None,
    };
    vec![
        bar("Tập thể", QuotaRule::Min(8), 3, 4, Some(9)),
        bar("Cá nhân", QuotaRule::Min(20), 21, 2, None),
        bar("Cá nhân ngành Công an", QuotaRule::Exactly(5), 2, 1, Some(3)),
        bar("Tập thể trong năm", QuotaRule::Max(3), 4, 0, None),
        bar("Cá nhân theo đơn vị đề nghị", QuotaRule::MaxPerUnit { most: 1, units: 24, used_up: 9 }, 9, 3, None),
        bar("Hộ gia đình", QuotaRule::Open, 6, 0, None),
    ]
}

fn track(third: Progress) -> Track {
    Track {
        steps: vec![
            TrackStep::new("Đăng ký", Progress::Done).note("Trường THCS Đông Hải, 12/01"),
            TrackStep::new("Đề nghị", Progress::Done).note("05/10"),
            TrackStep::new("Thẩm định", third).note("Phòng Nội vụ"),
            TrackStep::new("Bình xét", Progress::Next).note("Hội đồng"),
            TrackStep::new("Quyết định", Progress::Next).note("Chủ tịch UBND phường"),
            TrackStep::new("Tuyên truyền", Progress::Next),
        ],
    }
}

fn stats() -> Vec<Stat> {
    vec![
        Stat::new("12", word!("gallery-stat-waiting")).link("/mau"),
        Stat::new("3", word!("gallery-stat-late")).tone(Tone::Bad),
        Stat::new("5", word!("gallery-stat-gap")).tone(Tone::Warn),
        Stat::new("41", word!("gallery-stat-recognised")).tone(Tone::Honour).note(word!("gallery-stat-note")),
    ]
}

fn bars() -> BarChart {
    BarChart {
        title: word!("gallery-bars").into(),
        unit: word!("gallery-bars-unit").into(),
        points: vec![
            Point::new("Trường THCS Đông Hải", 14),
            Point::new("Công an phường", 9),
            Point::new("Trạm Y tế", 6),
            Point::new("Tổ dân phố số 4", 2),
        ],
    }
}

fn lines() -> LineChart {
    LineChart {
        title: word!("gallery-lines").into(),
        places: (1..=8).map(|m| format!("{m}/2026").into()).collect(),
        series: vec![
            Series { label: word!("gallery-lines-adopted").into(), values: vec![1, 2, 2, 5, 9, 14, 16, 21] },
            Series { label: word!("gallery-lines-confirmed").into(), values: vec![0, 0, 1, 2, 4, 8, 12, 15] },
        ],
    }
}

fn tree() -> Tree {
    Tree {
        roots: vec![
            TreeNode::new("UBND phường Đông Hải")
                .link("/mau")
                .child(TreeNode::new("Phòng Nội vụ").badge(Badge::new(word!("gallery-badge-passed"), Tone::Good)))
                .child(
                    TreeNode::new("Trường THCS Đông Hải")
                        .note("42 người")
                        .badge(Badge::new(word!("gallery-badge-late"), Tone::Bad))
                        .child(TreeNode::new("Tổ Toán – Tin"))
                        .child(TreeNode::new("Tổ Ngữ văn")),
                ),
        ],
    }
}
