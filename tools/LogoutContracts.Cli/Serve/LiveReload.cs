using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Serve;

/// <summary>Applies changes of specs to the running server, and logs them.</summary>
internal sealed class LiveReload(LogoutMockServer server, SpecChanges specs, Func<IReadOnlyList<SpecFiles>> onDisk, ServeLog log)
{
    private string? unreadable;

    public void Look()
    {
        try
        {
            foreach (var news in specs.Compare(onDisk()))
                Tell(news);
            unreadable = null;
        }
        catch (UserErrorException e)
        {
            if (!string.Equals(unreadable, e.Message, StringComparison.Ordinal))
                log.Say(e.Message);
            unreadable = e.Message;
        }
        catch (Exception e)
        {
            log.Say(CommonErrors.Bug(e));
        }
    }

    private void Tell(SpecChange news)
    {
        switch (news)
        {
            case SpecChange.Changed changed:
                var contract = changed.Plan.Contract;
                if (!server.Reload(changed.Plan))
                    log.Say(WatchErrors.SessionsDiscarded(contract.Id));
                if (contract.Port != changed.PortWas)
                    log.Say(WatchErrors.PortMoved(contract.Id, changed.PortWas, contract.Port));
                log.Say($"reloaded {contract.Id} ({news.File})");
                break;
            case SpecChange.Broken broken:
                log.Say($"{broken.Why}{Environment.NewLine}{WatchErrors.KeepsOldContract(broken.Contract)}");
                break;
            case SpecChange.Added:
                log.Say(WatchErrors.SpecAdded(news.File));
                break;
            case SpecChange.Gone gone:
                log.Say(WatchErrors.SpecGone(news.File, gone.Contract));
                break;
        }
    }
}
