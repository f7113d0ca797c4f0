namespace Frugal.Setup.Steps;

/// <summary>A part of the set-up that can look at itself and bring itself in order.</summary>
public interface ISetupStep
{
    string Name { get; }

    /// <summary>What is there and what is missing; quick, and changes nothing.</summary>
    IReadOnlyList<Check> Inspect();

    /// <summary>Brings in order what <see cref="Inspect"/> found missing. Safe to run again after a kill.</summary>
    /// <exception cref="SetupException">It could not be done.</exception>
    void Apply();
}

/// <summary>The steps of a backend, in the order in which they depend on each other.</summary>
public static class SetupSteps
{
    public static IReadOnlyList<ISetupStep> For(Backend backend, Repository repository) => backend == Backend.System
        ? [DebianStep.ForEngines(repository), new NpmStep(repository), new NativeStep(repository), new BuildStep(repository, backend)]
        : [new BuildStep(repository, backend)];
}
