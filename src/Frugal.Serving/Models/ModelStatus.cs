namespace Frugal.Serving.Models;

/// <summary>A model of a pool as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Failure">Why the last load failed; null where it did not. A model that is ready and has a failure is the last good one.</param>
/// <param name="LoadTime">How long the last good load took; null before there was one.</param>
public sealed record ModelStatus(string Name, ModelState State, string? Failure, TimeSpan? LoadTime);
