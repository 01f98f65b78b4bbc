//! What is asked of the server: baselines, pages, searches, commands, as lists of requests. It must not send them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lantoa_domain::id::{DossierId, ProgrammeId};
use lantoa_domain::text::fold;

use crate::Error;
use crate::account;
use crate::dice::Dice;
use crate::fill;
use crate::http;
use crate::load::{Ask, Crowd, Passes};
use crate::shape::{MOVEMENTS, Shape, YEARS, step};

/// Different requests of one kind: more than any cache of one page would hold.
const MANY: u64 = 4_000;
/// Different lists; each fills a page.
const LISTS: u64 = 200;

/// A work that is measured.
pub(crate) struct Job {
    pub(crate) name: &'static str,
    pub(crate) asks: Vec<Ask>,
    pub(crate) gzip: bool,
}

/// Names of works that others are compared with.
pub(crate) const BARE: &str = "bare page of 50 rows";
/// The figures of a year's report, counted by one at a time, as reports are: of the agency with the dossiers, and of the one whose units
/// owe something every month.
pub(crate) const YEARLY: [&str; 2] =
    ["figures of a yearly report, no page", "figures of a yearly report, units with monthly lists"];
/// The name of the command that is measured alone and beside readers.
pub(crate) const NOMINATE: &str = "nominate (POST, durable)";
/// The other command.
pub(crate) const REGISTER: &str = "register (POST, durable)";

/// The works of the agency with the table unit × occurrence.
pub(crate) const TABLES: [&str; 3] = ["table of units, worst first", "table of units, by name", YEARLY[1]];

/// The server as the load sees it.
pub(crate) struct Stage<'a> {
    pub(crate) shape: &'a Shape,
    pub(crate) address: &'a str,
    /// Session cookies by login.
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Stage<'_> {
    fn cookie(&self, login: &str) -> String {
        self.cookies.get(login).cloned().unwrap_or_default()
    }

    fn officer(&self) -> String {
        self.cookie(account::OFFICER)
    }

    fn get(&self, path: String) -> Ask {
        Ask { path, cookie: self.officer(), form: None }
    }

    fn some_dossier(&self, dice: &mut Dice) -> DossierId {
        self.shape.dossier_id(dice.under(self.shape.dossiers))
    }

    fn some(&self, salt: u64, ask: impl Fn(DossierId) -> Ask) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, salt);
        (0..MANY).map(|_| ask(self.some_dossier(&mut dice))).collect()
    }

    /// Everything that only reads; the baselines first.
    pub(crate) fn reading(&self) -> Result<Vec<Job>, Error> {
        let job = |name, asks| Job { name, asks, gzip: false };
        let pages = self.some(4, |id| self.get(format!("/ho-so/{id}")));
        let mut jobs = vec![
            job("constant answer", vec![public("/do/hang".to_owned())]),
            job("one read by key", self.some(1, |id| public(format!("/do/mot/{id}")))),
            job(BARE, self.some(2, |id| public(format!("/do/nam-muoi/{id}")))),
            job("read model of a dossier, no page", self.some(3, |id| self.get(format!("/do/ho-so/{id}")))),
            job("read model of a filtered list, no page", self.list_models()),
            job("dossier page", pages.clone()),
            Job { name: "dossier page, compressed", asks: pages, gzip: true },
            job("dossier page, the unit's clerk", self.own_dossiers()),
            job("list filtered by unit and step", self.lists()),
            job("list, following pages", self.following()?),
            job("list of the unit's clerk", self.own_lists()),
            job("search by full name", self.searches()),
            job("public first page", vec![public("/".to_owned())]),
            job("public story", self.public_stories()),
            job("public list", vec![public("/cau-chuyen".to_owned())]),
            job("public list by place, movement or year", self.public_lists()),
            job("public search by name", self.public_searches()),
            job(YEARLY[0], vec![self.get(yearly(Shape::programme(), YEARS[YEARS.len() - 2].0))]),
        ];
        if self.cookies.contains_key(account::TABLE) {
            // The last year in which every day has passed.
            let report = Ask { cookie: self.cookie(account::TABLE), ..public(yearly(Shape::table_programme(), 2024)) };
            jobs.extend([
                job(TABLES[0], self.tables("")?),
                job(TABLES[1], self.tables("xep=ten")?),
                job(TABLES[2], vec![report]),
            ]);
        }
        Ok(jobs)
    }

    /// The first pages of the table unit × occurrence in an order.
    fn tables(&self, order: &str) -> Result<Vec<Ask>, Error> {
        let cookie = self.cookie(account::TABLE);
        let mut path = format!("/nhiem-vu/bang/{}/danh-sach?{order}", Shape::table_programme());
        let mut out = Vec::new();
        for _ in 0..20 {
            let page = http::must_show(self.address, &path, &cookie, "table--grid")?;
            out.push(Ask { path, cookie: cookie.clone(), form: None });
            let Some(next) = linked(&page, "/nhiem-vu/bang/", "tu=") else { break };
            path = next;
        }
        Ok(out)
    }

    /// Checks that pages are what they should be.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let dossier = self.shape.sketch(self.shape.dossiers / 2);
        let page = format!("/ho-so/{}", dossier.id);
        http::must_show(self.address, &page, &self.officer(), &dossier.name)?;
        let list = &self.lists()[0].path;
        http::must_show(self.address, list, &self.officer(), "/ho-so/hs_")?;
        let search = format!("/ho-so?q={}", fold(&dossier.name).replace(' ', "+"));
        http::must_show(self.address, &search, &self.officer(), &dossier.name)?;
        http::must_show(self.address, "/cau-chuyen", "", "/cau-chuyen/")?;
        Ok(())
    }

    /// Units of the first and second level in turn, so that subtrees are large and small.
    fn some_unit(&self, dice: &mut Dice) -> usize {
        let upper = self.shape.levels[0] as u64;
        if dice.below(2) == 0 {
            1 + dice.under(upper) as usize
        } else {
            1 + (upper + dice.under(self.shape.levels[1] as u64)) as usize
        }
    }

    fn lists(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 5);
        let steps = ["de-nghi", "ra-soat", "tham-dinh", "dang-ky"];
        let list = |dice: &mut Dice| {
            let unit = Shape::unit_id(self.some_unit(dice));
            self.get(format!("/ho-so?don-vi={unit}&buoc={}", dice.pick(&steps)))
        };
        (0..LISTS).map(|_| list(&mut dice)).collect()
    }

    fn list_models(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 5);
        (0..LISTS).map(|_| self.get(format!("/do/danh-sach/{}.", Shape::unit_id(self.some_unit(&mut dice))))).collect()
    }

    /// The second and third pages of lists.
    fn following(&self) -> Result<Vec<Ask>, Error> {
        let mut out = Vec::new();
        for first in self.lists().into_iter().take(LISTS as usize / 4) {
            let mut path = first.path;
            for _ in 0..2 {
                let page = http::get(self.address, &path, &first.cookie)?;
                let Some(next) = next_page(&page.body) else { break };
                out.push(self.get(next.clone()));
                path = next;
            }
        }
        // Small databases have no second page of anything filtered.
        if out.is_empty() { Ok(vec![self.get("/ho-so".to_owned())]) } else { Ok(out) }
    }

    fn own_dossiers(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 6);
        let own = |dice: &mut Dice| {
            let sketch = self.shape.sketch(dice.under(self.shape.dossiers));
            let cookie = self.cookie(&account::clerk(self.shape.district(sketch.unit)));
            Ask { path: format!("/ho-so/{}", sketch.id), cookie, form: None }
        };
        (0..MANY).map(|_| own(&mut dice)).collect()
    }

    fn own_lists(&self) -> Vec<Ask> {
        let steps = ["de-nghi", "boi-duong", "dang-ky", "tham-dinh"];
        let of = |district: usize, step: &str| {
            let cookie = self.cookie(&account::clerk(district));
            Ask { path: format!("/ho-so?buoc={step}"), cookie, form: None }
        };
        (1..=self.shape.levels[0]).flat_map(|district| steps.iter().map(move |step| of(district, step))).collect()
    }

    /// Full names without diacritics, of people who have a dossier.
    fn searches(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 7);
        let search = |dice: &mut Dice| {
            let name = self.shape.sketch(dice.under(self.shape.dossiers)).name;
            self.get(format!("/ho-so?q={}", fold(&name).replace(' ', "+")))
        };
        (0..MANY / 4).map(|_| search(&mut dice)).collect()
    }

    fn public_stories(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 8);
        let story = |dice: &mut Dice| fill::told_at(self.shape, dice.under(self.shape.dossiers)).map(public);
        let found: Vec<Ask> = (0..MANY).filter_map(|_| story(&mut dice)).collect();
        if found.is_empty() { vec![public("/cau-chuyen".to_owned())] } else { found }
    }

    /// One, two or three of the filters, as people choose them.
    fn public_lists(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 9);
        let list = |dice: &mut Dice| {
            let place = format!("&noi={}", Shape::unit_id(self.some_unit(dice)));
            let movement = format!("&phong-trao={}.{}", Shape::programme(), dice.pick(&MOVEMENTS));
            let year = format!("&nam={}", YEARS[dice.under(YEARS.len() as u64 - 1) as usize].0);
            let filters = match dice.below(5) {
                0 => place,
                1 => movement,
                2 => year,
                3 => format!("{movement}{year}"),
                _ => format!("{place}{movement}"),
            };
            public(format!("/cau-chuyen?{}", &filters[1..]))
        };
        (0..LISTS * 5).map(|_| list(&mut dice)).collect()
    }

    /// Names of people without diacritics, whole and by their last word only.
    fn public_searches(&self) -> Vec<Ask> {
        let mut dice = Dice::of(self.shape.seed, 10);
        let search = |dice: &mut Dice| {
            let name = fold(&self.shape.sketch(dice.under(self.shape.dossiers)).name);
            let words = if dice.below(4) == 0 { name.rsplit(' ').next().unwrap_or_default() } else { name.as_str() };
            public(format!("/cau-chuyen?q={}", words.replace(' ', "+")))
        };
        (0..MANY / 4).map(|_| search(&mut dice)).collect()
    }

    /// A command to each dossier under way that waits at a step, given by its clerk, each once.
    pub(crate) fn commands(&self, at: usize) -> Result<Vec<Ask>, Error> {
        let command = if at == step::NOMINATE { "de-nghi" } else { "dang-ky" };
        let mut tokens: BTreeMap<usize, String> = BTreeMap::new();
        let mut out = Vec::new();
        for number in self.shape.waiting_at(at) {
            let sketch = self.shape.sketch(number);
            let district = self.shape.district(sketch.unit);
            let cookie = self.cookie(&account::clerk(district));
            let path = format!("/ho-so/{}", sketch.id);
            if let Entry::Vacant(unknown) = tokens.entry(district) {
                let page = http::must_show(self.address, &path, &cookie, "name=\"_ma\"")?;
                unknown.insert(form_token(&page).unwrap_or_default());
            }
            let form = format!("_ma={}&phien-ban=1", tokens[&district]);
            out.push(Ask { path: format!("{path}/{command}"), cookie, form: Some(form) });
        }
        Ok(out)
    }
}

/// A page as strangers ask for it.
fn public(path: String) -> Ask {
    Ask { path, cookie: String::new(), form: None }
}

/// Where the figures of a programme's year are counted.
fn yearly(programme: ProgrammeId, year: i16) -> String {
    format!("/do/bao-cao/{programme}/{year}")
}

/// The address of the following page, from its link.
fn next_page(page: &str) -> Option<String> {
    linked(page, "/", "tu=hs_")
}

/// The first link of a page that begins so and holds this.
fn linked(page: &str, begins: &str, holds: &str) -> Option<String> {
    let mut links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let next = links.find(|link| link.starts_with(begins) && link.contains(holds))?;
    Some(next.replace("&#38;", "&").replace("&amp;", "&"))
}

/// The token of the first form on a page.
fn form_token(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("name=\"_ma\"")?;
    rest.split_once("value=\"")?.1.split('"').next().map(str::to_owned)
}

/// Clients that go through a list.
pub(crate) fn crowd(clients: usize, asks: Vec<Ask>, gzip: bool) -> Crowd {
    let writes = asks.first().is_some_and(|ask| ask.form.is_some());
    let (passes, status) = if writes { (Passes::Once, 303) } else { (Passes::Endless, 200) };
    Crowd { clients, asks, passes, status, gzip }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_tokens_are_found_in_pages() {
        let page = r#"<a href="/ho-so?buoc=a"></a><a rel="next" href="/ho-so?buoc=a&#38;tu=hs_1">
                      <input type="hidden" name="_ma" value="abc">"#;
        assert_eq!(next_page(page).unwrap(), "/ho-so?buoc=a&tu=hs_1");
        assert_eq!(form_token(page).unwrap(), "abc");
    }
}
