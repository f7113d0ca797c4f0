using Frugal.Measuring;

namespace Frugal.Tests.Shared;

/// <summary>The tests' own assembly as the program of the processes that measure memory: <c>frugal</c> is above the libraries.</summary>
internal static class MemoryProgram
{
    /// <summary>A probe whose processes run this assembly.</summary>
    public static MemoryProbe Probe { get; } = new() { Program = [MemoryProbe.DotnetHost(), typeof(MemoryProgram).Assembly.Location], Timeout = Patience.Longest(TimeSpan.FromMinutes(1)) };

    /// <summary>Measures one model on one thread, and prints what <c>frugal</c> prints.</summary>
    public static int Run(string model)
    {
        try
        {
            Console.WriteLine(MemoryChild.Write(MemoryChild.Run(model, new ModelRunOptions())));
            return 0;
        }
        catch (FrugalException failure)
        {
            Console.Error.WriteLine($"frugal: {failure.Message}");
            return 1;
        }
    }
}
