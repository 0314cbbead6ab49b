use rustix::io::Errno;

use super::*;

#[test]
fn errors_of_one_connection_do_not_pause() {
    for errno in [
        Errno::CONNABORTED,
        Errno::CONNRESET,
        Errno::CONNREFUSED,
        Errno::HOSTUNREACH,
        Errno::NETUNREACH,
        Errno::NETDOWN,
        Errno::TIMEDOUT,
        Errno::INTR,
        Errno::PROTO,
        Errno::PERM, // a firewall's rule
    ] {
        assert_eq!(after(&io::Error::from(errno)), After::GoOn, "{errno:?}");
    }
}

#[test]
fn errors_that_would_come_again_pause() {
    for errno in [Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::NOBUFS, Errno::BADF, Errno::INVAL] {
        assert_eq!(after(&io::Error::from(errno)), After::Pause, "{errno:?}");
    }
    assert_eq!(after(&io::Error::other("unheard of")), After::Pause);
}
