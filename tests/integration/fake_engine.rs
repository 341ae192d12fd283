//! An engine made of canned answers on a temporary socket, for what a real one rarely does: break off, hang, answer
//! nonsense. Strict: a request that it has no answer for is an error of the test.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use kesako::engine::{Address, Endpoint, Engine, Origin};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};

/// What the fake does with a request.
#[derive(Clone)]
pub enum Reply {
    /// Answers with this status and JSON.
    Json(u16, String),
    /// Takes the request and never answers.
    Hang,
    /// Closes the connection without a word.
    Close,
    /// Begins an answer of JSON and breaks off in the middle.
    BreakOff,
    /// Answers with bytes that are no HTTP.
    Noise,
}

/// The fake. Its socket goes with it.
pub struct FakeEngine {
    folder: tempfile::TempDir,
    asked: Arc<Mutex<Vec<String>>>,
    unexpected: Arc<Mutex<Vec<String>>>,
}

impl FakeEngine {
    /// Listens, and answers by the beginning of `METHOD /path`; the first that fits counts.
    pub fn start(replies: Vec<(&'static str, Reply)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("engine.sock")).unwrap();
        let (asked, unexpected) = (Arc::default(), Arc::default());
        let fake = Self { folder, asked: Arc::clone(&asked), unexpected: Arc::clone(&unexpected) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (replies, asked, unexpected) = (replies.clone(), Arc::clone(&asked), Arc::clone(&unexpected));
                tokio::spawn(async move {
                    let _ = serve(stream, replies, asked, unexpected).await;
                });
            }
        });
        fake
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("engine.sock")
    }

    pub fn engine(&self) -> Engine {
        engine_at(self.socket())
    }

    /// `METHOD /path?query` of every request so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for FakeEngine {
    fn drop(&mut self) {
        let unexpected = self.unexpected.lock().unwrap();
        assert!(std::thread::panicking() || unexpected.is_empty(), "no answer for {unexpected:?}");
    }
}

pub fn engine_at(socket: PathBuf) -> Engine {
    Engine::at(Endpoint { address: Address::Unix(socket), origin: Origin::Option }).unwrap()
}

async fn serve(
    mut stream: UnixStream,
    replies: Vec<(&'static str, Reply)>,
    asked: Arc<Mutex<Vec<String>>>,
    unexpected: Arc<Mutex<Vec<String>>>,
) -> std::io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => head.push(byte),
                Err(_) => return Ok(()),
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        stream.read_exact(&mut vec![0; length.unwrap_or(0)]).await?;
        let request = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
        asked.lock().unwrap().push(request.clone());
        match replies.iter().find(|(beginning, _)| request.starts_with(beginning)).map(|(_, reply)| reply) {
            Some(Reply::Json(status, body)) => {
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
                );
                stream.write_all(format!("{head}{body}").as_bytes()).await?;
            }
            Some(Reply::Hang) => std::future::pending::<()>().await,
            Some(Reply::Close) => return Ok(()),
            Some(Reply::BreakOff) => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"Id\": \"ab").await?;
                return Ok(());
            }
            Some(Reply::Noise) => {
                stream.write_all(b"220 mail.example ready\r\n\r\n").await?;
                return Ok(());
            }
            None => {
                unexpected.lock().unwrap().push(request);
                return Ok(());
            }
        }
    }
}
