using ChatbotMemory.Files;
using ChatbotMemory.Keeping;
using ChatbotMemory.Weights;
using Frugal;

namespace ChatbotMemory.Operations;

/// <summary>GET /api/models: the forms of the model with their bytes and real bits per weight.</summary>
public static class ModelsEndpoint
{
    public static void MapModels(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/models", (ModeSwitch modes) =>
        {
            var (offered, loaded) = (modes.Forms, modes.Loaded);
            return TypedResults.Ok(modes.AllForms.All.Select(form => new ModelInfo(form.Name, form.Type, form.Bytes, Bits(form), form.Ready, offered.Contains(form), loaded.Contains(form.Name))).ToArray());
        });

    /// <summary>By task 4; null where it is not done, or the file not there yet.</summary>
    private static double? Bits(ModelForm form)
    {
        try
        {
            return form.Ready ? Unfinished.Else(() => SizeReport.Of(form.Path).FileBits, () => (double?)null) : null;
        }
        catch (FrugalException)
        {
            return null;
        }
    }
}

/// <summary>A form of the model.</summary>
/// <param name="Name">How a client asks for it.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Bytes">Its file's bytes; an estimate until it is there.</param>
/// <param name="BitsPerWeight">The file's bits by its weights.</param>
/// <param name="Ready">Whether its file is there.</param>
/// <param name="Offered">Whether it can be asked for in this mode.</param>
/// <param name="Loaded">Whether it is in memory now.</param>
public sealed record ModelInfo(string Name, string Type, long Bytes, double? BitsPerWeight, bool Ready, bool Offered, bool Loaded);
