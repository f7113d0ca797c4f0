using Frugal.Grading.Grades;

namespace Frugal.Tests.Shared;

/// <summary>
/// Every attack on the grader that a test runs. The tests take the expected cause from here, and <c>docs/*/attacks.md</c> list the same. To add one: write it (in <c>tests/Hostile</c> if
/// it is code), run it in a fixture, add its line here and in both pages.
/// </summary>
internal static partial class Attacks
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. Those(AttackKind.Run, "HostileTests",
            ("Ends.LoopForever", Cause.Timeout), ("Ends.Deadlock", Cause.Timeout), ("Ends.StopItself", Cause.Timeout), ("Ends.Recurse", Cause.StackOverflow), ("Ends.Exit", Cause.Exit),
            ("Ends.FailFast", Cause.Exit), ("Ends.ExitInAFinalizer", Cause.Exit), ("Ends.ExitWhenAnAssemblyIsLoaded", Cause.Exit), ("Ends.KillItself", Cause.Crash), ("Ends.Abort", Cause.Crash),
            ("Ends.WildPointerInNativeCode", Cause.Crash), ("Ends.ThrowOnAnotherThread", Cause.Crash), ("Ends.ThrowAfterTheAnswer", Cause.Crash), ("Ends.BurnAfterTheAnswer", Cause.None), ("Ends.AtLoad", Cause.Exit),
            ("Runtime.ExitThatNeverEnds", Cause.Timeout), ("Runtime.CrashThatNeverEnds", Cause.Timeout), ("Runtime.ChangeTheStopwatch", Cause.Exception), ("Runtime.ConvertersForAllTypes", Cause.Exception),
            ("Runtime.EndlessList", Cause.OutOfMemory), ("Runtime.LyingException", Cause.Exception), ("Runtime.ExceptionNamedAfterTheInput", Cause.Exception),
            ("Runtime.ExceptionThatNeverEnds", Cause.StackOverflow), ("Runtime.ExceptionThatCannotBeRead", Cause.Exception),
            ("Floods.ManagedMemory", Cause.OutOfMemory), ("Floods.NativeMemory", Cause.OutOfMemory), ("Floods.SharedMemory", Cause.OutOfMemory), ("Floods.MemoryOfChildren", Cause.OutOfMemory),
            ("Floods.Threads", Cause.TooManyProcesses), ("Floods.ForkBomb", Cause.TooManyProcesses), ("Floods.Output", Cause.OutputFlood), ("Floods.Daemon", Cause.None),
            ("Neighbours.KillTheGroup", Cause.Crash), ("Neighbours.HideAsAZombie", Cause.OutOfMemory), ("Neighbours.Zombies", Cause.TooManyProcesses), ("Neighbours.DaemonWithoutMarker", Cause.None)),
        .. Nothing(AttackKind.Run, "RefusedAttacksTests",
            "Runtime.ReplaceTheConsole", "Runtime.ResolveWhatIsMissing", "Runtime.ChangeTheCulture", "Runtime.TakeAllThreads", "Runtime.PressTheCollector",
            "Neighbours.WriteTheInitsMemory", "Neighbours.SignalTheGrader", "Neighbours.SignalEverybody", "Neighbours.InheritedDescriptors", "Neighbours.ConnectToAnAbstractSocket", "Neighbours.FindOtherGradings",
            "Neighbours.SetVariablesForOthers"),
        .. Those(AttackKind.Run, "SandboxTests",
            ("Reaches.WriteAFile", Cause.Exception), ("Reaches.DeleteAFile", Cause.Exception), ("Reaches.DeleteItself", Cause.Exception), ("Reaches.ReadAFile", Cause.Exception), ("Reaches.Connect", Cause.Exception),
            ("Reaches.KillAProcess", Cause.Exception)),
        .. Nothing(AttackKind.Kernel, "RefusedAttacksTests",
            "Kernel.TraceTheInit", "Kernel.TraceTheGrader", "Kernel.ReadAnothersMemory", "Kernel.NamespaceOfItsOwn", "Kernel.NamespaceOfItsOwnByClone", "Kernel.EnterAnotherNamespace", "Kernel.MountAFolder", "Kernel.OpenAFileSystem",
            "Kernel.ChangeTheRoot", "Kernel.ReadKeys", "Kernel.IoRing", "Kernel.HandleOthersFaults", "Kernel.LoadAProgramIntoTheKernel", "Kernel.CountOthersEvents", "Kernel.SharedSegment", "Kernel.MessageQueue",
            "Kernel.SocketToTheHost", "Kernel.SocketOfPackets", "Kernel.SocketToTheKernel", "Kernel.SetTheClock", "Kernel.MakeADevice", "Kernel.LoadAModule", "Kernel.Reboot", "Kernel.HighestPriority", "Kernel.LargerFiles",
            "Kernel.CallsOfAnotherTable", "Neighbours.ChangeTheMachine", "Neighbours.LeaveTheControlGroup", "Neighbours.ReadTheMachinesMemory", "Neighbours.LookAroundTheRoot"),
        .. Those(AttackKind.Kernel, "HiddenSpaceTests", ("Hides.OwnNamespace", Cause.Exception)),
        .. Those(AttackKind.Files, "HostileTests",
            ("Floods.Disk", Cause.TooLarge), ("Floods.ManyFiles", Cause.TooLarge), ("Floods.ManyEmptyFiles", Cause.TooLarge), ("Floods.DeepFolders", Cause.Cheating), ("Floods.NamesThatAreNotText", Cause.Cheating),
            ("Disks.SparseFile", Cause.TooLarge), ("Disks.SparseFiles", Cause.TooLarge), ("Disks.ReservedSpace", Cause.TooLarge), ("Disks.LongNames", Cause.Cheating), ("Hides.LongPaths", Cause.Cheating)),
        .. Those(AttackKind.Files, "HiddenSpaceTests",
            ("Hides.DeletedFiles", Cause.TooLarge), ("Hides.DeletedMappings", Cause.TooLarge), ("Hides.SentFiles", Cause.TooLarge), ("Hides.UnmappedMemory", Cause.OutOfMemory), ("Hides.DeletedInMemory", Cause.Exception),
            ("Hides.NotDumpable", Cause.Cheating)),
        .. Nothing(AttackKind.Files, "RefusedAttacksTests", "Disks.HardLinkOut", "Disks.SetUserIdProgram", "Disks.Traps", "Disks.NamesThatSpeak"),
        .. Those(AttackKind.Files, "ScratchAttacksTests", ("Disks.Fill", Cause.Exception), ("Disks.Oddities", Cause.Cheating), ("Disks.Swap", Cause.Cheating)),
        .. Those(AttackKind.Talk, "HostileTests",
            ("Forgeries.GuessedReply", Cause.Cheating), ("Forgeries.StolenNonce", Cause.Cheating), ("Forgeries.Garbage", Cause.Cheating), ("Forgeries.NotJson", Cause.Cheating), ("Forgeries.EndlessFrame", Cause.Cheating),
            ("Forgeries.HalfAFrame", Cause.Cheating), ("Forgeries.CloseTheChannel", Cause.Cheating), ("Forgeries.PatchTheWorker", Cause.Exception),
            ("Channels.ThroughProc", Cause.Cheating), ("Channels.EndlessAnswers", Cause.Cheating), ("Channels.ReadAhead", Cause.Timeout), ("Channels.TakeOver", Cause.WrongAnswer), ("Channels.DeepAnswer", Cause.Cheating),
            ("Channels.AnswerOfAnotherType", Cause.Cheating), ("Channels.NumberBeyondAll", Cause.Cheating), ("Channels.TwoNonces", Cause.Cheating), ("Channels.AnswerAndMore", Cause.Cheating),
            ("Channels.EndlessTrace", Cause.Exception), ("Channels.LinesOfTrace", Cause.Exception)),
        .. Those(AttackKind.Talk, "StudentServerTests",
            ("Servers.Redirect", Cause.WrongAnswer), ("Servers.Silent", Cause.WrongAnswer), ("Servers.EndlessBody", Cause.OutputFlood), ("Servers.EndlessHeaders", Cause.OutputFlood), ("Servers.DrippingBody", Cause.Timeout),
            ("Servers.Link", Cause.Cheating), ("Servers.EndlessInterimAnswers", Cause.OutputFlood), ("Servers.EndlessChunkExtension", Cause.WrongAnswer), ("Servers.EndlessTrailers", Cause.OutputFlood),
            ("Servers.DrippingHeaders", Cause.Timeout), ("Servers.NegativeLength", Cause.None), ("Servers.EnormousLength", Cause.WrongAnswer), ("Servers.TwoLengths", Cause.WrongAnswer),
            ("Servers.AnotherProtocol", Cause.WrongAnswer), ("Servers.SwitchedProtocol", Cause.Timeout), ("Servers.AnswerForTheNextQuestion", Cause.None), ("Servers.CompressedBomb", Cause.None),
            ("Servers.CommandsInHeaders", Cause.None)),
        .. Nothing(AttackKind.Output, "TextAttacksTests", "Output.TerminalSequences", "Output.ClipboardAndLinks", "Output.AzureCommands", "Output.GitHubCommands", "Output.OtherCiCommands", "Output.MarkupAndScripts",
            "Output.JsonAndXmlEnds", "Output.TextDirections", "Output.BrokenText", "Output.Markup", "Output.OrdersToAReader", "Output.VeryLong"),
        .. Those(AttackKind.Timing, "TimingAttacksTests",
            ("Timing.HogTheOthersTurns", Cause.TooSlow), ("Timing.WorkInAnothersName", Cause.TooSlow), ("Timing.WaitBehindAHog", Cause.TooSlow), ("Timing.WrongWhenTimed", Cause.WrongAnswer), ("Timing.RememberAnswers", Cause.TooSlow)),
        .. InOneTest,
    ];

    /// <summary>The attack of that name.</summary>
    public static Attack Of(string name) => All.FirstOrDefault(attack => attack.Name == name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "Not in the list of attacks: add it to tests/Shared/Attacks and to both pages.");

    private static IEnumerable<Attack> Those(AttackKind kind, string test, params (string Name, Cause Cause)[] attacks) => attacks.Select(attack => new Attack(attack.Name, kind, attack.Cause, test));

    private static IEnumerable<Attack> Nothing(AttackKind kind, string test, params string[] names) => names.Select(name => new Attack(name, kind, Cause.None, test));
}
