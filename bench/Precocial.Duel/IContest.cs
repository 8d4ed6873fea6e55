namespace Precocial.Duel;

/// <summary>One kind of request.</summary>
internal interface IContest
{
    /// <summary>Allocates and fills what the request needs, and returns what one repetition does; null if the
    /// request is of another kind.</summary>
    /// <param name="request">The words of the request, without the number of repetitions.</param>
    Action? Prepare(string[] request);
}
