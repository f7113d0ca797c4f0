namespace Frugal.Models;

/// <summary>The recipes of the models that come with the course.</summary>
public static class Recipes
{
    /// <summary>All recipes; a teacher comes before its students.</summary>
    public static IReadOnlyList<TrainingRecipe> All { get; } =
    [
        GarmentsRecipes.ResNet,
        GarmentsRecipes.MobileNet,
        ClothingRecipes.Teacher,
        ClothingRecipes.ResNet,
        ClothingRecipes.MobileNet,
    ];

    /// <summary>The recipe with the given name.</summary>
    /// <exception cref="FrugalException">There is no such recipe; the message lists the recipes that exist.</exception>
    public static TrainingRecipe Named(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new FrugalException($"'{name}' has no recipe. Choose one of: {string.Join(", ", All.Select(recipe => recipe.Name))}.");
}
