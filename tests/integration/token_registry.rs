//! A registry that sends everybody to a token server, as GitLab's does: the real registry in a container on the engine to
//! test with, and a token server in this process. Tokens are signed and checked; what they allow is what the account may.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::{Value, json};

use super::engine_live::{docker, host};

/// How long the registry may take to come up.
const DEADLINE: Duration = Duration::from_secs(30);
/// What registry and token server know each other by.
const SERVICE: &str = "kesako-test";
/// The only folder in which there is a project.
const PROJECT: &str = "group/project/";

/// An account: its token, and whether that may write.
#[derive(Clone)]
struct Account {
    user: String,
    token: String,
    writes: bool,
}

/// The registry, its accounts, and what its token server was sent.
pub struct TokenRegistry {
    container: &'static str,
    pub host: String,
    account: Arc<Mutex<Account>>,
}

impl TokenRegistry {
    /// Runs one that knows a single account.
    pub fn start(container: &'static str, user: &str, token: &str) -> Self {
        let account = Account { user: user.to_owned(), token: token.to_owned(), writes: true };
        let account = Arc::new(Mutex::new(account));
        let certified = rcgen::generate_simple_self_signed([SERVICE.to_owned()]).unwrap();
        let realm = serve(Signer::of(&certified), Arc::clone(&account));
        remove(container);
        let settings = [
            "REGISTRY_AUTH=token".to_owned(),
            format!("REGISTRY_AUTH_TOKEN_REALM={realm}"),
            format!("REGISTRY_AUTH_TOKEN_SERVICE={SERVICE}"),
            format!("REGISTRY_AUTH_TOKEN_ISSUER={SERVICE}"),
            "REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE=/root.pem".to_owned(),
        ];
        let mut create = vec!["create", "--name", container, "-p", "127.0.0.1::5000"];
        create.extend(settings.iter().flat_map(|setting| ["-e", setting.as_str()]));
        create.push("registry:2");
        docker(&create);
        let folder = tempfile::tempdir().unwrap();
        let bundle = folder.path().join("root.pem");
        std::fs::write(&bundle, certified.cert.pem()).unwrap();
        docker(&["cp", bundle.to_str().unwrap(), &format!("{container}:/root.pem")]);
        docker(&["start", container]);
        let port = docker(&["port", container, "5000"]);
        let port = port.lines().next().unwrap_or_default().rsplit(':').next().unwrap_or_default().to_owned();
        let registry = Self { container, host: format!("localhost:{port}"), account };
        registry.waits(&port);
        registry
    }

    fn waits(&self, port: &str) {
        let began = Instant::now();
        let answers = || {
            let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).ok()?;
            stream.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ok()?;
            let mut line = String::new();
            BufReader::new(stream).read_line(&mut line).ok()?;
            line.contains("401").then_some(())
        };
        while answers().is_none() {
            assert!(began.elapsed() < DEADLINE, "{}", docker(&["logs", self.container]));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The account has another token from now on; the one before is void.
    pub fn renew(&self, token: &str) {
        token.clone_into(&mut self.account.lock().unwrap().token);
    }

    /// Whether the account's token may write.
    pub fn allows_writing(&self, writes: bool) {
        self.account.lock().unwrap().writes = writes;
    }
}

impl Drop for TokenRegistry {
    fn drop(&mut self) {
        remove(self.container);
    }
}

fn remove(container: &str) {
    let mut command = Command::new("docker");
    command.args(["rm", "-fv", container]).env("DOCKER_HOST", host()).env_remove("DOCKER_CONTEXT");
    drop(command.stdout(Stdio::null()).stderr(Stdio::null()).status());
}

/// Signs tokens with a key whose certificate the registry trusts.
struct Signer {
    key: EcdsaKeyPair,
    certificate: String,
}

impl Signer {
    fn of(certified: &rcgen::CertifiedKey<rcgen::KeyPair>) -> Self {
        let key = certified.signing_key.serialize_der();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &key, &SystemRandom::new()).unwrap();
        Self { key, certificate: STANDARD.encode(certified.cert.der()) }
    }

    fn sign(&self, claims: &Value) -> String {
        let header = json!({ "typ": "JWT", "alg": "ES256", "x5c": [self.certificate] });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&header), part(claims));
        let signature = self.key.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Serves tokens for as long as the process lives; gives the address.
fn serve(signer: Signer, account: Arc<Mutex<Account>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let Some((path, credential)) = request(&stream) else { continue };
            let account = account.lock().unwrap().clone();
            let expected = STANDARD.encode(format!("{}:{}", account.user, account.token));
            let (status, body) = if credential == format!("Basic {expected}") {
                let token = signer.sign(&claims(&account, &path));
                ("200 OK", json!({ "token": token, "expires_in": 300 }))
            } else {
                ("401 Unauthorized", json!({ "errors": [{ "code": "UNAUTHORIZED", "message": "no" }] }))
            };
            let body = body.to_string();
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    address
}

/// Path and credential of a request.
fn request(stream: &TcpStream) -> Option<(String, String)> {
    stream.set_read_timeout(Some(DEADLINE)).ok()?;
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let credential = lines.filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("authorization").then(|| value.to_owned())
    });
    Some((path, credential.last().unwrap_or_default()))
}

/// What a token says: of what was asked for, what the account may. Nobody may anything where there is no project.
fn claims(account: &Account, path: &str) -> Value {
    let address = url::Url::parse(&format!("http://localhost{path}")).unwrap();
    let scopes = address.query_pairs().filter(|(name, _)| name == "scope");
    let scopes: Vec<String> =
        scopes.flat_map(|(_, all)| all.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    let access = scopes.iter().filter_map(|scope| {
        let (name, actions) = scope.strip_prefix("repository:")?.rsplit_once(':')?;
        let may = |action: &&str| *action == "pull" || (*action == "push" && account.writes);
        let actions: Vec<&str> = actions.split(',').filter(may).filter(|_| name.starts_with(PROJECT)).collect();
        Some(json!({ "type": "repository", "name": name, "actions": actions }))
    });
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    json!({
        "iss": SERVICE, "aud": SERVICE, "sub": account.user, "jti": now.to_string(),
        "iat": now - 60, "nbf": now - 60, "exp": now + 300,
        "access": access.collect::<Vec<_>>(),
    })
}
