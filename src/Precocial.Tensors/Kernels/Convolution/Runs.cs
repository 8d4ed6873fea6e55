namespace Precocial.Tensors.Kernels;

/// <summary>A piece of an output row that one kernel element touches: y[Out + i] meets x[In + i·stride].</summary>
internal readonly record struct Run(int Kernel, int In, int Out, int Length);

/// <summary>Every (kernel element, output row) pair of a convolution, clipped to the image: the definition itself,
/// which the other kernels are measured against.</summary>
internal struct Runs(ConvolutionShape s)
{
    private int _index = -1;

    public Run Current { get; private set; }

    public readonly Runs GetEnumerator() => this;

    public bool MoveNext()
    {
        int rows = s.OutHeight, taps = s.KernelHeight * s.KernelWidth;
        long count = (long)s.Batch * s.OutChannels * s.InChannelsPerGroup * taps * rows;
        while (++_index < count)
        {
            int i = _index;
            int oy = i % rows, tap = (i /= rows) % taps, c = (i /= taps) % s.InChannelsPerGroup;
            int o = (i /= s.InChannelsPerGroup) % s.OutChannels, image = i / s.OutChannels;
            int iy = oy * s.Stride + tap / s.KernelWidth * s.Dilation - s.Padding;
            if (iy < 0 || iy >= s.Height)
                continue;
            int shift = tap % s.KernelWidth * s.Dilation - s.Padding;
            int first = shift >= 0 ? 0 : (-shift + s.Stride - 1) / s.Stride;
            int last = s.Width - 1 - shift < 0 ? -1 : Math.Min((s.Width - 1 - shift) / s.Stride, s.OutWidth - 1);
            if (last < first)
                continue;
            int channel = o / s.OutChannelsPerGroup * s.InChannelsPerGroup + c;
            Current = new Run((o * s.InChannelsPerGroup + c) * taps + tap,
                ((image * s.InChannels + channel) * s.Height + iy) * s.Width + shift + first * s.Stride,
                ((image * s.OutChannels + o) * rows + oy) * s.OutWidth + first, last - first + 1);
            return true;
        }
        return false;
    }
}
