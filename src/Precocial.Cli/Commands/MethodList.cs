namespace Precocial.Cli;

/// <summary><c>precocial search --list</c>: the methods, what each is made of and needs.</summary>
internal static class MethodList
{
    public static int Write(bool json)
    {
        if (json)
        {
            JsonOutput.Write(new
            {
                Methods = MethodCatalog.All.Select(method => method.Card).Select(m => new
                {
                    m.Name,
                    m.Space,
                    m.Strategy,
                    m.Evaluator,
                    m.Needs,
                    m.Reproducible,
                    m.Source,
                    Budget = Budget(m),
                }),
            });
            return ExitCode.Done;
        }
        var table = new TextTable("method", "space", "strategy", "evaluator", "needs", "reproducible", "source");
        foreach (MethodCard m in MethodCatalog.All.Select(method => method.Card))
            table.Row(m.Name, m.Space, m.Strategy, m.Evaluator, m.Needs, m.Reproducible ? "yes" : "no", m.Source);
        table.Write();
        Console.Out.WriteLine("A budget (--budget 30-evals) is as much training as so many brief trainings of a network "
            + "take; the default suits the data: minutes on two cores. One in time (--budget 10m) is not "
            + "reproducible.");
        return ExitCode.Done;
    }

    private static string Budget(MethodCard method) => $"{method.SensibleEvaluations}-evals";
}
