namespace Frugal.Grading.Mutants.Compiling;

/// <summary>A mutant that compiles, and its assembly.</summary>
internal sealed record CompiledMutant(Mutant Mutant, byte[] Assembly);

/// <summary>The mutants that are graded: the written ones, then as many of the others as were asked for. Those that do not compile, that the compiler turns
/// into the worked answer's code or into another mutant's, do not count.</summary>
/// <param name="compiler">Compiles them.</param>
/// <param name="written">The written mutants; each must compile.</param>
/// <param name="others">The generated mutants, in the order of their choice.</param>
/// <param name="count">How many of the others.</param>
/// <param name="graded">Whether a mutant is graded. One that is not counts as chosen all the same, so that an explanation does not change the choice.</param>
internal sealed class Chosen(AppCompiler compiler, IReadOnlyList<Mutant> written, IEnumerable<Mutant> others, int count, Func<Mutant, bool> graded)
{
    private readonly IReadOnlyList<Mutant> others = [.. others];

    /// <summary>The tasks of all that may be chosen.</summary>
    public IReadOnlyList<int> Tasks => [.. written.Concat(others).SelectMany(mutant => mutant.Tasks).Distinct().Order()];

    /// <summary>The most that can be chosen.</summary>
    public int Most => written.Count + Math.Min(count, others.Count);

    /// <summary>Compiles as it goes, so that grading begins with the first.</summary>
    /// <exception cref="FrugalException">A written mutant does not compile.</exception>
    public IEnumerable<CompiledMutant> Compiled()
    {
        var seen = new HashSet<string> { Digest(compiler.Worked) };
        foreach (var mutant in written)
        {
            var assembly = compiler.Compile(mutant, out var errors) ?? throw new FrugalException($"{WrittenMutants.FileName}: '{mutant.Id}' does not compile: {errors[0]}");
            seen.Add(Digest(assembly));
            yield return new(mutant, assembly);
        }

        var left = count;
        foreach (var mutant in others)
        {
            if (left == 0)
            {
                yield break;
            }

            if (compiler.Compile(mutant) is { } assembly && seen.Add(Digest(assembly)))
            {
                left--;
                if (graded(mutant))
                {
                    yield return new(mutant, assembly);
                }
            }
        }
    }

    private static string Digest(byte[] assembly) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(assembly));
}
