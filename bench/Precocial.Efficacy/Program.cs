using Precocial.Efficacy;

// What searches reach, over seeds, beside what the authors' code reached. Prints a table, writes a CSV file.
if (args is ["weightless-curves", .. var rest] && CurveOptions.Parse(rest) is { } options)
    return WeightlessCurves.Run(options, Console.Out);
Console.Error.WriteLine(CurveOptions.Usage);
return 2;
