using Frugal.Measuring;
using Frugal.Training.Tests.Torch;

return args switch
{
    [MemoryChild.Command, var model, ..] => MemoryProgram.Run(model),
    [TorchCrash.Command, var call] => TorchCrash.Run(call),
    _ => 2,
};
