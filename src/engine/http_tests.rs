//! Every way in which a request can end, against listeners of this process.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

/// A server that says `words` to the first who connects, and then closes.
async fn says(words: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = [0; 1024];
        let _ = stream.read(&mut asked).await;
        let _ = stream.write_all(words).await;
    });
    port
}

async fn failure(url: &str) -> String {
    get(url).await.unwrap().failure
}

#[tokio::test]
async fn an_answer_has_status_headers_and_body() {
    let port = says(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 5\r\n\r\nhello").await;
    let answer = get(&format!("http://localhost:{port}/a?b=c")).await.unwrap();
    assert_eq!((answer.status, answer.body.as_str(), answer.failure.as_str()), (Some(302), "hello", ""));
    assert_eq!(answer.headers["location"], "/x");
}

#[tokio::test]
async fn a_body_without_a_length_ends_with_the_connection() {
    let port = says(b"HTTP/1.0 200 OK\r\n\r\nto the end").await;
    assert_eq!(get(&format!("http://127.0.0.1:{port}")).await.unwrap().body, "to the end");
}

#[tokio::test]
async fn each_failure_has_its_word() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(failure(&format!("http://localhost:{closed}/")).await, "refused");
    assert_eq!(failure(&format!("http://127.0.0.1:{}/", says(b"").await)).await, "reset");
    assert_eq!(failure(&format!("http://127.0.0.1:{}/", says(b"220 mail ready\r\n").await)).await, "protocol");
    assert_eq!(failure("http://no-such-machine.invalid/").await, "resolve");
}

#[tokio::test(start_paused = true)]
async fn silence_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    assert_eq!(failure(&format!("http://127.0.0.1:{port}/")).await, "timeout");
}

#[tokio::test]
async fn what_is_no_http_address_is_not_supported() {
    for url in ["https://localhost/", "localhost:80", "ftp://x/", "nonsense"] {
        assert!(matches!(get(url).await, Err(EngineError::Unsupported { .. })), "{url}");
    }
}
