//! `portico center outage`: tells a running center to switch one of its Regions off, or on again.

use portico_center::OUTAGE_PATH;
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use portico_model::Region;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::OutageArgs;
use super::control::Control;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};

/// One Region as the center lists it.
#[derive(Deserialize, Serialize)]
struct Line {
    region: String,
    url: String,
    on: bool,
}

/// Switches and prints how the Regions are now.
///
/// # Errors
/// When the Region is none of the center's, the address is not of this machine, or no center answers there.
pub(super) async fn run(context: &Context, args: OutageArgs) -> Result<Ending> {
    let region: Region = args.region.parse()?;
    let lines = tell(&Control::find(context, &args.control)?, &region, args.end).await?;
    if context.json {
        out::json(&lines)?;
    } else {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                let state = if line.on { "on" } else { "off" };
                vec![clean(&line.region, 32), clean(&line.url, 80), state.to_owned()]
            })
            .collect();
        out::line(&table::render(&["REGION", "ADDRESS", "STATE"], &rows, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}

async fn tell(control: &Control, region: &Region, on: bool) -> Result<Vec<Line>> {
    let said = control.tell(OUTAGE_PATH, &json!({ "region": region.as_str(), "on": on })).await?;
    said.map_err(|_| {
        Error::new(
            Code::NotFound,
            format!("The local Identity Center at {} is not in {region}.", control.place()),
            "Choose one of the Regions it listed when it started.",
        )
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use portico_center::{Center, Config};
    use portico_model::{SystemClock, SystemEntropy};

    use super::super::control::tests::control_of;
    use super::*;

    #[tokio::test]
    async fn a_running_center_obeys_and_everybody_else_is_named() {
        let config = Config { also: vec!["us-east-1".parse().expect("a Region")], ..Config::default() };
        let center = Center::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await;
        let center = center.expect("starts");
        let region = |text: &str| text.parse::<Region>().expect("a Region");
        let (home, control) = (region("eu-west-1"), control_of(center.control()));
        let lines = tell(&control, &home, false).await.expect("obeys");
        assert_eq!(lines.iter().map(|line| line.on).collect::<Vec<_>>(), [false, true]);
        let lines = tell(&control, &home, true).await.expect("obeys");
        assert!(lines.iter().all(|line| line.on));
        let code = |outcome: Result<Vec<Line>>| outcome.err().map(|error| error.code());
        let elsewhere = tell(&control, &region("sa-east-1"), false).await;
        assert_eq!(code(elsewhere), Some(Code::NotFound));
        let served = control_of(center.url());
        assert_eq!(code(tell(&served, &home, false).await), Some(Code::NotIdentityCenter));
        center.stop().await;
        assert_eq!(code(tell(&control, &home, false).await), Some(Code::Offline));
    }
}
