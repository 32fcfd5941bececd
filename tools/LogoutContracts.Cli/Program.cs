using LogoutContracts.Cli;
using LogoutContracts.Cli.Context;

return await CommandLineApp.RunAsync(args, Console.Out, Console.Error, StopSignals.Listen);
