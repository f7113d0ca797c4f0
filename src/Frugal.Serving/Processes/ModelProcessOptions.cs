using Frugal.Measuring;

namespace Frugal.Serving.Processes;

/// <summary>How a model's process is started, and what it may do.</summary>
/// <param name="Command">The program and its arguments. It must call <see cref="ModelProcessHost.RunAsync"/> once its model is loaded.</param>
public sealed record ModelProcessOptions(IReadOnlyList<string> Command)
{
    /// <summary>Maximum size of one answer, all parts together; 16 MB by default. Each part counts 64 bytes more than it has.</summary>
    public ByteSize LargestAnswer { get; init => field = value.Bytes is > 0 and <= int.MaxValue ? value : throw new FrugalException($"{nameof(LargestAnswer)} is {value}. Allowed: 1 byte to 2 GB."); } = ByteSize.Parse("16 MB");

    /// <summary>How long the process may take until its model is loaded; 1 minute by default, more than 0.</summary>
    public TimeSpan StartLimit { get; init => field = Positive(value, nameof(StartLimit)); } = TimeSpan.FromMinutes(1);

    /// <summary>How long the process may take to end when it is asked to, and may go on writing an answer that is cancelled; 2 s by default, more than 0.
    /// It is then killed.</summary>
    public TimeSpan EndLimit { get; init => field = Positive(value, nameof(EndLimit)); } = TimeSpan.FromSeconds(2);

    private static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero ? value : throw new FrugalException($"{name} is {value}. Allowed: longer than 0.");
}
