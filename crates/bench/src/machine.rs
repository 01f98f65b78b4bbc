//! What the operating system says about a process: its time on a core, its memory. It must not guess where it is not told.

use std::path::{Path, PathBuf};

/// Memory of a process, KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Memory {
    /// Everything resident, mapped files included.
    pub(crate) resident: u64,
    /// Of it the process's own: what it takes away from others.
    pub(crate) own: u64,
}

/// Milliseconds that all threads of a process were on a core; `None` where the system does not tell.
pub(crate) fn cpu_ms(process: u32) -> Option<f64> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let each = threads.filter_map(|thread| nanoseconds(&thread.ok()?.path()));
    Some(each.sum::<f64>() / 1e6)
}

fn nanoseconds(thread: &Path) -> Option<f64> {
    // Time on a core, time waiting for one, times it got one.
    std::fs::read_to_string(thread.join("schedstat")).ok()?.split(' ').next()?.parse().ok()
}

/// Memory of a process; `None` where the system does not tell.
pub(crate) fn memory(process: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let figure = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':').trim().trim_end_matches(" kB").parse().ok()
    };
    Some(Memory { resident: figure("VmRSS")?, own: figure("RssAnon")? })
}

/// Processes of a PostgreSQL server on this machine that serve a database, by the titles it gives them.
pub(crate) fn postgres_of(database: &str) -> Vec<u32> {
    let Ok(all) = std::fs::read_dir("/proc") else { return Vec::new() };
    let named = |process: &PathBuf| {
        let title = std::fs::read(process.join("cmdline")).unwrap_or_default();
        let title = String::from_utf8_lossy(&title).into_owned();
        title.starts_with("postgres:") && title.split([' ', '\0']).any(|word| word == database)
    };
    all.filter_map(|entry| Some(entry.ok()?.path()))
        .filter(named)
        .filter_map(|process| process.file_name()?.to_str()?.parse().ok())
        .collect()
}

/// Kind of processor and number of cores, for the report.
pub(crate) fn kind() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches(['\t', ' ', ':']);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{cores} cores {model}").trim().to_owned()
}

/// How many processes wanted a core during the last minute.
pub(crate) fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_has_used_time_and_memory() {
        let me = std::process::id();
        assert!(cpu_ms(me).unwrap() > 0.0);
        let memory = memory(me).unwrap();
        assert!(memory.own > 0 && memory.resident >= memory.own);
        assert!(cpu_ms(u32::MAX).is_none());
    }
}
