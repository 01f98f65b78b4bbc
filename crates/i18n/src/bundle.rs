//! Loads the `.ftl` files once and finds messages in them; it must not format anything but messages.

use crate::{Locale, number};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::sync::LazyLock;

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static VI: LazyLock<Bundle> = LazyLock::new(|| Bundle::load(Locale::Vi));
static EN: LazyLock<Bundle> = LazyLock::new(|| Bundle::load(Locale::En));

/// The words for `id` in `locale`: a message without variables.
///
/// An id that is missing in English is looked up in Vietnamese; one that is missing there too
/// comes back as `⟦id⟧`, which the sample test of the pages refuses.
#[must_use]
pub fn t(locale: Locale, id: &str) -> Cow<'static, str> {
    find(locale, id, None)
}

/// The words for `id` in `locale`, with its variables filled in. Falls back like [`t`].
#[must_use]
pub fn t_args(locale: Locale, id: &str, args: &[(&str, FluentValue<'_>)]) -> Cow<'static, str> {
    let mut list = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        list.set((*name).to_owned(), value.clone());
    }
    find(locale, id, Some(&list))
}

/// Every message id of a locale, sorted: for tests and tools.
#[must_use]
pub fn ids(locale: Locale) -> Vec<String> {
    let mut all: Vec<String> = files(locale).flat_map(|(_, source)| ids_of(source)).collect();
    all.sort();
    all
}

/// The `.ftl` files of a locale as (file stem, text).
pub(crate) fn files(locale: Locale) -> impl Iterator<Item = (&'static str, &'static str)> {
    LOCALES
        .get_dir(locale.tag())
        .into_iter()
        .flat_map(Dir::files)
        .filter(|f| f.path().extension().is_some_and(|e| e == "ftl"))
        .filter_map(|f| Some((f.path().file_stem()?.to_str()?, f.contents_utf8()?)))
}

fn ids_of(source: &str) -> Vec<String> {
    let resource = match fluent_syntax::parser::parse(source) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    resource
        .body
        .into_iter()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(m) => Some(m.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

/// One locale's messages. The resources live as long as the program, so words are borrowed, not copied.
struct Bundle(FluentBundle<&'static FluentResource>);

impl Bundle {
    fn load(locale: Locale) -> Self {
        let tag = locale.tag().parse().expect("invariant: locale tags are valid");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Vi => |value, _| grouped(Locale::Vi, value),
            Locale::En => |value, _| grouped(Locale::En, value),
        }));
        for (_, source) in files(locale) {
            // A file with a mistake still gives its good messages; a test refuses the mistake.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            let resource: &'static FluentResource = Box::leak(Box::new(resource));
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    fn say(&'static self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let pattern = self.0.get_message(id)?.value()?;
        let mut errors = Vec::new();
        // Without variables the text is borrowed from the resource: nothing is copied.
        Some(match args {
            None => self.0.format_pattern(pattern, None, &mut errors),
            Some(_) => Cow::Owned(self.0.format_pattern(pattern, args, &mut errors).into_owned()),
        })
    }
}

fn bundle(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::Vi => &VI,
        Locale::En => &EN,
    }
}

fn find(locale: Locale, id: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    bundle(locale)
        .say(id, args)
        .or_else(|| bundle(Locale::Vi).say(id, args))
        .unwrap_or_else(|| Cow::Owned(format!("⟦{id}⟧")))
}

/// Whole numbers in messages get the locale's grouping: `{ $count }` prints 1.234 or 1,234.
#[expect(clippy::cast_possible_truncation, reason = "the bound keeps the value exact")]
fn grouped(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 && n.value.abs() <= EXACT => {
            Some(number(locale, n.value as i64))
        }
        _ => None,
    }
}
