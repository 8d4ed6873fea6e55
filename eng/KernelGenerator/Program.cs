using Precocial.KernelGenerator;

// Writes the micro-kernels: dotnet run --project eng/KernelGenerator, from the repository's root.
foreach (var (path, text) in KernelFiles.All)
{
    File.WriteAllText(path, text);
    Console.WriteLine($"{path}: {text.Length / 1024} KB");
}
