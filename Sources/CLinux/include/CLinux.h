#ifndef DIABA_CLINUX_H
#define DIABA_CLINUX_H

// What Linux has and Swift's Glibc module does not.

#define _GNU_SOURCE
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

/// accept4(2) without the peer's address.
int diaba_accept4(int listener, int flags);

#endif
