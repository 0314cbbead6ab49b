//! Opening the listening socket.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};

use socket2::SockRef;

/// How many connections the kernel may complete and keep while the server is busy or full. The standard
/// library asks for 128, which a burst fills: later clients then wait a second until their packet is sent
/// again. The kernel lowers this to `net.core.somaxconn` (usually 4096).
const BACKLOG: i32 = 4096;

/// Bytes the kernel takes of an answer ahead of what it has sent. Without a limit it takes some MiB for each
/// client that does not read, gigabytes for all of them, and slows every connection of the machine when it
/// runs short. What is on its way to a client that does read is not limited by this, nor is the speed.
#[cfg(target_os = "linux")]
const MAX_UNSENT: u32 = 64 * 1024;

/// Opens a listening socket at `address`, with a backlog deep enough for a burst.
///
/// Port 0 takes any free port; `[::]` takes IPv4 as well on Linux.
///
/// ```
/// let listener = keikaku::server::bind(([127, 0, 0, 1], 0).into())?;
/// assert_ne!(listener.local_addr()?.port(), 0);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of the system, for example that the port is in use. The text names the address and what to do.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    listen(address).map_err(|error| io::Error::new(error.kind(), explained(address, &error)))
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    let socket = SockRef::from(&listener);
    socket.listen(BACKLOG)?; // a second call only changes the backlog
    // Linux hands these options down to all connections to come, which saves two system calls for each.
    // What the system refuses here is no reason not to serve. Without the first, a head and a body written
    // apart wait for each other's acknowledgement, some 40 ms.
    let _ = socket.set_tcp_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = socket.set_tcp_notsent_lowat(MAX_UNSENT);
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// What failed, and what to do about it.
fn explained(address: SocketAddr, error: &io::Error) -> String {
    let (english, japanese) = match error.kind() {
        ErrorKind::AddrInUse => (
            "Another program uses this port: end it, or choose another port.",
            "このポートは別のプログラムが使用しています。そのプログラムを終了するか、別のポートを指定してください。",
        ),
        ErrorKind::AddrNotAvailable => (
            "This machine does not have this address: choose one of its own, or 0.0.0.0 or [::] for all of them.",
            "このアドレスはこのコンピューターのものではありません。このコンピューターのアドレスか、すべてのアドレスを表す0.0.0.0または[::]を指定してください。",
        ),
        ErrorKind::PermissionDenied => (
            "The system does not allow it: choose a port from 1024 on, with a proxy such as nginx before it.",
            "システムが許可していません。1024番以降のポートを指定し、nginxなどのプロキシを前に置いてください。",
        ),
        _ => ("Choose another address or port.", "別のアドレスまたはポートを指定してください。"),
    };
    format!(
        "cannot listen on {address}: {error}\n{english}\n{address}で待ち受けを開始できません。\n{japanese}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_address_and_what_to_do() {
        let taken = bind(([127, 0, 0, 1], 0).into()).unwrap().local_addr().unwrap();
        let other = ([192, 0, 2, 1], 80).into(); // reserved for documentation: no machine has it
        let _taken = TcpListener::bind(taken).unwrap();
        for (address, english, japanese) in
            [(taken, "choose another port", "別のポート"), (other, "0.0.0.0", "0.0.0.0または")]
        {
            let error = bind(address).unwrap_err().to_string();
            for part in [address.to_string().as_str(), english, japanese] {
                assert!(error.contains(part), "{part}: {error}");
            }
        }
        let refused = explained(taken, &io::Error::from(ErrorKind::PermissionDenied));
        assert!(refused.contains("from 1024 on") && refused.contains("1024番以降"), "{refused}");
    }
}
