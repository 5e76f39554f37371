#define _GNU_SOURCE
#include "CLinux.h"

#include <stddef.h>

int diaba_accept4(int listener, int flags) { return accept4(listener, NULL, NULL, flags); }
