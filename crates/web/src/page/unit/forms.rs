//! The forms that found and change units; they must not decide which change may happen.

use super::{id_of, tabs, view};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Tabs},
    words,
    wrong::blame,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::org::{self, change};
use lantoa_domain::unit::UnitKind;
use lantoa_domain::{id::UnitId, policy::Act};
use lantoa_i18n::{Word, word};

const NAME: Input = Input::text("ten", word!("unit-name")).required().max_chars(300);
const KIND: Input = Input::new(InputKind::Select, "loai-don-vi", word!("unit-kind")).required();
const PARENT: Input = Input::new(InputKind::Select, "cap-tren", word!("unit-parent")).required();
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("unit-from")).required().hint(word!("unit-from-hint"));
const ACT_OF: Input = Input::text("van-ban", word!("unit-act")).hint(word!("unit-act-optional-hint"));
const ON: Input = Input::new(InputKind::Date, "hieu-luc", word!("unit-change-on")).required();
const ACT: Input = Input::text("van-ban", word!("unit-act")).required().hint(word!("unit-act-hint"));
const INTO: Input = Input::new(InputKind::Select, "tiep-nhan", word!("unit-into")).required();
const AMONG: Input = Input::new(InputKind::Ticks, "tiep-nhan", word!("unit-among")).required();
const SURE: Input = Input::new(InputKind::Tick, "dong-y", word!("unit-sure")).required();

/// A kind of change, as the form is chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loai {
    Rename,
    Level,
    Merge,
    Split,
    Abolish,
}

impl Loai {
    pub(super) const ALL: [Self; 5] = [Self::Rename, Self::Level, Self::Merge, Self::Split, Self::Abolish];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Rename => "doi-ten",
            Self::Level => "doi-cap",
            Self::Merge => "sap-nhap",
            Self::Split => "chia-tach",
            Self::Abolish => "giai-the",
        }
    }

    pub(super) const fn verb(self) -> Word {
        match self {
            Self::Rename => word!("unit-do-rename"),
            Self::Level => word!("unit-do-level"),
            Self::Merge => word!("unit-do-merge"),
            Self::Split => word!("unit-do-split"),
            Self::Abolish => word!("unit-do-abolish"),
        }
    }

    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Rename => "pencil",
            Self::Level => "network",
            Self::Merge => "arrow-right",
            Self::Split => "sprout",
            Self::Abolish => "x",
        }
    }

    /// What happens besides.
    const fn consequence(self) -> Word {
        match self {
            Self::Rename => word!("unit-then-rename"),
            Self::Level => word!("unit-then-level"),
            Self::Merge => word!("unit-then-merge"),
            Self::Split => word!("unit-then-split"),
            Self::Abolish => word!("unit-then-abolish"),
        }
    }

    const fn ends(self) -> bool {
        matches!(self, Self::Merge | Self::Split | Self::Abolish)
    }

    fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

fn kind_code(kind: UnitKind) -> String {
    format!("{kind:?}")
}

fn kinds() -> Vec<Choice> {
    UnitKind::ALL.into_iter().map(|kind| Choice::new(kind_code(kind), words::unit_kind(kind))).collect()
}

fn parse_kind(code: &str) -> Option<UnitKind> {
    UnitKind::ALL.into_iter().find(|kind| kind_code(*kind) == code)
}

/// `/quan-tri/don-vi/moi`.
#[derive(Template)]
#[template(path = "unit/new.html")]
struct NewPage {
    shell: Shell,
    form: FormState,
    units: Vec<Choice>,
    kinds: Vec<Choice>,
    submit: Action,
    cancel: Action,
}

impl NewPage {
    fn new(visit: &Visit, form: FormState, units: Vec<Choice>) -> Self {
        Self {
            shell: visit.shell(word!("unit-new"), Area::Units).crumb(word!("unit-title"), "/quan-tri/don-vi"),
            form,
            units,
            kinds: kinds(),
            submit: Action::submit(word!("unit-new-submit")).primary(),
            cancel: Action::link(word!("unit-cancel"), "/quan-tri/don-vi"),
        }
    }
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageUnits).map_err(|error| visit.failed(error))?;
    let units = super::choices(&visit).await?;
    let parent = query.get("cap-tren").map(str::to_owned).or_else(|| units.first().map(|unit| unit.value.clone()));
    let kind = kind_code(UnitKind::Division);
    let form = FormState::filled([(PARENT.name, parent.unwrap_or_default()), (KIND.name, kind)]);
    Ok(visit.page(&NewPage::new(&visit, form, units)))
}

pub(super) async fn found(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let name = form.text(NAME);
    let kind = form.choice(KIND, parse_kind);
    let parent = form.choice(PARENT, |text| text.parse::<UnitId>().ok());
    let (from, act, aliases) = (form.date(FROM), form.text(ACT_OF), form.text(super::ALIASES));
    if let (Some(name), Some(kind), Some(parent), Some(from), Some(act), Some(aliases)) =
        (name, kind, parent, from, act, aliases)
    {
        let aliases = aliases.lines().map(str::to_owned).collect();
        match change::found(cx, change::Found { name, kind, parent, from, act, aliases, ordinal: 100 }).await {
            Ok(id) => {
                let address = format!("/quan-tri/don-vi/{id}");
                return Ok(visit.redirect(&address, &Flash::done(word!("unit-founded"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("name", NAME), ("on", FROM), ("parent", PARENT)])?,
        }
    }
    let units = super::choices(&visit).await?;
    Ok(visit.page_again(&NewPage::new(&visit, form, units)))
}

/// `/quan-tri/don-vi/{id}/thay-doi`.
#[derive(Template)]
#[template(path = "unit/change.html")]
struct ChangePage {
    shell: Shell,
    id: String,
    version: i64,
    name: String,
    what: Loai,
    tabs: Tabs,
    form: FormState,
    units: Vec<Choice>,
    kinds: Vec<Choice>,
    submit: Action,
    cancel: Action,
}

impl ChangePage {
    fn new(visit: &Visit, view: &view::UnitPageView, what: Loai, form: FormState, units: Vec<Choice>) -> Self {
        let address = format!("/quan-tri/don-vi/{}", view.id);
        let submit = Action::submit(what.verb());
        Self {
            shell: visit
                .shell(word!("unit-change-title").with("name", &view.name), Area::Units)
                .crumb(word!("unit-title"), "/quan-tri/don-vi")
                .crumb(view.name.clone(), address.clone()),
            id: view.id.clone(),
            version: view.version,
            name: view.name.clone(),
            what,
            tabs: tabs(&view.id, what, view.is_root),
            form,
            units: units.into_iter().filter(|unit| unit.value != view.id).collect(),
            kinds: kinds(),
            submit: if what.ends() { submit.danger() } else { submit.primary() },
            cancel: Action::link(word!("unit-cancel"), address),
        }
    }
}

async fn change_page(visit: &Visit, id: UnitId, what: Loai, form: FormState) -> Result<ChangePage, Failure> {
    let unit = org::one(visit.cx()?, id).await.map_err(|error| visit.failed(error))?;
    let form = if form.raw(FormState::VERSION).is_empty() {
        let parent = unit.above.last().map(|(id, _)| id.to_string()).unwrap_or_default();
        FormState::filled([(KIND.name, kind_code(unit.kind)), (PARENT.name, parent), (NAME.name, unit.name.clone())])
    } else {
        form
    };
    let view = view::UnitPageView::new(unit);
    Ok(ChangePage::new(visit, &view, what, form, super::choices(visit).await?))
}

pub(super) async fn show_change(visit: Visit, Path(id): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageUnits).map_err(|error| visit.failed(error))?;
    let what = query.get("loai").and_then(Loai::of).unwrap_or(Loai::Rename);
    let page = change_page(&visit, id_of(&id)?, what, FormState::empty()).await?;
    Ok(visit.page(&page))
}

pub(super) async fn change(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let id: UnitId = id_of(&id)?;
    let kind = Loai::of(form.raw("loai")).ok_or(Failure::Unreadable)?;
    let (what, on, act) = (read(&mut form, kind), form.date(ON), form.text(ACT));
    if kind.ends() {
        form.text(SURE);
    }
    if let (Some(what), Some(on), Some(act), false) = (what, on, act, form.has_errors()) {
        let seen = form.version()?;
        match change::change(cx, change::Change { id, what, on, act, seen }).await {
            Ok(()) => {
                let address = format!("/quan-tri/don-vi/{id}");
                return Ok(visit.redirect(&address, &Flash::done(word!("unit-changed"))));
            }
            Err(error) => {
                let successors = if kind == Loai::Split { AMONG } else { INTO };
                let parent = if kind == Loai::Level { PARENT } else { successors };
                let fields = [("on", ON), ("act", ACT), ("name", NAME), ("successors", successors), ("parent", parent)];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    Ok(visit.page_again(&change_page(&visit, id, kind, form).await?))
}

fn read(form: &mut FormState, kind: Loai) -> Option<change::What> {
    let unit = |text: &str| text.parse::<UnitId>().ok();
    match kind {
        Loai::Rename => form.text(NAME).map(change::What::Rename),
        Loai::Level => {
            let (parent, kind) = (form.choice(PARENT, unit), form.choice(KIND, parse_kind));
            Some(change::What::Level { parent: parent?, kind: kind? })
        }
        Loai::Merge => form.choice(INTO, unit).map(change::What::Merge),
        Loai::Split => {
            let among: Vec<UnitId> = form.all(AMONG.name).filter_map(unit).collect();
            if among.is_empty() {
                form.choice(AMONG, unit)?;
            }
            Some(change::What::Split(among))
        }
        Loai::Abolish => Some(change::What::Abolish),
    }
}

pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let units = vec![Choice::new("un_1", "UBND phường Đông Hải"), Choice::new("un_2", "— Phòng Văn hóa – Xã hội")];
    easel.show("unit/new", &NewPage::new(&visit, FormState::empty(), units.clone()));
    let (view, _) = view::sample();
    for (name, what) in [
        ("unit/change-rename", Loai::Rename),
        ("unit/change-level", Loai::Level),
        ("unit/change-merge", Loai::Merge),
        ("unit/change-split", Loai::Split),
        ("unit/change-abolish", Loai::Abolish),
    ] {
        let mut form = FormState::filled([(NAME.name, view.name.clone())]);
        if what == Loai::Merge {
            form.date(ON);
            form.text(ACT);
        }
        easel.show(name, &ChangePage::new(&visit, &view, what, form, units.clone()));
    }
}
