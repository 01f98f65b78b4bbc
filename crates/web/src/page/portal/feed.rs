//! The feed of what is published, the map of the site and the note for robots; it must not name what is not published now.

use super::{base, fresh, mark, unchanged};
use crate::kernel::{Failure, Visit};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use lantoa_app::portal::{self, PublicPractice, Published};
use lantoa_i18n::{Say, word};
use std::fmt::Write as _;

/// Text inside XML: signs of markup written apart, control signs left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            sign if sign.is_control() && sign != '\n' && sign != '\t' => {}
            sign => out.push(sign),
        }
    }
    out
}

fn typed(text: String, kind: &'static str) -> Response {
    let mut response = text.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// `/atom.xml`.
pub(super) async fn atom(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let rows = portal::feed(visit.state().product()?).await.map_err(|why| visit.failed(why))?;
    let base = base(&visit, &headers);
    let title = word!("portal-title").say(visit.locale());
    Ok(fresh(typed(feed(&base, &title, &rows), "application/atom+xml; charset=utf-8"), &mark))
}

pub(super) fn feed(base: &str, title: &str, rows: &[Published]) -> String {
    let updated = rows.iter().map(|row| row.changed).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\
         <id>{base}/atom.xml</id><title>{}</title><updated>{updated}</updated>\
         <link rel=\"self\" href=\"{base}/atom.xml\"/><link href=\"{base}/cau-chuyen\"/>",
        xml(title)
    );
    for row in rows {
        let address = format!("{base}{}", row.address());
        let published =
            row.on.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).map_or(row.changed, |at| at.timestamp());
        let _ = write!(
            out,
            "<entry><id>{}</id><title>{}</title><link href=\"{}\"/><published>{published}</published><updated>{}</updated>\
             <author><name>{}</name></author><summary>{}</summary></entry>",
            xml(&row.urn()),
            xml(&row.title),
            xml(&address),
            row.changed,
            xml(&row.author),
            xml(&row.lead)
        );
    }
    out.push_str("</feed>\n");
    out
}

/// `/sitemap.xml`.
pub(super) async fn sitemap(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let rows = portal::everything(visit.state().product()?).await.map_err(|why| visit.failed(why))?;
    let practices = open_practices(&visit).await?;
    let base = base(&visit, &headers);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    for page in ["/", "/cau-chuyen", "/mo-hinh-hay", "/quyet-dinh-cong-khai"] {
        let _ = write!(out, "<url><loc>{base}{page}</loc></url>");
    }
    for row in &rows {
        let day = lantoa_domain::time::vietnam_date(row.changed);
        let _ =
            write!(out, "<url><loc>{}</loc><lastmod>{day}</lastmod></url>", xml(&format!("{base}{}", row.address())));
    }
    for row in &practices {
        let _ = write!(out, "<url><loc>{}</loc></url>", xml(&format!("{base}{}", row.address())));
    }
    out.push_str("</urlset>\n");
    Ok(fresh(typed(out, "application/xml; charset=utf-8"), &mark))
}

/// Every practice the public reads: at most 5,000.
async fn open_practices(visit: &Visit) -> Result<Vec<PublicPractice>, Failure> {
    let (mut out, mut after) = (Vec::new(), None);
    loop {
        let page = portal::practices(visit.state().product()?, "", after).await;
        let (rows, next) = page.map_err(|why| visit.failed(why))?;
        out.extend(rows);
        if next.is_none() || out.len() >= 5_000 {
            return Ok(out);
        }
        after = next;
    }
}

/// `/robots.txt`: robots read what is public and nothing else.
pub(super) async fn robots(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let base = base(&visit, &headers);
    let text = format!(
        "User-agent: *\nAllow: /$\nAllow: /cau-chuyen\nAllow: /mo-hinh-hay\nAllow: /quyet-dinh-cong-khai\nAllow: /atom.xml\nAllow: /tai-nguyen/\nDisallow: /\n\
         Sitemap: {base}/sitemap.xml\n"
    );
    Ok(typed(text, "text/plain; charset=utf-8"))
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn what_people_typed_is_never_markup() {
        assert_eq!(xml("<b> & \"Một\" \u{1}hai"), "&lt;b&gt; &amp; &quot;Một&quot; hai");
    }
}
