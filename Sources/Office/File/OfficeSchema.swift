internal import SpatiaLite

/// The schema of the office file, as the steps from each format to the next.
enum OfficeSchema {
  /// The application id in the file's header: "DiOf".
  static let applicationID = 0x4469_4F66
  /// The version of the format.
  static var format: Int { steps.count }

  /// What each format adds to the one before.
  static let steps = [access, holders, dossiers, extracts]

  /// Brings a file to the newest format, in one transaction.
  static func bringUp(_ connection: Connection) throws {
    try connection.writing {
      let present = try connection.integer("PRAGMA user_version") ?? 0
      guard present < format else { return }
      for step in steps[present...] { try connection.execute(step) }
      if present < 1 {
        let statement = try connection.prepare("INSERT INTO settings(name, value) VALUES('key', ?)")
        statement.bind(1, Secret.bytes(32))
        try statement.run()
      }
      try connection.execute("PRAGMA user_version = \(format)")
    }
  }

  /// The rules that keep the audit append-only against every program that opens the file.
  static let auditGuards = """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'Nhật ký chỉ được ghi thêm (the audit is append-only)');
    END;
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
      SELECT RAISE(ABORT, 'Nhật ký chỉ được ghi thêm (the audit is append-only)');
    END;
    """

  private static let access =
    """
    CREATE TABLE settings(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE tokens(
      id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, office TEXT,
      made_at INTEGER NOT NULL, made_by TEXT NOT NULL, expires_at INTEGER, revoked_at INTEGER, revoked_by TEXT);
    CREATE TABLE users(
      id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, office TEXT,
      password TEXT NOT NULL, made_at INTEGER NOT NULL, made_by TEXT NOT NULL, disabled_at INTEGER);
    CREATE TABLE sessions(
      hash BLOB PRIMARY KEY, user INTEGER NOT NULL, form_secret BLOB NOT NULL, bound_to BLOB NOT NULL,
      made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE attempts(key BLOB PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL,
      locked_until INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE audit(
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, office TEXT, origin TEXT,
      action TEXT NOT NULL, dossier TEXT, purpose TEXT, subjects TEXT NOT NULL, shown TEXT NOT NULL, request TEXT,
      hash BLOB NOT NULL);
    CREATE INDEX audit_dossier ON audit(dossier) WHERE dossier IS NOT NULL;
    CREATE INDEX audit_who ON audit(who);
    CREATE INDEX audit_at ON audit(at);
    CREATE TABLE audit_subjects(subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(subject, seq)) WITHOUT ROWID;
    CREATE TABLE audit_head(
      one INTEGER PRIMARY KEY CHECK(one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL, mac BLOB NOT NULL);
    CREATE TABLE audit_checkpoints(
      seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL, rows INTEGER NOT NULL, mac BLOB NOT NULL);
    """ + auditGuards

  /// The index of words is kept by ``OfficeChange``: a trigger may not write a virtual table under an untrusted schema.
  private static let holders = """
    CREATE TABLE imports(
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
      as_of TEXT NOT NULL, rows INTEGER NOT NULL, finished_at INTEGER);
    CREATE TABLE parties(
      id INTEGER PRIMARY KEY, source_key TEXT, kind TEXT NOT NULL, name TEXT NOT NULL, address TEXT,
      made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL);
    CREATE INDEX parties_source ON parties(source_key);
    CREATE TABLE members(
      id INTEGER PRIMARY KEY, party INTEGER NOT NULL REFERENCES parties(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL, sex TEXT, birth_year INTEGER,
      identity TEXT, role TEXT, address TEXT, wards TEXT NOT NULL DEFAULT '');
    CREATE INDEX members_party ON members(party, position);
    CREATE INDEX members_identity ON members(identity) WHERE identity IS NOT NULL;
    CREATE INDEX members_name ON members(name_key, party);
    CREATE VIRTUAL TABLE member_words USING fts5(
      name_key, wards, content='members', content_rowid='id', detail='column', columnsize=0, tokenize='ascii');
    CREATE TABLE rights(
      id INTEGER PRIMARY KEY, party INTEGER NOT NULL REFERENCES parties(id) ON DELETE CASCADE, parcel INTEGER,
      ward TEXT NOT NULL, series TEXT NOT NULL, sheet TEXT NOT NULL, number TEXT NOT NULL, share TEXT, use TEXT,
      certificate TEXT, certificate_key TEXT, from_day TEXT, to_day TEXT, standing TEXT NOT NULL,
      brought_by INTEGER NOT NULL, ended_by INTEGER);
    CREATE INDEX rights_party ON rights(party);
    CREATE INDEX rights_parcel ON rights(parcel) WHERE parcel IS NOT NULL;
    CREATE INDEX rights_key ON rights(ward, sheet, number);
    CREATE INDEX rights_import ON rights(brought_by);
    CREATE INDEX rights_certificate ON rights(certificate_key) WHERE certificate_key IS NOT NULL;
    """

  private static let dossiers = """
    CREATE TABLE dossiers(
      code TEXT PRIMARY KEY, version INTEGER NOT NULL, procedure TEXT, office TEXT, applicant TEXT, state TEXT NOT NULL,
      received_at TEXT, due_at TEXT, unit TEXT, since INTEGER NOT NULL, made_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL, made_by TEXT NOT NULL, is_open INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX dossiers_changed ON dossiers(changed_at, code);
    CREATE INDEX dossiers_due ON dossiers(is_open, due_at, code);
    CREATE INDEX dossiers_state ON dossiers(state, changed_at, code);
    CREATE INDEX dossiers_open ON dossiers(is_open, changed_at, code);
    CREATE INDEX dossiers_procedure ON dossiers(procedure, changed_at, code);
    CREATE INDEX dossiers_unit ON dossiers(unit, changed_at, code);
    CREATE INDEX dossiers_received ON dossiers(received_at, code);
    CREATE INDEX dossiers_office ON dossiers(office, changed_at, code);
    CREATE INDEX dossiers_office_open ON dossiers(office, is_open, changed_at, code);
    CREATE TABLE dossier_parcels(
      id INTEGER PRIMARY KEY, dossier TEXT NOT NULL, parcel INTEGER NOT NULL, ward TEXT NOT NULL, ward_from TEXT,
      series TEXT NOT NULL, sheet TEXT NOT NULL, number TEXT NOT NULL, revision INTEGER NOT NULL,
      attached_at INTEGER NOT NULL, attached_by TEXT NOT NULL, UNIQUE(dossier, parcel));
    CREATE INDEX dossier_parcels_parcel ON dossier_parcels(parcel);
    CREATE INDEX dossier_parcels_ward ON dossier_parcels(ward, dossier);
    CREATE TABLE dossier_events(
      id INTEGER PRIMARY KEY, dossier TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
      unit TEXT, note TEXT, who TEXT NOT NULL);
    CREATE INDEX dossier_events_dossier ON dossier_events(dossier, id);
    CREATE TABLE procedures(
      code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, name TEXT NOT NULL, working_days INTEGER,
      document TEXT, PRIMARY KEY(code, valid_from)) WITHOUT ROWID;
    CREATE TABLE units(
      code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, name TEXT NOT NULL, document TEXT,
      PRIMARY KEY(code, valid_from)) WITHOUT ROWID;
    CREATE TABLE replies(
      key BLOB PRIMARY KEY, asked BLOB NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
      body BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX replies_at ON replies(at);
    """

  private static let extracts = """
    CREATE TABLE extracts(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE, dossier TEXT NOT NULL,
      revision INTEGER NOT NULL, scale INTEGER, paper TEXT NOT NULL, layout TEXT NOT NULL, made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL, sha256 TEXT NOT NULL, settings TEXT NOT NULL, thumbnail TEXT, revoked_at INTEGER,
      revoked_by TEXT, reason TEXT, superseded_by INTEGER);
    CREATE INDEX extracts_dossier ON extracts(dossier, id);
    CREATE INDEX extracts_made ON extracts(made_at);
    CREATE TABLE extract_parcels(
      extract INTEGER NOT NULL, position INTEGER NOT NULL, parcel INTEGER NOT NULL, ward TEXT NOT NULL,
      series TEXT NOT NULL, sheet TEXT NOT NULL, number TEXT NOT NULL, map_area REAL NOT NULL, digest BLOB NOT NULL,
      PRIMARY KEY(extract, position)) WITHOUT ROWID;
    CREATE INDEX extract_parcels_parcel ON extract_parcels(parcel);
    CREATE TABLE extract_files(
      extract INTEGER NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY(extract, kind));
    CREATE INDEX extract_files_sha256 ON extract_files(sha256);
    """
}
