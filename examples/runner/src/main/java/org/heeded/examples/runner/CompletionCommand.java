package org.heeded.examples.runner;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Teaches the user's shell this command line. */
@Command(
        name = "completion",
        description =
                "Prints a script with which a shell completes commands, options, their values and files. It is for a"
                        + " command or an alias that is called heeded.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        footer = {
            "",
            "Examples:",
            "  In this shell, after alias heeded='java -jar /path/to/heeded.jar':",
            "    source <(heeded completion bash)",
            "  For good, in bash:",
            "    heeded completion bash > ~/.local/share/bash-completion/completions/heeded",
            "  For good, in zsh, after compinit in ~/.zshrc:",
            "    source <(heeded completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Which shell. One script serves both: in zsh it loads zsh's own emulation of bash's completion. */
    private enum Shell {
        /** bash. */
        bash,
        /** zsh. */
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        System.out.print(
                switch (shell) {
                    case bash, zsh ->
                        AutoComplete.bash(spec.root().name(), spec.root().commandLine());
                });
        return ExitCode.OK;
    }
}
