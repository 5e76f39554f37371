#include <sqlite3.h>
#include <spatialite.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

// SQLite's variadic functions and cast macros, which Swift cannot import.

static inline int diaba_sqlite3_config_int(int option, int value) { return sqlite3_config(option, value); }

static inline int diaba_sqlite3_db_config_int(sqlite3 *db, int option, int value, int *current) {
  return sqlite3_db_config(db, option, value, current);
}

static inline int diaba_sqlite3_bind_blob_copied(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int diaba_sqlite3_bind_blob_lent(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}

static inline int diaba_bind_text_copied(sqlite3_stmt *statement, int index, const void *text, int count) {
  return sqlite3_bind_text(statement, index, text ? (const char *)text : "", count, SQLITE_TRANSIENT);
}

static inline int diaba_bind_text_lent(sqlite3_stmt *statement, int index, const void *text, int count) {
  return sqlite3_bind_text(statement, index, text ? (const char *)text : "", count, SQLITE_STATIC);
}

// What statfs(2) and makedev(3) tell of a path; Swift's Glibc module has neither. -1 when it cannot be asked.

static inline long diaba_file_system_type(const char *path) {
  struct statfs information;
  return statfs(path, &information) == 0 ? (long)(unsigned int)information.f_type : -1;
}

static inline int diaba_device(const char *path, unsigned int *major_number, unsigned int *minor_number) {
  struct stat information;
  if (stat(path, &information) != 0) return -1;
  *major_number = major(information.st_dev);
  *minor_number = minor(information.st_dev);
  return 0;
}
