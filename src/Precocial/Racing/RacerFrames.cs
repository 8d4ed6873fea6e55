using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Collects what a racer sees, for training an encoder: half of it while driving along the road,
/// half while acting at random.</summary>
/// <remarks>A pure function of the generator. Tracks are of seeds from 1,000,000 on: evaluation uses small
/// ones. The driver is pushed aside by smooth noise of a strength drawn for each episode, so that the road
/// is also seen from its edges and from the grass.</remarks>
public sealed class RacerFrames
{
    private const int FirstTrack = 1_000_000, Tracks = 1_000_000;
    private const int DrivenSteps = 700, RandomSteps = 250, StepsToAFrame = 5;
    private readonly Racer _racer;
    private readonly Rng _rng;

    private RacerFrames(Racer racer, Rng rng) => (_racer, _rng) = (racer, rng);

    /// <summary>Frames in the order of a shuffled deck.</summary>
    /// <param name="count">How many.</param>
    /// <param name="scaling">What becomes of their brightness.</param>
    /// <param name="rng">Decides on tracks, actions and order.</param>
    /// <param name="cancellation">Looked at before each episode.</param>
    /// <returns>64×64×3 bytes each.</returns>
    public static byte[][] Collect(
        int count, FrameScaling scaling, Rng rng, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var racer = new Racer(new BlindEncoder(), new RacerOptions { Scaling = scaling });
        var frames = new List<byte[]>(count);
        Fill(frames, count - (count / 2), isDriven: true);
        Fill(frames, count, isDriven: false);
        byte[][] shuffled = [.. frames];
        rng.Split("order").Shuffle(shuffled.AsSpan());
        return shuffled;

        void Fill(List<byte[]> into, int until, bool isDriven)
        {
            while (into.Count < until)
            {
                cancellation.ThrowIfCancellationRequested();
                var episode = new RacerFrames(racer, rng.Split((ulong)into.Count));
                into.AddRange(episode.Run(isDriven).Take(until - into.Count));
            }
        }
    }

    private IEnumerable<byte[]> Run(bool isDriven)
    {
        var episode = _racer.BeginRace(FirstTrack + _rng.Next(Tracks));
        var driver = new CentreLineDriver { TopSpeed = 20 + (40 * _rng.NextDouble()) };
        double strength = isDriven ? 0.6 * _rng.NextDouble() : 1, gas = -0.9 + (0.5 * _rng.NextDouble());
        var noise = new double[3];
        var action = new double[3];
        int steps = isDriven ? DrivenSteps : RandomSteps;
        for (int step = 1; step <= steps; step++)
        {
            Wander(noise);
            if (isDriven)
                driver.Drive(episode, action);
            else
                (action[0], action[1], action[2]) = (0, gas, -0.5);
            for (int i = 0; i < action.Length; i++)
                action[i] += strength * noise[i];
            bool isDone = episode.Step(action).Done;
            if (step % StepsToAFrame == 0)
                yield return Captured(episode);
            if (isDone)
                yield break;
        }
    }

    // Smooth noise (a discrete Ornstein-Uhlenbeck process) of deviations 0.5, 0.15 and 0.25.
    private void Wander(double[] noise)
    {
        const double keep = 0.95;
        double fresh = Math.Sqrt(1 - (keep * keep));
        ReadOnlySpan<double> deviations = [0.5, 0.15, 0.25];
        for (int i = 0; i < noise.Length; i++)
            noise[i] = (keep * noise[i]) + (fresh * deviations[i] * _rng.NextNormal());
    }

    private static byte[] Captured(RacerEpisode episode)
    {
        var frame = new byte[RacerEpisode.FrameBytes];
        episode.Capture(frame);
        return frame;
    }
}
