using System.Text.Json.Serialization;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>A message between the kernel and the process that runs the cells. <paramref name="Id"/> is the request that it belongs to; 0 for none.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(InterruptCell), "interrupt")]
[JsonDerivedType(typeof(TypedLine), "line")]
[JsonDerivedType(typeof(CompleteCode), "complete")]
[JsonDerivedType(typeof(InspectCode), "inspect")]
[JsonDerivedType(typeof(CheckCode), "check")]
[JsonDerivedType(typeof(EngineReady), "ready")]
[JsonDerivedType(typeof(CellStarted), "started")]
[JsonDerivedType(typeof(CellText), "text")]
[JsonDerivedType(typeof(CellShown), "shown")]
[JsonDerivedType(typeof(LineWanted), "prompt")]
[JsonDerivedType(typeof(CellEnded), "ended")]
[JsonDerivedType(typeof(Completions), "completions")]
[JsonDerivedType(typeof(Inspected), "inspected")]
[JsonDerivedType(typeof(CodeChecked), "checked")]
internal abstract record HostMessage(long Id);

/// <summary>Run a cell.</summary>
internal sealed record RunCell(long Id, string Code, string Cell) : HostMessage(Id);

/// <summary>Interrupt the cell.</summary>
internal sealed record InterruptCell(long Id) : HostMessage(Id);

/// <summary>The line that the user typed, or why there is no user to ask.</summary>
internal sealed record TypedLine(long Id, string? Line, string? Refusal) : HostMessage(Id);

/// <summary>Complete the code at a position, in UTF-16 units.</summary>
internal sealed record CompleteCode(long Id, string Code, int Position) : HostMessage(Id);

/// <summary>Inspect the name at a position, in UTF-16 units.</summary>
internal sealed record InspectCode(long Id, string Code, int Position) : HostMessage(Id);

/// <summary>Check whether the code is complete.</summary>
internal sealed record CheckCode(long Id, string Code) : HostMessage(Id);

/// <summary>The compiler is warm.</summary>
internal sealed record EngineReady() : HostMessage(0);

/// <summary>The cell is about to run: if the process ends from here on, the cell may be the reason.</summary>
internal sealed record CellStarted(long Id) : HostMessage(Id);

/// <summary>The cell wrote text.</summary>
internal sealed record CellText(long Id, StreamKind Stream, string Text) : HostMessage(Id);

/// <summary>The cell showed a value: its representations by MIME type.</summary>
internal sealed record CellShown(long Id, Dictionary<string, string> Data, string Display, bool Update) : HostMessage(Id);

/// <summary>The cell asks the user for a line.</summary>
internal sealed record LineWanted(long Id, string Prompt, bool Secret) : HostMessage(Id);

/// <summary>The cell ended.</summary>
internal sealed record CellEnded(long Id, Dictionary<string, string>? Value, CellError? Error, bool Interrupted) : HostMessage(Id);

/// <summary>The reply to <see cref="CompleteCode"/>.</summary>
internal sealed record Completions(long Id, CompletionList List) : HostMessage(Id);

/// <summary>The reply to <see cref="InspectCode"/>; null if there is no known name.</summary>
internal sealed record Inspected(long Id, Dictionary<string, string>? Data) : HostMessage(Id);

/// <summary>The reply to <see cref="CheckCode"/>.</summary>
internal sealed record CodeChecked(long Id, Completeness Answer) : HostMessage(Id);

/// <summary>The JSON serialiser of the messages, generated at build time.</summary>
[JsonSerializable(typeof(HostMessage))]
internal sealed partial class HostJson : JsonSerializerContext;
