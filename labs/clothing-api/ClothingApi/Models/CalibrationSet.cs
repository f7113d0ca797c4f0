namespace ClothingApi.Models;

/// <summary>The pictures that a model is calibrated with.</summary>
public static class CalibrationSet
{
    /// <summary>
    /// Chooses pictures of a training set, as many of each class as of any other: while a class has pictures left, no class has two more than it.
    /// A class with too few pictures gives all it has, and the others make up for it. No picture is chosen twice; all are, if there are fewer than
    /// <paramref name="count"/>. Within a class pictures are drawn at random: the same seed chooses the same, another seed others.
    /// </summary>
    /// <param name="labels">The class of each picture: <c>labels[7]</c> is that of picture 7. Classes are not equally frequent, and may come in any order.</param>
    /// <param name="count">How many pictures to choose, 1 or more.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <returns>The numbers of the chosen pictures, in any order.</returns>
    public static int[] Choose(IReadOnlyList<int> labels, int count, int seed)
    {
        throw new NotImplementedException("Task 4 - choose calibration pictures evenly over the classes. Hint: shuffle each class by itself, then take one of each class in turn.");
    }
}
