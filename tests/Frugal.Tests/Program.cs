using Frugal.Measuring;

return args is [MemoryChild.Command, var model, ..] ? MemoryProgram.Run(model) : 2;
