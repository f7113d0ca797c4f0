using Frugal.Site.Building;

namespace Frugal.Tests.Shared;

/// <summary>A part that does what it is told to.</summary>
internal sealed class FakePart(Action<SiteStage> add) : ISitePart
{
    public string Name => "Adding a part";

    public IReadOnlyList<string> Sources { get; init; } = [];

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        add(stage);
        return Task.CompletedTask;
    }
}
