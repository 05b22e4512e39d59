//! The page starts while the engine does. Rule: what it asks before the engine is there waits for it, and is answered
//! as it would be later.

use std::sync::Arc;

use tauri::Runtime;
use tauri::ipc::Invoke;
use tokio::sync::watch;

/// Opens once, when the engine has started. Cheap to clone; clones are one gate.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    /// A closed gate.
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Lets everybody through from now on.
    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }

    /// Returns once it is open.
    pub(crate) async fn passed(&self) {
        // Its sender is held by this very value.
        drop(self.0.subscribe().wait_for(|is_open| *is_open).await);
    }

    /// The commands of the page, behind this gate.
    pub(crate) fn before<R: Runtime>(
        &self,
        commands: impl Fn(Invoke<R>) -> bool + Send + Sync + 'static,
    ) -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
        let (gate, commands) = (self.clone(), Arc::new(commands));
        move |invoke| {
            if *gate.0.borrow() {
                return commands(invoke);
            }
            let (gate, commands) = (gate.clone(), Arc::clone(&commands));
            tauri::async_runtime::spawn(async move {
                gate.passed().await;
                let (resolver, command) = (invoke.resolver.clone(), invoke.message.command().to_owned());
                if !commands(invoke) {
                    resolver.reject(format!("Command {command} not found"));
                }
            });
            true
        }
    }
}
