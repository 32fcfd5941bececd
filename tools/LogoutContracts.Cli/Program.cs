using LogoutContracts.CommandLine;

return await Cli.RunAsync(args, Console.Out, Console.Error, StopSignals.Listen);
