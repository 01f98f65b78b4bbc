//! Prints the plan that a document proposes, as a plan file: `propose FILE`.

use std::process::ExitCode;
use std::{env, fs};

#[expect(clippy::print_stdout, reason = "printing is what this example is for")]
fn main() -> ExitCode {
    for path in env::args().skip(1) {
        let read = fs::read(&path).map_err(|error| error.to_string());
        let reading =
            read.and_then(|bytes| lantoa_reader::read(&bytes, Some(&path)).map_err(|error| error.to_string()));
        match reading {
            Ok(reading) => {
                let plan = lantoa_reader::propose(&reading);
                println!("{}", toml::to_string(&plan).unwrap_or_default());
                for finding in plan.check() {
                    println!("# {:?} {} {} {:?}", finding.severity, finding.code, finding.place, finding.args);
                }
            }
            Err(error) => println!("{path}: {error}"),
        }
    }
    ExitCode::SUCCESS
}
