namespace Frugal.Grading.Mutants;

/// <summary>Chooses among many mutants: by a seed, and so that tasks and kinds have equal shares.</summary>
internal static class Selection
{
    /// <summary>All mutants in an order in which any first part is spread over tasks and, within each, over kinds.</summary>
    public static IEnumerable<Mutant> Spread(IReadOnlyList<Mutant> mutants, int seed)
    {
        var random = new Random(seed);
        var tasks = mutants.GroupBy(mutant => mutant.Tasks.FirstOrDefault()).OrderBy(task => task.Key).Select(task => Turns(
            [.. task.GroupBy(mutant => mutant.Kind).OrderBy(kind => kind.Key).Select(kind => Shuffled(kind, random)).OrderBy(_ => random.Next())])).ToArray();
        return Turns(tasks);
    }

    /// <summary>One of each sequence in turn, until all are at their end.</summary>
    private static IReadOnlyList<Mutant> Turns(IReadOnlyList<IReadOnlyList<Mutant>> sequences)
    {
        var longest = sequences.Select(sequence => sequence.Count).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(0, longest).SelectMany(place => sequences.Where(sequence => place < sequence.Count).Select(sequence => sequence[place]))];
    }

    private static Mutant[] Shuffled(IEnumerable<Mutant> mutants, Random random)
    {
        var items = mutants.ToArray();
        random.Shuffle(items);
        return items;
    }
}
