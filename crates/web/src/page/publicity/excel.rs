//! The lists of publicity as Excel files; it must not widen what their reader may see.

use super::{activity as plan, consent as consents_page, figures as years, request as requests_page, say};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};
use axum::response::Response;
use lantoa_app::{
    export::Portion,
    publicity::{
        activity::{self, ActivityRow, Filter},
        consent::{self, ConsentRow},
        follow::{self, Follow, UnitUptake},
        handbook::{self, HandbookLine},
        reading::{self, ReaderRow, Reading},
        request::{self, Request},
        story::{self, StoryRow},
        visit::{self, StudyVisit},
    },
};
use lantoa_domain::id::{FollowId, ReadingId};
use lantoa_i18n::{Say, word};

const ACTIVITIES: Excel<ActivityRow> = Excel {
    name: "activities",
    title: word!("publicity-plan"),
    file: "tuyen-truyen",
    told: &["kenh", "tinh-trang", "don-vi", "nam"],
    columns: &[
        Column::text(word!("publicity-activity-title"), 44, |row, _| row.title.clone()),
        Column::text(word!("publicity-channel"), 28, |row, locale| {
            say::channel(row.channel.0).say(locale).into_owned()
        }),
        Column::day(word!("publicity-day"), |row| Some(row.on_day)),
        Column::text(word!("publicity-place"), 24, |row, _| row.place.clone()),
        Column::text(word!("publicity-owner"), 28, |row, _| row.unit_name.clone().unwrap_or_default()),
        Column::text(word!("publicity-led"), 24, |row, _| row.led_by.clone()),
        Column::text(word!("publicity-exemplar"), 28, |row, _| row.exemplar_name.clone().unwrap_or_default()),
        Column::text(word!("publicity-state"), 14, |row, locale| {
            say::activity_word(row.state.0).say(locale).into_owned()
        }),
        Column::number(word!("publicity-audience"), |row| row.audience),
        Column::number(word!("publicity-minutes"), |row| row.minutes),
        Column::text(word!("publicity-link"), 40, |row, _| row.link.clone()),
        Column::text(word!("publicity-outcome"), 40, |row, _| row.outcome.clone()),
        Column::text(word!("publicity-why"), 30, |row, _| row.why.clone()),
    ],
};

pub(super) async fn activities(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, plan::filter(&query));
    let page = |after| {
        let filter = Filter { portion: Portion::File, ..asked.clone() };
        async move {
            let (rows, more) = activity::list(cx, filter, after).await.map_err(|why| reader.failed(why))?;
            let next = rows.last().filter(|_| more).map(|row| (row.on_day, row.id));
            Ok((rows, next))
        }
    };
    visit.excel(&ACTIVITIES, &query, page).await
}

const FIGURES: Excel<years::ChannelYear> = Excel {
    name: "publicity figures",
    title: word!("publicity-figures"),
    file: "tuyen-truyen-theo-kenh",
    told: &["nam"],
    columns: &[
        Column::text(word!("publicity-channel"), 34, |row, locale| say::channel(row.channel).say(locale).into_owned()),
        Column::text(word!("publicity-months"), 60, |row, locale| years::by_month(locale, row, "; ")),
        Column::number(word!("publicity-count"), |row| Some(row.count)),
        Column::number(word!("publicity-audience"), |row| Some(row.audience)),
        Column::number(word!("publicity-minutes"), |row| Some(row.minutes)),
    ],
};

pub(super) async fn figures(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let year = years::year(&visit, &query);
    let found = activity::figures(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&FIGURES, &query, years::by_channel(&found)).await
}

const STORIES: Excel<StoryRow> = Excel {
    name: "stories",
    title: word!("publicity-stories"),
    file: "cau-chuyen",
    told: &["tinh-trang"],
    columns: &[
        Column::text(word!("publicity-story-title"), 50, |row, _| row.title.clone()),
        Column::text(word!("publicity-exemplar"), 30, |row, _| row.name.clone()),
        Column::text(word!("publicity-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("publicity-story-author"), 24, |row, _| row.author.clone()),
        Column::day(word!("publicity-story-day"), |row| row.publish_on),
        Column::text(word!("publicity-state"), 20, |row, locale| {
            say::standing_word(row.standing).say(locale).into_owned()
        }),
    ],
};

pub(super) async fn stories(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = story::list(visit.cx()?, super::story::wanted(&query)).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&STORIES, &query, rows).await
}

const CONSENTS: Excel<ConsentRow> = Excel {
    name: "consents",
    title: word!("publicity-consents"),
    file: "dong-y",
    told: &["hieu-luc"],
    columns: &[
        Column::text(word!("publicity-exemplar"), 30, |row, _| row.subject.clone()),
        Column::text(word!("publicity-purposes"), 24, |row, locale| say::purpose(row.purpose).say(locale).into_owned()),
        Column::text(word!("publicity-reaches"), 24, |row, locale| say::reach(row.reach).say(locale).into_owned()),
        Column::day(word!("publicity-given-on"), |row| Some(row.given_on)),
        Column::number(word!("publicity-words"), |row| Some(row.ordinal)),
        Column::text(word!("publicity-giver"), 24, |row, locale| say::giver(row.giver).say(locale).into_owned()),
        Column::text(word!("publicity-giver-name"), 28, |row, _| row.giver_name.clone()),
        Column::text(word!("publicity-relation"), 16, |row, _| row.relation.clone()),
        Column::text(word!("publicity-way"), 20, |row, locale| say::way(row.way).say(locale).into_owned()),
        Column::day(word!("publicity-withdrawn-day"), |row| row.withdrawn_on),
    ],
};

pub(super) async fn consents(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = consent::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&CONSENTS, &query, consents_page::narrowed(&query, rows)).await
}

const VISITS: Excel<StudyVisit> = Excel {
    name: "study visits",
    title: word!("publicity-visits"),
    file: "tham-quan-hoc-tap",
    told: &[],
    columns: &[
        Column::text(word!("publicity-topic"), 44, |row, _| row.topic.clone()),
        Column::text(word!("publicity-visit-kind"), 20, |row, locale| {
            say::visit_kind(row.kind.0).say(locale).into_owned()
        }),
        Column::text(word!("publicity-host"), 30, |row, _| row.host_called().to_owned()),
        Column::text(word!("publicity-visitor-unit"), 30, |row, _| row.unit_name.clone()),
        Column::text(word!("publicity-visitors"), 30, |row, _| row.visitors.clone()),
        Column::number(word!("publicity-heads"), |row| Some(row.heads)),
        Column::day(word!("publicity-day"), |row| Some(row.on_day)),
        Column::text(word!("publicity-learned"), 50, |row, _| row.learned.clone()),
        Column::text(word!("publicity-steps"), 50, |row, _| {
            row.steps.0.iter().map(|one| one.task.clone()).collect::<Vec<_>>().join("; ")
        }),
        Column::text(word!("publicity-adoption"), 40, |row, _| row.adoption.clone()),
    ],
};

pub(super) async fn visits(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = visit::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&VISITS, &query, rows).await
}

const FOLLOWS: Excel<Follow> = Excel {
    name: "movements to follow",
    title: word!("publicity-follows"),
    file: "hoc-tap-lam-theo",
    told: &[],
    columns: &[
        Column::text(word!("publicity-follow-title"), 50, |row, _| row.title.clone()),
        Column::text(word!("publicity-exemplar"), 30, |row, _| row.name.clone()),
        Column::day(word!("publicity-from"), |row| Some(row.from_day)),
        Column::day(word!("publicity-to"), |row| Some(row.to_day)),
        Column::number(word!("publicity-units"), |row| Some(row.units)),
        Column::number(word!("publicity-people"), |row| Some(row.people)),
    ],
};

pub(super) async fn follows(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = follow::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&FOLLOWS, &query, rows).await
}

const UPTAKES: Excel<UnitUptake> = Excel {
    name: "uptake of a movement",
    title: word!("publicity-uptake"),
    file: "huong-ung",
    told: &[],
    columns: &[
        Column::text(word!("publicity-unit"), 34, |row, _| row.name.clone()),
        Column::day(word!("publicity-joined-on"), |row| row.uptake.as_ref().map(|one| one.joined_on)),
        Column::text(word!("publicity-doing"), 50, |row, _| {
            row.uptake.as_ref().map(|one| one.doing.clone()).unwrap_or_default()
        }),
        Column::number(word!("publicity-people"), |row| row.uptake.as_ref().map(|one| one.people)),
        Column::text(word!("publicity-result"), 50, |row, _| {
            row.uptake.as_ref().map(|one| one.result.clone()).unwrap_or_default()
        }),
    ],
};

pub(super) async fn uptakes(visit: Visit, At(id): At<FollowId>, query: ListQuery) -> Result<Response, Failure> {
    let view = follow::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&UPTAKES, &query, view.units).await
}

const REQUESTS: Excel<(Request, lantoa_i18n::Word)> = Excel {
    name: "requests for material",
    title: word!("publicity-requests"),
    file: "tu-lieu",
    told: &[],
    columns: &[
        Column::text(word!("publicity-what"), 50, |row, _| row.0.what.clone()),
        Column::text(word!("publicity-unit"), 30, |row, _| row.0.unit_name.clone()),
        Column::text(word!("publicity-exemplar"), 28, |row, _| row.0.exemplar_name.clone().unwrap_or_default()),
        Column::day(word!("publicity-asked-on"), |row| Some(row.0.asked_on)),
        Column::day(word!("publicity-due"), |row| Some(row.0.due)),
        Column::day(word!("publicity-answered-on"), |row| row.0.answered_on),
        Column::text(word!("publicity-state"), 18, |row, locale| row.1.say(locale).into_owned()),
        Column::text(word!("publicity-answer"), 60, |row, _| row.0.answer.clone()),
    ],
};

pub(super) async fn requests(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let rows = request::list(cx).await.map_err(|why| visit.failed(why))?;
    let today = cx.today();
    let stands = |row: Request| (row.clone(), requests_page::state_word(&row, today));
    let told = rows.into_iter().map(stands).collect();
    visit.excel_of(&REQUESTS, &query, told).await
}

const READINGS: Excel<Reading> = Excel {
    name: "readings",
    title: word!("publicity-readings"),
    file: "pho-bien",
    told: &[],
    columns: &[
        Column::text(word!("publicity-reading-title"), 50, |row, _| row.title.clone()),
        Column::day(word!("publicity-asked-on"), |row| Some(row.asked_on)),
        Column::day(word!("publicity-due"), |row| Some(row.due)),
        Column::number(word!("publicity-reading-done"), |row| Some(row.done)),
        Column::number(word!("publicity-reading-of"), |row| Some(row.all)),
        Column::day(word!("publicity-reading-closed"), |row| row.closed_on),
    ],
};

pub(super) async fn readings(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = reading::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&READINGS, &query, rows).await
}

const READERS: Excel<ReaderRow> = Excel {
    name: "readers of a reading",
    title: word!("publicity-reading"),
    file: "pho-bien-nguoi-doc",
    told: &[],
    columns: &[
        Column::text(word!("publicity-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("publicity-reader"), 28, |row, _| row.name.clone()),
        Column::text(word!("publicity-post"), 24, |row, _| row.post.clone()),
        Column::text(word!("publicity-way"), 26, |row, locale| {
            let way = row.known.map_or(word!("publicity-not-read"), |(way, _)| say::read_way(way));
            way.say(locale).into_owned()
        }),
        Column::day(word!("publicity-day"), |row| row.known.map(|(_, day)| day)),
    ],
};

pub(super) async fn readers(visit: Visit, At(id): At<ReadingId>, query: ListQuery) -> Result<Response, Failure> {
    let view = reading::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let rows = view.units.into_iter().flat_map(|unit| unit.people).collect();
    visit.excel_of(&READERS, &query, rows).await
}

const HANDBOOKS: Excel<HandbookLine> = Excel {
    name: "handbooks",
    title: word!("publicity-handbooks"),
    file: "ky-yeu",
    told: &[],
    columns: &[
        Column::text(word!("publicity-handbook-title"), 50, |row, _| row.title.clone()),
        Column::text(word!("publicity-imprint"), 24, |row, _| row.imprint.clone()),
        Column::number(word!("publicity-stories"), |row| Some(row.stories)),
    ],
};

pub(super) async fn handbooks(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = handbook::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&HANDBOOKS, &query, rows).await
}
