//! What somebody learns who reads the whole database and may compare it before and after every ballot: who has an envelope, and nothing about what anybody chose. What is left beside the tables is the matter of election_traces.rs.

use std::collections::{BTreeMap, BTreeSet};

use crate::booth::{self, Booth, closed, open_sums, opened, version, with_sequence};
use crate::stage::{PLAN, called, present, waiting};
use lantoa_app::election::Setup;
use lantoa_app::{App, Error, election, installation, session};
use lantoa_ballot::hash::hex;
use lantoa_ballot::{BallotRules, Bundle, Choices, CredentialKey, Manifest, Opened};
use lantoa_domain::election::Took;
use lantoa_domain::id::{Id, ItemId, SessionId};
use lantoa_store::{Conn, Db, Engine, Query};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// Every row of every table as text, with what the engine keeps beside it: place in the file, transaction that wrote it.
async fn everything(db: &Db) -> BTreeMap<String, BTreeSet<String>> {
    let engine = db.engine();
    let tables = match engine {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()"
        }
    };
    let mut out = BTreeMap::new();
    for table in texts(db, tables.to_owned()).await {
        let rows = match engine {
            Engine::Postgres => {
                format!("SELECT CAST(xmin AS TEXT) || CAST(ctid AS TEXT) || CAST(t AS TEXT) FROM \"{table}\" t")
            }
            Engine::Sqlite => {
                let columns = format!(
                    "SELECT 'rowid' FROM pragma_table_list WHERE name = '{table}' AND wr = 0 \
                     UNION ALL SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')"
                );
                format!("SELECT {} FROM \"{table}\"", texts(db, columns).await.join(" || ',' || "))
            }
        };
        out.insert(table, texts(db, rows).await.into_iter().collect());
    }
    out
}

async fn texts(db: &Db, sql: String) -> Vec<String> {
    let sql: &'static str = sql.leak();
    let read = async move |conn: &mut Conn| {
        let query = Query::new("test::texts", sql, &[]);
        Ok::<_, Error>(conn.list::<String>(&query).await?)
    };
    db.scan(read).await.unwrap()
}

/// A session of seven present members with two dossiers.
async fn convened(world: &World) -> (SessionId, Vec<ItemId>) {
    let running = world.run(PLAN, 2017).await;
    let dossiers = vec![waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let id = called(world, &dossiers).await;
    present(world, id, &[0, 1, 2, 3, 4, 5, 6]).await;
    let clerk = world.acting(world.secretary).await;
    let items = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    (id, items)
}

/// An open vote of six members with codes.
async fn voting(world: &World) -> Booth {
    let (id, items) = convened(world).await;
    opened(world, id, &items, 6).await
}

const CHOICES: [[u8; 2]; 6] = [[1, 1], [1, 0], [0, 0], [0, 1], [1, 1], [1, 0]];

#[tokio::test]
async fn a_ballot_changes_nothing_but_the_board() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        let mut lengths = BTreeSet::new();
        for (member, choices) in CHOICES.iter().enumerate() {
            let before = everything(db).await;
            let ballot = with_sequence(&world, &booth, &booth.codes[member], 1, choices).await;
            lengths.insert(ballot.len());
            election::cast(&world.app, &booth.uuid, ballot).await.unwrap();
            let after = everything(db).await;
            let changed: Vec<&String> = after.keys().filter(|table| before.get(*table) != after.get(*table)).collect();
            assert_eq!(changed, ["board_entry"], "no person, no time, no counter is written with a ballot");
            let fresh: Vec<&String> = after["board_entry"].difference(&before["board_entry"]).collect();
            assert_eq!(fresh.len(), 1);
        }
        assert_eq!(lengths.len(), 1, "its length tells nothing");
        let columns = match db.engine() {
            Engine::Sqlite => "SELECT name FROM pragma_table_info('board_entry') ORDER BY name",
            Engine::Postgres => {
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = 'board_entry' ORDER BY 1"
            }
        };
        let columns: BTreeSet<String> = texts(db, columns.to_owned()).await.into_iter().collect();
        let wanted = ["election", "head", "kind", "number", "payload"].map(str::to_owned);
        assert_eq!(columns, wanted.into_iter().collect(), "the board has no person and no time");
    })
    .await;
}

/// Rows that are new or changed, by table.
fn fresh_rows(
    before: &BTreeMap<String, BTreeSet<String>>,
    after: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, Vec<String>> {
    let fresh = |(table, rows): (&String, &BTreeSet<String>)| {
        let rows: Vec<String> = rows.difference(&before[table]).cloned().collect();
        (!rows.is_empty()).then(|| (table.clone(), rows))
    };
    after.iter().filter_map(fresh).collect()
}

#[tokio::test]
async fn a_paper_ballot_leaves_nobody_but_those_who_typed_it() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let setup = Setup { min_ballots: 4, paper_codes: 2, ..booth::setup(&world, &items) };
        let booth = booth::listed_with(&world, session, setup).await;
        let (clerk, team) = (world.acting(world.secretary).await, world.acting(booth.team[1]).await);
        let people: Vec<_> =
            election::page(&clerk, booth.id).await.unwrap().voters.iter().map(|voter| voter.person).collect();
        // The two who take paper are neither of the two who type.
        let typists = [world.secretary, booth.team[1]];
        let on_paper: Vec<_> = people.iter().copied().filter(|one| !typists.contains(one)).take(2).collect();
        let issuer = world.acting(world.members[6]).await;
        let spare = booth.codes[4..].iter().map(CredentialKey::public).collect();
        election::revoke(&issuer, booth.id, spare).await.unwrap();
        let took = |one| if on_paper.contains(&one) { Took::Paper } else { Took::Code };
        let rows = people.iter().map(|one| (*one, took(*one))).collect();
        election::hand_out(&clerk, booth.id, version(&world, booth.id).await, rows).await.unwrap();
        election::open(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        for (member, choices) in CHOICES.iter().enumerate().take(4) {
            booth::vote(&world, &booth, member, choices).await;
        }
        let sheet = everything(db).await["election_voter"].clone();
        let mut lengths = BTreeSet::new();
        for (at, seed) in [41_u8, 42].into_iter().enumerate() {
            let before = everything(db).await;
            let rules = booth::rules(&world, &booth).await;
            let seed = lantoa_ballot::BallotSeed::from_random([seed; 32]);
            let made = Opened::make(&rules, &booth.paper[at], 1, seed, Choices::new(&rules, &CHOICES[at]).unwrap());
            lengths.insert(made.bytes().len());
            for cx in [&clerk, &team] {
                election::type_paper(cx, booth.id, made.bytes().to_vec()).await.unwrap();
            }
            let after = everything(db).await;
            let fresh = fresh_rows(&before, &after);
            // The line of the journal says who typed; the election's own row is only locked.
            let tables = ["board_entry", "journal", "journal_head", "election"];
            for (table, rows) in &fresh {
                assert!(tables.contains(&table.as_str()), "{table} changed with a paper ballot");
                for voter in &on_paper {
                    let names = [voter.raw().to_string(), voter.to_string()];
                    let named = |row: &String| names.iter().any(|name| row.contains(name));
                    assert!(!rows.iter().any(named), "{table} names a member who took paper");
                }
            }
            assert_eq!(fresh["board_entry"].len(), 1);
            assert!(after["paper_ballot"].is_empty(), "what two typed alike is kept on the board alone");
        }
        assert_eq!(everything(db).await["election_voter"], sheet, "the sheet says who took paper, and nothing since");
        let ballots = booth::ballot(&world, &booth, 0, &[1, 1]).await;
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [ballots.len()], "like every other ballot");
        election::close(&clerk, booth.id, version(&world, booth.id).await, 0).await.unwrap();
        for number in [1, 2] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        let agreed = [0_usize, 1, 2, 3, 0, 1].iter().map(|at| u32::from(CHOICES[*at][0])).sum::<u32>();
        assert_eq!(view.items[0].tally.unwrap().tally.agree, agreed, "the joint total is the plain count");
    })
    .await;
}

#[tokio::test]
async fn no_value_of_the_database_is_the_seed_of_a_ballot() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        let rules = booth::rules(&world, &booth).await;
        let mut seeds = Vec::new();
        for (member, choices) in CHOICES.iter().enumerate() {
            let seed = world.app.bytes::<32>();
            seeds.push(seed);
            let choices = Choices::new(&rules, choices).unwrap();
            let made =
                Opened::make(&rules, &booth.codes[member], 1, lantoa_ballot::BallotSeed::from_random(seed), choices);
            election::cast(&world.app, &booth.uuid, made.bytes().to_vec()).await.unwrap();
        }
        closed(&world, &booth).await;
        for number in [1, 2] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        let clerk = world.acting(world.secretary).await;
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();

        let tables = everything(db).await;
        // With everything that is written down and a guess at the choices nobody can make the same ballot again: the seed is
        // missing. The control shows that with it one could.
        let bundle = election::bundle(&clerk, booth.id).await.unwrap();
        let board = Bundle::read(&bundle).unwrap().replay().unwrap();
        let standing = &board.entries()[board.counted()[0] as usize].payload;
        let again = |seed: [u8; 32]| remade(&rules, &booth.codes[0], seed, CHOICES[0]);
        assert_eq!(&again(seeds[0]), standing);
        for value in values_of(&tables) {
            assert_ne!(&again(value), standing, "a value of the database is the seed of a ballot");
        }
    })
    .await;
}

fn remade(rules: &BallotRules, key: &CredentialKey, seed: [u8; 32], choices: [u8; 2]) -> Vec<u8> {
    let choices = Choices::new(rules, &choices).unwrap();
    Opened::make(rules, key, 1, lantoa_ballot::BallotSeed::from_random(seed), choices).bytes().to_vec()
}

/// Every value of 32 bytes that the database keeps outside the board: secrets of the server, numbers, hashes.
fn values_of(tables: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<[u8; 32]> {
    let mut out = BTreeSet::new();
    for row in ["election", "election_trustee", "installation"].iter().filter_map(|table| tables.get(*table)).flatten()
    {
        for word in row.split(|letter: char| !letter.is_ascii_hexdigit()).filter(|word| word.len() >= 64) {
            for chunk in word.as_bytes().chunks_exact(64) {
                let text = std::str::from_utf8(chunk).unwrap().to_lowercase();
                out.extend(lantoa_ballot::hash::unhex(&text));
            }
        }
    }
    out
}

#[tokio::test]
async fn nothing_on_the_board_can_be_changed_or_removed() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        booth::vote(&world, &booth, 0, &[1, 1]).await;
        for sql in ["UPDATE board_entry SET number = number + 100", "DELETE FROM board_entry"] {
            let write = async move |tx: &mut lantoa_store::Tx| {
                let query = Query::new("test::change", sql, &[]);
                Ok::<_, Error>(tx.list::<i64>(&query).await?)
            };
            let refused = db.write(write).await.unwrap_err();
            assert!(format!("{refused:?}").contains("append-only"), "{refused:?}");
        }
        let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
        assert_eq!(shown.ballots, 1);
    })
    .await;
}

#[tokio::test]
async fn a_board_changed_behind_the_back_is_found() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        booth::vote(&world, &booth, 0, &[1, 1]).await;
        booth::vote(&world, &booth, 1, &[0, 1]).await;
        let checks = installation::check(&world.app).await.unwrap();
        assert!(checks.iter().any(|check| check.name == "ballot-boards" && check.wrong.is_none()));
        // Whoever owns the database can take the guards away first.
        let guards = match db.engine() {
            Engine::Sqlite => ["DROP TRIGGER board_entry_kept", "DROP TRIGGER board_entry_stays"],
            Engine::Postgres => {
                ["DROP TRIGGER board_entry_kept ON board_entry", "DROP TRIGGER board_entry_stays ON board_entry"]
            }
        };
        for sql in guards.into_iter().chain(["DELETE FROM board_entry WHERE kind = 4 AND number = 3"]) {
            let change = async move |tx: &mut lantoa_store::Tx| {
                let query = Query::new("test::change", sql, &[]);
                Ok::<_, Error>(tx.list::<i64>(&query).await?)
            };
            db.write(change).await.unwrap();
        }
        let fresh = App::new(db.handle(), world.clock.clone(), lantoa_app::Seed::from(8));
        let checks = installation::check(&fresh).await.unwrap();
        assert!(checks.iter().any(|check| check.name == "ballot-boards" && check.wrong.is_some()), "{checks:?}");
        assert!(matches!(election::polling(&fresh, &booth.uuid).await, Err(Error::Broken(_))));
    })
    .await;
}

#[tokio::test]
async fn the_manifest_holds_what_was_prepared() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
        let manifest = Manifest::read(&shown.manifest).unwrap();
        let file = manifest.file();
        assert_eq!((file.members, file.questions.len(), file.credentials.len()), (7, 2, 6));
        assert_eq!((file.rule.num, file.rule.den, file.rule.of.as_str()), (2, 3, "all_members"));
        assert_eq!((file.threshold, file.min_ballots, file.replace.as_str()), (2, 5, "allowed"));
        assert_eq!(file.client.wasm, "bb".repeat(32));
        assert_eq!(hex(&manifest.id()), shown.election);
    })
    .await;
}
