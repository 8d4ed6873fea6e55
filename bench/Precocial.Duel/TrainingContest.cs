using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>training BATCH: one step of SGD with momentum on a convolutional network, on random
/// images.</summary>
internal sealed class TrainingContest(WorkerPool workers) : IContest
{
    public Action? Prepare(string[] request) =>
        request is ["training", var batch] ? new TrainingStep(int.Parse(batch), workers).Run : null;
}
