//! Linux lists every connection with its user and the inode of its socket (proc(5), `/proc/net/tcp`), and the sockets of
//! each process (`/proc/PID/fd`).

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use super::Program;
use crate::disk;
use crate::error::{Code, Error, Result};
use crate::text::clean;

/// Connections by IPv4, and by sockets of IPv6 that reach IPv4 addresses, as those of Java do.
const TABLES: [&str; 2] = ["/proc/net/tcp", "/proc/net/tcp6"];
const LONGEST_NAME: usize = 40;

/// Whose a connection is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::serve) struct Owner {
    uid: u32,
    inode: u64,
}

impl Owner {
    /// Whether it is this user's.
    pub(in crate::serve) fn is_own(&self) -> bool {
        self.uid == disk::own_uid()
    }

    /// The program that has its socket. The newest ones are looked at first: tools ask soon after they were started.
    pub(in crate::serve) fn program(self) -> Option<Program> {
        let mut ids: Vec<u32> =
            disk::names(Path::new("/proc")).ok()?.iter().filter_map(|name| name.parse().ok()).collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let socket = format!("socket:[{}]", self.inode);
        let id = ids.into_iter().find(|id| has_open(*id, &socket))?;
        let name = disk::read_text(Path::new(&format!("/proc/{id}/comm"))).ok().flatten()?;
        Some(Program { name: clean(name.trim_end_matches('\n'), LONGEST_NAME), id })
    }
}

fn has_open(id: u32, socket: &str) -> bool {
    // Those of other users cannot be read.
    let Ok(open) = std::fs::read_dir(format!("/proc/{id}/fd")) else { return false };
    open.flatten().any(|one| std::fs::read_link(one.path()).is_ok_and(|target| target == Path::new(socket)))
}

/// Whether the system tells whose connections are: an endpoint that could not ask would answer nobody.
///
/// # Errors
/// When it does not.
pub(in crate::serve) fn can_be_told() -> Result<()> {
    if matches!(disk::read_text(Path::new(TABLES[0])), Ok(Some(_))) {
        return Ok(());
    }
    Err(Error::new(
        Code::DesktopFailed,
        format!("{} cannot be read, so that nobody could be kept from the endpoint.", TABLES[0]),
        "Run Portico where /proc is mounted, or use `portico exec` without --server.",
    ))
}

/// Whose the connection from `peer` to our `port` is; `None` when there is none.
pub(in crate::serve) fn owner(peer: SocketAddr, port: u16) -> Option<Owner> {
    let IpAddr::V4(peer_ip) = peer.ip() else { return None };
    let ends = |prefix: &str| {
        let end = |ip: Ipv4Addr, port: u16| format!("{prefix}{}:{port:04X}", hex(ip));
        (end(peer_ip, peer.port()), end(Ipv4Addr::LOCALHOST, port))
    };
    TABLES.into_iter().zip(["", "0000000000000000FFFF0000"]).find_map(|(table, prefix)| {
        let (from, to) = ends(prefix);
        row(&disk::read_text(Path::new(table)).ok().flatten()?, &from, &to)
    })
}

/// The kernel writes an address as the number that it is in its own memory.
fn hex(ip: Ipv4Addr) -> String {
    format!("{:08X}", u32::from_ne_bytes(ip.octets()))
}

fn row(table: &str, from: &str, to: &str) -> Option<Owner> {
    table.lines().find_map(|line| {
        let mut words = line.split_ascii_whitespace().skip(1);
        if words.next() != Some(from) || words.next() != Some(to) {
            return None;
        }
        // st, queues, timer, retransmits; uid; timeout; inode
        let uid = words.nth(4)?.parse().ok()?;
        let inode = words.nth(1)?.parse().ok()?;
        Some(Owner { uid, inode })
    })
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn b5_a_row_tells_the_user_of_the_other_end() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
                     0: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 11 1 0 20\n   \
                     1: 0100007F:D431 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 20\n";
        let owner = row(table, "0100007F:D431", "0100007F:1F90").expect("listed");
        assert_eq!(owner, Owner { uid: 1000, inode: 4711 });
        assert_eq!(row(table, "0100007F:D431", "0100007F:1F91"), None);
        assert_eq!(row("nonsense\n\n : :\n", "", ""), None);
    }

    #[test]
    fn b5_a_connection_of_this_process_is_found_by_either_family() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("binds");
        let port = listener.local_addr().expect("an address").port();
        for host in ["127.0.0.1", "::ffff:127.0.0.1"] {
            let stream =
                TcpStream::connect((host.parse::<IpAddr>().expect("an address"), port)).expect("connects");
            let (_accepted, peer) = listener.accept().expect("accepted");
            let owner = owner(peer, port).expect("listed");
            assert!(owner.is_own());
            let program = owner.program().expect("found");
            assert_eq!(program.id, std::process::id(), "{program}");
            drop(stream);
        }
        assert_eq!(owner("127.0.0.1:1".parse().expect("an address"), port), None);
    }
}
