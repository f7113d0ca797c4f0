using System.CommandLine;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models</c>: the models that come with the course.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List, check and train the course's own models.")
    {
        ModelsListCommand.Create(),
        ModelsGetCommand.Create(),
        ModelsVerifyCommand.Create(),
        ModelsTrainCommand.Create(),
    };

    /// <summary>The argument that names models; all where none is given.</summary>
    public static Argument<string[]> Names() => new("name")
    {
        Description = "Models of the catalogue; all of them where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
