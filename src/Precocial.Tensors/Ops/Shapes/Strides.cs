using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Walks two arrays over the same index space, each with its own strides: what slicing, padding,
/// joining and tiling have in common.</summary>
/// <remarks>A stride of 0 reads one element many times, or adds many elements to one. Axes of size 1 are
/// dropped and axes that both arrays walk as one are joined, so that the innermost loop is as long as can
/// be.</remarks>
internal unsafe struct Strides
{
    /// <summary>Tiling splits each axis in two.</summary>
    public const int MaxAxes = 2 * Shape.MaxRank;

    private fixed long _source[MaxAxes];
    private fixed long _target[MaxAxes];
    private fixed int _sizes[MaxAxes];
    private int _axes;

    /// <summary>Adds the next axis inwards.</summary>
    public void Add(int size, long source, long target)
    {
        if (size == 1)
            return;
        int last = _axes - 1;
        if (last >= 0 && _source[last] == source * size && _target[last] == target * size)
        {
            _sizes[last] *= size;
            (_source[last], _target[last]) = (source, target);
            return;
        }
        _sizes[_axes] = size;
        (_source[_axes], _target[_axes]) = (source, target);
        _axes++;
    }

    /// <summary>target = source over the whole index space, or target += source.</summary>
    public void Copy(float* source, float* target, bool accumulate)
    {
        if (_axes == 0)
            *target = accumulate ? *target + *source : *source;
        else
            CopyFrom(0, source, target, accumulate);
    }

    private void CopyFrom(int axis, float* source, float* target, bool accumulate)
    {
        if (axis == _axes - 1)
        {
            CopyRow(source, _source[axis], target, _target[axis], _sizes[axis], accumulate);
            return;
        }
        for (int i = 0; i < _sizes[axis]; i++)
            CopyFrom(axis + 1, source + i * _source[axis], target + i * _target[axis], accumulate);
    }

    private static void CopyRow(
        float* source, long sourceStride, float* target, long targetStride, int count, bool accumulate)
    {
        if (sourceStride == 1 && targetStride == 1)
        {
            Elementwise.Copy(source, target, count, accumulate);
            return;
        }
        for (int i = 0; i < count; i++)
        {
            float value = source[i * sourceStride];
            target[i * targetStride] = accumulate ? target[i * targetStride] + value : value;
        }
    }
}
