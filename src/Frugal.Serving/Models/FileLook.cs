namespace Frugal.Serving.Models;

/// <summary>What a look at a model's file showed. Taken outside the scheduler's lock: a file system may be slow.</summary>
/// <param name="Stamp">The file's stamp.</param>
/// <param name="Need">The memory that the model will take.</param>
/// <param name="Failure">Why that is unknown; null if it is known.</param>
internal readonly record struct FileLook(FileStamp Stamp, ModelMemory Need, string? Failure)
{
    public static FileLook At<TModel>(ModelSource<TModel> source) where TModel : class, IDisposable
    {
        var stamp = FileStamp.Of(source.File);
        try
        {
            return new(stamp, source.Memory(source.File), null);
        }
        catch (Exception refusal)
        {
            return new(stamp, default, Text(refusal));
        }
    }

    /// <summary>An exception's message in one line.</summary>
    public static string Text(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
