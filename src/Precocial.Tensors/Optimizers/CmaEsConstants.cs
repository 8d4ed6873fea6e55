namespace Precocial.Tensors;

/// <summary>The weights and rates of CMA-ES, in the tutorial's symbols: table 1 of Hansen, arXiv
/// 1604.00772.</summary>
internal sealed class CmaEsConstants
{
    public CmaEsConstants(int n, int lambda, bool diagonal)
    {
        Lambda = lambda;
        var raw = new double[lambda]; // w'_i, eq. (49)
        for (int i = 0; i < lambda; i++)
            raw[i] = Math.Log((lambda + 1) / 2.0) - Math.Log(i + 1);
        MuEff = EffectiveOf(raw, w => w > 0);
        CSigma = (MuEff + 2) / (n + MuEff + 5); // (55)
        DSigma = 1 + 2 * Math.Max(0, Math.Sqrt((MuEff - 1) / (n + 1)) - 1) + CSigma;
        Cc = (4 + MuEff / n) / (n + 4 + 2 * MuEff / n); // (56)
        // Ros and Hansen, section 3: variances alone can be learnt faster.
        double faster = diagonal ? (n + 2) / 3.0 : 1;
        C1 = Math.Min(0.5, faster * 2 / ((n + 1.3) * (n + 1.3) + MuEff)); // (57)
        double ranked = 2 * (0.25 + MuEff + 1 / MuEff - 2) / ((n + 2.0) * (n + 2) + MuEff);
        CMu = Math.Min(1 - C1, faster * ranked); // (58)
        Weights = Normalised(raw, n);
        ChiN = Math.Sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    }

    public int Lambda { get; }

    /// <summary>w_i for the i-th best point: positive ones sum to 1, the worse half is negative.</summary>
    public double[] Weights { get; }

    public double MuEff { get; }

    public double CSigma { get; }

    public double DSigma { get; }

    public double Cc { get; }

    public double C1 { get; }

    public double CMu { get; }

    /// <summary>E‖N(0, I)‖.</summary>
    public double ChiN { get; }

    private static double EffectiveOf(double[] raw, Func<double, bool> which)
    {
        double sum = raw.Where(which).Sum(), squares = raw.Where(which).Sum(w => w * w);
        return squares > 0 ? sum * sum / squares : 0;
    }

    // (50) to (53): the negative weights are scaled so that the covariance stays positive definite.
    private double[] Normalised(double[] raw, int n)
    {
        double positive = raw.Where(w => w > 0).Sum(), negative = -raw.Where(w => w < 0).Sum();
        double muEffMinus = EffectiveOf(raw, w => w < 0);
        double alpha = Math.Min(1 + C1 / CMu, 1 + 2 * muEffMinus / (MuEff + 2));
        alpha = Math.Min(alpha, (1 - C1 - CMu) / (n * CMu));
        return [.. raw.Select(w => w >= 0 ? w / positive : Math.Max(0, alpha) * w / negative)];
    }
}
