//! Starts a local Identity Center on a free port and prints how to reach it, until Ctrl+C.

use std::sync::Arc;

use portico_center::{Center, Config};
use portico_model::{SystemClock, SystemEntropy};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example talks to the terminal")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let running = Center::start(Config::default(), Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    println!("{} {} {}", running.url(), running.start_url(), running.region());
    for card in running.people() {
        println!("{}\t{}\t{}", card.name, card.password, card.totp_secret);
    }
    tokio::signal::ctrl_c().await?;
    running.stop().await;
    Ok(())
}
