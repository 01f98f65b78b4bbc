//! An agency's own Word template: opened within bounds, its placeholders listed and checked, filled; it must not run anything or follow a link.
//!
//! A placeholder is `{{ten}}`, or `{{danh_sach.ho_ten}}` for a field of a list: the row of a table in which it stands, or the paragraph outside
//! a table, is repeated for each entry. There are no expressions. Word may have torn a placeholder over several runs; it is found all the same.

mod fault;
mod package;
mod part;
mod values;

pub use fault::{Place, TemplateFault};
pub use part::Placeholder;
pub use values::{Values, Vocabulary};

use package::Package;
use part::Part;

/// The most bytes a filled part may have.
const MOST_FILLED: usize = 32 * 1024 * 1024;

/// A template that was opened: whatever is wrong in its placeholders is known.
#[derive(Debug, Clone)]
pub struct Template {
    package: Package,
    parts: Vec<Part>,
}

impl Template {
    /// Opens a `.docx`.
    ///
    /// # Errors
    /// [`TemplateFault::TooLarge`], [`TemplateFault::Bomb`], [`TemplateFault::Broken`], [`TemplateFault::Macro`] and
    /// [`TemplateFault::Remote`]: the file is not taken. Faults of placeholders are found by [`Template::check`].
    pub fn open(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let package = Package::open(bytes)?;
        let parts = package.texts().map(|(name, xml)| Part::read(name, xml)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { package, parts })
    }

    /// Its placeholders in the order of the file, each place for itself.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.parts.iter().flat_map(Part::placeholders)
    }

    /// Everything wrong with it against the names a paper knows; nothing means that it can be filled.
    #[must_use]
    pub fn check(&self, known: &Vocabulary) -> Vec<TemplateFault> {
        let mut faults: Vec<TemplateFault> = self.parts.iter().flat_map(Part::faults).cloned().collect();
        for found in self.placeholders().filter(|found| !known.has(found.list.as_deref(), &found.name)) {
            let near = known.nearest(&found.full_name());
            faults.push(TemplateFault::Unknown { name: found.full_name(), near, place: found.place.clone() });
        }
        faults
    }

    /// The template with values in place of its placeholders, all else as it was.
    ///
    /// # Errors
    /// The first fault [`Template::check`] would tell against the values' own names, or [`TemplateFault::TooMuch`].
    pub fn fill(&self, values: &Values) -> Result<Vec<u8>, TemplateFault> {
        if let Some(fault) = self.check(&values.vocabulary()).into_iter().next() {
            return Err(fault);
        }
        let filled = self
            .parts
            .iter()
            .map(|part| Ok((part.name(), part.fill(values, MOST_FILLED)?)))
            .collect::<Result<Vec<_>, _>>()?;
        self.package.with(&filled)
    }
}

#[cfg(test)]
mod tests;
