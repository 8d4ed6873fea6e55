namespace Precocial.Experiments.Tests;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_WhileHeld_IsRefusedAndFreeAfterwards()
    {
        string ledger = _folder.At("study.db");
        using (RunLock.Take(ledger))
        {
            Should.Throw<StudyException>(() => RunLock.Take(ledger)).Fault.ShouldBe(StudyFault.Storage);
        }
        Should.NotThrow(() => RunLock.Take(ledger).Dispose());
    }
}
