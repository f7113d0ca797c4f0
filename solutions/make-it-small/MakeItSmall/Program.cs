using Frugal.Measuring;
using MakeItSmall.Kit;

// What your code makes of a trained network, so far. Nothing here gives points: `dotnet test` does.
var network = TrainedNetwork.Load();
using var measured = new Measured(network);
var figures = new Figures(network, measured);

Console.WriteLine(MachineInfo.Current());
Console.WriteLine(FormattableString.Invariant($"{TrainedNetwork.Name}: {network.Parameters / 1e6:0.00} million weights, {measured.Bytes / 1e3:0} KB, {measured.Before:0.0} % of 200 pictures right"));
Console.WriteLine();
Unfinished.Line("1  ranges of an activation", figures.Ranges);
Unfinished.Line("2  weights, one scale", () => figures.Weights(perChannel: false));
Unfinished.Line("2  weights, a scale per channel", () => figures.Weights(perChannel: true));
Unfinished.Line("3  the network in int8", () => figures.Int8());
Unfinished.Line("3  with zero points in the middle", () => figures.Int8(middle: true));
Unfinished.Line("4  saturation without VNNI", figures.Saturating);
Unfinished.Line("6  a quarter of channels removed", figures.Pruned);
Unfinished.Line("8  shared weights, Huffman code", figures.Shared);
Unfinished.Line("9  a model for the server", Figures.Chosen);
