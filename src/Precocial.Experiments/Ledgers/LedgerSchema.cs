namespace Precocial.Experiments;

/// <summary>The tables of a ledger file, and the numbers by which a file is recognised.</summary>
internal static class LedgerSchema
{
    /// <summary>"PREC" in SQLite's application_id: tells a ledger from any other SQLite file.</summary>
    public const int ApplicationId = 0x50524543;

    /// <summary>The format that this version reads and writes; grows when a table changes.</summary>
    public const int Version = 1;

    // Times are Unix milliseconds of the database's clock, never of a worker's.
    // proposal.parent_seq is for strategies that tell whom they changed.
    // result has one row for each candidate, ever: its primary key is the last guard against a second result.
    public const string Tables = """
        CREATE TABLE study(
          id TEXT PRIMARY KEY, spec_json TEXT NOT NULL, spec_hash TEXT NOT NULL, seed INTEGER NOT NULL,
          window_w INTEGER NOT NULL, state TEXT NOT NULL, created INTEGER NOT NULL,
          engine_version TEXT NOT NULL) STRICT;
        CREATE TABLE candidate(
          id INTEGER PRIMARY KEY, study TEXT NOT NULL REFERENCES study(id), key TEXT NOT NULL,
          fidelity TEXT NOT NULL, arch_json TEXT NOT NULL, state TEXT NOT NULL, first_seq INTEGER NOT NULL,
          priority INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, token INTEGER NOT NULL DEFAULT 0, worker TEXT, expires INTEGER,
          UNIQUE(study, key, fidelity)) STRICT;
        CREATE TABLE proposal(
          study TEXT NOT NULL REFERENCES study(id), seq INTEGER NOT NULL,
          candidate INTEGER NOT NULL REFERENCES candidate(id),
          parent_seq INTEGER, how TEXT NOT NULL, genotype TEXT NOT NULL,
          PRIMARY KEY(study, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE result(
          study TEXT NOT NULL REFERENCES study(id), candidate INTEGER NOT NULL REFERENCES candidate(id),
          token INTEGER NOT NULL, value_json TEXT NOT NULL, worker TEXT NOT NULL, started INTEGER NOT NULL,
          ended INTEGER NOT NULL, PRIMARY KEY(study, candidate)) STRICT, WITHOUT ROWID;
        CREATE TABLE event(
          study TEXT NOT NULL REFERENCES study(id), n INTEGER NOT NULL, kind TEXT NOT NULL,
          json TEXT NOT NULL,
          PRIMARY KEY(study, n)) STRICT, WITHOUT ROWID;
        CREATE TABLE worker(
          id TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, capabilities TEXT NOT NULL,
          last_seen INTEGER NOT NULL) STRICT;
        CREATE TABLE checkpoint(
          study TEXT NOT NULL REFERENCES study(id), candidate INTEGER NOT NULL REFERENCES candidate(id),
          token INTEGER NOT NULL, epoch INTEGER NOT NULL, blob_ref TEXT NOT NULL,
          PRIMARY KEY(study, candidate, epoch)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>SQL for the database's clock in Unix milliseconds.</summary>
    public const string Now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
}
