//! An agency and its people, founded through the product's own commands from a short list of units. It must not know a plan.

use jiff::civil::Date;
use lantoa_app::account::{Give, Password, give_role, operator};
use lantoa_app::council::{NewCouncil, Terms};
use lantoa_app::installation::DemoAccount;
use lantoa_app::org::change::Found;
use lantoa_app::people::change::Words;
use lantoa_app::people::{Add, Twins};
use lantoa_app::{Cx, Result, agency, council, holiday, org, people};
use lantoa_domain::id::{CouncilId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{CouncilRole, Role};
use lantoa_domain::text::fold;
use lantoa_domain::unit::UnitKind;
use serde::Deserialize;

use crate::stage::Stage;

/// What an agency is founded from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencySpec {
    /// Its key in the demonstration.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
    /// Its part of a document symbol.
    pub(crate) symbol: String,
    /// First day of its records.
    pub(crate) from: Date,
    /// Where it is.
    #[expect(dead_code, reason = "read by people who look at the file")]
    pub(crate) place: String,
    /// Post of its head.
    pub(crate) head_post: String,
    /// Post of the deputies.
    pub(crate) deputy_post: String,
    /// How many people lead it, the head among them, at least 2.
    pub(crate) leadership: u32,
    /// Its units.
    pub(crate) units: Vec<UnitSpec>,
}

/// What a unit is founded from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitSpec {
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: UnitKind,
    /// How many people work in it, its head among them, at least 2.
    pub(crate) staff: u32,
    /// Post of its head.
    #[serde(default)]
    pub(crate) chief: Option<String>,
    /// Whether it is the council's standing body.
    #[serde(default)]
    pub(crate) standing: bool,
    /// Whether its people are young.
    #[serde(default)]
    pub(crate) young: bool,
}

#[derive(Deserialize)]
struct File {
    agency: Vec<AgencySpec>,
}

/// The agencies of the demonstration.
pub(crate) fn specs() -> Vec<AgencySpec> {
    let file: File = toml::from_str(include_str!("../data/agencies.toml")).expect("invariant: read by a test");
    file.agency
}

/// A unit with its people.
#[derive(Debug, Clone)]
pub(crate) struct Room {
    /// The unit.
    pub(crate) id: UnitId,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: UnitKind,
    /// Its head.
    pub(crate) chief: PersonId,
    /// Who keeps its lists.
    pub(crate) clerk: PersonId,
    /// Everyone else in it, the clerk first.
    pub(crate) staff: Vec<PersonId>,
}

/// A founded agency.
#[derive(Debug, Clone)]
pub(crate) struct Cast {
    /// Its key.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
    /// The agency's own unit.
    pub(crate) root: UnitId,
    /// Its administrator.
    pub(crate) admin: PersonId,
    /// Its head, who chairs the council.
    pub(crate) head: PersonId,
    /// The head's post.
    pub(crate) head_post: String,
    /// Deputies of the head.
    pub(crate) deputies: Vec<PersonId>,
    /// The inspector.
    pub(crate) inspector: PersonId,
    /// Its units.
    pub(crate) rooms: Vec<Room>,
    /// Place of the standing body among them.
    pub(crate) office: usize,
    /// Its council.
    pub(crate) council: Option<CouncilId>,
    /// The council's members: chair, vice-chair, secretary, others.
    pub(crate) members: Vec<PersonId>,
}

impl Cast {
    /// The clerk of the standing body, who is the council's secretary.
    pub(crate) fn secretary(&self) -> PersonId {
        self.rooms[self.office].chief
    }

    /// The unit of a name, marks or not.
    pub(crate) fn room(&self, name: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| fold(&room.name) == fold(name))
    }
}

/// Founds an agency on today's date of the play.
///
/// # Errors
/// The product's.
pub(crate) async fn found(stage: &mut Stage<'_>, spec: &AgencySpec) -> Result<Cast> {
    let administrator = stage.names.name(&mut stage.chance);
    let new = agency::NewAgency {
        name: spec.name.clone(),
        symbol: spec.symbol.clone(),
        from: spec.from,
        administrator: administrator.clone(),
    };
    let (root, admin) = agency::found(stage.app(), new).await?;
    stage.called.insert(admin, administrator);
    stage.summary.agencies += 1;
    stage.summary.people += 1;
    let head = person(stage, admin, root, &spec.head_post, true, (1966, 1974)).await?;
    let mut deputies = Vec::new();
    for _ in 1..spec.leadership {
        deputies.push(person(stage, admin, root, &spec.deputy_post, false, (1968, 1978)).await?);
    }
    let inspector = person(stage, admin, root, "Chuyên viên kiểm tra", false, (1970, 1988)).await?;
    let mut rooms = Vec::new();
    for (ordinal, unit) in (1..).zip(&spec.units) {
        rooms.push(room(stage, admin, (root, spec.from), unit, ordinal).await?);
    }
    let office = spec.units.iter().position(|unit| unit.standing).unwrap_or(0);
    let cast = Cast {
        key: spec.key.clone(),
        name: spec.name.clone(),
        root,
        admin,
        head,
        head_post: spec.head_post.clone(),
        deputies,
        inspector,
        rooms,
        office,
        council: None,
        members: Vec::new(),
    };
    roles(stage, &cast, spec.from).await?;
    settings(stage, &cast).await?;
    Ok(cast)
}

async fn room(
    stage: &mut Stage<'_>,
    admin: PersonId,
    (root, from): (UnitId, Date),
    spec: &UnitSpec,
    ordinal: i64,
) -> Result<Room> {
    let cx = stage.acting(admin).await?;
    let new = Found {
        name: spec.name.clone(),
        kind: spec.kind,
        parent: root,
        from,
        act: String::new(),
        aliases: Vec::new(),
        ordinal,
    };
    let id = org::change::found(&cx, new).await?;
    stage.summary.units += 1;
    let born = if spec.young { (1991, 2000) } else { (1968, 1997) };
    let chief_born = if spec.young { (1988, 1993) } else { (1967, 1983) };
    let post = spec.chief.as_deref().unwrap_or("Trưởng phòng");
    let chief = person(stage, admin, id, post, true, chief_born).await?;
    let mut staff = Vec::new();
    for _ in 1..spec.staff.max(2) {
        let post = post_in(stage, spec.kind);
        staff.push(person(stage, admin, id, post, false, born).await?);
    }
    Ok(Room { id, name: spec.name.clone(), kind: spec.kind, chief, clerk: staff[0], staff })
}

fn post_in(stage: &mut Stage<'_>, kind: UnitKind) -> &'static str {
    let posts: &[&'static str] = match kind {
        UnitKind::PublicService => &["Viên chức", "Giáo viên", "Nhân viên"],
        UnitKind::Commune => &["Công chức Văn hóa - Xã hội", "Công chức Văn phòng - Thống kê", "Công chức Địa chính"],
        UnitKind::Enterprise => &["Nhân viên hành chính", "Tổ trưởng sản xuất", "Kỹ sư", "Công nhân"],
        UnitKind::Cooperative => &["Thành viên", "Kế toán"],
        UnitKind::MassBody | UnitKind::PartyBody => &["Cán bộ chuyên trách", "Phó Chủ tịch", "Chuyên viên"],
        UnitKind::ArmedForces => &["Cán bộ", "Chiến sĩ"],
        UnitKind::Agency | UnitKind::Office | UnitKind::Division => {
            &["Chuyên viên", "Chuyên viên chính", "Phó Trưởng phòng"]
        }
    };
    stage.chance.one_of::<&'static str>(posts)
}

/// Adds somebody invented.
async fn person(
    stage: &mut Stage<'_>,
    admin: PersonId,
    unit: UnitId,
    post: &str,
    leads: bool,
    born: (u32, u32),
) -> Result<PersonId> {
    let made = stage.names.make(&mut stage.chance, born);
    let words = Words {
        name: made.name.clone(),
        post: post.to_owned(),
        leads,
        category: category(post).to_owned(),
        born: Some(made.born),
        gender: made.gender.to_owned(),
        email: String::new(),
    };
    let cx = stage.acting(admin).await?;
    stage.summary.people += 1;
    let id = people::add(&cx, Add { words, unit, twins: Twins::Accept }).await?;
    stage.called.insert(id, made.name);
    Ok(id)
}

fn category(post: &str) -> &'static str {
    match post {
        "Viên chức" | "Giáo viên" | "Nhân viên" | "Hiệu trưởng" => "viên chức",
        "Nhân viên hành chính" | "Tổ trưởng sản xuất" | "Kỹ sư" | "Công nhân" | "Thành viên" | "Kế toán" => {
            "người lao động"
        }
        "Cán bộ" | "Chiến sĩ" => "lực lượng vũ trang",
        _ => "công chức",
    }
}

/// Gives everyone the roles that their posts bring.
async fn roles(stage: &mut Stage<'_>, cast: &Cast, from: Date) -> Result<()> {
    let mut roles = vec![
        (cast.head, Role::Head, cast.root),
        (cast.inspector, Role::Inspector, cast.root),
        (cast.secretary(), Role::StandingBody, cast.root),
        (cast.rooms[cast.office].clerk, Role::StandingBody, cast.root),
    ];
    for room in &cast.rooms {
        roles.extend([(room.chief, Role::UnitHead, room.id), (room.clerk, Role::UnitClerk, room.id)]);
    }
    let cx = stage.acting(cast.admin).await?;
    for (person, role, unit) in roles {
        give_role(&cx, Give { person, role, unit, movement: None, from, to: None }).await?;
    }
    Ok(())
}

/// Makes somebody the lead of a movement.
///
/// # Errors
/// The product's.
pub(crate) async fn lead(
    stage: &mut Stage<'_>,
    cast: &Cast,
    person: PersonId,
    movement: (ProgrammeId, Key),
) -> Result<()> {
    let cx = stage.acting(cast.admin).await?;
    let from = stage.today();
    let give = Give { person, role: Role::MovementLead, unit: cast.root, movement: Some(movement), from, to: None };
    give_role(&cx, give).await.map(drop)
}

async fn settings(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    let cx = stage.acting(cast.admin).await?;
    let now = org::settings(&cx).await?;
    let set = org::Set {
        standing_body: Some(cast.rooms[cast.office].id),
        rounding: now.rounding,
        tier: now.tier,
        papers_days: now.papers_days,
        symbol: now.symbol,
        seen: now.version,
    };
    org::set(&cx, set).await?;
    days_off(&cx, stage.today().year()).await
}

/// What each year's announcement sets, as the lunar calendar gives it. The days beside 2 September stay open.
async fn days_off(cx: &Cx, first: i16) -> Result<()> {
    for year in first..first + 5 {
        for one in holiday::view(cx, Some(year)).await?.proposals {
            let name = if one.what == holiday::Lacking::Tet {
                "Nghỉ Tết Nguyên đán"
            } else {
                "Giỗ Tổ Hùng Vương"
            };
            let entry = holiday::Entry {
                kind: holiday::DayKind::Off,
                name: name.to_owned(),
                from: one.from,
                to: one.to,
                act: format!("Thông báo nghỉ lễ, tết năm {year}"),
            };
            holiday::add(cx, entry).await?;
        }
    }
    Ok(())
}

/// Sets up the council of an agency: its head, a deputy, the head of the standing body and heads of rooms.
///
/// # Errors
/// The product's.
pub(crate) async fn set_up_council(stage: &mut Stage<'_>, cast: &mut Cast, size: usize, act: &str) -> Result<()> {
    let office = cast.office;
    let others = cast.rooms.iter().enumerate().filter(|(n, _)| *n != office).map(|(_, room)| room.chief);
    let mut members = vec![
        (cast.head, CouncilRole::Chair),
        (cast.deputies[0], CouncilRole::ViceChair),
        (cast.secretary(), CouncilRole::Secretary),
    ];
    members.extend(others.map(|chief| (chief, CouncilRole::Member)));
    members.truncate(size);
    cast.members = members.iter().map(|(person, _)| *person).collect();
    let name = format!("Hội đồng Thi đua - Khen thưởng {}", cast.name);
    let terms = Terms { name, act: act.to_owned(), from: stage.today(), to: None };
    let cx = stage.acting(cast.secretary()).await?;
    cast.council = Some(council::create(&cx, NewCouncil { terms, members }).await?);
    Ok(())
}

/// Gives one person per role an account, all with the same password, and adds them to what the sign-in page lists.
///
/// # Errors
/// The product's.
pub(crate) async fn accounts(stage: &mut Stage<'_>, cast: &Cast, password: &Password) -> Result<()> {
    let plain = cast.rooms.iter().enumerate().find(|(n, _)| *n != cast.office).map(|(_, room)| room);
    let plain = plain.unwrap_or(&cast.rooms[0]);
    let mut wanted = vec![
        ("quan-tri", cast.admin, "Quản trị viên"),
        ("thuong-truc", cast.secretary(), "Thường trực, Thư ký Hội đồng"),
        ("thu-truong", cast.head, "Thủ trưởng, Chủ tịch Hội đồng"),
        ("pho-chu-tich", cast.deputies[0], "Phó Chủ tịch Hội đồng"),
        ("truong-don-vi", plain.chief, "Thủ trưởng đơn vị, thành viên Hội đồng"),
        ("don-vi", plain.clerk, "Cán bộ phụ trách của đơn vị"),
        ("kiem-tra", cast.inspector, "Kiểm tra, giám sát"),
    ];
    wanted.extend(plain.staff.get(1).map(|person| ("can-bo", *person, "Cán bộ, công chức")));
    let login = |role: &str| format!("{}.{role}", cast.key);
    let pairs: Vec<(PersonId, String)> = wanted.iter().map(|(role, person, _)| (*person, login(role))).collect();
    operator::create_sharing(stage.app(), &pairs, password).await?;
    let lines = wanted.iter().map(|(role, person, words)| DemoAccount {
        agency: cast.name.clone(),
        login: login(role),
        name: stage.called.get(person).cloned().unwrap_or_default(),
        role: (*words).to_owned(),
    });
    let lines: Vec<DemoAccount> = lines.collect();
    stage.summary.accounts.extend(lines);
    Ok(())
}
