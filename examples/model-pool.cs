#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Serving
#:property PublishAot=false

// Three models share the memory of two: which are loaded, which give way, and what that costs. The models are fake; the pool is the labs' own.
//     dotnet run examples/model-pool.cs

using Frugal.Measuring;
using Frugal.Serving.Models;
using Frugal.Serving.Problems;

var pool = new ModelPool<FakeModel>(
[
    FakeModel.Source("chat", "400 MB"),
    FakeModel.Source("translate", "400 MB"),
    FakeModel.Source("summarise", "400 MB"),
    FakeModel.Source("giant", "2 GB"),
],
new() { Memory = new MemoryBudget(Anonymous: ByteSize.Parse("800 MB")), IdleAfter = TimeSpan.FromSeconds(1) });

Console.WriteLine("1. A model is loaded by its first request; two fit.");
await Ask("chat");
await Ask("translate");
await Ask("chat");

Console.WriteLine("2. The third needs room: 'translate', used least recently, gives way.");
await Ask("summarise");

Console.WriteLine("3. Six requests at once for three models: those for one model are answered together, so 'translate' is loaded once.");
await Task.WhenAll(new[] { "chat", "translate", "summarise", "chat", "translate", "summarise" }.Select(Ask));

Console.WriteLine("4. A model that can never fit is refused at once, with the sum.");
try
{
    await Ask("giant");
}
catch (ProblemException refusal)
{
    Console.WriteLine($"   {refusal.Problem.Status} {refusal.Problem.Code}: {refusal.Message}");
}

Console.WriteLine("5. Models that nobody uses for a second are unloaded.");
await Task.Delay(TimeSpan.FromSeconds(1.5));
Console.WriteLine($"   in memory: {InMemory()}");

await pool.DisposeAsync();

async Task Ask(string name)
{
    using var lease = await pool.RentAsync(name);
    Console.WriteLine($"   {name} answers: {await lease.Model.AnswerAsync()}; in memory: {InMemory()}");
}

string InMemory() => string.Join(", ", pool.Status.Where(model => model.State == ModelState.Ready).Select(model => model.Name)) is { Length: > 0 } names ? names : "none";

/// <summary>Stands for a model: it takes time to load and to answer, but no memory.</summary>
sealed class FakeModel(string name) : IDisposable
{
    public static ModelSource<FakeModel> Source(string name, string size) => new(name, $"{name}.gguf", _ =>
    {
        Thread.Sleep(100);
        Console.WriteLine($"   {name} is loaded");
        return new(name);
    })
    { Memory = _ => new ModelMemory(Anonymous: ByteSize.Parse(size), FileBacked: default) };      // without it, the pool takes the length of the file

    public async Task<string> AnswerAsync()
    {
        await Task.Delay(50);
        return "hello";
    }

    public void Dispose() => Console.WriteLine($"   {name} is unloaded");
}
