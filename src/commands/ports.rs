//! Ports of this machine that the course wants to use.

use std::net::{Ipv4Addr, TcpListener};

use crate::course::{CourseFiles, Variable};

/// How far from the wanted port a free one is looked for.
const REACH: u16 = 100;

/// For every port variable the port to use: the course's own when it is free and not among `taken`, else the next one
/// that is. They are among `taken` afterwards.
pub(super) fn free_ports(vars: &[Variable], taken: &mut Vec<u16>) -> Vec<(String, String)> {
    let mut ports = Vec::new();
    for variable in vars.iter().filter(|variable| variable.is_port) {
        let Ok(wanted) = variable.default.parse::<u16>() else { continue };
        let candidates = (wanted..=wanted.saturating_add(REACH)).filter(|port| !taken.contains(port));
        let port = candidates.into_iter().find(|port| is_free(*port)).unwrap_or(wanted);
        taken.push(port);
        ports.push((variable.name.clone(), port.to_string()));
    }
    ports
}

/// The ports that a course has for its own, wherever they are free.
pub(super) fn own_ports(course: &CourseFiles) -> Vec<u16> {
    let ports = course.manifest.vars.iter().filter(|variable| variable.is_port);
    ports.filter_map(|variable| variable.default.parse().ok()).collect()
}

/// Whether nobody listens on a port of this machine.
pub(super) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok()
}
