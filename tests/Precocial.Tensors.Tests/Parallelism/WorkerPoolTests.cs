namespace Precocial.Tensors.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void For_WithAnyNumberOfThreads_RunsEachItemOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int items = 0; items < 40; items++)
        {
            int[] runs = new int[items];
            pool.For(items, i => Interlocked.Increment(ref runs[i]));
            runs.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void For_ManyTimesInARow_LosesNoItem()
    {
        using var pool = new WorkerPool(3);
        long sum = 0;
        for (int job = 0; job < 20_000; job++)
            pool.For(5, i => Interlocked.Add(ref sum, i));
        sum.ShouldBe(20_000 * 10);
    }

    [Fact]
    public void For_AfterTheThreadsFellAsleep_WakesThem()
    {
        using var pool = new WorkerPool(2);
        for (int job = 0; job < 20; job++)
        {
            Thread.Sleep(2);
            // Each item waits for the other: both threads must come.
            using var both = new Barrier(2);
            pool.For(2, _ => both.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue());
        }
    }

    [Fact]
    public void For_WithinFor_RunsOnTheSameThread()
    {
        using var pool = new WorkerPool(3);
        int inner = 0;
        pool.For(4, _ =>
        {
            int thread = Environment.CurrentManagedThreadId;
            pool.For(3, _ =>
            {
                Environment.CurrentManagedThreadId.ShouldBe(thread);
                Interlocked.Increment(ref inner);
            });
        });
        inner.ShouldBe(12);
    }

    [Fact]
    public void For_FromTwoThreadsAtOnce_FinishesBoth()
    {
        using var pool = new WorkerPool(2);
        int total = 0;
        void Work() => pool.For(1000, _ => Interlocked.Increment(ref total));
        var other = new Thread(Work);
        other.Start();
        Work();
        other.Join();
        total.ShouldBe(2000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void For_WithAnItemThatThrows_ThrowsItAndStaysUsable(int threads)
    {
        using var pool = new WorkerPool(threads);

        Should.Throw<FormatException>(() => pool.For(9, i => { if (i == 4) throw new FormatException(); }));

        int runs = 0;
        pool.For(9, _ => Interlocked.Increment(ref runs));
        runs.ShouldBe(9);
    }

    [Fact]
    public void Dispose_EndsTheThreads_AndForStillRunsOnItsCaller()
    {
        var pool = new WorkerPool(3);
        pool.For(3, _ => { });
        pool.Dispose();
        pool.Dispose();

        int thread = Environment.CurrentManagedThreadId, runs = 0;
        pool.For(5, _ => runs += Environment.CurrentManagedThreadId == thread ? 1 : 0);
        runs.ShouldBe(5);
    }

    [Fact]
    public void Constructor_WithoutThreads_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WorkerPool(0));
}
