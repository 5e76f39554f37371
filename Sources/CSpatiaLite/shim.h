#include <sqlite3.h>
#include <spatialite.h>

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

static inline int diaba_sqlite3_bind_text_copied(sqlite3_stmt *statement, int index, const char *text, int count) {
  return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}
