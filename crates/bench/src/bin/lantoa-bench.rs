//! The measurements without the rest of the program: `lantoa-bench SIZE… [--seconds N] [--out DIR] [--database URL] [--clients 1,16,64]`.

use std::io::Write as _;
use std::process::ExitCode;

use lantoa_bench::{Options, run};

fn main() -> ExitCode {
    match options().and_then(|options| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(run(options)).map_err(|error| error.to_string())
    }) {
        Ok(report) => {
            if let Some(report) = report {
                let _ = writeln!(std::io::stdout(), "{}", report.markdown());
            }
            ExitCode::SUCCESS
        }
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "lantoa-bench: {why}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options::usual(Vec::new()).map_err(|error| error.to_string())?;
    let mut args = std::env::args().skip(1);
    let wrong = |what: &str| format!("{what} is not understood");
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--seconds" => options.seconds = value()?.parse().map_err(|_| wrong("--seconds"))?,
            "--out" => options.out = Some(value()?.into()),
            "--database" => options.database = Some(value()?),
            "--clients" => {
                let list = value()?;
                let clients: Result<_, _> = list.split(',').map(str::parse).collect();
                options.clients = clients.map_err(|_| wrong("--clients"))?;
            }
            size => options.sizes.push(size.parse().map_err(|_| wrong(size))?),
        }
    }
    if options.sizes.is_empty() {
        options.sizes.push(10_000);
    }
    Ok(options)
}
