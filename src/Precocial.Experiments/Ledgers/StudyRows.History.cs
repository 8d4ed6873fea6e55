using System.Text.Json;
using Microsoft.Data.Sqlite;
using Precocial.Search;

namespace Precocial.Experiments;

// The part of a study's rows that a search writes and replays: proposals in order, and one result a
// candidate.
public sealed partial class StudyRows
{
    /// <summary>Everything that was proposed and found, to replay.</summary>
    public StudyHistory History() => new(Proposals(), Results());

    internal void Propose(ProposalRecord proposal)
    {
        string architecture = proposal.Graph?.ToJson() ?? "";
        long candidate = Ensure(proposal.Key, proposal.Fidelity, architecture, proposal.Sequence);
        _file.Execute(
            "INSERT INTO proposal VALUES(@study, @seq, @candidate, NULL, 'asked', @genotype)",
            ("@study", Id), ("@seq", proposal.Sequence), ("@candidate", candidate),
            ("@genotype", proposal.Genotype));
    }

    // Leased and finished at once: a search in one process needs no lease, but the token still grows with
    // each attempt.
    internal void Record(ResultRecord result)
    {
        long candidate = Ensure(result.Key, result.Fidelity, "");
        int changed = _file.Execute(
            "UPDATE candidate SET state = @state, token = token + 1, attempts = attempts + @attempt, "
                + "worker = @worker "
            + "WHERE id = @id AND state NOT IN ('done', 'failed', 'infeasible')",
            ("@state", State(result.Status)), ("@id", candidate), ("@worker", _worker.Id),
            ("@attempt", result.Status == TrialStatus.Infeasible ? 0 : 1));
        if (changed == 0)
            return;
        string value = result.Value ?? JsonSerializer.Serialize(result.Message ?? "");
        long started = result.Started.ToUnixTimeMilliseconds();
        _file.Execute(
            "INSERT INTO result SELECT @study, id, token, @value, @worker, @started, @ended FROM "
                + "candidate WHERE id = @id "
            + "ON CONFLICT DO NOTHING",
            ("@study", Id), ("@id", candidate), ("@value", value), ("@worker", _worker.Id),
            ("@started", started),
            ("@ended", started + (long)result.Duration.TotalMilliseconds));
    }

    private List<ProposalRecord> Proposals() => _file.Query(
        "SELECT p.seq, c.key, c.fidelity, p.genotype FROM proposal p JOIN candidate c ON c.id = p.candidate "
        + "WHERE p.study = @study ORDER BY p.seq",
        row => new ProposalRecord(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3),
            Graph: null),
        ("@study", Id));

    private List<ResultRecord> Results() => _file.Query(
        "SELECT c.key, c.fidelity, c.state, r.value_json, r.started, r.ended FROM result r "
        + "JOIN candidate c ON c.id = r.candidate WHERE r.study = @study ORDER BY c.id",
        ReadResult, ("@study", Id));

    private ResultRecord ReadResult(SqliteDataReader row)
    {
        TrialStatus status = Status(row.GetString(2));
        string value = row.GetString(3);
        return new ResultRecord(
            row.GetString(0), row.GetString(1), status,
            Value: status == TrialStatus.Done ? value : null,
            Message: status == TrialStatus.Done ? null : Message(value),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            TimeSpan.FromMilliseconds(row.GetInt64(5) - row.GetInt64(4)));
    }

    private static string State(TrialStatus status) => status switch
    {
        TrialStatus.Done => "done",
        TrialStatus.Infeasible => "infeasible",
        _ => "failed",
    };

    private TrialStatus Status(string state) => state switch
    {
        "done" => TrialStatus.Done,
        "infeasible" => TrialStatus.Infeasible,
        "failed" => TrialStatus.Failed,
        _ => throw new StudyException(
            $"{_file.Path} is damaged: a candidate with a result has the state '{state}'."),
    };

    // The file may be somebody else's: text that is not JSON is shown as it is.
    private static string Message(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json) ?? "";
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
