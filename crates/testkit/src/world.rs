//! A small agency to tell stories in: an office, three rooms, a council of seven, a clock that is set by hand. Everything invented.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_app::plan::confirm::{Choices, Confirm, confirm};
use lantoa_app::plan::{upload, view};
use lantoa_app::{App, Clock, Cx, Error, Seed};
use lantoa_domain::id::{CouncilId, Id, PersonId, PlanId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Plan};
use lantoa_domain::policy::{CouncilRole, Grant, Role};
use lantoa_domain::unit::UnitKind;
use lantoa_store::programme::{PlanRow, PlanStatus, Programme, ProgrammeStatus, Round, RoundStatus};
use lantoa_store::{Db, Json, Tx, Word, council, org, programme};

/// A clock that stands still until it is set.
#[derive(Debug, Clone)]
pub struct HandClock(Arc<AtomicI64>);

impl HandClock {
    /// A clock that shows 08:00 in Vietnam on a date (`2017-11-20`).
    ///
    /// # Panics
    /// When the text is no date.
    #[must_use]
    pub fn at(date: &str) -> Self {
        let clock = Self(Arc::new(AtomicI64::new(0)));
        clock.set(date);
        clock
    }

    /// Sets it to 08:00 in Vietnam on a date.
    ///
    /// # Panics
    /// When the text is no date.
    pub fn set(&self, date: &str) {
        let date: Date = date.parse().expect("a date YYYY-MM-DD");
        let instant = jiff::tz::offset(7).to_timestamp(date.at(8, 0, 0, 0)).expect("a date the calendar knows");
        self.0.store(instant.as_microsecond(), Ordering::SeqCst);
    }

    /// Moves it on.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("invariant: set from a date")
    }
}

/// The agency and those in it.
pub struct World {
    /// The product.
    pub app: App,
    /// Its clock.
    pub clock: HandClock,
    /// The agency.
    pub root: UnitId,
    /// The office: the council's standing body.
    pub office: UnitId,
    /// Three rooms.
    pub rooms: [UnitId; 3],
    /// Administrator.
    pub admin: PersonId,
    /// Clerk of the standing body, works in the office.
    pub secretary: PersonId,
    /// Head of the agency, chairs the council.
    pub head: PersonId,
    /// Heads of the rooms: clerk and head of their room, members of the council.
    pub room_heads: [PersonId; 3],
    /// An officer in each room without any role.
    pub officers: [PersonId; 3],
    /// Inspector.
    pub inspector: PersonId,
    /// Seven members: head (chair), secretary, the room heads, two more.
    pub members: [PersonId; 7],
    /// The council.
    pub council: CouncilId,
}

/// A programme with one open round.
#[derive(Debug, Clone)]
pub struct Running {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its plan.
    pub plan: PlanId,
    /// An open round of each track, in the plan's order.
    pub rounds: Vec<(Key, RoundId)>,
}

impl World {
    /// Founds the agency on a migrated database.
    ///
    /// # Panics
    /// When the database refuses, which fails the test.
    pub async fn found(db: &Db, date: &str) -> Self {
        let clock = HandClock::at(date);
        let app = App::new(db.clone(), clock.clone(), Seed::from(7));
        let new = lantoa_app::agency::NewAgency {
            name: "Sở Thử nghiệm".into(),
            symbol: "STN".into(),
            from: "2010-01-01".parse().expect("a date"),
            administrator: "Quản Trị Viên".into(),
        };
        let (root, admin) = lantoa_app::agency::found(&app, new).await.expect("found the agency");
        let mut world = Self {
            office: app.id(),
            rooms: [app.id(), app.id(), app.id()],
            secretary: app.id(),
            head: app.id(),
            room_heads: [app.id(), app.id(), app.id()],
            officers: [app.id(), app.id(), app.id()],
            inspector: app.id(),
            members: [admin; 7],
            council: app.id(),
            app,
            clock,
            root,
            admin,
        };
        let [a, b, c] = world.room_heads;
        world.members = [world.head, world.secretary, a, b, c, world.app.id(), world.app.id()];
        world.people(db).await;
        world
    }

    async fn people(&self, db: &Db) {
        let ids: Vec<i64> = (0..64).map(|_| self.app.id::<UnitId>().raw()).collect();
        let (root, office, rooms, council) = (self.root, self.office, self.rooms, self.council);
        let (secretary, head, heads, officers) = (self.secretary, self.head, self.room_heads, self.officers);
        let (inspector, members) = (self.inspector, self.members);
        let from: Date = "2010-01-01".parse().expect("a date");
        db.write(async move |tx| {
            let mut fresh = ids.iter().copied();
            let mut next = || fresh.next().expect("64 numbers are enough");
            unit(tx, root, office, UnitKind::Office, "Văn phòng", next()).await?;
            for (room, name) in rooms.into_iter().zip(["Phòng Một", "Phòng Hai", "Phòng Ba"]) {
                unit(tx, root, room, UnitKind::Division, name, next()).await?;
            }
            let staff = [
                (secretary, office, "Lê Thị Thư", false),
                (head, root, "Nguyễn Văn Trưởng", true),
                (heads[0], rooms[0], "Trần Văn Nhất", true),
                (heads[1], rooms[1], "Phạm Thị Nhì", true),
                (heads[2], rooms[2], "Hoàng Văn Tam", true),
                (officers[0], rooms[0], "Đỗ Thị Ánh", false),
                (officers[1], rooms[1], "Võ Đức Bình", false),
                (officers[2], rooms[2], "Bùi Thu Cúc", false),
                (inspector, root, "Đặng Văn Soát", false),
                (members[5], root, "Ngô Thị Sáu", false),
                (members[6], root, "Dương Văn Bảy", false),
            ];
            for (id, unit, name, leads) in staff {
                person(tx, root, id, unit, name, leads).await?;
            }
            let mut roles = vec![
                (secretary, Role::StandingBody, root),
                (head, Role::Head, root),
                (inspector, Role::Inspector, root),
            ];
            for (person, room) in heads.into_iter().zip(rooms) {
                roles.extend([(person, Role::UnitHead, room), (person, Role::UnitClerk, room)]);
            }
            for (person, role, unit) in roles {
                let grant = Grant { role, unit, movement: None };
                org::insert_grant(tx, Id::from_raw(next()), root, person, &grant, (from, None)).await?;
            }
            let members = members.map(|person| (next(), person));
            seated(tx, root, council, from, members).await?;
            Ok::<_, Error>(())
        })
        .await
        .expect("people of the world");
    }

    /// Acts for somebody, today.
    ///
    /// # Panics
    /// When the person is unknown.
    pub async fn acting(&self, person: PersonId) -> Cx {
        self.app.act_as(person).await.expect("a person of the world")
    }

    /// Puts a plan in force as people do: the standing body uploads the file and confirms it. No round is open.
    ///
    /// # Panics
    /// When the product refuses the plan.
    pub async fn start(&self, plan: &str) -> ProgrammeId {
        let office = self.acting(self.secretary).await;
        let plan = upload(&office, "ke-hoach.toml", plan.as_bytes()).await.expect("a plan file");
        let version = view::show(&office, plan).await.expect("the plan is there").version;
        let command = Confirm { plan, version, council: Some(self.council), choices: Choices::default() };
        confirm(&office, command).await.expect("a plan that can run").programme
    }

    /// Puts a plan in force and opens a round of each track for a year.
    ///
    /// # Panics
    /// When the plan cannot run or the database refuses.
    pub async fn run(&self, plan: &str, year: i16) -> Running {
        let plan: Plan = toml::from_str(plan).expect("a plan file");
        assert!(plan.can_run(), "{:?}", plan.check());
        let (plan_id, programme) = (self.app.id::<PlanId>(), self.app.id::<ProgrammeId>());
        let rounds: Vec<(Key, RoundId)> = plan.tracks.iter().map(|track| (track.key.clone(), self.app.id())).collect();
        let running = Running { programme, plan: plan_id, rounds };
        let (root, secretary, council, now, made) =
            (self.root, self.secretary, self.council, self.app.now(), running.clone());
        self.app
            .db()
            .write(async move |tx| {
                let title = plan.document.title.clone();
                let row = PlanRow {
                    id: plan_id,
                    root,
                    programme: Some(programme),
                    base: None,
                    status: Word(PlanStatus::Confirmed),
                    title: title.clone(),
                    file_name: "ke-hoach.toml".into(),
                    document: String::new(),
                    content: Json(plan.clone()),
                    warnings: Json(vec![]),
                    rejected: Json(vec![]),
                    uploaded_by: secretary,
                    uploaded_at: now,
                    version: 1,
                };
                programme::insert_plan(tx, &row).await?;
                let (from_year, to_year) = (plan.document.from, plan.document.to);
                let status = Word(ProgrammeStatus::Running);
                let row = Programme {
                    id: programme,
                    root,
                    plan: plan_id,
                    title,
                    from_year,
                    to_year,
                    status,
                    council: Some(council),
                    version: 1,
                };
                programme::insert_programme(tx, &row).await?;
                for (track, id) in &made.rounds {
                    programme::insert_round(tx, &round(root, &made, *id, track, year)).await?;
                }
                Ok::<_, Error>(())
            })
            .await
            .expect("the programme runs");
        running
    }
}

fn round(root: UnitId, running: &Running, id: RoundId, track: &Key, year: i16) -> Round {
    Round {
        id,
        root,
        programme: running.programme,
        plan: running.plan,
        track: track.clone(),
        label: format!("Năm {year}"),
        year,
        month: 0,
        opens: jiff::civil::date(year, 1, 1),
        closes: jiff::civil::date(year, 12, 31),
        reference_day: jiff::civil::date(year, 12, 31),
        status: Word(RoundStatus::Open),
        version: 1,
    }
}

/// A council from a day on: chair, secretary, members.
async fn seated(
    tx: &mut Tx,
    root: UnitId,
    id: CouncilId,
    from_day: Date,
    seats: [(i64, PersonId); 7],
) -> Result<(), Error> {
    let name = "Hội đồng Thi đua - Khen thưởng".to_owned();
    let row = council::Council { id, root, name, act: "QĐ 1".into(), from_day, to_day: None, version: 1 };
    council::insert(tx, &row).await?;
    for (n, (seat, person)) in seats.into_iter().enumerate() {
        let role = [CouncilRole::Chair, CouncilRole::Secretary].get(n).copied().unwrap_or(CouncilRole::Member);
        let seat = council::Member { id: seat, root, council: id, person, role: Word(role), from_day, to_day: None };
        council::insert_member(tx, &seat).await?;
    }
    Ok(())
}

async fn unit(tx: &mut Tx, root: UnitId, id: UnitId, kind: UnitKind, name: &str, change: i64) -> Result<(), Error> {
    let unit = org::Unit {
        id,
        root,
        parent: Some(root),
        kind: Word(kind),
        name: name.into(),
        aliases: Json(vec![]),
        ordinal: change & 0xffff,
        from_day: "2010-01-01".parse().expect("a date"),
        to_day: None,
        version: 1,
    };
    Ok(org::insert_unit(tx, &unit, change, "QĐ 1/QĐ-STN").await?)
}

async fn person(tx: &mut Tx, root: UnitId, id: PersonId, unit: UnitId, name: &str, leads: bool) -> Result<(), Error> {
    let person = org::Person {
        id,
        root,
        unit,
        name: name.into(),
        post: if leads { "Trưởng phòng".into() } else { "Chuyên viên".into() },
        leads,
        category: "công chức".into(),
        born: Some("1985-05-05".parse().expect("a date")),
        gender: String::new(),
        email: String::new(),
        active: true,
        version: 1,
    };
    Ok(org::insert_person(tx, &person).await?)
}
