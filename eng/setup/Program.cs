using Frugal.Setup;
using Frugal.Setup.Building;
using Frugal.Setup.Checks;
using Frugal.Setup.Testing;

try
{
    var repository = Repository.Find();
    return args switch
    {
        [] or ["--help" or "-h" or "-?"] => Usage.Print(Usage.All),
        ["setup", .. var rest] => SetupCommand.Run(repository, rest),
        ["doctor", .. var rest] => DoctorCommand.Run(repository, rest),
        ["test", .. var rest] => TestCommand.Run(repository, rest),
        ["ensure", var command] => SetupCommand.Ensure(repository, BuildTarget.For(command), command),   // called by the launcher
        _ => Usage.Refuse($"'{args[0]}' is unknown here. Known: setup, doctor, test.", Usage.All),
    };
}
catch (SetupException failure)
{
    Console.Out.Flush();
    Console.Error.WriteLine($"frugal: {failure.Message}");
    return 1;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"frugal: {failure.Message} Check the free disk space and the rights on this folder, then run the command again.");
    return 1;
}
