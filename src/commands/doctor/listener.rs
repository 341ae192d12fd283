//! Which program listens on a port of this machine: from Linux's `/proc`, as far as the user may look.

use std::path::Path;

use super::system::Machine;

/// State of a listening socket in `/proc/net/tcp`.
const LISTENING: &str = "0A";

/// The name of the program that listens on `port`, if it can be told.
pub(super) fn listener(port: u16, machine: &Machine) -> Option<String> {
    let tables = ["proc/net/tcp", "proc/net/tcp6"].map(|path| std::fs::read_to_string(machine.at(path)));
    let inode = tables.iter().flatten().find_map(|table| inode_of(table, port))?;
    let processes = std::fs::read_dir(machine.at("proc")).ok()?;
    let mut folders = processes.flatten().map(|entry| entry.path());
    let owner = folders.find(|folder| has_socket(folder, &inode))?;
    std::fs::read_to_string(owner.join("comm")).ok().map(|name| name.trim().to_owned())
}

/// The inode of the socket that listens on `port`.
fn inode_of(table: &str, port: u16) -> Option<String> {
    let port = format!(":{port:04X}");
    table.lines().skip(1).find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [_, local, _, state, _, _, _, _, _, inode, ..] = columns[..] else { return None };
        (local.ends_with(&port) && state == LISTENING).then(|| inode.to_owned())
    })
}

fn has_socket(process: &Path, inode: &str) -> bool {
    let wanted = format!("socket:[{inode}]");
    let Ok(files) = std::fs::read_dir(process.join("fd")) else { return false };
    files.flatten().filter_map(|file| std::fs::read_link(file.path()).ok()).any(|to| to.as_os_str() == wanted.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:2329 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:2329 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 20 4 30 10 -1
";

    #[test]
    fn only_the_socket_that_listens_counts() {
        assert_eq!(inode_of(TABLE, 9001), Some("4711".to_owned()));
        assert_eq!(inode_of(TABLE, 8080), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_very_program_is_found() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let found = listener(socket.local_addr().unwrap().port(), &Machine::of_process()).unwrap();
        assert_eq!(found, std::fs::read_to_string("/proc/self/comm").unwrap().trim());
    }
}
