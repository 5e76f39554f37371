#define _GNU_SOURCE
#include "CLinux.h"

#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void normalize(const struct sockaddr_storage *from, struct diaba_address *to) {
  memset(to, 0, sizeof *to);
  if (from->ss_family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
    to->bytes[10] = to->bytes[11] = 0xff;
    memcpy(to->bytes + 12, &v4->sin_addr, 4);
    to->port = ntohs(v4->sin_port);
  } else if (from->ss_family == AF_INET6) {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;
    memcpy(to->bytes, &v6->sin6_addr, 16);
    to->port = ntohs(v6->sin6_port);
  }
}

int diaba_accept(int listener, struct diaba_address *peer) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  int socket = accept4(listener, (struct sockaddr *)&address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket >= 0) normalize(&address, peer);
  return socket;
}

int diaba_local_address(int socket, struct diaba_address *address) {
  struct sockaddr_storage bound;
  socklen_t length = sizeof bound;
  if (getsockname(socket, (struct sockaddr *)&bound, &length) != 0) return -1;
  normalize(&bound, address);
  return 0;
}

int diaba_open_temporary(const char *directory) {
  int file = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return file;
  // A file system without O_TMPFILE: a name that is gone at once.
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s/diaba-XXXXXX", directory) >= (int)sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  file = mkostemp(path, O_CLOEXEC);
  if (file >= 0) unlink(path);
  return file;
}

int diaba_nice_thread(int increment) {
  id_t thread = (id_t)syscall(SYS_gettid);
  errno = 0;
  int present = getpriority(PRIO_PROCESS, thread);
  if (present == -1 && errno != 0) return -1;
  return setpriority(PRIO_PROCESS, thread, present + increment);
}

static volatile sig_atomic_t signal_event = -1;

static void tell_signal(int number) {
  (void)number;
  int saved = errno;
  uint64_t one = 1;
  ssize_t written = write(signal_event, &one, sizeof one);
  (void)written;
  errno = saved;
}

int diaba_watch_signals(int event) {
  struct sigaction action = {0};
  action.sa_handler = event >= 0 ? tell_signal : SIG_DFL;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  signal_event = event;
  // Whoever started the program may have blocked them, and a mask is inherited.
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGTERM);
  sigaddset(&watched, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &watched, NULL);
  if (sigaction(SIGTERM, &action, NULL) != 0) return -1;
  return sigaction(SIGINT, &action, NULL);
}

int diaba_cores(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

void diaba_name_thread(const char *name) {
  char text[16] = {0};
  strncpy(text, name, sizeof text - 1);
  pthread_setname_np(pthread_self(), text);
}

int diaba_spawn_close_from(void *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np((posix_spawn_file_actions_t *)actions, first);
}

int diaba_password_setting(const uint8_t *salt, long count, char *setting, long size) {
  return crypt_gensalt_rn("$y$", 5, (const char *)salt, (int)count, setting, (int)size) ? 0 : -1;
}

int diaba_password_hash(const char *password, const char *setting, char *hash, long size) {
  struct crypt_data *data = calloc(1, sizeof *data);
  if (!data) return -1;
  const char *made = crypt_r(password, setting, data);
  // A failure is told by a text that no hash begins with.
  int result = made && made[0] != '*' && strlen(made) < (size_t)size ? 0 : -1;
  if (result == 0) strcpy(hash, made);
  explicit_bzero(data, sizeof *data);
  free(data);
  return result;
}
