using LogoutContracts.Benchmarks.Load;

namespace LogoutContracts.Benchmarks.Soak;

/// <summary>
/// A script for wrk: logs in, uses each new token twice, logs it out, and tries it again, all at once on many connections.
/// </summary>
internal static class SoakScript
{
    public static string Text => """
        local steps, first, last = {}, 1, 0
        local login = "/api/v1/auth/github/callback?code=0123456789abcdef0123"

        local function push(method, path, token)
          for _ = 1, 2 do
            last = last + 1
            steps[last] = { method, path, token }
          end
        end

        function request()
          if first > last then return wrk.format("GET", login, { Accept = "application/json" }) end
          local step = steps[first]
          steps[first] = nil
          first = first + 1
          return wrk.format(step[1], step[2], { Accept = "application/json", Authorization = "Bearer " .. step[3] })
        end

        function response(status, headers, body)
          local token = string.match(body, '"token"%s*:%s*"([^"]+)"')
          if token then
            push("GET", "/api/v1/customers?page=1&perPage=16", token)
            push("DELETE", "/api/v1/logout", token)
          end
        end

        """ + WrkScript.Ending;
}
