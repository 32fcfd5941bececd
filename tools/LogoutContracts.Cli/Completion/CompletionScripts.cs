namespace LogoutContracts.Cli.Completion;

/// <summary>The scripts of <c>completions</c>. Each calls <c>complete</c>, so it stays correct when the command gets new options.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _logout_contracts() {
          mapfile -t COMPREPLY < <(logout-contracts complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)
        }
        complete -o default -F _logout_contracts logout-contracts

        """;

    private const string Fish = """
        function __logout_contracts
            set -l words (commandline -opc)
            logout-contracts complete -- $words[2..-1] "$(commandline -ct)" 2>/dev/null
        end
        complete -c logout-contracts -a '(__logout_contracts)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName logout-contracts -ScriptBlock {
            param($typed, $line, $cursor)
            $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" })
            logout-contracts complete '--' @words "$typed" 2>$null | ForEach-Object {
                $word, $description = $_ -split "`t", 2
                if (-not $description) { $description = $word }
                [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
            }
        }

        """;

    private const string Zsh = """
        #compdef logout-contracts
        _logout_contracts() {
          local -a found
          found=("${(@f)$(logout-contracts complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
          if [[ -n $found[1] ]]; then
            found=("${(@)found//:/\\:}")
            found=("${(@)found/$'\t'/:}")
            _describe 'logout-contracts' found
          else
            _files
          fi
        }
        if [[ $funcstack[1] == _logout_contracts ]]; then _logout_contracts "$@"; else compdef _logout_contracts logout-contracts; fi

        """;

    /// <summary>By the name of the shell, with LF.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash.ReplaceLineEndings("\n"),
        ["fish"] = Fish.ReplaceLineEndings("\n"),
        ["powershell"] = PowerShell.ReplaceLineEndings("\n"),
        ["zsh"] = Zsh.ReplaceLineEndings("\n"),
    };
}
