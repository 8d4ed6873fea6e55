using Precocial.Efficacy;

// What searches reach, over seeds, beside what the authors' code reached. Prints a table, writes a CSV file.
if (args is ["weightless-curves", .. var rest] && CurveOptions.Parse(rest) is { } options)
    return WeightlessCurves.Run(options, Console.Out);
if (args is ["zero-cost", .. var words] && ProxyOptions.Parse(words) is { } proxies)
    return ZeroCost.Run(proxies, Console.Out);
if (args is ["curve-stopping", .. var stopping] && StoppingOptions.Parse(stopping) is { } stops)
    return StoppingTable.Run(stops, Console.Out);
if (args is ["darts-collapse", .. var settings] && CollapseOptions.Parse(settings) is { } collapse)
    return DartsCollapse.Run(collapse, Console.Out);
if (args is ["shared-weights", .. var sharing] && SharingOptions.Parse(sharing) is { } shares)
    return SharingTable.Run(shares, Console.Out);
Console.Error.WriteLine(CurveOptions.Usage);
Console.Error.WriteLine(ProxyOptions.Usage);
Console.Error.WriteLine(StoppingOptions.Usage);
Console.Error.WriteLine(CollapseOptions.Usage);
Console.Error.WriteLine(SharingOptions.Usage);
return 2;
