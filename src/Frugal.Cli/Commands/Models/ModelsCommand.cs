using System.CommandLine;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models</c>: the models included with the course.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List, check and train the course's own models.")
    {
        ModelsListCommand.Create(),
        ModelsGetCommand.Create(),
        ModelsVerifyCommand.Create(),
        ModelsTrainCommand.Create(),
        ModelsLogitsCommand.Create(),
        ModelsMakeLlamaCommand.Create(),
    };

    /// <summary>The argument that names models; all models if omitted.</summary>
    public static Argument<string[]> Names() => new("name")
    {
        Description = "Names of models; default: all of the catalogue.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
