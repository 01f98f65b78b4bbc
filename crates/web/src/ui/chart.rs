//! Small charts drawn as SVG with the table behind them; they must not need script or floating point.

use super::{Label, permille, share};
use crate::filters;
use askama::Template;

/// Width of the drawing area of a line chart, in its own units.
const WIDE: u64 = 600;
/// Height of it.
const HIGH: u64 = 160;
/// Room for the numbers at the left.
const LEFT: u64 = 44;

/// A named number.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its name: a unit, a month.
    pub label: Label,
    /// Its value.
    pub value: u64,
}

impl Point {
    /// A named number.
    pub fn new(label: impl Into<Label>, value: u64) -> Self {
        Self { label: label.into(), value }
    }
}

/// Horizontal bars, one per name.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/bar_chart.html")]
pub struct BarChart {
    /// What is shown.
    pub title: Label,
    /// What is counted: the heading of the number column.
    pub unit: Label,
    /// The bars, in the order to show.
    pub points: Vec<Point>,
}

impl BarChart {
    fn width(&self, value: u64) -> String {
        let most = self.points.iter().map(|p| p.value).max().unwrap_or(0);
        share(permille(value, most))
    }
}

/// A named line.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name.
    pub label: Label,
    /// One value per place on the axis.
    pub values: Vec<u64>,
}

/// Lines over time.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/line_chart.html")]
pub struct LineChart {
    /// What is shown.
    pub title: Label,
    /// Names of the places on the axis, first to last.
    pub places: Vec<Label>,
    /// The lines, at most four.
    pub series: Vec<Series>,
}

impl LineChart {
    /// A round number at or above every value.
    fn top(&self) -> u64 {
        let most = self.series.iter().flat_map(|s| &s.values).max().copied();
        let most = most.unwrap_or(0).max(4);
        let mut step = 1;
        while step * 10 < most {
            step *= 10;
        }
        // A multiple of four, so that the four lines of the grid are whole numbers.
        most.div_ceil(step * 4) * step * 4
    }

    fn x(&self, place: usize) -> u64 {
        let last = self.places.len().saturating_sub(1).max(1) as u64;
        LEFT + place as u64 * (WIDE - LEFT - 20) / last
    }

    fn y(&self, value: u64) -> u64 {
        10 + HIGH - value * HIGH / self.top()
    }

    fn path(&self, series: &Series) -> String {
        let points: Vec<String> = series
            .values
            .iter()
            .enumerate()
            .map(|(place, value)| format!("{},{}", self.x(place), self.y(*value)))
            .collect();
        points.join(" ")
    }

    /// Horizontal lines of the grid: value and height.
    fn grid(&self) -> Vec<(u64, u64)> {
        (0..=4).map(|quarter| self.top() * quarter / 4).map(|value| (value, self.y(value))).collect()
    }

    /// The table behind: a row for each place, a cell for each line.
    fn rows(&self) -> Vec<(&Label, Vec<Option<u64>>)> {
        let cells = |place: usize| self.series.iter().map(move |s| s.values.get(place).copied());
        self.places.iter().enumerate().map(|(place, label)| (label, cells(place).collect())).collect()
    }

    /// Names on the axis: not more than six, so that they do not run into each other.
    fn axis(&self) -> Vec<(u64, &Label)> {
        let every = self.places.len().div_ceil(6).max(1);
        self.places
            .iter()
            .enumerate()
            .filter(|(place, _)| place % every == 0)
            .map(|(place, label)| (self.x(place), label))
            .collect()
    }
}
