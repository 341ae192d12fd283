//! An engine to talk to. Connecting is lazy: no request is made before something is wanted, and no version is
//! negotiated, since the engine takes longer over that than over a whole check.

use std::time::Duration;

use bollard::Docker;

use super::chores::Chores;
use super::wire::Wire;
use super::{Address, ConnectOptions, Endpoint, EngineError, Environment, Feature};

/// How long a request may take that is not part of a check: the engine may have a container to stop.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// An engine at its endpoint. Clones share their connections. To be used within one tokio runtime.
#[derive(Clone)]
pub struct Engine {
    pub(super) wire: Wire,
    pub(super) docker: Docker,
    pub(super) chores: Chores,
}

impl Engine {
    /// Finds the endpoint from the options and this process's surroundings. Makes no request.
    pub fn connect(options: &ConnectOptions) -> Result<Self, EngineError> {
        Self::at(Endpoint::resolve(options, &Environment::of_process())?)
    }

    /// The engine at a known endpoint. Makes no request.
    pub fn at(endpoint: Endpoint) -> Result<Self, EngineError> {
        if let Address::Tls { .. } = endpoint.address {
            return Err(EngineError::Unsupported { what: Feature::Tls { address: endpoint.address.to_string() } });
        }
        let wire = Wire::new(endpoint);
        let transport = wire.clone();
        // The time-out covers only the wait for an answer to begin; the callers set their own, shorter ones.
        let docker = Docker::connect_with_custom_transport(
            move |request: bollard::BollardRequest| transport.forward(request),
            Some("http://localhost"),
            120,
            bollard::API_DEFAULT_VERSION,
        );
        match docker {
            Ok(docker) => Ok(Self { wire, docker, chores: Chores::new() }),
            Err(error) => Err(wire.bollard("connect", error)),
        }
    }

    /// Where this engine listens, and what named that endpoint.
    pub fn endpoint(&self) -> &Endpoint {
        self.wire.endpoint()
    }
}
