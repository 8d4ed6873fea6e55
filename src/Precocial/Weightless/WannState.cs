using System.Text.Json;
using Precocial.Formats;
using Precocial.Search;

namespace Precocial;

/// <summary>A search on its way, as one file: what it is of, how long it has taken, and its generations.</summary>
/// <remarks>"PCWANN" and two bytes of version; the length of the head (4 bytes); the head, JSON; the
/// <see cref="GenerationSnapshot"/>.</remarks>
/// <param name="Facts">What results depend on, as lines of a table.</param>
/// <param name="Elapsed">The time that all runs took together.</param>
/// <param name="TimeIsUp">Whether a budget in time has ended the search.</param>
/// <param name="Snapshot">The generations.</param>
internal sealed record WannState(
    IReadOnlyList<WannFact> Facts, TimeSpan Elapsed, bool TimeIsUp, GenerationSnapshot Snapshot)
{
    private static ReadOnlySpan<byte> Magic => "PCWANN\u0001\0"u8;

    public byte[] ToBytes()
    {
        byte[] head = JsonSerializer.SerializeToUtf8Bytes(new Head([.. Facts], Elapsed.Ticks, TimeIsUp));
        return [.. Magic, .. BitConverter.GetBytes(head.Length), .. head, .. Snapshot.ToBytes()];
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FileFormatException">The bytes are something else, or damaged.</exception>
    public static WannState FromBytes(byte[] bytes)
    {
        int start = Magic.Length + sizeof(int);
        if (bytes.Length < start || !bytes.AsSpan().StartsWith(Magic[..6]))
            throw Damaged("it does not begin as one does");
        if (!bytes.AsSpan().StartsWith(Magic))
            throw Damaged($"it has version {bytes[6]}, and this program reads version {Magic[6]}");
        int length = BitConverter.ToInt32(bytes, Magic.Length);
        if (length < 0 || length > bytes.Length - start)
            throw Damaged("it is cut short");
        try
        {
            Head head = JsonSerializer.Deserialize<Head>(bytes.AsSpan(start, length))
                ?? throw Damaged("its head is empty");
            return new WannState(head.Facts, TimeSpan.FromTicks(head.Ticks), head.TimeIsUp,
                GenerationSnapshot.FromBytes(bytes.AsSpan(start + length)));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FileFormatException(
                $"The state of the search cannot be read: {e.Message} Choose another folder.", e);
        }
    }

    /// <summary>Refuses a state of another search.</summary>
    /// <exception cref="SearchException">A fact differs: the message says which.</exception>
    public void Check(IReadOnlyList<WannFact> asked) => CheckFacts("The folder's search", Facts, asked);

    /// <summary>Refuses to go on with something else than what is asked for.</summary>
    /// <exception cref="SearchException">A fact differs: the message says which.</exception>
    public static void CheckFacts(string what, IReadOnlyList<WannFact> kept, IReadOnlyList<WannFact> asked)
    {
        var here = asked.ToDictionary(fact => fact.Name, fact => fact.Value);
        foreach (WannFact there in kept)
        {
            string wanted = here.GetValueOrDefault(there.Name, "nothing");
            if (wanted != there.Value)
            {
                throw new SearchException($"{what} is another one: {there.Name.ToLowerInvariant()}: {there.Value} "
                    + $"there, {wanted} asked for. Use its settings, or write elsewhere.");
            }
        }
    }

    private static FileFormatException Damaged(string how) =>
        new($"The file is no state of a search: {how}. Choose another folder.");

    private sealed record Head(WannFact[] Facts, long Ticks, bool TimeIsUp);
}

/// <summary>Something that a search's results depend on.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its value.</param>
public sealed record WannFact(string Name, string Value);
