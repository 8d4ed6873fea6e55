using Precocial.Cli;

return await CommandLine.RunAsync(args);
