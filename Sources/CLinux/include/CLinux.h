#ifndef DIABA_CLINUX_H
#define DIABA_CLINUX_H

// What Linux has and Swift's Glibc module does not. _GNU_SOURCE is not defined here: it would give fd_set other members
// than Swift's own module knows.

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

/// An address as 16 bytes of IPv6 (IPv4 mapped), and a port.
struct diaba_address {
  uint8_t bytes[16];
  uint16_t port;
};

/// accept4(2) with SOCK_NONBLOCK and SOCK_CLOEXEC; says who the peer is.
int diaba_accept(int listener, struct diaba_address *peer);

/// The address that a socket is bound to; 0, or -1 with errno.
int diaba_local_address(int socket, struct diaba_address *address);

/// A file without a name in a directory, readable and writable; removed when closed. -1 with errno.
int diaba_open_temporary(const char *directory);

/// Adds to the nice value of the calling thread alone; 0, or -1 with errno.
int diaba_nice_thread(int increment);

/// Has SIGTERM and SIGINT add 1 to an eventfd, whichever thread gets them; with -1 they end the process again.
/// 0, or -1 with errno.
int diaba_watch_signals(int event);

/// The cores that this process may use, at least 1.
int diaba_cores(void);

/// Names the calling thread for `top` and debuggers; at most 15 bytes count.
void diaba_name_thread(const char *name);

/// Has a program that posix_spawn starts close every descriptor from a number on; `actions` is a
/// posix_spawn_file_actions_t. 0, or the error.
int diaba_spawn_close_from(void *actions, int first);
/// A yescrypt setting with a salt of these random bytes for crypt(3), as text; 0, or -1.
int diaba_password_setting(const uint8_t *salt, long count, char *setting, long size);

/// Hashes a password by a setting, or by an earlier hash; 0, or -1 when either cannot be used.
int diaba_password_hash(const char *password, const char *setting, char *hash, long size);

#endif
