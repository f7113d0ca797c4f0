using ClothingApi;
using ClothingApi.Preparation;
using Frugal;

try
{
    // `dotnet run -- prepare` makes the model files and the catalogue, and ends.
    if (args is ["prepare", ..])
    {
        Preparer.Run(ClothingApp.SettingsOf(args), Console.WriteLine);
        return 0;
    }

    await ClothingApp.Create(args).RunAsync();
    return 0;
}
catch (Exception failure) when (failure is FrugalException or IOException)
{
    // A setting that is not allowed, an address that is taken: one line, no trace.
    await Console.Error.WriteLineAsync($"clothing-api: {failure.Message}");
    return 1;
}
