//! Networks and volumes, inspected or listed: the engine uses one shape for both.

use serde_json::Value;

use super::{anonymous, entries, flag, id, items, map, text, time};
use crate::probe::{NetworkState, VolumeState};

/// A network.
pub(in crate::engine) fn network(inspect: Value) -> NetworkState {
    let it = &inspect;
    let mut containers: Vec<String> =
        entries(it, "/Containers").iter().map(|(_, end)| text(end, "/Name")).filter(|name| !name.is_empty()).collect();
    containers.sort();
    NetworkState {
        id: id(it, "/Id"),
        name: text(it, "/Name"),
        driver: text(it, "/Driver"),
        created: time(it, "/Created"),
        internal: flag(it, "/Internal"),
        subnets: items(it, "/IPAM/Config")
            .iter()
            .map(|pool| text(pool, "/Subnet"))
            .filter(|subnet| !subnet.is_empty())
            .collect(),
        labels: map(it, "/Labels"),
        containers,
        inspect,
    }
}

/// A volume.
pub(in crate::engine) fn volume(inspect: Value) -> VolumeState {
    let it = &inspect;
    let name = text(it, "/Name");
    VolumeState {
        anonymous: anonymous(&name),
        name,
        driver: text(it, "/Driver"),
        created: time(it, "/CreatedAt"),
        mountpoint: text(it, "/Mountpoint"),
        labels: map(it, "/Labels"),
        inspect,
    }
}
