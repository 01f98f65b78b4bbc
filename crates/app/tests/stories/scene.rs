//! What the stories share: an agency founded by commands, a plan put in force, and short words for what people do. It must not write a row itself.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_app::account::{Give, give_role};
use lantoa_app::council::{NewCouncil, Terms};
use lantoa_app::decision::{self, DecisionKind, Issue, SeenLine};
use lantoa_app::dossier::page::{Page, page};
use lantoa_app::dossier::{self, NewDossier, NewSubject};
use lantoa_app::facts::{Record, record};
use lantoa_app::forward::{self, Answer, NewAnswer, NewLetter};
use lantoa_app::org::change::Found;
use lantoa_app::people::change::Words as Said;
use lantoa_app::people::{Add, Twins};
use lantoa_app::plan::confirm::{Choices, Confirm, confirm};
use lantoa_app::round::NewRound;
use lantoa_app::session::{self, Ballot, Call, Presence, Seen, Step};
use lantoa_app::{App, Cx, Error, Seed, agency, council, org, people, plan, programme, round, task};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::State;
use lantoa_domain::exemplar::Level;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::{CouncilId, DecisionId, DossierId, NoteId, PersonId, ProgrammeId, RoundId, SessionId, UnitId};
use lantoa_domain::plan::{Key, Plan};
use lantoa_domain::policy::{CouncilRole, Role};
use lantoa_domain::session::Stage;
use lantoa_domain::subject::Subject;
use lantoa_domain::task::Met;
use lantoa_domain::unit::UnitKind;
use lantoa_domain::vote::Tally;
use lantoa_store::Db;
use lantoa_testkit::world::HandClock;

/// A unit of the story.
#[derive(Debug, Clone)]
pub struct Room {
    pub id: UnitId,
    pub name: String,
    /// Its head, who is its clerk too.
    pub chief: PersonId,
    pub staff: Vec<PersonId>,
}

/// An agency of a story.
pub struct Scene {
    pub app: App,
    pub clock: HandClock,
    pub root: UnitId,
    pub admin: PersonId,
    pub head: PersonId,
    /// Clerk of the standing body, secretary of the council; works in the first unit.
    pub clerk: PersonId,
    pub rooms: Vec<Room>,
    pub council: Option<CouncilId>,
    /// Chair, vice-chair, secretary, then the heads of the second unit and those after it.
    pub members: Vec<PersonId>,
}

/// A programme of a story.
pub struct Running {
    pub programme: ProgrammeId,
    pub plan: Plan,
}

impl Scene {
    /// Founds an agency on a date. The first unit is the standing body; each unit has a head and three others.
    pub async fn found(db: &Db, on: &str, name: &str, units: &[(&str, UnitKind)]) -> Self {
        let clock = HandClock::at(on);
        let app = App::new(db.clone(), clock.clone(), Seed::from(11));
        let new = agency::NewAgency {
            name: name.to_owned(),
            symbol: "CQ".to_owned(),
            from: day("2010-01-01"),
            administrator: "Người Quản Trị".to_owned(),
        };
        let (root, admin) = agency::found(&app, new).await.unwrap();
        let mut scene = Self {
            head: admin,
            clerk: admin,
            rooms: Vec::new(),
            council: None,
            members: Vec::new(),
            app,
            clock,
            root,
            admin,
        };
        scene.head = scene.person(root, "Thủ Trưởng", true, "1970-05-05").await;
        let vice = scene.person(root, "Phó Thủ Trưởng", false, "1972-05-05").await;
        for (unit, kind) in units {
            scene.room(unit, *kind).await;
        }
        scene.clerk = scene.rooms[0].chief;
        scene.give(scene.head, Role::Head, root).await;
        scene.give(scene.clerk, Role::StandingBody, root).await;
        for room in scene.rooms.clone() {
            scene.give(room.chief, Role::UnitHead, room.id).await;
            scene.give(room.chief, Role::UnitClerk, room.id).await;
        }
        scene.members = vec![scene.head, vice, scene.clerk];
        let others: Vec<PersonId> = scene.rooms[1..].iter().map(|room| room.chief).collect();
        scene.members.extend(others);
        scene
    }

    async fn room(&mut self, name: &str, kind: UnitKind) {
        let cx = self.acting(self.admin).await;
        let ordinal = i64::try_from(self.rooms.len()).unwrap();
        let new = Found {
            name: name.to_owned(),
            kind,
            parent: self.root,
            from: day("2010-01-01"),
            act: String::new(),
            aliases: Vec::new(),
            ordinal,
        };
        let id = org::change::found(&cx, new).await.unwrap();
        let chief = self.person(id, &format!("Trưởng {name}"), true, "1975-03-03").await;
        let mut staff = Vec::new();
        for (n, word) in ["Một", "Hai", "Ba"].iter().enumerate() {
            staff.push(self.person(id, &format!("Nhân viên {word} {name}"), false, &format!("198{n}-06-15")).await);
        }
        self.rooms.push(Room { id, name: name.to_owned(), chief, staff });
    }

    /// Adds somebody. Digits in a unit's name are left out of the person's.
    pub async fn person(&self, unit: UnitId, name: &str, leads: bool, born: &str) -> PersonId {
        let name: String = name.chars().filter(|letter| letter.is_alphabetic() || *letter == ' ').collect();
        let words = Said {
            name,
            post: if leads { "Trưởng phòng".into() } else { "Chuyên viên".into() },
            leads,
            category: "công chức".into(),
            born: Some(day(born)),
            ..Said::default()
        };
        let cx = self.acting(self.admin).await;
        people::add(&cx, Add { words, unit, twins: Twins::Accept }).await.unwrap()
    }

    /// Gives a role from the beginning of the story.
    pub async fn give(&self, person: PersonId, role: Role, unit: UnitId) {
        let cx = self.acting(self.admin).await;
        let from = day("2010-01-01");
        give_role(&cx, Give { person, role, unit, movement: None, from, to: None }).await.unwrap();
    }

    /// Makes somebody the lead of a movement.
    pub async fn lead(&self, person: PersonId, running: &Running, movement: &str) {
        let cx = self.acting(self.admin).await;
        let movement = Some((running.programme, key(movement)));
        let (unit, from) = (self.root, self.app.today());
        give_role(&cx, Give { person, role: Role::MovementLead, unit, movement, from, to: None }).await.unwrap();
    }

    /// Acts for somebody, today.
    pub async fn acting(&self, person: PersonId) -> Cx {
        self.app.act_as(person).await.unwrap()
    }

    /// Time passes.
    pub fn on(&self, date: &str) {
        self.clock.set(date);
    }

    /// Sets up a council of so many.
    pub async fn council_of(&mut self, size: usize) {
        self.members.truncate(size);
        assert_eq!(self.members.len(), size, "the story needs more units");
        let role = |n: usize| match n {
            0 => CouncilRole::Chair,
            1 => CouncilRole::ViceChair,
            2 => CouncilRole::Secretary,
            _ => CouncilRole::Member,
        };
        let members = self.members.iter().enumerate().map(|(n, person)| (*person, role(n))).collect();
        let terms = Terms { name: "Hội đồng".into(), act: "QĐ 1".into(), from: self.app.today(), to: None };
        let cx = self.acting(self.clerk).await;
        self.council = Some(council::create(&cx, NewCouncil { terms, members }).await.unwrap());
    }

    /// Uploads a plan file and has the head confirm it.
    pub async fn start(&self, text: &str) -> Running {
        let cx = self.acting(self.clerk).await;
        let id = plan::upload(&cx, "ke-hoach.toml", text.as_bytes()).await.unwrap();
        let head = self.acting(self.head).await;
        let command = Confirm { plan: id, version: 1, council: self.council, choices: Choices::default() };
        let programme = confirm(&head, command).await.unwrap().programme;
        Running { programme, plan: toml::from_str(text).unwrap() }
    }

    /// Opens the round that the plan asks for.
    pub async fn round(&self, running: &Running, track: &str, year: i16, month: i8) -> RoundId {
        self.round_until(running, track, (year, month), None).await
    }

    /// Opens a round that closes on another day than the plan asks for.
    pub async fn round_until(
        &self,
        running: &Running,
        track: &str,
        (year, month): (i16, i8),
        closes: Option<&str>,
    ) -> RoundId {
        let proposal = running.plan.track(&key(track)).unwrap().round_for(year, month);
        let mut new = NewRound::proposed(running.programme, proposal);
        if let Some(closes) = closes {
            new.closes = day(closes);
        }
        let cx = self.acting(self.clerk).await;
        round::open(&cx, new).await.unwrap()
    }

    /// Opens a dossier as the head of its unit.
    pub async fn open(&self, round: RoundId, movement: &str, room: usize, subject: NewSubject) -> DossierId {
        let by = self.rooms[room].chief;
        self.open_as(by, (round, movement), room, subject).await.unwrap()
    }

    /// Opens a dossier as somebody.
    pub async fn open_as(
        &self,
        by: PersonId,
        (round, movement): (RoundId, &str),
        room: usize,
        subject: NewSubject,
    ) -> Result<DossierId, Error> {
        let new = NewDossier {
            round,
            movement: key(movement),
            subject,
            unit: Some(self.rooms[room].id),
            leader: None,
            sector: None,
            scope: "Toàn diện".into(),
            achievement: "Rút ngắn một nửa thời gian giải quyết hồ sơ.".into(),
        };
        dossier::open(&self.acting(by).await, new).await
    }

    /// A unit as a subject.
    pub fn unit(&self, room: usize) -> NewSubject {
        NewSubject::Unit(self.rooms[room].id)
    }

    /// Somebody of a unit as a subject.
    pub fn member(&self, room: usize, place: usize) -> NewSubject {
        NewSubject::Person(self.rooms[room].staff[place])
    }

    /// The head of a unit as a subject.
    pub fn chief(&self, room: usize) -> NewSubject {
        NewSubject::Person(self.rooms[room].chief)
    }

    /// A dossier's page for somebody.
    pub async fn page(&self, by: PersonId, id: DossierId) -> Page {
        page(&self.acting(by).await, id).await.unwrap()
    }

    /// Where a dossier stands.
    pub async fn state(&self, id: DossierId) -> State {
        self.page(self.clerk, id).await.state
    }

    /// Records a fact without a name or a day of its own.
    pub async fn fact(&self, about: Subject, kind: FactKind, year: i16, value: i64) {
        self.named_fact(about, kind, "", year, value).await;
    }

    /// Records a fact.
    pub async fn named_fact(&self, about: Subject, kind: FactKind, name: &str, year: i16, value: i64) {
        let on = kind.needs_day().then(|| jiff::civil::date(year, 5, 5));
        let fact = Recorded { kind, name: name.to_owned(), year, on, value, verified: true };
        let cx = self.acting(self.clerk).await;
        record(&cx, Record { about, fact, note: "Sổ theo dõi".into() }).await.unwrap();
    }

    /// Calls a session for today with these on its agenda; everyone of these places is there.
    pub async fn session(&self, dossiers: &[DossierId], there: &[usize]) -> SessionId {
        let cx = self.acting(self.clerk).await;
        let call = Call {
            title: "Họp xét".into(),
            place: "Phòng họp".into(),
            held_on: self.app.today(),
            starts_at: jiff::civil::time(8, 0, 0, 0),
            papers_on: Some(self.app.today()),
        };
        let id = session::call(&cx, self.council.unwrap(), call).await.unwrap();
        session::set_agenda(&cx, id, 1, dossiers.to_vec()).await.unwrap();
        let now = self.app.now();
        let row = |(n, person): (usize, &PersonId)| Presence {
            person: *person,
            came: there.contains(&n).then_some(now),
            gone: None,
            excuse: if there.contains(&n) { String::new() } else { "đi công tác".into() },
        };
        let rows = self.members.iter().enumerate().map(row).collect();
        let version = session::page(&cx, id).await.unwrap().version;
        session::mark_presence(&cx, id, version, rows).await.unwrap();
        id
    }

    /// The items of a session at a stage.
    pub async fn items(&self, by: PersonId, id: SessionId, at: Stage) -> Vec<Seen> {
        let view = session::page(&self.acting(by).await, id).await.unwrap();
        let items = view.items.iter().filter(|item| item.stage == at);
        items.map(|item| Seen { item: item.id, version: item.version }).collect()
    }

    /// Votes on everything on the agenda: who agrees on which, from opening to announcement.
    pub async fn vote(&self, id: SessionId, tallies: &BTreeMap<DossierId, Tally>) {
        self.vote_and(id, tallies, Step::Announce).await;
    }

    /// The same, announced in full or only as passed or not passed.
    pub async fn vote_and(&self, id: SessionId, tallies: &BTreeMap<DossierId, Tally>, announce: Step) {
        let (clerk, chair) = (self.acting(self.clerk).await, self.acting(self.head).await);
        for (step, at) in [(Step::Open, Stage::Waiting), (Step::Close, Stage::Open)] {
            session::advance(&clerk, id, step, self.items(self.clerk, id, at).await).await.unwrap();
        }
        let view = session::page(&clerk, id).await.unwrap();
        let closed = view.items.iter().filter(|item| item.stage == Stage::Closed);
        let ballots = closed
            .map(|item| Ballot { seen: Seen { item: item.id, version: item.version }, tally: tallies[&item.dossier] });
        let mut ballots: Vec<Ballot> = ballots.collect();
        for officer in [&clerk, &chair] {
            // Hands are counted by one, paper ballots by two who type the same.
            let open = self.items(officer.actor().person, id, Stage::Closed).await;
            ballots.retain(|ballot| open.contains(&ballot.seen));
            if !ballots.is_empty() {
                session::count(officer, id, ballots.clone()).await.unwrap();
            }
        }
        for (step, at) in [(Step::Confirm, Stage::Counted), (announce, Stage::Confirmed)] {
            session::advance(&chair, id, step, self.items(self.head, id, at).await).await.unwrap();
        }
    }

    /// A show of hands at which all who may vote agree.
    pub async fn all_agree(&self, dossiers: &[DossierId]) {
        let everyone: Vec<usize> = (0..self.members.len()).collect();
        let id = self.session(dossiers, &everyone).await;
        let view = session::page(&self.acting(self.clerk).await, id).await.unwrap();
        let tally = |voters| Tally { agree: voters, ..Tally::default() };
        let tallies = view.items.iter().map(|item| (item.dossier, tally(item.figures.voters))).collect();
        self.vote(id, &tallies).await;
    }

    /// Drafts a recognition and has it issued today, with reasons for going over caps.
    pub async fn recognise(
        &self,
        running: &Running,
        dossiers: &[DossierId],
        reasons: &[(DossierId, &str)],
    ) -> Result<DecisionId, Error> {
        let id = self.draft(running, DecisionKind::Recognition, None, dossiers).await?;
        self.issue(id, reasons).await.map(|_| id)
    }

    /// Drafts a decision.
    pub async fn draft(
        &self,
        running: &Running,
        kind: DecisionKind,
        award: Option<&str>,
        dossiers: &[DossierId],
    ) -> Result<DecisionId, Error> {
        let words = decision::Words {
            title: "Về việc công nhận".into(),
            bases: String::new(),
            signer_title: "THỦ TRƯỞNG".into(),
            on: Some(self.app.today()),
            award: award.map(str::to_owned),
            valid_until: None,
            recheck_on: None,
        };
        let cx = self.acting(self.clerk).await;
        decision::draft(&cx, running.programme, kind, words, dossiers.to_vec()).await
    }

    /// Issues a draft today; gives its number.
    pub async fn issue(&self, id: DecisionId, reasons: &[(DossierId, &str)]) -> Result<i64, Error> {
        let head = self.acting(self.head).await;
        let view = decision::page(&head, id).await?;
        let reason = |id: DossierId| reasons.iter().find(|(one, _)| *one == id).map_or("", |(_, why)| why).to_owned();
        let lines = view.lines.iter().map(|line| SeenLine {
            dossier: line.dossier,
            version: line.version,
            override_reason: reason(line.dossier),
        });
        let command = Issue {
            decision: id,
            seen: view.row.version,
            lines: lines.collect(),
            on: self.app.today(),
            number: None,
            gap_reason: String::new(),
            signer_title: "THỦ TRƯỞNG".into(),
            authority: String::new(),
            mends: String::new(),
        };
        decision::issue(&head, command).await
    }

    /// Sends a list upward.
    pub async fn send(&self, recipients: &[&str], dossiers: &[DossierId]) -> NoteId {
        let mut rows = Vec::new();
        for id in dossiers {
            rows.push((*id, self.page(self.clerk, *id).await.version));
        }
        let recipients = recipients.iter().map(|one| (*one).to_owned()).collect();
        let letter = NewLetter { recipients, letter: "12/CV".into(), sent_on: self.app.today(), dossiers: rows };
        forward::send(&self.acting(self.clerk).await, letter).await.unwrap()
    }

    /// Records the answer of the level above on every line of a letter.
    pub async fn answer(&self, letter: NoteId, answer: Answer) {
        let cx = self.acting(self.clerk).await;
        for entry in forward::letter(&cx, letter).await.unwrap().entries {
            let (on, number) = (self.app.today(), "88/QĐ-UBND".to_owned());
            let level = Level::Province;
            let new =
                NewAnswer { entry: entry.id, seen: entry.version, answer, level, number, on, note: String::new() };
            forward::answer(&cx, new).await.unwrap();
        }
    }

    /// Everything one obligation asks for, in the order of days: who owes it, by when, and how it stands.
    pub async fn tasks(&self, running: &Running, obligation: &str) -> Vec<task::Line> {
        let cx = self.acting(self.clerk).await;
        let (mut out, mut after) = (Vec::new(), None);
        loop {
            let wanted = task::Wanted {
                scope: task::Scope::All,
                programme: Some(running.programme),
                obligation: Some(key(obligation)),
                after,
                ..task::Wanted::default()
            };
            let page = task::list(&cx, wanted).await.unwrap();
            out.extend(page.rows.into_iter().map(|(line, _)| line));
            match page.next {
                Some(next) => after = Some(next),
                None => return out,
            }
        }
    }

    /// Reports a task as a unit does.
    pub async fn report(&self, by: PersonId, line: &task::Line, how: Met) {
        let report = task::Report { how, on: None, note: "Báo cáo số 5".into() };
        task::complete(&self.acting(by).await, line.id, 1, report).await.unwrap();
    }

    /// A programme's page.
    pub async fn programme(&self, running: &Running, year: i16) -> programme::Shown {
        programme::show(&self.acting(self.clerk).await, running.programme, Some(year)).await.unwrap()
    }
}

/// A date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A key of a plan.
pub fn key(text: &str) -> Key {
    text.parse().unwrap()
}

/// A paper ballot count of those who may vote: all others disagree.
pub fn paper(voters: u32, agree: u32) -> Tally {
    Tally { agree, disagree: voters - agree, issued: voters, returned: voters, ..Tally::default() }
}

/// The refusal of one line, or of the whole.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(Refusal::InLine { why, .. })) => *why,
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
