using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.Page.Checking;
using LogoutContracts.Page.Copying;
using LogoutContracts.Page.Drawing;
using LogoutContracts.Page.Sending;
using LogoutContracts.Page.Switching;

namespace LogoutContracts.Page;

/// <summary>Adds the web page to the admin port.</summary>
public static class AdminPage
{
    /// <summary>
    /// The same settings, with the page at <c>/</c> of the admin port, and an index for browsers at <c>/</c> of each contract's port, if
    /// the contract has no such path. Programs get the same answers as without the page.
    /// </summary>
    /// <param name="version">The version of logout-contracts that reports name.</param>
    public static MockServerOptions WithPage(this MockServerOptions options, string version) => options with
    {
        AdminRoutes = server => RoutesOf(server, options, version),
        ContractIndex = static (server, plan) => ContractIndex.Html(plan, server.AdminAddress),
    };

    private static IEnumerable<AdminRoute> RoutesOf(LogoutMockServer server, MockServerOptions options, string version)
    {
        var switches = new SwitchRoutes(server, options.Flaws);
        return
        [
            .. PageFiles.Routes, .. SendRoutes.Of(server), .. CopyRoutes.Of(server), .. DiagramRoutes.Of(server), .. switches.All,
            .. new CheckRoutes(server, switches.FlawsOf, version).All,
        ];
    }
}
