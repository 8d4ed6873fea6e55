using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>What a correlation needs before its items can run: tables of taps and weights in tile order, both
/// from the caller's scratch memory.</summary>
internal static unsafe class CorrelationPlan
{
    // Enough items for many cores where the batch has few; a function of the shape alone.
    private const int ManyItems = 16;

    // Multiply-adds of an item, some 2 µs of one core, where groups are small.
    private const long ItemWork = 200_000;

    public static void RunForward(in ConvolutionShape s, float* x, float* kernel, float* y,
        WorkerPool workers)
    {
        var plan = new Correlation
        {
            Batch = s.Batch,
            Groups = s.Groups,
            Channels = s.InChannelsPerGroup,
            Outputs = s.OutChannelsPerGroup,
            SourceHeight = s.Height,
            SourceWidth = s.Width,
            TargetHeight = s.OutHeight,
            TargetWidth = s.OutWidth,
            OutHeight = s.OutHeight,
            OutWidth = s.OutWidth,
            RowStep = s.Rows.Stride,
            ColumnStep = s.Columns.Stride,
            RowSplit = 1,
            ColumnSplit = 1,
            Source = x,
            Target = y,
        };
        Run(ref plan, s, kernel, backward: false, workers);
    }

    public static void RunBackward(in ConvolutionShape s, float* dy, float* kernel, float* dx,
        bool accumulate, WorkerPool workers)
    {
        var plan = new Correlation
        {
            Batch = s.Batch,
            Groups = s.Groups,
            Channels = s.OutChannelsPerGroup,
            Outputs = s.InChannelsPerGroup,
            SourceHeight = s.OutHeight,
            SourceWidth = s.OutWidth,
            TargetHeight = s.Height,
            TargetWidth = s.Width,
            OutHeight = (s.Height + s.Rows.Stride - 1) / s.Rows.Stride,
            OutWidth = (s.Width + s.Columns.Stride - 1) / s.Columns.Stride,
            RowStep = 1,
            ColumnStep = 1,
            RowSplit = s.Rows.Stride,
            ColumnSplit = s.Columns.Stride,
            Source = dy,
            Target = dx,
            Accumulate = accumulate,
        };
        Run(ref plan, s, kernel, backward: true, workers);
    }

    private static void Run(ref Correlation plan, in ConvolutionShape s, float* kernel, bool backward,
        WorkerPool workers)
    {
        int taps = plan.Channels * s.KernelHeight * s.KernelWidth;
        plan.PhaseCount = plan.RowSplit * plan.ColumnSplit;
        long tables = plan.PhaseCount * (long)sizeof(CorrelationPhase) + taps * (long)sizeof(nint)
            + s.KernelWidth * sizeof(int);
        plan.Phases = (CorrelationPhase*)Scratch.Rent(ScratchUse.Tables, (tables + 3) / sizeof(float));
        var nextTap = (nint*)(plan.Phases + plan.PhaseCount);
        var rows = new TapAxis(s.KernelHeight, s.Rows, plan.RowSplit, phase: 0, backward);
        var columns = new TapAxis(s.KernelWidth, s.Columns, plan.ColumnSplit, phase: 0, backward);
        plan.Layout = new ImageLayout(plan.Channels, plan.SourceHeight, plan.SourceWidth,
            plan.RowStep, plan.ColumnStep, plan.OutHeight, plan.OutWidth, rows, columns,
            (int*)(nextTap + taps), scalar: false);
        float* nextWeights = Scratch.Rent(ScratchUse.PackedWeights, (long)plan.Groups * plan.Outputs * taps);
        for (int i = 0; i < plan.PhaseCount; i++)
        {
            plan.Phases[i] = new CorrelationPhase
            {
                Rows = rows with { Phase = i / plan.ColumnSplit },
                Columns = columns with { Phase = i % plan.ColumnSplit },
                Taps = nextTap,
                Weights = nextWeights,
            };
            FillPhase(ref plan.Phases[i], plan, s, kernel, backward);
            nextTap += plan.Phases[i].TapCount;
            nextWeights += plan.Groups * plan.Phases[i].GroupWeights;
        }
        Divide(ref plan, taps, workers);
        fixed (Correlation* context = &plan)
            workers.For(plan.Items, &Correlation.RunItem, context);
    }

    private static void FillPhase(ref CorrelationPhase phase, in Correlation plan, in ConvolutionShape s,
        float* kernel, bool backward)
    {
        nint area = s.KernelHeight * s.KernelWidth, outChannel = s.Taps;
        phase.RowLength = plan.Channels * phase.Columns.Count;
        phase.GroupWeights = (nint)plan.Outputs * phase.TapCount;
        phase.FillTaps(plan.Layout, plan.Channels);
        for (int group = 0; group < plan.Groups; group++)
        {
            phase.FillWeights(kernel + group * s.OutChannelsPerGroup * outChannel, plan.Outputs,
                backward ? area : outChannel,
                plan.Channels, backward ? outChannel : area, phase.Weights + group * phase.GroupWeights);
        }
    }

    private static void Divide(ref Correlation plan, int taps, WorkerPool workers)
    {
        long groupWork = (long)plan.Outputs * taps * plan.OutHeight * plan.OutWidth;
        plan.GroupsPerItem = (int)Math.Clamp(ItemWork / Math.Max(1, groupWork), 1, plan.Groups);
        plan.Pieces = 1;
        if (workers.Threads > 1 && groupWork >= ItemWork && plan.Items < ManyItems)
            plan.Pieces = Math.Min(new TileRows(plan.Outputs).Count,
                (ManyItems + plan.Items - 1) / plan.Items);
    }
}
