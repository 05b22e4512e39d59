//! The way in to one Region: a listener that can be switched off, and connections that can be cut.
//!
//! Rule: once a connection is cut, or its Region is off, not one more byte is sent on it and it ends in a reset. The port
//! stays bound all the while, so that nobody else can answer in the Region's name.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Whether a Region is on. Counts the changes: odd is off, so that an outage is noticed even when it is over already.
#[derive(Clone, Debug)]
pub(crate) struct Switch(Arc<watch::Sender<u64>>);

impl Switch {
    /// On.
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }

    /// Switches on or off; nothing happens when it is so already.
    pub(crate) fn set(&self, is_on: bool) {
        self.0.send_if_modified(|changes| {
            let is_change = changes.is_multiple_of(2) != is_on;
            *changes += u64::from(is_change);
            is_change
        });
    }

    /// Whether it is on.
    pub(crate) fn is_on(&self) -> bool {
        self.0.borrow().is_multiple_of(2)
    }
}

/// A listener behind a switch.
#[derive(Debug)]
pub(crate) struct Gate {
    listener: TcpListener,
    switch: Switch,
}

impl Gate {
    /// Puts `listener` behind `switch`.
    pub(crate) fn new(listener: TcpListener, switch: Switch) -> Self {
        Self { listener, switch }
    }
}

impl Listener for Gate {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            let (stream, peer) = Listener::accept(&mut self.listener).await;
            let opened_at = *self.switch.0.borrow();
            if opened_at.is_multiple_of(2) {
                return (Wire::new(stream, self.switch.clone(), opened_at), peer);
            }
            reset(&stream);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A handler's hold on the connection its request came by.
#[derive(Clone, Debug)]
pub(crate) struct Line(Arc<watch::Sender<bool>>);

impl Line {
    /// Cuts the connection.
    pub(crate) fn cut(&self) {
        self.0.send_replace(true);
    }
}

impl Connected<IncomingStream<'_, Gate>> for Line {
    fn connect_info(stream: IncomingStream<'_, Gate>) -> Self {
        stream.io().line.clone()
    }
}

/// A connection that ends when it is cut or its Region is switched off.
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
    switch: Switch,
    opened_at: u64,
    /// Wakes whoever waits for the stream; it is not what decides.
    alarm: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Wire {
    fn new(stream: TcpStream, switch: Switch, opened_at: u64) -> Self {
        let line = Line(Arc::new(watch::Sender::new(false)));
        let (mut cut, mut changes) = (line.0.subscribe(), switch.0.subscribe());
        let alarm = Box::pin(async move {
            tokio::select! {
                _ = cut.wait_for(|is_cut| *is_cut) => {}
                _ = changes.wait_for(|changes| *changes != opened_at) => {}
            }
        });
        Self { stream, line, switch, opened_at, alarm: Some(alarm) }
    }

    /// Refuses a dead connection, and sees to it that this task wakes up when it dies.
    fn check(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        if let Some(alarm) = &mut self.alarm
            && alarm.as_mut().poll(context).is_ready()
        {
            self.alarm = None;
        }
        let is_dead = *self.line.0.borrow() || *self.switch.0.borrow() != self.opened_at;
        if is_dead {
            reset(&self.stream);
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.check(context)?;
        Pin::new(&mut this.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.check(context)?;
        Pin::new(&mut this.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.check(context)?;
        Pin::new(&mut this.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.check(context)?;
        Pin::new(&mut this.stream).poll_shutdown(context)
    }
}

/// Makes the end of `stream` a reset and no orderly close.
fn reset(stream: &TcpStream) {
    if let Err(error) = stream.set_zero_linger() {
        tracing::debug!(%error, "a connection is closed instead of reset");
    }
}
