//! An engine's address as it is written: `unix:///run/docker.sock`, `tcp://host:2375`, `ssh://user@host:22`,
//! `npipe:////./pipe/docker_engine`.

use std::path::PathBuf;

use super::{Address, AddressFault, EngineError};

const PLAIN_PORT: u16 = 2375;
const TLS_PORT: u16 = 2376;

/// Parses `text`; with the folder of certificates, a TCP address is one with TLS.
pub(super) fn parse(text: &str, tls: Option<PathBuf>, verify: bool) -> Result<Address, EngineError> {
    let invalid = |why| EngineError::Address { address: text.to_owned(), why };
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None if text.starts_with('/') => ("unix".to_owned(), text),
        None => ("tcp".to_owned(), text),
    };
    match scheme.as_str() {
        "unix" if rest.is_empty() => Err(invalid(AddressFault::NoSocket)),
        "unix" => Ok(Address::Unix(PathBuf::from(rest))),
        "npipe" => Ok(Address::Pipe(rest.replace('/', "\\"))),
        "tcp" | "http" | "https" => {
            let secure = tls.is_some() || scheme == "https";
            let (host, port) =
                host_and_port(rest.trim_end_matches('/')).ok_or_else(|| invalid(AddressFault::NoHost))?;
            let port = port.unwrap_or(if secure { TLS_PORT } else { PLAIN_PORT });
            let host = if host.is_empty() { "localhost".to_owned() } else { host };
            match tls {
                Some(folder) => Ok(Address::Tls { host, port, folder, verify }),
                None if secure => Err(invalid(AddressFault::NoCertificates)),
                None => Ok(Address::Tcp { host, port }),
            }
        }
        "ssh" => {
            let (machine, socket) = match rest.find('/') {
                Some(slash) => (&rest[..slash], Some(rest[slash..].to_owned()).filter(|path| path != "/")),
                None => (rest, None),
            };
            let (user, machine) =
                machine.rsplit_once('@').map_or((None, machine), |(user, machine)| (Some(user), machine));
            let (host, port) = host_and_port(machine).ok_or_else(|| invalid(AddressFault::NoMachine))?;
            // A name that begins with a dash would be taken for an option of ssh.
            if host.is_empty() || host.starts_with('-') || user.is_some_and(|user| user.starts_with('-')) {
                return Err(invalid(AddressFault::NoMachine));
            }
            let destination = user.map_or_else(|| host.clone(), |user| format!("{user}@{host}"));
            Ok(Address::Ssh { destination, port, socket })
        }
        _ => Err(invalid(AddressFault::Scheme)),
    }
}

/// `host`, `host:port`, `[::1]:port`.
fn host_and_port(text: &str) -> Option<(String, Option<u16>)> {
    if text.contains('/') {
        return None;
    }
    if let Some(rest) = text.strip_prefix('[') {
        let (host, after) = rest.split_once(']')?;
        return match after.strip_prefix(':') {
            Some(port) => Some((host.to_owned(), Some(port.parse().ok()?))),
            None => after.is_empty().then(|| (host.to_owned(), None)),
        };
    }
    match text.rsplit_once(':') {
        Some((host, port)) => Some((host.to_owned(), Some(port.parse().ok()?))),
        None => Some((text.to_owned(), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        parse(text, None, false).map_or_else(|error| error.to_string(), |address| address.to_string())
    }

    #[test]
    fn addresses_are_read_as_docker_reads_them() {
        for (text, expected) in [
            ("unix:///run/docker.sock", "unix:///run/docker.sock"),
            ("/run/docker.sock", "unix:///run/docker.sock"),
            ("tcp://127.0.0.1:2375", "tcp://127.0.0.1:2375"),
            ("tcp://machine", "tcp://machine:2375"),
            ("machine:1234", "tcp://machine:1234"),
            ("tcp://[::1]:2375", "tcp://[::1]:2375"),
            ("tcp://:2375", "tcp://localhost:2375"),
            ("ssh://me@machine:2222", "ssh://me@machine:2222"),
            ("ssh://machine/run/podman/podman.sock", "ssh://machine/run/podman/podman.sock"),
            ("npipe:////./pipe/docker_engine", "npipe:////./pipe/docker_engine"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_that_make_no_sense_are_refused() {
        for text in ["unix://", "tcp://machine:port", "ftp://machine", "ssh://", "ssh://-oProxyCommand=x", "tcp://a/b"]
        {
            assert!(parse(text, None, false).is_err(), "{text}");
        }
    }

    #[test]
    fn certificates_make_a_tcp_address_secure() {
        let address = parse("tcp://machine", Some(PathBuf::from("/certs")), true).unwrap();
        assert_eq!(
            address,
            Address::Tls { host: "machine".into(), port: 2376, folder: PathBuf::from("/certs"), verify: true }
        );
    }
}
