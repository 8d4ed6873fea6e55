using Microsoft.Data.Sqlite;

namespace Precocial.Experiments;

/// <summary>One open ledger file: a SQLite connection that threads take turns on.</summary>
/// <remarks>WAL mode, so that readers never wait for the writer. <c>synchronous=NORMAL</c>: a committed
/// result survives the death of the process at any instant, and a power cut can cost the last commits but
/// never the file.</remarks>
internal sealed class LedgerFile : IDisposable
{
    private const int BusyTimeoutSeconds = 5;
    private readonly Lock _turn = new();
    private readonly SqliteConnection _connection;

    private LedgerFile(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    public string Path { get; }

    /// <summary>Opens a ledger; makes it, and its folder, when <paramref name="create"/> is true and it is
    /// absent.</summary>
    public static LedgerFile Open(string path, bool create)
    {
        path = System.IO.Path.GetFullPath(path);
        LedgerPlace.Check(path, create);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false, // so that Dispose really closes the file
            DefaultTimeout = BusyTimeoutSeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        var file = new LedgerFile(path, connection);
        try
        {
            file.Guard(() =>
            {
                connection.Open();
                file.Prepare();
            });
            return file;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that belong together: all of them happen, or none.</summary>
    public void InTransaction(Action work)
    {
        lock (_turn)
        {
            Guard(() =>
            {
                Run("BEGIN IMMEDIATE");
                try
                {
                    work();
                    Run("COMMIT");
                }
                catch
                {
                    RollBack();
                    throw;
                }
            });
        }
    }

    /// <summary>Runs one statement; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_turn)
        {
            using SqliteCommand command = Command(sql, values);
            return Guard(command.ExecuteNonQuery);
        }
    }

    /// <summary>Runs one query and reads every row.</summary>
    public List<T> Query<T>(
        string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_turn)
        {
            using SqliteCommand command = Command(sql, values);
            return Guard(() =>
            {
                var rows = new List<T>();
                using SqliteDataReader reader = command.ExecuteReader();
                while (reader.Read())
                    rows.Add(read(reader));
                return rows;
            });
        }
    }

    public void Dispose()
    {
        lock (_turn)
            _connection.Dispose();
    }

    private void Prepare()
    {
        long version = Number("PRAGMA user_version"), application = Number("PRAGMA application_id");
        bool empty = Number("SELECT count(*) FROM sqlite_master") == 0;
        if (!empty && application != LedgerSchema.ApplicationId)
            throw new StudyException(
                $"{Path} is a SQLite database, but not a study. Give the study.db of a study.");
        if (version > LedgerSchema.Version)
        {
            throw new StudyException(
                $"{Path} has study format {version}, but this version reads up to {LedgerSchema.Version}. "
                + "Open it with a newer precocial.");
        }
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=NORMAL");
        Run("PRAGMA foreign_keys=ON");
        if (empty)
            Create();
    }

    // One transaction, and checked again inside it: two processes may open a new file at the same moment.
    private void Create()
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            if (Number("SELECT count(*) FROM sqlite_master") == 0)
            {
                Run(LedgerSchema.Tables);
                Run($"PRAGMA application_id={LedgerSchema.ApplicationId}");
                Run($"PRAGMA user_version={LedgerSchema.Version}");
            }
            Run("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private void Run(string sql)
    {
        using SqliteCommand command = Command(sql, []);
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using SqliteCommand command = Command(sql, []);
        return (long)command.ExecuteScalar()!;
    }

    // After a full disk SQLite has often rolled back by itself; a second ROLLBACK is then an error that says
    // nothing.
    private void RollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private void Guard(Action work) => Guard(() =>
    {
        work();
        return 0;
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw LedgerFault.Explain(Path, e);
        }
    }
}
